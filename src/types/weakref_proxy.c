/* weakref_proxy.c: weakref.proxy: whatever is done to the proxy is done to its referent; proxies among the operands are opened
 * too. The two types, of proxies that can be called and of others, are made when first needed.
 */
#include "frame/call.h"
#include "types/construct.h"
#include "types/rows.h"
#include "types/weakref.h"

static Type *plain_type, *callable_type;

static bool is_proxy(Ref r) { return is_pointer(r) && (object_of(r)->type == plain_type || object_of(r)->type == callable_type); }

/* What r stands for: itself if it is no proxy. EMPTY: ReferenceError raised. */
static Ref opened(Ref r) {
    if (!is_proxy(r)) return r;
    Ref target = weakref_target(AS(WeakRef, r));
    if (is_empty(target)) raise(ERR_REFERENCE, "weakly-referenced object no longer exists");
    return target;
}

#define OPEN(name, r) \
    Ref name = opened(r); \
    if (is_empty(name)) return OUTCOME_ERROR

/* ---- operators ---- */

static Outcome binary(Ref a, Ref b, u32 op) {
    OPEN(x, a);
    OPEN(y, b);
    return op_binary(x, y, op);
}

static Outcome inplace(Ref a, Ref b, u32 op) {
    OPEN(x, a);
    OPEN(y, b);
    return op_inplace(x, y, op);
}

#define BINARY(name, op) \
    static Outcome proxy_##name(Ref self, Ref other) { return binary(self, other, op); } \
    static Outcome proxy_r##name(Ref self, Ref other) { return binary(other, self, op); }
#define INPLACE(name, op) static Outcome proxy_i##name(Ref self, Ref other) { return inplace(self, other, op); }
#define BOTH(name, op) BINARY(name, op) INPLACE(name, op)
BOTH(add, N_ADD) BOTH(sub, N_SUB) BOTH(mul, N_MUL) BOTH(matmul, N_MATMUL) BOTH(truediv, N_TRUEDIV) BOTH(floordiv, N_FLOORDIV)
BOTH(mod, N_MOD) BOTH(pow, N_POW) BOTH(lshift, N_LSHIFT) BOTH(rshift, N_RSHIFT) BOTH(and, N_AND) BOTH(or, N_OR) BOTH(xor, N_XOR)
BINARY(divmod, N_DIVMOD)

#define UNARY(name, ask) \
    static Outcome proxy_##name(Ref self) { \
        OPEN(x, self); \
        return ask; \
    }
UNARY(neg, op_unary(x, N_NEG))
UNARY(pos, op_unary(x, N_POS))
UNARY(abs, op_unary(x, N_ABS))
UNARY(invert, op_unary(x, N_INVERT))
UNARY(int, op_int(x))
UNARY(float, op_float(x))
UNARY(index, op_index(x))
UNARY(bool, op_truth(x))
UNARY(len, op_len(x))
UNARY(iter, op_iter(x))
UNARY(str, op_str(x))
UNARY(bytes, op_call_method(x, vm.names[N_BYTES], NULL, 0))
UNARY(reversed, op_call_method(x, vm.names[N_REVERSED], NULL, 0))

static Outcome proxy_next(Ref self) {
    OPEN(x, self);
    if (!type_of(x)->dunder[N_NEXT]) return RAISE_OUTCOME(ERR_TYPE, "Weakref proxy referenced a non-iterator '%T' object", x);
    return op_visible_next(x);
}

static Outcome compare(Ref a, Ref b, u32 op) {
    OPEN(x, a);
    OPEN(y, b);
    return op_compare(x, y, op);
}
COMPARE_METHODS(proxy, compare)
static Value proxy_try_compare(Ref a, Ref b, u32 op) { return NEEDS_PYTHON; }

/* ---- items and attributes ---- */

static Outcome proxy_getitem(Ref self, Ref key) {
    OPEN(x, self);
    return op_getitem(x, key);
}
static Outcome proxy_setitem(Ref self, Ref key, Ref value) {
    OPEN(x, self);
    return op_setitem(x, key, value);
}
static Outcome proxy_delitem(Ref self, Ref key) {
    OPEN(x, self);
    return op_delitem(x, key);
}
static Outcome proxy_contains(Ref self, Ref item) {
    OPEN(x, self);
    return op_contains(x, item);
}

static Text *name_text(Ref name) {
    return is_kind(name, TYPE_IS_STR) ? text_of(name) : RAISE_NULL(ERR_TYPE, "attribute name must be string, not '%T'", name);
}
static Outcome proxy_getattribute(Ref self, Ref name) {
    OPEN(x, self);
    Text *text = name_text(name);
    return text ? op_getattr(x, text) : OUTCOME_ERROR;
}
static Outcome proxy_setattr(Ref self, Ref name, Ref value) {
    OPEN(x, self);
    Text *text = name_text(name);
    return text ? op_setattr(x, text, value) : OUTCOME_ERROR;
}
static Outcome proxy_delattr(Ref self, Ref name) {
    OPEN(x, self);
    Text *text = name_text(name);
    return text ? op_delattr(x, text) : OUTCOME_ERROR;
}

static Value proxy_repr(Ref self) {
    Ref target = weakref_target(AS(WeakRef, self));
    Text *text = is_empty(target) ? text_format("<weakproxy at 0x%x; dead>", (u32)object_id(self))
                                  : text_format("<weakproxy at 0x%x; to '%T' at 0x%x>", (u32)object_id(self), target, (u32)object_id(target));
    return text ? value_of(text) : VALUE_ERROR;
}

static Outcome proxy_call(Ref self, Ref first, const Value *args, u32 n, Ref names) {
    OPEN(x, self);
    return op_call_self(x, first, args, n, names);
}
static Outcome proxy_call_method(Ref self, const Value *args, u32 n) {
    OPEN(x, self);
    return op_call_ex(x, ref(args[0]), ref(args[1]));
}

#define BINARY_ROWS(name) \
    METHOD("__" #name "__($self, value, /)", O1, proxy_##name, NULL), METHOD("__r" #name "__($self, value, /)", O1, proxy_r##name, NULL)
#define BOTH_ROWS(name) BINARY_ROWS(name), METHOD("__i" #name "__($self, value, /)", O1, proxy_i##name, NULL)
#define UNARY_ROW(name) METHOD("__" #name "__($self, /)", O0, proxy_##name, NULL)
#define PROXY_ROWS \
    REPR_ROW(P0, proxy_repr), UNARY_ROW(str), METHOD("__getattribute__($self, name, /)", O1, proxy_getattribute, NULL), \
    METHOD("__setattr__($self, name, value, /)", O2, proxy_setattr, NULL), METHOD("__delattr__($self, name, /)", O1, proxy_delattr, NULL), \
    COMPARE_ROWS(proxy), UNARY_ROW(iter), UNARY_ROW(next), BOTH_ROWS(add), BOTH_ROWS(sub), BOTH_ROWS(mul), BOTH_ROWS(matmul), \
    BOTH_ROWS(truediv), BOTH_ROWS(floordiv), BOTH_ROWS(mod), BOTH_ROWS(pow), BOTH_ROWS(lshift), BOTH_ROWS(rshift), BOTH_ROWS(and), \
    BOTH_ROWS(or), BOTH_ROWS(xor), BINARY_ROWS(divmod), UNARY_ROW(neg), UNARY_ROW(pos), UNARY_ROW(abs), UNARY_ROW(invert), UNARY_ROW(int), \
    UNARY_ROW(float), UNARY_ROW(index), UNARY_ROW(bool), UNARY_ROW(len), UNARY_ROW(bytes), UNARY_ROW(reversed), \
    METHOD("__getitem__($self, key, /)", O1, proxy_getitem, NULL), METHOD("__setitem__($self, key, value, /)", O2, proxy_setitem, NULL), \
    METHOD("__delitem__($self, key, /)", O1, proxy_delitem, NULL), METHOD("__contains__($self, key, /)", O1, proxy_contains, NULL)

static const NativeRow plain_methods[] = {PROXY_ROWS};
static const NativeRow callable_methods[] = {PROXY_ROWS, METHOD("__call__($self, /, *args, **kwargs)", ON, proxy_call_method, NULL)};

#define PROXY_SPEC(spec_, name_, methods_, call_) \
    static const TypeSpec spec_ = { \
        .name = name_, .size = sizeof(WeakRef), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(methods_), .destroy = weakref_destroy, \
        .visit = weakref_visit, .clear = weakref_clear, .blank = weakref_blank, .try_compare = proxy_try_compare, .call = call_, \
    };
PROXY_SPEC(plain_spec, "weakref.ProxyType", plain_methods, NULL)
PROXY_SPEC(callable_spec, "weakref.CallableProxyType", callable_methods, proxy_call)

Type *weakref_proxy_type(bool callable) {
    Type **type = callable ? &callable_type : &plain_type;
    if (!*type) *type = type_from_spec(callable ? &callable_spec : &plain_spec);
    return *type;
}

Value weakref_proxy(Ref referent, Ref callback) {
    const Type *of = type_of(referent);
    Type *type = weakref_proxy_type(of->call || of->dunder[N_CALL]);
    return type ? weakref_new(type, referent, callback) : VALUE_ERROR;
}
