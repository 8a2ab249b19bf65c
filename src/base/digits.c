/* digits.c: magnitudes: the linear operations, products and quotients.
 *
 * Products: schoolbook below KARATSUBA digits, Karatsuba above, in its
 * subtractive form |a0-a1|*|b0-b1|, which needs no extra carry digit. Quotients:
 * Knuth's algorithm D (TAOCP 4.3.1) below BURNIKEL digits, and above it the
 * recursion of Burnikel and Ziegler ("Fast Recursive Division", 1998), which
 * turns division into multiplication.
 *
 * Inside, operands have fixed counts and may end in zero digits: normalising in
 * the middle of a recursion would only make its sizes hard to follow.
 */
#include "base/digits.h"

enum {
    KARATSUBA = 40,     /* digits of the smaller factor; measured in wasm, flat between 30 and 48 */
    BURNIKEL = 80,      /* digits of divisor and quotient */
    SCHOOL_BLOCK = 4096, /* digits of the longer factor between two bills */
    BILL = 16384,       /* units between two calls of digits_pay */
};

/* -- the bill ------------------------------------------------------------- */

static bool pay_nothing(u32 units) { return true; }

bool (*digits_pay)(u32 units) = pay_nothing;

static u32 owed; /* units; carried from one operation to the next, so that small ones pay too */

bool digits_charge(u32 units) {
    if (UNLIKELY(units > UINT32_MAX - owed)) units = UINT32_MAX - owed;
    owed += units;
    if (LIKELY(owed < BILL)) return true;
    u32 due = owed;
    owed = 0;
    return digits_pay(due);
}

/* -- linear --------------------------------------------------------------- */

u32 digits_from_u64(u32 *out, u64 value) {
    out[0] = (u32)value;
    out[1] = (u32)(value >> 32);
    return digits_normalise(out, 2);
}

static i32 compare_same(const u32 *a, const u32 *b, u32 n) {
    while (n-- > 0)
        if (a[n] != b[n]) return a[n] < b[n] ? -1 : 1;
    return 0;
}

i32 digits_compare(const u32 *a, u32 na, const u32 *b, u32 nb) {
    if (na != nb) return na < nb ? -1 : 1;
    return compare_same(a, b, na);
}

u64 digits_bit_length(const u32 *a, u32 n) {
    return n == 0 ? 0 : (u64)n * 32 - (u32)__builtin_clz(a[n - 1]);
}

u64 digits_bit_count(const u32 *a, u32 n) {
    u64 count = 0;
    for (u32 i = 0; i < n; i++) count += (u32)__builtin_popcount(a[i]);
    return count;
}

u64 digits_trailing_zeros(const u32 *a, u32 n) {
    for (u32 i = 0; i < n; i++)
        if (a[i] != 0) return (u64)i * 32 + (u32)__builtin_ctz(a[i]);
    return 0;
}

/* out[0..na) = a + b, na >= nb; returns the carry. */
static u32 add_into(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb) {
    u64 carry = 0;
    u32 i = 0;
    for (; i < nb; i++) {
        carry += (u64)a[i] + b[i];
        out[i] = (u32)carry;
        carry >>= 32;
    }
    for (; i < na; i++) {
        carry += a[i];
        out[i] = (u32)carry;
        carry >>= 32;
    }
    return (u32)carry;
}

/* out[0..na) = a - b, na >= nb; returns the borrow. */
static u32 sub_into(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb) {
    u64 borrow = 0;
    u32 i = 0;
    for (; i < nb; i++) {
        u64 t = (u64)a[i] - b[i] - borrow;
        out[i] = (u32)t;
        borrow = t >> 63;
    }
    for (; i < na; i++) {
        u64 t = (u64)a[i] - borrow;
        out[i] = (u32)t;
        borrow = t >> 63;
    }
    return (u32)borrow;
}

u32 digits_add(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb) {
    u32 n = u32_max(na, nb);
    u32 carry = na >= nb ? add_into(out, a, na, b, nb) : add_into(out, b, nb, a, na);
    if (carry) out[n++] = carry;
    return n;
}

u32 digits_sub(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb) {
    u32 borrow = sub_into(out, a, na, b, nb);
    ASSERT(borrow == 0, "digits_sub takes the smaller from the larger");
    (void)borrow;
    return digits_normalise(out, na);
}

u32 digits_mul_small(u32 *out, const u32 *a, u32 n, u32 factor, u32 carry) {
    u64 t = carry;
    for (u32 i = 0; i < n; i++) {
        t += (u64)a[i] * factor;
        out[i] = (u32)t;
        t >>= 32;
    }
    out[n] = (u32)t;
    return digits_normalise(out, n + 1);
}

u32 digits_div_small(u32 *out, const u32 *a, u32 n, u32 divisor, u32 *remainder) {
    u64 t = 0;
    for (u32 i = n; i-- > 0;) {
        t = t << 32 | a[i];
        out[i] = (u32)(t / divisor);
        t -= (u64)out[i] * divisor;
    }
    *remainder = (u32)t;
    return digits_normalise(out, n);
}

/* out[0..n+1) = a << bits, bits < 32. From the top down, so that out may lie above or on a. */
static void shift_up(u32 *out, const u32 *a, u32 n, u32 bits) {
    u32 high = 0;
    for (u32 i = n; i-- > 0;) {
        u64 t = (u64)a[i] << bits;
        out[i + 1] = high | (u32)(t >> 32);
        high = (u32)t;
    }
    out[0] = high;
}

/* out[0..n) = a >> bits, bits < 32. From the bottom up, so that out may lie below or on a. */
static void shift_down(u32 *out, const u32 *a, u32 n, u32 bits) {
    for (u32 i = 0; i < n; i++) {
        u64 pair = a[i] | (u64)(i + 1 < n ? a[i + 1] : 0) << 32;
        out[i] = (u32)(pair >> bits);
    }
}

u32 digits_shift_left(u32 *out, const u32 *a, u32 n, u64 bits) {
    if (n == 0) return 0;
    u32 whole = (u32)(bits / 32);
    shift_up(out + whole, a, n, (u32)(bits % 32));
    memset(out, 0, (size_t)whole * sizeof(u32));
    return digits_normalise(out, n + whole + 1);
}

u32 digits_shift_right(u32 *out, const u32 *a, u32 n, u64 bits, bool *lost) {
    *lost = n > 0 && digits_trailing_zeros(a, n) < bits;
    if (bits / 32 >= n) return 0;
    u32 whole = (u32)(bits / 32);
    shift_down(out, a + whole, n - whole, (u32)(bits % 32));
    return digits_normalise(out, n - whole);
}

/* -- two's complement ----------------------------------------------------- */

/* Reads a signed magnitude digit by digit as two's complement, without end. */
typedef struct {
    const u32 *at;
    u32 left;
    u32 flip; /* all ones for a negative number */
    u64 carry;
} Twos;

static Twos twos_of(const u32 *a, u32 n, bool negative) {
    return (Twos){a, n, negative ? UINT32_MAX : 0, negative};
}

INLINE u32 twos_next(Twos *t) {
    u32 digit = 0;
    if (t->left > 0) t->left--, digit = *t->at++;
    u64 sum = (u64)(digit ^ t->flip) + t->carry;
    t->carry = sum >> 32;
    return (u32)sum;
}

static void negate(u32 *a, u32 n) {
    u64 carry = 1;
    for (u32 i = 0; i < n; i++) {
        carry += (u32)~a[i];
        a[i] = (u32)carry;
        carry >>= 32;
    }
}

u32 digits_bitwise(DigitsBitOp op, u32 *out, const u32 *a, u32 na, bool a_negative, const u32 *b, u32 nb,
                   bool b_negative, bool *out_negative) {
    Twos x = twos_of(a, na, a_negative), y = twos_of(b, nb, b_negative);
    u32 n = u32_max(na, nb) + 1; /* the last digit is all sign */
    for (u32 i = 0; i < n; i++) {
        u32 p = twos_next(&x), q = twos_next(&y);
        out[i] = op == DIGITS_AND ? p & q : op == DIGITS_OR ? p | q : p ^ q;
    }
    *out_negative = out[n - 1] >> 31;
    if (*out_negative) negate(out, n);
    return digits_normalise(out, n);
}

u32 digits_from_bytes(u32 *out, const u8 *bytes, u32 length, bool big_endian, bool is_signed, bool *negative) {
    u8 top = length == 0 ? 0 : bytes[big_endian ? 0 : length - 1];
    *negative = is_signed && top >> 7;
    u32 n = length / 4 + 1;
    u32 fill = *negative ? UINT32_MAX : 0;
    for (u32 i = 0; i < n; i++) out[i] = fill;
    for (u32 i = 0; i < length; i++) {
        u32 shift = i % 4 * 8;
        u32 byte = bytes[big_endian ? length - 1 - i : i];
        out[i / 4] = (out[i / 4] & ~(0xffu << shift)) | byte << shift;
    }
    if (*negative) negate(out, n);
    return digits_normalise(out, n);
}

static bool fits_bytes(const u32 *a, u32 n, bool negative, u32 length, bool is_signed) {
    u64 bits = digits_bit_length(a, n), room = (u64)length * 8;
    if (!is_signed) return !negative && bits <= room;
    if (bits < room || n == 0) return true;
    return negative && bits == room && digits_trailing_zeros(a, n) == bits - 1;
}

bool digits_to_bytes(u8 *bytes, u32 length, const u32 *a, u32 n, bool negative, bool big_endian, bool is_signed) {
    if (!fits_bytes(a, n, negative, length, is_signed)) return false;
    Twos twos = twos_of(a, n, negative);
    u32 digit = 0;
    for (u32 i = 0; i < length; i++) {
        digit = i % 4 == 0 ? twos_next(&twos) : digit >> 8;
        bytes[big_endian ? length - 1 - i : i] = (u8)digit;
    }
    return true;
}

/* -- products ------------------------------------------------------------- */

/* out[0..n) += a * factor; returns the carry. */
static u32 add_product(u32 *out, const u32 *a, u32 n, u32 factor) {
    u64 t = 0;
    for (u32 i = 0; i < n; i++) {
        t += (u64)a[i] * factor + out[i];
        out[i] = (u32)t;
        t >>= 32;
    }
    return (u32)t;
}

/* Row by row, in blocks of the longer factor so that the bill is asked often enough. */
static bool mul_school(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb) {
    memset(out, 0, (size_t)(na + nb) * sizeof(u32));
    for (u32 start = 0; start < na; start += SCHOOL_BLOCK) {
        u32 n = u32_min(na - start, SCHOOL_BLOCK);
        for (u32 j = 0; j < nb; j++) out[start + j + n] = add_product(out + start + j, a + start, n, b[j]);
        if (!digits_charge(n * nb)) return false;
    }
    return true;
}

/* Half of the rows' products, doubled, then the squares on the diagonal. */
static bool square_school(u32 *out, const u32 *a, u32 n) {
    memset(out, 0, (size_t)n * 2 * sizeof(u32));
    for (u32 i = 0; i + 1 < n; i++) out[i + n] = add_product(out + 2 * i + 1, a + i + 1, n - i - 1, a[i]);
    u64 carry = 0;
    u32 top = 0;
    for (u32 i = 0; i < n; i++) {
        u64 square = (u64)a[i] * a[i];
        u32 low = out[2 * i], high = out[2 * i + 1];
        carry += (u64)(low << 1 | top) + (u32)square;
        out[2 * i] = (u32)carry;
        carry = (carry >> 32) + (high << 1 | low >> 31) + (square >> 32);
        out[2 * i + 1] = (u32)carry;
        carry >>= 32;
        top = high >> 31;
    }
    return digits_charge(n * n / 2);
}

/* out[0..h) = |low - high| where high has h or fewer digits; tells whether high was the larger. */
static bool difference(u32 *out, const u32 *low, u32 h, const u32 *high, u32 nh) {
    if (sub_into(out, low, h, high, nh) == 0) return false;
    negate(out, h);
    return true;
}

static bool mul_any(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch);

/*        na >= nb > h = ceil(na/2)
 *   out:      | a0*b0 : 2h        | a1*b1 : na+nb-2h |      first |a0-a1|, |b0-b1|
 *   scratch:  | |a0-a1|*|b0-b1| : 2h | middle : 2h+1 |      middle's room serves the recursion before
 *   a0*b1 + a1*b0 = a0*b0 + a1*b1 - (a0-a1)*(b0-b1)
 */
static bool mul_karatsuba(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    u32 h = (na + 1) / 2;
    bool square = a == b && na == nb;
    u32 *da = out, *db = square ? out : out + h, *cross = scratch, *middle = scratch + 2 * h;
    bool minus = difference(da, a, h, a + h, na - h);
    if (square) minus = false;
    else minus ^= difference(db, b, h, b + h, nb - h);
    u32 nhigh = na + nb - 2 * h;
    if (!mul_any(cross, da, h, db, h, middle) || !mul_any(out, a, h, b, h, middle) ||
        !mul_any(out + 2 * h, a + h, na - h, b + h, nb - h, middle)) {
        return false;
    }
    middle[2 * h] = add_into(middle, out, 2 * h, out + 2 * h, nhigh);
    if (minus) add_into(middle, middle, 2 * h + 1, cross, 2 * h);
    else sub_into(middle, middle, 2 * h + 1, cross, 2 * h);
    u32 nmiddle = u32_min(2 * h + 1, na + nb - h); /* what is beyond is zero */
    add_into(out + h, out + h, na + nb - h, middle, nmiddle);
    return true;
}

/* The longer factor in pieces as long as the shorter. */
static bool mul_lopsided(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    u32 *product = scratch, *rest = scratch + 2 * nb;
    memset(out, 0, (size_t)(na + nb) * sizeof(u32));
    for (u32 start = 0; start < na; start += nb) {
        u32 n = u32_min(na - start, nb);
        if (!mul_any(product, b, nb, a + start, n, rest)) return false;
        add_into(out + start, out + start, n + nb, product, n + nb);
    }
    return true;
}

/* na >= nb. Depth is the logarithm of the size. */
static bool mul_any(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    if (nb < KARATSUBA) return a == b && na == nb ? square_school(out, a, na) : mul_school(out, a, na, b, nb);
    if (nb <= (na + 1) / 2) return mul_lopsided(out, a, na, b, nb, scratch);
    return mul_karatsuba(out, a, na, b, nb, scratch);
}

u32 digits_mul_scratch(u32 na, u32 nb) {
    u32 shorter = u32_min(na, nb);
    return shorter < KARATSUBA ? 0 : 4 * shorter + 80; /* 2n for a piece; 2n + 2 per level for the recursion */
}

bool digits_mul(u32 *out, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    return na >= nb ? mul_any(out, a, na, b, nb, scratch) : mul_any(out, b, nb, a, na, scratch);
}

/* -- quotients ------------------------------------------------------------ */

/* a[0..n) -= b * factor, with *borrow in and out. */
static void sub_product(u32 *a, const u32 *b, u32 n, u32 factor, u32 *borrow) {
    u64 t = *borrow;
    for (u32 i = 0; i < n; i++) {
        t += (u64)b[i] * factor;
        u32 low = (u32)t;
        t = (t >> 32) + (a[i] < low);
        a[i] -= low;
    }
    *borrow = (u32)t;
}

static bool sub_product_paid(u32 *a, const u32 *b, u32 n, u32 factor, u32 *borrow) {
    for (u32 start = 0; start < n; start += BILL) {
        u32 part = u32_min(n - start, BILL);
        sub_product(a + start, b + start, part, factor, borrow);
        if (!digits_charge(part)) return false;
    }
    return true;
}

/* Knuth's estimate of the next digit of u/v from three digits of u and two of v. */
INLINE u32 estimate(const u32 *u, u32 v1, u32 v2) {
    if (u[2] >= v1) return UINT32_MAX;
    u64 top = (u64)u[2] << 32 | u[1];
    u64 q = top / v1, r = top - q * v1;
    while (q > UINT32_MAX || q * v2 > (r << 32 | u[0])) {
        q--;
        r += v1;
        if (r > UINT32_MAX) break;
    }
    return (u32)q;
}

/* u[0..nu) becomes the remainder, q[0..nu-n) (unless NULL) the quotient; v has n > 1 digits, its top bit set, and
 * the top n digits of u are less than v. */
static bool divide_knuth(u32 *q, u32 *u, u32 nu, const u32 *v, u32 n) {
    for (u32 j = nu - n; j-- > 0;) {
        u32 digit = estimate(u + j + n - 2, v[n - 1], v[n - 2]);
        u32 borrow = 0;
        if (!sub_product_paid(u + j, v, n, digit, &borrow)) return false;
        bool too_much = u[j + n] < borrow;
        u[j + n] -= borrow;
        while (too_much) { /* at most twice: once by Knuth, once more where the estimate was capped */
            digit--;
            u32 carry = add_into(u + j, u + j, n, v, n);
            u[j + n] += carry;
            too_much = !(carry && u[j + n] == 0);
        }
        if (q) q[j] = digit;
    }
    return true;
}

static bool divide_halves(u32 *q, u32 *a, const u32 *b, u32 n, u32 *scratch);

static bool all_zero(const u32 *a, u32 n) { return digits_normalise(a, n) == 0; }

/* a[0..3h) by b[0..2h): q[0..h), the remainder in a[0..2h), a[2h..3h) = 0. The top 2h digits of a are less than b. */
static bool divide_3_by_2(u32 *q, u32 *a, const u32 *b, u32 h, u32 *scratch) {
    const u32 *b1 = b + h;
    if (compare_same(a + 2 * h, b1, h) < 0) {
        if (!divide_halves(q, a + h, b1, h, scratch)) return false;
    } else { /* the quotient would not fit: B^h - 1, remainder a1a2 - b1*B^h + b1 */
        memset(q, 0xff, (size_t)h * sizeof(u32));
        sub_into(a + 2 * h, a + 2 * h, h, b1, h);
        add_into(a + h, a + h, 2 * h, b1, h);
    }
    u32 *product = scratch;
    if (!digits_mul(product, q, h, b, h, scratch + 2 * h)) return false;
    u32 borrow = sub_into(a, a, 3 * h, product, 2 * h);
    while (borrow) { /* at most twice */
        static const u32 one = 1;
        sub_into(q, q, h, &one, 1);
        borrow -= add_into(a, a, 3 * h, b, 2 * h);
    }
    return true;
}

/* a[0..2n) by b[0..n): q[0..n), the remainder in a[0..n), a[n..2n) = 0. The top n digits of a are less than b. */
static bool divide_halves(u32 *q, u32 *a, const u32 *b, u32 n, u32 *scratch) {
    if (all_zero(a + n, n) && compare_same(a, b, n) < 0) {
        memset(q, 0, (size_t)n * sizeof(u32));
        return digits_charge(n);
    }
    if (n % 2 != 0 || n < BURNIKEL) return divide_knuth(q, a, 2 * n, b, n);
    u32 h = n / 2;
    return divide_3_by_2(q + h, a + h, b, h, scratch) && divide_3_by_2(q, a, b, h, scratch);
}

/* The divisor's count, rounded up so that it halves evenly down to below BURNIKEL. */
static u32 padded(u32 nb) {
    u32 unit = 1;
    while (nb / unit >= BURNIKEL) unit *= 2;
    return align_up(nb, unit);
}

u32 digits_divmod_scratch(u32 na, u32 nb) {
    if (nb < BURNIKEL || na - nb < BURNIKEL) return na + 1 + nb;
    u32 n = padded(nb);
    u32 blocks = (na + (n - nb)) / n + 1; /* of the shifted dividend, and one of zeros above */
    return n + blocks * n + blocks * n + n + digits_mul_scratch(n / 2, n / 2);
}

static bool divmod_burnikel(u32 *q, u32 *r, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    u32 n = padded(nb), pad = n - nb, bits = (u32)__builtin_clz(b[nb - 1]);
    u32 blocks = (na + pad) / n + 1;
    u32 *divisor = scratch, *rest = divisor + n, *quotient = rest + blocks * n, *work = quotient + blocks * n;
    memset(divisor, 0, (size_t)pad * sizeof(u32));
    shift_up(divisor + pad, b, nb, bits); /* its last digit is zero and falls on rest[0] */
    memset(rest, 0, (size_t)blocks * n * sizeof(u32));
    shift_up(rest + pad, a, na, bits);
    for (u32 i = blocks - 1; i-- > 0;)
        if (!divide_halves(quotient + i * n, rest + i * n, divisor, n, work)) return false;
    if (q) memcpy(q, quotient, (size_t)(na - nb + 1) * sizeof(u32));
    if (r) shift_down(r, rest + pad, nb, bits);
    return true;
}

static bool divmod_knuth(u32 *q, u32 *r, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    u32 bits = (u32)__builtin_clz(b[nb - 1]);
    u32 *divisor = scratch, *rest = scratch + nb;
    shift_up(divisor, b, nb, bits);
    shift_up(rest, a, na, bits); /* overwrites the zero that the divisor's shift left there */
    if (!divide_knuth(q, rest, na + 1, divisor, nb)) return false;
    if (r) shift_down(r, rest, nb, bits);
    return true;
}

bool digits_divmod(u32 *q, u32 *r, const u32 *a, u32 na, const u32 *b, u32 nb, u32 *scratch) {
    if (nb == 1) {
        u32 remainder;
        digits_div_small(q ? q : scratch, a, na, b[0], &remainder);
        if (r) r[0] = remainder;
        return digits_charge(na);
    }
    if (nb < BURNIKEL || na - nb < BURNIKEL) return divmod_knuth(q, r, a, na, b, nb, scratch);
    return divmod_burnikel(q, r, a, na, b, nb, scratch);
}
