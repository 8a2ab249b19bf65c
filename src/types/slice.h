/* slice.h: slice objects, and subscripts in general: what `x[key]` and `x[a:b:c]` mean for a sequence of known length. */
#ifndef KRAIT_SLICE_H
#define KRAIT_SLICE_H
#include "types/native.h"

typedef struct SliceObject {
    Object head;
    Value start, stop, step;
} SliceObject;
INLINE bool is_slice(Ref r) { return is_exact(r, T_SLICE); }
MUST_CHECK Value slice_new(Value start, Value stop, Value step); /* takes all three over, also when it fails */

/* The indices that a slice picks: start, start + step, …, count of them; each is inside the sequence. For step 1 and
 * count 0, `start` is where an insertion goes. `stop` is clamped as slice.indices() gives it. */
typedef struct { i64 start, stop, step; u32 count; } SliceRange;
/* YES; ERROR raised; PYTHON: a part has an __index__ of its own: go on with index_then. */
Answer slice_indices(Ref slice, u32 length, SliceRange *out);
/* The same for bare parts (BINARY_SLICE): None or anything with __index__. */
Answer slice_indices_of(Ref start, Ref stop, Ref step, u32 length, SliceRange *out);

/* For a length of any size: what slice.indices() answers, as three new ints. The slice's parts are ints or None. */
MUST_CHECK bool slice_long_indices(Ref slice, Ref length, Value out[3]);

/* An index into a sequence, from an int (or bool, or an instance of an int subclass): negative ones count from the end;
 * not clamped: the caller compares with 0 and length. PYTHON: has an __index__ of its own. NO: no integer at all.
 * ERROR: IndexError raised, too large for a 64-bit index. */
Answer index_of(Ref key, u32 length, i64 *index);

/* For a native whose key (an index, or a slice's parts) must be asked for __index__: asks, makes an int or a slice of
 * ints, and calls `again` with that; value may be EMPTY. The answer of `again` is the answer. */
typedef Outcome IndexedNative(Ref self, Ref key, Ref value);
Outcome index_then(IndexedNative *again, Ref self, Ref key, Ref value);
bool has_index(Ref key); /* its type defines __index__ */
#endif
