/* builtins_iterate.c: builtin functions that go over an iterable: all any sum min max sorted. */
#include "modules/builtins.h"

/* ---- all, any: aux is the truth that ends it ---- */

static Outcome truth_known(Frame *f, bool truth) { return truth == (f->aux != 0) ? native_done(f, value_bool(truth)) : ITERATE_NEXT; }

static Outcome truth_item(Frame *f, Value item) {
    Answer answer = try_truth(ref(item));
    if (answer == ANSWER_PYTHON) {
        Outcome asked = op_truth(ref(item));
        value_release(item);
        return asked;
    }
    value_release(item);
    return answer == ANSWER_ERROR ? native_fail(f) : truth_known(f, answer == ANSWER_YES);
}
static Outcome truth_resume(Frame *f, Value incoming) { return truth_known(f, is_true(ref(incoming))); }
static Outcome truth_finish(Frame *f) { return native_done(f, value_bool(f->aux == 0)); }
static const IterateKind truth_frame = ITERATE_KIND("all", 0, truth_item, truth_resume, truth_finish);

static Outcome truths(Ref iterable, u32 ends) {
    Frame *f = iterate_push(&truth_frame, iterable);
    if (!f) return OUTCOME_ERROR;
    f->aux = ends;
    return OUTCOME_PUSHED;
}
Outcome builtin_all(Ref self, Ref iterable) { return truths(iterable, 0); }
Outcome builtin_any(Ref self, Ref iterable) { return truths(iterable, 1); }

/* ---- sum: ints and floats natively, floats with a compensation as CPython's (Neumaier) ---- */

enum { TOTAL = ITERATE_FIRST, LOST, SUM_SLOTS = 2 };
enum { SUM_INTS, SUM_FLOATS, SUM_ANY };

static Value float_total(Frame *f) {
    f64 total = double_of(ref(frame_slots(f)[TOTAL])), lost = double_of(ref(frame_slots(f)[LOST]));
    if (lost != 0 && lost - lost == 0) total += lost;
    return value_from_double(total);
}

static void add_double(Frame *f, f64 x) {
    Value *slot = frame_slots(f);
    f64 total = double_of(ref(slot[TOTAL])), lost = double_of(ref(slot[LOST])), next = total + x;
    f64 size_total = total < 0 ? -total : total, size_x = x < 0 ? -x : x;
    lost += size_total >= size_x ? (total - next) + x : (x - next) + total;
    slot[TOTAL] = value_double(next);
    slot[LOST] = value_double(lost);
}

static Outcome sum_any(Frame *f, Value item) {
    if (f->aux == SUM_FLOATS) {
        Value total = float_total(f);
        if (is_error(total)) return value_release(item), native_fail(f);
        value_set(&frame_slots(f)[TOTAL], total);
    }
    f->aux = SUM_ANY;
    Outcome asked = op_binary(ref(frame_slots(f)[TOTAL]), ref(item), N_ADD);
    value_release(item);
    return asked;
}

static Outcome sum_item(Frame *f, Value item) {
    Value *total = &frame_slots(f)[TOTAL];
    Ref r = is_bool(ref(item)) ? ref(value_int48(is_true(ref(item)))) : ref(item);
    if (f->aux == SUM_INTS && is_int48(r) && is_int48(ref(*total))) {
        i64 n = int48_of(ref(*total)) + int48_of(r);
        if (fits_int48(n)) {
            *total = value_int48(n);
            return ITERATE_NEXT;
        }
    } else if (f->aux == SUM_INTS && is_double(r) && is_int48(ref(*total))) {
        *total = value_double((f64)int48_of(ref(*total)));
        frame_slots(f)[LOST] = value_double(0);
        f->aux = SUM_FLOATS;
    }
    if (f->aux == SUM_FLOATS) {
        if (is_double(r)) return add_double(f, double_of(r)), ITERATE_NEXT;
        if (is_int48(r)) return add_double(f, (f64)int48_of(r)), ITERATE_NEXT;
    }
    return sum_any(f, item);
}

static Outcome sum_resume(Frame *f, Value incoming) {
    value_set(&frame_slots(f)[TOTAL], incoming);
    return ITERATE_NEXT;
}

static Outcome sum_finish(Frame *f) {
    if (f->aux != SUM_FLOATS) return native_done(f, value_take(&frame_slots(f)[TOTAL]));
    Value total = float_total(f);
    return is_error(total) ? native_fail(f) : native_done(f, total);
}
static const IterateKind sum_frame = ITERATE_KIND("sum", SUM_SLOTS, sum_item, sum_resume, sum_finish);

Outcome builtin_sum(Ref self, const Value *args, u32 n) {
    Value start = is_empty(ref(args[1])) ? value_int48(0) : value_keep(ref(args[1]));
    const char *instead = is_kind(ref(start), TYPE_IS_STR) ? "strings [use ''.join(seq) instead]" : is_kind(ref(start), TYPE_IS_BYTES) ? "bytes [use b''.join(seq) instead]" : NULL;
    if (instead) {
        value_release(start);
        return RAISE_OUTCOME(ERR_TYPE, "sum() can't sum %s", instead);
    }
    Frame *f = iterate_push(&sum_frame, ref(args[0]));
    if (!f) return value_release(start), OUTCOME_ERROR;
    f->aux = is_int48(ref(start)) ? SUM_INTS : is_double(ref(start)) ? SUM_FLOATS : SUM_ANY;
    frame_slots(f)[TOTAL] = start;
    frame_slots(f)[LOST] = value_double(0);
    return OUTCOME_PUSHED;
}

/* ---- min, max: slots best item, its key, key function, candidate, its key, default; aux: N_LT or N_GT ---- */

enum { BEST = ITERATE_FIRST, BEST_KEY, KEY, ITEM, ITEM_KEY, DEFAULT, EXTREME_SLOTS = 6 };
enum { ASKED_KEY = 1 << 16 };

static void take_candidate(Frame *f) {
    Value *slot = frame_slots(f);
    value_set(&slot[BEST], value_take(&slot[ITEM]));
    value_set(&slot[BEST_KEY], value_take(&slot[ITEM_KEY]));
}

static void drop_candidate(Frame *f) {
    Value *slot = frame_slots(f);
    value_release(value_take(&slot[ITEM]));
    value_release(value_take(&slot[ITEM_KEY]));
}

static Outcome compare_candidate(Frame *f) {
    Value *slot = frame_slots(f);
    if (is_empty(ref(slot[BEST]))) return take_candidate(f), ITERATE_NEXT;
    Value answer = try_compare(ref(slot[ITEM_KEY]), ref(slot[BEST_KEY]), f->aux & 0xFFFF);
    if (is_bool(ref(answer))) {
        if (is_true(ref(answer))) take_candidate(f);
        else drop_candidate(f);
        return ITERATE_NEXT;
    }
    if (is_error(answer)) return native_fail(f);
    if (!is_needs_python(answer)) value_release(answer);
    return op_compare_bool(ref(slot[ITEM_KEY]), ref(slot[BEST_KEY]), f->aux & 0xFFFF);
}

static Outcome extreme_item(Frame *f, Value item) {
    Value *slot = frame_slots(f);
    slot[ITEM] = item;
    if (is_empty(ref(slot[KEY]))) {
        slot[ITEM_KEY] = value_keep(ref(item));
        return compare_candidate(f);
    }
    f->aux |= ASKED_KEY;
    return op_call1(ref(slot[KEY]), ref(item));
}

static Outcome extreme_resume(Frame *f, Value incoming) {
    if (f->aux & ASKED_KEY) {
        f->aux &= ~(u32)ASKED_KEY;
        frame_slots(f)[ITEM_KEY] = incoming;
        return compare_candidate(f);
    }
    if (is_true(ref(incoming))) take_candidate(f);
    else drop_candidate(f);
    return ITERATE_NEXT;
}

static Outcome extreme_finish(Frame *f) {
    Value *slot = frame_slots(f);
    if (!is_empty(ref(slot[BEST]))) return native_done(f, value_take(&slot[BEST]));
    if (!is_empty(ref(slot[DEFAULT]))) return native_done(f, value_take(&slot[DEFAULT]));
    raise(ERR_VALUE, "%s() iterable argument is empty", (f->aux & 0xFFFF) == N_LT ? "min" : "max");
    return native_fail(f);
}
static const IterateKind extreme_frame = ITERATE_KIND("max", EXTREME_SLOTS, extreme_item, extreme_resume, extreme_finish);

/* Of ints, floats and texts: the first of the extreme ones. EMPTY: a class must be asked, or it is an error. */
static Value extreme_plainly(const Value *items, u32 count, u32 op) {
    Ref best = ref(items[0]);
    for (u32 i = 1; i < count; i++) {
        Ref item = ref(items[i]);
        if (!(is_int48(item) && is_int48(best)) && !(is_double(item) && is_double(best)) && !(is_text(item) && is_text(best))) return EMPTY;
        if (is_true(ref(try_compare(item, best, op)))) best = item;
    }
    fuel_charge(count / 4);
    return value_keep(best);
}

/* args: *args, key, default */
static Outcome extreme(const Value *args, u32 op) {
    const char *name = op == N_LT ? "min" : "max";
    const Tuple *given = AS(Tuple, ref(args[0]));
    if (!given->count) return RAISE_OUTCOME(ERR_TYPE, "%s expected at least 1 argument, got 0", name);
    if (given->count > 1 && !is_empty(ref(args[2]))) return RAISE_OUTCOME(ERR_TYPE, "Cannot specify a default for %s() with multiple positional arguments", name);
    Ref source = given->count > 1 ? ref(args[0]) : ref(given->items[0]);
    if (is_empty(ref(args[1])) && is_exact(source, T_TUPLE) && AS(Tuple, source)->count) {
        Value best = extreme_plainly(AS(Tuple, source)->items, AS(Tuple, source)->count, op);
        if (!is_empty(ref(best))) return outcome(best);
    }
    if (is_empty(ref(args[1])) && is_exact(source, T_LIST) && AS(ListObject, source)->count) {
        Value best = extreme_plainly(AS(ListObject, source)->items, AS(ListObject, source)->count, op);
        if (!is_empty(ref(best))) return outcome(best);
    }
    Frame *f = iterate_push(&extreme_frame, source);
    if (!f) return OUTCOME_ERROR;
    f->aux = op;
    if (!is_empty(ref(args[1])) && !is_none(ref(args[1]))) frame_slots(f)[KEY] = value_keep(ref(args[1]));
    frame_slots(f)[DEFAULT] = value_keep(ref(args[2]));
    return OUTCOME_PUSHED;
}
Outcome builtin_min(Ref self, const Value *args, u32 n) { return extreme(args, N_LT); }
Outcome builtin_max(Ref self, const Value *args, u32 n) { return extreme(args, N_GT); }

/* ---- sorted: slots iterable then list, key; aux: reverse ---- */

static Outcome sorted_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_list(ref(slot[0]));
    case 1:
        value_set(&slot[0], incoming);
        if (is_empty(ref(slot[2]))) return outcome(value_bool(false));
        return op_truth(ref(slot[2]));
    case 2:
        return list_sort(ref(slot[0]), ref(slot[1]), is_true(ref(incoming)));
    default:
        value_release(incoming);
        return native_done(f, value_take(&slot[0]));
    }
}
static const NativeFrameKind sorted_frame = {"sorted", sorted_step, 3, 0, NULL};

Outcome builtin_sorted(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&sorted_frame);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < 3; i++) frame_slots(f)[i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}
