/* math_int.c: math's functions of ints, exact for any size: gcd lcm isqrt factorial comb perm.
 *
 * Products of many factors are made as balanced trees, so that the long multiplications meet numbers of like length; runs
 * of small factors are gathered in 64 bits first. The depth of a tree is the logarithm of a 64-bit count. These natives are
 * killable: multiplication asks for its pay as it works, and the leaves poll.
 */
#include "modules/math.h"

/* ---- gcd, lcm ---- */

static Value magnitude(Ref a) { return int_absolute(a); }

static Value lcm_of(Ref a, Ref b) {
    if (!int_sign(a) || !int_sign(b)) return value_int48(0);
    Value common = int_gcd(a, b);
    Value part = is_error(common) ? VALUE_ERROR : int_floor_divide(a, ref(common));
    value_release(common);
    Value product = is_error(part) ? VALUE_ERROR : int_multiply(ref(part), b);
    value_release(part);
    Value result = is_error(product) ? VALUE_ERROR : int_absolute(ref(product));
    value_release(product);
    return result;
}

static Value fold(const Value *args, u32 n, Value (*join)(Ref a, Ref b)) {
    Value result = magnitude(ref(args[0]));
    for (u32 i = 1; i < n && !is_error(result); i++) {
        Value next = join(ref(result), ref(args[i]));
        value_release(result);
        result = next;
    }
    return result;
}
static Value gcd_ready(const Value *args, u32 n) { return n ? fold(args, n, int_gcd) : value_int48(0); }
static Value lcm_ready(const Value *args, u32 n) { return n ? fold(args, n, lcm_of) : value_int48(1); }

Outcome math_gcd(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"x", gcd_ready};
    const Tuple *integers = AS(Tuple, ref(args[0]));
    return math_call(&kind, integers->items, integers->count);
}
Outcome math_lcm(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"x", lcm_ready};
    const Tuple *integers = AS(Tuple, ref(args[0]));
    return math_call(&kind, integers->items, integers->count);
}

static Outcome call_one(const MathKind *kind, Ref a) {
    Value arg = value_keep(a);
    Outcome answer = math_call(kind, &arg, 1);
    value_release(arg);
    return answer;
}

static Value isqrt_ready(const Value *args, u32 n) {
    if (int_sign(ref(args[0])) < 0) return raise(ERR_VALUE, "isqrt() argument must be nonnegative");
    return int_isqrt(ref(args[0]));
}
Outcome math_isqrt(Ref self, Ref n) {
    static const MathKind kind = {"x", isqrt_ready};
    return call_one(&kind, n);
}

/* ---- products ---- */

/* a * b, both taken over. */
static Value multiply(Value a, Value b) {
    Value result = is_error(a) || is_error(b) ? VALUE_ERROR : int_multiply(ref(a), ref(b));
    value_release(a);
    value_release(b);
    return result;
}

/* Of so few factors that a leaf makes it. */
enum { LEAF = 16 };

/* first * (first + step) * …, count factors, all of 64 bits. count > 0. */
static Value product_of_run(u64 first, u64 count, u64 step) {
    if (count > LEAF) {
        u64 half = count / 2;
        Value left = product_of_run(first, half, step);
        return multiply(left, is_error(left) ? VALUE_ERROR : product_of_run(first + half * step, count - half, step));
    }
    if (!fuel_poll(LEAF / 4)) return VALUE_ERROR;
    Value result = EMPTY;
    for (u64 i = 0; i < count;) {
        u64 gathered = first + i++ * step, wider;
        while (i < count && !__builtin_mul_overflow(gathered, first + i * step, &wider)) gathered = wider, i++;
        Value piece = value_from_u64(gathered);
        result = is_empty(ref(result)) ? piece : multiply(result, piece);
        if (is_error(result)) break;
    }
    return result;
}

/* A product of so many factors, of at least so many bits each (less one): one of over 512 MiB is refused before days go
 * into it. false: MemoryError raised. */
static bool product_fits(u64 count, u64 bits) {
    u64 bytes;
    if (!__builtin_mul_overflow(count / 8, bits, &bytes) && bytes <= 1u << 29) return true;
    return (void)raise_no_memory(), false;
}
static u64 log2_floor(u64 n) { return n ? 63 - (u64)__builtin_clzll(n) : 0; }

/* n!, without its powers of two: those are shifted in at the end. The odd part is the product, over all i, of the odd
 * numbers up to n >> i; each stretch of them counts once more than the one above it. */
static Value factorial_of(u64 n) {
    if (n > 8 && !product_fits(n, log2_floor(n) - 2)) return VALUE_ERROR; /* ln n! > n ln n - n */
    Value inner = value_int48(1), outer = value_int48(1);
    u64 below = 1, ones = 0; /* odd numbers up to `below` are in inner */
    for (u32 shift = 64; shift-- > 0 && !is_error(outer);) {
        u64 limit = n >> shift, top = limit & 1 ? limit : limit - (limit > 0);
        ones += (n >> shift) & 1;
        if (limit < 3) continue;
        if (top > below) {
            Value run = product_of_run(below + 2, (top - below) / 2, 2);
            inner = multiply(inner, run);
            below = top;
        }
        outer = multiply(outer, is_error(inner) ? VALUE_ERROR : value_keep(ref(inner)));
    }
    value_release(inner);
    if (is_error(outer)) return outer;
    Value shift = value_from_u64(n - ones), result = is_error(shift) ? VALUE_ERROR : int_shift_left(ref(outer), ref(shift));
    value_release(outer);
    value_release(shift);
    return result;
}

static Value factorial_ready(const Value *args, u32 n) {
    Ref x = ref(args[0]);
    if (int_sign(x) < 0) return raise(ERR_VALUE, "factorial() not defined for negative values");
    if (!int_fits_i64(x)) return raise(ERR_OVERFLOW, "factorial() argument should not exceed %l", INT64_MAX);
    return factorial_of((u64)int_clamp_i64(x));
}
Outcome math_factorial(Ref self, Ref n) {
    static const MathKind kind = {"x", factorial_ready};
    return call_one(&kind, n);
}

/* n * (n-1) * … of `count` factors, n of any size. */
static Value falling(Ref n, u64 count) {
    if (!count) return value_int48(1);
    if (int_fits_i64(n) && !product_fits(count, log2_floor((u64)int_clamp_i64(n) - count + 1))) return VALUE_ERROR;
    if (!int_fits_i64(n) && !product_fits(count, 62)) return VALUE_ERROR;
    if (int_fits_i64(n)) return product_of_run((u64)int_clamp_i64(n) - count + 1, count, 1);
    if (count == 1) return value_keep(n);
    if (!fuel_poll(4)) return VALUE_ERROR;
    u64 half = count / 2;
    Value left = falling(n, half), by = is_error(left) ? VALUE_ERROR : value_from_u64(half);
    Value lower = is_error(by) ? VALUE_ERROR : int_subtract(n, ref(by));
    Value right = is_error(lower) ? VALUE_ERROR : falling(ref(lower), count - half);
    value_release(by);
    value_release(lower);
    return multiply(left, right);
}

/* What comb and perm refuse alike. */
static bool counts_ready(Ref n, Ref k) {
    if (int_sign(n) < 0) return RAISE_FALSE(ERR_VALUE, "n must be a non-negative integer");
    return int_sign(k) >= 0 || RAISE_FALSE(ERR_VALUE, "k must be a non-negative integer");
}

static Value perm_ready(const Value *args, u32 count) {
    Ref n = ref(args[0]), k = ref(args[1]);
    if (!counts_ready(n, k)) return VALUE_ERROR;
    if (int_compare(n, k) < 0) return value_int48(0);
    if (!int_fits_i64(k)) return raise(ERR_OVERFLOW, "k must not exceed %l", INT64_MAX);
    return falling(n, (u64)int_clamp_i64(k));
}
Outcome math_perm(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"x", perm_ready};
    if (is_empty(ref(args[1])) || is_none(ref(args[1]))) return math_factorial(self, ref(args[0]));
    return math_call(&kind, args, 2);
}

/* While all is within 64 bits: each step divides evenly. false: it is too large. */
static bool comb_small(u64 n, u64 k, u64 *result) {
    u64 made = 1;
    for (u64 i = 0; i < k; i++) {
        u64 wider;
        if (__builtin_mul_overflow(made, n - i, &wider)) return false;
        made = wider / (i + 1);
    }
    *result = made;
    return true;
}

static Value comb_of(Ref n, u64 k) {
    u64 small;
    if (int_fits_i64(n) && k <= 64 && comb_small((u64)int_clamp_i64(n), k, &small)) return value_from_u64(small);
    Value over = falling(n, k), under = is_error(over) ? VALUE_ERROR : factorial_of(k);
    Value result = is_error(under) ? VALUE_ERROR : int_floor_divide(ref(over), ref(under));
    value_release(over);
    value_release(under);
    return result;
}

static Value comb_ready(const Value *args, u32 count) {
    Ref n = ref(args[0]), k = ref(args[1]);
    if (!counts_ready(n, k)) return VALUE_ERROR;
    Value other = int_subtract(n, k);
    if (is_error(other)) return other;
    Value result;
    Ref fewer = int_compare(ref(other), k) < 0 ? ref(other) : k;
    if (int_sign(fewer) < 0) result = value_int48(0);
    else if (!int_fits_i64(fewer)) result = raise(ERR_OVERFLOW, "min(n - k, k) must not exceed %l", INT64_MAX);
    else result = comb_of(n, (u64)int_clamp_i64(fewer));
    value_release(other);
    return result;
}
Outcome math_comb(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"x", comb_ready};
    return math_call(&kind, args, 2);
}
