/* simple_namespace.c: types.SimpleNamespace: attributes given by keyword, and a repr that shows them. */
#include "object/tuple.h"
#include "types/dict.h"
#include "types/compose.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/rows.h"

typedef struct { Object head; u32 dict; Object *weakrefs; } Namespace;

static Dict *names_of(Ref self) { return (Dict *)(uintptr_t)AS(Namespace, self)->dict; }

static void namespace_clear(Object *self) {
    Dict *dict = names_of(ref_of(self));
    ((Namespace *)self)->dict = 0;
    if (dict) object_release(dict);
}

static void namespace_destroy(Object *self) {
    namespace_clear(self);
    object_free(self, sizeof(Namespace));
}

static void namespace_visit(Object *self, GcVisit *visit) {
    if (!type_has(self->type, TYPE_HEAP)) gc_visit_object(visit, names_of(ref_of(self)));
}

static Value namespace_new(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? type_allocate(c.type) : VALUE_ERROR;
}

/* ---- __init__: the mapping or pairs, then the keywords; slots: self, source, keywords, what is made of the source ---- */

enum { SELF, SOURCE, KEYWORDS, MADE, INIT_SLOTS };

static bool all_text(Ref dict) {
    u32 at = 0;
    for (Ref key, value; table_next(&dict_of(dict)->table, &at, &key, &value);)
        if (!is_kind(key, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "keywords must be strings");
    return true;
}

static Outcome init_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: {
        Dict *made = dict_new();
        if (!made) return native_fail(f);
        slot[MADE] = value_of(made);
        if (!is_empty(ref(slot[SOURCE]))) return dict_update(ref(slot[MADE]), ref(slot[SOURCE]));
        return outcome(NONE);
    }
    case 1: {
        Dict *own = instance_dict(ref(slot[SELF]));
        if (!own || !all_text(ref(slot[MADE]))) return native_fail(f);
        return dict_update(ref_of(own), ref(slot[MADE]));
    }
    case 2: {
        Dict *own = instance_dict(ref(slot[SELF]));
        if (!own) return native_fail(f);
        return is_empty(ref(slot[KEYWORDS])) ? outcome(NONE) : dict_update(ref_of(own), ref(slot[KEYWORDS]));
    }
    default:
        return native_done(f, NONE);
    }
}
static const NativeFrameKind init_frame = {"SimpleNamespace", init_step, INIT_SLOTS, 0, NULL};

static Outcome namespace_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (c.n > 1) return RAISE_OUTCOME(ERR_TYPE, "%U expected at most 1 argument, got %u", type_of(self)->name, c.n);
    Frame *f = native_push(&init_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[SELF] = value_keep(self);
    frame_slots(f)[SOURCE] = c.n ? value_keep(ref(c.args[0])) : EMPTY;
    frame_slots(f)[KEYWORDS] = c.keywords ? value_keep(ref_of(c.keywords)) : EMPTY;
    return OUTCOME_PUSHED;
}

/* ---- repr: name=value in order; what is no str or empty is left out. slots: self (marked), parts; aux: position ---- */

enum { REPR_SELF, REPR_PARTS, REPR_SLOTS };

static bool add_part(Frame *f, TextBuilder *b) {
    Text *made = builder_finish(b);
    return made && list_append(ref(frame_slots(f)[REPR_PARTS]), value_of(made));
}

static void put_name(TextBuilder *b, Ref self) {
    if (type_of(self) == vm.types[T_SIMPLE_NAMESPACE]) builder_c(b, "namespace");
    else builder_text(b, type_of(self)->name);
}

static Outcome repr_finish(Frame *f) {
    const ListObject *parts = AS(ListObject, ref(frame_slots(f)[REPR_PARTS]));
    TextBuilder b = {0};
    put_name(&b, ref(frame_slots(f)[REPR_SELF]));
    builder_char(&b, '(');
    for (u32 i = 0; i < parts->count; i++) builder_text(&b, text_of(ref(parts->items[i])));
    builder_char(&b, ')');
    Text *made = builder_finish(&b);
    return made ? native_done(f, value_of(made)) : native_fail(f);
}

static Outcome repr_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming)) && !list_append(ref(slot[REPR_PARTS]), incoming)) return native_fail(f);
    Dict *dict = names_of(ref(slot[REPR_SELF]));
    Ref key, value;
    while (dict && table_next(&dict->table, &f->aux, &key, &value)) {
        if (!is_kind(key, TYPE_IS_STR) || !text_of(key)->length) continue;
        TextBuilder b = {0};
        if (AS(ListObject, ref(slot[REPR_PARTS]))->count) builder_c(&b, ", ");
        builder_text(&b, text_of(key));
        builder_char(&b, '=');
        return add_part(f, &b) ? op_repr(value) : native_fail(f);
    }
    return repr_finish(f);
}

static void repr_leave(Frame *f) {
    Ref self = ref(frame_slots(f)[REPR_SELF]);
    if (!is_empty(self)) object_of(self)->refs &= ~(u32)FLAG_KIND;
}
static const NativeFrameKind repr_frame = {.name = "repr", .step = repr_step, .slots = REPR_SLOTS, .leave = repr_leave};

static Outcome namespace_repr(Ref self) {
    if (compose_is_marked(self)) {
        TextBuilder b = {0};
        put_name(&b, self);
        builder_c(&b, "(...)");
        Text *made = builder_finish(&b);
        return made ? outcome(value_of(made)) : OUTCOME_ERROR;
    }
    Value parts = list_new(0);
    if (is_error(parts)) return OUTCOME_ERROR;
    Frame *f = native_push_counted(&repr_frame);
    if (!f) return value_release(parts), OUTCOME_ERROR;
    frame_slots(f)[REPR_PARTS] = parts;
    frame_slots(f)[REPR_SELF] = value_keep(self);
    object_of(self)->refs |= FLAG_KIND;
    return OUTCOME_PUSHED;
}

/* ---- comparing, copying ---- */

static bool is_namespace(Ref r) { return type_is_subtype(type_of(r), vm.types[T_SIMPLE_NAMESPACE]); }

static Outcome namespace_compare(Ref a, Ref b, u32 op) {
    if (!is_namespace(a) || !is_namespace(b)) return outcome(NOT_IMPLEMENTED);
    Dict *mine = instance_dict(a), *theirs = instance_dict(b);
    return mine && theirs ? op_compare(ref_of(mine), ref_of(theirs), op) : OUTCOME_ERROR;
}
COMPARE_METHODS(namespace, namespace_compare)

static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}

static Value namespace_reduce(Ref self) {
    Value dict = get_dict(self);
    return is_error(dict) ? dict : tuple_pack3(value_keep(ref_of(type_of(self))), value_keep(ref(vm.empty_tuple)), dict);
}

/* copy.replace: a new one with the old attributes, then the given ones; slots: self, keywords, made */
static Outcome replace_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_call(ref_of(type_of(ref(slot[0]))), NULL, 0);
    case 1: {
        slot[2] = incoming;
        if (!is_namespace(ref(incoming))) {
            raise(ERR_TYPE, "expect %N type, but %T() returned '%T' object", vm.types[T_SIMPLE_NAMESPACE], ref(slot[0]), ref(incoming));
            return native_fail(f);
        }
        Dict *to = instance_dict(ref(incoming)), *from = instance_dict(ref(slot[0]));
        return to && from ? dict_update(ref_of(to), ref_of(from)) : native_fail(f);
    }
    case 2: {
        Dict *to = instance_dict(ref(slot[2]));
        if (!to) return native_fail(f);
        return is_empty(ref(slot[1])) ? outcome(NONE) : dict_update(ref_of(to), ref(slot[1]));
    }
    default:
        return native_done(f, value_take(&slot[2]));
    }
}
static const NativeFrameKind replace_frame = {"__replace__", replace_step, 3, 0, NULL};

static Outcome namespace_replace(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (c.n) return RAISE_OUTCOME(ERR_TYPE, "__replace__() takes no positional arguments");
    Frame *f = native_push(&replace_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = c.keywords ? value_keep(ref_of(c.keywords)) : EMPTY;
    return OUTCOME_PUSHED;
}

static const NativeRow namespace_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, namespace_new, NEW_DOC),
    METHOD("__init__($self, /, *args, **kwargs)", ON, namespace_init, INIT_DOC),
    REPR_ROW(O0, namespace_repr), COMPARE_ROWS(namespace),
    METHOD("__reduce__($self, /)", P0, namespace_reduce, "Return state information for pickling"),
    METHOD("__replace__($self, /, *args, **changes)", ON, namespace_replace, "Return a copy of the namespace object with new values for the specified attributes."),
};
static const GetSetRow namespace_getset[] = {MEMBER("__dict__", get_dict, NULL, NULL)};

const TypeSpec simple_namespace_spec = {
    .name = "types.SimpleNamespace", .doc = "A simple attribute-based namespace.", .signature = "(mapping_or_iterable=(), /, **kwargs)",
    .size = sizeof(Namespace), .dict_offset = offsetof(Namespace, dict), .weakref_offset = offsetof(Namespace, weakrefs),
    .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(namespace_methods), GETSET(namespace_getset),
    .destroy = namespace_destroy, .visit = namespace_visit, .clear = namespace_clear,
};
