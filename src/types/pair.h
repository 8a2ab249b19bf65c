/* pair.h: the iterators whose items are pairs, and how `for a, b in …` takes a pair from them without a tuple between. */
#ifndef KRAIT_PAIR_H
#define KRAIT_PAIR_H
#include "object/tuple.h"
#include "types/native.h"

typedef struct {
    Object head;
    Value iterator;
    Value long_index; /* EMPTY while `index` holds */
    i64 index;
} EnumerateObject;

typedef struct {
    Object head;
    Value function;    /* EMPTY: zip */
    Tuple *iterators;
    Tuple *pending;    /* NULL: none; see zip.c */
    u32 filled;        /* items of it */
    bool strict;
} ZipObject;

typedef struct {
    Object head;
    Dict *dict;      /* NULL: exhausted */
    u32 used;        /* keys when it was made; all ones: that they changed has been told */
    u32 position;    /* forward: the next entry to look at; backward: one past it */
    u32 left;
} DictIterator;

/* NONE: the second of the next pair is at[0], the first at[1], both owned. Else STOP, ERROR, or NEEDS_PYTHON: nothing is
 * consumed, it is asked as any iterator is. */
Value pair_next(Ref iterator, Value *at);
#endif
