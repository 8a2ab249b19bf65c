/* float.h: floats as other types and modules see them. Layouts are object/number.h's. */
#ifndef KRAIT_FLOAT_H
#define KRAIT_FLOAT_H
#include "object/number.h"
#include "types/native.h"

INLINE bool is_float(Ref r) { return is_double(r) || is_exact(r, T_FLOAT); } /* exactly */
f64 float_of(Ref r);                             /* a float, or an instance of a subclass */
/* What arithmetic makes. A NaN becomes an object of its own: operands may have been such. */
INLINE Value float_value(f64 x) { return LIKELY(x == x) ? value_double(x) : value_from_double(x); }

Value float_operate(f64 x, f64 y, u32 op);        /* x op y with Python's errors; EMPTY: floats have no such operator */
Value float_power(f64 x, f64 y);                 /* x ** y with Python's errors */
f64 float_modulo(f64 x, f64 y);                  /* y is not 0; the result has its sign */
f64 float_floor_divide(f64 x, f64 y);
Value float_range_error(void);                   /* OverflowError(34, 'Numerical result out of range') */
/* float(source) of a str or bytes, or an instance of a subclass; false: ValueError raised. */
MUST_CHECK bool float_from_source(Ref source, f64 *x);
/* x to the nearest int, half to even. */
f64 float_round_half_even(f64 x);

#endif
