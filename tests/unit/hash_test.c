/* hash_test.c: every hash against values that CPython 3.14 printed. */
#include "unit.h"

#include <math.h>

#include "base/hash.h"

static i64 of_text(u32 seed, const char *text) {
    HashKey key = hash_key_from_seed(seed);
    return hash_bytes(&key, text, (u32)strlen(text));
}

TEST(text_under_four_seeds) {
    static const struct {
        u32 seed;
        const char *text;
        i64 hash;
    } rows[] = {
        {0, "", 0},
        {0, "a", 4644417185603328019},
        {0, "abc", -4594863902769663758},
        {0, "abcdefg", 7904145750247929094},
        {0, "abcdefgh", 4574395652268504554},
        {0, "hello, world, this is long", 4227701728456788268},
        {1, "a", -3012895188637184397},
        {1, "abc", -4667308735975688587},
        {42, "abc", 3869580338025362921},
        {42, "hello, world, this is long", -6623873698571570890},
        {4294967295u, "abc", -6122489556238538401},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) EXPECT_EQ(of_text(rows[i].seed, rows[i].text), rows[i].hash);
}

TEST(text_hashes_as_stored) {
    HashKey key = hash_key_from_seed(0);
    static const u16 two_bytes[] = {0x20ac, 0x1234};
    static const u32 four_bytes[] = {0x1f600, 'x'};
    EXPECT_EQ(hash_bytes(&key, two_bytes, 4), -8418233089114199545);
    EXPECT_EQ(hash_bytes(&key, four_bytes, 8), -8926728262118538918);
    EXPECT_EQ(hash_bytes(&key, "bytes\0", 6), 1441158749837467284);
}

TEST(doubles) {
    static const struct {
        f64 x;
        i64 hash;
    } rows[] = {
        {0.0, 0}, {-0.0, 0}, {1.0, 1}, {-1.0, -2}, {0.5, 1152921504606846976}, {3.14, 322818021289917443},
        {-2.5, -1152921504606846978}, {1e300, 1224995262755759164}, {5e-324, 16777216},
        {-1e-310, -615709907932414099}, {INFINITY, 314159}, {-INFINITY, -314159}, {0x1p61, 1},
        {1e16, 10000000000000000}, {1.7976931348623157e308, 2234066890152476671},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) EXPECT_EQ(hash_double(rows[i].x), rows[i].hash);
    EXPECT_EQ(hash_complex(1, 2), 2000007);
    EXPECT_EQ(hash_complex(-1, -1), -2000008);
    EXPECT_EQ(hash_complex(0.5, -3.25), -576460752306423497);
}

TEST(ints_of_one_word) {
    static const struct {
        i64 n, hash;
    } rows[] = {
        {0, 0}, {1, 1}, {-1, -2}, {-2, -2}, {(1ll << 61) - 1, 0}, {1ll << 61, 1},
        {(1ll << 61) - 2, 2305843009213693950}, {-(1ll << 61), -2}, {INT64_MAX, 3}, {INT64_MIN, -4},
        {12345678901234567, 12345678901234567},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        EXPECT_EQ(hash_i64(rows[i].n), rows[i].hash);
        u64 magnitude = rows[i].n < 0 ? 0 - (u64)rows[i].n : (u64)rows[i].n;
        u32 digits[2] = {(u32)magnitude, (u32)(magnitude >> 32)};
        EXPECT_EQ(hash_digits(digits, 2, rows[i].n < 0), rows[i].hash);
    }
}

TEST(ints_of_many_digits) {
    static const u32 two_to_64[] = {0, 0, 1};
    static const u32 ten_to_30[] = {0x40000000, 0x4674edea, 0x9f2c9cd0, 0xc};
    static const u32 square_of_modulus[] = {1, 0x80000000 + 0x40000000, 0xffffffff, 0x3ffffff};
    EXPECT_EQ(hash_digits(two_to_64, 3, false), 8);
    EXPECT_EQ(hash_digits(ten_to_30, 4, false), 465258685558744706);
    EXPECT_EQ(hash_digits(square_of_modulus, 4, false), 0);
}

static i64 of_tuple(const i64 *items, u32 count) {
    HashTuple tuple = hash_tuple_begin();
    for (u32 i = 0; i < count; i++) hash_tuple_step(&tuple, items[i]);
    return hash_tuple_end(&tuple);
}

static i64 of_range_set(u32 count) {
    HashSet set = hash_set_begin();
    for (u32 i = count; i-- > 0;) hash_set_step(&set, hash_i64(i));
    return hash_set_end(&set);
}

TEST(containers) {
    static const i64 one[] = {1}, minus_one[] = {-2}, three[] = {1, 2, 3}, zeros[] = {0, 0};
    i64 hundred[100];
    for (u32 i = 0; i < 100; i++) hundred[i] = i;
    EXPECT_EQ(of_tuple(one, 0), 5740354900026072187);
    EXPECT_EQ(of_tuple(one, 1), -6644214454873602895);
    EXPECT_EQ(of_tuple(minus_one, 1), 8078679518589016365);
    EXPECT_EQ(of_tuple(three, 3), 529344067295497451);
    EXPECT_EQ(of_tuple(zeros, 2), -8458139203682520985);
    EXPECT_EQ(of_tuple(hundred, 100), 4479737025582696436);
    EXPECT_EQ(hash_slice(1, 2, 3), -2340833382717974474);
    EXPECT_EQ(of_range_set(0), 133146708735736);
    EXPECT_EQ(of_range_set(100), 4411996150312757951);
    HashSet set = hash_set_begin();
    hash_set_step(&set, 5);
    hash_set_step(&set, hash_i64(-1));
    hash_set_step(&set, hash_i64(-2));
    EXPECT_EQ(hash_set_end(&set), -5039066347577618321);
    set = hash_set_begin();
    hash_set_step(&set, 3);
    hash_set_step(&set, 1);
    hash_set_step(&set, 2);
    EXPECT_EQ(hash_set_end(&set), -272375401224217160);
}

TEST(addresses) {
    EXPECT_EQ(hash_address(0x1230), 0x123);
    EXPECT_EQ(hash_address(0x1238), (i64)0x8000000000000123ull);
}

UNIT_MAIN()
