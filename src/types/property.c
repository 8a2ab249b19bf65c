/* property.c: property: getter, setter and deleter as one data descriptor (descriptor how-to, "Properties"). Its docstring
 * is the getter's unless one was given; a subclass keeps the docstring where its instances keep attributes.
 */
#include "frame/call.h"
#include "object/descriptor.h"
#include "types/args.h"
#include "types/callable.h"
#include "types/construct.h"
#include "types/rows.h"

INLINE Property *property_of(Ref r) { return AS(Property, r); }

static void property_blank(Object *self) {
    Property *p = (Property *)self;
    p->get = p->set = p->del = p->doc = p->name = EMPTY;
}

static void property_clear(Object *self) {
    Property *p = (Property *)self;
    value_release(value_take(&p->get));
    value_release(value_take(&p->set));
    value_release(value_take(&p->del));
    value_release(value_take(&p->doc));
    value_release(value_take(&p->name));
}

static void property_destroy(Object *self) {
    property_clear(self);
    object_free(self, sizeof(Property));
}

static void property_visit(Object *self, GcVisit *visit) {
    Property *p = (Property *)self;
    gc_visit(visit, ref(p->get));
    gc_visit(visit, ref(p->set));
    gc_visit(visit, ref(p->del));
    gc_visit(visit, ref(p->doc));
    gc_visit(visit, ref(p->name));
}

/* ---- the name in error texts: what __set_name__ said, else the getter's; EMPTY: none ---- */

static Outcome ask_name(const Property *p) {
    if (!is_empty(ref(p->name))) return outcome(value_keep(ref(p->name)));
    if (is_empty(ref(p->get))) return outcome(EMPTY);
    return op_getattr_or(ref(p->get), vm.names[N_NAME], REF_EMPTY);
}

/* "property 'x' of 'A' object has no setter"; slots: property, instance, name; aux: which function is missing */
static Outcome missing_step(Frame *f, Value incoming) {
    static const char *const missing[] = {"getter", "setter", "deleter"};
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return ask_name(property_of(ref(slot[0])));
    case 1:
        slot[2] = incoming;
        return is_empty(ref(incoming)) ? outcome(EMPTY) : op_repr(ref(slot[2]));
    default: {
        Text *qualname = type_of(ref(slot[1]))->qualname;
        if (is_empty(ref(incoming))) raise(ERR_ATTRIBUTE, "property of %R object has no %s", qualname, missing[f->aux]);
        else raise(ERR_ATTRIBUTE, "property %U of %R object has no %s", text_of(ref(incoming)), qualname, missing[f->aux]);
        value_release(incoming);
        return native_fail(f);
    }
    }
}
static const NativeFrameKind missing_frame = {"property", missing_step, 3, 0, NULL};

static Outcome refuse(Ref self, Ref instance, u32 which) {
    Frame *f = native_push(&missing_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(instance);
    f->aux = which;
    return OUTCOME_PUSHED;
}

/* ---- the descriptor ---- */

static Outcome property_get(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    if (is_empty(instance)) return outcome(value_keep(self));
    Ref get = ref(property_of(self)->get);
    return is_empty(get) ? refuse(self, instance, 0) : callable_ask(get, (Value[]){VALUE(BITS(instance))}, 1);
}

/* The answer of a setter is dropped; slots: callable, instance, value or EMPTY */
static Outcome set_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_call(ref(slot[0]), slot + 1, is_empty(ref(slot[2])) ? 1 : 2);
    value_release(incoming);
    return native_done(f, NONE);
}
static const NativeFrameKind set_frame = {"property", set_step, 3, 0, NULL};

static Outcome change(Ref callable, Ref instance, Ref value) {
    Frame *f = native_push(&set_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(callable);
    frame_slots(f)[1] = value_keep(instance);
    frame_slots(f)[2] = value_keep(value);
    return OUTCOME_PUSHED;
}

static Outcome property_set(Ref self, Ref instance, Ref value) {
    Ref set = ref(property_of(self)->set);
    return is_empty(set) ? refuse(self, instance, 1) : change(set, instance, value);
}
static Outcome property_delete(Ref self, Ref instance) {
    Ref del = ref(property_of(self)->del);
    return is_empty(del) ? refuse(self, instance, 2) : change(del, instance, REF_EMPTY);
}

/* ---- making ---- */

static Value property_new(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? type_allocate(c.type) : VALUE_ERROR;
}

static Value given(Ref r) { return is_empty(r) || is_none(r) ? EMPTY : value_keep(r); }

static Outcome keep_doc(Frame *f);

enum { INIT_BEGIN, INIT_GOT_DOC, INIT_SET_DOC };

/* slots: property, doc */
static Outcome init_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Property *p = property_of(ref(slot[0]));
    switch (f->state) {
    case INIT_BEGIN:
        if (!is_empty(ref(slot[1])) || is_empty(ref(p->get))) return keep_doc(f);
        f->state = INIT_GOT_DOC;
        return op_getattr_or(ref(p->get), vm.names[N_DOC], REF_EMPTY);
    case INIT_GOT_DOC:
        if (is_error(incoming)) return native_fail(f);
        if (is_none(ref(incoming))) incoming = EMPTY;
        p->getter_doc = !is_empty(ref(incoming));
        slot[1] = incoming;
        return keep_doc(f);
    default:
        if (!is_error(incoming)) return value_release(incoming), native_done(f, NONE);
        /* a docstring that was given and has nowhere to go is dropped */
        if (p->getter_doc || !raised_is(ERR_ATTRIBUTE)) return native_fail(f);
        raised_clear();
        return native_done(f, NONE);
    }
}
static const NativeFrameKind init_frame = {"property", init_step, 2, 0, NULL};

static Outcome keep_doc(Frame *f) {
    Value *slot = frame_slots(f);
    if (is_exact(ref(slot[0]), T_PROPERTY)) {
        value_set(&property_of(ref(slot[0]))->doc, value_take(&slot[1]));
        return native_done(f, NONE);
    }
    f->state = INIT_SET_DOC;
    return op_setattr(ref(slot[0]), vm.names[N_DOC], is_empty(ref(slot[1])) ? REF_NONE : ref(slot[1]));
}

static Outcome property_init(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"fget", "fset", "fdel", "doc"};
    Property *p = property_of(self);
    Construct c = construct_args(args);
    Ref arg[4];
    if (!args_construct(&c, "property", names, 4, arg)) return OUTCOME_ERROR;
    value_set(&p->get, given(arg[0]));
    value_set(&p->set, given(arg[1]));
    value_set(&p->del, given(arg[2]));
    value_set(&p->doc, EMPTY);
    value_set(&p->name, EMPTY);
    p->getter_doc = false;
    Frame *f = native_push(&init_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = given(arg[3]);
    return OUTCOME_PUSHED;
}

/* A copy with one function another: made by calling the class; slots: old, get, set, del, doc */
enum { COPY_OLD, COPY_GET, COPY_SET, COPY_DEL, COPY_DOC, COPY_SLOTS };

static Outcome copy_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_call(ref_of(type_of(ref(slot[COPY_OLD]))), slot + COPY_GET, 4);
    if (type_is_subtype(type_of(ref(incoming)), vm.types[T_PROPERTY]))
        value_set(&property_of(ref(incoming))->name, value_keep(ref(property_of(ref(slot[COPY_OLD]))->name)));
    return native_done(f, incoming);
}
static const NativeFrameKind copy_frame = {"property", copy_step, COPY_SLOTS, 0, NULL};

static Outcome copy_with(Ref self, u32 which, Ref function) {
    const Property *p = property_of(self);
    Frame *f = native_push(&copy_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[COPY_OLD] = value_keep(self);
    Ref parts[3] = {ref(p->get), ref(p->set), ref(p->del)};
    if (!is_none(function)) parts[which] = function;
    bool from_getter = p->getter_doc && !is_empty(parts[0]);
    for (u32 i = 0; i < 3; i++) slot[COPY_GET + i] = is_empty(parts[i]) ? NONE : value_keep(parts[i]);
    slot[COPY_DOC] = from_getter || is_empty(ref(p->doc)) ? NONE : value_keep(ref(p->doc));
    return OUTCOME_PUSHED;
}
static Outcome getter(Ref self, Ref function) { return copy_with(self, 0, function); }
static Outcome setter(Ref self, Ref function) { return copy_with(self, 1, function); }
static Outcome deleter(Ref self, Ref function) { return copy_with(self, 2, function); }

static Value set_name(Ref self, const Value *args, u32 n) {
    if (n != 2) return raise(ERR_TYPE, "__set_name__() takes 2 positional arguments but %u were given", n);
    value_set(&property_of(self)->name, value_keep(ref(args[1])));
    return NONE;
}

/* ---- attributes ---- */

static Value or_none(Value v) { return is_empty(ref(v)) ? NONE : value_keep(ref(v)); }
static Value get_fget(Ref self) { return or_none(property_of(self)->get); }
static Value get_fset(Ref self) { return or_none(property_of(self)->set); }
static Value get_fdel(Ref self) { return or_none(property_of(self)->del); }
static Value get_doc(Ref self) { return or_none(property_of(self)->doc); }
static bool set_doc(Ref self, Ref value) {
    value_set(&property_of(self)->doc, value_keep(value));
    return true;
}

/* slots: property */
static Outcome name_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return ask_name(property_of(self));
    if (!is_empty(ref(incoming))) return native_done(f, incoming);
    raise_attribute(self, vm.names[N_NAME], "'%T' object has no attribute '__name__'", self);
    return native_fail(f);
}
static const NativeFrameKind name_frame = {"__name__", name_step, 1, 0, NULL};

static Outcome ask_property_name(Ref self) {
    Frame *f = native_push(&name_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}
static Outcome set_property_name(Ref self, Ref value) {
    value_set(&property_of(self)->name, value_keep(value));
    return outcome(NONE);
}

/* Abstract as soon as one of the three is; slots: property; state: which is asked next */
static Outcome abstract_step(Frame *f, Value incoming) {
    const Property *p = property_of(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    if (is_true(ref(incoming)) || f->state == 3) return native_done(f, value_bool(is_true(ref(incoming))));
    Ref parts[3] = {ref(p->get), ref(p->set), ref(p->del)};
    return callable_is_abstract(parts[f->state++]);
}
static const NativeFrameKind abstract_frame = {"__isabstractmethod__", abstract_step, 1, 0, NULL};

static Outcome ask_abstract(Ref self) {
    Frame *f = native_push(&abstract_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static const NativeRow property_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, property_new, NEW_DOC),
    GET_ROW(O2, property_get), SET_ROW(property_set), DELETE_ROW(property_delete),
    METHOD("__init__($self, /, *args, **kwargs)", ON, property_init, INIT_DOC),
    METHOD("getter($self, object, /)", O1, getter, "Descriptor to obtain a copy of the property with a different getter."),
    METHOD("setter($self, object, /)", O1, setter, "Descriptor to obtain a copy of the property with a different setter."),
    METHOD("deleter($self, object, /)", O1, deleter, "Descriptor to obtain a copy of the property with a different deleter."),
    METHOD("__set_name__($self, owner, name, /)", PRAW, set_name, "Method to set name of a property."),
};
static const GetSetRow property_getset[] = {
    MEMBER("fget", get_fget, NULL, NULL), MEMBER("fset", get_fset, NULL, NULL), MEMBER("fdel", get_fdel, NULL, NULL),
    MEMBER("__doc__", get_doc, set_doc, NULL),
    ASKED_ATTRIBUTE("__name__", ask_property_name, set_property_name, NULL), ASKED_ATTRIBUTE("__isabstractmethod__", ask_abstract, NULL, NULL),
};

const TypeSpec property_spec = {
    .name = "property",
    .doc = "Property attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting "
           "an attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring\n\nTypical use is to define a "
           "managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n    def "
           "delx(self): del self._x\n    x = property(getx, setx, delx, \"I'm the 'x' property.\")\n\nDecorators make defining new properties "
           "or modifying existing ones easy:\n\nclass C(object):\n    @property\n    def x(self):\n        \"I am the 'x' property.\"\n        "
           "return self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n        del "
           "self._x",
    .signature = "(fget=None, fset=None, fdel=None, doc=None)",
    .size = sizeof(Property), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(property_methods), GETSET(property_getset),
    .destroy = property_destroy, .visit = property_visit, .clear = property_clear, .blank = property_blank};
