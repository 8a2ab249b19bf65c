/* args.h: natives whose arguments must be made into ints, strings or truths before the work begins.
 *
 * A native states what its arguments must be, one letter each:
 *
 *   o  anything                      u  a str
 *   n  an index of 64 bits           i  an int of 32 bits
 *   s  a bound: None, or an index of any size
 *   b  anything: its truth is wanted
 *   y  bytes-like, or an int for one byte; Y the same for `in`, whose error text differs
 *
 * and begins with ARGS(spec). Where all is exact it goes on at once. Where `__index__` or `__bool__` is Python's, a
 * native frame asks, left to right as CPython does, and then calls `again` with what it got. EMPTY is always right.
 */
#ifndef KRAIT_ARGS_H
#define KRAIT_ARGS_H
#include "types/construct.h"

typedef struct {
    const char *name;   /* for error texts */
    const char *kinds;
    NativeON *again;
} ArgsSpec;

Answer args_ready(const ArgsSpec *spec, const Value *args, u32 n);
Outcome args_then(const ArgsSpec *spec, Ref self, const Value *args, u32 n);
#define ARGS(spec) \
    do { \
        Answer ready_ = args_ready(&(spec), args, n); \
        if (UNLIKELY(ready_ != ANSWER_YES)) return ready_ == ANSWER_ERROR ? OUTCOME_ERROR : args_then(&(spec), self, args, n); \
    } while (0)

/* "name() argument 2 must be str, not T" (None shows as None). Always VALUE_ERROR. */
Value raise_bad_argument(const char *function, const char *argument, const char *expected, Ref given);

bool is_integer(Ref r);                 /* an int, a bool, or an instance of an int subclass */
i64 integer_clamp(Ref r);               /* of such a one, clamped to 64 bits */
bool integer_fits(Ref r);               /* it is within 64 bits */
/* After ARGS. */
i64 arg_i64(Value arg, i64 otherwise);  /* otherwise: not given */
bool arg_truth(Value arg, bool otherwise);
/* The bounds of a search in a sequence of `length`, as slices clamp them: *start <= length, *end <= length. */
void arg_bounds(Value start_arg, Value end_arg, u32 length, u32 *start, u32 *end);

/* What was passed to a constructor, by position or name, in the order of `names`; EMPTY where nothing was. false: raised. */
MUST_CHECK bool args_construct(const Construct *c, const char *function, const char *const *names, u32 count, Ref *out);
#endif
