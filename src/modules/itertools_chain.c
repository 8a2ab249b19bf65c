/* itertools_chain.c: iterators that pass items on: chain, islice, pairwise, batched, zip_longest. */
#include "modules/itertools.h"

/* ---- chain: SOURCE of iterables (EMPTY: exhausted), ACTIVE iterator; pending[0]: an iterable not yet asked ---- */

enum { SOURCE, ACTIVE };

/* The iterables as they are; `from_iterable` needs only an iterator of them. */
static Outcome chain_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == AS(Type, self)->dunder[N_INIT] && !construct_no_keywords(&c, "chain")) return OUTCOME_ERROR;
    Value iterables = tuple_from(c.args, c.n), source = is_error(iterables) ? VALUE_ERROR : try_iter(ref(iterables));
    value_release(iterables);
    Value made = is_error(source) ? VALUE_ERROR : type_allocate(c.type);
    if (is_error(made)) value_release(source);
    else it_of(ref(made))->slot[SOURCE] = source;
    return outcome(made);
}

static bool chain_make(ItObject *it, Value *args) {
    it->slot[SOURCE] = value_take(&args[0]);
    return true;
}
static Outcome chain_from_iterable(Ref type, Ref iterable) {
    static const ItMake how = {"from_iterable", NULL, 1, 1, 1, "i0", chain_make, NULL};
    return it_convert(&how, AS(Type, type), &iterable);
}

static Value chain_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (!is_empty(ref(it->pending[0]))) return NEEDS_PYTHON;
    while (vm.fuel > 0) {
        if (is_empty(ref(it->slot[ACTIVE]))) {
            if (is_empty(ref(it->slot[SOURCE]))) return STOP;
            Value iterable = try_next(ref(it->slot[SOURCE]));
            if (is_needs_python(iterable)) return iterable;
            if (is_stop(iterable) || is_error(iterable)) return value_set(&it->slot[SOURCE], EMPTY), iterable;
            Value active = try_iter(ref(iterable));
            if (is_needs_python(active)) return it->pending[0] = iterable, active;
            value_release(iterable);
            if (is_error(active)) return value_set(&it->slot[SOURCE], EMPTY), active;
            it->slot[ACTIVE] = active;
        }
        Value item = try_next(ref(it->slot[ACTIVE]));
        if (!is_stop(item)) return item;
        value_set(&it->slot[ACTIVE], EMPTY);
        fuel_charge(1);
    }
    return NEEDS_PYTHON; /* the frame can be left between two iterables */
}

enum { CHAIN_BEGIN, CHAIN_ITERABLE, CHAIN_ACTIVE, CHAIN_ITEM };

static Outcome chain_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    if (is_error(incoming)) {
        if (f->state != CHAIN_ITEM) value_set(&it->slot[SOURCE], EMPTY);
        return native_fail(f);
    }
    switch (f->state) {
    case CHAIN_ITERABLE:
        if (is_stop(incoming)) return value_set(&it->slot[SOURCE], EMPTY), iterator_stop(f);
        value_set(&slots[IT_FIRST], incoming);
        break;
    case CHAIN_ACTIVE:
        value_set(&slots[IT_FIRST], EMPTY);
        value_set(&it->slot[ACTIVE], incoming);
        break;
    case CHAIN_ITEM:
        if (!is_stop(incoming)) return native_done(f, incoming);
        value_set(&it->slot[ACTIVE], EMPTY);
        if (vm.fuel <= 0) return f->state = CHAIN_BEGIN, native_again(f);
        break;
    default: break;
    }
    if (!is_empty(ref(slots[IT_FIRST]))) return f->state = CHAIN_ACTIVE, op_iter(ref(slots[IT_FIRST]));
    if (!is_empty(ref(it->slot[ACTIVE]))) return f->state = CHAIN_ITEM, op_next(ref(it->slot[ACTIVE]));
    if (is_empty(ref(it->slot[SOURCE]))) return iterator_stop(f);
    return f->state = CHAIN_ITERABLE, op_next(ref(it->slot[SOURCE]));
}
static const NativeFrameKind chain_frame = {.name = "chain.__next__", .step = chain_step, .slots = 2};

static Outcome chain_next(Ref self) {
    Value item = chain_try_next(self);
    return is_needs_python(item) ? it_push(&chain_frame, self) : outcome(item);
}

static const NativeRow chain_methods[] = {
    IT_NEW_ROW(chain), ITER_ROW(native_self), NEXT_ROW,
    CLASS_METHOD("from_iterable($type, iterable, /)", O1, chain_from_iterable, "Alternative chain() constructor taking a single iterable argument that evaluates lazily."),
    CLASS_GETITEM_ROW("See PEP 585")};
const TypeSpec chain_spec = IT_TYPE("chain", "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.", "(*iterables)", chain_methods, chain_try_next, chain_next);

/* ---- islice: numbers: the index of the item wanted next, the stop (-1: none), the step, the items taken so far ---- */

enum { WANTED, STOP_AT, STEP, TAKEN };
#define RANGE_TEXT "must be None or an integer: 0 <= x <= sys.maxsize."

/* args: iterable, start, stop, step; with two given the second is the stop. EMPTY and None alike are not given. */
static bool islice_check(Value *args) {
    if (is_empty(ref(args[2]))) {
        args[2] = value_take(&args[1]);
        if (it_number(args[2], 0) == -1) return RAISE_FALSE(ERR_VALUE, "Stop argument for islice() " RANGE_TEXT);
    }
    i64 start = it_number(args[1], 0), stop = it_number(args[2], 0);
    if (stop == -1) return RAISE_FALSE(ERR_VALUE, "Stop argument for islice() " RANGE_TEXT);
    if (start < 0 || stop < 0) return RAISE_FALSE(ERR_VALUE, "Indices for islice() " RANGE_TEXT);
    return it_number(args[3], 1) >= 1 || RAISE_FALSE(ERR_VALUE, "Step for islice() must be a positive integer or None.");
}

static bool islice_make(ItObject *it, Value *args) {
    it->number[WANTED] = it_number(args[1], 0);
    it->number[STOP_AT] = it_number(args[2], -1);
    it->number[STEP] = it_number(args[3], 1);
    it->slot[SOURCE] = value_take(&args[0]);
    return true;
}
/* CPython reads the stop before the start. */
static const ItMake islice_how = {"islice", NULL, 2, 4, 4, "x1x2x3c0i0", islice_make, islice_check};
IT_NEW(islice, islice_how)

static Value islice_end(ItObject *it, Value answer) {
    value_set(&it->slot[SOURCE], EMPTY);
    return answer;
}

static bool islice_over(const ItObject *it) { return it->number[STOP_AT] >= 0 && it->number[TAKEN] >= it->number[WANTED] && it->number[TAKEN] >= it->number[STOP_AT]; }

/* An item came: true if it is the one wanted. */
static bool islice_took(ItObject *it) {
    i64 *number = it->number, stop = number[STOP_AT];
    if (number[TAKEN]++ < number[WANTED]) return false;
    if (__builtin_add_overflow(number[WANTED], number[STEP], &number[WANTED])) number[WANTED] = INT64_MAX;
    if (stop >= 0 && number[WANTED] > stop) number[WANTED] = stop;
    return true;
}

static Value islice_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (is_empty(ref(it->slot[SOURCE]))) return STOP;
    for (;;) {
        if (islice_over(it)) return islice_end(it, STOP);
        if (vm.fuel <= 0) return NEEDS_PYTHON;
        Value item = try_next(ref(it->slot[SOURCE]));
        if (is_needs_python(item)) return item;
        if (is_stop(item) || is_error(item)) return islice_end(it, item);
        if (islice_took(it)) return item;
        value_release(item);
        vm.fuel--;
    }
}

static Outcome islice_step(Frame *f, Value incoming) {
    ItObject *it = it_of(ref(frame_slots(f)[IT_SELF]));
    if (is_error(incoming)) return (void)islice_end(it, STOP), native_fail(f);
    if (f->state) {
        if (is_stop(incoming)) return (void)islice_end(it, STOP), iterator_stop(f);
        if (islice_took(it)) return native_done(f, incoming);
        value_release(incoming);
    }
    if (vm.fuel <= 0 && f->state) return f->state = 0, native_again(f);
    if (is_empty(ref(it->slot[SOURCE]))) return iterator_stop(f);
    if (islice_over(it)) return (void)islice_end(it, STOP), iterator_stop(f);
    f->state = 1;
    return op_next(ref(it->slot[SOURCE]));
}
static const NativeFrameKind islice_frame = {.name = "islice.__next__", .step = islice_step, .slots = 1};

static Outcome islice_next(Ref self) {
    Value item = islice_try_next(self);
    return is_needs_python(item) ? it_push(&islice_frame, self) : outcome(item);
}

static const NativeRow islice_methods[] = {IT_NEW_ROW(islice), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec islice_spec = IT_TYPE("islice", "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.", NULL, islice_methods, islice_try_next, islice_next);

/* ---- pairwise: SOURCE, and the item before in OLD (EMPTY: none yet) ---- */

enum { OLD = 1 };

static bool one_source(ItObject *it, Value *args) {
    it->slot[SOURCE] = value_take(&args[0]);
    return true;
}
static const ItMake pairwise_how = {"pairwise", NULL, 1, 1, 1, "i0", one_source, NULL};
IT_NEW(pairwise, pairwise_how)

static Value pairwise_end(ItObject *it, Value answer) {
    value_set(&it->slot[SOURCE], EMPTY);
    value_set(&it->slot[OLD], EMPTY);
    return answer;
}

/* What the source answered; EMPTY: one more is to be asked. old: what it is paired with, taken over. */
static Value pairwise_take(ItObject *it, Value old, Value item) {
    if (is_stop(item) || is_error(item)) return value_release(old), pairwise_end(it, item);
    if (is_empty(ref(old))) return value_set(&it->slot[OLD], item), EMPTY;
    Value pair = tuple_pack2(old, value_keep(ref(item)));
    value_set(&it->slot[OLD], item);
    return pair;
}

static Value pairwise_try_next(Ref self) {
    ItObject *it = it_of(self);
    for (;;) {
        if (is_empty(ref(it->slot[SOURCE]))) return STOP;
        Value item = try_next(ref(it->slot[SOURCE]));
        if (is_needs_python(item)) return item;
        Value made = pairwise_take(it, value_keep(ref(it->slot[OLD])), item);
        if (!is_empty(ref(made))) return made;
    }
}

static Outcome pairwise_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    if (f->state) {
        Value made = pairwise_take(it, value_take(&slots[IT_FIRST]), incoming);
        if (is_error(made)) return native_fail(f);
        if (!is_empty(ref(made))) return native_done(f, made);
    }
    f->state = 1;
    if (is_empty(ref(it->slot[SOURCE]))) return (void)pairwise_end(it, STOP), iterator_stop(f);
    value_set(&slots[IT_FIRST], value_keep(ref(it->slot[OLD])));
    return op_next(ref(it->slot[SOURCE]));
}
static const NativeFrameKind pairwise_frame = {.name = "pairwise.__next__", .step = pairwise_step, .slots = 2};

static Outcome pairwise_next(Ref self) {
    Value item = pairwise_try_next(self);
    return is_needs_python(item) ? it_push(&pairwise_frame, self) : outcome(item);
}

static const NativeRow pairwise_methods[] = {IT_NEW_ROW(pairwise), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec pairwise_spec = IT_TYPE("pairwise", "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...", "(iterable, /)", pairwise_methods, pairwise_try_next, pairwise_next);

/* ---- batched: SOURCE; number[0]: items in a batch, number[1]: strict; pending[0]: a list of those gathered ---- */

enum { SIZE, STRICT };

static bool batched_check(Value *args) { return it_number(args[1], 0) >= 1 || RAISE_FALSE(ERR_VALUE, "n must be at least one"); }

static bool batched_make(ItObject *it, Value *args) {
    it->number[SIZE] = it_number(args[1], 1);
    it->number[STRICT] = is_true(ref(args[2]));
    it->slot[SOURCE] = value_take(&args[0]);
    return true;
}
static const char *const batched_names[] = {"iterable", "n", "strict"};
static const ItMake batched_how = {"batched", batched_names, 2, 2, 3, "n1b2c0i0", batched_make, batched_check};
IT_NEW(batched, batched_how)

/* The source's end: what is gathered is the last batch, and the source is asked once more before it is dropped. */
static Value batched_last(ItObject *it, Ref gathered) {
    if (AS(ListObject, gathered)->count && !it->number[STRICT]) return list_to_tuple(gathered);
    value_set(&it->slot[SOURCE], EMPTY);
    return AS(ListObject, gathered)->count ? raise(ERR_VALUE, "batched(): incomplete batch") : STOP;
}

/* Gathers natively. EMPTY: the source must be asked, or fuel is out. */
static Value batched_gather(ItObject *it, Ref gathered) {
    while (AS(ListObject, gathered)->count < it->number[SIZE]) {
        if (vm.fuel <= 0) return EMPTY;
        Value item = try_next(ref(it->slot[SOURCE]));
        if (is_needs_python(item)) return EMPTY;
        if (is_stop(item)) return batched_last(it, gathered);
        if (is_error(item)) return value_set(&it->slot[SOURCE], EMPTY), item;
        if (!list_append(gathered, item)) return VALUE_ERROR;
        vm.fuel--;
    }
    return list_to_tuple(gathered);
}

static Value batched_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (is_empty(ref(it->slot[SOURCE]))) return STOP;
    if (it->number[SIZE] > LIST_MAX) return raise_no_memory();
    if (!is_empty(ref(it->pending[0]))) return NEEDS_PYTHON;
    Value gathered = list_new(0);
    if (is_error(gathered)) return gathered;
    Value batch = batched_gather(it, ref(gathered));
    if (is_empty(ref(batch))) return it->pending[0] = gathered, NEEDS_PYTHON;
    value_release(gathered);
    return batch;
}

static Outcome batched_step(Frame *f, Value incoming) {
    ItObject *it = it_of(ref(frame_slots(f)[IT_SELF]));
    Ref gathered = ref(frame_slots(f)[IT_FIRST]);
    if (is_error(incoming)) return value_set(&it->slot[SOURCE], EMPTY), native_fail(f);
    if (f->state == 1 && !is_stop(incoming) && !list_append(gathered, incoming)) return native_fail(f);
    Value batch = EMPTY;
    if (f->state == 1 && is_stop(incoming)) batch = batched_last(it, gathered);
    else if (is_empty(ref(it->slot[SOURCE]))) batch = batched_last(it, gathered); /* it ended while it was asked */
    else batch = batched_gather(it, gathered);
    if (is_error(batch)) return native_fail(f);
    if (!is_empty(ref(batch))) return native_done(f, batch);
    if (vm.fuel <= 0 && f->state != 2) return f->state = 2, native_again(f);
    f->state = 1;
    return op_next(ref(it->slot[SOURCE]));
}
static const NativeFrameKind batched_frame = {.name = "batched.__next__", .step = batched_step, .slots = 2};

static Outcome batched_next(Ref self) {
    Value item = batched_try_next(self);
    return is_needs_python(item) ? it_push(&batched_frame, self) : outcome(item);
}

static const NativeRow batched_methods[] = {IT_NEW_ROW(batched), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec batched_spec = IT_TYPE("batched", "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples up to size\nn.  The input is consumed lazily, just enough to fill a batch.  The\nresult is yielded as soon as a batch is full or when the input iterable\nis exhausted.\n\nIf \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n.", "(iterable, n, *, strict=False)", batched_methods, batched_try_next, batched_next);

/* ---- zip_longest: SOURCES a list of iterators (None: exhausted), FILL; number[0]: how many are not ----
 *
 * pending[0]: the row begun, a tuple; number[1]: how many of its items are there. */

enum { SOURCES, FILL };
enum { LIVE, FILLED };

/* Slots: class, list of iterables then iterators, fill. aux: the one that is next. */
static Outcome longest_make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ListObject *sources = AS(ListObject, ref(slots[1]));
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming))) value_set(&sources->items[f->aux++], incoming);
    for (; f->aux < sources->count; f->aux++) {
        Value iterator = try_iter(ref(sources->items[f->aux]));
        if (is_error(iterator)) return native_fail(f);
        if (is_needs_python(iterator)) return op_iter(ref(sources->items[f->aux]));
        value_set(&sources->items[f->aux], iterator);
    }
    Value made = type_allocate(AS(Type, ref(slots[0])));
    if (is_error(made)) return native_fail(f);
    ItObject *it = it_of(ref(made));
    it->slot[SOURCES] = value_take(&slots[1]);
    it->slot[FILL] = value_take(&slots[2]);
    it->number[LIVE] = sources->count;
    return native_done(f, made);
}
static const NativeFrameKind longest_make_frame = {.name = "zip_longest", .step = longest_make_step, .slots = 3};

static Outcome zip_longest_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    u32 position = 0;
    Ref key, fill = REF_NONE;
    if (c.keywords && (c.keywords->table.used > 1 || !table_next(&c.keywords->table, &position, &key, &fill) || !text_is(text_of(key), "fillvalue")))
        return RAISE_OUTCOME(ERR_TYPE, "zip_longest() got an unexpected keyword argument");
    Value sources = list_from(c.args, c.n);
    Frame *f = is_error(sources) ? NULL : native_push(&longest_make_frame);
    if (!f) return value_release(sources), OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref_of(c.type));
    frame_slots(f)[1] = sources;
    frame_slots(f)[2] = value_keep(fill);
    return OUTCOME_PUSHED;
}

/* Source i is exhausted: its place is filled, unless it was the last. */
static bool longest_ended(ItObject *it, Tuple *row, u32 i) {
    if (--it->number[LIVE] <= 0) return false;
    value_set(&AS(ListObject, ref(it->slot[SOURCES]))->items[i], NONE);
    row->items[i] = value_keep(ref(it->slot[FILL]));
    return true;
}

/* Fills the row from *i on. YES: whole. NO: all are exhausted. PYTHON: source *i must be asked. */
static Answer longest_gather(ItObject *it, Tuple *row, u32 *i) {
    for (; *i < row->count; ++*i) {
        Ref source = ref(AS(ListObject, ref(it->slot[SOURCES]))->items[*i]);
        if (is_none(source)) {
            row->items[*i] = value_keep(ref(it->slot[FILL]));
            continue;
        }
        Value item = try_next(source);
        if (is_needs_python(item)) return ANSWER_PYTHON;
        if (is_error(item)) return it->number[LIVE] = 0, ANSWER_ERROR;
        if (!is_stop(item)) row->items[*i] = item;
        else if (!longest_ended(it, row, *i)) return ANSWER_NO;
    }
    return ANSWER_YES;
}

static Value longest_try_next(Ref self) {
    ItObject *it = it_of(self);
    if (it->number[LIVE] <= 0) return STOP;
    if (!is_empty(ref(it->pending[0]))) return NEEDS_PYTHON;
    Tuple *row = tuple_new(AS(ListObject, ref(it->slot[SOURCES]))->count);
    u32 i = 0;
    if (!row) return VALUE_ERROR;
    Answer answer = longest_gather(it, row, &i);
    if (answer == ANSWER_YES) return value_of(row);
    if (answer == ANSWER_PYTHON) {
        it->pending[0] = value_of(row);
        it->number[FILLED] = i;
        return NEEDS_PYTHON;
    }
    object_release(row);
    return answer == ANSWER_NO ? STOP : VALUE_ERROR;
}

/* aux: the source that is asked. */
static Outcome longest_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ItObject *it = it_of(ref(slots[IT_SELF]));
    Tuple *row = AS(Tuple, ref(slots[IT_FIRST]));
    if (is_error(incoming)) return it->number[LIVE] = 0, native_fail(f);
    if (f->state) {
        if (!is_stop(incoming)) row->items[f->aux] = incoming;
        else if (!longest_ended(it, row, f->aux)) return iterator_stop(f);
        f->aux++;
    }
    f->state = 1;
    u32 i = f->aux;
    Answer answer = longest_gather(it, row, &i);
    f->aux = i;
    if (answer == ANSWER_YES) return native_done(f, value_take(&slots[IT_FIRST]));
    if (answer == ANSWER_PYTHON) return op_next(ref(AS(ListObject, ref(it->slot[SOURCES]))->items[i]));
    return answer == ANSWER_NO ? iterator_stop(f) : native_fail(f);
}
static const NativeFrameKind longest_frame = {.name = "zip_longest.__next__", .step = longest_step, .slots = 2};

static Outcome longest_next(Ref self) {
    Value item = longest_try_next(self);
    if (!is_needs_python(item)) return outcome(item);
    Frame *f = native_push(&longest_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[IT_SELF] = value_keep(self);
    frame_slots(f)[IT_FIRST] = value_take(&it_of(self)->pending[0]);
    f->aux = (u32)it_of(self)->number[FILLED];
    return OUTCOME_PUSHED;
}

static const NativeRow zip_longest_methods[] = {IT_NEW_ROW(zip_longest), ITER_ROW(native_self), NEXT_ROW};
const TypeSpec zip_longest_spec = IT_TYPE("zip_longest", "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.", "(*iterables, fillvalue=None)", zip_longest_methods, longest_try_next, longest_next);
