/* itertools_group.c: groupby and the groups it gives out.
 *
 * groupby: number[0] is the number of the group that is current (0: none); a group that is no longer current is exhausted.
 * A group: PARENT, GROUP_KEY, and its own number. Both step the source with the same few questions: an item, its key, and
 * whether the key is the group's. */
#include "modules/itertools.h"

Type *grouper_type;

enum { SOURCE, FUNCTION, TARGET, KEY, ITEM }; /* of groupby: the key of the group wanted, the current key and item */
enum { PARENT, GROUP_KEY };
enum { CURRENT, LAST }; /* numbers: the current group's, and the last one given */

static bool groupby_make(ItObject *it, Value *args) {
    it->slot[SOURCE] = value_take(&args[0]);
    if (!is_empty(ref(args[1])) && !is_none(ref(args[1]))) it->slot[FUNCTION] = value_take(&args[1]);
    return true;
}
static const char *const groupby_names[] = {"iterable", "key"};
static const ItMake groupby_how = {"groupby", groupby_names, 1, 2, 2, "i0", groupby_make, NULL};
IT_NEW(groupby, groupby_how)

/* Slots: self, groupby (the same for groupby's own frame), an item that waits for its key, two keys compared. */
enum { FRAME_SELF, FRAME_GROUPS, FRAME_ITEM, FRAME_LEFT, FRAME_RIGHT, FRAME_SLOTS };
enum { BEGIN, ITEM_ASKED, KEY_ASKED, COMPARED };

static Outcome ask_item(Frame *f) {
    f->state = ITEM_ASKED;
    return op_next(ref(it_of(ref(frame_slots(f)[FRAME_GROUPS]))->slot[SOURCE]));
}

static Outcome compare_keys(Frame *f, Ref left, Ref right) {
    Value *slots = frame_slots(f);
    value_set(&slots[FRAME_LEFT], value_keep(left));
    value_set(&slots[FRAME_RIGHT], value_keep(right));
    f->state = COMPARED;
    return op_equal(ref(slots[FRAME_LEFT]), ref(slots[FRAME_RIGHT]));
}

static void set_current(ItObject *groups, Value item, Value key) {
    value_set(&groups->slot[ITEM], item);
    value_set(&groups->slot[KEY], key);
}

/* An item or its key has come. *known: both are there now; else the outcome is the frame's. */
static Outcome stepped(Frame *f, Value incoming, bool *known) {
    Value *slots = frame_slots(f);
    ItObject *groups = it_of(ref(slots[FRAME_GROUPS]));
    *known = false;
    if (f->state == ITEM_ASKED) {
        if (is_stop(incoming)) return iterator_stop(f);
        if (!is_empty(ref(groups->slot[FUNCTION]))) {
            value_set(&slots[FRAME_ITEM], incoming);
            f->state = KEY_ASKED;
            return op_call1(ref(groups->slot[FUNCTION]), ref(incoming));
        }
        set_current(groups, incoming, value_keep(ref(incoming)));
    } else {
        set_current(groups, value_take(&slots[FRAME_ITEM]), incoming);
    }
    *known = true;
    return OUTCOME_ERROR;
}

/* ---- groupby: items of the group before are passed over ---- */

static Outcome new_group(Frame *f) {
    ItObject *groups = it_of(ref(frame_slots(f)[FRAME_GROUPS]));
    Value made = type_allocate(grouper_type);
    if (is_error(made)) return native_fail(f);
    value_set(&groups->slot[TARGET], value_keep(ref(groups->slot[KEY])));
    ItObject *group = it_of(ref(made));
    group->slot[PARENT] = value_keep(ref_of(groups));
    group->slot[GROUP_KEY] = value_keep(ref(groups->slot[TARGET]));
    group->number[CURRENT] = groups->number[CURRENT] = ++groups->number[LAST];
    Value pair = tuple_pack2(value_keep(ref(groups->slot[KEY])), made);
    return is_error(pair) ? native_fail(f) : native_done(f, pair);
}

static Outcome look_for_group(Frame *f) {
    const ItObject *groups = it_of(ref(frame_slots(f)[FRAME_GROUPS]));
    if (is_empty(ref(groups->slot[KEY]))) return ask_item(f);
    if (is_empty(ref(groups->slot[TARGET]))) return new_group(f);
    return compare_keys(f, ref(groups->slot[TARGET]), ref(groups->slot[KEY]));
}

static Outcome groupby_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state == BEGIN) return look_for_group(f);
    if (f->state == COMPARED) return is_true(ref(incoming)) ? ask_item(f) : new_group(f);
    bool known;
    Outcome answer = stepped(f, incoming, &known);
    return known ? look_for_group(f) : answer;
}
static const NativeFrameKind groupby_frame = {.name = "groupby.__next__", .step = groupby_step, .slots = FRAME_SLOTS};

static Outcome push(const NativeFrameKind *kind, Ref self, Ref groups) {
    Frame *f = native_push(kind);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[FRAME_SELF] = value_keep(self);
    frame_slots(f)[FRAME_GROUPS] = value_keep(groups);
    return OUTCOME_PUSHED;
}

static Outcome groupby_next(Ref self) {
    it_of(self)->number[CURRENT] = 0;
    return push(&groupby_frame, self, self);
}

static const NativeRow groupby_methods[] = {IT_NEW_ROW(groupby), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec groupby_spec = IT_TYPE("groupby", "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.", "(iterable, key=None)", groupby_methods, NULL, groupby_next);

/* ---- a group ---- */

static Outcome give(Frame *f) {
    ItObject *groups = it_of(ref(frame_slots(f)[FRAME_GROUPS]));
    value_set(&groups->slot[KEY], EMPTY);
    return native_done(f, value_take(&groups->slot[ITEM]));
}

static Outcome group_compare(Frame *f) {
    const ItObject *group = it_of(ref(frame_slots(f)[FRAME_SELF])), *groups = it_of(ref(frame_slots(f)[FRAME_GROUPS]));
    if (is_empty(ref(groups->slot[ITEM]))) return iterator_stop(f); /* taken by one that was asked meanwhile */
    return compare_keys(f, ref(group->slot[GROUP_KEY]), ref(groups->slot[KEY]));
}

static Outcome group_step(Frame *f, Value incoming) {
    const ItObject *groups = it_of(ref(frame_slots(f)[FRAME_GROUPS]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state == BEGIN) return is_empty(ref(groups->slot[ITEM])) ? ask_item(f) : group_compare(f);
    if (f->state == COMPARED) return is_true(ref(incoming)) && !is_empty(ref(groups->slot[ITEM])) ? give(f) : iterator_stop(f);
    bool known;
    Outcome answer = stepped(f, incoming, &known);
    return known ? group_compare(f) : answer;
}
static const NativeFrameKind group_frame = {.name = "_grouper.__next__", .step = group_step, .slots = FRAME_SLOTS};

static Outcome grouper_next(Ref self) {
    const ItObject *group = it_of(self);
    if (it_of(ref(group->slot[PARENT]))->number[CURRENT] != group->number[CURRENT]) return outcome(STOP);
    return push(&group_frame, self, ref(group->slot[PARENT]));
}

static bool grouper_make(ItObject *it, Value *args) {
    it->slot[PARENT] = value_take(&args[0]);
    it->slot[GROUP_KEY] = value_take(&args[1]);
    ItObject *groups = it_of(ref(it->slot[PARENT]));
    it->number[CURRENT] = groups->number[CURRENT] = ++groups->number[LAST];
    return true;
}
static bool grouper_check(Value *args) {
    const Type *type = type_of(ref(args[0]));
    return type->spec == &groupby_spec || RAISE_FALSE(ERR_TYPE, "_grouper() argument 1 must be itertools.groupby, not %T", ref(args[0]));
}
static const ItMake grouper_how = {"_grouper", NULL, 2, 2, 2, "c0", grouper_make, grouper_check};
IT_NEW(grouper, grouper_how)

static const NativeRow grouper_methods[] = {IT_NEW_ROW(grouper), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec grouper_spec = {
    .name = "itertools._grouper", .doc = "A group of groupby().", .size = sizeof(ItObject), .flags = TYPE_IMMUTABLE, METHODS(grouper_methods),
    .destroy = it_destroy, .visit = it_visit, .blank = it_blank, .try_iter = native_self, .next = grouper_next};
