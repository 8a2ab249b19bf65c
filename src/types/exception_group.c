/* exception_group.c: BaseExceptionGroup and ExceptionGroup (PEP 654). split() and subgroup() walk the tree on a stack of
 * their own, since a condition may be Python's and groups nest as deep as someone built them.
 */
#include "types/compose.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/set.h"

INLINE ExceptionGroupObject *group_of(Ref r) { return AS(ExceptionGroupObject, r); }
static bool is_group(Ref r) { return type_is_subtype(type_of(r), vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP]); }

/* ---- making ---- */

/* ExceptionGroup holds Exceptions only; BaseExceptionGroup of nothing else is made an ExceptionGroup. */
static Type *class_for(Type *type, const Tuple *members) {
    Type *plain = vm.types[T_ERRORS + ERR_EXCEPTION];
    bool all_plain = true;
    for (u32 i = 0; i < members->count; i++) all_plain = all_plain && type_is_subtype(type_of(ref(members->items[i])), plain);
    if (type == vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP]) return all_plain ? vm.types[T_ERRORS + ERR_EXCEPTION_GROUP] : type;
    if (all_plain || !type_is_subtype(type, plain)) return type;
    if (type == vm.types[T_ERRORS + ERR_EXCEPTION_GROUP]) return RAISE_NULL(ERR_TYPE, "Cannot nest BaseExceptions in an ExceptionGroup");
    return RAISE_NULL(ERR_TYPE, "Cannot nest BaseExceptions in '%N'", type);
}

static Value make(Type *type, const Value *args, u32 n, Tuple *members) {
    if (!members->count) return raise(ERR_VALUE, "second argument (exceptions) must be a non-empty sequence");
    for (u32 i = 0; i < members->count; i++)
        if (!is_kind(ref(members->items[i]), TYPE_IS_EXCEPTION))
            return raise(ERR_VALUE, "Item %u of second argument (exceptions) is not an exception", i);
    type = class_for(type, members);
    if (!type) return VALUE_ERROR;
    Construct c = {type, args, n, NULL};
    Value made = exception_make(&c);
    if (is_error(made)) return made;
    ExceptionGroupObject *group = group_of(ref(made));
    value_set(&group->message, value_keep(ref(args[0])));
    value_set(&group->exceptions, value_keep(ref_of(members)));
    return made;
}

/* slots: type, message, exceptions as they were given */
static Outcome new_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_tuple(ref(slot[2]));
    Value made = make(AS(Type, ref(slot[0])), slot + 1, 2, AS(Tuple, ref(incoming)));
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {"ExceptionGroup", new_step, 3, 0, NULL};

static Outcome group_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.keywords && c.type->dunder[N_INIT] == AS(Type, self)->dunder[N_INIT]) return RAISE_OUTCOME(ERR_TYPE, "%N() takes no keyword arguments", c.type);
    if (c.n != 2) return RAISE_OUTCOME(ERR_TYPE, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)", c.n);
    if (!is_kind(ref(c.args[0]), TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", ref(c.args[0]));
    Ref given = ref(c.args[1]);
    const Type *type = type_of(given);
    if (!type->dunder[N_GETITEM] || type_has(type, TYPE_IS_DICT)) return RAISE_OUTCOME(ERR_TYPE, "second argument (exceptions) must be a sequence");
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref_of(c.type));
    frame_slots(f)[1] = value_keep(ref(c.args[0]));
    frame_slots(f)[2] = value_keep(given);
    return OUTCOME_PUSHED;
}

static Value group_str(Ref self) {
    const ExceptionGroupObject *group = group_of(self);
    if (is_empty(ref(group->exceptions))) return value_keep(ref(vm.empty_text));
    u32 n = AS(Tuple, ref(group->exceptions))->count;
    Text *made = text_format("%U (%u sub-exception%s)", text_of(ref(group->message)), n, n == 1 ? "" : "s");
    return made ? value_of(made) : VALUE_ERROR;
}

/* As it was written: a list stays a list in the text. */
static Outcome repr_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ > 0) return native_done(f, incoming);
    const ExceptionGroupObject *group = group_of(ref(slot[0]));
    const Tuple *args = AS(Tuple, exception_args(ref(slot[0])));
    bool as_list = args->count < 2 || !is_tuple(ref(args->items[1]));
    Ref members = is_empty(ref(group->exceptions)) ? ref(vm.empty_tuple) : ref(group->exceptions);
    Value shown = as_list ? list_from(AS(Tuple, members)->items, AS(Tuple, members)->count) : value_keep(members);
    if (is_error(shown)) return native_fail(f);
    Value parts[3] = {VALUE(BITS(ref_of(type_of(ref(slot[0]))->name))), is_empty(ref(group->message)) ? NONE : group->message, shown};
    Outcome asked = compose("%S(%R, %R)", parts, 3);
    value_release(shown);
    return asked;
}
static const NativeFrameKind repr_frame = {"repr", repr_step, 1, 0, NULL};

static Outcome group_repr(Ref self) {
    Frame *f = native_push(&repr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Outcome group_derive(Ref self, Ref members) {
    Value message = VALUE(BITS(ref(group_of(self)->message)));
    if (is_empty(ref(message))) message = NONE;
    Value args[2] = {message, VALUE(BITS(members))};
    return op_construct(vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP], REF_EMPTY, args, 2, REF_EMPTY);
}

/* ---- split and subgroup ----
 *
 * A level of the walk is five values on the frame's own list `levels`: the group, the list of what matched, the list of
 * what did not, the position, and what the matching part became. A group is asked as a whole first; only if it does not
 * match are its members looked at. */

enum { SPLIT_CONDITION, SPLIT_LEVELS, SPLIT_SUBJECT, SPLIT_MADE, SPLIT_MATCHED, SPLIT_SLOTS };
enum { SPLIT_ENTER, SPLIT_ANSWERED, SPLIT_TRUTH, SPLIT_NEXT, SPLIT_DERIVED_MATCH, SPLIT_DERIVED_REST, SPLIT_NOTES };
enum { LEVEL_GROUP, LEVEL_MATCH, LEVEL_REST, LEVEL_AT, LEVEL_SIZE };
enum { SUBGROUP_ONLY = 1 };

INLINE Value *level_top(Frame *f) {
    ListObject *levels = AS(ListObject, ref(frame_slots(f)[SPLIT_LEVELS]));
    return levels->count ? &levels->items[levels->count - LEVEL_SIZE] : NULL;
}

static Outcome split_next(Frame *f);

/* `matched` and `rest` are what the subject came apart into; either may be None. Goes one level up. */
static Outcome split_deliver(Frame *f, Value matched, Value rest) {
    Value *level = level_top(f);
    if (!level) {
        if (f->aux & SUBGROUP_ONLY) {
            value_release(rest);
            return native_done(f, matched);
        }
        Value pair = tuple_pack2(matched, rest);
        return is_error(pair) ? native_fail(f) : native_done(f, pair);
    }
    bool done = true;
    if (is_none(ref(matched))) value_release(matched);
    else done = list_append(ref(level[LEVEL_MATCH]), matched);
    if (is_none(ref(rest))) value_release(rest);
    else done = list_append(ref(level[LEVEL_REST]), rest) && done;
    return done ? split_next(f) : native_fail(f);
}

static Outcome split_answered(Frame *f, bool yes) {
    Value *slot = frame_slots(f);
    Value subject = value_take(&slot[SPLIT_SUBJECT]);
    if (yes) return split_deliver(f, subject, NONE);
    if (!is_group(ref(subject))) return split_deliver(f, NONE, subject);
    Value parts[LEVEL_SIZE] = {subject, list_new(0), list_new(0), value_u32(0)};
    bool done = !is_error(parts[1]) && !is_error(parts[2]);
    for (u32 i = 0; i < LEVEL_SIZE; i++) {
        if (done) done = list_append(ref(slot[SPLIT_LEVELS]), parts[i]);
        else value_release(parts[i]);
    }
    return done ? split_next(f) : native_fail(f);
}

static bool matches_class(Ref exception, Ref condition) {
    if (is_kind(condition, TYPE_IS_TYPE)) return type_is_subtype(type_of(exception), AS(Type, condition));
    const Tuple *classes = tuple_of(condition);
    for (u32 i = 0; i < classes->count; i++)
        if (type_is_subtype(type_of(exception), AS(Type, ref(classes->items[i])))) return true;
    return false;
}

/* The condition of a projection: a set of numbers, each where an exception that is no group lies. */
static Value place_of(Ref exception) { return value_u32((u32)(uintptr_t)object_of(exception)); }
static bool is_kept(Ref exception, Ref places) { return !is_group(exception) && set_try(places, ref(place_of(exception)), SET_CONTAINS) == ANSWER_YES; }

static Outcome split_enter(Frame *f) {
    Value *slot = frame_slots(f);
    Ref condition = ref(slot[SPLIT_CONDITION]);
    fuel_charge(1);
    if (is_set(condition)) {
        f->state = SPLIT_TRUTH;
        return outcome(value_bool(is_kept(ref(slot[SPLIT_SUBJECT]), condition)));
    }
    if (is_kind(condition, TYPE_IS_TYPE) || is_kind(condition, TYPE_IS_TUPLE)) {
        bool yes = matches_class(ref(slot[SPLIT_SUBJECT]), condition);
        f->state = SPLIT_TRUTH;
        return outcome(value_bool(yes)); /* by way of the driver: C depth stays */
    }
    f->state = SPLIT_ANSWERED;
    return op_call1(condition, ref(slot[SPLIT_SUBJECT]));
}

static Outcome split_next(Frame *f) {
    Value *level = level_top(f), *slot = frame_slots(f);
    const Tuple *members = AS(Tuple, ref(group_of(ref(level[LEVEL_GROUP]))->exceptions));
    u32 at = (u32)int48_of(ref(level[LEVEL_AT]));
    if (at < members->count) {
        level[LEVEL_AT] = value_u32(at + 1);
        value_set(&slot[SPLIT_SUBJECT], value_keep(ref(members->items[at])));
        return split_enter(f);
    }
    ListObject *matched = AS(ListObject, ref(level[LEVEL_MATCH]));
    f->state = SPLIT_DERIVED_MATCH;
    if (!matched->count) return outcome(NONE);
    return op_call_method(ref(level[LEVEL_GROUP]), vm.names[N_DERIVE], &level[LEVEL_MATCH], 1);
}

/* What derive() made looks like what it came from. */
static bool finish_part(Ref made, Ref from) {
    if (is_none(made)) return true;
    if (!is_group(made)) return RAISE_FALSE(ERR_TYPE, "derive must return an instance of BaseExceptionGroup");
    const Exception *old = exception_of(from);
    Exception *new = exception_of(made);
    value_set(&new->traceback, value_keep(ref(old->traceback)));
    value_set(&new->context, value_keep(ref(old->context)));
    value_set(&new->cause, value_keep(ref(old->cause)));
    if (!is_empty(ref(old->cause)) || old->suppress_context) new->suppress_context = old->suppress_context;
    Ref notes = instance_get(from, vm.names[N_NOTES]);
    const Value *items;
    u32 count;
    if (is_empty(notes) || BITS(notes) == BITS_NEEDS_PYTHON || !sequence_items(notes, &items, &count)) return true;
    Value copy = list_from(items, count);
    bool done = !is_error(copy) && instance_set(made, vm.names[N_NOTES], ref(copy));
    if (!is_error(copy)) value_release(copy);
    return done;
}

static Outcome split_leave_level(Frame *f, Value rest) {
    Value *slot = frame_slots(f);
    ListObject *levels = AS(ListObject, ref(slot[SPLIT_LEVELS]));
    for (u32 i = 0; i < LEVEL_SIZE; i++) list_remove_at(ref(slot[SPLIT_LEVELS]), levels->count - 1);
    return split_deliver(f, value_take(&slot[SPLIT_MATCHED]), rest);
}

static Outcome split_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case SPLIT_ENTER:
        return split_enter(f);
    case SPLIT_ANSWERED: {
        f->state = SPLIT_TRUTH;
        Outcome truth = op_truth(ref(incoming));
        value_release(incoming);
        return truth;
    }
    case SPLIT_TRUTH:
        return split_answered(f, is_true(ref(incoming)));
    case SPLIT_DERIVED_MATCH: {
        Value *level = level_top(f);
        slot[SPLIT_MATCHED] = incoming;
        if (!finish_part(ref(incoming), ref(level[LEVEL_GROUP]))) return native_fail(f);
        f->state = SPLIT_DERIVED_REST;
        if (f->aux & SUBGROUP_ONLY || !AS(ListObject, ref(level[LEVEL_REST]))->count) return outcome(NONE);
        return op_call_method(ref(level[LEVEL_GROUP]), vm.names[N_DERIVE], &level[LEVEL_REST], 1);
    }
    default:
        if (!finish_part(ref(incoming), ref(level_top(f)[LEVEL_GROUP]))) return value_release(incoming), native_fail(f);
        return split_leave_level(f, incoming);
    }
}
static const NativeFrameKind split_frame = {"split", split_step, SPLIT_SLOTS, 0, NULL};

static bool is_exception_class(Ref r) { return is_kind(r, TYPE_IS_TYPE) && type_has(AS(Type, r), TYPE_IS_EXCEPTION); }

static bool check_condition(Ref condition) {
    bool fits = is_exception_class(condition);
    if (!fits && is_kind(condition, TYPE_IS_TUPLE)) {
        const Tuple *classes = tuple_of(condition);
        fits = true;
        for (u32 i = 0; i < classes->count; i++) fits = fits && is_exception_class(ref(classes->items[i]));
    } else if (!fits && !is_kind(condition, TYPE_IS_TYPE)) {
        Type *type = type_of(condition);
        fits = type->call || type->dunder[N_CALL] || is_exact(condition, T_FUNCTION);
    }
    return fits || RAISE_FALSE(ERR_TYPE, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

static Outcome split_by(Ref self, Ref condition, u32 aux) {
    Value levels = list_new(0);
    if (is_error(levels)) return OUTCOME_ERROR;
    Frame *f = native_push(&split_frame);
    if (!f) return value_release(levels), OUTCOME_ERROR;
    frame_slots(f)[SPLIT_CONDITION] = value_keep(condition);
    frame_slots(f)[SPLIT_LEVELS] = levels;
    frame_slots(f)[SPLIT_SUBJECT] = value_keep(self);
    f->aux = aux;
    return OUTCOME_PUSHED;
}

static Outcome split(Ref self, Ref condition, u32 aux) { return check_condition(condition) ? split_by(self, condition, aux) : OUTCOME_ERROR; }

/* ---- for except* ---- */

bool is_exception_group(Ref r) { return is_group(r); }

Value exception_group_of(Ref members) {
    Value args[2] = {VALUE(BITS(ref(vm.empty_text))), VALUE(BITS(members))};
    return make(vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP], args, 2, AS(Tuple, members));
}

/* Adds the places of the leaves below `exception`; `waiting` is an empty list to work with. */
static bool add_places(Ref exception, Ref places, Ref waiting) {
    const ListObject *list = AS(ListObject, waiting);
    if (!list_append(waiting, value_keep(exception))) return false;
    while (list->count) {
        Value next = value_keep(ref(list->items[list->count - 1]));
        list_remove_at(waiting, list->count - 1);
        fuel_charge(1);
        bool done;
        if (is_group(ref(next))) {
            const Tuple *members = AS(Tuple, ref(group_of(ref(next))->exceptions));
            done = list_extend_values(waiting, members->items, members->count);
        } else {
            done = set_try(places, ref(place_of(ref(next))), SET_ADD) != ANSWER_ERROR;
        }
        value_release(next);
        if (!done) return false;
    }
    return true;
}

Outcome exception_group_project(Ref group, Ref kept) {
    const ListObject *list = AS(ListObject, kept);
    if (!list->count) return outcome(NONE);
    Value places = set_new(T_SET), waiting = list_new(0);
    bool done = !is_error(places) && !is_error(waiting);
    for (u32 i = 0; i < list->count && done; i++) done = add_places(ref(list->items[i]), ref(places), ref(waiting));
    Outcome asked = done ? split_by(group, ref(places), SUBGROUP_ONLY) : OUTCOME_ERROR;
    value_release(places);
    value_release(waiting);
    return asked;
}

static Outcome group_split(Ref self, Ref condition) { return split(self, condition, 0); }
static Outcome group_subgroup(Ref self, Ref condition) { return split(self, condition, SUBGROUP_ONLY); }
static Value get_message(Ref self) { return exception_shown(group_of(self)->message); }
static Value get_exceptions(Ref self) { return exception_shown(group_of(self)->exceptions); }

static const NativeRow group_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, group_new, NEW_DOC),
    REPR_ROW(O0, group_repr),
    METHOD("__str__($self, /)", P0, group_str, "Return str(self)."),
    CLASS_GETITEM_ROW("See PEP 585"),
    METHOD("derive($self, excs, /)", O1, group_derive, NULL),
    METHOD("split($self, matcher_value, /)", O1, group_split, NULL),
    METHOD("subgroup($self, matcher_value, /)", O1, group_subgroup, NULL),
};
static const GetSetRow group_getset[] = {
    MEMBER("message", get_message, NULL, "exception message"),
    MEMBER("exceptions", get_exceptions, NULL, "nested exceptions"),
};

const TypeSpec base_exception_group_spec = {
    .name = "BaseExceptionGroup", .doc = "A combination of multiple unrelated exceptions.", .size = sizeof(ExceptionGroupObject),
    .flags = EXCEPTION_FLAGS, METHODS(group_methods), GETSET(group_getset), .blank = exception_blank,
};
/* Its bases are (BaseExceptionGroup, Exception): start-up gives it both. */
const TypeSpec exception_group_spec = {
    .name = "ExceptionGroup", .size = sizeof(ExceptionGroupObject), .flags = EXCEPTION_FLAGS, .blank = exception_blank,
};
