/* static_class_method.c: staticmethod and classmethod (descriptor how-to): one struct, WrappedMethod of
 * object/descriptor.h, whose attributes are copied from what it wraps. Annotations are fetched when first asked for.
 */
#include "object/descriptor.h"
#include "frame/call.h"
#include "types/callable.h"
#include "types/compose.h"
#include "types/construct.h"
#include "types/rows.h"

INLINE WrappedMethod *wrapped_of(Ref r) { return AS(WrappedMethod, r); }
INLINE Dict *own_dict(Object *self) { return (Dict *)(uintptr_t)((WrappedMethod *)self)->dict; }

static void wrapped_blank(Object *self) { ((WrappedMethod *)self)->callable = NONE; }

static void wrapped_clear(Object *self) {
    WrappedMethod *w = (WrappedMethod *)self;
    Dict *dict = own_dict(self);
    w->dict = 0;
    if (dict) object_release(dict);
    value_set(&w->callable, NONE);
}

static void wrapped_destroy(Object *self) {
    wrapped_clear(self);
    object_free(self, sizeof(WrappedMethod));
}

static void wrapped_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((WrappedMethod *)self)->callable));
    if (!type_has(self->type, TYPE_HEAP)) gc_visit_object(visit, own_dict(self));
}

/* ---- making ---- */

static Value make(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? type_allocate(c.type) : VALUE_ERROR;
}

static const u16 copied[] = {N_MODULE, N_NAME, N_QUALNAME, N_DOC};

/* Copies the attributes of what is wrapped: slots: self; state: twice the attribute's place, odd once it is at hand */
static Outcome init_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state & 1 && !is_empty(ref(incoming))) {
        Outcome set = op_setattr(self, vm.names[copied[f->state++ / 2]], ref(incoming));
        value_release(incoming);
        return set;
    }
    if (f->state & 1) f->state++;
    else value_release(incoming);
    if (f->state / 2 == COUNT_OF(copied)) return native_done(f, NONE);
    return op_getattr_or(ref(wrapped_of(self)->callable), vm.names[copied[f->state++ / 2]], REF_EMPTY);
}
static const NativeFrameKind init_frame = {"__init__", init_step, 1, 0, NULL};

static Outcome init(Ref self, const Value *args, const char *name) {
    Construct c = construct_args(args);
    if (!construct_no_keywords(&c, name) || !construct_count(&c, name, 1, 1)) return OUTCOME_ERROR;
    value_set(&wrapped_of(self)->callable, value_keep(ref(c.args[0])));
    Frame *f = native_push(&init_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}
static Outcome static_init(Ref self, const Value *args, u32 n) { return init(self, args, "staticmethod"); }
static Outcome class_init(Ref self, const Value *args, u32 n) { return init(self, args, "classmethod"); }

/* ---- what they do ---- */

static Outcome static_get(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    return outcome(value_keep(ref(wrapped_of(self)->callable)));
}
static Outcome class_get(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    return outcome(method_new(ref(wrapped_of(self)->callable), is_empty(owner) ? ref_of(type_of(instance)) : owner));
}

/* A staticmethod is called as what it wraps; slots: callable, args, keywords */
static Outcome call_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    return f->state++ ? native_done(f, incoming) : op_call_ex(ref(slot[0]), ref(slot[1]), ref(slot[2]));
}
static const NativeFrameKind call_frame = {"staticmethod", call_step, 3, 0, NULL};

static Outcome static_call(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&call_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref(wrapped_of(self)->callable));
    frame_slots(f)[1] = value_keep(ref(args[0]));
    frame_slots(f)[2] = value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

static Outcome static_repr(Ref self) { return compose("<staticmethod(%R)>", &wrapped_of(self)->callable, 1); }
static Outcome class_repr(Ref self) { return compose("<classmethod(%R)>", &wrapped_of(self)->callable, 1); }

/* ---- attributes ---- */

static Value get_function(Ref self) { return value_keep(ref(wrapped_of(self)->callable)); }
static Outcome ask_abstract(Ref self) { return callable_is_abstract(ref(wrapped_of(self)->callable)); }

static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}
static bool set_dict(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __dict__");
    if (!is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__dict__ must be set to a dictionary, not a '%T'", value);
    return instance_set_dict(self, value);
}

/* Kept in the own dict once fetched; slots: self; aux: the name's id */
static Outcome lazy_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_getattr(ref(wrapped_of(self)->callable), vm.names[f->aux]);
    if (instance_set(self, vm.names[f->aux], ref(incoming))) return native_done(f, incoming);
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind lazy_frame = {"annotations", lazy_step, 1, 0, NULL};

static Outcome ask_lazily(Ref self, u32 name_id) {
    Ref own = instance_get(self, vm.names[name_id]);
    if (!is_empty(own) && BITS(own) != BITS_NEEDS_PYTHON) return outcome(value_keep(own));
    Frame *f = native_push(&lazy_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    f->aux = name_id;
    return OUTCOME_PUSHED;
}

static Outcome set_lazily(Ref self, u32 name_id, Ref value) {
    if (!is_empty(value)) return instance_set(self, vm.names[name_id], value) ? outcome(NONE) : OUTCOME_ERROR;
    u32 deleted = instance_delete(self, vm.names[name_id]);
    if (deleted == 0) return outcome(raise_attribute(self, vm.names[name_id], "'%T' object has no attribute '%U'", self, vm.names[name_id]));
    return deleted == 1 ? outcome(NONE) : OUTCOME_ERROR;
}
static Outcome ask_annotations(Ref self) { return ask_lazily(self, N_ANNOTATIONS); }
static Outcome ask_annotate(Ref self) { return ask_lazily(self, N_ANNOTATE); }
static Outcome set_annotations(Ref self, Ref value) { return set_lazily(self, N_ANNOTATIONS, value); }
static Outcome set_annotate(Ref self, Ref value) { return set_lazily(self, N_ANNOTATE, value); }

#define INIT_ROW(function) METHOD("__init__($self, /, *args, **kwargs)", ON, function, INIT_DOC)
static const NativeRow static_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC), REPR_ROW(O0, static_repr),
    METHOD("__call__($self, /, *args, **kwargs)", ON, static_call, "Call self as a function."),
    GET_ROW(O2, static_get), INIT_ROW(static_init), CLASS_GETITEM_ROW(NULL)};
static const NativeRow class_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC), REPR_ROW(O0, class_repr), GET_ROW(O2, class_get), INIT_ROW(class_init),
    CLASS_GETITEM_ROW(NULL)};
static const GetSetRow wrapped_getset[] = {
    MEMBER("__func__", get_function, NULL, NULL), MEMBER("__wrapped__", get_function, NULL, NULL),
    ASKED_ATTRIBUTE("__isabstractmethod__", ask_abstract, NULL, NULL), ATTRIBUTE("__dict__", get_dict, set_dict, NULL),
    ASKED_ATTRIBUTE("__annotations__", ask_annotations, set_annotations, NULL), ASKED_ATTRIBUTE("__annotate__", ask_annotate, set_annotate, NULL)};

#define WRAPPED_SPEC(spec, name_, methods, doc_) \
    const TypeSpec spec = { \
        .name = name_, .doc = doc_, .signature = "(function, /)", .size = sizeof(WrappedMethod), .dict_offset = offsetof(WrappedMethod, dict), \
        .weakref_offset = offsetof(WrappedMethod, weakrefs), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(methods), GETSET(wrapped_getset), \
        .destroy = wrapped_destroy, .visit = wrapped_visit, .clear = wrapped_clear, .blank = wrapped_blank}

WRAPPED_SPEC(staticmethod_spec, "staticmethod", static_methods,
             "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static "
             "method, use this idiom:\n\n     class C:\n         @staticmethod\n         def f(arg1, arg2, argN):\n             ...\n\nIt can be "
             "called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, "
             "and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in "
             "Java or C++.\nFor a more advanced concept, see the classmethod builtin.");
WRAPPED_SPEC(classmethod_spec, "classmethod", class_methods,
             "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance "
             "method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, "
             "arg2, argN):\n          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance "
             "is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the "
             "implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod "
             "builtin.");
