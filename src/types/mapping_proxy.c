/* mapping_proxy.c: a mapping that can be looked at and not changed: `A.__dict__`, types.MappingProxyType. Everything is
 * asked of the mapping; a proxy of a proxy asks the innermost at once, so that chains cost no C stack.
 */
#include "frame/call.h"
#include "types/args.h"
#include "types/callable.h"
#include "types/compose.h"
#include "types/construct.h"
#include "types/rows.h"
#include "types/type.h"

typedef struct { Object head; Value mapping; } MappingProxy;
INLINE Ref held(Ref proxy) { return ref(AS(MappingProxy, proxy)->mapping); }

static Ref innermost(Ref r) {
    while (is_exact(r, T_MAPPING_PROXY)) r = held(r);
    return r;
}

Value mapping_proxy_new(Ref mapping) {
    MappingProxy *made = NEW(MappingProxy, T_MAPPING_PROXY);
    if (!made) return VALUE_ERROR;
    made->mapping = value_keep(mapping);
    return value_of(made);
}

static void proxy_destroy(Object *self) {
    value_release(((MappingProxy *)self)->mapping);
    object_free(self, sizeof(MappingProxy));
}
static void proxy_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((MappingProxy *)self)->mapping)); }

/* What can be subscripted and is no sequence of the language. */
static bool is_mapping(Ref r) {
    const Object *getitem = type_of(r)->dunder[N_GETITEM];
    if (!getitem || getitem == DUNDER_NONE) return false;
    return !is_kind(r, TYPE_IS_LIST | TYPE_IS_TUPLE);
}

static Value make(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"mapping"};
    Construct c;
    Ref mapping;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    Text *name = text_intern_c(names[0]);
    if (!name) return VALUE_ERROR;
    bool named = c.keywords && !is_empty(dict_get_text(c.keywords, name));
    object_release(name);
    if (!c.n && !named) return raise(ERR_TYPE, "mappingproxy() missing required argument 'mapping' (pos 1)");
    if (!args_construct(&c, "mappingproxy", names, 1, &mapping)) return VALUE_ERROR;
    return is_mapping(mapping) ? mapping_proxy_new(mapping) : raise(ERR_TYPE, "mappingproxy() argument must be a mapping, not %T", mapping);
}

/* ---- asking the mapping ---- */

static Outcome getitem(Ref self, Ref key) { return op_getitem(innermost(self), key); }
static Outcome contains(Ref self, Ref key) { return op_contains(innermost(self), key); }
static Outcome length(Ref self) { return op_len(innermost(self)); }
static Outcome iterate(Ref self) { return op_iter(innermost(self)); }
static Outcome text(Ref self) { return op_str(innermost(self)); }
static Outcome hash(Ref self) { return op_hash(innermost(self)); }
static Outcome repr(Ref self) { return compose("mappingproxy(%R)", &AS(MappingProxy, self)->mapping, 1); }

static Outcome proxy_compare(Ref a, Ref b, u32 op) { return op_compare(innermost(a), b, op); }
COMPARE_METHODS(proxy, proxy_compare)
static Value proxy_try_compare(Ref a, Ref b, u32 op) { return NEEDS_PYTHON; }
static Value proxy_try_hash(Ref self) { return NEEDS_PYTHON; }
static Value proxy_try_len(Ref self) { return try_len(innermost(self)); }
static Value proxy_try_iter(Ref self) { return try_iter(innermost(self)); }

static Outcome or(Ref self, Ref other) { return op_binary(innermost(self), innermost(other), N_OR); }
static Outcome ror(Ref self, Ref other) { return op_binary(innermost(other), innermost(self), N_OR); }
static Value ior(Ref self, Ref other) { return raise(ERR_TYPE, "'|=' is not supported by %T; use '|' instead", self); }

static Outcome named(Ref self, const char *method, const Value *args, u32 n) {
    Text *name = text_intern_c(method);
    if (!name) return OUTCOME_ERROR;
    Outcome answer = op_call_method(innermost(self), name, args, n);
    object_release(name);
    return answer;
}
static Outcome get(Ref self, Ref key, Ref otherwise) {
    Value args[2] = {VALUE(BITS(key)), is_empty(otherwise) ? NONE : VALUE(BITS(otherwise))};
    return named(self, "get", args, 2);
}
static Outcome keys(Ref self) { return named(self, "keys", NULL, 0); }
static Outcome values(Ref self) { return named(self, "values", NULL, 0); }
static Outcome items(Ref self) { return named(self, "items", NULL, 0); }
static Outcome copy(Ref self) { return named(self, "copy", NULL, 0); }
static Outcome reversed(Ref self) { return named(self, "__reversed__", NULL, 0); }

static const NativeRow proxy_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC),
    REPR_ROW(O0, repr), HASH_ROW(O0, hash), METHOD("__str__($self, /)", O0, text, "Return str(self)."), COMPARE_ROWS(proxy),
    METHOD("__iter__($self, /)", O0, iterate, "Implement iter(self)."), METHOD("__or__($self, value, /)", O1, or, "Return self|value."),
    METHOD("__ror__($self, value, /)", O1, ror, "Return value|self."), METHOD("__ior__($self, value, /)", P1, ior, "Return self|=value."),
    METHOD("__len__($self, /)", O0, length, "Return len(self)."), METHOD("__getitem__($self, key, /)", O1, getitem, "Return self[key]."),
    METHOD("__contains__($self, key, /)", O1, contains, "Return bool(key in self)."),
    METHOD("get($self, key, default=None, /)", O2, get, "Return the value for key if key is in the mapping, else default."),
    METHOD("keys($self, /)", O0, keys, "D.keys() -> a set-like object providing a view on D's keys"),
    METHOD("values($self, /)", O0, values, "D.values() -> an object providing a view on D's values"),
    METHOD("items($self, /)", O0, items, "D.items() -> a set-like object providing a view on D's items"),
    METHOD("copy($self, /)", O0, copy, "D.copy() -> a shallow copy of D"),
    CLASS_GETITEM_ROW("mappingproxy objects are generic over two types, signifying (respectively) the types of their keys and values"),
    METHOD("__reversed__($self, /)", O0, reversed, "D.__reversed__() -> reverse iterator"),
};

const TypeSpec mapping_proxy_spec = {
    .name = "mappingproxy", .doc = "Read-only proxy of a mapping.", .signature = "(mapping)", .size = sizeof(MappingProxy),
    .flags = TYPE_IMMUTABLE | TYPE_MAPPING, METHODS(proxy_methods),
    .destroy = proxy_destroy, .visit = proxy_visit, .try_hash = proxy_try_hash, .try_compare = proxy_try_compare, .try_iter = proxy_try_iter,
    .try_len = proxy_try_len};
