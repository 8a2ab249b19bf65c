/* sequence.h: what list and tuple share: searching, comparing, repr, repeating. */
#ifndef KRAIT_SEQUENCE_H
#define KRAIT_SEQUENCE_H
#include "types/native.h"

/* The items of a list or tuple, or of an instance of a subclass; false: it is neither. */
bool sequence_items(Ref r, const Value **items, u32 *count);
bool is_sequence(Ref r); /* list or tuple, subclasses too */

typedef enum { SEARCH_CONTAINS, SEARCH_INDEX, SEARCH_COUNT, SEARCH_REMOVE } SearchOp;
/* contains, index and count: the answer; remove: None. From start to before stop, or to the end as it then is. */
Outcome sequence_search(Ref self, Ref value, SearchOp op, u32 start, u32 stop);
Outcome sequence_index(Ref self, const Value *args, u32 n); /* index(value, start, stop) */

Value sequence_try_compare(Ref a, Ref b, u32 op);
Outcome sequence_compare(Ref a, Ref b, u32 op);  /* two lists or two tuples; else NotImplemented */
Value sequence_try_repr(Ref self);
Outcome sequence_repr(Ref self);

/* How often `x * by` repeats: NO: not a number (NotImplemented or TypeError is the caller's); PYTHON: index_then. */
/* `times` copies of `count` items go to `to`, which has room for them and no references; *filled counts them as they come. */
MUST_CHECK bool sequence_repeat(Value *to, u32 *filled, const Value *items, u32 count, u32 times);
Answer repeat_count(Ref by, i64 *times);
/* What `sequence op other` answers when `other` is none of its kind: NotImplemented if other's class may know better. */
Value sequence_no_concat(Ref self, Ref other);
Value sequence_no_repeat(Ref by);
#endif
