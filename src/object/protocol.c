/* protocol.c: the native answers to Python's questions: see protocol.h. */
#include "object/protocol.h"
#include "object/error.h"
#include "object/number.h"
#include "object/table.h"

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
    if (!is_pointer(r)) {
        if (!is_not_implemented(r)) return ANSWER_YES;
        (void)raise(ERR_TYPE, "NotImplemented should not be used in a boolean context");
        return ANSWER_ERROR;
    }
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

Value try_iter(Ref r) {
    Type *type = type_of(r);
    Value answer;
    if (!type->try_iter) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, type->try_iter(r));
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
