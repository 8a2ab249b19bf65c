/* method.c: bound methods: a callable and the object that goes first. Attributes that the type itself does not have are the
 * callable's. Methods of methods nest as deep as a program builds them, so nothing here goes down them in C.
 */
#include "base/hash.h"
#include "object/descriptor.h"
#include "types/callable.h"
#include "types/construct.h"
#include "types/rows.h"

INLINE BoundMethod *method_of(Ref r) { return AS(BoundMethod, r); }

static void method_destroy(Object *self) {
    BoundMethod *m = (BoundMethod *)self;
    value_release(m->function);
    value_release(m->self);
    object_free(self, sizeof *m);
}
static void method_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((BoundMethod *)self)->function));
    gc_visit(visit, ref(((BoundMethod *)self)->self));
}

static Value make(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "method") || !construct_count(&c, "method", 2, 2)) return VALUE_ERROR;
    const Object *call = type_of(ref(c.args[0]))->dunder[N_CALL];
    if (!call || call == DUNDER_NONE) return raise(ERR_TYPE, "first argument must be callable");
    if (is_none(ref(c.args[1]))) return raise(ERR_TYPE, "instance must not be None");
    return method_new(ref(c.args[0]), ref(c.args[1]));
}

/* ---- attributes ---- */

static Outcome method_getattribute(Ref self, Ref given) {
    if (!is_kind(given, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "attribute name must be string, not '%T'", given);
    Text *name = text_of(given);
    object_keep(name);
    name = text_intern(name);
    if (!name) return OUTCOME_ERROR;
    Type *type = type_of(self);
    Ref found = type_lookup(type, name);
    Outcome answer;
    if (!is_empty(found)) {
        answer = op_bind(found, self, type);
    } else {
        answer = callable_getattr(ref(method_of(self)->function), name);
    }
    object_release(name);
    return answer;
}

static Value get_function(Ref self) { return value_keep(ref(method_of(self)->function)); }
static Value get_self(Ref self) { return value_keep(ref(method_of(self)->self)); }

static Outcome ask_doc(Ref self) { return callable_getattr(ref(method_of(self)->function), vm.names[N_DOC]); }

/* ---- repr: "<bound method A.f of <A object at 0x7f…>>"; slots: self, name, receiver's text ---- */

enum { REPR_QUALNAME, REPR_NAME, REPR_RECEIVER, REPR_DONE };

static Outcome repr_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    const BoundMethod *m = method_of(ref(slot[0]));
    switch (f->state++) {
    case REPR_QUALNAME:
        return op_getattr_or(ref(m->function), vm.names[N_QUALNAME], REF_EMPTY);
    case REPR_NAME:
        if (is_empty(ref(incoming))) return op_getattr_or(ref(m->function), vm.names[N_NAME], REF_EMPTY); /* fall through */
        f->state++; /* fall through */
    case REPR_RECEIVER:
        slot[1] = incoming;
        f->state = REPR_DONE;
        return op_repr(ref(m->self));
    default: {
        TextBuilder b = {0};
        builder_c(&b, "<bound method ");
        if (is_kind(ref(slot[1]), TYPE_IS_STR)) builder_text(&b, text_of(ref(slot[1])));
        else builder_char(&b, '?');
        builder_c(&b, " of ");
        builder_text(&b, text_of(ref(incoming)));
        builder_char(&b, '>');
        value_release(incoming);
        Text *text = builder_finish(&b);
        return text ? native_done(f, value_of(text)) : native_fail(f);
    }
    }
}
static const NativeFrameKind repr_frame = {"repr", repr_step, 2, 0, NULL};

static Outcome repr(Ref self) {
    Frame *f = native_push_counted(&repr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- identity: the same callable on the very same object ---- */

static Value method_try_compare(Ref a, Ref b, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_exact(b, T_METHOD)) return NOT_IMPLEMENTED;
    const BoundMethod *x = method_of(a), *y = method_of(b);
    if (!same(ref(x->self), ref(y->self))) return value_bool(op == N_NE);
    Answer equal = try_equal(ref(x->function), ref(y->function));
    if (equal == ANSWER_ERROR) return VALUE_ERROR;
    return equal == ANSWER_PYTHON ? NEEDS_PYTHON : value_bool((equal == ANSWER_YES) == (op == N_EQ));
}

/* slots: the two callables; aux: the operator */
static Outcome compare_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_equal(ref(slot[0]), ref(slot[1]));
    return native_done(f, value_bool(is_true(ref(incoming)) == (f->aux == N_EQ)));
}
static const NativeFrameKind compare_frame = {"comparison", compare_step, 2, 0, NULL};

static Outcome method_compare(Ref a, Ref b, u32 op) {
    Value at_once = method_try_compare(a, b, op);
    if (!is_needs_python(at_once)) return outcome(at_once);
    Frame *f = native_push_counted(&compare_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref(method_of(a)->function));
    frame_slots(f)[1] = value_keep(ref(method_of(b)->function));
    f->aux = op;
    return OUTCOME_PUSHED;
}
COMPARE_METHODS(method, method_compare)

static Value mixed_hash(Ref self, i64 hash) {
    hash ^= hash_address(object_id(ref(method_of(self)->self)));
    return value_from_i64(hash == -1 ? -2 : hash);
}

static Value method_try_hash(Ref self) {
    i64 hash;
    HashAnswer answer = try_hash(ref(method_of(self)->function), &hash);
    return answer == HASH_OK ? mixed_hash(self, hash) : answer == HASH_ERROR ? VALUE_ERROR : NEEDS_PYTHON;
}

/* slots: self */
static Outcome hash_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_hash(ref(method_of(self)->function));
    i64 hash = int_clamp_i64(ref(incoming));
    value_release(incoming);
    return native_done(f, mixed_hash(self, hash));
}
static const NativeFrameKind hash_frame = {"hash", hash_step, 1, 0, NULL};

static Outcome hash(Ref self) {
    Value at_once = method_try_hash(self);
    if (!is_needs_python(at_once)) return outcome(at_once);
    Frame *f = native_push_counted(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- the rest ---- */

static Value get(Ref self, Ref instance, Ref owner) {
    return callable_get_args(&instance, &owner) ? value_keep(self) : VALUE_ERROR; /* bound already */
}

/* slots: self */
static Outcome reduce_step(Frame *f, Value incoming) {
    const BoundMethod *m = method_of(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_getattr(ref(m->function), vm.names[N_NAME]);
    Value made = callable_reduce(ref(m->self), incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind reduce_frame = {"__reduce__", reduce_step, 1, 0, NULL};

static Outcome reduce(Ref self) {
    Frame *f = native_push(&reduce_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static const NativeRow method_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC), REPR_ROW(O0, repr), HASH_ROW(O0, hash), CALL_ROW,
    METHOD("__getattribute__($self, name, /)", O1, method_getattribute, "Return getattr(self, name)."), COMPARE_ROWS(method), GET_ROW(P2, get),
    METHOD("__reduce__($self, /)", O0, reduce, NULL)};
static const GetSetRow method_getset[] = {
    MEMBER("__func__", get_function, NULL, "the function (or other callable) implementing a method"),
    MEMBER("__self__", get_self, NULL, "the instance to which a method is bound"), ASKED_ATTRIBUTE("__doc__", ask_doc, NULL, NULL)};

const TypeSpec method_spec = {
    .name = "method", .doc = "Create a bound instance method object.", .signature = "(function, instance, /)", .size = sizeof(BoundMethod),
    .weakref_offset = offsetof(BoundMethod, weakrefs), .flags = TYPE_IMMUTABLE, METHODS(method_methods), GETSET(method_getset),
    .destroy = method_destroy, .visit = method_visit, .try_hash = method_try_hash, .try_compare = method_try_compare};
