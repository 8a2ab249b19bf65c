/* digits_math.c: powers, greatest common divisors, square roots, and the way to
 * doubles and back. Built on digits.h alone; every loop pays through the
 * products and quotients it makes, or asks digits_pay itself.
 */
#include "base/digits.h"

/* -- powers --------------------------------------------------------------- */

static bool is_one(const u32 *a, u32 n) { return n == 1 && a[0] == 1; }

u64 digits_pow_size(const u32 *base, u32 n, u64 exponent) {
    if (exponent == 0 || is_one(base, n)) return 1;
    u64 bits = digits_bit_length(base, n);
    if (bits > UINT64_MAX / 64 / exponent) return UINT64_MAX;
    return bits * exponent / 32 + 2;
}

u32 digits_pow_scratch(u32 n, u32 size) { return n + size + digits_mul_scratch(size / 2 + 2, size / 2 + 2); }

/* result = base ** exponent for an odd base, in `size` digits; `spare` is as large. */
static bool pow_odd(u32 *result, u32 *count, u32 *spare, const u32 *base, u32 n, u64 exponent, u32 *work) {
    u32 *from = result, *to = spare;
    u32 have = n;
    memcpy(from, base, (size_t)n * sizeof(u32));
    for (u32 bit = 63 - (u32)__builtin_clzll(exponent); bit-- > 0;) {
        if (!digits_mul(to, from, have, from, have, work)) return false;
        have = digits_normalise(to, 2 * have);
        u32 *t = from;
        from = to, to = t;
        if (exponent >> bit & 1) {
            if (!digits_mul(to, from, have, base, n, work)) return false;
            have = digits_normalise(to, have + n);
            t = from;
            from = to, to = t;
        }
    }
    if (from != result) memcpy(result, from, (size_t)have * sizeof(u32));
    *count = have;
    return true;
}

bool digits_pow(u32 *out, u32 size, const u32 *base, u32 n, u64 exponent, u32 *scratch) {
    memset(out, 0, (size_t)size * sizeof(u32));
    if (exponent == 0 || is_one(base, n)) {
        out[0] = 1;
        return true;
    }
    u32 *odd = scratch, *spare = odd + n, *work = spare + size;
    u64 zeros = digits_trailing_zeros(base, n); /* base = odd << zeros: powers of two cost nothing */
    bool lost;
    u32 nodd = digits_shift_right(odd, base, n, zeros, &lost);
    u32 count = 1;
    if (is_one(odd, nodd)) out[0] = 1;
    else if (!pow_odd(out, &count, spare, odd, nodd, exponent, work)) return false;
    count = digits_shift_left(out, out, count, zeros * exponent);
    memset(out + count, 0, (size_t)(size - count) * sizeof(u32));
    return true;
}

/* What a modular product needs: x*y to `product`, its remainder to the result. */
typedef struct {
    const u32 *modulus;
    u32 n;
    u32 *product; /* 2n */
    u32 *work;
} Modular;

/* out = x * y mod modulus; x, y and out have n digits, with zeros above. */
static bool modular_mul(const Modular *m, u32 *out, const u32 *x, const u32 *y) {
    u32 nx = digits_normalise(x, m->n), ny = digits_normalise(y, m->n);
    if (!digits_mul(m->product, x, nx, y, ny, m->work)) return false;
    u32 n = digits_normalise(m->product, nx + ny);
    if (n >= m->n) return digits_divmod(NULL, out, m->product, n, m->modulus, m->n, m->work);
    memcpy(out, m->product, (size_t)n * sizeof(u32));
    memset(out + n, 0, (size_t)(m->n - n) * sizeof(u32));
    return true;
}

enum { WINDOW = 4, WINDOW_POWERS = 1 << WINDOW };

u32 digits_modpow_scratch(u32 nm) {
    return WINDOW_POWERS * nm + 2 * nm + u32_max(digits_mul_scratch(nm, nm), digits_divmod_scratch(2 * nm, nm)) + 2;
}

/* Four bits of the exponent at a time, from the top; short exponents fill only the powers they use. */
bool digits_modpow(u32 *out, const u32 *base, u32 nb, const u32 *exponent, u32 ne, const u32 *modulus, u32 nm,
                   u32 *scratch) {
    u32 *powers = scratch;
    Modular m = {modulus, nm, powers + WINDOW_POWERS * nm, powers + (WINDOW_POWERS + 2) * nm};
    memset(powers, 0, (size_t)nm * 2 * sizeof(u32));
    if (!is_one(modulus, nm)) powers[0] = 1;
    memcpy(powers + nm, base, (size_t)nb * sizeof(u32));
    u32 window = ne > 1 ? WINDOW : 1;
    for (u32 i = 2; i < 1u << window; i++)
        if (!modular_mul(&m, powers + i * nm, powers + (i - 1) * nm, powers + nm)) return false;
    memcpy(out, powers, (size_t)nm * sizeof(u32));
    u32 bits = ne == 0 ? 0 : align_up((u32)digits_bit_length(exponent, ne), window);
    for (u32 at = bits; at > 0;) {
        at -= window;
        for (u32 i = 0; i < window && at + window < bits; i++)
            if (!modular_mul(&m, out, out, out)) return false;
        u32 part = exponent[at / 32] >> at % 32 & ((1u << window) - 1);
        if (part != 0 && !modular_mul(&m, out, out, powers + part * nm)) return false;
    }
    return true;
}

/* -- greatest common divisor ---------------------------------------------- */

static u64 gcd_words(u64 a, u64 b) {
    while (b != 0) {
        u64 r = a % b;
        a = b;
        b = r;
    }
    return a;
}

/* 62 bits of a, from bit `low` up. */
static i64 bits_above(const u32 *a, u32 n, u64 low) {
    u32 at = (u32)(low / 32), by = (u32)(low % 32);
    u64 w = 0;
    for (u32 i = 0; i < 2; i++)
        if (at + i < n) w |= (u64)a[at + i] << (32 * i);
    w >>= by;
    if (by > 0 && at + 2 < n) w |= (u64)a[at + 2] << (64 - by);
    return (i64)(w & ((1ull << 62) - 1));
}

/* Several steps of Euclid in one: a' = aa*a + ab*b, b' = ba*a + bb*b. In each row one
 * factor is <= 0 and the other >= 0, and all fit 32 bits without their sign. */
typedef struct {
    i64 aa, ab, ba, bb;
} Cofactors;

INLINE bool fits_digit(i64 x) { return x <= UINT32_MAX && x >= -(i64)UINT32_MAX; }

/* Knuth's algorithm L (TAOCP 4.5.2): go on as long as the leading bits of a and b, a little
 * too large and a little too small, agree on the quotient. False when they decide nothing. */
static bool lehmer_steps(i64 a, i64 b, Cofactors *c) {
    *c = (Cofactors){1, 0, 0, 1};
    while (b + c->ba > 0 && b + c->bb > 0) {
        i64 q = (a + c->aa) / (b + c->ba);
        if (q != (a + c->ab) / (b + c->bb) || !fits_digit(q)) break;
        i64 ba = c->aa - q * c->ba, bb = c->ab - q * c->bb;
        if (!fits_digit(ba) || !fits_digit(bb)) break;
        *c = (Cofactors){c->ba, c->bb, ba, bb};
        i64 rest = a - q * b;
        a = b;
        b = rest;
    }
    return c->ab != 0;
}

/* out = plus*p - minus*q, known to be >= 0; n digits each. */
static void subtract_products(u32 *out, const u32 *p, u32 plus, const u32 *q, u32 minus, u32 n) {
    u64 up = 0, down = 0;
    u32 borrow = 0;
    for (u32 i = 0; i < n; i++) {
        up += (u64)p[i] * plus;
        down += (u64)q[i] * minus;
        u64 t = (u64)(u32)up - (u32)down - borrow;
        out[i] = (u32)t;
        borrow = (u32)(t >> 63);
        up >>= 32;
        down >>= 32;
    }
}

static void combine(u32 *out, const u32 *a, i64 of_a, const u32 *b, i64 of_b, u32 n) {
    if (of_a > 0) subtract_products(out, a, (u32)of_a, b, (u32)-of_b, n);
    else subtract_products(out, b, (u32)of_b, a, (u32)-of_a, n);
}

static u32 copy(u32 *to, const u32 *from, u32 n) {
    memcpy(to, from, (size_t)n * sizeof(u32));
    return n;
}

/* A magnitude in a buffer that is handed around. */
typedef struct {
    u32 *at;
    u32 n;
} Number;

static void swap(Number *a, Number *b) {
    Number t = *a;
    *a = *b;
    *b = t;
}

/* x >= y > 0. Replaces both by later members of their Euclidean sequence; s and t are spare. */
static bool gcd_step(Number *x, Number *y, Number *s, Number *t, u32 *work) {
    u64 bits = digits_bit_length(x->at, x->n);
    Cofactors c;
    if (!lehmer_steps(bits_above(x->at, x->n, bits - 62), bits_above(y->at, y->n, bits - 62), &c)) {
        if (!digits_divmod(NULL, x->at, x->at, x->n, y->at, y->n, work)) return false;
        x->n = digits_normalise(x->at, y->n);
        swap(x, y);
        return true;
    }
    u32 n = x->n;
    memset(y->at + y->n, 0, (size_t)(n - y->n) * sizeof(u32));
    combine(s->at, x->at, c.aa, y->at, c.ab, n);
    combine(t->at, x->at, c.ba, y->at, c.bb, n);
    s->n = digits_normalise(s->at, n);
    t->n = digits_normalise(t->at, n);
    swap(x, s);
    swap(y, t);
    return digits_charge(4 * n);
}

u32 digits_gcd_scratch(u32 na, u32 nb) {
    u32 n = u32_max(na, nb);
    return 4 * n + 9 * n + 100;
}

bool digits_gcd(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    u32 room = u32_max(na, nb);
    Number x = {scratch, copy(scratch, a, na)}, y = {x.at + room, copy(x.at + room, b, nb)};
    Number s = {y.at + room, 0}, t = {s.at + room, 0};
    u32 *work = t.at + room;
    memset(out, 0, (size_t)room * sizeof(u32));
    if (digits_compare(x.at, x.n, y.at, y.n) < 0) swap(&x, &y);
    while (y.n > 2)
        if (!gcd_step(&x, &y, &s, &t, work)) return false;
    if (y.n == 0) return copy(out, x.at, x.n), true;
    if (x.n > 2) {
        if (!digits_divmod(NULL, x.at, x.at, x.n, y.at, y.n, work)) return false;
        x.n = digits_normalise(x.at, y.n);
    }
    u64 common = gcd_words(digits_to_u64(x.at, x.n), digits_to_u64(y.at, y.n));
    out[0] = (u32)common;
    if (room > 1) out[1] = (u32)(common >> 32);
    return true;
}

/* -- square root ---------------------------------------------------------- */

/* Newton's step, with a precision that doubles: when `root` approximates the square root of
 * a >> 2*(c-d) to d bits, (root << d'-d-1) + (a >> 2c-d-d'+1) / root does so to d' <= 2d bits
 * (M. Dickinson's analysis: never off by more than one). */
typedef struct {
    const u32 *a;
    u32 n;
    u64 c; /* the root has c + 1 bits */
    u32 *top, *quotient, *work;
} Sqrt;

static bool sqrt_refine(const Sqrt *s, Number *root, u64 d, u64 d2) {
    bool lost;
    u32 ntop = digits_shift_right(s->top, s->a, s->n, 2 * s->c - d - d2 + 1, &lost);
    u32 nq = 0;
    if (ntop >= root->n) {
        if (!digits_divmod(s->quotient, NULL, s->top, ntop, root->at, root->n, s->work)) return false;
        nq = digits_normalise(s->quotient, ntop - root->n + 1);
    }
    root->n = digits_shift_left(root->at, root->at, root->n, d2 - d - 1);
    root->n = digits_add(root->at, root->at, root->n, s->quotient, nq);
    return true;
}

/* The same steps within a word, up to 31 bits. */
static u64 sqrt_first(const Sqrt *s, u32 *step, u64 *d) {
    u64 root = 1;
    *d = 0;
    for (; *step > 0 && s->c >> (*step - 1) <= 31; --*step) {
        u64 d2 = s->c >> (*step - 1), low = 2 * s->c - *d - d2 + 1;
        u32 at = (u32)(low / 32), by = (u32)(low % 32);
        u64 top = digits_to_u64(s->a + at, s->n - at) >> by;
        if (by > 0 && at + 2 < s->n) top |= (u64)s->a[at + 2] << (64 - by);
        root = (root << (d2 - *d - 1)) + top / root;
        *d = d2;
    }
    return root;
}

u32 digits_isqrt_scratch(u32 n) { return (n / 2 + 4) + (n + 4) + (n + 4) + 9 * (n + 4) + 100; }

bool digits_isqrt(u32 *out, const u32 *a, u32 n, u32 *scratch) {
    u32 room = n / 2 + 1;
    memset(out, 0, (size_t)room * sizeof(u32));
    if (n == 0) return true;
    Number root = {scratch, 0};
    Sqrt s = {a, n, (digits_bit_length(a, n) - 1) / 2, scratch + n / 2 + 4, scratch + n / 2 + 4 + n + 4, NULL};
    s.work = s.quotient + n + 4;
    u32 step = s.c == 0 ? 0 : 64 - (u32)__builtin_clzll(s.c);
    u64 d;
    root.n = digits_from_u64(root.at, sqrt_first(&s, &step, &d));
    while (step-- > 0) {
        if (!sqrt_refine(&s, &root, d, s.c >> step)) return false;
        d = s.c >> step;
    }
    if (!digits_mul(s.quotient, root.at, root.n, root.at, root.n, s.work)) return false;
    static const u32 one = 1;
    if (digits_compare(s.quotient, digits_normalise(s.quotient, 2 * root.n), a, n) > 0)
        root.n = digits_sub(root.at, root.at, root.n, &one, 1);
    copy(out, root.at, root.n);
    return true;
}

/* -- doubles -------------------------------------------------------------- */

enum { MANTISSA_BITS = 53, LOWEST_EXPONENT = -1074, HIGHEST_EXPONENT = 1024 };

static u64 round_half_even(u64 m, bool sticky, u32 shift) {
    if (shift > 64) return 0;
    u64 kept = shift == 64 ? 0 : m >> shift;
    u64 rest = shift == 64 ? m : m & ((1ull << shift) - 1);
    u64 half = 1ull << (shift - 1);
    return kept + (rest > half || (rest == half && (sticky || (kept & 1))));
}

/* mantissa * 2^exponent, plus something below the mantissa's last bit when sticky (the mantissa
 * must then have 55 bits or more, or reach below the subnormals). */
bool digits_compose_double(u64 mantissa, bool sticky, i64 exponent, f64 *x) {
    *x = 0;
    if (mantissa == 0) return true;
    i64 top = 64 - __builtin_clzll(mantissa) + exponent; /* the value is below 2^top */
    if (top > HIGHEST_EXPONENT) return false;
    i64 lowest = top - MANTISSA_BITS < LOWEST_EXPONENT ? LOWEST_EXPONENT : top - MANTISSA_BITS;
    i64 shift = lowest - exponent;
    u64 m = shift <= 0 ? mantissa << -shift : round_half_even(mantissa, sticky, shift > 65 ? 65 : (u32)shift);
    /* A mantissa's top bit adds one to the exponent's field, and a carry another: both are right. */
    u64 bits = ((u64)(lowest - LOWEST_EXPONENT) << 52) + m;
    if (bits >> 52 >= 0x7ff) return false;
    memcpy(x, &bits, 8);
    return true;
}

/* The top 64 bits, what lies below them, and the power of two they stand for. */
static u64 leading_bits(const u32 *a, u32 n, bool *sticky, i64 *exponent) {
    u64 bits = digits_bit_length(a, n);
    *sticky = false;
    *exponent = 0;
    if (bits <= 64) return digits_to_u64(a, n);
    *exponent = (i64)(bits - 64);
    *sticky = digits_trailing_zeros(a, n) < bits - 64;
    u32 at = (u32)((bits - 64) / 32), by = (u32)((bits - 64) % 32);
    u64 low = digits_to_u64(a + at, 2);
    return by == 0 ? low : low >> by | (u64)a[at + 2] << (64 - by);
}

bool digits_to_double(const u32 *a, u32 n, f64 *x) {
    bool sticky;
    i64 exponent;
    u64 m = leading_bits(a, n, &sticky, &exponent);
    return digits_compose_double(m, sticky, exponent, x);
}

f64 digits_frexp(const u32 *a, u32 n, i64 *exponent) {
    bool sticky;
    i64 low;
    f64 x;
    u64 m = leading_bits(a, n, &sticky, &low);
    *exponent = 0;
    if (m == 0) return 0;
    i64 bits = 64 - __builtin_clzll(m);
    bool fits = digits_compose_double(m, sticky, -bits, &x);
    ASSERT(fits, "a fraction fits");
    (void)fits;
    *exponent = low + bits;
    if (x == 1.0) x = 0.5, ++*exponent;
    return x;
}

u32 digits_from_double(u32 *out, f64 x) {
    u64 bits;
    memcpy(&bits, &x, 8);
    i32 exponent = (i32)(bits >> 52 & 0x7ff) - 1075;
    u64 m = (bits & ((1ull << 52) - 1)) | 1ull << 52;
    if (exponent <= -MANTISSA_BITS) return 0; /* below one; subnormals too */
    if (exponent <= 0) return digits_from_u64(out, m >> -exponent);
    u32 two[2];
    return digits_shift_left(out, two, digits_from_u64(two, m), (u32)exponent);
}

u32 digits_true_divide_scratch(u32 na, u32 nb) {
    u32 n = u32_max(na, nb) + 4; /* the dividend, shifted so that the quotient has 55 to 57 bits */
    return n + 5 + n + 9 * n + 100;
}

bool digits_true_divide(f64 *x, bool *overflow, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    *x = 0;
    *overflow = false;
    if (na == 0) return true;
    u32 n = u32_max(na, nb) + 4;
    u32 *top = scratch, *quotient = top + n, *remainder = quotient + 5, *work = remainder + n;
    i64 shift = (i64)digits_bit_length(a, na) - (i64)digits_bit_length(b, nb) - 56;
    if (shift > HIGHEST_EXPONENT) {
        *overflow = true;
        return true;
    }
    bool lost = false;
    u32 ntop = shift <= 0 ? 0 : digits_shift_right(top, a, na, (u64)shift, &lost);
    if (shift <= 0) {
        if (shift < LOWEST_EXPONENT - 64) return true; /* less than half of the least double */
        ntop = digits_shift_left(top, a, na, (u64)-shift);
    }
    if (!digits_divmod(quotient, remainder, top, ntop, b, nb, work)) return false;
    bool sticky = lost || digits_normalise(remainder, nb) > 0;
    u64 m = digits_to_u64(quotient, digits_normalise(quotient, ntop - nb + 1));
    *overflow = !digits_compose_double(m, sticky, shift, x);
    return true;
}
