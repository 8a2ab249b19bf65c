/* ops_match.c: the questions that patterns ask (PEP 634): is it a sequence, a mapping, an instance; what do its keys and
 * attributes hold. Each may run Python: `get`, `__match_args__`, the attributes, a class's `__instancecheck__`.
 */
#include "frame/probe.h"
#include "types/list.h"
#include "types/set.h"
#include "types/tuple.h"
#include "vm/ops.h"

Outcome cold_MATCH_SEQUENCE(Frame *f, u32 a) {
    (void)a;
    return outcome(value_bool(type_has(type_of(ref(f->sp[-1])), TYPE_SEQUENCE)));
}

Outcome cold_MATCH_MAPPING(Frame *f, u32 a) {
    (void)a;
    return outcome(value_bool(type_has(type_of(ref(f->sp[-1])), TYPE_MAPPING)));
}

/* ---- keys: subject.get(key, marker) for each; aux: which ---- */

enum { KEYS_SUBJECT, KEYS_KEYS, KEYS_SEEN, KEYS_GET, KEYS_MARKER, KEYS_VALUES, KEYS_SLOTS };
enum { KEYS_BEGIN, KEYS_HAVE_GET, KEYS_SEEN_ASKED, KEYS_SHOWN, KEYS_VALUE };

static Outcome next_key(Frame *f) {
    Value *slot = frame_slots(f);
    const Tuple *keys = AS(Tuple, ref(slot[KEYS_KEYS]));
    if (f->aux == keys->count) {
        Value values = list_to_tuple(ref(slot[KEYS_VALUES]));
        return is_error(values) ? native_fail(f) : native_done(f, values);
    }
    f->state = KEYS_SEEN_ASKED;
    return op_set(ref(slot[KEYS_SEEN]), ref(keys->items[f->aux]), SET_ADD);
}

static Outcome keys_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case KEYS_BEGIN:
        f->state = KEYS_HAVE_GET;
        return op_getattr(ref(slot[KEYS_SUBJECT]), vm.names[N_GET_PLAIN]);
    case KEYS_HAVE_GET:
        slot[KEYS_GET] = incoming;
        return next_key(f);
    case KEYS_SEEN_ASKED: {
        Ref key = ref(AS(Tuple, ref(slot[KEYS_KEYS]))->items[f->aux]);
        if (is_true(ref(incoming))) {
            f->state = KEYS_SHOWN;
            return op_repr(key);
        }
        f->state = KEYS_VALUE;
        return op_call2(ref(slot[KEYS_GET]), key, ref(slot[KEYS_MARKER]));
    }
    case KEYS_SHOWN:
        raise(ERR_VALUE, "mapping pattern checks duplicate key (%U)", text_of(ref(incoming)));
        value_release(incoming);
        return native_fail(f);
    default:
        if (same(ref(incoming), ref(slot[KEYS_MARKER]))) {
            value_release(incoming);
            return native_done(f, NONE);
        }
        if (!list_append(ref(slot[KEYS_VALUES]), incoming)) return native_fail(f);
        f->aux++;
        return next_key(f);
    }
}
static const NativeFrameKind keys_frame = {"match keys", keys_step, KEYS_SLOTS, 0, NULL};

Outcome cold_MATCH_KEYS(Frame *f, u32 a) {
    (void)a;
    if (!AS(Tuple, ref(f->sp[-1]))->count) return outcome(value_keep(ref(vm.empty_tuple)));
    Value made[3] = {set_new(T_SET), type_allocate(vm.types[T_OBJECT]), list_new(0)};
    bool all = !is_error(made[0]) && !is_error(made[1]) && !is_error(made[2]);
    Frame *asking = all ? native_push(&keys_frame) : NULL;
    if (!asking) {
        for (u32 i = 0; i < COUNT_OF(made); i++) value_release(made[i]);
        return OUTCOME_ERROR;
    }
    Value *slot = frame_slots(asking);
    slot[KEYS_SUBJECT] = value_keep(ref(f->sp[-2]));
    slot[KEYS_KEYS] = value_keep(ref(f->sp[-1]));
    slot[KEYS_SEEN] = made[0];
    slot[KEYS_MARKER] = made[1];
    slot[KEYS_VALUES] = made[2];
    return OUTCOME_PUSHED;
}

/* ---- classes: isinstance, then an attribute for each pattern; aux: patterns by place ---- */

enum { CLASS_SUBJECT, CLASS_CLASS, CLASS_NAMES, CLASS_MATCH_ARGS, CLASS_SEEN, CLASS_VALUES, CLASS_SLOTS };
enum { CLASS_BEGIN, CLASS_CHECKED, CLASS_HAVE_ARGS, CLASS_ATTRIBUTE };

/* A single pattern by place is matched against the subject itself. */
static bool matches_itself(const Type *type) {
    return type_has(type, TYPE_IS_INT | TYPE_IS_FLOAT | TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE | TYPE_IS_LIST | TYPE_IS_DICT | TYPE_IS_SET);
}

/* The name that the next pattern asks for; NULL: raised. */
static Text *next_name(Frame *f, u32 i) {
    Value *slot = frame_slots(f);
    const Type *class = AS(Type, ref(slot[CLASS_CLASS]));
    Ref name = i < f->aux ? ref(AS(Tuple, ref(slot[CLASS_MATCH_ARGS]))->items[i]) : ref(AS(Tuple, ref(slot[CLASS_NAMES]))->items[i - f->aux]);
    if (!is_text(name)) return RAISE_NULL(ERR_TYPE, "__match_args__ elements must be strings (got %T)", name);
    Answer seen = set_try(ref(slot[CLASS_SEEN]), name, SET_ADD);
    if (seen == ANSWER_YES) return RAISE_NULL(ERR_TYPE, "%N() got multiple sub-patterns for attribute %R", class, AS(Text, name));
    return seen == ANSWER_NO ? AS(Text, name) : NULL;
}

static Outcome next_attribute(Frame *f) {
    Value *slot = frame_slots(f);
    u32 i = AS(ListObject, ref(slot[CLASS_VALUES]))->count;
    if (i == f->aux + AS(Tuple, ref(slot[CLASS_NAMES]))->count) {
        Value values = list_to_tuple(ref(slot[CLASS_VALUES]));
        return is_error(values) ? native_fail(f) : native_done(f, values);
    }
    Text *name = next_name(f, i);
    if (!name) return native_fail(f);
    f->state = CLASS_ATTRIBUTE;
    return op_getattr_or(ref(slot[CLASS_SUBJECT]), name, REF_EMPTY);
}

/* match_args: what the class has, or EMPTY. */
static Outcome take_match_args(Frame *f, Value match_args) {
    Value *slot = frame_slots(f);
    const Type *class = AS(Type, ref(slot[CLASS_CLASS]));
    slot[CLASS_MATCH_ARGS] = match_args;
    bool itself = is_empty(ref(match_args)) && matches_itself(class);
    if (!is_empty(ref(match_args)) && !is_tuple(ref(match_args))) {
        raise(ERR_TYPE, "%N.__match_args__ must be a tuple (got %T)", class, ref(match_args));
        return native_fail(f);
    }
    u32 allowed = itself ? 1 : is_empty(ref(match_args)) ? 0 : AS(Tuple, ref(match_args))->count;
    if (allowed < f->aux) {
        raise(ERR_TYPE, "%N() accepts %u positional sub-pattern%s (%u given)", class, allowed, allowed == 1 ? "" : "s", f->aux);
        return native_fail(f);
    }
    if (itself && !list_append(ref(slot[CLASS_VALUES]), value_keep(ref(slot[CLASS_SUBJECT])))) return native_fail(f);
    return next_attribute(f);
}

static Outcome class_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case CLASS_BEGIN:
        f->state = CLASS_CHECKED;
        return op_isinstance(ref(slot[CLASS_SUBJECT]), ref(slot[CLASS_CLASS]));
    case CLASS_CHECKED:
        if (!is_true(ref(incoming))) return native_done(f, NONE);
        if (!f->aux) return next_attribute(f);
        f->state = CLASS_HAVE_ARGS;
        return op_getattr_or(ref(slot[CLASS_CLASS]), vm.names[N_MATCH_ARGS], REF_EMPTY);
    case CLASS_HAVE_ARGS:
        return take_match_args(f, incoming);
    default:
        if (is_empty(ref(incoming))) return native_done(f, NONE);
        return list_append(ref(slot[CLASS_VALUES]), incoming) ? next_attribute(f) : native_fail(f);
    }
}
static const NativeFrameKind class_frame = {"match class", class_step, CLASS_SLOTS, 0, NULL};

Outcome cold_MATCH_CLASS(Frame *f, u32 a) {
    if (!is_kind(ref(f->sp[-2]), TYPE_IS_TYPE)) return RAISE_OUTCOME(ERR_TYPE, "called match pattern must be a class");
    Value seen = set_new(T_SET), values = list_new(0);
    Frame *asking = is_error(seen) || is_error(values) ? NULL : native_push(&class_frame);
    if (!asking) {
        value_release(seen);
        value_release(values);
        return OUTCOME_ERROR;
    }
    Value *slot = frame_slots(asking);
    slot[CLASS_NAMES] = op_pop(f);
    slot[CLASS_CLASS] = op_pop(f);
    slot[CLASS_SUBJECT] = op_pop(f);
    slot[CLASS_SEEN] = seen;
    slot[CLASS_VALUES] = values;
    asking->aux = a;
    return OUTCOME_PUSHED;
}
