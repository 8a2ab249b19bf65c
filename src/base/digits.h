/* digits.h: arithmetic on magnitudes of any size.
 *
 * A magnitude is an array of u32 digits in base 2^32, least significant first,
 * with its count; it is normalised when the last digit is not zero (zero has no
 * digits). Signs, objects and memory are the caller's: results go to buffers the
 * caller passes, and what needs room to work says how much through a *_scratch
 * function. All counts are digits unless a name says bits. Operands are
 * normalised unless said otherwise and have at most DIGITS_MAX digits.
 *
 * Two kinds of function:
 *   - linear ones return the normalised count of their result; the caller has
 *     charged for them (about one unit a digit) before the call;
 *   - long ones (marked MUST_CHECK) fill a result of the stated count, which may
 *     end in zero digits, and return false when the bill was refused: the result
 *     is then garbage, nothing else is touched.
 */
#ifndef KRAIT_DIGITS_H
#define KRAIT_DIGITS_H
#include "base/base.h"

#define DIGITS_MAX (1u << 27) /* half a gigabyte; every scratch count fits a u32 */

/* The bill of long operations. Whoever owns fuel and deadlines fills the slot;
 * it is asked about each 16,000 units (one unit: one digit times one digit). An
 * answer of false stops the operation. */
extern bool (*digits_pay)(u32 units);

/* Adds to the bill and asks digits_pay when it is due. For the digits_*.c files. */
MUST_CHECK bool digits_charge(u32 units);

/* -- linear: digits.c ----------------------------------------------------- */

INLINE u32 digits_normalise(const u32 *a, u32 n) {
    while (n > 0 && a[n - 1] == 0) n--;
    return n;
}

u32 digits_from_u64(u32 *out, u64 value); /* out: 2 */
INLINE u64 digits_to_u64(const u32 *a, u32 n) { /* the low 64 bits */
    return (n > 0 ? a[0] : 0) | (u64)(n > 1 ? a[1] : 0) << 32;
}

i32 digits_compare(const u32 *a, u32 na, const u32 *b, u32 nb); /* -1, 0, 1 */
u64 digits_bit_length(const u32 *a, u32 n);
u64 digits_bit_count(const u32 *a, u32 n);
u64 digits_trailing_zeros(const u32 *a, u32 n); /* bits; 0 for zero */

/* out may be an operand. */
u32 digits_add(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb); /* out: max + 1 */
u32 digits_sub(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb); /* a >= b; out: na */
u32 digits_mul_small(u32 *out, const u32 *a, u32 n, u32 factor, u32 carry); /* a*factor + carry; out: n + 1 */
u32 digits_div_small(u32 *out, const u32 *a, u32 n, u32 divisor, u32 *remainder); /* out: n */
u32 digits_shift_left(u32 *out, const u32 *a, u32 n, u64 bits); /* out: n + bits/32 + 1 */
/* Toward zero; *lost tells whether any one bit fell off (what floor needs). out: n - bits/32. */
u32 digits_shift_right(u32 *out, const u32 *a, u32 n, u64 bits, bool *lost);

/* Bitwise on two's complement of endless width. out: max(na, nb) + 1. */
typedef enum { DIGITS_AND, DIGITS_OR, DIGITS_XOR } DigitsBitOp;
u32 digits_bitwise(DigitsBitOp op, u32 *out, const u32 *a, u32 na, bool a_negative, const u32 *b, u32 nb,
                   bool b_negative, bool *out_negative);

/* int.from_bytes and int.to_bytes. out of from_bytes: length/4 + 1 digits. to_bytes
 * answers false when the number does not fit (a negative one fits only as `is_signed`). */
u32 digits_from_bytes(u32 *out, const u8 *bytes, u32 length, bool big_endian, bool is_signed, bool *negative);
MUST_CHECK bool digits_to_bytes(u8 *bytes, u32 length, const u32 *a, u32 n, bool negative, bool big_endian,
                                bool is_signed);

/* -- products and quotients: digits.c ------------------------------------- */

/* out: na + nb, apart from operands. Operands may end in zeros. Passing one array twice squares. */
u32 digits_mul_scratch(u32 na, u32 nb);
MUST_CHECK bool digits_mul(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch);

/* a = q*b + r. q: na - nb + 1 (na >= nb > 0), r: nb. q or r may be NULL; either may be an operand. */
u32 digits_divmod_scratch(u32 na, u32 nb); /* grows with na, and never exceeds 9*na + 100 */
MUST_CHECK bool digits_divmod(u32 *q, u32 *r, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch);

/* -- functions: digits_math.c --------------------------------------------- */

/* base ** exponent, base of n > 0 digits. The size is exact to two digits; above DIGITS_MAX, refuse. out: size. */
u64 digits_pow_size(const u32 *base, u32 n, u64 exponent);
u32 digits_pow_scratch(u32 n, u32 size);
MUST_CHECK bool digits_pow(u32 *out, u32 size, const u32 *base, u32 n, u64 exponent, u32 *scratch);

/* base ** exponent % modulus. out: nm, base < modulus. */
u32 digits_modpow_scratch(u32 nm);
MUST_CHECK bool digits_modpow(u32 *out, const u32 *base, u32 nb, const u32 *exponent, u32 ne, const u32 *modulus,
                              u32 nm, u32 *scratch);

u32 digits_gcd_scratch(u32 na, u32 nb);
MUST_CHECK bool digits_gcd(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch); /* out: max */

u32 digits_isqrt_scratch(u32 n);
MUST_CHECK bool digits_isqrt(u32 *out, const u32 *a, u32 n, u32 *scratch); /* floor; out: n/2 + 1 */

/* Doubles. All round half to even; false means the magnitude is beyond them. */
MUST_CHECK bool digits_compose_double(u64 mantissa, bool sticky, i64 exponent, f64 *x);
MUST_CHECK bool digits_to_double(const u32 *a, u32 n, f64 *x);
f64 digits_frexp(const u32 *a, u32 n, i64 *exponent); /* in [0.5, 1), and 0 for zero */
u32 digits_from_double(u32 *out, f64 x); /* |x| toward zero, x finite; out: 33 */

/* a / b correctly rounded, b not zero. *overflow: beyond the doubles. */
u32 digits_true_divide_scratch(u32 na, u32 nb);
MUST_CHECK bool digits_true_divide(f64 *x, bool *overflow, const u32 *a, u32 na, const u32 *b, u32 nb,
                                   u32 *scratch);

/* -- text: digits_text.c -------------------------------------------------- */

/* Bases 2 to 36, letters small; zero is "0", never a sign or prefix. The bound is
 * what `text` must hold; the true length comes back in *length. */
u64 digits_text_bound(const u32 *a, u32 n, u32 base);
u32 digits_to_text_scratch(u32 n, u32 base);
MUST_CHECK bool digits_to_text(u8 *text, u32 *length, const u32 *a, u32 n, u32 base, u32 *scratch);

/* `text` holds only digits of the base (0-9, a-z, A-Z), no underscores. *count is normalised. */
u32 digits_from_text_size(u32 length, u32 base);
u32 digits_from_text_scratch(u32 length, u32 base);
MUST_CHECK bool digits_from_text(u32 *out, u32 *count, const u8 *text, u32 length, u32 base, u32 *scratch);

#endif
