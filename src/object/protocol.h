/* protocol.h: questions that C may ask of any value without running Python.
 *
 * Each answers natively, raises, or says NEEDS_PYTHON before any side effect; then the native becomes a frame and asks
 * through the op_* functions of frame/op.h. There is no other way to ask: no function here ever runs Python. Nested
 * calls count vm.c_depth and answer NEEDS_PYTHON at C_DEPTH_MAX, so deep data costs no C stack.
 */
#ifndef KRAIT_PROTOCOL_H
#define KRAIT_PROTOCOL_H
#include "object/object.h"

typedef enum { ANSWER_NO = 0, ANSWER_YES = 1, ANSWER_ERROR, ANSWER_PYTHON } Answer;

Answer try_truth(Ref r);
Answer try_equal(Ref a, Ref b);               /* identity first, as containers compare; then == */
Value try_compare(Ref a, Ref b, u32 op);      /* N_LT … N_GE, both sides tried, as the operator: a value, ERROR, NEEDS_PYTHON */
typedef enum { HASH_OK, HASH_ERROR, HASH_PYTHON } HashAnswer;
HashAnswer try_hash(Ref r, i64 *hash);
Value try_iter(Ref r);                        /* an iterator, ERROR, NEEDS_PYTHON */
Value try_next(Ref iterator);                 /* an item, STOP, ERROR, NEEDS_PYTHON */
Value try_len(Ref r);                         /* int48 */
Value try_repr(Ref r);                        /* a str */
Value try_str(Ref r);
Value try_index(Ref r);                       /* an exact int; TypeError "'X' object cannot be interpreted as an integer" */
/* An int as a machine number. false: raised (OverflowError by `what`, e.g. "cannot fit 'int' into an index-sized integer"). r must be an int. */
MUST_CHECK bool int_to_i64(Ref r, i64 *out);  /* types fill: exact or clamped */
bool int_fits_i64(Ref r);
i64 int_clamp_i64(Ref r);                     /* saturates: for slices and indices */
#endif
