/* type.c: the type `type`: attributes of classes, their texts, calling them, and how they end. Making one is type_make.c's
 * and object/type_build.c's.
 */
#include "frame/call.h"
#include "mem/heap.h"
#include "types/codec.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/object.h"
#include "types/rows.h"
#include "types/type.h"

INLINE Type *self_type(Ref r) { return AS(Type, r); }

/* ---- the end of a class ---- */

static void drop_subclass_links(Type *type) {
    for (u32 i = 0; type->bases && i < type->bases->count; i++) {
        Ref base = ref(type->bases->items[i]);
        if (is_kind(base, TYPE_IS_TYPE)) type_unlink_subclass(AS(Type, base), type);
    }
}

static void type_clear(Object *self) {
    Type *type = (Type *)self;
    if (!(type->flags & TYPE_HEAP)) return;
    type->version = 0;
    /* What the dunders point to is the dict's: they go first. The dict itself may be held by others (a class cell). */
    memset(type->dunder, 0, sizeof type->dunder);
    type->try_hash = NULL, type->try_compare = NULL, type->try_iter = NULL, type->try_next = NULL, type->try_len = NULL, type->try_repr = NULL;
    if (type->dict) table_clear(&type->dict->table);
    /* The search order holds the class itself. Without it a class is looked up along its bases' line. */
    Tuple *mro = type->mro;
    type->mro = NULL;
    if (mro) object_release(mro);
}

static void type_destroy(Object *self) {
    Type *type = (Type *)self;
    drop_subclass_links(type);
    if (type->keys) {
        for (u32 i = 0; i < type->keys->count; i++) object_release(type->keys->names[i]);
        buffer_free(type->keys, (u32)sizeof(TypeKeys) + type->keys->capacity * 4u);
    }
    if (type->subclasses) buffer_free(type->subclasses, type->subclass_capacity * 4);
    if (type->dict) object_release(type->dict);
    if (type->mro) object_release(type->mro);
    if (type->bases) object_release(type->bases);
    if (type->base && type->flags & TYPE_HEAP) object_release(type->base);
    if (type->name) object_release(type->name);
    if (type->module) object_release(type->module);
    if (type->qualname) object_release(type->qualname);
    object_free(type, sizeof *type);
}

static void type_visit(Object *self, GcVisit *visit) {
    Type *type = (Type *)self;
    gc_visit_object(visit, type->dict);
    gc_visit_object(visit, type->mro);
    gc_visit_object(visit, type->bases);
    if (type->flags & TYPE_HEAP) gc_visit_object(visit, type->base);
}

/* ---- texts ---- */

Text *type_full_name(const Type *type) {
    Ref module = type_module(type);
    if (is_kind(module, TYPE_IS_STR) && is_pointer(module) && !text_is(text_of(module), "builtins")) return text_format("%U.%U", text_of(module), type->qualname);
    if (!(type->flags & TYPE_HEAP) || is_kind(module, TYPE_IS_STR)) {
        object_keep(type->qualname);
        return type->qualname;
    }
    object_keep(type->name);
    return type->name;
}

static Value type_repr(Ref self) {
    Text *name = type_full_name(self_type(self));
    if (!name) return VALUE_ERROR;
    Text *text = text_format("<class '%U'>", name);
    object_release(name);
    return text ? value_of(text) : VALUE_ERROR;
}

/* ---- attributes ---- */

static bool check_mutable(const Type *type, const char *name, Ref value) {
    if (type->flags & TYPE_HEAP && !is_empty(value)) return true;
    return RAISE_FALSE(ERR_TYPE, is_empty(value) ? "cannot delete '%s' attribute of immutable type '%N'" : "cannot set '%s' attribute of immutable type '%N'", name, type);
}

bool type_check_name(Text *name) {
    for (u32 i = 0; i < name->length; i++) {
        u32 c = text_char(name, i);
        if (!c) return RAISE_FALSE(ERR_VALUE, "type name must not contain null characters");
        if (c >= 0xD800 && c <= 0xDFFF) return raise_unicode_encode("utf-8", ref_of(name), i, i + 1, "surrogates not allowed"), false;
    }
    return true;
}

static Value get_name(Ref self) { return value_keep(ref_of(self_type(self)->name)); }
static Value get_qualname(Ref self) { return value_keep(ref_of(self_type(self)->qualname)); }

static bool set_text(Type *type, Text **field, const char *name, Ref value) {
    if (!check_mutable(type, name, value)) return false;
    if (!is_kind(value, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "can only assign string to %N.%s, not '%T'", type, name, value);
    Text *old = *field, *new = text_of(value);
    object_keep(new);
    *field = new;
    object_release(old);
    return true;
}
static bool set_name(Ref self, Ref value) {
    if (self_type(self)->flags & TYPE_HEAP && is_kind(value, TYPE_IS_STR) && !type_check_name(text_of(value))) return false;
    return set_text(self_type(self), &self_type(self)->name, "__name__", value);
}
static bool set_qualname(Ref self, Ref value) { return set_text(self_type(self), &self_type(self)->qualname, "__qualname__", value); }

static Value get_module(Ref self) {
    Ref module = type_module(self_type(self));
    return is_empty(module) ? raise_attribute(self, vm.names[N_MODULE], "__module__") : value_keep(module);
}

static bool set_entry(Type *type, const char *name, Ref value);

static bool set_module(Ref self, Ref value) {
    Type *type = self_type(self);
    return check_mutable(type, "__module__", value) && type_set_attr(type, vm.names[N_MODULE], value) && set_entry(type, "__firstlineno__", REF_EMPTY);
}

static Outcome ask_doc(Ref self) {
    Type *type = self_type(self);
    if (!(type->flags & TYPE_HEAP) && type->spec->doc) {
        Text *doc = text_from_c(type->spec->doc);
        return doc ? outcome(value_of(doc)) : OUTCOME_ERROR;
    }
    Ref found = dict_get_text(type->dict, vm.names[N_DOC]);
    return is_empty(found) ? outcome(NONE) : op_bind(found, REF_EMPTY, type);
}

static Outcome set_doc(Ref self, Ref value) {
    Type *type = self_type(self);
    return check_mutable(type, "__doc__", value) && type_set_attr(type, vm.names[N_DOC], value) ? outcome(NONE) : OUTCOME_ERROR;
}

static Outcome set_bases(Ref self, Ref value) {
    return check_mutable(self_type(self), "__bases__", value) ? type_set_bases(self, value) : OUTCOME_ERROR;
}

static Outcome get_bases(Ref self) { return outcome(value_keep(ref_of(self_type(self)->bases))); }
static Value get_mro(Ref self) { return self_type(self)->mro ? value_keep(ref_of(self_type(self)->mro)) : NONE; }
static Value get_base(Ref self) { return self_type(self)->base ? value_keep(ref_of(self_type(self)->base)) : NONE; }
static Value get_dict(Ref self) { return mapping_proxy_new(ref_of(self_type(self)->dict)); }

/* As CPython's Py_TPFLAGS_… */
static u32 builtin_flags(const Type *type) {
    u32 bits = 1u << 1 | 1u << 8; /* static, immutable */
    if (type->flags & TYPE_NO_NEW) bits |= 1u << 7;
    if (!(type->flags & TYPE_LEAF)) bits |= 1u << 14;
    if (type->flags & TYPE_BASE) bits |= 1u << 10;
    if (type->flags & TYPE_METHOD_LIKE) bits |= 1u << 17;
    return bits;
}

static u32 heap_flags(const Type *type) {
    const Type *builtin = type;
    while (builtin->flags & TYPE_HEAP) builtin = builtin->base;
    u32 bits = 1u << 9 | 1u << 10 | 1u << 14;
    bool own_dict = type->dict_offset && !builtin->dict_offset && !(type->flags & TYPE_IS_TYPE);
    if (own_dict) bits |= 1u << 4;
    if (own_dict && !(type->flags & (TYPE_IS_INT | TYPE_IS_BYTES | TYPE_IS_TUPLE))) bits |= 1u << 2;
    if (type->weakref_offset && (!builtin->weakref_offset || type->flags & TYPE_IS_EXCEPTION)) bits |= 1u << 3;
    return bits;
}

static Value get_flags(Ref self) {
    static const struct { u32 ours; u8 theirs; } kinds[] = {
        {TYPE_SEQUENCE, 5}, {TYPE_MAPPING, 6}, {TYPE_IS_TYPE, 11}, {TYPE_ABSTRACT, 20}, {TYPE_IS_INT, 24}, {TYPE_IS_LIST, 25}, {TYPE_IS_TUPLE, 26},
        {TYPE_IS_BYTES, 27}, {TYPE_IS_STR, 28}, {TYPE_IS_DICT, 29}, {TYPE_IS_EXCEPTION, 30}, {TYPE_IS_TYPE, 31},
        {TYPE_IS_INT | TYPE_IS_FLOAT | TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE | TYPE_IS_LIST | TYPE_IS_DICT | TYPE_IS_SET, 22}};
    const Type *type = self_type(self);
    u32 bits = 1u << 12 | (type->flags & TYPE_HEAP ? heap_flags(type) : builtin_flags(type));
    for (u32 i = 0; i < COUNT_OF(kinds); i++)
        if (type->flags & kinds[i].ours) bits |= 1u << kinds[i].theirs;
    return value_from_u64(bits);
}

static Value get_basicsize(Ref self) { return value_u32(self_type(self)->size * 2u); }
static Value get_itemsize(Ref self) { return value_u32(self_type(self)->flags & (TYPE_IS_TUPLE | TYPE_IS_BYTES) ? 8 : 0); }
static Value get_dictoffset(Ref self) { return value_u32(self_type(self)->dict_offset * 2u); }
static Value get_weakrefoffset(Ref self) { return value_u32(self_type(self)->weakref_offset * 2u); }

static Value get_abstractmethods(Ref self) {
    Ref found = self_type(self) == vm.types[T_TYPE] ? REF_EMPTY : dict_get_text(self_type(self)->dict, vm.names[N_ABSTRACTMETHODS]);
    return is_empty(found) ? raise_attribute(self, vm.names[N_ABSTRACTMETHODS], "__abstractmethods__") : value_keep(found);
}

static bool set_abstractmethods(Ref self, Ref value) {
    Type *type = self_type(self);
    if (!(type->flags & TYPE_HEAP)) return check_mutable(type, "__abstractmethods__", value);
    Answer any = is_empty(value) ? ANSWER_NO : try_truth(value);
    if (any == ANSWER_ERROR) return false;
    if (any == ANSWER_PYTHON) any = ANSWER_YES;
    if (!type_set_attr(type, vm.names[N_ABSTRACTMETHODS], value)) {
        if (is_empty(ref(vm.raised))) raise_attribute(self, vm.names[N_ABSTRACTMETHODS], "__abstractmethods__");
        return false;
    }
    if (any == ANSWER_YES) type->flags |= TYPE_ABSTRACT;
    else type->flags &= ~(u32)TYPE_ABSTRACT;
    return true;
}

static Value get_type_params(Ref self) {
    Ref found = self_type(self)->flags & TYPE_HEAP ? dict_get_text(self_type(self)->dict, vm.names[N_TYPE_PARAMS]) : REF_EMPTY;
    return is_empty(found) ? value_keep(ref(vm.empty_tuple)) : value_keep(found);
}

static bool set_type_params(Ref self, Ref value) {
    if (!check_mutable(self_type(self), "__type_params__", value)) return false;
    return type_set_attr(self_type(self), vm.names[N_TYPE_PARAMS], value);
}

static Value get_signature(Ref self) {
    const Type *type = self_type(self);
    if (type->flags & TYPE_HEAP || !type->spec->signature) return NONE;
    Text *text = text_from_c(type->spec->signature);
    return text ? value_of(text) : VALUE_ERROR;
}

/* ---- annotations (PEP 649): made by the class's annotate function when they are first asked for ---- */

static Ref own_entry(const Type *type, const char *name) {
    Text *key = text_intern_c(name);
    if (!key) return raised_clear(), REF_EMPTY;
    Ref found = dict_get_text(type->dict, key);
    object_release(key);
    return found;
}

static bool set_entry(Type *type, const char *name, Ref value) {
    Text *key = text_intern_c(name);
    if (!key) return false;
    bool done = type_set_attr(type, key, value);
    object_release(key);
    return done || (is_empty(value) && is_empty(ref(vm.raised)));
}

static Ref own_annotate(const Type *type) {
    Ref found = own_entry(type, "__annotate_func__");
    return is_empty(found) ? dict_get_text(type->dict, vm.names[N_ANNOTATE]) : found;
}

static Outcome annotations_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_call1(ref(slot[1]), REF(TAGGED(TAG_INT, 1)));
    if (!is_kind(ref(incoming), TYPE_IS_DICT)) {
        raise(ERR_TYPE, "__annotate__ returned non-dict of type '%T'", ref(incoming));
        value_release(incoming);
        return native_fail(f);
    }
    if (set_entry(AS(Type, ref(slot[0])), "__annotations_cache__", ref(incoming))) return native_done(f, incoming);
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind annotations_frame = {"__annotations__", annotations_step, 2, 0, NULL};

static Outcome ask_annotations(Ref self) {
    Type *type = self_type(self);
    if (!(type->flags & TYPE_HEAP)) return outcome(raise_attribute(self, vm.names[N_ANNOTATIONS], "type object '%N' has no attribute '__annotations__'", type));
    Ref found = dict_get_text(type->dict, vm.names[N_ANNOTATIONS]);
    if (is_empty(found)) found = own_entry(type, "__annotations_cache__");
    if (!is_empty(found)) return outcome(value_keep(found));
    Ref annotate = own_annotate(type);
    if (is_empty(annotate) || is_none(annotate)) {
        Dict *made = dict_new();
        if (!made) return OUTCOME_ERROR;
        Value held = value_of(made);
        if (set_entry(type, "__annotations_cache__", ref(held))) return outcome(held);
        value_release(held);
        return OUTCOME_ERROR;
    }
    Frame *f = native_push(&annotations_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(annotate);
    return OUTCOME_PUSHED;
}

static Outcome set_annotations(Ref self, Ref value) {
    Type *type = self_type(self);
    if (!(type->flags & TYPE_HEAP)) return RAISE_OUTCOME(ERR_TYPE, "cannot set '__annotations__' attribute of immutable type '%N'", type);
    bool plain = !is_empty(dict_get_text(type->dict, vm.names[N_ANNOTATIONS]));
    if (is_empty(value) && !plain && is_empty(own_entry(type, "__annotations_cache__")))
        return outcome(raise_attribute(self, vm.names[N_ANNOTATIONS], "__annotations__"));
    bool done = set_entry(type, plain ? "__annotations__" : "__annotations_cache__", value);
    return done && set_entry(type, "__annotate_func__", REF_EMPTY) && set_entry(type, "__annotate__", REF_EMPTY) ? outcome(NONE) : OUTCOME_ERROR;
}

static Value get_annotate(Ref self) {
    Type *type = self_type(self);
    if (!(type->flags & TYPE_HEAP)) return raise_attribute(self, vm.names[N_ANNOTATE], "type object '%N' has no attribute '__annotate__'", type);
    Ref found = own_annotate(type);
    return is_empty(found) ? NONE : value_keep(found);
}

static bool set_annotate(Ref self, Ref value) {
    Type *type = self_type(self);
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __annotate__ attribute");
    if (!check_mutable(type, "__annotate__", value)) return false;
    if (!is_none(value) && !type_of(value)->dunder[N_CALL]) return RAISE_FALSE(ERR_TYPE, "__annotate__ must be callable or None");
    if (!set_entry(type, "__annotate_func__", value)) return false;
    return is_none(value) || (set_entry(type, "__annotations_cache__", REF_EMPTY) && set_entry(type, "__annotations__", REF_EMPTY));
}

/* ---- methods ---- */

static Text *attribute_name(Ref name) {
    if (!is_kind(name, TYPE_IS_STR)) return RAISE_NULL(ERR_TYPE, "attribute name must be string, not '%T'", name);
    Text *text = text_of(name);
    object_keep(text);
    return text->interned ? text : text_intern(text);
}

static Outcome type_getattribute(Ref self, Ref given) {
    Text *name = attribute_name(given);
    if (!name) return OUTCOME_ERROR;
    Outcome answer = op_type_getattr(self, name);
    object_release(name);
    return answer;
}

static Outcome change(Ref self, Ref given, Ref value) {
    Text *name = attribute_name(given);
    if (!name) return OUTCOME_ERROR;
    Outcome answer = op_type_setattr(self, name, value);
    object_release(name);
    return answer;
}
static Outcome type_setattr(Ref self, Ref name, Ref value) { return change(self, name, value); }
static Outcome type_delattr(Ref self, Ref name) { return change(self, name, REF_EMPTY); }

static Outcome type_call(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (!c.keywords) return op_construct(self_type(self), REF_EMPTY, c.args, c.n, REF_EMPTY);
    u32 named = c.keywords->table.used, at = 0, k = 0;
    Tuple *all = tuple_new(c.n + named), *names = tuple_new(named);
    Outcome answer = OUTCOME_ERROR;
    if (all && names) {
        Ref key, value;
        for (u32 i = 0; i < c.n; i++) all->items[i] = value_keep(ref(c.args[i]));
        for (; table_next(&c.keywords->table, &at, &key, &value); k++) {
            names->items[k] = value_keep(key);
            all->items[c.n + k] = value_keep(value);
        }
        answer = op_construct(self_type(self), REF_EMPTY, all->items, all->count, ref_of(names));
    }
    if (all) object_release(all);
    if (names) object_release(names);
    return answer;
}

static Value type_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (c.keywords && c.n == 1) return raise(ERR_TYPE, "type.__init__() takes no keyword arguments");
    if (c.n != 1 && c.n != 3) return raise(ERR_TYPE, "type.__init__() takes 1 or 3 arguments");
    return NONE;
}

static Value type_mro(Ref self) {
    Value order = type_compute_mro(self_type(self));
    if (is_error(order)) return order;
    Value list = list_from(AS(Tuple, ref(order))->items, AS(Tuple, ref(order))->count);
    value_release(order);
    return list;
}

static Value type_subclasses(Ref self) {
    const Type *type = self_type(self);
    Value list = list_new(0);
    for (u32 i = 0; !is_error(list) && i < type->subclass_count; i++) {
        Type *sub = type->subclasses[i];
        if (object_is_dying(&sub->head)) continue;
        if (!list_append(ref(list), value_keep(ref_of(sub)))) return value_release(list), VALUE_ERROR;
    }
    return list;
}

static Value type_prepare(Ref self, const Value *args, u32 n) {
    Dict *dict = dict_new();
    return dict ? value_of(dict) : VALUE_ERROR;
}

static Outcome type_instancecheck(Ref self, Ref object) { return op_type_check(self, object, true); }
static Outcome type_subclasscheck(Ref self, Ref object) { return op_type_check(self, object, false); }

static Value type_dir(Ref self) {
    Dict *names = dict_new();
    if (!names) return VALUE_ERROR;
    Value list = object_merge_class_names(names, self_type(self)) ? object_names_list(names) : VALUE_ERROR;
    object_release(names);
    return list;
}

static Value type_sizeof(Ref self) { return value_u32((u32)sizeof(Type)); }
static Value type_or(Ref self, Ref other) { return union_of(self, other); }
static Value type_ror(Ref self, Ref other) { return union_of(other, self); }

static const NativeRow type_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, type_make, NEW_DOC),
    REPR_ROW(P0, type_repr),
    METHOD("__call__($self, /, *args, **kwargs)", ON, type_call, "Call self as a function."),
    METHOD("__getattribute__($self, name, /)", O1, type_getattribute, "Return getattr(self, name)."),
    METHOD("__setattr__($self, name, value, /)", O2, type_setattr, "Implement setattr(self, name, value)."),
    METHOD("__delattr__($self, name, /)", O1, type_delattr, "Implement delattr(self, name)."),
    METHOD("__init__($self, /, *args, **kwargs)", PN, type_init, INIT_DOC),
    METHOD("__or__($self, value, /)", P1, type_or, "Return self|value."),
    METHOD("__ror__($self, value, /)", P1, type_ror, "Return value|self."),
    METHOD("mro($self, /)", P0, type_mro, "Return a type's method resolution order."),
    METHOD("__subclasses__($self, /)", P0, type_subclasses, "Return a list of immediate subclasses."),
    CLASS_METHOD("__prepare__($cls, *args, **kwargs)", PN, type_prepare, "Create the namespace for the class statement"),
    METHOD("__instancecheck__($self, instance, /)", O1, type_instancecheck, "Check if an object is an instance."),
    METHOD("__subclasscheck__($self, subclass, /)", O1, type_subclasscheck, "Check if a class is a subclass."),
    METHOD("__dir__($self, /)", P0, type_dir, "Specialized __dir__ implementation for types."),
    METHOD("__sizeof__($self, /)", P0, type_sizeof, "Return memory consumption of the type object."),
};
static const GetSetRow type_getset[] = {
    ATTRIBUTE("__basicsize__", get_basicsize, NULL, NULL),
    ATTRIBUTE("__itemsize__", get_itemsize, NULL, NULL),
    ATTRIBUTE("__flags__", get_flags, NULL, NULL),
    ATTRIBUTE("__weakrefoffset__", get_weakrefoffset, NULL, NULL),
    ATTRIBUTE("__base__", get_base, NULL, NULL),
    ATTRIBUTE("__dictoffset__", get_dictoffset, NULL, NULL),
    ATTRIBUTE("__name__", get_name, set_name, NULL),
    ATTRIBUTE("__qualname__", get_qualname, set_qualname, NULL),
    ATTRIBUTE("__module__", get_module, set_module, NULL),
    ASKED_ATTRIBUTE("__doc__", ask_doc, set_doc, NULL),
    ASKED_ATTRIBUTE("__bases__", get_bases, set_bases, NULL),
    ATTRIBUTE("__mro__", get_mro, NULL, NULL),
    ATTRIBUTE("__abstractmethods__", get_abstractmethods, set_abstractmethods, NULL),
    ATTRIBUTE("__dict__", get_dict, NULL, NULL),
    ATTRIBUTE("__text_signature__", get_signature, NULL, NULL),
    ASKED_ATTRIBUTE("__annotations__", ask_annotations, set_annotations, NULL),
    ATTRIBUTE("__annotate__", get_annotate, set_annotate, NULL),
    ATTRIBUTE("__type_params__", get_type_params, set_type_params, NULL),
};

const TypeSpec type_spec = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .size = sizeof(Type), .weakref_offset = offsetof(Type, weakrefs),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_IS_TYPE,
    METHODS(type_methods), GETSET(type_getset),
    .destroy = type_destroy, .visit = type_visit, .clear = type_clear, .try_repr = type_repr,
};
