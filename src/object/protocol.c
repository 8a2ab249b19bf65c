/* protocol.c: the native answers to Python's questions: see protocol.h. */
#include "object/protocol.h"
#include "object/error.h"
#include "object/number.h"
#include "object/table.h"
#include "base/hash.h"

/* Every call through a type's slot counts: at C_DEPTH_MAX the answer is NEEDS_PYTHON, and the work becomes a frame. */
#define THROUGH_SLOT(result, call)              \
    do {                                        \
        if (vm.c_depth >= C_DEPTH_MAX) return NEEDS_PYTHON; \
        vm.c_depth++;                           \
        result = (call);                        \
        vm.c_depth--;                           \
    } while (0)

Answer try_truth(Ref r) {
    if (is_bool(r)) return is_true(r) ? ANSWER_YES : ANSWER_NO;
    if (is_none(r)) return ANSWER_NO;
    if (is_int48(r)) return int48_of(r) != 0;
    if (is_double(r)) return double_of(r) != 0;
    if (!is_pointer(r)) return ANSWER_YES;
    Type *type = type_of(r);
    if (!(type->flags & TYPE_HEAP)) {
        if (type->try_len) {
            Value n = type->try_len(r);
            return is_needs_python(n) ? ANSWER_PYTHON : is_error(n) ? ANSWER_ERROR : int48_of(ref(n)) != 0;
        }
        if (type->flags & (TYPE_IS_INT | TYPE_IS_FLOAT)) return ANSWER_YES; /* heap forms are never 0 */
        if (!type->dunder[N_BOOL] && !type->dunder[N_LEN]) return ANSWER_YES;
        return ANSWER_PYTHON;
    }
    if (!type->dunder[N_BOOL]) {
        if (!type->dunder[N_LEN]) return ANSWER_YES;
        if (type->try_len) return int48_of(ref(type->try_len(r))) != 0;
    }
    return ANSWER_PYTHON;
}

INLINE Value answer_op(u32 op, int order) {
    switch (op) {
    case N_LT: return value_bool(order < 0);
    case N_LE: return value_bool(order <= 0);
    case N_EQ: return value_bool(order == 0);
    case N_NE: return value_bool(order != 0);
    case N_GT: return value_bool(order > 0);
    default: return value_bool(order >= 0);
    }
}

static Value compare_doubles(f64 a, f64 b, u32 op) {
    switch (op) {
    case N_LT: return value_bool(a < b);
    case N_LE: return value_bool(a <= b);
    case N_EQ: return value_bool(a == b);
    case N_NE: return value_bool(a != b);
    case N_GT: return value_bool(a > b);
    default: return value_bool(a >= b);
    }
}

static u32 reflected(u32 op) {
    static const u8 of[] = {N_GT, N_GE, N_EQ, N_NE, N_LT, N_LE};
    return of[op - N_LT];
}

static Value ask(TryCompare *slot, Ref a, Ref b, u32 op) {
    Value answer;
    if (!slot) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, slot(a, b, op));
    return answer;
}

static const char *const op_text[] = {"<", "<=", "==", "!=", ">", ">="};
const char *compare_symbol(u32 op) { return op_text[op - N_LT]; }

Value try_compare(Ref a, Ref b, u32 op) {
    if (is_int48(a) && is_int48(b)) {
        i64 x = int48_of(a), y = int48_of(b);
        return answer_op(op, x < y ? -1 : x > y);
    }
    if (is_double(a) && is_double(b)) return compare_doubles(double_of(a), double_of(b), op);
    if (is_text(a) && is_text(b)) {
        const Text *x = AS(Text, a), *y = AS(Text, b);
        if (op == N_EQ || op == N_NE) return value_bool(text_equal(x, y) == (op == N_EQ));
        return answer_op(op, text_compare(x, y));
    }
    Type *left = type_of(a), *right = type_of(b);
    bool right_first = left != right && type_is_subtype(right, left);
    Value answer;
    if (right_first) {
        answer = ask(right->try_compare, b, a, reflected(op));
        if (!is_not_implemented(ref(answer))) return answer;
    }
    answer = ask(left->try_compare, a, b, op);
    if (!is_not_implemented(ref(answer))) return answer;
    if (!right_first) {
        answer = ask(right->try_compare, b, a, reflected(op));
        if (!is_not_implemented(ref(answer))) return answer;
    }
    if (op == N_EQ) return value_bool(same(a, b));
    if (op == N_NE) return value_bool(!same(a, b));
    return raise(ERR_TYPE, "'%s' not supported between instances of '%T' and '%T'", op_text[op - N_LT], a, b);
}

Answer try_equal(Ref a, Ref b) {
    if (same(a, b) && !is_double(a)) return ANSWER_YES;
    if (is_double(a) && same(a, b)) return ANSWER_YES; /* the same immediate NaN is one object */
    Value answer = try_compare(a, b, N_EQ);
    if (is_bool(ref(answer))) return is_true(ref(answer));
    if (is_needs_python(answer)) return ANSWER_PYTHON;
    if (is_error(answer)) return ANSWER_ERROR;
    Answer truth = try_truth(ref(answer));
    value_release(answer);
    return truth;
}

HashAnswer try_hash(Ref r, i64 *hash) {
    if (is_text(r)) return *hash = text_hash(AS(Text, r)), HASH_OK;
    if (is_int48(r)) return *hash = hash_int48(r), HASH_OK;
    if (is_double(r)) return *hash = hash_double(double_of(r)), HASH_OK;
    Type *type = type_of(r);
    if (!type->try_hash) {
        if (type->dunder[N_HASH] && type->dunder[N_HASH] != DUNDER_NONE) return HASH_PYTHON;
        return raise(ERR_TYPE, "unhashable type: '%T'", r), HASH_ERROR;
    }
    if (vm.c_depth >= C_DEPTH_MAX) return HASH_PYTHON;
    vm.c_depth++;
    Value answer = type->try_hash(r);
    vm.c_depth--;
    if (is_needs_python(answer)) return HASH_PYTHON;
    if (is_error(answer)) return HASH_ERROR;
    *hash = is_int48(ref(answer)) ? int48_of(ref(answer)) : AS(IntCell, ref(answer))->cell;
    value_release(answer);
    return HASH_OK;
}

Value try_iter(Ref r) {
    Type *type = type_of(r);
    Value answer;
    if (!type->try_iter) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, type->try_iter(r));
    return answer;
}

Value try_next(Ref iterator) {
    Type *type = type_of(iterator);
    Value answer;
    if (!type->try_next) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, type->try_next(iterator));
    return answer;
}

Value try_len(Ref r) {
    Type *type = type_of(r);
    return type->try_len ? type->try_len(r) : NEEDS_PYTHON;
}

Value try_repr(Ref r) {
    Type *type = type_of(r);
    Value answer;
    if (!type->try_repr) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, type->try_repr(r));
    return answer;
}

Value try_str(Ref r) {
    if (is_text(r)) return value_keep(r);
    Type *type = type_of(r);
    /* str() of a builtin is its repr unless it has a __str__ of its own (only str and exceptions do) */
    if (type->flags & (TYPE_HEAP | TYPE_IS_EXCEPTION)) return NEEDS_PYTHON;
    return try_repr(r);
}

Value try_index(Ref r) {
    if (is_int48(r)) return value_keep(r);
    if (is_bool(r)) return value_int48(is_true(r));
    if (is_exact(r, T_INT)) return value_keep(r);
    Type *type = type_of(r);
    if (type->flags & TYPE_IS_INT) return value_keep(payload_of(r));
    if (type->dunder[N_INDEX]) return NEEDS_PYTHON;
    return raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", r);
}

bool int_fits_i64(Ref r) { return !is_pointer(payload_of(r)) || is_int_cell(payload_of(r)); }

i64 int_clamp_i64(Ref r) {
    r = payload_of(r);
    if (is_int48(r)) return int48_of(r);
    if (is_bool(r)) return is_true(r);
    if (is_int_cell(r)) return AS(IntCell, r)->cell;
    const IntDigits *big = AS(IntDigits, r);
    if (big->count == -2 && big->digits[1] == 0x80000000u && big->digits[0] == 0) return INT64_MIN;
    return big->count < 0 ? INT64_MIN : INT64_MAX;
}

bool int_to_i64(Ref r, i64 *out) {
    *out = int_clamp_i64(r);
    if (int_fits_i64(r)) return true;
    return RAISE_FALSE(ERR_OVERFLOW, "Python int too large to convert to C int");
}
