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

/* iter(x) of an x that has only __getitem__, iter(callable, sentinel). Both held until they are exhausted (then EMPTY). */
typedef struct { Object head; Value source; i64 index; } SequenceIterator;
typedef struct { Object head; Value callable, sentinel; } CallableIterator;
MUST_CHECK Value sequence_iterator_new(Ref sequence);
MUST_CHECK Value callable_iterator_new(Ref callable, Ref sentinel);

/* `__iter__` of every iterator: itself. */
Value native_self(Ref self);
/* The pair (builtins.iter or builtins.reversed, (args…)) that `__reduce__` of iterators answers; takes args over. */
MUST_CHECK Value iterator_reduce(const char *builtin, Value args);
/* The end of an iterator's native frame. */
INLINE Outcome iterator_stop(Frame *f) { return native_done(f, STOP); }
/* The frame's own step is over and `answer` is its outcome. */
INLINE Outcome frame_end(Frame *f, Outcome answer) { f->flags |= FRAME_FINISHED; return answer; }
#endif
