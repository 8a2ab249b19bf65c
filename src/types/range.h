/* range.h: range objects. Where all three bounds and the length fit 64 bits, the loop and others read them as machine
 * numbers; ranges beyond that keep ints (range.c). */
#ifndef KRAIT_RANGE_H
#define KRAIT_RANGE_H
#include "types/native.h"

typedef struct RangeObject {
    Object head;
    u32 small;                     /* 1: first, step, count hold; 0: only the Values do */
    u32 pad;
    i64 first, step, count;        /* items are first + i * step for i < count; none overflows, nor does the next */
    Value start_value, stop_value, step_value, length_value; /* exact ints */
} RangeObject;
typedef struct RangeIterator { /* of a small range */
    Object head;
    i64 next, step, left;          /* `left` items to go, the first of them `next` */
} RangeIterator;

INLINE bool is_range(Ref r) { return is_exact(r, T_RANGE); }
INLINE RangeObject *range_of(Ref r) { return AS(RangeObject, r); }
MUST_CHECK Value range_new(Ref start, Ref stop, Ref step); /* exact ints, step not 0 */
/* range_iterator.c */
MUST_CHECK Value range_iter(Ref range);
MUST_CHECK Value range_reversed(Ref range);
MUST_CHECK Value range_item(const RangeObject *range, Ref index); /* start + index * step, wherever that is */
#endif
