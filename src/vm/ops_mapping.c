/* ops_mapping.c: `{**mapping}` and `f(**mapping)`: one frame that takes a mapping's items over into a dict, through its
 * keys() and __getitem__ unless it iterates as a dict does. A call's keywords must be new and str.
 */
#include "frame/probe.h"
#include "object/table.h"
#include "types/dict.h"
#include "vm/ops.h"

enum { TARGET, SOURCE, ITERATOR, ITEM_KEY, CALLABLE, MERGE_SLOTS };
enum { BEGIN, KEYS_ASKED, ITER_ASKED, LISTED, NEXT_ASKED, SEEN_ASKED, VALUE_ASKED, SET_ASKED };
/* aux: position in an exact dict's table. CALLABLE: EMPTY in a display. */

static bool is_call(const Value *slot) { return !is_empty(ref(slot[CALLABLE])); }

static Outcome complain(Frame *f, const char *format, Ref about) {
    Text *name = call_told_name(ref(frame_slots(f)[CALLABLE]));
    if (name) {
        if (is_empty(about)) raise(ERR_TYPE, format, name);
        else if (f->state == KEYS_ASKED) raise(ERR_TYPE, format, name, about);
        else raise(ERR_TYPE, format, name, AS(Text, payload_of(about)));
        object_release(name);
    }
    return native_fail(f);
}

static Outcome have_key(Frame *f);
static Outcome next_key(Frame *f) {
    Value *slot = frame_slots(f);
    if (!is_empty(ref(slot[ITERATOR]))) {
        f->state = NEXT_ASKED;
        return op_next(ref(slot[ITERATOR]));
    }
    const Table *table = &AS(Dict, ref(slot[SOURCE]))->table;
    Ref key, value;
    if (!table_next(table, &f->aux, &key, &value)) return native_done(f, NONE);
    value_set(&slot[ITEM_KEY], value_keep(key));
    return have_key(f);
}

static Outcome take_value(Frame *f) {
    Value *slot = frame_slots(f);
    f->state = VALUE_ASKED;
    return op_getitem(ref(slot[SOURCE]), ref(slot[ITEM_KEY]));
}

static Outcome have_key(Frame *f) {
    Value *slot = frame_slots(f);
    if (!is_call(slot)) return take_value(f);
    f->state = SEEN_ASKED;
    return op_table_get(ref(slot[TARGET]), &AS(Dict, ref(slot[TARGET]))->table, ref(slot[ITEM_KEY]));
}

static Outcome merge_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) {
        if (f->state == KEYS_ASKED && raised_is(ERR_ATTRIBUTE)) {
            raised_clear();
            if (is_call(slot)) return complain(f, "%U argument after ** must be a mapping, not %T", ref(slot[SOURCE]));
            raise(ERR_TYPE, "'%T' object is not a mapping", ref(slot[SOURCE]));
        }
        return native_fail(f);
    }
    switch (f->state) {
    case BEGIN:
        if (dict_iterates_plainly(ref(slot[SOURCE]))) return next_key(f);
        f->state = KEYS_ASKED;
        return op_call_method(ref(slot[SOURCE]), vm.names[N_KEYS], NULL, 0);
    case KEYS_ASKED: {
        f->state = ITER_ASKED;
        Outcome asked = op_iter(ref(incoming));
        value_release(incoming);
        return asked;
    }
    case ITER_ASKED: { /* keys are a list before the first is looked at */
        f->state = LISTED;
        Outcome asked = op_list(ref(incoming));
        value_release(incoming);
        return asked;
    }
    case LISTED:
        slot[ITERATOR] = type_of(ref(incoming))->try_iter(ref(incoming));
        value_release(incoming);
        return is_error(slot[ITERATOR]) ? native_fail(f) : next_key(f);
    case NEXT_ASKED:
        if (is_stop(incoming)) return native_done(f, NONE);
        value_set(&slot[ITEM_KEY], incoming);
        return have_key(f);
    case SEEN_ASKED:
        if (is_empty(ref(incoming))) return take_value(f);
        value_release(incoming);
        if (!is_kind(ref(slot[ITEM_KEY]), TYPE_IS_STR)) return raise(ERR_TYPE, "keywords must be strings"), native_fail(f);
        return complain(f, "%U got multiple values for keyword argument '%U'", ref(slot[ITEM_KEY]));
    case VALUE_ASKED: {
        f->state = SET_ASKED;
        Outcome asked = op_table_set(ref(slot[TARGET]), &AS(Dict, ref(slot[TARGET]))->table, ref(slot[ITEM_KEY]), ref(incoming));
        value_release(incoming);
        return asked;
    }
    default:
        return next_key(f);
    }
}
static const NativeFrameKind merge_frame = {"mapping", merge_step, MERGE_SLOTS, 0, NULL};

static Outcome merge(Frame *f, Value *target, Ref callable) {
    Value source = op_pop(f);
    if (is_empty(callable) && dict_iterates_plainly(ref(source))) { /* its keys bring their hashes along */
        Outcome updated = op_wanting(f, WANT_DROP, dict_update(ref(*target), ref(source)));
        value_release(source);
        return updated;
    }
    Frame *asking = native_push(&merge_frame);
    if (!asking) return value_release(source), OUTCOME_ERROR;
    frame_slots(asking)[TARGET] = value_keep(ref(*target));
    frame_slots(asking)[SOURCE] = source;
    frame_slots(asking)[CALLABLE] = value_keep(callable);
    f->wanted = WANT_DROP;
    return OUTCOME_PUSHED;
}

Outcome cold_DICT_UPDATE(Frame *f, u32 a) { return merge(f, f->sp - 1 - a, REF_EMPTY); }

/* callable self args dict mapping: the dict lies `a` from the top once the mapping is popped. */
Outcome cold_DICT_MERGE(Frame *f, u32 a) {
    Value *target = f->sp - 1 - a;
    return merge(f, target, ref(target[-3]));
}
