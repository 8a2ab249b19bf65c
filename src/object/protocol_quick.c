/* protocol_quick.c: the questions that are asked most: equality, order, hashes, the next item. See protocol.h. Built for
 * speed, so only what is hot belongs here.
 */
#include "object/protocol.h"
#include "base/hash.h"
#include "object/error.h"
#include "object/number.h"
#include "object/table.h"
#include "object/tuple.h"

/* Every call through a type's slot counts: at C_DEPTH_MAX the answer is NEEDS_PYTHON, and the work becomes a frame. */
#define THROUGH_SLOT(result, call)              \
    do {                                        \
        if (vm.c_depth >= C_DEPTH_MAX) return NEEDS_PYTHON; \
        vm.c_depth++;                           \
        result = (call);                        \
        vm.c_depth--;                           \
    } while (0)

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

/* Two tuples of as many items, while those are ints and texts. PYTHON: whoever can asks in full. */
static Answer equal_tuples(const Tuple *a, const Tuple *b) {
    if (a->count != b->count) return ANSWER_PYTHON;
    for (u32 i = 0; i < a->count; i++) {
        Ref x = ref(a->items[i]), y = ref(b->items[i]);
        if (same(x, y)) continue;
        if (is_int48(x) && is_int48(y)) return ANSWER_NO;
        if (!is_text(x) || !is_text(y)) return ANSWER_PYTHON;
        if (!text_equal(AS(Text, x), AS(Text, y))) return ANSWER_NO;
    }
    return ANSWER_YES;
}

Answer try_equal(Ref a, Ref b) {
    if (same(a, b)) return ANSWER_YES; /* the same immediate NaN too is one object */
    if (is_int48(a) && is_int48(b)) return ANSWER_NO;
    if (is_tuple(a) && is_tuple(b)) {
        Answer answer = equal_tuples(AS(Tuple, a), AS(Tuple, b));
        if (answer != ANSWER_PYTHON) return answer;
    }
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
    if (type == vm.types[T_TUPLE] && vm.c_depth < C_DEPTH_MAX) {
        vm.c_depth++;
        HashAnswer answer = tuple_hash_native(AS(Tuple, r), hash);
        vm.c_depth--;
        return answer;
    }
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

Value try_next(Ref iterator) {
    Type *type = type_of(iterator);
    Value answer;
    if (!type->try_next) return NEEDS_PYTHON;
    THROUGH_SLOT(answer, type->try_next(iterator));
    return answer;
}
