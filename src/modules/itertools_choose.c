/* itertools_choose.c: iterators with a function or a selector: compress, dropwhile, takewhile, filterfalse, starmap,
 * accumulate. */
#include "modules/itertools.h"

/* ---- compress: DATA, SELECTORS; pending: an item, and the selector whose truth must be asked ---- */

enum { DATA, SELECTORS };

static bool compress_make(ItObject *it, Value *args) {
    it->slot[DATA] = value_take(&args[0]);
    it->slot[SELECTORS] = value_take(&args[1]);
    return true;
}
static const char *const compress_names[] = {"data", "selectors"};
static const ItMake compress_how = {"compress", compress_names, 2, 2, 2, "i0i1", compress_make, NULL};
IT_NEW(compress, compress_how)

/* Leaves off with NEEDS_PYTHON: an item in *item and a selector in *selector are what has been consumed. */
static Value compress_natively(ItObject *it, Value *item, Value *selector) {
    while (vm.fuel > 0) {
        if (is_empty(ref(*item))) {
            Value got = try_next(ref(it->slot[DATA]));
            if (it_is_answer(got)) return got;
            *item = got;
        }
        if (is_empty(ref(*selector))) {
            Value got = try_next(ref(it->slot[SELECTORS]));
            if (it_is_answer(got)) return got;
            *selector = got;
        }
        Answer truth = try_truth(ref(*selector));
        if (truth == ANSWER_PYTHON) return NEEDS_PYTHON;
        value_set(selector, EMPTY);
        if (truth == ANSWER_ERROR) return VALUE_ERROR;
        if (truth == ANSWER_YES) return value_take(item);
        value_set(item, EMPTY);
        vm.fuel--;
    }
    return NEEDS_PYTHON;
}

static Value compress_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (!is_empty(ref(it->pending[0]))) return NEEDS_PYTHON;
    Value item = EMPTY, selector = EMPTY;
    Value answer = compress_natively(it, &item, &selector);
    if (is_needs_python(answer)) {
        it->pending[0] = item;
        it->pending[1] = selector;
        return answer;
    }
    value_release(item);
    value_release(selector);
    return answer;
}

enum { ASKED_NOTHING, ASKED_DATA, ASKED_SELECTOR, ASKED_TRUTH };

static Outcome compress_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case ASKED_DATA:
        if (is_stop(incoming)) return iterator_stop(f);
        value_set(&slots[IT_FIRST], incoming);
        break;
    case ASKED_SELECTOR:
        if (is_stop(incoming)) return iterator_stop(f);
        value_set(&slots[IT_SECOND], incoming);
        break;
    case ASKED_TRUTH:
        if (is_true(ref(incoming))) return native_done(f, value_take(&slots[IT_FIRST]));
        value_set(&slots[IT_FIRST], EMPTY);
        value_set(&slots[IT_SECOND], EMPTY);
        if (vm.fuel <= 0) return f->state = ASKED_NOTHING, native_again(f);
        break;
    default: break;
    }
    if (vm.fuel > 0) {
        Value answer = compress_natively(it, &slots[IT_FIRST], &slots[IT_SECOND]);
        if (is_error(answer)) return native_fail(f);
        if (!is_needs_python(answer)) return native_done(f, answer);
        if (vm.fuel <= 0) return f->state = ASKED_NOTHING, native_again(f);
    }
    if (is_empty(ref(slots[IT_FIRST]))) return f->state = ASKED_DATA, op_next(ref(it->slot[DATA]));
    if (is_empty(ref(slots[IT_SECOND]))) return f->state = ASKED_SELECTOR, op_next(ref(it->slot[SELECTORS]));
    return f->state = ASKED_TRUTH, op_truth(ref(slots[IT_SECOND]));
}
static const NativeFrameKind compress_frame = {.name = "compress.__next__", .step = compress_step, .slots = IT_FRAME_SLOTS};

static Outcome compress_next(Ref self) {
    Value item = compress_try_next(self);
    return is_needs_python(item) ? it_push(&compress_frame, self) : outcome(item);
}

static const NativeRow compress_methods[] = {IT_NEW_ROW(compress), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec compress_spec = IT_TYPE("compress", "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.", "(data, selectors)", compress_methods, compress_try_next, compress_next);

/* ---- dropwhile, takewhile, filterfalse: FUNCTION, SOURCE; number[0]: it has begun (dropwhile) or ended (takewhile) ----
 *
 * One frame serves the three: it asks the source, then the function, then the answer's truth. aux: which it is. */

enum { FUNCTION, SOURCE };
enum { DROPWHILE, TAKEWHILE, FILTERFALSE };

static bool function_and_source(ItObject *it, Value *args) {
    it->slot[FUNCTION] = value_take(&args[0]);
    it->slot[SOURCE] = value_take(&args[1]);
    return true;
}
#define TWO_BY_POSITION(name) \
    static const ItMake name##_how = {#name, NULL, 2, 2, 2, "i1", function_and_source, NULL}; \
    IT_NEW(name, name##_how)
TWO_BY_POSITION(dropwhile)
TWO_BY_POSITION(takewhile)
TWO_BY_POSITION(filterfalse)
TWO_BY_POSITION(starmap)

enum { CHOOSE_BEGIN, CHOOSE_ITEM, CHOOSE_CALLED, CHOOSE_TRUTH };

static bool by_truth(const ItObject *it) { return is_none(ref(it->slot[FUNCTION])) || same(ref(it->slot[FUNCTION]), ref_of(vm.types[T_BOOL])); }

static Outcome choose_judge(Frame *f) {
    Value *slots = frame_slots(f);
    const ItObject *it = it_of(ref(slots[IT_SELF]));
    if (f->aux == FILTERFALSE && by_truth(it)) return f->state = CHOOSE_TRUTH, op_truth(ref(slots[IT_FIRST]));
    f->state = CHOOSE_CALLED;
    return op_call1(ref(it->slot[FUNCTION]), ref(slots[IT_FIRST]));
}

/* The item's function was true or not: is the item the answer, the end, or passed over? */
static Outcome choose_decide(Frame *f, bool truth) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    if (truth == (f->aux == TAKEWHILE)) {
        if (f->aux == DROPWHILE) it->number[0] = 1;
        return native_done(f, value_take(&slots[IT_FIRST]));
    }
    if (f->aux == TAKEWHILE) {
        it->number[0] = 1;
        return iterator_stop(f);
    }
    value_set(&slots[IT_FIRST], EMPTY);
    f->state = CHOOSE_BEGIN;
    return native_again(f);
}

static Outcome choose_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const ItObject *it = it_of(ref(slots[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case CHOOSE_BEGIN:
        if (!is_empty(ref(slots[IT_FIRST]))) return choose_judge(f);
        f->state = CHOOSE_ITEM;
        return op_next(ref(it->slot[SOURCE]));
    case CHOOSE_ITEM:
        if (is_stop(incoming)) return iterator_stop(f);
        if (f->aux == DROPWHILE && it->number[0]) return native_done(f, incoming);
        value_set(&slots[IT_FIRST], incoming);
        return choose_judge(f);
    case CHOOSE_CALLED: {
        f->state = CHOOSE_TRUTH;
        Outcome asked = op_truth(ref(incoming));
        value_release(incoming);
        return asked;
    }
    default: return choose_decide(f, is_true(ref(incoming)));
    }
}
#define CHOOSE_FRAME(function) \
    static const NativeFrameKind function##_frame = {.name = #function ".__next__", .step = choose_step, .slots = 2}
CHOOSE_FRAME(dropwhile);
CHOOSE_FRAME(takewhile);
CHOOSE_FRAME(filterfalse);

static Outcome choose_later(const NativeFrameKind *kind, Ref self, u32 which) {
    Frame *f = native_push(kind);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[IT_SELF] = value_keep(self);
    frame_slots(f)[IT_FIRST] = value_take(&it_of(self)->pending[0]);
    f->aux = which;
    return OUTCOME_PUSHED;
}

static Value dropwhile_try_next(Ref self) { return it_of(self)->number[0] ? try_next(ref(it_of(self)->slot[SOURCE])) : NEEDS_PYTHON; }
static Outcome dropwhile_next(Ref self) {
    Value item = dropwhile_try_next(self);
    return is_needs_python(item) ? choose_later(&dropwhile_frame, self, DROPWHILE) : outcome(item);
}

static Value takewhile_try_next(Ref self) { return it_of(self)->number[0] ? STOP : NEEDS_PYTHON; }
static Outcome takewhile_next(Ref self) {
    return it_of(self)->number[0] ? outcome(STOP) : choose_later(&takewhile_frame, self, TAKEWHILE);
}

static Value filterfalse_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (!by_truth(it) || !is_empty(ref(it->pending[0]))) return NEEDS_PYTHON;
    while (vm.fuel > 0) {
        Value item = try_next(ref(it->slot[SOURCE]));
        if (it_is_answer(item)) return item;
        Answer truth = try_truth(ref(item));
        if (truth == ANSWER_NO) return item;
        if (truth == ANSWER_PYTHON) return it->pending[0] = item, NEEDS_PYTHON;
        value_release(item);
        if (truth == ANSWER_ERROR) return VALUE_ERROR;
        vm.fuel--;
    }
    return NEEDS_PYTHON;
}
static Outcome filterfalse_next(Ref self) {
    Value item = filterfalse_try_next(self);
    return is_needs_python(item) ? choose_later(&filterfalse_frame, self, FILTERFALSE) : outcome(item);
}

static const NativeRow dropwhile_methods[] = {IT_NEW_ROW(dropwhile), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec dropwhile_spec = IT_TYPE("dropwhile", "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.", "(predicate, iterable, /)", dropwhile_methods, dropwhile_try_next, dropwhile_next);
static const NativeRow takewhile_methods[] = {IT_NEW_ROW(takewhile), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec takewhile_spec = IT_TYPE("takewhile", "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.", "(predicate, iterable, /)", takewhile_methods, takewhile_try_next, takewhile_next);
static const NativeRow filterfalse_methods[] = {IT_NEW_ROW(filterfalse), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec filterfalse_spec = IT_TYPE("filterfalse", "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.", "(function, iterable, /)", filterfalse_methods, filterfalse_try_next, filterfalse_next);

/* ---- starmap: FUNCTION, SOURCE of argument tuples ---- */

static Outcome starmap_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const ItObject *it = it_of(ref(slots[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        if (is_empty(ref(slots[IT_FIRST]))) return op_next(ref(it->slot[SOURCE]));
        incoming = value_take(&slots[IT_FIRST]);
        f->state = 2;
        /* fall through */
    case 1:
        if (is_stop(incoming)) return iterator_stop(f);
        value_set(&slots[IT_FIRST], incoming);
        f->state = 2;
        return op_tuple(ref(slots[IT_FIRST]));
    case 2:
        value_set(&slots[IT_FIRST], incoming);
        return op_call_ex(ref(it->slot[FUNCTION]), ref(slots[IT_FIRST]), REF_EMPTY);
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind starmap_frame = {.name = "starmap.__next__", .step = starmap_step, .slots = 2};

/* Where the source answers natively with a tuple, the function is called in place of this native. */
static Outcome starmap_next(Ref self) {
    ItObject *it = it_of(self);
    Value args = try_next(ref(it->slot[SOURCE]));
    if (is_stop(args) || is_error(args)) return outcome(args);
    if (!is_needs_python(args) && is_tuple(ref(args))) {
        Outcome answer = op_call_ex(ref(it->slot[FUNCTION]), ref(args), REF_EMPTY);
        value_release(args);
        return answer;
    }
    if (!is_needs_python(args)) value_set(&it->pending[0], args);
    return it_push(&starmap_frame, self);
}

static const NativeRow starmap_methods[] = {IT_NEW_ROW(starmap), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec starmap_spec = IT_TYPE("starmap", "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.", "(function, iterable, /)", starmap_methods, NULL, starmap_next);

/* ---- accumulate: FUNCTION (EMPTY: +), SOURCE, TOTAL (EMPTY: none yet), INITIAL (EMPTY: none, or given out) ---- */

enum { TOTAL = 2, INITIAL };

static bool accumulate_make(ItObject *it, Value *args) {
    it->slot[SOURCE] = value_take(&args[0]);
    if (!is_empty(ref(args[1])) && !is_none(ref(args[1]))) it->slot[FUNCTION] = value_take(&args[1]);
    if (!is_empty(ref(args[2])) && !is_none(ref(args[2]))) it->slot[INITIAL] = value_take(&args[2]);
    return true;
}
static const char *const accumulate_names[] = {"iterable", "func", "initial"};
static const ItMake accumulate_how = {"accumulate", accumulate_names, 1, 2, 3, "i0", accumulate_make, NULL};
IT_NEW(accumulate, accumulate_how)

static bool is_plain_int(Ref r) { return is_int48(r) || is_exact(r, T_INT); }

static Value accumulate_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (!is_empty(ref(it->slot[INITIAL]))) {
        value_set(&it->slot[TOTAL], value_take(&it->slot[INITIAL]));
        return value_keep(ref(it->slot[TOTAL]));
    }
    if (!is_empty(ref(it->pending[0])) || !is_empty(ref(it->slot[FUNCTION]))) return NEEDS_PYTHON;
    Value item = try_next(ref(it->slot[SOURCE])), sum;
    if (it_is_answer(item)) return item;
    Ref total = ref(it->slot[TOTAL]);
    if (is_empty(total)) sum = value_keep(ref(item));
    else if (is_plain_int(total) && is_plain_int(ref(item))) sum = int_add(total, ref(item));
    else if (is_double(total) && is_double(ref(item))) sum = float_value(double_of(total) + double_of(ref(item)));
    else return it->pending[0] = item, NEEDS_PYTHON;
    value_release(item);
    if (is_error(sum)) return sum;
    value_set(&it->slot[TOTAL], sum);
    return value_keep(ref(sum));
}

enum { SUM_BEGIN, SUM_ITEM, SUM_MADE };

static Outcome accumulate_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state == SUM_BEGIN) {
        if (is_empty(ref(slots[IT_FIRST]))) return f->state = SUM_ITEM, op_next(ref(it->slot[SOURCE]));
        incoming = value_take(&slots[IT_FIRST]);
        f->state = SUM_ITEM;
    }
    if (f->state == SUM_ITEM) {
        if (is_stop(incoming)) return iterator_stop(f);
        if (!is_empty(ref(it->slot[TOTAL]))) {
            f->state = SUM_MADE;
            slots[IT_FIRST] = incoming;
            slots[IT_SECOND] = value_keep(ref(it->slot[TOTAL]));
            if (is_empty(ref(it->slot[FUNCTION]))) return op_binary(ref(slots[IT_SECOND]), ref(incoming), N_ADD);
            return op_call2(ref(it->slot[FUNCTION]), ref(slots[IT_SECOND]), ref(incoming));
        }
    }
    value_set(&it->slot[TOTAL], value_keep(ref(incoming)));
    return native_done(f, incoming);
}
static const NativeFrameKind accumulate_frame = {.name = "accumulate.__next__", .step = accumulate_step, .slots = IT_FRAME_SLOTS};

static Outcome accumulate_next(Ref self) {
    Value item = accumulate_try_next(self);
    return is_needs_python(item) ? it_push(&accumulate_frame, self) : outcome(item);
}

static const NativeRow accumulate_methods[] = {IT_NEW_ROW(accumulate), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec accumulate_spec = IT_TYPE("accumulate", "Return series of accumulated sums (or other binary function results).", "(iterable, func=None, *, initial=None)", accumulate_methods, accumulate_try_next, accumulate_next);
