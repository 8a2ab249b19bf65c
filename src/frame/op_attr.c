/* op_attr.c: attributes, with the descriptors and hooks that may be written in Python (language reference, "Customizing
 * attribute access"; descriptor how-to). What is natively at hand is answered at once.
 */
#include "frame/call.h"
#include "object/attr.h"
#include "object/descriptor.h"

/* Names are looked up by pointer: a name from outside is interned first. Returns a reference. */
static Text *interned(Text *name) {
    object_keep(name);
    return name->interned ? name : text_intern(name);
}

static bool is_data_descriptor(Ref found) {
    const Type *type = type_of(found);
    return type->dunder[N_SET] || type->dunder[N_DELETE];
}

/* What a function, native method … gives when found in the class of an instance. */
static Value bind_plainly(Ref found, Ref instance) {
    Type *type = object_of(found)->type;
    if (type == vm.types[T_FUNCTION]) return method_new(found, instance);
    if (type == vm.types[T_METHOD_DESCRIPTOR] || type == vm.types[T_WRAPPER_DESCRIPTOR]) {
        const NativeObject *native = AS(NativeObject, found);
        u32 kind = type == vm.types[T_METHOD_DESCRIPTOR] ? T_NATIVE_FUNCTION : T_METHOD_WRAPPER;
        if (UNLIKELY(!type_is_subtype(type_of(instance), native->owner)))
            return raise(ERR_TYPE, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", native->name, native->owner, instance);
        NativeObject *bound = native_object_new(kind, native->row, native->owner, instance);
        return bound ? value_of(bound) : VALUE_ERROR;
    }
    return EMPTY;
}

static bool applies(const GetSetObject *descriptor, Ref instance) {
    return type_is_subtype(type_of(instance), descriptor->owner)
        || RAISE_FALSE(ERR_TYPE, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", descriptor->name, descriptor->owner, instance);
}

static Value *member_slot(const GetSetObject *member, Ref instance) { return (Value *)(void *)((u8 *)object_of(instance) + member->offset); }

static Outcome get_getset(Ref found, Ref instance) {
    const GetSetObject *getset = AS(GetSetObject, found);
    if (!applies(getset, instance)) return OUTCOME_ERROR;
    if (!getset->row) {
        Ref held = ref(*member_slot(getset, instance));
        if (!is_empty(held)) return outcome(value_keep(held));
        return outcome(raise_attribute(instance, getset->name, "'%T' object has no attribute '%U'", instance, getset->name));
    }
    if (getset->row->ask) return getset->row->ask(instance);
    if (!getset->row->get)
        return outcome(raise_attribute(instance, getset->name, "attribute '%U' of '%N' objects is not readable", getset->name, getset->owner));
    return outcome(getset->row->get(instance));
}

static bool is_getset(const Type *type) { return type == vm.types[T_GETSET_DESCRIPTOR] || type == vm.types[T_MEMBER_DESCRIPTOR]; }

Outcome op_bind(Ref found, Ref instance, Type *owner) {
    if (!is_pointer(found)) return outcome(VALUE(BITS(found)));
    Type *type = object_of(found)->type;
    if (!is_empty(instance)) {
        Value plain = bind_plainly(found, instance);
        if (!is_empty(ref(plain))) return outcome(plain);
        if (is_getset(type)) return get_getset(found, instance);
    } else if (type == vm.types[T_FUNCTION]) {
        return outcome(value_keep(found));
    }
    if (type == vm.types[T_STATICMETHOD]) return outcome(value_keep(ref(AS(WrappedMethod, found)->callable)));
    if (type == vm.types[T_CLASSMETHOD]) {
        Ref callable = ref(AS(WrappedMethod, found)->callable);
        return outcome(method_new(callable, ref_of(owner)));
    }
    if (type == vm.types[T_CLASSMETHOD_DESCRIPTOR]) {
        const NativeObject *native = AS(NativeObject, found);
        NativeObject *bound = native_object_new(T_NATIVE_FUNCTION, native->row, NULL, ref_of(owner));
        return bound ? outcome(value_of(bound)) : OUTCOME_ERROR;
    }
    if (type == vm.types[T_PROPERTY] && !is_empty(instance) && !is_empty(ref(AS(Property, found)->get)))
        return op_call1(ref(AS(Property, found)->get), instance);
    Object *get = type->dunder[N_GET];
    if (!get) return outcome(value_keep(found));
    Value args[2] = {is_empty(instance) ? NONE : VALUE(BITS(instance)), VALUE(BITS(ref_of(owner)))};
    return call_special(get, found, args, 2, ON_VALUE, 0, EMPTY);
}

static Value no_attribute(Ref object, Text *name) {
    return raise_attribute(object, name, "'%T' object has no attribute '%U'", object, name);
}

/* Whether it is asked before the instance's own attributes: one that only sets is not. */
static bool gets_first(Ref found) {
    const Type *type = type_of(found);
    return (type->dunder[N_SET] || type->dunder[N_DELETE]) && type->dunder[N_GET];
}

Outcome op_generic_getattr(Ref object, Text *name) {
    Type *type = type_of(object);
    Ref found = type_lookup(type, name);
    if (!is_empty(found) && gets_first(found)) return op_bind(found, object, type);
    Ref own = instance_get(object, name);
    if (BITS(own) == BITS_NEEDS_PYTHON) return op_getattr_odd_dict(object, name);
    if (!is_empty(own)) return outcome(value_keep(own));
    if (!is_empty(found)) return op_bind(found, object, type);
    return outcome(no_attribute(object, name));
}

Outcome op_type_getattr(Ref object, Text *name) {
    Type *type = AS(Type, object), *meta = type_of(object);
    Ref found = type_lookup(meta, name);
    if (!is_empty(found) && gets_first(found)) return op_bind(found, object, meta);
    Ref own = type_lookup(type, name);
    if (!is_empty(own)) return op_bind(own, REF_EMPTY, type);
    if (!is_empty(found)) return op_bind(found, object, meta);
    return outcome(raise_attribute(object, name, "type object '%N' has no attribute '%U'", type, name));
}

Type *op_super_class(Type *type, Ref object) {
    if (is_kind(object, TYPE_IS_TYPE) && type_is_subtype(AS(Type, object), type)) return AS(Type, object);
    return type_is_subtype(type_of(object), type) ? type_of(object) : NULL;
}

Ref op_super_lookup(const Type *start_after, const Type *object_type, Text *name) {
    const Tuple *mro = object_type->mro;
    u32 i = 0;
    if (UNLIKELY(!mro)) return REF_EMPTY; /* a class that is being collected */
    while (i < mro->count && object_of(ref(mro->items[i])) != &start_after->head) i++;
    for (i++; i < mro->count; i++) {
        Ref found = dict_get_text(AS(Type, ref(mro->items[i]))->dict, name);
        if (!is_empty(found)) return found;
    }
    return REF_EMPTY;
}

Outcome op_super_getattr(Type *start_after, Ref object, Type *object_type, Text *name) {
    Ref found = op_super_lookup(start_after, object_type, name);
    return is_empty(found) ? outcome(EMPTY) : op_bind(found, same(object, ref_of(object_type)) ? REF_EMPTY : object, object_type);
}

/* A native getattr whose class also has a __getattr__: an AttributeError goes on to that. */
static Outcome with_hook(Outcome answer, Ref object, Text *name) {
    if (outcome_is_value(answer)) return answer;
    Value held = tuple_pack2(value_keep(object), value_keep(ref_of(name)));
    if (is_error(held)) return OUTCOME_ERROR;
    if (outcome_is_pushed(answer) && vm.thread->frame->on_return != ON_VALUE) return value_release(held), answer;
    return through(answer, ON_GETATTR, 0, held);
}

static Outcome ask_hook(Ref object, Text *name) {
    Value held = tuple_pack2(value_keep(object), value_keep(ref_of(name)));
    if (is_error(held)) return OUTCOME_ERROR;
    return call_special(type_of(object)->dunder[N_GETATTR], object, &AS(Tuple, ref(held))->items[1], 1, ON_ATTRIBUTE, 0, held);
}

/* Neither of the class nor the instance's own: for classes whose way of looking is object's, or a module's. */
static bool is_absent(Ref object, Type *type, Text *name) {
    return is_empty(type_lookup(type, name)) && is_empty(instance_get(object, name));
}

/* What a module holds under a name that its class does not know. EMPTY: it must be asked. */
static Value module_value(Ref module, Text *name) {
    if (!is_empty(type_lookup(vm.types[T_MODULE], name))) return EMPTY;
    Ref own = instance_get(module, name);
    return BITS(own) == BITS_NEEDS_PYTHON ? EMPTY : value_keep(own);
}

Outcome op_getattr(Ref object, Text *given) {
    Text *name = interned(given);
    if (!name) return OUTCOME_ERROR;
    Type *type = type_of(object);
    Object *getter = type->dunder[N_GETATTRIBUTE];
    bool hooked = type->dunder[N_GETATTR] != NULL;
    Outcome answer;
    if (LIKELY(getter == vm.types[T_OBJECT]->dunder[N_GETATTRIBUTE])) {
        if (UNLIKELY(hooked) && is_absent(object, type, name)) {
            answer = ask_hook(object, name);
            hooked = false;
        } else {
            answer = op_generic_getattr(object, name);
        }
    } else if (getter == vm.types[T_TYPE]->dunder[N_GETATTRIBUTE]) {
        answer = op_type_getattr(object, name);
    } else {
        if (type == vm.types[T_MODULE]) {
            Value held = module_value(object, name);
            if (!is_empty(ref(held))) return object_release(name), outcome(held);
        }
        Value args[1] = {VALUE(BITS(ref_of(name)))};
        Value held = tuple_pack2(value_keep(object), value_keep(ref_of(name)));
        answer = is_error(held) ? OUTCOME_ERROR : call_special(getter, object, args, 1, hooked ? ON_GETATTR : ON_ATTRIBUTE, 0, held);
        hooked = false;
    }
    if (UNLIKELY(hooked)) answer = with_hook(answer, object, name);
    object_release(name);
    return answer;
}

/* ---- getattr with a default: a frame of its own where the attribute is found by Python ---- */

static Outcome default_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state == 0) {
        f->state = 1;
        return op_getattr(ref(slot[0]), AS(Text, ref(slot[1])));
    }
    if (!is_error(incoming)) return native_done(f, incoming);
    if (!raised_is(ERR_ATTRIBUTE)) return native_fail(f);
    raised_clear();
    return native_done(f, value_take(&slot[2]));
}
static const NativeFrameKind default_frame = {"getattr", default_step, 3, 0, NULL};

Outcome op_getattr_or(Ref object, Text *given, Ref otherwise) {
    Type *type = type_of(object);
    Text *name = interned(given);
    if (!name) return OUTCOME_ERROR;
    /* The common absent attribute costs no exception. */
    if (type->dunder[N_GETATTRIBUTE] == vm.types[T_OBJECT]->dunder[N_GETATTRIBUTE] && !type->dunder[N_GETATTR] && is_absent(object, type, name)) {
        object_release(name);
        return outcome(value_keep(otherwise));
    }
    Frame *f = native_push(&default_frame);
    if (f) {
        Value *slot = frame_slots(f);
        slot[0] = value_keep(object);
        slot[1] = value_keep(ref_of(name));
        slot[2] = value_keep(otherwise);
    }
    object_release(name);
    return f ? OUTCOME_PUSHED : OUTCOME_ERROR;
}

/* ---- setting and deleting: value EMPTY deletes ---- */

Outcome op_set_getset(Ref found, Ref instance, Ref value) {
    const GetSetObject *getset = AS(GetSetObject, found);
    if (!applies(getset, instance)) return OUTCOME_ERROR;
    const GetSetRow *row = getset->row;
    if (!row) {
        Value *slot = member_slot(getset, instance);
        if (is_empty(value) && is_empty(ref(*slot))) return RAISE_OUTCOME(ERR_ATTRIBUTE, "%U", getset->name);
        value_set(slot, value_keep(value));
        return outcome(NONE);
    }
    if (row->ask_set) return through(row->ask_set(instance, value), ON_NONE, 0, EMPTY);
    if (row->set) return row->set(instance, value) ? outcome(NONE) : OUTCOME_ERROR;
    if (row->member) return RAISE_OUTCOME(ERR_ATTRIBUTE, "readonly attribute");
    return RAISE_OUTCOME(ERR_ATTRIBUTE, "attribute '%U' of '%N' objects is not writable", getset->name, getset->owner);
}

/* A data descriptor's way of setting; EMPTY: it has none. */
static Outcome set_by_descriptor(Ref found, Ref instance, Ref value) {
    Type *type = type_of(found);
    if (is_getset(type)) return op_set_getset(found, instance, value);
    Object *setter = type->dunder[is_empty(value) ? N_DELETE : N_SET];
    if (!setter) {
        if (!type->dunder[is_empty(value) ? N_SET : N_DELETE]) return outcome(EMPTY);
        return outcome(raise(ERR_ATTRIBUTE, is_empty(value) ? "__delete__" : "__set__"));
    }
    Value args[2] = {VALUE(BITS(instance)), VALUE(BITS(value))};
    u32 accept = setter != DUNDER_NONE && setter->type == vm.types[T_WRAPPER_DESCRIPTOR] ? ON_VALUE : ON_NONE; /* natives answer None by themselves */
    return call_special(setter, found, args, is_empty(value) ? 1 : 2, accept, 0, EMPTY);
}

static Outcome cannot_set(Ref object, Text *name, Ref found, Ref value) {
    Type *type = type_of(object);
    if (!is_empty(found)) return RAISE_OUTCOME(ERR_ATTRIBUTE, "'%T' object attribute '%U' is read-only", object, name);
    if (is_empty(value) && type->flags & TYPE_INLINE) return RAISE_OUTCOME(ERR_ATTRIBUTE, "'%T' object has no attribute '%U'", object, name);
    if (instance_has_dict(object)) return outcome(no_attribute(object, name));
    if (type->dunder[N_SETATTR] == vm.types[T_OBJECT]->dunder[N_SETATTR])
        return outcome(raise_attribute(object, name, "'%T' object has no attribute '%U' and no __dict__ for setting new attributes", object, name));
    return outcome(no_attribute(object, name));
}

Outcome op_generic_setattr(Ref object, Text *name, Ref value) {
    Type *type = type_of(object);
    Ref found = type_lookup(type, name);
    if (!is_empty(found) && is_data_descriptor(found)) {
        Outcome answer = set_by_descriptor(found, object, value);
        if (answer.bits != BITS_EMPTY) return answer;
    }
    if (!instance_has_dict(object)) return cannot_set(object, name, found, value);
    if (!is_empty(value)) return instance_set(object, name, value) ? outcome(NONE) : OUTCOME_ERROR;
    u32 deleted = instance_delete(object, name);
    if (deleted == 1) return outcome(NONE);
    return deleted == 2 ? OUTCOME_ERROR : cannot_set(object, name, found, value);
}

Outcome op_type_setattr(Ref object, Text *name, Ref value) {
    Type *type = AS(Type, object), *meta = type_of(object);
    if (!(type->flags & TYPE_HEAP))
        return RAISE_OUTCOME(ERR_TYPE, "cannot set '%U' attribute of immutable type '%N'", name, type);
    Ref found = type_lookup(meta, name);
    if (!is_empty(found) && is_data_descriptor(found)) {
        Outcome answer = set_by_descriptor(found, object, value);
        if (answer.bits != BITS_EMPTY) return answer;
    }
    if (type_set_attr(type, name, value)) return outcome(NONE);
    if (!is_empty(ref(vm.raised))) return OUTCOME_ERROR;
    return outcome(raise_attribute(object, name, "type object '%N' has no attribute '%U'", type, name));
}

Outcome op_setattr(Ref object, Text *given, Ref value) {
    Text *name = interned(given);
    if (!name) return OUTCOME_ERROR;
    Type *type = type_of(object);
    Object *setter = type->dunder[is_empty(value) ? N_DELATTR : N_SETATTR];
    Outcome answer;
    if (LIKELY(setter == vm.types[T_OBJECT]->dunder[is_empty(value) ? N_DELATTR : N_SETATTR])) answer = op_generic_setattr(object, name, value);
    else if (setter == vm.types[T_TYPE]->dunder[is_empty(value) ? N_DELATTR : N_SETATTR]) answer = op_type_setattr(object, name, value);
    else {
        Value args[2] = {VALUE(BITS(ref_of(name))), VALUE(BITS(value))};
        answer = call_special(setter, object, args, is_empty(value) ? 1 : 2, ON_NONE, 0, EMPTY);
    }
    object_release(name);
    return answer;
}

Outcome op_delattr(Ref object, Text *name) { return op_setattr(object, name, REF_EMPTY); }

Outcome op_call_method(Ref object, Text *name, const Value *args, u32 n) {
    Ref found = type_lookup(type_of(object), name);
    bool plain = type_of(object)->dunder[N_GETATTRIBUTE] == vm.types[T_OBJECT]->dunder[N_GETATTRIBUTE] && is_empty(instance_get(object, name));
    if (plain && is_pointer(found) && object_of(found)->type == vm.types[T_FUNCTION]) return op_call_self(found, object, args, n, REF_EMPTY);
    if (plain && is_pointer(found) && object_of(found)->type == vm.types[T_METHOD_DESCRIPTOR]) return op_call_self(found, object, args, n, REF_EMPTY);
    return call_method_later(object, name, args, n);
}
