/* math.h: what the files of the math module share: arguments made into floats and ints, and the rows of each file.
 *
 * A function of math states what its arguments must be, one letter each (the last letter stands for all that follow):
 *
 *   f  a real number: it arrives as a float        x  an integer: it arrives as an exact int
 *   o  anything: it arrives as it was given        ?  an integer or None
 *
 * math_call goes on at once where the conversions need no Python; else a frame asks `__float__` and `__index__`, left to
 * right. Arguments that were not given arrive EMPTY.
 */
#ifndef KRAIT_MATH_H
#define KRAIT_MATH_H
#include "modules/native.h"

typedef struct {
    const char *kinds;
    Value (*ready)(const Value *args, u32 n); /* cannot run Python */
} MathKind;
Outcome math_call(const MathKind *kind, const Value *args, u32 n);
/* r as a double, as far as no Python is needed. */
Answer math_real(Ref r, f64 *x);
INLINE f64 math_double(Value v) { return is_double(ref(v)) ? double_of(ref(v)) : float_of(ref(v)); }

/* math_int.c */
NativeON math_gcd, math_lcm, math_comb, math_perm;
NativeO1 math_isqrt, math_factorial;
/* math_sum.c */
NativeO1 math_fsum;
NativeO2 math_dist, math_sumprod;
NativeON math_hypot, math_prod;
/* math_gamma.c */
f64 math_gamma_of(f64 x); /* NaN at the poles, an infinity where it is too large */
f64 math_lgamma_of(f64 x);
#endif
