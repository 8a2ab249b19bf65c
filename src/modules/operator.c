/* operator.c: the _operator module: Python's operators as functions. What fetches items, attributes and methods is written
 * in Python (src/lib/operator.py). */
#include "modules/native.h"

#define BINARY(name, op) static Outcome operator_##name(Ref self, Ref a, Ref b) { return op_binary(a, b, op); }
#define INPLACE(name, op) static Outcome operator_##name(Ref self, Ref a, Ref b) { return op_inplace(a, b, op); }
#define COMPARE(name, op) static Outcome operator_##name(Ref self, Ref a, Ref b) { return op_compare(a, b, op); }
#define UNARY(name, op) static Outcome operator_##name(Ref self, Ref a) { return op_unary(a, op); }
#define TWICE(X) X(add, ADD) X(sub, SUB) X(mul, MUL) X(matmul, MATMUL) X(truediv, TRUEDIV) X(floordiv, FLOORDIV) X(mod, MOD) \
    X(lshift, LSHIFT) X(rshift, RSHIFT) X(xor, XOR) X(and, AND) X(or, OR)
#define DEFINE(name, op) BINARY(name##_, N_##op) INPLACE(i##name, N_##op)
TWICE(DEFINE)
COMPARE(lt, N_LT) COMPARE(le, N_LE) COMPARE(eq, N_EQ) COMPARE(ne, N_NE) COMPARE(ge, N_GE) COMPARE(gt, N_GT)
UNARY(neg, N_NEG) UNARY(pos, N_POS) UNARY(inv, N_INVERT) UNARY(abs, N_ABS)

static Outcome operator_pow(Ref self, Ref a, Ref b) { return op_pow(a, b, REF_NONE); }
static Outcome operator_ipow(Ref self, Ref a, Ref b) { return op_inplace(a, b, N_POW); }
static Outcome operator_not(Ref self, Ref a) { return op_not(a); }
static Outcome operator_truth(Ref self, Ref a) { return op_truth(a); }
static Outcome operator_index(Ref self, Ref a) { return op_index(a); }
static Value operator_is(Ref self, Ref a, Ref b) { return value_bool(same(a, b)); }
static Value operator_is_not(Ref self, Ref a, Ref b) { return value_bool(!same(a, b)); }
static Value operator_is_none(Ref self, Ref a) { return value_bool(is_none(a)); }
static Value operator_is_not_none(Ref self, Ref a) { return value_bool(!is_none(a)); }
static Outcome operator_getitem(Ref self, Ref a, Ref b) { return op_getitem(a, b); }
static Outcome operator_setitem(Ref self, Ref a, Ref b, Ref c) { return op_setitem(a, b, c); }
static Outcome operator_delitem(Ref self, Ref a, Ref b) { return op_delitem(a, b); }
static Outcome operator_contains(Ref self, Ref a, Ref b) { return op_contains(a, b); }

static bool is_joinable(Ref a) {
    return (type_lookup_dunder(type_of(a), N_GETITEM) && !is_kind(a, TYPE_IS_DICT)) || RAISE_FALSE(ERR_TYPE, "'%T' object can't be concatenated", a);
}
static Outcome operator_concat(Ref self, Ref a, Ref b) { return is_joinable(a) ? op_binary(a, b, N_ADD) : OUTCOME_ERROR; }
static Outcome operator_iconcat(Ref self, Ref a, Ref b) { return is_joinable(a) ? op_inplace(a, b, N_ADD) : OUTCOME_ERROR; }

static Outcome operator_call(Ref self, const Value *args, u32 n) {
    return op_call_ex(ref(args[0]), ref(args[1]), ref(args[2]));
}

/* ---- countOf, indexOf. aux: how many, or how far; state of the search is the driver's ---- */

enum { WANTED = ITERATE_FIRST };
enum { COUNT_OF_ITEMS = 1u << 31 };

static Outcome seen(Frame *f, bool equal) {
    bool counts = (f->aux & COUNT_OF_ITEMS) != 0;
    if (equal && !counts) return native_done(f, value_u32(f->aux));
    if (equal || !counts) f->aux++;
    return ITERATE_NEXT;
}
static Outcome search_item(Frame *f, Value item) {
    Answer answer = try_equal(ref(item), ref(frame_slots(f)[WANTED]));
    Outcome asked = answer == ANSWER_PYTHON ? op_equal(ref(item), ref(frame_slots(f)[WANTED])) : OUTCOME_ERROR;
    value_release(item);
    if (answer == ANSWER_PYTHON) return asked;
    return answer == ANSWER_ERROR ? native_fail(f) : seen(f, answer == ANSWER_YES);
}
static Outcome search_resume(Frame *f, Value incoming) { return seen(f, is_true(ref(incoming))); }
static Outcome search_finish(Frame *f) {
    if (f->aux & COUNT_OF_ITEMS) return native_done(f, value_u32(f->aux & ~COUNT_OF_ITEMS));
    return (void)raise(ERR_VALUE, "sequence.index(x): x not in sequence"), native_fail(f);
}
static const IterateKind search_frame = ITERATE_KIND("search", 1, search_item, search_resume, search_finish);

static Outcome search(Ref source, Ref wanted, u32 aux) {
    if (!type_of(source)->try_iter && !type_lookup_dunder(type_of(source), N_ITER) && !type_lookup_dunder(type_of(source), N_GETITEM))
        return RAISE_OUTCOME(ERR_TYPE, "argument of type '%T' is not iterable", source);
    Frame *f = iterate_push(&search_frame, source);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[WANTED] = value_keep(wanted);
    f->aux = aux;
    return OUTCOME_PUSHED;
}
static Outcome operator_count_of(Ref self, Ref a, Ref b) { return search(a, b, COUNT_OF_ITEMS); }
static Outcome operator_index_of(Ref self, Ref a, Ref b) { return search(a, b, 0); }

/* ---- length_hint ---- */

static Outcome length_hint_ready(Ref self, const Value *args, u32 n) { return op_length_hint(ref(args[0]), arg_i64(args[1], 0)); }
static Outcome operator_length_hint(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"length_hint", "on", length_hint_ready};
    ARGS(spec);
    return length_hint_ready(self, args, n);
}

#define TWO(name, function, doc) FUNCTION_ROW(name "($module, a, b, /)", O2, function, doc)
#define ONE(name, function, doc) FUNCTION_ROW(name "($module, a, /)", O1, function, doc)
static const NativeRow functions[] = {
    TWO("lt", operator_lt, "Same as a < b."), TWO("le", operator_le, "Same as a <= b."), TWO("eq", operator_eq, "Same as a == b."),
    TWO("ne", operator_ne, "Same as a != b."), TWO("ge", operator_ge, "Same as a >= b."), TWO("gt", operator_gt, "Same as a > b."),
    TWO("add", operator_add_, "Same as a + b."), TWO("sub", operator_sub_, "Same as a - b."), TWO("mul", operator_mul_, "Same as a * b."),
    TWO("matmul", operator_matmul_, "Same as a @ b."), TWO("truediv", operator_truediv_, "Same as a / b."),
    TWO("floordiv", operator_floordiv_, "Same as a // b."), TWO("mod", operator_mod_, "Same as a % b."), TWO("pow", operator_pow, "Same as a ** b."),
    TWO("lshift", operator_lshift_, "Same as a << b."), TWO("rshift", operator_rshift_, "Same as a >> b."),
    TWO("and_", operator_and_, "Same as a & b."), TWO("or_", operator_or_, "Same as a | b."), TWO("xor", operator_xor_, "Same as a ^ b."),
    TWO("iadd", operator_iadd, "Same as a += b."), TWO("isub", operator_isub, "Same as a -= b."), TWO("imul", operator_imul, "Same as a *= b."),
    TWO("imatmul", operator_imatmul, "Same as a @= b."), TWO("itruediv", operator_itruediv, "Same as a /= b."),
    TWO("ifloordiv", operator_ifloordiv, "Same as a //= b."), TWO("imod", operator_imod, "Same as a %= b."), TWO("ipow", operator_ipow, "Same as a **= b."),
    TWO("ilshift", operator_ilshift, "Same as a <<= b."), TWO("irshift", operator_irshift, "Same as a >>= b."),
    TWO("iand", operator_iand, "Same as a &= b."), TWO("ior", operator_ior, "Same as a |= b."), TWO("ixor", operator_ixor, "Same as a ^= b."),
    TWO("concat", operator_concat, "Same as a + b, for a and b sequences."), TWO("iconcat", operator_iconcat, "Same as a += b, for a and b sequences."),
    TWO("contains", operator_contains, "Same as b in a (note reversed operands)."), TWO("getitem", operator_getitem, "Same as a[b]."),
    TWO("delitem", operator_delitem, "Same as del a[b]."), TWO("countOf", operator_count_of, "Return the number of items in a which are, or which equal, b."),
    TWO("indexOf", operator_index_of, "Return the first index of b in a."),
    ONE("neg", operator_neg, "Same as -a."), ONE("pos", operator_pos, "Same as +a."), ONE("inv", operator_inv, "Same as ~a."), ONE("invert", operator_inv, "Same as ~a."),
    ONE("abs", operator_abs, "Same as abs(a)."), ONE("not_", operator_not, "Same as not a."), ONE("truth", operator_truth, "Return True if a is true, False otherwise."),
    ONE("index", operator_index, "Same as a.__index__()"),
    FUNCTION_ROW("is_($module, a, b, /)", P2, operator_is, "Same as a is b."),
    FUNCTION_ROW("is_not($module, a, b, /)", P2, operator_is_not, "Same as a is not b."),
    FUNCTION_ROW("is_none($module, a, /)", P1, operator_is_none, "Same as a is None."),
    FUNCTION_ROW("is_not_none($module, a, /)", P1, operator_is_not_none, "Same as a is not None."),
    FUNCTION_ROW("setitem($module, a, b, c, /)", O3, operator_setitem, "Same as a[b] = c."),
    FUNCTION_ROW("call($module, obj, /, *args, **kwargs)", ON, operator_call, "Same as obj(*args, **kwargs)."),
    FUNCTION_ROW("length_hint($module, obj, default=0, /)", ON, operator_length_hint, "Return an estimate of the number of items in obj."),
};
const ModuleSpec operator_module = {.name = "_operator", .doc = "Operator interface.", FUNCTIONS(functions)};
