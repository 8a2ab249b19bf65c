/* super.c: super: attributes as they are found in the MRO behind a class. `super()` without arguments reads its class from
 * the cell `__class__` and its object from the first parameter of the calling frame.
 */
#include "frame/call.h"
#include "types/callable.h"
#include "types/construct.h"
#include "types/rows.h"

typedef struct { Object head; Value type, object, object_type; } Super; /* EMPTY each: not given */
INLINE Super *super_of(Ref r) { return AS(Super, r); }

static void super_blank(Object *self) {
    Super *s = (Super *)self;
    s->type = s->object = s->object_type = EMPTY;
}
static void super_destroy(Object *self) {
    Super *s = (Super *)self;
    value_release(s->object);
    value_release(s->type);
    value_release(s->object_type);
    object_free(self, sizeof *s);
}
static void super_visit(Object *self, GcVisit *visit) {
    Super *s = (Super *)self;
    gc_visit(visit, ref(s->object));
    gc_visit(visit, ref(s->type));
    gc_visit(visit, ref(s->object_type));
}

/* ---- the class that an object stands for, which its __class__ may say; the answer is that class ---- */

static Value refuse(Type *type, Ref object) {
    if (is_kind(object, TYPE_IS_TYPE))
        return raise(ERR_TYPE, "super(type, obj): obj (type %N) is not an instance or subtype of type (%N).", AS(Type, object), type);
    return raise(ERR_TYPE, "super(type, obj): obj (instance of %T) is not an instance or subtype of type (%N).", object, type);
}

/* slots: type, object */
static Outcome class_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Type *type = AS(Type, ref(slot[0]));
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_getattr_or(ref(slot[1]), vm.names[N_CLASS], REF_EMPTY);
    if (is_kind(ref(incoming), TYPE_IS_TYPE) && type_is_subtype(AS(Type, ref(incoming)), type)) return native_done(f, incoming);
    value_release(incoming);
    refuse(type, ref(slot[1]));
    return native_fail(f);
}
static const NativeFrameKind class_frame = {"super", class_step, 2, 0, NULL};

static Outcome ask_class(Ref type, Ref object) {
    Type *fits = op_super_class(AS(Type, type), object);
    if (fits) return outcome(value_keep(ref_of(fits)));
    Frame *f = native_push(&class_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(type);
    frame_slots(f)[1] = value_keep(object);
    return OUTCOME_PUSHED;
}

/* ---- making ---- */

/* The innermost Python frame's first argument and class. false: raised. */
static bool read_frame(Ref *type, Ref *object) {
    Frame *f = frame_visible(vm.thread->frame);
    if (!f || f->kind != FRAME_PYTHON) return RAISE_FALSE(ERR_RUNTIME, "super(): no current frame");
    const Code *code = f->code;
    if (!code->argcount) return RAISE_FALSE(ERR_RUNTIME, "super(): no arguments");
    Ref first = ref(frame_locals(f)[0]);
    if (code->local_kinds[0] == LOCAL_ARG_CELL && is_exact(first, T_CELL)) first = ref(AS(Cell, first)->value);
    if (is_empty(first)) return RAISE_FALSE(ERR_RUNTIME, "super(): arg[0] deleted");
    for (u32 i = code->nlocalsplus - code->nfrees; i < code->nlocalsplus; i++) {
        if (!text_equal(code->local_names[i], vm.names[N_CLASS])) continue;
        Ref cell = ref(frame_locals(f)[i]);
        if (!is_exact(cell, T_CELL)) return RAISE_FALSE(ERR_RUNTIME, "super(): bad __class__ cell");
        Ref found = ref(AS(Cell, cell)->value);
        if (is_empty(found)) return RAISE_FALSE(ERR_RUNTIME, "super(): empty __class__ cell");
        if (!is_kind(found, TYPE_IS_TYPE)) return RAISE_FALSE(ERR_RUNTIME, "super(): __class__ is not a type (%T)", found);
        *type = found;
        *object = first;
        return true;
    }
    return RAISE_FALSE(ERR_RUNTIME, "super(): __class__ cell not found");
}

static Value make(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? type_allocate(c.type) : VALUE_ERROR;
}

static void fill(Super *s, Ref type, Ref object, Value object_type) {
    value_set(&s->type, value_keep(type));
    value_set(&s->object, value_keep(object));
    value_set(&s->object_type, object_type);
}

/* slots: self, type, object */
static Outcome init_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return ask_class(ref(slot[1]), ref(slot[2]));
    fill(super_of(ref(slot[0])), ref(slot[1]), ref(slot[2]), incoming);
    return native_done(f, NONE);
}
static const NativeFrameKind init_frame = {"super", init_step, 3, 0, NULL};

static Outcome init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    Ref type = REF_EMPTY, object = REF_EMPTY;
    if (!construct_no_keywords(&c, "super") || !construct_count(&c, "super()", 0, 2)) return OUTCOME_ERROR;
    if (!c.n && !read_frame(&type, &object)) return OUTCOME_ERROR;
    if (c.n) type = ref(c.args[0]);
    if (c.n == 2) object = ref(c.args[1]);
    if (!is_kind(type, TYPE_IS_TYPE)) return RAISE_OUTCOME(ERR_TYPE, "super() argument 1 must be a type, not %T", type);
    if (is_none(object)) object = REF_EMPTY;
    if (is_empty(object)) return fill(super_of(self), type, object, EMPTY), outcome(NONE);
    Frame *f = native_push(&init_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(type);
    frame_slots(f)[2] = value_keep(object);
    return OUTCOME_PUSHED;
}

/* ---- attributes ---- */

static Outcome getattribute(Ref self, Ref given) {
    if (!is_kind(given, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "attribute name must be string, not '%T'", given);
    const Super *s = super_of(self);
    Text *name = text_of(given);
    object_keep(name);
    name = text_intern(name);
    if (!name) return OUTCOME_ERROR;
    Type *walked = is_empty(ref(s->object_type)) ? NULL : AS(Type, ref(s->object_type));
    Ref found = walked && name != vm.names[N_CLASS] ? op_super_lookup(AS(Type, ref(s->type)), walked, name) : REF_EMPTY;
    bool through_class = same(ref(s->object), ref(s->object_type));
    Outcome answer = is_empty(found) ? op_generic_getattr(self, name) : op_bind(found, through_class ? REF_EMPTY : ref(s->object), walked);
    object_release(name);
    return answer;
}

/* An unbound super in a class is bound to the instance it is fetched through; slots: self, instance */
static Outcome bind_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    const Super *s = super_of(ref(slot[0]));
    if (!f->state++) return ask_class(ref(s->type), ref(slot[1]));
    Value made = type_allocate(vm.types[T_SUPER]);
    if (is_error(made)) return value_release(incoming), native_fail(f);
    fill(super_of(ref(made)), ref(s->type), ref(slot[1]), incoming);
    return native_done(f, made);
}
static const NativeFrameKind bind_frame = {"super", bind_step, 2, 0, NULL};

static Outcome get(Ref self, Ref instance, Ref owner) {
    const Super *s = super_of(self);
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    if (is_empty(instance) || !is_empty(ref(s->object))) return outcome(value_keep(self));
    if (!is_exact(self, T_SUPER)) {
        Value args[2] = {s->type, VALUE(BITS(instance))};
        return is_empty(ref(s->type)) ? op_call(ref_of(type_of(self)), NULL, 0) : op_call(ref_of(type_of(self)), args, 2);
    }
    if (is_empty(ref(s->type))) return outcome(value_keep(self));
    Frame *f = native_push(&bind_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(instance);
    return OUTCOME_PUSHED;
}

static Value repr(Ref self) {
    const Super *s = super_of(self);
    TextBuilder b = {0};
    builder_c(&b, "<super: <class '");
    if (is_empty(ref(s->type))) builder_c(&b, "NULL");
    else callable_put_type(&b, AS(Type, ref(s->type)));
    builder_c(&b, "'>, ");
    if (is_empty(ref(s->object_type))) {
        builder_c(&b, "NULL>");
    } else {
        builder_char(&b, '<');
        callable_put_type(&b, AS(Type, ref(s->object_type)));
        builder_c(&b, " object>>");
    }
    Text *text = builder_finish(&b);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value or_none(Value v) { return is_empty(ref(v)) ? NONE : value_keep(ref(v)); }
static Value get_type(Ref self) { return or_none(super_of(self)->type); }
static Value get_self(Ref self) { return or_none(super_of(self)->object); }
static Value get_self_class(Ref self) { return or_none(super_of(self)->object_type); }

static const NativeRow super_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC), REPR_ROW(P0, repr),
    METHOD("__getattribute__($self, name, /)", O1, getattribute, "Return getattr(self, name)."), GET_ROW(O2, get),
    METHOD("__init__($self, /, *args, **kwargs)", ON, init, INIT_DOC)};
static const GetSetRow super_getset[] = {
    MEMBER("__thisclass__", get_type, NULL, "the class invoking super()"),
    MEMBER("__self__", get_self, NULL, "the instance invoking super(); may be None"),
    MEMBER("__self_class__", get_self_class, NULL, "the type of the instance invoking super(); may be None")};

const TypeSpec super_spec = {
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; "
           "requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires\n    issubclass(type2, type)\nTypical use to call a "
           "cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods "
           "too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
    .size = sizeof(Super), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(super_methods), GETSET(super_getset),
    .destroy = super_destroy, .visit = super_visit, .blank = super_blank, .try_repr = repr};
