/* iterators.h: making the iterators of the builtin containers. */
#ifndef KRAIT_ITERATORS_H
#define KRAIT_ITERATORS_H
#include "types/native.h"

/* Of a list, tuple, … by position: holds the container until it is exhausted. */
typedef struct {
    Object head;
    Object *source; /* NULL: exhausted */
    u32 index;
} IndexIterator;
MUST_CHECK Value index_iterator_new(u32 type_id, Ref source, u32 index);
Value list_iter(Ref list);
Value list_reversed(Ref list);
Value tuple_iter(Ref tuple);

/* `__next__` of iterators that never run Python: try_next, and StopIteration at the end. */
Value native_next(Ref self);
/* `__iter__` of every iterator: itself. */
Value native_self(Ref self);
/* The pair (builtins.iter or builtins.reversed, (args…)) that `__reduce__` of iterators answers; takes args over. */
MUST_CHECK Value iterator_reduce(const char *builtin, Value args);
#endif
