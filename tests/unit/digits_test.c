/* digits_test.c: magnitudes. Small cases against values that CPython 3.14 printed,
 * large ones against each other: quotients against products, halves against
 * chunks, roots against squares, everything modulo primes. Each buffer has a
 * guard behind it, so a scratch function that promises too little shows.
 */
#include "unit.h"

#include <stdlib.h>

#include "base/digits.h"

enum { GUARD = 0x5eed5eed };

static u32 *buffer(u32 n) {
    u32 *b = malloc((n + 1) * sizeof(u32));
    b[n] = GUARD;
    return b;
}

static void release(u32 *b, u32 n) {
    EXPECT_EQ(b[n], GUARD);
    free(b);
}

static u64 random_state = 88172645463325252ull;

static u32 next_random(void) { /* xorshift */
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (u32)(random_state >> 16);
}

/* Runs of ones and zeros as well as noise: carries must travel. */
static u32 fill(u32 *a, u32 n) {
    static const u32 edges[] = {0, UINT32_MAX, 1, 0x80000000u, UINT32_MAX - 1};
    bool noisy = next_random() & 1;
    for (u32 i = 0; i < n; i++) a[i] = noisy ? next_random() : edges[next_random() % COUNT_OF(edges)];
    if (n > 0 && a[n - 1] == 0) a[n - 1] = 1;
    return n;
}

static u32 residue(const u32 *a, u32 n, u32 prime) {
    u64 r = 0;
    while (n-- > 0) r = (r << 32 | a[n]) % prime;
    return (u32)r;
}

static u32 from_text(u32 *out, const char *text, u32 base) {
    u32 length = (u32)strlen(text), room = digits_from_text_scratch(length, base), n = 0;
    u32 *scratch = buffer(room);
    EXPECT(digits_from_text(out, &n, (const u8 *)text, length, base, scratch));
    release(scratch, room);
    return n;
}

static bool reads_as(const u32 *a, u32 n, u32 base, const char *expected) {
    u32 room = digits_to_text_scratch(n, base), length = 0;
    u32 *scratch = buffer(room);
    u8 *text = malloc((size_t)digits_text_bound(a, n, base));
    EXPECT(digits_to_text(text, &length, a, n, base, scratch));
    bool same = length == strlen(expected) && memcmp(text, expected, length) == 0;
    free(text);
    release(scratch, room);
    return same;
}

/* -- against the oracle --------------------------------------------------- */

TEST(text_of_known_numbers) {
    static const struct {
        u32 base;
        const char *text;
    } rows[] = {
        {10, "0"}, {10, "7"}, {10, "999999999"}, {10, "1000000000"}, {10, "4294967295"}, {10, "4294967296"},
        {10, "18446744073709551616"}, {10, "1000000000000000000000000000001"}, {2, "1"}, {2, "10110"},
        {8, "1234567012345670123456701234567"}, {16, "deadbeef0123456789abcdef"}, {32, "v0123456789abcdefghijk"},
        {36, "zyxwvutsrqponmlkjihgfedcba9876543210"}, {3, "12012012012012012012012012012012012012012012"},
        {7, "6543210654321065432106543210"},
    };
    u32 a[64];
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        u32 n = from_text(a, rows[i].text, rows[i].base);
        EXPECT(reads_as(a, n, rows[i].base, rows[i].text));
    }
    EXPECT(reads_as(a, from_text(a, "000DEADbeef", 16), 10, "3735928559"));
    EXPECT(reads_as(a, from_text(a, "1606938044258990275541962092341162602522202993782792835301376", 10), 2,
                    "1000000000000000000000000000000000000000000000000000000000000000000000000000"
                    "000000000000000000000000000000000000000000000000000000000000000000000000000"
                    "00000000000000000000000000000000000000000000000000"));
}

static bool power_reads(const char *base, u64 exponent, const char *expected) {
    u32 a[16], n = from_text(a, base, 10), size = (u32)digits_pow_size(a, n, exponent);
    u32 room = digits_pow_scratch(n, size);
    u32 *out = buffer(size), *scratch = buffer(room);
    EXPECT(digits_pow(out, size, a, n, exponent, scratch));
    bool same = reads_as(out, digits_normalise(out, size), 10, expected);
    release(out, size);
    release(scratch, room);
    return same;
}

TEST(powers) {
    EXPECT(power_reads("7", 0, "1"));
    EXPECT(power_reads("1", 1000000000000ull, "1"));
    EXPECT(power_reads("2", 64, "18446744073709551616"));
    EXPECT(power_reads("12", 20, "3833759992447475122176"));
    EXPECT(power_reads("99", 50,
                       "605006067137536650447919968012555535457111115484979388084649734657391827843974211392953541"
                       "0412245001"));
    u32 two[] = {2};
    EXPECT(digits_pow_size(two, 1, 1ull << 62) > DIGITS_MAX);
}

static bool modpow_reads(const char *base, const char *exponent, const char *modulus, const char *expected) {
    u32 a[16], e[16], m[16], out[16];
    u32 na = from_text(a, base, 10), ne = from_text(e, exponent, 10), nm = from_text(m, modulus, 10);
    u32 room = digits_modpow_scratch(nm);
    u32 *scratch = buffer(room);
    EXPECT(digits_modpow(out, a, na, e, ne, m, nm, scratch));
    release(scratch, room);
    return reads_as(out, digits_normalise(out, nm), 10, expected);
}

TEST(modular_powers) {
    EXPECT(modpow_reads("3", "200", "1000007", "959082"));
    EXPECT(modpow_reads("0", "0", "1", "0"));
    EXPECT(modpow_reads("0", "0", "5", "1"));
    EXPECT(modpow_reads("5", "1000000000000000000000000000057", "1000000000000000000000000000000",
                        "907228377647697925567626953125"));
    EXPECT(modpow_reads("123456789012345678901234567890", "170141183460469231731687303715884105726",
                        "170141183460469231731687303715884105727", "1")); /* Fermat, a Mersenne prime */
}

TEST(divisors) {
    u32 a[16], b[16], out[16];
    u32 na = from_text(a, "1267650600228229401496703205376000000000000000000000000000000", 10);
    u32 nb = from_text(b, "2658455991569831745807614120560689152000000000000000000", 10);
    u32 room = digits_gcd_scratch(na, nb), size = u32_max(na, nb);
    u32 *scratch = buffer(room);
    EXPECT(digits_gcd(out, a, na, b, nb, scratch));
    EXPECT(reads_as(out, digits_normalise(out, size), 10, "5192296858534827628530496329220096000000000000000000"));
    EXPECT(digits_gcd(out, a, na, b, 0, scratch));
    EXPECT_EQ(digits_compare(out, digits_normalise(out, na), a, na), 0);
    release(scratch, room);
}

TEST(bitwise_is_twos_complement) {
    u32 seven[] = {7}, big[] = {0, 0, 1}, out[4]; /* 2**64 */
    bool negative;
    EXPECT_EQ(digits_bitwise(DIGITS_AND, out, seven, 1, true, big, 3, false, &negative), 3); /* -7 & 2**64 */
    EXPECT(!negative && out[2] == 1 && out[0] == 0);
    EXPECT_EQ(digits_bitwise(DIGITS_OR, out, seven, 1, true, big, 3, true, &negative), 1); /* -7 | -2**64 == -7 */
    EXPECT(negative && out[0] == 7);
    EXPECT_EQ(digits_bitwise(DIGITS_XOR, out, seven, 1, true, seven, 1, false, &negative), 1); /* -7 ^ 7 == -2 */
    EXPECT(negative && out[0] == 2);
    EXPECT_EQ(digits_bitwise(DIGITS_AND, out, big, 3, true, big, 3, true, &negative), 3);
    EXPECT(negative && out[2] == 1);
}

TEST(bytes_of_ints) {
    u32 a[] = {128}, out[3];
    u8 bytes[4];
    bool negative;
    EXPECT(digits_to_bytes(bytes, 1, a, 1, true, false, true) && bytes[0] == 0x80); /* -128 fits */
    EXPECT(!digits_to_bytes(bytes, 1, a, 1, false, false, true));                   /* +128 does not */
    EXPECT(digits_to_bytes(bytes, 1, a, 1, false, false, false) && bytes[0] == 0x80);
    EXPECT(!digits_to_bytes(bytes, 4, a, 1, true, false, false));
    EXPECT(digits_to_bytes(bytes, 4, a, 1, true, true, true) && memcmp(bytes, "\xff\xff\xff\x80", 4) == 0);
    EXPECT_EQ(digits_from_bytes(out, (const u8 *)"\xff\xff\xff\x80", 4, true, true, &negative), 1);
    EXPECT(negative && out[0] == 128);
    EXPECT_EQ(digits_from_bytes(out, (const u8 *)"\x01\x02\x03\x04\x05", 5, true, false, &negative), 2);
    EXPECT(!negative && out[0] == 0x02030405 && out[1] == 1);
    EXPECT_EQ(digits_from_bytes(out, bytes, 0, true, true, &negative), 0);
}

static f64 true_quotient(const char *a_text, const char *b_text, bool *overflow) {
    u32 a[48], b[48], na = from_text(a, a_text, 16), nb = from_text(b, b_text, 16);
    u32 room = digits_true_divide_scratch(na, nb);
    u32 *scratch = buffer(room);
    f64 x;
    EXPECT(digits_true_divide(&x, overflow, a, na, b, nb, scratch));
    release(scratch, room);
    return x;
}

TEST(doubles) {
    u32 a[40];
    f64 x;
    i64 exponent;
    bool overflow;
    EXPECT(digits_to_double(a, from_text(a, "20000000000001", 16), &x) && x == 9007199254740992.0);
    EXPECT(digits_to_double(a, from_text(a, "9007199254740993", 10), &x) && x == 9007199254740992.0);
    EXPECT(digits_to_double(a, from_text(a, "9007199254740995", 10), &x) && x == 9007199254740996.0);
    EXPECT(digits_to_double(a, from_text(a, "10000000000000800000000000001", 16), &x) && x == 0x1.0000000000001p112);
    EXPECT(digits_to_double(a, from_text(a, "10000000000000800000000000000", 16), &x) && x == 0x1p112);
    a[0] = 1;
    u32 n = digits_shift_left(a, a, 1, 1023);
    EXPECT(digits_to_double(a, n, &x) && x == 0x1p1023);
    n = digits_shift_left(a, a, n, 1);
    EXPECT(!digits_to_double(a, n, &x));
    EXPECT(digits_frexp(a, n, &exponent) == 0.5 && exponent == 1025);
    EXPECT_EQ(digits_from_double(a, 1e30), 4);
    EXPECT(reads_as(a, 4, 10, "1000000000000000019884624838656"));
    EXPECT_EQ(digits_from_double(a, 0.99), 0);
    EXPECT_EQ(digits_from_double(a, -3.99), 1);
    EXPECT_EQ(a[0], 3);
    EXPECT(true_quotient("1", "3", &overflow) == 1.0 / 3);
    EXPECT(true_quotient("2386f26fc10001", "a", &overflow) == 1000000000000000.1);
    EXPECT(true_quotient("fffffffffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffffffff", &overflow) == 4096);
}

/* -- against each other --------------------------------------------------- */

static const u32 PRIMES[] = {4294967291u, 2147483647u, 998244353u};

static void check_product(u32 na, u32 nb) {
    u32 room = digits_mul_scratch(na, nb);
    u32 *a = buffer(na), *b = buffer(nb), *out = buffer(na + nb), *scratch = buffer(room);
    fill(a, na);
    fill(b, nb);
    EXPECT(digits_mul(out, a, na, b, nb, scratch));
    for (u32 i = 0; i < COUNT_OF(PRIMES); i++) {
        u64 expected = (u64)residue(a, na, PRIMES[i]) * residue(b, nb, PRIMES[i]) % PRIMES[i];
        EXPECT_EQ(residue(out, na + nb, PRIMES[i]), expected);
    }
    release(a, na);
    release(b, nb);
    release(out, na + nb);
    release(scratch, room);
}

static void check_square(u32 n) {
    u32 room = digits_mul_scratch(n, n);
    u32 *a = buffer(n), *copy = buffer(n), *square = buffer(2 * n), *product = buffer(2 * n), *scratch = buffer(room);
    fill(a, n);
    memcpy(copy, a, n * sizeof(u32));
    EXPECT(digits_mul(square, a, n, a, n, scratch) && digits_mul(product, a, n, copy, n, scratch));
    EXPECT(memcmp(square, product, 2 * n * sizeof(u32)) == 0);
    release(a, n);
    release(copy, n);
    release(square, 2 * n);
    release(product, 2 * n);
    release(scratch, room);
}

TEST(products) {
    for (u32 n = 1; n < 150; n += 1 + n / 9) {
        for (u32 m = 1; m < 900; m += 1 + m / 3) check_product(n, m);
        check_square(n);
    }
    check_product(1500, 1499);
    check_product(5000, 20);
    check_square(1000);
}

/* a = q*b + r with r < b, told by one product, one sum and one comparison. */
static void check_quotient(u32 na, u32 nb) {
    u32 nq = na - nb + 1, room = u32_max(digits_divmod_scratch(na, nb), digits_mul_scratch(nq, nb));
    u32 *a = buffer(na), *b = buffer(nb), *q = buffer(nq), *r = buffer(nb), *back = buffer(nq + nb + 1);
    u32 *scratch = buffer(room);
    fill(a, na);
    fill(b, nb);
    EXPECT(digits_divmod(q, r, a, na, b, nb, scratch));
    EXPECT(digits_compare(r, digits_normalise(r, nb), b, nb) < 0);
    EXPECT(digits_mul(back, q, nq, b, nb, scratch));
    u32 n = digits_add(back, back, digits_normalise(back, nq + nb), r, digits_normalise(r, nb));
    EXPECT_EQ(digits_compare(back, n, a, na), 0);
    u32 *alone = buffer(nb);
    EXPECT(digits_divmod(NULL, alone, a, na, b, nb, scratch) && memcmp(alone, r, nb * sizeof(u32)) == 0);
    release(alone, nb);
    release(a, na);
    release(b, nb);
    release(q, nq);
    release(r, nb);
    release(back, nq + nb + 1);
    release(scratch, room);
}

TEST(quotients) {
    for (u32 nb = 1; nb < 400; nb += 1 + nb / 5)
        for (u32 more = 0; more < 700; more += 1 + more / 2) check_quotient(nb + more, nb);
    check_quotient(3000, 1400);
}

TEST(roots) {
    for (u32 n = 1; n < 200; n += 1 + n / 7) {
        u32 room = digits_isqrt_scratch(n), nr = n / 2 + 1;
        u32 *a = buffer(n), *root = buffer(nr), *square = buffer(2 * nr), *scratch = buffer(room);
        fill(a, n);
        EXPECT(digits_isqrt(root, a, n, scratch));
        u32 k = digits_normalise(root, nr);
        u32 *work = buffer(digits_mul_scratch(nr, nr));
        EXPECT(digits_mul(square, root, k, root, k, work));
        EXPECT(digits_compare(square, digits_normalise(square, 2 * k), a, n) <= 0);
        static const u32 one[] = {1};
        u32 up[120], nup = digits_add(up, root, k, one, 1);
        EXPECT(digits_mul(square, up, nup, up, nup, work));
        EXPECT(digits_compare(square, digits_normalise(square, 2 * nup), a, n) > 0);
        release(work, digits_mul_scratch(nr, nr));
        release(a, n);
        release(root, nr);
        release(square, 2 * nr);
        release(scratch, room);
    }
}

static void check_text(u32 n, u32 base) {
    u32 room = digits_to_text_scratch(n, base), length = 0;
    u32 *a = buffer(n), *scratch = buffer(room);
    fill(a, n);
    u8 *text = malloc((size_t)digits_text_bound(a, n, base));
    EXPECT(digits_to_text(text, &length, a, n, base, scratch));
    u32 size = digits_from_text_size(length, base), room2 = digits_from_text_scratch(length, base), count = 0;
    u32 *back = buffer(size), *scratch2 = buffer(room2);
    EXPECT(digits_from_text(back, &count, text, length, base, scratch2));
    EXPECT_EQ(digits_compare(back, count, a, n), 0);
    u64 r = 0; /* and digit by digit, modulo a prime */
    for (u32 i = 0; i < length; i++) r = (r * base + (text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10)) % PRIMES[1];
    EXPECT_EQ(r, residue(a, n, PRIMES[1]));
    free(text);
    release(a, n);
    release(scratch, room);
    release(back, size);
    release(scratch2, room2);
}

TEST(text_there_and_back) {
    static const u32 sizes[] = {1, 2, 59, 60, 61, 119, 130, 300, 1000};
    for (u32 i = 0; i < COUNT_OF(sizes); i++)
        for (u32 base = 2; base <= 36; base += i < 6 ? 1 : 4) check_text(sizes[i], base);
    check_text(5000, 10);
}

TEST(shifts) {
    u32 a[20], up[60], down[60];
    for (u32 bits = 0; bits < 1200; bits += 7) {
        u32 n = fill(a, 20);
        bool lost;
        u32 nup = digits_shift_left(up, a, n, bits);
        EXPECT_EQ(digits_bit_length(up, nup), digits_bit_length(a, n) + bits);
        u32 back = digits_shift_right(down, up, nup, bits, &lost);
        EXPECT(!lost && digits_compare(down, back, a, n) == 0);
    }
    bool lost;
    u32 three[] = {3};
    EXPECT_EQ(digits_shift_right(down, three, 1, 1, &lost), 1);
    EXPECT(lost && down[0] == 1);
    EXPECT_EQ(digits_shift_right(down, three, 1, 1ull << 40, &lost), 0);
    EXPECT(lost);
}

/* -- the bill ------------------------------------------------------------- */

static u64 billed;
static u32 bills_left;

static bool count_bill(u32 units) {
    billed += units;
    return bills_left == 0 ? false : (bills_left--, true);
}

TEST(long_work_pays_and_stops) {
    enum { N = 3000 };
    u32 *a = buffer(N), *b = buffer(N / 2), *out = buffer(2 * N), *scratch = buffer(12 * N);
    fill(a, N);
    fill(b, N / 2);
    bool (*before)(u32) = digits_pay;
    digits_pay = count_bill;
    billed = 0;
    bills_left = UINT32_MAX;
    EXPECT(digits_mul(out, a, N, b, N / 2, scratch));
    EXPECT(billed > 100000 && billed < 20000000);
    u64 whole = billed;
    billed = 0;
    bills_left = 3;
    EXPECT(!digits_mul(out, a, N, b, N / 2, scratch));
    EXPECT(billed < whole);
    bills_left = 1;
    EXPECT(!digits_divmod(out, out + N, a, N, b, N / 2, scratch));
    bills_left = 0;
    EXPECT(!digits_mul(out, a, N, a, N, scratch));
    digits_pay = before;
    release(a, N);
    release(b, N / 2);
    release(out, 2 * N);
    release(scratch, 12 * N);
}

UNIT_MAIN()
