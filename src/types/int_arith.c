/* int_arith.c: the operators of ints (language reference 6.5 to 6.9), exact for any size. Two ints of 64 bits go by
 * machine arithmetic; products of two such, and what such a product is divided by, by digits on the C stack; the rest by
 * base/digits, which asks for its pay while it works. What would need more digits than DIGITS_MAX is a MemoryError
 * before any work.
 */
#include "base/digits.h"
#include "types/float.h"
#include "types/int.h"
#include "object/tuple.h"

static u64 magnitude_of(i64 n) { return n < 0 ? 0 - (u64)n : (u64)n; }

INLINE bool both_small(Ref a, Ref b, i64 *x, i64 *y) {
    if (LIKELY(is_int48(a) && is_int48(b))) return *x = int48_of(a), *y = int48_of(b), true;
    return int_small(a, x) && int_small(b, y);
}

/* |r|, where it has 64 bits at most. */
static bool magnitude_64(Ref r, u64 *magnitude, bool *negative) {
    i64 n;
    if (int_small(r, &n)) {
        *magnitude = magnitude_of(n);
        *negative = n < 0;
        return true;
    }
    const IntDigits *big = AS(IntDigits, payload_of(r));
    if (big->count != 2 && big->count != -2) return false;
    *magnitude = digits_to_u64(big->digits, 2);
    *negative = big->count < 0;
    return true;
}

/* ---- sums ---- */

static Value add_views(const IntView *a, const IntView *b, bool flip) {
    bool b_negative = b->negative != flip;
    if (a->count < b->count) {
        IntView turned = *b;
        if (b->digits == b->small) turned.digits = turned.small;
        turned.negative = b_negative;
        return add_views(&turned, a, false);
    }
    u64 room = (u64)a->count + 1;
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    fuel_charge(a->count >> 6);
    if (a->negative == b_negative) return int_finish(made, room, digits_add(made->digits, a->digits, a->count, b->digits, b->count), a->negative);
    if (digits_compare(a->digits, a->count, b->digits, b->count) >= 0)
        return int_finish(made, room, digits_sub(made->digits, a->digits, a->count, b->digits, b->count), a->negative);
    return int_finish(made, room, digits_sub(made->digits, b->digits, b->count, a->digits, a->count), b_negative);
}

static Value add_big(Ref a, Ref b, bool flip) {
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    return add_views(&x, &y, flip);
}

Value int_add(Ref a, Ref b) {
    i64 x, y, sum;
    if (both_small(a, b, &x, &y) && !__builtin_add_overflow(x, y, &sum)) return value_from_i64_fast(sum);
    return add_big(a, b, false);
}

Value int_subtract(Ref a, Ref b) {
    i64 x, y, difference;
    if (both_small(a, b, &x, &y) && !__builtin_sub_overflow(x, y, &difference)) return value_from_i64_fast(difference);
    return add_big(a, b, true);
}

Value int_negative(Ref a) { return int_subtract(ref(value_int48(0)), a); }
Value int_absolute(Ref a) { return int_sign(a) < 0 ? int_negative(a) : int_exact(a); }
Value int_invert(Ref a) { return int_subtract(ref(value_int48(-1)), a); }

/* ---- products ---- */

/* The 128 bits of a product, from four products of halves. */
static Value multiply_64(u64 a, u64 b, bool negative) {
    if (((a | b) >> 32) == 0) {
        u64 product = a * b;
        if (product >> 63 == 0) return value_from_i64_fast(negative ? -(i64)product : (i64)product);
    }
    u64 low = (a & UINT32_MAX) * (b & UINT32_MAX), left = (a >> 32) * (b & UINT32_MAX), right = (a & UINT32_MAX) * (b >> 32);
    u64 middle = (low >> 32) + (left & UINT32_MAX) + (right & UINT32_MAX);
    u64 high = (a >> 32) * (b >> 32) + (left >> 32) + (right >> 32) + (middle >> 32);
    u32 digits[4] = {(u32)low, (u32)middle, (u32)high, (u32)(high >> 32)};
    return int_from_digits(digits, 4, negative);
}

static Value multiply_views(const IntView *a, const IntView *b) {
    IntRoom work;
    u64 room = (u64)a->count + b->count;
    if (!a->count || !b->count) return value_int48(0);
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    if (!int_room(&work, digits_mul_scratch(a->count, b->count))) return int_abandon(made, room), VALUE_ERROR;
    bool done = digits_mul(made->digits, a->digits, a->count, b->digits, b->count, work.at);
    int_room_drop(&work);
    if (!done) return int_abandon(made, room), VALUE_ERROR;
    return int_finish(made, room, (u32)room, a->negative != b->negative);
}

Value int_multiply(Ref a, Ref b) {
    u64 x, y;
    bool x_negative, y_negative;
    if (magnitude_64(a, &x, &x_negative) && magnitude_64(b, &y, &y_negative)) return multiply_64(x, y, x_negative != y_negative);
    IntView left, right;
    int_view(a, &left);
    int_view(b, &right);
    return multiply_views(&left, &right);
}

/* ---- quotients ---- */

static bool no_zero(bool zero) { return !zero || RAISE_FALSE(ERR_ZERO_DIVISION, "division by zero"); }

/* Toward zero, then mended to the floor: r gets the divisor's sign. y is not 0. */
static bool divide_small(i64 x, i64 y, Value *quotient, Value *remainder) {
    if (y == -1) { /* the least i64 has no opposite */
        if (quotient) *quotient = x == INT64_MIN ? value_from_u64(1ull << 63) : value_from_i64_fast(-x);
        if (remainder) *remainder = value_int48(0);
        return !quotient || !is_error(*quotient);
    }
    i64 q, r;
    if (((x | y) >> 31) == 0) q = (u32)x / (u32)y, r = (u32)x % (u32)y;
    else q = x / y, r = x - q * y;
    if (r && (r ^ y) < 0) r += y, q--;
    if (quotient && is_error(*quotient = value_from_i64_fast(q))) return false;
    if (remainder && is_error(*remainder = value_from_i64_fast(r))) return quotient ? value_release(*quotient), false : false;
    return true;
}

/* |a| >= |b| > 0 in digits. Both results, of the magnitudes, lie in room: quotient first. */
static bool divide_digits(IntRoom *room, const IntView *a, const IntView *b, u32 **q, u32 **r) {
    u32 nq = a->count - b->count + 1;
    if (!int_room(room, (u64)nq + 1 + b->count + 1 + digits_divmod_scratch(a->count, b->count))) return false;
    *q = room->at;
    *r = *q + nq + 1;
    if (digits_divmod(*q, *r, a->digits, a->count, b->digits, b->count, *r + b->count + 1)) return true;
    int_room_drop(room);
    return false;
}

static bool divide_big(const IntView *a, const IntView *b, Value *quotient, Value *remainder) {
    IntRoom room;
    u32 *q, *r, nq, nr;
    bool negative = a->negative != b->negative, done = true;
    static const u32 one = 1;
    if (!divide_digits(&room, a, b, &q, &r)) return false;
    nq = digits_normalise(q, a->count - b->count + 1);
    nr = digits_normalise(r, b->count);
    if (negative && nr) {
        nq = digits_add(q, q, nq, &one, 1);
        nr = digits_sub(r, b->digits, b->count, r, nr);
    }
    if (quotient) done = !is_error(*quotient = int_from_digits(q, nq, negative));
    if (done && remainder && is_error(*remainder = int_from_digits(r, nr, b->negative))) {
        if (quotient) value_release(*quotient);
        done = false;
    }
    int_room_drop(&room);
    return done;
}

/* |a| < |b|: the quotient is 0, or -1 where the signs differ. */
static bool divide_less(Ref a, Ref b, bool differ, Value *quotient, Value *remainder) {
    if (quotient) *quotient = value_int48(differ ? -1 : 0);
    if (remainder) *remainder = differ ? int_add(a, b) : int_exact(a);
    return !remainder || !is_error(*remainder);
}

bool int_divmod(Ref a, Ref b, Value *quotient, Value *remainder) {
    i64 x, y;
    if (both_small(a, b, &x, &y)) return no_zero(y == 0) && divide_small(x, y, quotient, remainder);
    IntView left, right;
    int_view(a, &left);
    int_view(b, &right);
    if (!no_zero(right.count == 0)) return false;
    if (digits_compare(left.digits, left.count, right.digits, right.count) < 0)
        return divide_less(a, b, left.count && left.negative != right.negative, quotient, remainder);
    return divide_big(&left, &right, quotient, remainder);
}

Value int_floor_divide(Ref a, Ref b) {
    Value quotient;
    return int_divmod(a, b, &quotient, NULL) ? quotient : VALUE_ERROR;
}

Value int_modulo(Ref a, Ref b) {
    Value remainder;
    return int_divmod(a, b, NULL, &remainder) ? remainder : VALUE_ERROR;
}

static Value divmod_pair(Ref a, Ref b) {
    Value quotient, remainder;
    return int_divmod(a, b, &quotient, &remainder) ? tuple_pack2(quotient, remainder) : VALUE_ERROR;
}

static bool is_exact_double(i64 n) { return n >= -(1ll << 53) && n <= 1ll << 53; }

Value int_true_divide(Ref a, Ref b) {
    i64 x, y;
    if (both_small(a, b, &x, &y) && y && is_exact_double(x) && is_exact_double(y)) return value_double((f64)x / (f64)y);
    IntView left, right;
    IntRoom room;
    f64 quotient;
    bool overflow;
    int_view(a, &left);
    int_view(b, &right);
    if (!no_zero(right.count == 0) || !int_room(&room, digits_true_divide_scratch(left.count, right.count))) return VALUE_ERROR;
    bool done = digits_true_divide(&quotient, &overflow, left.digits, left.count, right.digits, right.count, room.at);
    int_room_drop(&room);
    if (!done) return VALUE_ERROR;
    if (overflow) return raise(ERR_OVERFLOW, "integer division result too large for a float");
    return value_double(left.negative != right.negative ? -quotient : quotient);
}

/* ---- powers ---- */

/* false: does not fit. */
static bool power_small(i64 base, u64 exponent, i64 *result) {
    u64 power = 1, square = magnitude_of(base);
    bool negative = base < 0 && exponent & 1;
    for (;;) {
        if (exponent & 1) {
            if (square >> 32 && power > INT64_MAX / square) return false;
            if (power >> 32 && square > INT64_MAX / power) return false;
            power *= square;
            if (power > INT64_MAX) return false;
        }
        if (!(exponent >>= 1)) break;
        if (square >> 32) return false;
        square *= square;
    }
    *result = negative ? -(i64)power : (i64)power;
    return true;
}

static Value power_big(const IntView *base, u64 exponent) {
    IntRoom room;
    u64 size = digits_pow_size(base->digits, base->count, exponent);
    IntDigits *made = int_blank(size);
    if (!made) return VALUE_ERROR;
    bool done = int_room(&room, digits_pow_scratch(base->count, (u32)size));
    if (!done) return int_abandon(made, size), VALUE_ERROR;
    done = digits_pow(made->digits, (u32)size, base->digits, base->count, exponent, room.at);
    int_room_drop(&room);
    if (!done) return int_abandon(made, size), VALUE_ERROR;
    return int_finish(made, size, (u32)size, base->negative && exponent & 1);
}

Value int_power(Ref a, Ref b) {
    i64 base, exponent, result;
    bool small = int_small(a, &base);
    if (int_sign(b) < 0) {
        f64 x, y;
        return int_to_double(a, &x) && int_to_double(b, &y) ? float_power(x, y) : VALUE_ERROR;
    }
    if (int_sign(b) == 0) return value_int48(1);
    if (small && base >= -1 && base <= 1) return value_int48(base < 0 && !int_is_odd(b) ? 1 : base);
    if (!int_small(b, &exponent)) return raise_no_memory();
    if (small && power_small(base, (u64)exponent, &result)) return value_from_i64_fast(result);
    IntView view;
    int_view(a, &view);
    return power_big(&view, (u64)exponent);
}

static Value no_inverse(void) { return raise(ERR_VALUE, "base is not invertible for the given modulus"); }

/* The x with a*x = 1 modulo a positive modulus, by Euclid: `left`, `right` are remainders, x_left and x_right what a is
 * to be multiplied with to give them. */
static Value inverse_small(i64 a, i64 modulus) {
    i64 left = modulus, right = a % modulus, x_left = 0, x_right = 1;
    if (right < 0) right += modulus;
    while (right) {
        i64 q = left / right, t = left - q * right;
        left = right, right = t;
        t = x_left - q * x_right;
        x_left = x_right, x_right = t;
    }
    return left != 1 ? no_inverse() : value_from_i64_fast(x_left < 0 ? x_left + modulus : x_left);
}

/* One step: (left, right) become (right, left % right), and likewise the x. */
static bool euclid_step(Value *left, Value *right, Value *x_left, Value *x_right) {
    Value q, r;
    if (!fuel_poll(8) || !int_divmod(ref(*left), ref(*right), &q, &r)) return false;
    value_set(left, value_take(right));
    *right = r;
    Value product = int_multiply(ref(q), ref(*x_right));
    value_release(q);
    if (is_error(product)) return false;
    Value next = int_subtract(ref(*x_left), ref(product));
    value_release(product);
    if (is_error(next)) return false;
    value_set(x_left, value_take(x_right));
    *x_right = next;
    return true;
}

static Value inverse(Ref a, Ref modulus) {
    i64 x, m;
    if (both_small(a, modulus, &x, &m)) return inverse_small(x, m);
    Value left = int_exact(modulus), right = int_modulo(a, modulus), x_left = value_int48(0), x_right = value_int48(1);
    Value result = VALUE_ERROR;
    bool going = !is_error(right);
    while (going && int_sign(ref(right))) going = euclid_step(&left, &right, &x_left, &x_right);
    if (going) {
        bool is_one = int_small(ref(left), &m) && m == 1;
        result = is_one ? int_modulo(ref(x_left), modulus) : no_inverse();
    }
    value_release(left);
    value_release(right);
    value_release(x_left);
    value_release(x_right);
    return result;
}

/* All below 2^32: products fit. */
static u64 modpow_tiny(u64 base, u64 exponent, u64 modulus) {
    u64 result = 1;
    for (base %= modulus; exponent; exponent >>= 1) {
        if (exponent & 1) result = result * base % modulus;
        base = base * base % modulus;
    }
    return result;
}

/* base in [0, modulus), exponent not negative, modulus > 1. */
static Value modpow(Ref base, Ref exponent, Ref modulus) {
    i64 b, e, m;
    if (int_small(modulus, &m) && m <= UINT32_MAX && int_small(exponent, &e) && int_small(base, &b))
        return value_from_i64_fast((i64)modpow_tiny((u64)b, (u64)e, (u64)m));
    IntView vb, ve, vm_;
    IntRoom room;
    int_view(base, &vb);
    int_view(exponent, &ve);
    int_view(modulus, &vm_);
    if (!int_room(&room, (u64)vm_.count + digits_modpow_scratch(vm_.count))) return VALUE_ERROR;
    Value result = VALUE_ERROR;
    if (digits_modpow(room.at, vb.digits, vb.count, ve.digits, ve.count, vm_.digits, vm_.count, room.at + vm_.count))
        result = int_from_digits(room.at, vm_.count, false);
    int_room_drop(&room);
    return result;
}

/* The positive half: modulus > 1. A negative exponent is one of the inverse. */
static Value power_modulo_positive(Ref a, Ref b, Ref modulus) {
    bool inverted = int_sign(b) < 0;
    Value base = inverted ? inverse(a, modulus) : int_modulo(a, modulus);
    if (is_error(base)) return base;
    Value exponent = inverted ? int_negative(b) : int_exact(b), result = VALUE_ERROR;
    if (!is_error(exponent)) result = modpow(ref(base), ref(exponent), modulus);
    value_release(base);
    value_release(exponent);
    return result;
}

Value int_power_modulo(Ref a, Ref b, Ref modulus) {
    i32 sign = int_sign(modulus);
    i64 m;
    if (!sign) return raise(ERR_VALUE, "pow() 3rd argument cannot be 0");
    Value positive = int_absolute(modulus);
    if (is_error(positive)) return positive;
    Value result = int_small(ref(positive), &m) && m == 1 ? value_int48(0) : power_modulo_positive(a, b, ref(positive));
    value_release(positive);
    if (sign > 0 || is_error(result) || int_sign(ref(result)) == 0) return result;
    Value shifted = int_add(ref(result), modulus);
    value_release(result);
    return shifted;
}

/* ---- shifts ---- */

static Value shift_left_big(Ref a, u64 bits) {
    IntView v;
    int_view(a, &v);
    u64 room = v.count + (bits >> 5) + 1;
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    fuel_charge((u32)room >> 6);
    return int_finish(made, room, digits_shift_left(made->digits, v.digits, v.count, bits), v.negative);
}

Value int_shift_left(Ref a, Ref b) {
    i64 n, bits;
    if (int_sign(b) < 0) return raise(ERR_VALUE, "negative shift count");
    bool small = int_small(a, &n);
    if (small && n == 0) return value_int48(0);
    if (!int_small(b, &bits)) return raise(ERR_OVERFLOW, "too many digits in integer");
    if (small && bits < 63 && n >> (63 - bits) == n >> 63) return value_from_i64_fast((i64)((u64)n << bits));
    return shift_left_big(a, (u64)bits);
}

static Value shift_right_64(u64 n, u64 bits) { return bits > 63 ? value_int48(0) : value_from_u64(n >> bits); }

static Value shift_right_big(const IntView *v, u64 bits) {
    static const u32 one = 1;
    if (bits >= (u64)v->count * 32) return value_int48(v->negative ? -1 : 0);
    u64 room = v->count - (bits >> 5) + 1;
    bool lost;
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    fuel_charge((u32)room >> 6);
    u32 count = digits_shift_right(made->digits, v->digits, v->count, bits, &lost);
    if (lost && v->negative) count = digits_add(made->digits, made->digits, count, &one, 1);
    return int_finish(made, room, count, v->negative);
}

Value int_shift_right(Ref a, Ref b) {
    i64 n, bits;
    if (int_sign(b) < 0) return raise(ERR_VALUE, "negative shift count");
    bool small = int_small(a, &n), near = int_small(b, &bits);
    if (!near) return value_int48(int_sign(a) < 0 ? -1 : 0);
    if (small) return value_from_i64_fast(n >> (bits > 63 ? 63 : bits));
    u64 magnitude;
    bool negative;
    if (magnitude_64(a, &magnitude, &negative) && !negative) return shift_right_64(magnitude, (u64)bits);
    IntView v;
    int_view(a, &v);
    return shift_right_big(&v, (u64)bits);
}

/* ---- bits ---- */

/* The lowest 64 bits of two's complement; *fits: the rest are zeros. */
static u64 low_64(Ref r, bool *fits) {
    i64 n;
    if (int_small(r, &n)) return *fits = n >= 0, (u64)n;
    const IntDigits *big = AS(IntDigits, payload_of(r));
    u64 low = digits_to_u64(big->digits, 2);
    *fits = big->count == 2;
    return big->count < 0 ? 0 - low : low;
}

static Value bitwise_big(Ref a, Ref b, DigitsBitOp op) {
    bool left_fits, right_fits;
    u64 left = low_64(a, &left_fits), right = low_64(b, &right_fits);
    if (op == DIGITS_AND && (left_fits || right_fits)) return value_from_u64(left & right);
    if (left_fits && right_fits) return value_from_u64(op == DIGITS_OR ? left | right : left ^ right);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    u64 room = (u64)u32_max(x.count, y.count) + 1;
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    fuel_charge((u32)room >> 6);
    bool negative;
    u32 count = digits_bitwise(op, made->digits, x.digits, x.count, x.negative, y.digits, y.count, y.negative, &negative);
    return int_finish(made, room, count, negative);
}

Value int_and(Ref a, Ref b) {
    i64 x, y;
    return both_small(a, b, &x, &y) ? value_from_i64_fast(x & y) : bitwise_big(a, b, DIGITS_AND);
}
Value int_or(Ref a, Ref b) {
    i64 x, y;
    return both_small(a, b, &x, &y) ? value_from_i64_fast(x | y) : bitwise_big(a, b, DIGITS_OR);
}
Value int_xor(Ref a, Ref b) {
    i64 x, y;
    return both_small(a, b, &x, &y) ? value_from_i64_fast(x ^ y) : bitwise_big(a, b, DIGITS_XOR);
}

/* ---- for the loop, and for math ---- */

Value int_operate(Ref a, Ref b, u32 op) {
    switch (op) {
    case N_ADD: return int_add(a, b);
    case N_SUB: return int_subtract(a, b);
    case N_MUL: return int_multiply(a, b);
    case N_TRUEDIV: return int_true_divide(a, b);
    case N_FLOORDIV: return int_floor_divide(a, b);
    case N_MOD: return int_modulo(a, b);
    case N_POW: return int_power(a, b);
    case N_LSHIFT: return int_shift_left(a, b);
    case N_RSHIFT: return int_shift_right(a, b);
    case N_AND: return int_and(a, b);
    case N_OR: return int_or(a, b);
    case N_XOR: return int_xor(a, b);
    case N_DIVMOD: return divmod_pair(a, b);
    default: UNREACHABLE();
    }
}

static u64 gcd_small(u64 a, u64 b) {
    while (b) {
        u64 r = ((a | b) >> 32) == 0 ? (u32)a % (u32)b : a % b;
        a = b, b = r;
    }
    return a;
}

Value int_gcd(Ref a, Ref b) {
    i64 x, y;
    if (both_small(a, b, &x, &y)) return value_from_u64(gcd_small(magnitude_of(x), magnitude_of(y)));
    IntView left, right;
    IntRoom room;
    int_view(a, &left);
    int_view(b, &right);
    u32 count = u32_max(left.count, right.count);
    if (!int_room(&room, (u64)count + digits_gcd_scratch(left.count, right.count))) return VALUE_ERROR;
    Value result = VALUE_ERROR;
    memset(room.at, 0, count * 4);
    if (digits_gcd(room.at, left.digits, left.count, right.digits, right.count, room.at + count)) result = int_from_digits(room.at, count, false);
    int_room_drop(&room);
    return result;
}

Value int_isqrt(Ref a) {
    IntView v;
    IntRoom room;
    int_view(a, &v);
    u32 count = v.count / 2 + 1;
    if (!int_room(&room, (u64)count + digits_isqrt_scratch(v.count))) return VALUE_ERROR;
    Value result = VALUE_ERROR;
    if (digits_isqrt(room.at, v.digits, v.count, room.at + count)) result = int_from_digits(room.at, count, false);
    int_room_drop(&room);
    return result;
}
