/* dtoa.c: doubles to text: shortest, exact, formatted, hexadecimal.
 *
 * Shortest digits come from R. Giulietti's Schubfach ("The Schubfach way to
 * render doubles", 2020), which needs 128 bits of a power of ten and nothing
 * else. The powers are kept 27 apart, in 160 bits, and multiplied by a power of
 * five that fits a word; that the cut-off product is right to the last bit for
 * each exponent in range is what tests/unit/dtoa_test.c recomputes.
 *
 * Exact digits: m * 2^-p is m * 5^p / 10^p, so one product in base 10^9 gives all
 * decimals. The other precisions round these; there is no second algorithm.
 */
#include "base/dtoa.h"

/* -- powers of ten -------------------------------------------------------- */

enum { POWER_SPACING = 27 };

typedef struct {
    u64 high, middle;
    u32 low;
} WidePower;

/* 10^(DTOA_POWER_MIN + 27*i), the leading 160 bits. */
static const WidePower WIDE[26] = {
    {0x8049a4ac0c5811aeull, 0x205b896d777d6278ull, 0xac261e9fu}, /* 10^-351 */
    {0xcf42894a5dce35eaull, 0x52064cac828675b9ull, 0x475f2b7du}, /* 10^-324 */
    {0xa76c582338ed2621ull, 0xaf2af2b80af6f24eull, 0x657c8f4du}, /* 10^-297 */
    {0x873e4f75e2224e68ull, 0x5a7744a6e804a291ull, 0xcc35eddfu}, /* 10^-270 */
    {0xda7f5bf590966848ull, 0xaf39a475506a899eull, 0xa30294ccu}, /* 10^-243 */
    {0xb080392cc4349decull, 0xbd8d794d96aacfb3ull, 0xfe13a5c8u}, /* 10^-216 */
    {0x8e938662882af53eull, 0x547eb47b7282ee9cull, 0x41b0230eu}, /* 10^-189 */
    {0xe65829b3046b0afaull, 0x0cb4a5a3112a5112ull, 0xa3b561b1u}, /* 10^-162 */
    {0xba121a4650e4ddebull, 0x92f34d62616ce413ull, 0x21a0183eu}, /* 10^-135 */
    {0x964e858c91ba2655ull, 0x3a6a07f8d510f86full, 0xe9082f25u}, /* 10^-108 */
    {0xf2d56790ab41c2a2ull, 0xfae27299423fb9c3ull, 0x3695dad7u}, /* 10^-81 */
    {0xc428d05aa4751e4cull, 0xaa97e14c3c26b886ull, 0x96842dc9u}, /* 10^-54 */
    {0x9e74d1b791e07e48ull, 0x775ea264cf55347dull, 0xca49f1c0u}, /* 10^-27 */
    {0x8000000000000000ull, 0x0000000000000000ull, 0x00000000u}, /* 10^0 */
    {0xcecb8f27f4200f3aull, 0x0000000000000000ull, 0x00000000u}, /* 10^27 */
    {0xa70c3c40a64e6c51ull, 0x999090b65f67d924ull, 0x00000000u}, /* 10^54 */
    {0x86f0ac99b4e8dafdull, 0x69a028bb3ded71a3ull, 0xdf9f9156u}, /* 10^81 */
    {0xda01ee641a708de9ull, 0xe80e6f4820cc9495ull, 0xd74baad0u}, /* 10^108 */
    {0xb01ae745b101e9e4ull, 0x5ec05dcff72e7f8full, 0xc04c79ffu}, /* 10^135 */
    {0x8e41ade9fbebc27dull, 0x14588f13be847307ull, 0x23bd6a20u}, /* 10^162 */
    {0xe5d3ef282a242e81ull, 0x8f1668c8a86da5faull, 0xf0b5ccf5u}, /* 10^189 */
    {0xb9a74a0637ce2ee1ull, 0x6d953e2bd7173692ull, 0x88efb003u}, /* 10^216 */
    {0x95f83d0a1fb69cd9ull, 0x4abdaf101564f98eull, 0x0d5a4af7u}, /* 10^243 */
    {0xf24a01a73cf2dccfull, 0xbc633b39673c8cecull, 0x3d9c44cdu}, /* 10^270 */
    {0xc3b8358109e84f07ull, 0x0a862f80ec4700c8ull, 0x02606ea0u}, /* 10^297 */
    {0x9e19db92b4e31ba9ull, 0x6c07a2c26a8346d1ull, 0x4944d9f5u}, /* 10^324 */
};

static u64 power_of_five(u32 n) {
    u64 p = 1;
    for (u64 base = 5; n > 0; n >>= 1, base *= base)
        if (n & 1) p *= base;
    return p;
}

/*   high  middle  low:32          each times `factor`, added where they overlap;
 *   w3:w2                         the top 128 bits from the first one bit on
 *         w2:w1
 *               w1:w0
 */
DtoaPower dtoa_power(i32 exponent) {
    u32 index = (u32)(exponent - DTOA_POWER_MIN);
    const WidePower *wide = &WIDE[index / POWER_SPACING];
    if (index % POWER_SPACING == 0) return (DtoaPower){wide->high, wide->middle};
    u64 factor = power_of_five(index % POWER_SPACING);
    DtoaPower top = dtoa_multiply(wide->high, factor), mid = dtoa_multiply(wide->middle, factor),
              low = dtoa_multiply((u64)wide->low << 32, factor);
    u64 w1 = mid.low + low.high;
    u64 carry = w1 < low.high;
    u64 w2 = top.low + mid.high;
    u64 carry2 = w2 < mid.high;
    w2 += carry;
    carry2 += w2 < carry;
    u64 w3 = top.high + carry2;
    u32 by = (u32)__builtin_clzll(w3); /* 1 to 62: the factor is 5 to 5^26 */
    return (DtoaPower){w3 << by | w2 >> (64 - by), w2 << by | w1 >> (64 - by)};
}

/* -- shortest ------------------------------------------------------------- */

static void strip_zeros(DtoaDecimal *d) {
    while (d->count > 0 && d->digits[d->count - 1] == 0) d->count--;
}

/* n * 10^exponent */
static void set_decimal(DtoaDecimal *d, u64 n, i32 exponent) {
    u8 reversed[20];
    u32 count = 0;
    for (; n > 0; n /= 10) reversed[count++] = (u8)(n % 10);
    d->count = count;
    d->point = (i32)count + exponent;
    for (u32 i = 0; i < count; i++) d->digits[i] = reversed[count - 1 - i];
    strip_zeros(d);
}

/* power * n / 2^128; the last bit is set if anything was cut off. */
static u64 scale_to_odd(DtoaPower power, u64 n) {
    DtoaPower x = dtoa_multiply(power.low, n), y = dtoa_multiply(power.high, n);
    u64 low = y.low + x.high;
    u64 high = y.high + (low < x.high);
    return high | (low > 1);
}

INLINE i32 floor_log10_of_power_of_2(i32 e) { return (e * 1262611) >> 22; }
INLINE i32 floor_log10_of_three_quarters(i32 e) { return (e * 1262611 - 524031) >> 22; } /* of 3/4 * 2^e */

/* x = mantissa * 2^exponent, not zero. All that round to x lie between (4m-2)/4 and (4m+2)/4 units,
 * below a power of two between (4m-1)/4 and (4m+2)/4; even mantissas own their borders. */
static void schubfach(u64 mantissa, i32 exponent, bool at_power, DtoaDecimal *d) {
    i32 k = at_power ? floor_log10_of_three_quarters(exponent) : floor_log10_of_power_of_2(exponent);
    u32 shift = (u32)(exponent + dtoa_log2_of_power(-k) + 1);
    DtoaPower power = dtoa_power(-k);
    if (-k < 0 || -k > DTOA_POWER_EXACT) power.high += ++power.low == 0; /* Schubfach wants it rounded up */
    u64 odd = mantissa & 1;
    u64 lower = scale_to_odd(power, (4 * mantissa - (at_power ? 1 : 2)) << shift) + odd;
    u64 value = scale_to_odd(power, 4 * mantissa << shift);
    u64 upper = scale_to_odd(power, (4 * mantissa + 2) << shift) - odd;
    u64 s = value / 4;
    if (s >= 10) { /* one digit fewer? */
        u64 tenth = s / 10;
        bool below = lower <= 40 * tenth, above = 40 * tenth + 40 <= upper;
        if (below != above) {
            set_decimal(d, tenth + above, k + 1);
            return;
        }
    }
    bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
    u64 middle = 4 * s + 2;
    bool up = below != above ? above : value > middle || (value == middle && (s & 1));
    set_decimal(d, s + up, k);
}

/* |x| = mantissa * 2^exponent */
static u64 take_apart(f64 x, i32 *exponent) {
    u64 bits = dtoa_bits(x), mantissa = bits & ((1ull << 52) - 1);
    u32 field = (u32)(bits >> 52 & 0x7ff);
    *exponent = (i32)(field == 0 ? 1 : field) - 1075;
    return field == 0 ? mantissa : mantissa | 1ull << 52;
}

static void set_zero(DtoaDecimal *d) {
    d->count = 0;
    d->point = 1;
}

void dtoa_shortest(f64 x, DtoaDecimal *d) {
    i32 exponent;
    u64 mantissa = take_apart(x, &exponent);
    if (mantissa == 0) {
        set_zero(d);
    } else if (exponent <= 0 && exponent > -53 && (mantissa & ((1ull << -exponent) - 1)) == 0) {
        set_decimal(d, mantissa >> -exponent, 0); /* a small integer is its own shortest text */
    } else {
        schubfach(mantissa, exponent, mantissa == 1ull << 52 && exponent > -1074, d);
    }
}

/* -- exact ---------------------------------------------------------------- */

enum { LIMB = 1000000000, LIMB_DIGITS = 9, LIMBS = 88 };

typedef struct {
    u32 limb[LIMBS]; /* base 10^9, least significant first */
    u32 count;
} Limbs;

static void limbs_multiply(Limbs *n, u32 factor) {
    u64 carry = 0;
    for (u32 i = 0; i < n->count; i++) {
        carry += (u64)n->limb[i] * factor;
        n->limb[i] = (u32)(carry % LIMB);
        carry /= LIMB;
    }
    if (carry) n->limb[n->count++] = (u32)carry; /* below the factor, which is below LIMB */
}

/* times base^n; base^step is the largest power below LIMB */
static void limbs_scale(Limbs *limbs, u32 base, u32 step, u32 n) {
    u32 most = 1;
    for (u32 i = 0; i < step; i++) most *= base;
    for (; n >= step; n -= step) limbs_multiply(limbs, most);
    for (; n > 0; n--) limbs_multiply(limbs, base);
}

static void limbs_to_decimal(const Limbs *n, DtoaDecimal *d) {
    d->count = 0;
    for (u32 i = n->count; i-- > 0;) {
        u32 limb = n->limb[i];
        for (u32 unit = LIMB / 10; unit > 0; unit /= 10) {
            u8 digit = (u8)(limb / unit % 10);
            if (digit || d->count > 0) d->digits[d->count++] = digit;
        }
    }
}

void dtoa_exact(f64 x, DtoaDecimal *d) {
    i32 exponent;
    u64 mantissa = take_apart(x, &exponent);
    set_zero(d);
    if (mantissa == 0) return;
    while (exponent < 0 && (mantissa & 1) == 0) mantissa >>= 1, exponent++;
    Limbs n = {.count = 0};
    for (; mantissa > 0; mantissa /= LIMB) n.limb[n.count++] = (u32)(mantissa % LIMB);
    if (exponent >= 0) limbs_scale(&n, 2, 29, (u32)exponent);
    else limbs_scale(&n, 5, 12, (u32)-exponent);
    limbs_to_decimal(&n, d);
    d->point = (i32)d->count + (exponent < 0 ? exponent : 0);
    strip_zeros(d);
}

static bool rounds_up(const DtoaDecimal *d, u32 keep) {
    if (d->digits[keep] != 5) return d->digits[keep] > 5;
    return keep + 1 < d->count || (keep > 0 && (d->digits[keep - 1] & 1));
}

void dtoa_round(DtoaDecimal *d, i64 keep) {
    if (keep >= (i64)d->count) return;
    if (keep < 0) {
        set_zero(d);
        return;
    }
    bool up = rounds_up(d, (u32)keep);
    d->count = (u32)keep;
    if (!up) {
        strip_zeros(d);
    } else {
        while (d->count > 0 && d->digits[d->count - 1] == 9) d->count--;
        if (d->count > 0) {
            d->digits[d->count - 1]++;
            return;
        }
        d->digits[d->count++] = 1;
        d->point++;
    }
    if (d->count == 0) set_zero(d);
}

/* -- formatted ------------------------------------------------------------ */

static u8 *put_digits(u8 *out, const DtoaDecimal *d, i64 from, i64 to) {
    for (i64 i = from; i < to; i++) *out++ = i >= 0 && i < (i64)d->count ? (u8)('0' + d->digits[i]) : '0';
    return out;
}

static u8 *put_fixed(u8 *out, const DtoaDecimal *d, u32 places, bool point) {
    out = d->point > 0 ? put_digits(out, d, 0, d->point) : put_digits(out, d, -1, 0);
    if (places > 0 || point) *out++ = '.';
    return put_digits(out, d, d->point, (i64)d->point + places);
}

static u8 *put_exponent(u8 *out, i32 exponent, u32 flags) {
    *out++ = flags & DTOA_UPPER ? 'E' : 'e';
    *out++ = exponent < 0 ? '-' : '+';
    if (exponent < 0) exponent = -exponent;
    if (exponent >= 100) *out++ = (u8)('0' + exponent / 100);
    *out++ = (u8)('0' + exponent / 10 % 10);
    *out++ = (u8)('0' + exponent % 10);
    return out;
}

static u8 *put_scientific(u8 *out, const DtoaDecimal *d, u32 places, u32 flags) {
    out = put_digits(out, d, 0, 1);
    if (places > 0 || flags & DTOA_ALTERNATE) *out++ = '.';
    out = put_digits(out, d, 1, 1 + (i64)places);
    return put_exponent(out, d->count == 0 ? 0 : d->point - 1, flags);
}

/* 'g' and 'r': `digits` significant ones at most, exponents beyond `widest` digits before the point. */
static u8 *put_general(u8 *out, const DtoaDecimal *d, u32 digits, i64 widest, u32 flags) {
    i32 point = d->count == 0 ? 1 : d->point;
    u32 shown = flags & DTOA_ALTERNATE ? digits : u32_max(d->count, 1);
    if (point <= -4 || point > widest) return put_scientific(out, d, shown - 1, flags);
    i64 places = (i64)shown - point;
    if (places <= 0) places = flags & DTOA_DOT_ZERO ? 1 : 0;
    return put_fixed(out, d, (u32)places, flags & DTOA_ALTERNATE);
}

static u8 *put_text(u8 *out, const char *text, u32 flags) {
    for (; *text; text++) *out++ = (u8)(flags & DTOA_UPPER ? *text - 32 : *text);
    return out;
}

u64 dtoa_format_bound(f64 x, u8 code, u32 precision) {
    u64 digits = code == 'r' ? 17 : precision;
    i32 exponent;
    take_apart(x, &exponent);
    u32 whole = code == 'f' && exponent > -52 ? (u32)(exponent + 53) / 3 : 1; /* three bits to a digit at most */
    return digits + whole + 16; /* sign, "0.000", point, ".0", "e+308" */
}

u32 dtoa_format(f64 x, u8 code, u32 precision, u32 flags, u8 *out) {
    u8 *at = out;
    if (x != x) return (u32)(put_text(out, "nan", flags) - out);
    if (dtoa_bits(x) >> 63) *at++ = '-';
    if (x - x != 0) return (u32)(put_text(at, "inf", flags) - out);
    DtoaDecimal d;
    if (code == 'r') dtoa_shortest(x, &d);
    else dtoa_exact(x, &d);
    if (code == 'g' && precision == 0) precision = 1;
    switch (code) {
    case 'f':
        dtoa_round(&d, (i64)d.point + precision);
        at = put_fixed(at, &d, precision, flags & DTOA_ALTERNATE);
        break;
    case 'e':
        dtoa_round(&d, (i64)precision + 1);
        at = put_scientific(at, &d, precision, flags);
        break;
    case 'g':
        dtoa_round(&d, precision);
        at = put_general(at, &d, precision, (i64)precision - (flags & DTOA_DOT_ZERO ? 1 : 0), flags);
        break;
    default:
        at = put_general(at, &d, u32_max(d.count, 1), 16, flags);
    }
    return (u32)(at - out);
}

u32 dtoa_repr(f64 x, u8 *out) { return dtoa_format(x, 'r', 0, DTOA_DOT_ZERO, out); }

/* -- hexadecimal ---------------------------------------------------------- */

u32 dtoa_hex(f64 x, u8 *out) {
    u8 *at = out;
    if (x != x || x - x != 0) return dtoa_format(x, 'r', 0, 0, out);
    i32 exponent;
    u64 mantissa = take_apart(x, &exponent);
    if (dtoa_bits(x) >> 63) *at++ = '-';
    if (mantissa == 0) return (u32)(put_text(at, "0x0.0p+0", 0) - out);
    *at++ = '0';
    *at++ = 'x';
    *at++ = (u8)('0' + (mantissa >> 52));
    *at++ = '.';
    for (u32 shift = 52; shift > 0; shift -= 4) *at++ = (u8)("0123456789abcdef"[mantissa >> (shift - 4) & 15]);
    *at++ = 'p';
    exponent += 52;
    *at++ = exponent < 0 ? '-' : '+';
    DtoaDecimal d;
    set_decimal(&d, (u64)(exponent < 0 ? -exponent : exponent), 0);
    return (u32)(put_digits(at, &d, 0, d.count == 0 ? 1 : d.point) - out);
}
