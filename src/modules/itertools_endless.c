/* itertools_endless.c: count, cycle, repeat. */
#include "modules/itertools.h"

/* ---- count: number[0] counts while slot NEXT is EMPTY (the step is 1); else NEXT + STEP by protocol ---- */

enum { NEXT, STEP };

static bool is_number(Ref r) {
    const Type *type = type_of(r);
    return type_lookup_dunder(type, N_INDEX) || type_lookup_dunder(type, N_FLOAT) || type_lookup_dunder(type, N_INT) || type_lookup_dunder(type, N_COMPLEX);
}

static bool count_check(Value *args) {
    for (u32 i = 0; i < 2; i++)
        if (!is_empty(ref(args[i])) && !is_number(ref(args[i]))) return RAISE_FALSE(ERR_TYPE, "a number is required");
    return true;
}

static bool count_make(ItObject *it, Value *args) {
    Ref start = ref(args[0]), step = ref(args[1]);
    bool by_one = is_empty(step) || (is_integer(step) && integer_fits(step) && integer_clamp(step) == 1);
    if (is_empty(start) || (is_integer(start) && integer_fits(start))) it->number[0] = is_empty(start) ? 0 : integer_clamp(start);
    else by_one = false;
    it->slot[STEP] = is_empty(step) ? value_int48(1) : value_take(&args[1]);
    if (!by_one) it->slot[NEXT] = is_empty(start) ? value_int48(0) : value_take(&args[0]);
    return true;
}
static const char *const count_names[] = {"start", "step"};
static const ItMake count_how = {"count", count_names, 0, 2, 2, "c0", count_make, count_check};
IT_NEW(count, count_how)

static bool is_plain_int(Ref r) { return is_int48(r) || is_exact(r, T_INT); }

/* The number after, where no Python is needed. */
static Value count_after(Ref now, Ref step) {
    if (is_plain_int(now) && is_plain_int(step)) return int_add(now, step);
    if (is_double(now) && is_double(step)) return float_value(double_of(now) + double_of(step));
    return NEEDS_PYTHON;
}

static Value count_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (is_empty(ref(it->slot[NEXT]))) {
        if (it->number[0] != INT64_MAX) return value_from_i64_fast(it->number[0]++);
        Value last = value_from_i64(INT64_MAX);
        if (is_error(last)) return last;
        it->slot[NEXT] = last;
    }
    Value after = count_after(ref(it->slot[NEXT]), ref(it->slot[STEP]));
    if (is_needs_python(after) || is_error(after)) return after;
    Value now = it->slot[NEXT];
    it->slot[NEXT] = after;
    return now;
}

static Outcome count_step(Frame *f, Value incoming) {
    ItObject *it = it_of(ref(frame_slots(f)[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) {
        frame_slots(f)[IT_FIRST] = value_keep(ref(it->slot[NEXT]));
        frame_slots(f)[IT_SECOND] = value_keep(ref(it->slot[STEP]));
        return op_binary(ref(frame_slots(f)[IT_FIRST]), ref(frame_slots(f)[IT_SECOND]), N_ADD);
    }
    value_set(&it->slot[NEXT], incoming);
    return native_done(f, value_take(&frame_slots(f)[IT_FIRST]));
}
static const NativeFrameKind count_frame = {.name = "count.__next__", .step = count_step, .slots = IT_FRAME_SLOTS};

static Outcome count_next(Ref self) {
    Value item = count_try_next(self);
    return is_needs_python(item) ? it_push(&count_frame, self) : outcome(item);
}

/* The repr of one or two values between "name(" and ")". Slots: the values, then their texts; aux: how many; the name is
 * that of the frame's kind. */
static Outcome show_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state) value_set(&slots[f->state - 1], incoming);
    if (f->state < f->aux) return op_repr(ref(slots[f->state++]));
    Text *first = AS(Text, ref(slots[0]));
    Text *made = f->aux == 1 ? text_format("%s(%U)", f->native->name, first) : text_format("%s(%U, %U)", f->native->name, first, AS(Text, ref(slots[1])));
    return made ? native_done(f, value_of(made)) : native_fail(f);
}
static const NativeFrameKind count_show_frame = {.name = "count", .step = show_step, .slots = 2};
static const NativeFrameKind repeat_show_frame = {.name = "repeat", .step = show_step, .slots = 2};

static Outcome show(const NativeFrameKind *kind, Value first, Value second) {
    Frame *f = is_error(first) || is_error(second) ? NULL : native_push(kind);
    if (!f) {
        value_release(first);
        value_release(second);
        return OUTCOME_ERROR;
    }
    f->aux = is_empty(ref(second)) ? 1 : 2;
    frame_slots(f)[0] = first;
    frame_slots(f)[1] = second;
    return OUTCOME_PUSHED;
}

static Outcome count_repr(Ref self) {
    const ItObject *it = it_of(self);
    if (is_empty(ref(it->slot[NEXT]))) return show(&count_show_frame, value_from_i64(it->number[0]), EMPTY);
    Ref step = ref(it->slot[STEP]);
    bool by_one = is_integer(step) && integer_fits(step) && integer_clamp(step) == 1;
    return show(&count_show_frame, value_keep(ref(it->slot[NEXT])), by_one ? EMPTY : value_keep(step));
}

static const NativeRow count_methods[] = {IT_NEW_ROW(count), REPR_ROW(O0, count_repr), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec count_spec = IT_TYPE("count", "Return a count object whose .__next__() method returns consecutive values.", "(start=0, step=1)", count_methods, count_try_next, count_next);

/* ---- cycle: the source while it lasts, and the list of what it gave; number[0]: where in the list ---- */

enum { SOURCE, SAVED };

static bool cycle_make(ItObject *it, Value *args) {
    Value saved = list_new(0);
    if (is_error(saved)) return false;
    it->slot[SAVED] = saved;
    it->slot[SOURCE] = value_take(&args[0]);
    return true;
}
static const ItMake cycle_how = {"cycle", NULL, 1, 1, 1, "i0", cycle_make, NULL};
IT_NEW(cycle, cycle_how)

/* What the source answered (taken over): an item is saved, the end turns to the list. */
static Value cycle_take(ItObject *it, Value item) {
    if (is_error(item)) return item;
    if (!is_stop(item)) {
        if (list_append(ref(it->slot[SAVED]), value_keep(ref(item)))) return item;
        value_release(item);
        return VALUE_ERROR;
    }
    value_set(&it->slot[SOURCE], EMPTY);
    const ListObject *saved = AS(ListObject, ref(it->slot[SAVED]));
    if (!saved->count) return STOP;
    if (it->number[0] >= saved->count) it->number[0] = 0;
    return value_keep(ref(saved->items[it->number[0]++]));
}

static Value cycle_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (is_empty(ref(it->slot[SOURCE]))) return cycle_take(it, STOP);
    Value item = try_next(ref(it->slot[SOURCE]));
    return is_needs_python(item) ? item : cycle_take(it, item);
}

static Outcome cycle_step(Frame *f, Value incoming) {
    ItObject *it = it_of(ref(frame_slots(f)[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) {
        if (is_empty(ref(it->slot[SOURCE]))) incoming = STOP;
        else return op_next(ref(it->slot[SOURCE]));
    }
    Value item = cycle_take(it, incoming);
    return is_error(item) ? native_fail(f) : native_done(f, item);
}
static const NativeFrameKind cycle_frame = {.name = "cycle.__next__", .step = cycle_step, .slots = 1};

static Outcome cycle_next(Ref self) {
    Value item = cycle_try_next(self);
    return is_needs_python(item) ? it_push(&cycle_frame, self) : outcome(item);
}

static const NativeRow cycle_methods[] = {IT_NEW_ROW(cycle), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec cycle_spec = IT_TYPE("cycle", "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.", "(iterable, /)", cycle_methods, cycle_try_next, cycle_next);

/* ---- repeat: number[0] is how often still; -1 for ever ---- */

enum { REPEATED };

static bool repeat_make(ItObject *it, Value *args) {
    i64 times = it_number(args[1], -1);
    it->number[0] = is_empty(ref(args[1])) ? -1 : times < 0 ? 0 : times;
    it->slot[REPEATED] = value_take(&args[0]);
    return true;
}
static const char *const repeat_names[] = {"object", "times"};
static const ItMake repeat_how = {"repeat", repeat_names, 1, 2, 2, "n1", repeat_make, NULL};
IT_NEW(repeat, repeat_how)

static Value repeat_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (!it->number[0]) return STOP;
    if (it->number[0] > 0) it->number[0]--;
    return value_keep(ref(it->slot[REPEATED]));
}
static Outcome repeat_next(Ref self) { return outcome(repeat_try_next(self)); }

static Value repeat_hint(Ref self) {
    i64 left = it_of(self)->number[0];
    return left < 0 ? raise(ERR_TYPE, "len() of unsized object") : value_from_i64(left);
}

static Outcome repeat_repr(Ref self) {
    const ItObject *it = it_of(self);
    return show(&repeat_show_frame, value_keep(ref(it->slot[REPEATED])), it->number[0] < 0 ? EMPTY : value_from_i64(it->number[0]));
}

static const NativeRow repeat_methods[] = {IT_NEW_ROW(repeat), REPR_ROW(O0, repeat_repr), ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(repeat_hint)};
const TypeSpec repeat_spec = IT_TYPE("repeat", "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.", NULL, repeat_methods, repeat_try_next, repeat_next);
