/* dtoa.h: doubles to text and back, without the C library or a locale.
 *
 * A DtoaDecimal is 0.d1d2d3... * 10^point with no leading zero digit; zero has no
 * digits. DTOA_DIGITS digits hold any double exactly, so what is made here is
 * exact or correctly rounded (half to even), never "good to 17 digits".
 */
#ifndef KRAIT_DTOA_H
#define KRAIT_DTOA_H
#include "base/base.h"

#define DTOA_DIGITS 770 /* the longest exact double has 767 */

typedef struct {
    u32 count;
    i32 point;
    u8 digits[DTOA_DIGITS]; /* values 0 to 9, not characters */
} DtoaDecimal;

/* -- to decimal: dtoa.c. x is finite; the sign is dropped. ------------------ */

void dtoa_shortest(f64 x, DtoaDecimal *d); /* the fewest digits that read back as x, the nearest of those */
void dtoa_exact(f64 x, DtoaDecimal *d);    /* all of them */
void dtoa_round(DtoaDecimal *d, i64 keep); /* to so many digits; strips zeros at the end */

/* -- formatted: dtoa.c ------------------------------------------------------ */

enum {
    DTOA_ALTERNATE = 1, /* '#': keep the point, and with 'g' the zeros */
    DTOA_DOT_ZERO = 2,  /* add ".0" to what would look like an int; turns to exponents one digit earlier */
    DTOA_UPPER = 4,     /* E, INF, NAN */
};

/* What CPython calls PyOS_double_to_string: code 'e', 'f', 'g', or 'r' (shortest; precision
 * ignored). Writes a '-' for negative numbers, zero included, but never for nan; never a '+'. */
u64 dtoa_format_bound(f64 x, u8 code, u32 precision);
u32 dtoa_format(f64 x, u8 code, u32 precision, u32 flags, u8 *out);

#define DTOA_REPR_MAX 25
u32 dtoa_repr(f64 x, u8 *out); /* repr(x): 'r' with DTOA_DOT_ZERO */

#define DTOA_HEX_MAX 25
u32 dtoa_hex(f64 x, u8 *out); /* x.hex(); also of inf and nan */

/* -- from text: dtoa_parse.c ------------------------------------------------ */

/* Reads [sign] digits [. digits] [e [sign] digits], or inf, infinity, nan in any case, from
 * the start. Answers the characters used, 0 if there is no number. Too large gives inf. */
u32 dtoa_parse(const u8 *text, u32 length, f64 *x);

f64 dtoa_from_decimal(const DtoaDecimal *d); /* nearest double, inf if too large */

/* round(x, places); false if the result is beyond the doubles. */
MUST_CHECK bool dtoa_round_places(f64 x, i64 places, f64 *rounded);

/* float.fromhex of the whole text, white space already stripped. */
typedef enum { DTOA_HEX_OK, DTOA_HEX_INVALID, DTOA_HEX_TOO_LARGE } DtoaHexResult;
MUST_CHECK DtoaHexResult dtoa_parse_hex(const u8 *text, u32 length, f64 *x);

/* -- shared by the two files ------------------------------------------------ */

typedef struct {
    u64 high, low;
} DtoaPower;

#define DTOA_POWER_MIN (-351)
#define DTOA_POWER_MAX 350
#define DTOA_POWER_EXACT 55 /* 10^0 to 10^55 need no more than these 128 bits */

/* The leading 128 bits of 10^exponent, cut off: 10^exponent = power * 2^dtoa_power_scale(exponent). */
DtoaPower dtoa_power(i32 exponent);
INLINE i32 dtoa_log2_of_power(i32 exponent) { return (exponent * 217706) >> 16; } /* floor(log2(10^exponent)) */
INLINE i32 dtoa_power_scale(i32 exponent) { return dtoa_log2_of_power(exponent) - 127; }

INLINE DtoaPower dtoa_multiply(u64 a, u64 b) { /* the 128-bit product */
    u64 low = (a & 0xffffffff) * (b & 0xffffffff), cross = (a >> 32) * (b & 0xffffffff) + (low >> 32);
    u64 other = (a & 0xffffffff) * (b >> 32) + (cross & 0xffffffff);
    return (DtoaPower){(a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32), other << 32 | (low & 0xffffffff)};
}

INLINE u64 dtoa_bits(f64 x) {
    u64 bits;
    memcpy(&bits, &x, 8);
    return bits;
}

#endif
