/* dtoa_test.c: doubles to text and back: values that CPython 3.14 printed, the
 * middles between neighbours, and the table of powers recomputed from scratch.
 */
#include "unit.h"

#include <math.h>

#include "base/digits.h"
#include "base/dtoa.h"

static bool same_text(const u8 *text, u32 length, const char *expected) {
    return length == strlen(expected) && memcmp(text, expected, length) == 0;
}

static bool same_bits(f64 a, f64 b) { return dtoa_bits(a) == dtoa_bits(b) || (a != a && b != b); }

static f64 parsed(const char *text, u32 *used) {
    f64 x = -12345;
    *used = dtoa_parse((const u8 *)text, (u32)strlen(text), &x);
    return x;
}

static bool reads(const char *text, f64 expected) {
    u32 used;
    f64 x = parsed(text, &used);
    return used == strlen(text) && same_bits(x, expected);
}

TEST(repr_is_shortest_and_reads_back) {
    static const struct {
        f64 x;
        const char *text;
    } rows[] = {
        {0x0.0p+0, "0.0"},
        {-0x0.0p+0, "-0.0"},
        {0x1.0000000000000p+0, "1.0"},
        {-0x1.8000000000000p+0, "-1.5"},
        {0x1.999999999999ap-4, "0.1"},
        {0x1.5555555555555p-2, "0.3333333333333333"},
        {0x1.9000000000000p+6, "100.0"},
        {0x1.c6bf526340000p+49, "1000000000000000.0"},
        {0x1.1c37937e08000p+53, "1e+16"},
        {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
        {0x1.0f0cf064dd592p+73, "1e+22"},
        {0x1.52d02c7e14af6p+76, "1e+23"},
        {0x1.a36e2eb1c432dp-14, "0.0001"},
        {0x1.4f8b588e368f1p-17, "1e-05"},
        {0x1.02e4b6ce5dc68p-13, "0.00012345"},
        {0x0.0000000000001p-1022, "5e-324"},
        {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
        {0x1.0000000000000p-44, "5.684341886080802e-14"},
        {0x1.0000000000000p+53, "9007199254740992.0"},
        {0x1.0000000000000p+1000, "1.0715086071862673e+301"},
        {0x1.0000000000000p-1000, "9.332636185032189e-302"},
        {0x1.7e43c8800759cp+996, "1e+300"},
        {0x1.1666666666666p+2, "4.35"},
        {0x1.3333333333333p-2, "0.3"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
        {NAN, "nan"},
        {0x1.c7e83209e90b2p+72, "8.41e+21"},
        {0x1.0000000000000p+77, "1.5111572745182865e+23"},
        {0x1.0000000000000p-20, "9.5367431640625e-07"},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        u8 text[DTOA_REPR_MAX];
        EXPECT(same_text(text, dtoa_repr(rows[i].x, text), rows[i].text));
        EXPECT(reads(rows[i].text, rows[i].x));
    }
}

TEST(formats) {
    static const struct {
        f64 x;
        char code;
        u32 precision, flags;
        const char *text;
    } rows[] = {
        {0x1.4000000000000p+1, 'f', 0, 0, "2"},
        {0x1.c000000000000p+1, 'f', 0, 0, "4"},
        {0x1.0000000000000p-1, 'f', 0, 0, "0"},
        {0x1.0147ae147ae14p+0, 'f', 2, 0, "1.00"},
        {0x1.0000000000000p-3, 'f', 2, 0, "0.12"},
        {0x1.52d02c7e14af6p+76, 'f', 3, 0, "99999999999999991611392.000"},
        {-0x0.0p+0, 'f', 1, 0, "-0.0"},
        {0x1.f3c0000000000p+9, 'f', 0, 0, "1000"},
        {0x1.999999999999ap-5, 'f', 1, 0, "0.1"},
        {0x1.3000000000000p+3, 'e', 0, 0, "1e+01"},
        {0x1.ad7f29abcaf48p-24, 'e', 30, 0, "9.999999999999999547481118258863e-08"},
        {0x0.0000000000001p-1022, 'e', 20, 0, "4.94065645841246544177e-324"},
        {0x1.e240000000000p+16, 'g', 6, 0, "123456"},
        {0x1.2d68700000000p+20, 'g', 6, 0, "1.23457e+06"},
        {0x1.a36e2eb1c432dp-14, 'g', 6, 0, "0.0001"},
        {0x1.9e0fcaf9380fcp-17, 'g', 3, 0, "1.23e-05"},
        {0x1.3fffffca501adp+3, 'g', 3, 0, "10"},
        {0x0.0p+0, 'e', 3, 0, "0.000e+00"},
        {0x1.249ad2594c37dp+332, 'g', 0, 0, "1e+100"},
        {-INFINITY, 'f', 3, 0, "-inf"},
        {NAN, 'e', 3, 0, "nan"},
        {0x1.999999999999ap-4, 'f', 60, 0, "0.100000000000000005551115123125782702118158340454101562500000"},
        {0x1.0000000000000p+0, 'g', 6, DTOA_ALTERNATE | DTOA_UPPER, "1.00000"},
        {0x1.0000000000000p+1, 'f', 0, DTOA_ALTERNATE | DTOA_UPPER, "2."},
        {0x1.8000000000000p+1, 'e', 0, DTOA_ALTERNATE | DTOA_UPPER, "3.E+00"},
        {0x1.86a0000000000p+16, 'g', 3, DTOA_ALTERNATE | DTOA_UPPER, "1.00E+05"},
        {INFINITY, 'g', 3, DTOA_ALTERNATE | DTOA_UPPER, "INF"},
        {0x1.0000000000000p+0, 'g', 3, DTOA_DOT_ZERO, "1.0"},
        {0x1.edd2f1a9fbe77p+6, 'g', 3, DTOA_DOT_ZERO, "1.23e+02"},
        {0x1.f400000000000p+9, 'g', 4, DTOA_DOT_ZERO, "1e+03"},
        {0x1.f380000000000p+9, 'g', 4, DTOA_DOT_ZERO, "999.0"},
        {0x1.2a05f20000000p+33, 'g', 20, DTOA_DOT_ZERO, "10000000000.0"},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        u8 text[400];
        EXPECT(dtoa_format_bound(rows[i].x, rows[i].code, rows[i].precision) <= sizeof text);
        u32 length = dtoa_format(rows[i].x, rows[i].code, rows[i].precision, rows[i].flags, text);
        EXPECT(same_text(text, length, rows[i].text));
        EXPECT(length <= dtoa_format_bound(rows[i].x, rows[i].code, rows[i].precision));
    }
}

TEST(rounding_to_places) {
    static const struct {
        f64 x;
        i64 places;
        f64 rounded;
    } rows[] = {
        {0x1.4000000000000p+1, 0, 0x1.0000000000000p+1},
        {0x1.5666666666666p+1, 2, 0x1.55c28f5c28f5cp+1},
        {0x1.0147ae147ae14p+0, 2, 0x1.0000000000000p+0},
        {-0x1.0000000000000p-1, 0, -0x0.0p+0},
        {0x1.81cd6c8b43958p+13, -2, 0x1.8060000000000p+13},
        {0x1.1ccf385ebc8a0p+1023, -308, 0x1.1ccf385ebc8a0p+1023},
        {0x1.e000000000000p+3, -1, 0x1.4000000000000p+4},
        {0x0.0000000000001p-1022, 400, 0x0.0000000000001p-1022},
        {0x0.0000000000001p-1022, 323, 0x0.0p+0},
        {0x1.999999999999ap-4, 55, 0x1.999999999999ap-4},
        {-0x1.0000000000000p+2, -5, -0x0.0p+0},
    };
    f64 x;
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        EXPECT(dtoa_round_places(rows[i].x, rows[i].places, &x));
        EXPECT(same_bits(x, rows[i].rounded));
    }
    EXPECT(!dtoa_round_places(1.7976931348623157e308, -308, &x));
}

TEST(hexadecimal) {
    static const struct {
        f64 x;
        const char *text;
    } rows[] = {
        {0x0.0p+0, "0x0.0p+0"},
        {-0x0.0p+0, "-0x0.0p+0"},
        {0x1.0000000000000p+0, "0x1.0000000000000p+0"},
        {-0x1.999999999999ap-4, "-0x1.999999999999ap-4"},
        {0x0.0000000000001p-1022, "0x0.0000000000001p-1022"},
        {0x1.fffffffffffffp+1023, "0x1.fffffffffffffp+1023"},
        {0x1.0000000000000p-1022, "0x1.0000000000000p-1022"},
        {INFINITY, "inf"},
        {0x1.921f9f01b866ep+1, "0x1.921f9f01b866ep+1"},
    };
    f64 x;
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        u8 text[DTOA_HEX_MAX];
        u32 length = dtoa_hex(rows[i].x, text);
        EXPECT(same_text(text, length, rows[i].text));
        EXPECT_EQ(dtoa_parse_hex(text, length, &x), DTOA_HEX_OK);
        EXPECT(same_bits(x, rows[i].x));
    }
}

static i64 hex_result(const char *text, f64 *x) { return dtoa_parse_hex((const u8 *)text, (u32)strlen(text), x); }

TEST(hexadecimal_borders) {
    static const char *const invalid[] = {"", "0x", ".", "0x.", "1p", "1p+", "1.5.5", "0x1g", "in", "0x.p1", "1 "};
    f64 x;
    for (u32 i = 0; i < COUNT_OF(invalid); i++) EXPECT_EQ(hex_result(invalid[i], &x), DTOA_HEX_INVALID);
    EXPECT_EQ(hex_result("0x1.fffffffffffff8p1023", &x), DTOA_HEX_TOO_LARGE);
    EXPECT_EQ(hex_result("1p999999999999999999999", &x), DTOA_HEX_TOO_LARGE);
    EXPECT(hex_result("0x1.fffffffffffff7p1023", &x) == DTOA_HEX_OK && x == 0x1.fffffffffffffp1023);
    EXPECT(hex_result("0x0.8p-1074", &x) == DTOA_HEX_OK && x == 0);
    EXPECT(hex_result("0x0.80000000000000000000001p-1074", &x) == DTOA_HEX_OK && x == 0x1p-1074);
    EXPECT(hex_result("-1p-99999999999999999999", &x) == DTOA_HEX_OK && same_bits(x, -0.0));
    EXPECT(hex_result("0x1.00000000000008p0", &x) == DTOA_HEX_OK && x == 1.0);
    EXPECT(hex_result("0x1.00000000000018p0", &x) == DTOA_HEX_OK && x == 0x1.0000000000002p0);
}

TEST(parsing_stops_where_the_number_ends) {
    static const struct {
        const char *text;
        u32 used;
    } rows[] = {{"1e5x", 3}, {"1e", 1},      {"1e+", 1},    {".", 0},   {"", 0},     {"-", 0},   {".5", 2},
                {"5.", 2},   {"1.e5", 4},    {".e5", 0},    {"1_0", 1}, {"0x10", 1}, {"inf", 3}, {"Infinityx", 8},
                {"infin", 3}, {"+nan(", 4},  {"1e99999999999999999999", 22}, {"--1", 0}, {"1.5e-3.", 6}};
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        u32 used;
        parsed(rows[i].text, &used);
        EXPECT_EQ(used, rows[i].used);
    }
    EXPECT(reads("1e99999999999999999999", INFINITY));
    EXPECT(reads("0e99999999999999999999", 0));
    EXPECT(reads("-1e-99999999999999999999", -0.0));
}

TEST(middles_round_to_even) {
    EXPECT(reads("9007199254740993", 9007199254740992.0));
    EXPECT(reads("9007199254740993.00000000000000000000000000000000000000000000000001", 9007199254740994.0));
    EXPECT(reads("9007199254740992.99999999999999999999999999999999999999999999999999", 9007199254740992.0));
    EXPECT(reads("90071992547409930e-1", 9007199254740992.0));
    EXPECT(reads("1.7976931348623158e308", 1.7976931348623157e308));
    EXPECT(reads("1.797693134862315807e308", 1.7976931348623157e308));
    EXPECT(reads("1.797693134862315808e308", INFINITY));
    EXPECT(reads("2.4703282292062327208e-324", 0));
    EXPECT(reads("2.4703282292062327209e-324", 5e-324));
    EXPECT(reads("2.2250738585072011e-308", 0x0.fffffffffffffp-1022));
    EXPECT(reads("2.2250738585072012e-308", 0x1p-1022));
}

/* The decimal of the exact middle above x, with a zero tail, then a one far out. */
TEST(middles_of_full_length) {
    static const f64 below[] = {1.0, 0x1.fffffffffffffp-1, 3e-300, 0x0.0000000000001p-1022, 0x1.8p-1022, 1e200};
    for (u32 i = 0; i < COUNT_OF(below); i++) {
        u64 bits = dtoa_bits(below[i]) + 1;
        f64 above;
        memcpy(&above, &bits, 8);
        u32 a[100], n;
        i32 exponent = -1076; /* (m + m') * 2^(e-1) as an integer over a power of ten */
        u64 mantissa = dtoa_bits(below[i]) & ((1ull << 52) - 1);
        i32 field = (i32)(dtoa_bits(below[i]) >> 52);
        if (field) mantissa |= 1ull << 52, exponent += field;
        else exponent++;
        n = digits_from_u64(a, 2 * mantissa + 1);
        if (exponent > 0) n = digits_shift_left(a, a, n, (u32)exponent);
        for (i32 k = exponent; k < 0; k++) n = digits_mul_small(a, a, n, 5, 0);
        static u8 text[2000];
        static u32 scratch[2000];
        u32 length;
        EXPECT(digits_text_bound(a, n, 10) < 1100 && digits_to_text_scratch(n, 10) < COUNT_OF(scratch));
        EXPECT(digits_to_text(text, &length, a, n, 10, scratch));
        u8 tail[] = "000000000000e-00000";
        i32 down = exponent < 0 ? -exponent + 12 : 12;
        for (u32 at = sizeof tail - 2; down > 0; down /= 10) tail[at--] = (u8)('0' + down % 10);
        f64 x;
        memcpy(text + length, tail, sizeof tail - 1);
        EXPECT_EQ(dtoa_parse(text, length + sizeof tail - 1, &x), length + sizeof tail - 1);
        EXPECT(x == (dtoa_bits(below[i]) & 1 ? above : below[i]));
        text[length + 11] = '1';
        dtoa_parse(text, length + sizeof tail - 1, &x);
        EXPECT(x == above);
    }
}

static u64 random_state = 1234567;

static f64 random_double(void) {
    random_state = random_state * 6364136223846793005ull + 1442695040888963407ull;
    u64 bits = random_state ^ random_state >> 29;
    f64 x;
    if ((bits >> 52 & 0x7ff) == 0x7ff) bits ^= 1ull << 62;
    memcpy(&x, &bits, 8);
    return x;
}

TEST(shortest_17_and_exact_read_back) {
    for (u32 i = 0; i < 20000; i++) {
        f64 x = random_double();
        DtoaDecimal d;
        f64 magnitude = x < 0 ? -x : x;
        dtoa_shortest(x, &d);
        EXPECT(dtoa_from_decimal(&d) == magnitude);
        u32 shortest = d.count;
        dtoa_exact(x, &d);
        EXPECT(dtoa_from_decimal(&d) == magnitude);
        if (shortest > 1) { /* one digit fewer, rounded from the exact value, is another number */
            dtoa_round(&d, shortest - 1);
            EXPECT(d.count < shortest && dtoa_from_decimal(&d) != magnitude);
        }
    }
}

/* floor(10^e / 2^scale), by big integers. */
static void recompute(i32 exponent, u64 *high, u64 *low) {
    u32 top[80] = {1}, bottom[80] = {1}, q[80], r[80], scratch[400], nt = 1, nb = 1;
    for (i32 i = 0; i < exponent; i++) nt = digits_mul_small(top, top, nt, 10, 0);
    for (i32 i = 0; i > exponent; i--) nb = digits_mul_small(bottom, bottom, nb, 10, 0);
    i32 scale = dtoa_power_scale(exponent);
    if (scale > 0) nb = digits_shift_left(bottom, bottom, nb, (u32)scale);
    else nt = digits_shift_left(top, top, nt, (u32)-scale);
    EXPECT(digits_divmod_scratch(nt, nb) <= COUNT_OF(scratch));
    EXPECT(digits_divmod(q, r, top, nt, bottom, nb, scratch));
    EXPECT_EQ(digits_normalise(q, nt - nb + 1), 4);
    *low = digits_to_u64(q, 2);
    *high = digits_to_u64(q + 2, 2);
}

TEST(powers_of_ten_to_the_last_bit) {
    for (i32 e = DTOA_POWER_MIN; e <= DTOA_POWER_MAX; e++) {
        u64 high, low;
        recompute(e, &high, &low);
        DtoaPower power = dtoa_power(e);
        EXPECT(power.high == high && power.low == low);
    }
}

UNIT_MAIN()
