/* fold.c: operations on constants done while compiling: what CPython folds, as far as it is cheap and cannot fail.
 * Whatever could raise, be large, or need more than machine numbers stays for run time.
 */
#include "compile/compiler.h"
#include "object/tuple.h"

enum { TEXT_MAX = 4096 };

static bool is_int_constant(Ref r, i64 *n) {
    if (is_int48(r)) return *n = int48_of(r), true;
    if (is_bool(r)) return *n = is_true(r), true;
    return false;
}

/* The answer of a folding that ran out of memory is that nothing was folded. */
static Value made_or_not(Value made) {
    if (!is_error(made)) return made;
    raised_clear();
    return EMPTY;
}

Value fold_unary(Ref x, u32 op) {
    i64 n;
    if (op == UNARY_Not) return EMPTY;
    if (is_double(x)) return op == UNARY_USub ? value_double(-double_of(x)) : op == UNARY_UAdd ? VALUE(BITS(x)) : EMPTY;
    if (!is_int_constant(x, &n) || (op == UNARY_Invert && is_bool(x))) return EMPTY;
    return made_or_not(value_from_i64(op == UNARY_USub ? -n : op == UNARY_Invert ? ~n : n));
}

static Value fold_floats(f64 x, f64 y, u32 op) {
    f64 result;
    switch (op) {
    case OPERATOR_Add: result = x + y; break;
    case OPERATOR_Sub: result = x - y; break;
    case OPERATOR_Mult: result = x * y; break;
    case OPERATOR_Div:
        if (y == 0) return EMPTY;
        result = x / y;
        break;
    default: return EMPTY;
    }
    return result == result ? value_double(result) : EMPTY;
}

static i64 floor_mod(i64 x, i64 y) {
    i64 r = x % y;
    return r && (r < 0) != (y < 0) ? r + y : r;
}

static bool power(i64 x, i64 y, i64 *result) {
    if (y < 0) return false;
    i64 product = 1;
    for (; y; y >>= 1) {
        if (y & 1 && __builtin_mul_overflow(product, x, &product)) return false;
        if (y > 1 && __builtin_mul_overflow(x, x, &x)) return false;
    }
    *result = product;
    return true;
}

static Value fold_ints(i64 x, i64 y, u32 op) {
    i64 result;
    switch (op) { /* both have 48 bits: sums cannot overflow */
    case OPERATOR_Add: result = x + y; break;
    case OPERATOR_Sub: result = x - y; break;
    case OPERATOR_Mult:
        if (__builtin_mul_overflow(x, y, &result)) return EMPTY;
        break;
    case OPERATOR_Div: return y ? fold_floats((f64)x, (f64)y, op) : EMPTY; /* 48 bits are exact */
    case OPERATOR_FloorDiv:
        if (!y) return EMPTY;
        result = (x - floor_mod(x, y)) / y;
        break;
    case OPERATOR_Mod:
        if (!y) return EMPTY;
        result = floor_mod(x, y);
        break;
    case OPERATOR_Pow:
        if (!power(x, y, &result)) return EMPTY;
        break;
    case OPERATOR_LShift:
        if (y < 0 || y > 62 || (y && (x >> (63 - y)) != 0 && (x >> (63 - y)) != -1)) return EMPTY;
        result = (i64)((u64)x << y);
        break;
    case OPERATOR_RShift:
        if (y < 0) return EMPTY;
        result = x >> (y > 63 ? 63 : y);
        break;
    case OPERATOR_BitOr: result = x | y; break;
    case OPERATOR_BitXor: result = x ^ y; break;
    case OPERATOR_BitAnd: result = x & y; break;
    default: return EMPTY;
    }
    return made_or_not(value_from_i64(result));
}

static Value fold_texts(Ref x, Ref y, u32 op) {
    i64 n;
    if (op == OPERATOR_Add && is_text(y) && AS(Text, x)->length + AS(Text, y)->length <= TEXT_MAX) {
        Text *made = text_concat(AS(Text, x), AS(Text, y));
        return made_or_not(made ? value_of(made) : VALUE_ERROR);
    }
    if (op != OPERATOR_Mult || !is_int_constant(y, &n) || n < 0 || n > TEXT_MAX || (u64)n * AS(Text, x)->length > TEXT_MAX) return EMPTY;
    TextBuilder b = {0};
    while (n--) builder_text(&b, AS(Text, x));
    Text *made = builder_finish(&b);
    return made_or_not(made ? value_of(made) : VALUE_ERROR);
}

Value fold_binary(Ref x, Ref y, u32 op) {
    i64 m, n;
    if (is_bool(x) && is_bool(y) && op >= OPERATOR_BitOr && op <= OPERATOR_BitAnd) return EMPTY; /* these stay bools */
    if (is_int_constant(x, &m)) {
        if (is_int_constant(y, &n)) return fold_ints(m, n, op);
        if (is_double(y)) return fold_floats((f64)m, double_of(y), op);
        if (op == OPERATOR_Mult && is_text(y)) return fold_texts(y, x, op);
        return EMPTY;
    }
    if (is_double(x)) {
        if (is_double(y)) return fold_floats(double_of(x), double_of(y), op);
        return is_int_constant(y, &n) ? fold_floats(double_of(x), (f64)n, op) : EMPTY;
    }
    return is_text(x) ? fold_texts(x, y, op) : EMPTY;
}
