/* weakref.c: weakref.ref. The references to one object are a list that begins in the object: first the plain one that is
 * shared, then the others, the newest first; so callbacks come in CPython's order. Taking an object's references off when
 * it dies is object/gc.c's, calling their callbacks frame/finalize.c's.
 */
#include "types/weakref.h"
#include "object/serial.h"
#include "types/compose.h"
#include "types/construct.h"
#include "types/rows.h"

INLINE WeakRef *weak_of(Ref r) { return AS(WeakRef, r); }
bool is_weakref(Ref r) { return type_is_subtype(type_of(r), vm.types[T_WEAKREF]); }

Ref weakref_target(const WeakRef *weak) {
    return weak->referent && !object_is_dying(weak->referent) ? ref_of(weak->referent) : REF_EMPTY;
}

static void unlink(WeakRef *weak) {
    if (!weak->referent) return;
    if (weak->previous) weak->previous->next = weak->next;
    else *object_weakrefs(weak->referent) = (Object *)weak->next;
    if (weak->next) weak->next->previous = weak->previous;
    weak->next = weak->previous = NULL;
    weak->referent = NULL;
}

void weakref_clear(Object *self) {
    unlink((WeakRef *)self);
    value_release(value_take(&((WeakRef *)self)->callback));
}

void weakref_destroy(Object *self) {
    weakref_clear(self);
    object_free(self, sizeof(WeakRef));
}

void weakref_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((WeakRef *)self)->callback)); }

void weakref_blank(Object *self) { ((WeakRef *)self)->callback = EMPTY; }

/* ---- making ---- */

/* One that is shared: without a callback, of a builtin type. */
static bool is_plain(const WeakRef *weak) { return !type_has(weak->head.type, TYPE_HEAP) && is_empty(ref(weak->callback)); }

/* The plain reference comes first, then the plain proxy, then the others. */
static void link(WeakRef *weak, Object *referent) {
    WeakRef **head = (WeakRef **)(void *)object_weakrefs(referent), *after = NULL;
    bool first = is_plain(weak) && weak->head.type == vm.types[T_WEAKREF];
    for (WeakRef *at = first ? NULL : *head; at && is_plain(at); at = at->next) after = at;
    weak->referent = referent;
    weak->previous = after;
    weak->next = after ? after->next : *head;
    if (weak->next) weak->next->previous = weak;
    if (after) after->next = weak;
    else *head = weak;
}

Value weakref_new(Type *type, Ref referent, Ref callback) {
    Object **head = is_pointer(referent) ? object_weakrefs(object_of(referent)) : NULL;
    if (!head) return raise(ERR_TYPE, "cannot create weak reference to '%T' object", referent);
    bool called = !is_empty(callback) && !is_none(callback);
    for (WeakRef *at = called ? NULL : (WeakRef *)(void *)*head; at && is_plain(at); at = at->next)
        if (at->head.type == type && !object_is_dying(&at->head)) return value_keep(ref_of(at));
    Value made = type_allocate(type);
    if (is_error(made)) return made;
    if (called) {
        weak_of(ref(made))->callback = value_keep(callback);
        weak_of(ref(made))->serial = serial_next();
    }
    link(weak_of(ref(made)), object_of(referent));
    return made;
}

static Value ref_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    if (c.keywords && c.type == vm.types[T_WEAKREF] && !construct_no_keywords(&c, "ref")) return VALUE_ERROR;
    if (!construct_count(&c, "__new__", 1, 2)) return VALUE_ERROR;
    return weakref_new(c.type, ref(c.args[0]), c.n > 1 ? ref(c.args[1]) : REF_EMPTY);
}

static Value ref_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    return construct_no_keywords(&c, "ref") && construct_count(&c, "__init__", 1, 2) ? NONE : VALUE_ERROR;
}

static Value target_or_none(Ref self) {
    Ref target = weakref_target(weak_of(self));
    return is_empty(target) ? NONE : value_keep(target);
}

static Outcome ref_call(Ref self, Ref first, const Value *args, u32 n, Ref names) {
    u32 given = n + !is_empty(first);
    if (!is_empty(names)) return RAISE_OUTCOME(ERR_TYPE, "weakref() takes no keyword arguments");
    if (given) return RAISE_OUTCOME(ERR_TYPE, "weakref expected 0 arguments, got %u", given);
    return outcome(target_or_none(self));
}

/* ---- equality and hash: the referents', while both live ---- */

static Value ref_try_compare(Ref a, Ref b, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_weakref(a) || !is_weakref(b)) return NOT_IMPLEMENTED;
    Ref x = weakref_target(weak_of(a)), y = weakref_target(weak_of(b));
    if (is_empty(x) || is_empty(y)) return value_bool(same(a, b) == (op == N_EQ));
    return try_compare(x, y, op);
}

static Outcome ref_compare(Ref a, Ref b, u32 op) {
    Value known = ref_try_compare(a, b, op);
    if (!is_needs_python(known)) return outcome(known);
    return op_compare(weakref_target(weak_of(a)), weakref_target(weak_of(b)), op);
}
COMPARE_METHODS(ref, ref_compare)

static Value ref_try_hash(Ref self) {
    WeakRef *weak = weak_of(self);
    if (!weak->hashed) {
        Ref target = weakref_target(weak);
        if (is_empty(target)) return raise(ERR_TYPE, "weak object has gone away");
        HashAnswer answer = try_hash(target, &weak->hash);
        if (answer != HASH_OK) return answer == HASH_PYTHON ? NEEDS_PYTHON : VALUE_ERROR;
        weak->hashed = true;
    }
    return value_from_i64(weak->hash);
}

static Outcome hash_step(Frame *f, Value incoming) {
    WeakRef *weak = weak_of(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_hash(ref(frame_slots(f)[1]));
    weak->hash = int_clamp_i64(ref(incoming));
    weak->hashed = true;
    return native_done(f, incoming);
}
static const NativeFrameKind hash_frame = {"hash", hash_step, 2, 0, NULL};

static Outcome ref_hash(Ref self) {
    Value known = ref_try_hash(self);
    if (!is_needs_python(known)) return outcome(known);
    Frame *f = native_push(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(weakref_target(weak_of(self)));
    return OUTCOME_PUSHED;
}

/* ---- repr; slots: self, referent ---- */

static void put_address(TextBuilder *b, Ref r) {
    u32 n = (u32)object_id(r), digits = 1;
    while (digits < 8 && n >> digits * 4) digits++;
    builder_c(b, "0x");
    while (digits--) builder_char(b, (u8) "0123456789abcdef"[n >> digits * 4 & 15]);
}

static Text *told(Ref self, Ref target, Ref name) {
    TextBuilder b = {0};
    builder_c(&b, "<weakref at ");
    put_address(&b, self);
    if (is_empty(target)) {
        builder_c(&b, "; dead");
    } else {
        builder_c(&b, "; to '");
        Text *type = text_format("%T", target);
        if (!type) return builder_drop(&b), NULL;
        builder_text(&b, type);
        object_release(type);
        builder_c(&b, "' at ");
        put_address(&b, target);
    }
    if (is_kind(name, TYPE_IS_STR)) {
        builder_c(&b, " (");
        builder_text(&b, text_of(name));
        builder_char(&b, ')');
    }
    builder_char(&b, '>');
    return builder_finish(&b);
}

static Outcome repr_step(Frame *f, Value incoming) {
    Ref target = ref(frame_slots(f)[1]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return is_empty(target) ? outcome(EMPTY) : op_getattr_or(target, vm.names[N_NAME], REF_EMPTY);
    Text *text = told(ref(frame_slots(f)[0]), target, ref(incoming));
    value_release(incoming);
    return text ? native_done(f, value_of(text)) : native_fail(f);
}
static const NativeFrameKind repr_frame = {"repr", repr_step, 2, 0, NULL};

static Outcome ref_repr(Ref self) {
    Frame *f = native_push(&repr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    Ref target = weakref_target(weak_of(self));
    frame_slots(f)[1] = value_keep(target);
    return OUTCOME_PUSHED;
}

static Outcome ref_call_method(Ref self, const Value *args, u32 n) { return ref_call(self, REF_EMPTY, args, n, REF_EMPTY); }

static Value get_callback(Ref self) {
    Ref callback = ref(weak_of(self)->callback);
    return is_empty(callback) || !weak_of(self)->referent ? NONE : value_keep(callback);
}

static const NativeRow ref_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, ref_new, NEW_DOC),
    METHOD("__init__($self, /, *args, **kwargs)", PN, ref_init, INIT_DOC),
    METHOD("__call__($self, /)", ORAW, ref_call_method, "Call self as a function."),
    REPR_ROW(O0, ref_repr), HASH_ROW(O0, ref_hash), COMPARE_ROWS(ref),
    CLASS_GETITEM_ROW("See PEP 585"),
};
static const GetSetRow ref_getset[] = {MEMBER("__callback__", get_callback, NULL, NULL)};

const TypeSpec weakref_spec = {
    .name = "weakref.ReferenceType", .signature = "(object, callback=None, /)",
    .size = sizeof(WeakRef), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(ref_methods), GETSET(ref_getset),
    .destroy = weakref_destroy, .visit = weakref_visit, .clear = weakref_clear, .blank = weakref_blank,
    .call = ref_call, .try_hash = ref_try_hash, .try_compare = ref_try_compare,
};
