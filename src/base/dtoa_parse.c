/* dtoa_parse.c: text to the nearest double, for text of any length.
 *
 * Three ways, tried in order: exact arithmetic on doubles (Clinger's fast path);
 * 19 digits times the leading 128 bits of the power of ten, which decides all
 * but a vanishing part (the idea of Eisel and Lemire); and a comparison of big
 * integers against the middle between two neighbours. Memory is bounded: beyond
 * DTOA_DIGITS digits all that matters is whether any is not zero, because no
 * middle between two doubles has so many.
 */
#include "base/dtoa.h"

#include "base/digits.h"

enum {
    WORD_DIGITS = 19,      /* decimal digits that always fit a u64 */
    HIGHEST_POINT = 309,   /* 0.d * 10^310 is beyond the doubles */
    LOWEST_POINT = -323,   /* 0.d * 10^-324 is below half of the least */
    BIG_DIGITS = 128,      /* digits.h digits: 770 decimals, or 54 bits * 5^1094, and room to shift */
};

/* -- big integers decide -------------------------------------------------- */

typedef struct {
    u32 digit[BIG_DIGITS];
    u32 n;
} Big;

static void big_scale(Big *b, u32 factor, u32 plus) {
    b->n = digits_mul_small(b->digit, b->digit, b->n, factor, plus);
    CHECK(b->n < BIG_DIGITS, "the powers stay within what a double can need");
}

static void big_times_five(Big *b, u32 power) {
    for (; power >= 13; power -= 13) big_scale(b, 1220703125u, 0);
    for (; power > 0; power--) big_scale(b, 5, 0);
}

static void big_times_two(Big *b, u32 power) {
    CHECK(b->n + power / 32 + 1 <= BIG_DIGITS, "the powers stay within what a double can need");
    b->n = digits_shift_left(b->digit, b->digit, b->n, power);
}

/* Compares the decimal with n * 2^exponent: multiplies each side until both are integers. */
static i32 compare_with(const DtoaDecimal *d, u64 n, i32 exponent) {
    Big left = {.n = 0}, right;
    for (u32 i = 0; i < d->count; i++) big_scale(&left, 10, d->digits[i]);
    right.n = digits_from_u64(right.digit, n);
    i32 tens = d->point - (i32)d->count;
    if (tens >= 0) big_times_five(&left, (u32)tens);
    else big_times_five(&right, (u32)-tens);
    if (tens >= exponent) big_times_two(&left, (u32)(tens - exponent));
    else big_times_two(&right, (u32)(exponent - tens));
    return digits_compare(left.digit, left.n, right.digit, right.n);
}

static f64 from_bits(u64 bits) {
    f64 x;
    memcpy(&x, &bits, 8);
    return x;
}

#define INFINITY_BITS (0x7ffull << 52)

/* Compares the decimal with the middle between the doubles `bits` and `bits` + 1. */
static i32 compare_with_middle(const DtoaDecimal *d, u64 bits) {
    u64 mantissa = bits & ((1ull << 52) - 1);
    i32 field = (i32)(bits >> 52);
    if (field > 0) mantissa |= 1ull << 52;
    return compare_with(d, 2 * mantissa + 1, (field > 0 ? field : 1) - 1076);
}

/* Walks from a near guess to the nearest double: a step or two. */
static f64 settle(const DtoaDecimal *d, u64 bits) {
    if (bits >= INFINITY_BITS) bits = INFINITY_BITS - 1;
    for (;; bits++) {
        i32 side = bits < INFINITY_BITS ? compare_with_middle(d, bits) : -1;
        if (side < 0 || (side == 0 && (bits & 1) == 0)) break;
    }
    for (; bits > 0; bits--) {
        i32 side = compare_with_middle(d, bits - 1);
        if (side > 0 || (side == 0 && (bits & 1) == 0)) break;
    }
    return from_bits(bits);
}

/* -- a word times a power ------------------------------------------------- */

static const f64 SMALL_POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* w * 10^exponent to the nearest double; false when 192 bits do not decide it (*x is then near). */
static bool from_word(u64 w, i32 exponent, f64 *x) {
    if (w >> 53 == 0 && exponent >= -22 && exponent <= 22) {
        *x = exponent < 0 ? (f64)w / SMALL_POWERS[-exponent] : (f64)w * SMALL_POWERS[exponent];
        return true;
    }
    u32 by = (u32)__builtin_clzll(w);
    DtoaPower power = dtoa_power(exponent);
    DtoaPower high = dtoa_multiply(power.high, w << by), low = dtoa_multiply(power.low, w << by);
    u64 middle = high.low + low.high;
    u64 top = high.high + (middle < low.high);
    bool exact = exponent >= 0 && exponent <= DTOA_POWER_EXACT;
    /* The true product is this one or, when the power was cut off, more by less than 2^64. */
    bool sticky = !exact || (middle | low.low) != 0;
    if (!digits_compose_double(top, sticky, (i64)dtoa_power_scale(exponent) + 128 - (i64)by, x)) {
        *x = from_bits(INFINITY_BITS);
    }
    return exact || middle != UINT64_MAX;
}

f64 dtoa_from_decimal(const DtoaDecimal *d) {
    if (d->count == 0 || d->point < LOWEST_POINT) return 0;
    if (d->point > HIGHEST_POINT) return from_bits(INFINITY_BITS);
    u64 w = 0;
    u32 used = u32_min(d->count, WORD_DIGITS);
    for (u32 i = 0; i < used; i++) w = w * 10 + d->digits[i];
    f64 x, above;
    bool sure = from_word(w, d->point - (i32)used, &x);
    if (used == d->count) return sure ? x : settle(d, dtoa_bits(x));
    if (sure && from_word(w + 1, d->point - (i32)used, &above) && x == above) return x;
    return settle(d, dtoa_bits(x));
}

bool dtoa_round_places(f64 x, i64 places, f64 *rounded) {
    *rounded = x;
    if (places > 330 || x - x != 0) return true;
    DtoaDecimal d;
    dtoa_exact(x, &d);
    dtoa_round(&d, places < -330 ? -1 : d.point + places);
    f64 magnitude = dtoa_from_decimal(&d);
    *rounded = dtoa_bits(x) >> 63 ? -magnitude : magnitude;
    return magnitude - magnitude == 0;
}

/* -- decimal text --------------------------------------------------------- */

INLINE bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

static const u8 *at_word(const u8 *at, const u8 *end, const char *word) {
    for (; *word; word++, at++)
        if (at == end || (*at | 0x20) != *word) return NULL;
    return at;
}

/* Skips zeros in front; what exceeds the array is remembered as one last digit. */
static const u8 *take_digits(DtoaDecimal *d, i64 *whole, const u8 *at, const u8 *end, bool before_point) {
    for (; at < end && is_digit(*at); at++) {
        u8 digit = *at - '0';
        if (digit == 0 && d->count == 0) {
            *whole -= !before_point;
            continue;
        }
        *whole += before_point;
        if (d->count < DTOA_DIGITS) d->digits[d->count++] = digit;
        else if (digit) d->digits[DTOA_DIGITS - 1] |= 1; /* never turns 0 or 5 into a middle */
    }
    return at;
}

/* Answers `at` itself unless a whole exponent stands there. */
static const u8 *take_exponent(i64 *exponent, const u8 *at, const u8 *end) {
    const u8 *start = at;
    *exponent = 0;
    if (at == end || (*at | 0x20) != 'e') return start;
    at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || !is_digit(*at)) return start;
    for (; at < end && is_digit(*at); at++)
        if (*exponent < 1ll << 40) *exponent = *exponent * 10 + (*at - '0');
    if (negative) *exponent = -*exponent;
    return at;
}

static const u8 *take_decimal(const u8 *start, const u8 *end, f64 *x) {
    DtoaDecimal d;
    d.count = 0;
    i64 point = 0, exponent;
    const u8 *at = take_digits(&d, &point, start, end, true);
    u32 seen = (u32)(at - start);
    if (at < end && *at == '.') {
        const u8 *fraction = at + 1;
        at = take_digits(&d, &point, fraction, end, false);
        seen += (u32)(at - fraction);
    }
    if (seen == 0) return NULL;
    at = take_exponent(&exponent, at, end);
    point += exponent;
    d.point = point > 100000 ? 100000 : point < -100000 ? -100000 : (i32)point;
    while (d.count > 0 && d.digits[d.count - 1] == 0) d.count--;
    *x = dtoa_from_decimal(&d);
    return at;
}

static const u8 *take_special(const u8 *at, const u8 *end, f64 *x) {
    const u8 *after = at_word(at, end, "inf");
    if (after) {
        *x = from_bits(INFINITY_BITS);
        const u8 *whole = at_word(at, end, "infinity");
        return whole ? whole : after;
    }
    *x = from_bits(INFINITY_BITS | 1ull << 51);
    return at_word(at, end, "nan");
}

static const u8 *take_sign(const u8 *at, const u8 *end, bool *negative) {
    *negative = at < end && *at == '-';
    return at < end && (*at == '-' || *at == '+') ? at + 1 : at;
}

u32 dtoa_parse(const u8 *text, u32 length, f64 *x) {
    bool negative;
    const u8 *end = text + length, *start = take_sign(text, end, &negative);
    const u8 *at = take_decimal(start, end, x);
    if (!at) at = take_special(start, end, x);
    if (!at) return 0;
    if (negative) *x = -*x;
    return (u32)(at - text);
}

/* -- hexadecimal text ----------------------------------------------------- */

static u32 hex_value(u8 c) {
    if (is_digit(c)) return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

typedef struct {
    u64 mantissa; /* 57 to 60 bits once `exponent` is above zero */
    i64 exponent;
    bool sticky;
    u32 seen;
} HexDigits;

static const u8 *take_hex(HexDigits *h, const u8 *at, const u8 *end, bool before_point) {
    for (; at < end && hex_value(*at) < 16; at++, h->seen++) {
        if (h->mantissa >> 56 == 0) {
            h->mantissa = h->mantissa << 4 | hex_value(*at);
            h->exponent -= before_point ? 0 : 4;
        } else {
            h->sticky |= hex_value(*at) != 0;
            h->exponent += before_point ? 4 : 0;
        }
    }
    return at;
}

static const u8 *take_hex_exponent(i64 *exponent, const u8 *at, const u8 *end) {
    bool negative;
    at = take_sign(at, end, &negative);
    if (at == end || !is_digit(*at)) return NULL;
    i64 value = 0;
    for (; at < end && is_digit(*at); at++)
        if (value < 1ll << 40) value = value * 10 + (*at - '0');
    *exponent += negative ? -value : value;
    return at;
}

DtoaHexResult dtoa_parse_hex(const u8 *text, u32 length, f64 *x) {
    bool negative;
    const u8 *end = text + length, *start = take_sign(text, end, &negative);
    const u8 *at = take_special(start, end, x);
    if (!at) {
        HexDigits h = {0, 0, false, 0};
        if (end - start >= 2 && start[0] == '0' && (start[1] | 0x20) == 'x') start += 2;
        at = take_hex(&h, start, end, true);
        if (at < end && *at == '.') at = take_hex(&h, at + 1, end, false);
        if (h.seen == 0) return DTOA_HEX_INVALID;
        if (at < end && (*at | 0x20) == 'p') at = take_hex_exponent(&h.exponent, at + 1, end);
        if (!at) return DTOA_HEX_INVALID;
        if (at == end && !digits_compose_double(h.mantissa, h.sticky, h.exponent, x)) return DTOA_HEX_TOO_LARGE;
    }
    if (at != end) return DTOA_HEX_INVALID;
    if (negative) *x = -*x;
    return DTOA_HEX_OK;
}
