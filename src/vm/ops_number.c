/* ops_number.c: operators on small ints and floats that the loop does not write out, and the way to op_binary. */
#include "object/text.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "vm/ops.h"

static bool quick_int(u32 op, i64 m, i64 n, Value *result) {
    i64 r;
    switch (op) {
    case N_MUL:
        if (__builtin_mul_overflow(m, n, &r)) return false;
        break;
    case N_AND: r = m & n; break;
    case N_OR: r = m | n; break;
    case N_XOR: r = m ^ n; break;
    case N_FLOORDIV:
        if (!n) return false;
        r = m / n - ((m % n != 0) & ((m ^ n) < 0));
        break;
    case N_MOD:
        if (!n) return false;
        r = m % n;
        if (r && (r ^ n) < 0) r += n;
        break;
    case N_LSHIFT:
        if (n < 0 || n > 15) return false;
        r = m * ((i64)1 << n);
        break;
    case N_RSHIFT:
        if (n < 0) return false;
        r = n > 63 ? (m < 0 ? -1 : 0) : m >> n;
        break;
    case N_TRUEDIV:
        if (!n) return false;
        *result = value_double((f64)m / (f64)n); /* both exact in a double: correctly rounded */
        return true;
    default:
        return false;
    }
    if (!fits_int48(r)) return false;
    *result = value_int48(r);
    return true;
}

static bool quick_double(u32 op, f64 m, f64 n, Value *result) {
    switch (op) {
    case N_ADD: *result = value_double(m + n); return true;
    case N_SUB: *result = value_double(m - n); return true;
    case N_MUL: *result = value_double(m * n); return true;
    case N_TRUEDIV:
        if (n == 0) return false;
        *result = value_double(m / n);
        return true;
    default:
        return false;
    }
}

static bool is_exact_int(Ref r) { return is_int48(r) || is_exact(r, T_INT); }

/* A bool counts as the int it is, but for two of them and &, | or ^. */
static Ref int_in_place_of(Ref r, Ref other, u32 op) {
    if (!is_bool(r) || (is_bool(other) && (op == N_AND || op == N_OR || op == N_XOR))) return r;
    return ref(value_int48(is_true(r)));
}

NOINLINE bool vm_quick_operator(u32 op, Ref x, Ref y, Value *result) {
    if (is_int48(x)) {
        if (is_int48(y)) return quick_int(op, int48_of(x), int48_of(y), result);
        return is_double(y) && quick_double(op, (f64)int48_of(x), double_of(y), result);
    }
    if (!is_double(x)) return false;
    if (is_double(y)) return quick_double(op, double_of(x), double_of(y), result);
    return is_int48(y) && quick_double(op, double_of(x), (f64)int48_of(y), result);
}

static bool is_number(Ref r) { return is_double(r) || is_int48(r); }
static f64 number_of(Ref r) { return is_double(r) ? double_of(r) : (f64)int48_of(r); }

/* `s += t` and `s = s + t` where the store that follows is to the very local that holds s: nobody else sees the old
 * text, so it grows in place, and building a text by appending is linear. */
static bool append_in_place(Frame *f, Ref x, Ref y, Value *held_x, Value *result) {
    if ((*f->ip & 255) != OP_STORE_FAST) return false;
    Value *local = &frame_locals(f)[*f->ip >> 8];
    if (!same(ref(*local), x)) return false;
    Value text = value_take(local);
    if (!is_empty(ref(*held_x))) value_release(value_take(held_x));
    if (!text_append(&text, AS(Text, y))) {
        value_release(text);
        *result = VALUE_ERROR;
        return true;
    }
    *result = text;
    return true;
}

NOINLINE Outcome vm_operator(Frame *f, Ref x, Ref y, u32 op, u32 augmented, Value *held_x) {
    Value result;
    if (vm_quick_operator(op, x, y, &result)) return outcome(result);
    Ref m = int_in_place_of(x, y, op), n = int_in_place_of(y, x, op);
    if (is_exact_int(m) && is_exact_int(n) && op != N_MATMUL) return outcome(int_operate(m, n, op));
    if (is_number(m) && is_number(n)) {
        result = float_operate(number_of(m), number_of(n), op);
        if (!is_empty(ref(result))) return outcome(result);
    }
    if (op == N_ADD && is_text(x) && is_text(y)) {
        if (append_in_place(f, x, y, held_x, &result)) return outcome(result);
        Text *joined = text_concat(AS(Text, x), AS(Text, y));
        return joined ? outcome(value_of(joined)) : OUTCOME_ERROR;
    }
    /* str.__mod__ is asked first, and answers: no right operand of these types is a subclass's */
    if (op == N_MOD && is_text(x) && (is_int48(y) || is_text(y) || is_double(y) || is_exact(y, T_TUPLE) || is_exact(y, T_DICT))) return format_percent(x, y);
    return augmented ? op_inplace(x, y, op) : op_binary(x, y, op);
}

Outcome cold_UNARY_NEGATIVE(Frame *f, u32 a) {
    (void)a;
    Ref x = ref(f->sp[-1]);
    if (is_int48(x) && fits_int48(-int48_of(x))) return f->sp--, outcome(value_int48(-int48_of(x)));
    if (is_double(x)) return f->sp--, outcome(value_double(-double_of(x)));
    Value v = op_pop(f);
    Outcome answer = op_unary(ref(v), N_NEG);
    value_release(v);
    return answer;
}

Outcome cold_UNARY_POSITIVE(Frame *f, u32 a) {
    (void)a;
    Value v = op_pop(f);
    Outcome answer = op_unary(ref(v), N_POS);
    value_release(v);
    return answer;
}

Outcome cold_UNARY_INVERT(Frame *f, u32 a) {
    (void)a;
    Value v = op_pop(f);
    Outcome answer = op_unary(ref(v), N_INVERT);
    value_release(v);
    return answer;
}

Outcome cold_CONTAINS_OP(Frame *f, u32 a) {
    Value container = op_pop(f), item = op_pop(f);
    Outcome answer = op_contains(ref(container), ref(item));
    if (a) answer = op_wanting(f, WANT_NOT, answer);
    value_release(item);
    value_release(container);
    return answer;
}
