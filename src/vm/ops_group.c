/* ops_group.c: except* (PEP 654): which part of an exception group a clause takes, and what is raised at the end. A group is
 * split by its own split(), which a subclass may have written.
 */
#include "frame/traceback.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/tuple.h"
#include "vm/ops.h"

/* ---- a clause ---- */

static bool is_class_of(Ref r, ErrorId base) { return is_kind(r, TYPE_IS_TYPE) && type_is_subtype(AS(Type, r), vm.types[T_ERRORS + base]); }

static bool check_class(Ref class) {
    if (!is_class_of(class, ERR_BASE_EXCEPTION)) return RAISE_FALSE(ERR_TYPE, "catching classes that do not inherit from BaseException is not allowed");
    if (is_class_of(class, ERR_BASE_EXCEPTION_GROUP)) return RAISE_FALSE(ERR_TYPE, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return true;
}

static bool check_classes(Ref wanted) {
    if (!is_kind(wanted, TYPE_IS_TUPLE)) return check_class(wanted);
    const Tuple *classes = tuple_of(wanted);
    for (u32 i = 0; i < classes->count; i++)
        if (!is_class_of(ref(classes->items[i]), ERR_BASE_EXCEPTION)) return check_class(ref(classes->items[i]));
    for (u32 i = 0; i < classes->count; i++)
        if (!check_class(ref(classes->items[i]))) return false;
    return true;
}

static bool matches(Ref exception, Ref wanted) {
    if (!is_kind(wanted, TYPE_IS_TUPLE)) return type_is_subtype(type_of(exception), AS(Type, wanted));
    const Tuple *classes = tuple_of(wanted);
    for (u32 i = 0; i < classes->count; i++)
        if (type_is_subtype(type_of(exception), AS(Type, ref(classes->items[i])))) return true;
    return false;
}

/* A lone exception that matches is caught as a group of one, which was raised here. */
static Value wrapped(Frame *f, Ref exception) {
    Value members = tuple_pack1(value_keep(exception));
    if (is_error(members)) return members;
    Value group = exception_group_of(ref(members));
    value_release(members);
    if (is_error(group)) return group;
    raised_restore(group);
    traceback_add(f);
    return raised_take();
}

/* matching rest, taken over; what matches is now what the thread handles. */
static Value parts(Value matching, Value rest) {
    if (!is_error(matching) && !is_none(ref(matching))) value_set(&vm.thread->exc_info->handled, value_keep(ref(matching)));
    return tuple_pack2(matching, rest);
}

static Outcome split_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state++ == 0) {
        Text *name = text_intern_c("split");
        if (!name) return native_fail(f);
        Outcome asked = op_call_method(ref(slot[0]), name, &slot[1], 1);
        object_release(name);
        return asked;
    }
    if (is_error(incoming)) return native_fail(f);
    Ref answer = ref(incoming);
    const Tuple *pair = is_kind(answer, TYPE_IS_TUPLE) ? tuple_of(answer) : NULL;
    if (!pair) raise(ERR_TYPE, "%T.split must return a tuple, not %T", ref(slot[0]), answer);
    else if (pair->count < 2) raise(ERR_TYPE, "%T.split must return a 2-tuple, got tuple of size %u", ref(slot[0]), pair->count);
    else {
        Value both = parts(value_keep(ref(pair->items[0])), value_keep(ref(pair->items[1])));
        value_release(incoming);
        return is_error(both) ? native_fail(f) : native_done(f, both);
    }
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind split_frame = {"split", split_step, 2, 0, NULL};

static Outcome match_group(Frame *f, Value exception, Value wanted) {
    Ref e = ref(exception);
    if (is_none(e)) return outcome(parts(NONE, NONE));
    if (matches(e, ref(wanted))) return outcome(parts(is_exception_group(e) ? value_keep(e) : wrapped(f, e), NONE));
    if (!is_exception_group(e)) return outcome(parts(NONE, value_keep(e)));
    Frame *asking = native_push(&split_frame);
    if (!asking) return OUTCOME_ERROR;
    frame_slots(asking)[0] = value_keep(e);
    frame_slots(asking)[1] = value_keep(ref(wanted));
    return OUTCOME_PUSHED;
}

/* exception class -> rest matching */
Outcome cold_CHECK_EG_MATCH(Frame *f, u32 a) {
    (void)a;
    Value wanted = op_pop(f), exception = op_pop(f);
    Outcome asked = check_classes(ref(wanted)) ? match_group(f, exception, wanted) : OUTCOME_ERROR;
    value_release(wanted);
    value_release(exception);
    if (outcome_is_pushed(asked)) f->wanted = WANT_UNPACK;
    if (!outcome_is_value(asked)) return asked;
    Value pair = outcome_value(asked);
    const Tuple *both = AS(Tuple, ref(pair));
    *f->sp++ = value_keep(ref(both->items[1]));
    asked = outcome(value_keep(ref(both->items[0])));
    value_release(pair);
    return asked;
}

/* ---- the end ---- */

/* What a clause raised anew has a traceback, cause or context of its own; what came through shares the original's. */
static bool is_part_of(Ref exception, const Exception *original) {
    if (!is_exception_group(exception)) return false;
    const Exception *e = exception_of(exception);
    return same(ref(e->traceback), ref(original->traceback)) && same(ref(e->cause), ref(original->cause)) && same(ref(e->context), ref(original->context));
}

/* slots: original, raised anew, came through */
enum { ORIGINAL, RAISED, THROUGH, STAR_SLOTS };

static Outcome star_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return exception_group_project(ref(slot[ORIGINAL]), ref(slot[THROUGH]));
    const ListObject *raised = AS(ListObject, ref(slot[RAISED]));
    if (!raised->count) return native_done(f, incoming);
    if (is_none(ref(incoming))) value_release(incoming);
    else if (!list_append(ref(slot[RAISED]), incoming)) return native_fail(f);
    if (raised->count == 1) return native_done(f, value_keep(ref(raised->items[0])));
    Value members = list_to_tuple(ref(slot[RAISED]));
    Value group = is_error(members) ? members : exception_group_of(ref(members));
    value_release(members);
    return is_error(group) ? native_fail(f) : native_done(f, group);
}
static const NativeFrameKind star_frame = {"except*", star_step, STAR_SLOTS, 0, NULL};

static Outcome raise_what_is_left(Ref original, const ListObject *list) {
    if (!list->count) return outcome(NONE);
    /* a lone exception was caught as a group of one: one clause at most has run */
    if (!is_exception_group(original)) return outcome(value_keep(ref(list->items[0])));
    Value raised = list_new(0), through = list_new(0);
    bool done = !is_error(raised) && !is_error(through);
    for (u32 i = 0; i < list->count && done; i++) {
        Ref e = ref(list->items[i]);
        if (!is_none(e)) done = list_append(is_part_of(e, exception_of(original)) ? ref(through) : ref(raised), value_keep(e));
    }
    Frame *f = done ? native_push(&star_frame) : NULL;
    if (!f) {
        value_release(raised);
        value_release(through);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[ORIGINAL] = value_keep(original);
    frame_slots(f)[RAISED] = raised;
    frame_slots(f)[THROUGH] = through;
    return OUTCOME_PUSHED;
}

/* original list -> what is to be raised, or None */
Outcome cold_PREP_RERAISE_STAR(Frame *f, u32 a) {
    (void)a;
    Value list = op_pop(f), original = op_pop(f);
    Outcome asked = raise_what_is_left(ref(original), AS(ListObject, ref(list)));
    value_release(list);
    value_release(original);
    return asked;
}
