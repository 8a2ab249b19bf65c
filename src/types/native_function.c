/* native_function.c: natives as Python sees them: builtin functions and bound builtin methods, and the four kinds of
 * descriptor of builtin classes. All are NativeObjects (object/native_object.h); they differ in how they bind and in
 * their texts. The signature row's text is what `__text_signature__` shows.
 */
#include "base/hash.h"
#include "frame/call.h"
#include "types/callable.h"
#include "types/rows.h"

INLINE NativeObject *native_of(Ref r) { return AS(NativeObject, r); }

/* What it is bound to stays: natives may count on it. Only __module__ can be set, so only that can close a cycle of natives. */
static void native_clear(Object *self) { value_release(value_take(&((NativeObject *)self)->module)); }

/* ---- names ---- */

static Value get_name(Ref self) { return value_keep(ref_of(native_of(self)->name)); }
static Value get_doc(Ref self) {
    const char *doc = native_of(self)->row->doc;
    Text *text = doc ? text_from_c(doc) : NULL;
    return text ? value_of(text) : doc ? VALUE_ERROR : NONE;
}
static Value get_text_signature(Ref self) {
    const char *text = native_of(self)->row->signature;
    text += native_name_length(text);
    if (*text != '(') return NONE;
    Text *made = text_from_c(text);
    return made ? value_of(made) : VALUE_ERROR;
}
static Value get_objclass(Ref self) { return value_keep(ref_of(native_of(self)->owner)); }

static Value qualified(const Type *type, Text *name) {
    Text *made = text_format("%U.%U", type->qualname, name);
    return made ? value_of(made) : VALUE_ERROR;
}
static Value get_descriptor_qualname(Ref self) { return qualified(native_of(self)->owner, native_of(self)->name); }

static bool is_free(const NativeObject *native) { return is_empty(ref(native->self)) || is_exact(ref(native->self), T_MODULE); }

/* A module's function goes by its name alone; a method is told with the class it is bound through. */
static Value get_qualname(Ref self) {
    const NativeObject *native = native_of(self);
    if (is_free(native)) return get_name(self);
    Ref bound = ref(native->self);
    return qualified(is_kind(bound, TYPE_IS_TYPE) ? AS(Type, bound) : type_of(bound), native->name);
}
/* What is static is bound to its class in the struct alone; but `__new__` says so. */
static Value get_self(Ref self) {
    const NativeObject *native = native_of(self);
    Ref bound = ref(native->self);
    bool hidden = native->row->flags & NATIVE_STATIC && native->name != vm.names[N_NEW];
    return is_empty(bound) || hidden ? NONE : value_keep(bound);
}
static Value get_module(Ref self) {
    Ref module = ref(native_of(self)->module);
    return is_empty(module) ? NONE : value_keep(module);
}
static bool set_module(Ref self, Ref value) {
    value_set(&native_of(self)->module, value_keep(value));
    return true;
}

/* ---- texts ---- */

static Value finish(TextBuilder *b) {
    Text *text = builder_finish(b);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value function_repr(Ref self) {
    const NativeObject *native = native_of(self);
    TextBuilder b = {0};
    builder_c(&b, is_free(native) ? "<built-in function " : "<built-in method ");
    builder_text(&b, native->name);
    if (!is_free(native)) {
        builder_c(&b, " of ");
        callable_put_type(&b, type_of(ref(native->self)));
        builder_c(&b, " object");
        callable_put_address(&b, ref(native->self));
    }
    builder_char(&b, '>');
    return finish(&b);
}

static Value wrapper_repr(Ref self) {
    const NativeObject *native = native_of(self);
    TextBuilder b = {0};
    builder_c(&b, "<method-wrapper '");
    builder_text(&b, native->name);
    builder_c(&b, "' of ");
    callable_put_type(&b, type_of(ref(native->self)));
    builder_c(&b, " object");
    callable_put_address(&b, ref(native->self));
    builder_char(&b, '>');
    return finish(&b);
}

static Value descriptor_text(Ref self, const char *format) {
    Text *text = text_format(format, native_of(self)->name, native_of(self)->owner);
    return text ? value_of(text) : VALUE_ERROR;
}
static Value method_repr(Ref self) { return descriptor_text(self, "<method '%U' of '%N' objects>"); }
static Value slot_repr(Ref self) { return descriptor_text(self, "<slot wrapper '%U' of '%N' objects>"); }

/* ---- identity: bound ones are equal when they do the same to the same object ---- */

static Value bound_try_compare(Ref a, Ref b, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_pointer(b) || type_of(a) != type_of(b)) return NOT_IMPLEMENTED;
    const NativeObject *x = native_of(a), *y = native_of(b);
    bool equal = same(ref(x->self), ref(y->self)) && x->row == y->row && x->owner == y->owner;
    return value_bool(equal == (op == N_EQ));
}
static Outcome bound_compare(Ref a, Ref b, u32 op) { return outcome(bound_try_compare(a, b, op)); }
COMPARE_METHODS(bound, bound_compare)

static Value bound_hash(Ref self) {
    const NativeObject *native = native_of(self);
    u64 receiver = is_empty(ref(native->self)) ? 0 : object_id(ref(native->self));
    i64 hash = hash_address(receiver) ^ hash_address((u64)(uintptr_t)native->row);
    return value_from_i64(hash == -1 ? -2 : hash);
}

/* ---- binding ---- */

static Outcome get_for_instance(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    if (is_empty(instance)) return outcome(value_keep(self));
    return op_bind(self, instance, type_of(instance));
}

/* The class that a class method's descriptor is bound to. NULL: raised. */
static Type *receiver_class(const NativeObject *native, Ref given) {
    if (!is_kind(given, TYPE_IS_TYPE))
        return RAISE_NULL(ERR_TYPE, "descriptor '%U' for type '%N' needs a type, not a '%T' as arg 2", native->name, native->owner, given);
    if (!type_is_subtype(AS(Type, given), native->owner))
        return RAISE_NULL(ERR_TYPE, "descriptor '%U' requires a subtype of '%N' but received '%N'", native->name, native->owner, AS(Type, given));
    return AS(Type, given);
}

static Outcome get_for_class(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    Type *type = receiver_class(native_of(self), is_empty(owner) ? ref_of(type_of(instance)) : owner);
    return type ? op_bind(self, REF_EMPTY, type) : OUTCOME_ERROR;
}

/* `dict.__dict__['fromkeys'](dict, …)`: bound to the first argument, then called with the rest. */
static Outcome call_for_class(Ref self, const Value *args, u32 n) {
    NativeObject *native = native_of(self);
    const Tuple *given = AS(Tuple, ref(args[0]));
    if (!given->count) return RAISE_OUTCOME(ERR_TYPE, "descriptor '%U' of '%N' object needs an argument", native->name, native->owner);
    Type *type = receiver_class(native, ref(given->items[0]));
    if (!type) return OUTCOME_ERROR;
    NativeObject *bound = native_object_new(T_NATIVE_FUNCTION, native->row, NULL, ref_of(type));
    Value rest = bound ? tuple_slice(ref(args[0]), 1, given->count) : VALUE_ERROR;
    Outcome answer = is_error(rest) ? OUTCOME_ERROR : op_call_ex(ref_of(bound), ref(rest), ref(args[1]));
    value_release(rest);
    if (bound) object_release(bound);
    return answer;
}

/* ---- pickling ---- */

static Value reduce_bound(Ref self) {
    const NativeObject *native = native_of(self);
    return is_free(native) ? get_name(self) : callable_reduce(ref(native->self), get_name(self));
}
static Value reduce_descriptor(Ref self) { return callable_reduce(ref_of(native_of(self)->owner), get_name(self)); }

/* ---- the types ---- */

static const NativeRow function_methods[] = {
    REPR_ROW(P0, function_repr), HASH_ROW(P0, bound_hash), CALL_ROW, COMPARE_ROWS(bound), METHOD("__reduce__($self, /)", P0, reduce_bound, NULL)};
static const NativeRow method_methods[] = {
    REPR_ROW(P0, method_repr), CALL_ROW, GET_ROW(O2, get_for_instance), METHOD("__reduce__($self, /)", P0, reduce_descriptor, NULL)};
static const NativeRow class_methods[] = {
    REPR_ROW(P0, method_repr), METHOD("__call__($self, /, *args, **kwargs)", ON, call_for_class, "Call self as a function."),
    GET_ROW(O2, get_for_class)};
static const NativeRow slot_methods[] = {
    REPR_ROW(P0, slot_repr), CALL_ROW, GET_ROW(O2, get_for_instance), METHOD("__reduce__($self, /)", P0, reduce_descriptor, NULL)};
static const NativeRow wrapper_methods[] = {
    REPR_ROW(P0, wrapper_repr), HASH_ROW(P0, bound_hash), CALL_ROW, COMPARE_ROWS(bound), METHOD("__reduce__($self, /)", P0, reduce_bound, NULL)};

static const GetSetRow function_getset[] = {
    MEMBER("__module__", get_module, set_module, NULL),
    ATTRIBUTE("__doc__", get_doc, NULL, NULL), ATTRIBUTE("__name__", get_name, NULL, NULL), ATTRIBUTE("__qualname__", get_qualname, NULL, NULL),
    ATTRIBUTE("__self__", get_self, NULL, NULL), ATTRIBUTE("__text_signature__", get_text_signature, NULL, NULL)};
static const GetSetRow descriptor_getset[] = {
    MEMBER("__objclass__", get_objclass, NULL, NULL), MEMBER("__name__", get_name, NULL, NULL),
    ATTRIBUTE("__doc__", get_doc, NULL, NULL), ATTRIBUTE("__qualname__", get_descriptor_qualname, NULL, NULL),
    ATTRIBUTE("__text_signature__", get_text_signature, NULL, NULL)};
static const GetSetRow wrapper_getset[] = {
    MEMBER("__self__", get_self, NULL, NULL), ATTRIBUTE("__objclass__", get_objclass, NULL, NULL), ATTRIBUTE("__name__", get_name, NULL, NULL),
    ATTRIBUTE("__qualname__", get_descriptor_qualname, NULL, NULL), ATTRIBUTE("__doc__", get_doc, NULL, NULL),
    ATTRIBUTE("__text_signature__", get_text_signature, NULL, NULL)};

#define NATIVE_STRUCT \
    .size = sizeof(NativeObject), .weakref_offset = offsetof(NativeObject, weakrefs), \
    .destroy = native_object_destroy, .visit = native_object_visit, .clear = native_clear
#define DESCRIPTOR_STRUCT \
    .size = sizeof(NativeObject), .destroy = native_object_destroy, .visit = native_object_visit, .clear = native_clear

const TypeSpec native_function_spec = {
    .name = "builtin_function_or_method", .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, NATIVE_STRUCT, METHODS(function_methods),
    GETSET(function_getset), .try_hash = bound_hash, .try_compare = bound_try_compare, .try_repr = function_repr};
const TypeSpec method_descriptor_spec = {
    .name = "method_descriptor", .flags = TYPE_NO_NEW | TYPE_IMMUTABLE | TYPE_METHOD_LIKE, DESCRIPTOR_STRUCT, METHODS(method_methods),
    GETSET(descriptor_getset), .try_repr = method_repr};
const TypeSpec classmethod_descriptor_spec = {
    .name = "classmethod_descriptor", .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, DESCRIPTOR_STRUCT, METHODS(class_methods),
    GETSET(descriptor_getset), .try_repr = method_repr};
const TypeSpec wrapper_descriptor_spec = {
    .name = "wrapper_descriptor", .flags = TYPE_NO_NEW | TYPE_IMMUTABLE | TYPE_METHOD_LIKE, DESCRIPTOR_STRUCT, METHODS(slot_methods),
    GETSET(descriptor_getset), .try_repr = slot_repr};
const TypeSpec method_wrapper_spec = {
    .name = "method-wrapper", .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, DESCRIPTOR_STRUCT, METHODS(wrapper_methods),
    GETSET(wrapper_getset), .try_hash = bound_hash, .try_compare = bound_try_compare, .try_repr = wrapper_repr};
