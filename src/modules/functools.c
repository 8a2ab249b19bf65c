/* functools.c: the _functools module (library reference, "functools"): reduce, cmp_to_key, and the list of what is in the
 * files beside it. */
#include "modules/functools.h"

bool functools_callable(Ref r) {
    const Type *type = type_of(r);
    return is_exact(r, T_FUNCTION) || type->call || type_lookup_dunder(type, N_CALL);
}

/* Slots: function, args, keywords. */
static Outcome call_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    return f->state++ ? native_done(f, incoming) : op_call_ex(ref(slots[0]), ref(slots[1]), ref(slots[2]));
}
static const NativeFrameKind call_frame = {.name = "call", .step = call_step, .slots = 3};

Outcome functools_call(Ref function, Ref args, Ref keywords) {
    if (is_exact(function, T_FUNCTION) || is_exact(function, T_NATIVE_FUNCTION)) return op_call_ex(function, args, keywords);
    Frame *f = native_push(&call_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(function);
    frame_slots(f)[1] = value_keep(args);
    frame_slots(f)[2] = value_keep(keywords);
    return OUTCOME_PUSHED;
}

static Value told_with_module(Ref self, Ref type) {
    if (!is_kind(type, TYPE_IS_TYPE)) return raise(ERR_TYPE, "a class is needed, not %T", type);
    AS(Type, type)->flags |= TYPE_TOLD_WITH_MODULE;
    return value_keep(type);
}

/* ---- reduce. Slots: function, iterable and then its iterator, total (EMPTY: none yet), item ---- */

enum { FUNCTION, SOURCE, TOTAL, ITEM, REDUCE_SLOTS };
enum { BEGIN, ITERATOR, NEXT, ASKED, CALLED };

static Outcome reduce_end(Frame *f) {
    Value *total = &frame_slots(f)[TOTAL];
    if (!is_empty(ref(*total))) return native_done(f, value_take(total));
    (void)raise(ERR_TYPE, "reduce() of empty iterable with no initial value");
    return native_fail(f);
}

static Outcome reduce_take(Frame *f, Value item) {
    Value *slots = frame_slots(f);
    if (is_empty(ref(slots[TOTAL]))) {
        slots[TOTAL] = item;
        f->state = NEXT;
        return native_again(f);
    }
    value_set(&slots[ITEM], item);
    f->state = CALLED;
    return op_call2(ref(slots[FUNCTION]), ref(slots[TOTAL]), ref(slots[ITEM]));
}

static Outcome reduce_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) {
        if (f->state == ITERATOR && raised_is(ERR_TYPE)) {
            raised_clear();
            (void)raise(ERR_TYPE, "reduce() arg 2 must support iteration");
        }
        return native_fail(f);
    }
    switch (f->state) {
    case BEGIN: f->state = ITERATOR; return op_iter(ref(slots[SOURCE]));
    case ITERATOR: value_set(&slots[SOURCE], incoming); break;
    case ASKED: return is_stop(incoming) ? reduce_end(f) : reduce_take(f, incoming);
    case CALLED: value_set(&slots[TOTAL], incoming); break;
    default: break;
    }
    Value item = try_next(ref(slots[SOURCE]));
    if (is_needs_python(item)) return f->state = ASKED, op_next(ref(slots[SOURCE]));
    if (is_error(item)) return native_fail(f);
    return is_stop(item) ? reduce_end(f) : reduce_take(f, item);
}
static const NativeFrameKind reduce_frame = {.name = "reduce", .step = reduce_step, .slots = REDUCE_SLOTS};

static Outcome functools_reduce(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&reduce_frame);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < 3; i++) frame_slots(f)[i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}

/* ---- cmp_to_key: a wrapper that compares by a function of two. OBJECT EMPTY: it makes wrappers ---- */

typedef struct {
    Object head;
    Value compare, object;
} KeyWrapper;
static Type *key_wrapper_type;
INLINE KeyWrapper *key_of(Ref r) { return AS(KeyWrapper, r); }

static void key_destroy(Object *self) {
    KeyWrapper *k = (KeyWrapper *)self;
    value_release(k->compare);
    value_release(k->object);
    object_free(k, sizeof *k);
}
static void key_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((KeyWrapper *)self)->compare, 2); }
static void key_blank(Object *self) { ((KeyWrapper *)self)->compare = ((KeyWrapper *)self)->object = EMPTY; }

static Value key_new(Ref compare, Ref object) {
    Value made = type_allocate(key_wrapper_type);
    if (is_error(made)) return made;
    key_of(ref(made))->compare = value_keep(compare);
    key_of(ref(made))->object = value_keep(object);
    return made;
}
static Value functools_cmp_to_key(Ref self, Ref compare) { return key_new(compare, REF_EMPTY); }
static Value key_call(Ref self, Ref object) { return key_new(ref(key_of(self)->compare), object); }

/* Slots: what the function answered. aux: the operator. */
static Outcome key_compare_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: {
        const KeyWrapper *left = key_of(ref(slots[0])), *right = key_of(ref(slots[1]));
        return op_call2(ref(left->compare), ref(left->object), ref(right->object));
    }
    case 1:
        value_set(&slots[2], incoming);
        return op_compare(ref(slots[2]), ref(value_int48(0)), f->aux);
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind key_compare_frame = {.name = "cmp_to_key", .step = key_compare_step, .slots = 3};

static Outcome key_compare(Ref a, Ref b, u32 op) {
    if (!is_pointer(b) || object_of(b)->type != key_wrapper_type) return RAISE_OUTCOME(ERR_TYPE, "other argument must be K instance");
    if (is_empty(ref(key_of(a)->object)) || is_empty(ref(key_of(b)->object))) return RAISE_OUTCOME(ERR_ATTRIBUTE, "object");
    Frame *f = native_push(&key_compare_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(a);
    frame_slots(f)[1] = value_keep(b);
    f->aux = op;
    return OUTCOME_PUSHED;
}
COMPARE_METHODS(key, key_compare)

static Value key_get_object(Ref self) { return is_empty(ref(key_of(self)->object)) ? NONE : value_keep(ref(key_of(self)->object)); }
static bool key_set_object(Ref self, Ref object) {
    value_set(&key_of(self)->object, value_keep(object));
    return true;
}

static const NativeRow key_methods[] = {COMPARE_ROWS(key), METHOD("__call__($self, /, obj)", P1, key_call, "Call self as a function.")};
static const GetSetRow key_getset[] = {MEMBER("obj", key_get_object, key_set_object, "Value wrapped by a key function.")};
static const TypeSpec key_wrapper_spec = {
    .name = "functools.KeyWrapper", .size = sizeof(KeyWrapper), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(key_methods), GETSET(key_getset),
    .destroy = key_destroy, .visit = key_visit, .blank = key_blank};

/* ---- the module ---- */

static const TypeSpec *const types[] = {&partial_spec, &placeholder_spec, &lru_cache_spec};
static const NativeRow functions[] = {
    FUNCTION_ROW("reduce($module, function, iterable, /, initial=None)", ON, functools_reduce,
                 "Apply a function of two arguments cumulatively to the items of an iterable, from left to right."),
    FUNCTION_ROW("told_with_module($module, type, /)", P1, told_with_module, "Lets error texts name the class's module."),
    FUNCTION_ROW("cmp_to_key($module, /, mycmp)", P1, functools_cmp_to_key, "Convert a cmp= function into a key= function."),
};

static bool fill(Dict *namespace_) {
    key_wrapper_type = type_from_spec(&key_wrapper_spec);
    return key_wrapper_type && partial_fill(namespace_) && lru_fill(namespace_);
}
const ModuleSpec functools_module = {.name = "_functools", .doc = "Tools that operate on functions.", FUNCTIONS(functions), TYPES(types), .fill = fill};
