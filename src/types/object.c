/* object.c: `object`, which everything inherits from: making plain instances, identity, default texts, attributes, and
 * what pickling asks of any object (PEP 307; object_reduce.c).
 */
#include "base/hash.h"
#include "frame/call.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/object.h"
#include "types/object_reduce.h"
#include "types/rows.h"
#include "types/type.h"

/* ---- making ---- */

static const Value *abstract_names(Type *type, u32 *count, Value *held) {
    Ref listed = dict_get_text(type->dict, vm.names[N_ABSTRACTMETHODS]);
    *count = 0;
    *held = list_new(0);
    if (is_error(*held)) return NULL;
    Value iterator = is_empty(listed) ? EMPTY : try_iter(listed);
    if (is_pointer(ref(iterator))) {
        for (;;) {
            Value item = try_next(ref(iterator));
            if (!is_kind(ref(item), TYPE_IS_STR) || !is_pointer(ref(item))) break;
            if (!list_append(ref(*held), item)) break;
        }
        value_release(iterator);
    }
    ListObject *names = AS(ListObject, ref(*held));
    for (u32 i = 1; i < names->count; i++)
        for (u32 k = i; k && text_compare(text_of(ref(names->items[k])), text_of(ref(names->items[k - 1]))) < 0; k--) {
            Value name = names->items[k];
            names->items[k] = names->items[k - 1];
            names->items[k - 1] = name;
        }
    *count = names->count;
    return names->items;
}

static Value refuse_abstract(Type *type) {
    Value held;
    u32 n;
    const Value *names = abstract_names(type, &n, &held);
    if (is_error(held)) return VALUE_ERROR;
    TextBuilder b = {0};
    for (u32 i = 0; i < n; i++) {
        builder_c(&b, i ? "', '" : "'");
        builder_text(&b, text_of(ref(names[i])));
    }
    builder_char(&b, '\'');
    Text *told = builder_finish(&b);
    if (told) {
        raise(ERR_TYPE, "Can't instantiate abstract class %N without an implementation for abstract method%s %U", type, n == 1 ? "" : "s", told);
        object_release(told);
    }
    value_release(held);
    return VALUE_ERROR;
}

static Value object_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    const Type *object = vm.types[T_OBJECT];
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    if (c.n || c.keywords) {
        if (c.type->dunder[N_NEW] != object->dunder[N_NEW]) return raise(ERR_TYPE, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (c.type->dunder[N_INIT] == object->dunder[N_INIT]) return raise(ERR_TYPE, "%N() takes no arguments", c.type);
    }
    if (c.type->flags & TYPE_ABSTRACT) return refuse_abstract(c.type);
    if (c.type->flags & TYPE_NO_NEW) return raise(ERR_TYPE, "cannot create '%N' instances", c.type);
    return type_allocate(c.type);
}

static Value object_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    const Type *object = vm.types[T_OBJECT], *type = type_of(self);
    if (c.n || c.keywords) {
        if (type->dunder[N_INIT] != object->dunder[N_INIT]) return raise(ERR_TYPE, "object.__init__() takes exactly one argument (the instance to initialize)");
        if (type->dunder[N_NEW] == object->dunder[N_NEW]) return raise(ERR_TYPE, "%N.__init__() takes exactly one argument (the instance to initialize)", type);
    }
    return NONE;
}

/* ---- identity ---- */

static Value identity_hash(Ref self) { return value_from_i64(hash_address(object_id(self))); }

static Value object_try_hash(Ref self) {
    const Object *hash = type_of(self)->dunder[N_HASH];
    if (hash == vm.types[T_OBJECT]->dunder[N_HASH]) return identity_hash(self);
    if (!hash || hash == DUNDER_NONE) return raise(ERR_TYPE, "unhashable type: '%T'", self);
    return NEEDS_PYTHON;
}

static Value object_try_compare(Ref a, Ref b, u32 op) {
    const Type *object = vm.types[T_OBJECT], *type = type_of(a);
    if (type->dunder[op] != object->dunder[op] || (op == N_NE && type->dunder[N_EQ] != object->dunder[N_EQ])) return NEEDS_PYTHON;
    if ((op == N_EQ || op == N_NE) && same(a, b)) return value_bool(op == N_EQ);
    return NOT_IMPLEMENTED;
}

static Value identity_eq(Ref self, Ref other) { return same(self, other) ? value_bool(true) : NOT_IMPLEMENTED; }
static Value object_order(Ref self, Ref other) { return NOT_IMPLEMENTED; }

/* != is what == is not; slots: self, other */
static Outcome ne_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_call_dunder(ref(slot[0]), N_EQ, &slot[1], 1);
    case 1: {
        if (is_not_implemented(ref(incoming))) return native_done(f, incoming);
        Outcome inverted = op_not(ref(incoming));
        value_release(incoming);
        return inverted;
    }
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind ne_frame = {"__ne__", ne_step, 2, 0, NULL};

static Outcome object_ne(Ref self, Ref other) {
    const Object *eq = type_of(self)->dunder[N_EQ];
    if (!eq || eq == DUNDER_NONE) return outcome(NOT_IMPLEMENTED);
    if (eq == vm.types[T_OBJECT]->dunder[N_EQ]) return outcome(same(self, other) ? value_bool(false) : NOT_IMPLEMENTED);
    Frame *f = native_push(&ne_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(other);
    return OUTCOME_PUSHED;
}

/* ---- texts ---- */

static Value identity_repr(Ref self) {
    Text *text = text_default_repr(self);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value object_try_repr(Ref self) {
    return type_of(self)->dunder[N_REPR] == vm.types[T_OBJECT]->dunder[N_REPR] ? identity_repr(self) : NEEDS_PYTHON;
}

static Outcome object_format(Ref self, Ref spec) {
    if (!is_kind(spec, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "__format__() argument must be str, not %T", spec);
    if (text_of(spec)->length) return RAISE_OUTCOME(ERR_TYPE, "unsupported format string passed to %T.__format__", self);
    return op_str(self);
}

/* ---- attributes ---- */

/* A reference to the interned name; NULL: raised. */
static Text *attribute_name(Ref name) {
    if (!is_kind(name, TYPE_IS_STR)) return RAISE_NULL(ERR_TYPE, "attribute name must be string, not '%T'", name);
    Text *text = text_of(name);
    object_keep(text);
    return text->interned ? text : text_intern(text);
}

static Outcome object_getattribute(Ref self, Ref given) {
    Text *name = attribute_name(given);
    if (!name) return OUTCOME_ERROR;
    Outcome answer = op_generic_getattr(self, name);
    object_release(name);
    return answer;
}

static Outcome set_attribute(Ref self, Ref given, Ref value) {
    if (is_kind(self, TYPE_IS_TYPE))
        return RAISE_OUTCOME(ERR_TYPE, "can't apply this %s to %T object", is_empty(value) ? "__delattr__" : "__setattr__", self);
    Text *name = attribute_name(given);
    if (!name) return OUTCOME_ERROR;
    Outcome answer = op_generic_setattr(self, name, value);
    object_release(name);
    return answer;
}

static Outcome object_setattr(Ref self, Ref name, Ref value) { return set_attribute(self, name, value); }
static Outcome object_delattr(Ref self, Ref name) { return set_attribute(self, name, REF_EMPTY); }

static Value get_class(Ref self) { return value_keep(ref_of(type_of(self))); }

static bool set_class(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "can't delete __class__ attribute");
    if (!is_kind(value, TYPE_IS_TYPE)) return RAISE_FALSE(ERR_TYPE, "__class__ must be set to a class, not '%T' object", value);
    Type *old = type_of(self), *new = AS(Type, value);
    bool modules = type_is_subtype(old, vm.types[T_MODULE]) && type_is_subtype(new, vm.types[T_MODULE]);
    if (!modules && !(old->flags & new->flags & TYPE_HEAP))
        return RAISE_FALSE(ERR_TYPE, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (old == new) return true;
    if (!modules && !type_check_layout(old, new, "__class__")) return false;
    if (old->flags & TYPE_INLINE && !instance_dict(self)) return false; /* inline values lie at the indices of the old class's keys */
    instance_set_class(self, new);
    return true;
}

/* ---- dir ---- */

bool object_merge_class_names(Dict *names, const Type *type) {
    for (u32 i = 0; type->mro && i < type->mro->count; i++) {
        const Table *table = &AS(Type, ref(type->mro->items[i]))->dict->table;
        u32 at = 0;
        Ref key, value;
        while (table_next(table, &at, &key, &value))
            if (is_text(key) && !dict_set_text(names, AS(Text, key), REF_NONE)) return false;
    }
    return true;
}

Value object_names_list(const Dict *names) {
    Value list = list_new(0);
    u32 at = 0;
    Ref key, value;
    while (!is_error(list) && table_next(&names->table, &at, &key, &value))
        if (!list_append(ref(list), value_keep(key))) return value_release(list), VALUE_ERROR;
    return list;
}

/* slots: self, the names so far */
static Outcome dir_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_getattr_or(ref(slot[0]), vm.names[N_DICT], REF_EMPTY);
    case 1: {
        Dict *names = dict_new();
        if (!names) return value_release(incoming), native_fail(f);
        slot[1] = value_of(names);
        bool done = true;
        if (is_kind(ref(incoming), TYPE_IS_DICT)) done = table_copy(&names->table, &AS(Dict, ref(incoming))->table);
        value_release(incoming);
        return done ? op_getattr_or(ref(slot[0]), vm.names[N_CLASS], REF_EMPTY) : native_fail(f);
    }
    default: {
        Dict *names = AS(Dict, ref(slot[1]));
        bool done = !is_kind(ref(incoming), TYPE_IS_TYPE) || object_merge_class_names(names, AS(Type, ref(incoming)));
        value_release(incoming);
        Value list = done ? object_names_list(names) : VALUE_ERROR;
        return is_error(list) ? native_fail(f) : native_done(f, list);
    }
    }
}
static const NativeFrameKind dir_frame = {"__dir__", dir_step, 2, 0, NULL};

static Outcome object_dir(Ref self) {
    Frame *f = native_push(&dir_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- the rest ---- */

static Value object_sizeof(Ref self) {
    const Type *type = type_of(self);
    return value_u32(type->size * 2u); /* as a 64-bit CPython's structs: words are twice as wide */
}

static Value init_subclass(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (c.keywords) return raise(ERR_TYPE, "%N.__init_subclass__() takes no keyword arguments", AS(Type, self));
    if (c.n) return raise(ERR_TYPE, "%N.__init_subclass__() takes no arguments (%u given)", AS(Type, self), c.n);
    return NONE;
}

static Value subclasshook(Ref self, Ref other) { return NOT_IMPLEMENTED; }

static const NativeRow object_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, object_new_native, NEW_DOC),
    REPR_ROW(P0, identity_repr),
    HASH_ROW(P0, identity_hash),
    METHOD("__str__($self, /)", O0, op_repr, "Return str(self)."),
    METHOD("__getattribute__($self, name, /)", O1, object_getattribute, "Return getattr(self, name)."),
    METHOD("__setattr__($self, name, value, /)", O2, object_setattr, "Implement setattr(self, name, value)."),
    METHOD("__delattr__($self, name, /)", O1, object_delattr, "Implement delattr(self, name)."),
    METHOD("__lt__($self, value, /)", P1, object_order, "Return self<value."),
    METHOD("__le__($self, value, /)", P1, object_order, "Return self<=value."),
    METHOD("__eq__($self, value, /)", P1, identity_eq, "Return self==value."),
    METHOD("__ne__($self, value, /)", O1, object_ne, "Return self!=value."),
    METHOD("__gt__($self, value, /)", P1, object_order, "Return self>value."),
    METHOD("__ge__($self, value, /)", P1, object_order, "Return self>=value."),
    METHOD("__init__($self, /, *args, **kwargs)", PN, object_init, INIT_DOC),
    METHOD("__reduce_ex__($self, protocol, /)", O1, object_reduce_ex, "Helper for pickle."),
    METHOD("__reduce__($self, /)", O0, object_reduce, "Helper for pickle."),
    METHOD("__getstate__($self, /)", O0, object_getstate, "Helper for pickle."),
    CLASS_METHOD("__subclasshook__($type, object, /)", P1, subclasshook, "Abstract classes can override this to customize issubclass()."),
    CLASS_METHOD("__init_subclass__($type, *args, **kwargs)", PN, init_subclass, "This method is called when a class is subclassed."),
    METHOD("__format__($self, format_spec, /)", O1, object_format, "Default object formatter."),
    METHOD("__sizeof__($self, /)", P0, object_sizeof, "Size of object in memory, in bytes."),
    METHOD("__dir__($self, /)", O0, object_dir, "Default dir() implementation."),
};
static const GetSetRow object_getset[] = {ATTRIBUTE("__class__", get_class, set_class, "the object's class")};

const TypeSpec object_spec = {
    .name = "object",
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no "
           "instance attributes and cannot be given any.\n",
    .signature = "()",
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_LEAF,
    METHODS(object_methods), GETSET(object_getset),
    .destroy = instance_destroy, .visit = instance_visit, .clear = instance_clear,
    .try_hash = object_try_hash, .try_compare = object_try_compare, .try_repr = object_try_repr,
};
