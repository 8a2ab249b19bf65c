/* range.c: range objects. Bounds are exact ints of any size; where start, stop, step and the item after the last fit 64
 * bits (`small`), machine numbers are used. */
#include "types/range.h"
#include "base/hash.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/int.h"
#include "types/iterators.h"
#include "types/rows.h"
#include "types/slice.h"

/* ---- making ---- */

/* False: it does not fit 63 bits. */
static bool small_count(i64 start, i64 stop, i64 step, i64 *count) {
    u64 length = 0;
    if (step > 0 && start < stop) length = ((u64)stop - (u64)start - 1) / (u64)step + 1;
    if (step < 0 && start > stop) length = ((u64)start - (u64)stop - 1) / (0 - (u64)step) + 1;
    *count = (i64)length;
    if (length > (u64)INT64_MAX) return false;
    if (!length) return true;
    return step > 0 ? stop <= INT64_MAX - (step - 1) : stop >= INT64_MIN + (-1 - step);
}

static MUST_CHECK Value long_count(Ref start, Ref stop, Ref step) {
    bool up = int_sign(step) > 0;
    if (up ? int_compare(start, stop) >= 0 : int_compare(start, stop) <= 0) return value_int48(0);
    Value one = value_int48(1), span = up ? int_subtract(stop, start) : int_subtract(start, stop);
    Value rest = is_error(span) ? span : int_subtract(ref(span), ref(one)), stride = up ? value_keep(step) : int_negative(step);
    Value steps = is_error(rest) || is_error(stride) ? VALUE_ERROR : int_floor_divide(ref(rest), ref(stride));
    Value count = is_error(steps) ? steps : int_add(ref(steps), ref(one));
    value_release(span);
    value_release(rest);
    value_release(stride);
    value_release(steps);
    return count;
}

Value range_new(Ref start, Ref stop, Ref step) {
    i64 first = 0, last = 0, stride = 0, count = 0;
    bool small = int_small(start, &first) && int_small(stop, &last) && int_small(step, &stride) && small_count(first, last, stride, &count);
    Value length = small ? value_from_i64(count) : long_count(start, stop, step);
    if (is_error(length)) return length;
    RangeObject *r = NEW(RangeObject, T_RANGE);
    if (!r) {
        value_release(length);
        return VALUE_ERROR;
    }
    r->small = small;
    r->pad = 0;
    r->first = first;
    r->step = stride;
    r->count = count;
    r->start_value = value_keep(start);
    r->stop_value = value_keep(stop);
    r->step_value = value_keep(step);
    r->length_value = length;
    return value_of(r);
}

static void range_destroy(Object *self) {
    RangeObject *r = (RangeObject *)self;
    value_release(r->start_value);
    value_release(r->stop_value);
    value_release(r->step_value);
    value_release(r->length_value);
    object_free(r, sizeof *r);
}

/* bounds: one to three exact ints. */
static Value from_bounds(const Value *bounds, u32 n) {
    Value zero = value_int48(0), one = value_int48(1);
    if (n == 1) return range_new(ref(zero), ref(bounds[0]), ref(one));
    if (n == 3 && !int_sign(ref(bounds[2]))) return raise(ERR_VALUE, "range() arg 3 must not be zero");
    return range_new(ref(bounds[0]), ref(bounds[1]), n == 3 ? ref(bounds[2]) : ref(one));
}

static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state) value_set(&slots[f->state - 1], incoming);
    if (f->state < f->slot_count) return op_index(ref(slots[f->state++]));
    Value made = from_bounds(slots, f->slot_count);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind make_frame = {.name = "range", .step = make_step};

static Outcome range_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "range") || !construct_count(&c, "range", 1, 3)) return OUTCOME_ERROR;
    bool exact = true;
    for (u32 i = 0; i < c.n; i++) exact = exact && (is_int48(ref(c.args[i])) || is_exact(ref(c.args[i]), T_INT));
    if (exact) return outcome(from_bounds(c.args, c.n));
    Frame *f = native_push_sized(&make_frame, c.n);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < c.n; i++) frame_slots(f)[i] = value_keep(ref(c.args[i]));
    return OUTCOME_PUSHED;
}

/* ---- length, truth, items ---- */

static Value range_try_len(Ref self) {
    const RangeObject *r = range_of(self);
    return is_int48(ref(r->length_value)) ? r->length_value : NEEDS_PYTHON;
}

static Value range_len(Ref self) {
    i64 length;
    return int_to_i64(ref(range_of(self)->length_value), &length) ? value_keep(ref(range_of(self)->length_value))
                                                                  : (raised_clear(), raise(ERR_OVERFLOW, "Python int too large to convert to C ssize_t"));
}

static Value range_bool(Ref self) { return value_bool(int_sign(ref(range_of(self)->length_value)) != 0); }

Value range_item(const RangeObject *r, Ref index) {
    i64 i;
    if (r->small && int_small(index, &i) && i >= 0 && i < r->count) return value_from_i64_fast((i64)((u64)r->first + (u64)i * (u64)r->step));
    Value offset = int_multiply(index, ref(r->step_value));
    Value item = is_error(offset) ? offset : int_add(ref(r->start_value), ref(offset));
    value_release(offset);
    return item;
}

static Value get_index(const RangeObject *r, Ref key) {
    Value length = value_keep(ref(r->length_value)), index = int_sign(key) < 0 ? int_add(key, ref(length)) : int_exact(key), item = VALUE_ERROR;
    if (!is_error(index)) {
        bool inside = int_sign(ref(index)) >= 0 && int_compare(ref(index), ref(length)) < 0;
        item = inside ? range_item(r, ref(index)) : raise(ERR_INDEX, "range object index out of range");
    }
    value_release(index);
    value_release(length);
    return item;
}

static Value get_slice(const RangeObject *r, Ref slice) {
    Value bounds[3];
    if (!slice_long_indices(slice, ref(r->length_value), bounds)) return VALUE_ERROR;
    Value start = range_item(r, ref(bounds[0])), stop = range_item(r, ref(bounds[1])), step = int_multiply(ref(bounds[2]), ref(r->step_value));
    Value made = is_error(start) || is_error(stop) || is_error(step) ? VALUE_ERROR : range_new(ref(start), ref(stop), ref(step));
    for (u32 i = 0; i < 3; i++) value_release(bounds[i]);
    value_release(start);
    value_release(stop);
    value_release(step);
    return made;
}

static bool needs_asking(Ref part) { return !is_none(part) && !is_integer(part); }

static Outcome get_item_again(Ref self, Ref key, Ref unused) {
    const RangeObject *r = range_of(self);
    if (is_slice(key)) {
        const SliceObject *s = AS(SliceObject, key);
        if (needs_asking(ref(s->start)) || needs_asking(ref(s->stop)) || needs_asking(ref(s->step))) return index_then(get_item_again, self, key, REF_EMPTY);
        return outcome(get_slice(r, key));
    }
    if (is_integer(key)) return outcome(get_index(r, key));
    if (has_index(key)) return index_then(get_item_again, self, key, REF_EMPTY);
    return RAISE_OUTCOME(ERR_TYPE, "range indices must be integers or slices, not %T", key);
}
static Outcome get_item(Ref self, Ref key) { return get_item_again(self, key, REF_EMPTY); }

/* ---- membership ---- */

typedef enum { FIND_CONTAINS, FIND_INDEX, FIND_COUNT } Find;

static bool is_plain_int(Ref r) { return is_int48(r) || is_bool(r) || is_exact(r, T_INT); }

/* YES: it is an item, number *index (new). */
static Answer find_int(const RangeObject *r, Ref number, Value *index) {
    Ref start = ref(r->start_value), stop = ref(r->stop_value), step = ref(r->step_value);
    bool up = int_sign(step) > 0;
    bool inside = up ? int_compare(start, number) <= 0 && int_compare(number, stop) < 0 : int_compare(stop, number) < 0 && int_compare(number, start) <= 0;
    if (!inside) return ANSWER_NO;
    Value offset = int_subtract(number, start), rest = EMPTY;
    bool divided = !is_error(offset) && int_divmod(ref(offset), step, index, &rest);
    value_release(offset);
    if (!divided) return ANSWER_ERROR;
    Answer answer = int_sign(ref(rest)) ? ANSWER_NO : ANSWER_YES;
    value_release(rest);
    if (answer == ANSWER_NO) value_release(*index);
    return answer;
}

static Outcome found_int(const RangeObject *r, Ref number, Find what) {
    Value index;
    Answer answer = find_int(r, number, &index);
    if (answer == ANSWER_ERROR) return OUTCOME_ERROR;
    if (answer == ANSWER_YES && what == FIND_INDEX) return outcome(index);
    if (answer == ANSWER_YES) value_release(index);
    if (what == FIND_INDEX) return RAISE_OUTCOME(ERR_VALUE, "range.index(x): x not in range");
    return outcome(what == FIND_COUNT ? value_int48(answer == ANSWER_YES) : value_bool(answer == ANSWER_YES));
}

/* Anything else is compared with each item. slots: range iterator, what is looked for, the item; aux: items seen so far */
enum { SEARCH_ITERATOR, SEARCH_VALUE, SEARCH_ITEM, SEARCH_FOUND, SEARCH_SLOTS };

static Outcome search_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Find what = (Find)(f->state >> 1);
    bool asked = f->state & 1;
    if (is_error(incoming)) return native_fail(f);
    for (;; asked = false) {
        if (asked && is_true(ref(incoming))) {
            if (what == FIND_CONTAINS) return native_done(f, value_bool(true));
            if (what == FIND_INDEX) return native_done(f, value_int48(int48_of(ref(slots[SEARCH_FOUND])) - 1));
            f->aux++;
        }
        f->state = (u16)(what << 1);
        if (!asked && vm.fuel <= 0 && !is_empty(ref(slots[SEARCH_ITEM]))) {
            value_set(&slots[SEARCH_ITEM], EMPTY);
            return native_again(f);
        }
        Value item = try_next(ref(slots[SEARCH_ITERATOR]));
        if (is_error(item)) return native_fail(f);
        if (is_stop(item)) break;
        vm.fuel--;
        value_set(&slots[SEARCH_ITEM], item);
        slots[SEARCH_FOUND] = value_int48((is_empty(ref(slots[SEARCH_FOUND])) ? 0 : int48_of(ref(slots[SEARCH_FOUND]))) + 1);
        Answer answer = try_equal(ref(item), ref(slots[SEARCH_VALUE]));
        if (answer == ANSWER_ERROR) return native_fail(f);
        if (answer == ANSWER_PYTHON) {
            f->state |= 1;
            return op_equal(ref(slots[SEARCH_ITEM]), ref(slots[SEARCH_VALUE]));
        }
        if (answer == ANSWER_NO) continue;
        if (what == FIND_CONTAINS) return native_done(f, value_bool(true));
        if (what == FIND_INDEX) return native_done(f, value_int48(int48_of(ref(slots[SEARCH_FOUND])) - 1));
        f->aux++;
    }
    if (what == FIND_COUNT) return native_done(f, value_u32(f->aux));
    if (what == FIND_CONTAINS) return native_done(f, value_bool(false));
    (void)raise(ERR_VALUE, "sequence.index(x): x not in sequence");
    return native_fail(f);
}
static const NativeFrameKind search_frame = {.name = "range search", .step = search_step, .slots = SEARCH_SLOTS};

static Outcome find(Ref self, Ref value, Find what) {
    if (is_plain_int(value)) return found_int(range_of(self), value, what);
    Value iterator = range_iter(self);
    Frame *f = is_error(iterator) ? NULL : native_push(&search_frame);
    if (!f) {
        value_release(iterator);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[SEARCH_ITERATOR] = iterator;
    frame_slots(f)[SEARCH_VALUE] = value_keep(value);
    f->state = (u16)(what << 1);
    return OUTCOME_PUSHED;
}

static Outcome range_contains(Ref self, Ref value) { return find(self, value, FIND_CONTAINS); }
static Outcome range_index(Ref self, Ref value) { return find(self, value, FIND_INDEX); }
static Outcome range_count(Ref self, Ref value) { return find(self, value, FIND_COUNT); }

/* ---- comparing, hash, repr ---- */

static bool equal(const RangeObject *a, const RangeObject *b) {
    if (int_compare(ref(a->length_value), ref(b->length_value))) return false;
    if (!int_sign(ref(a->length_value))) return true;
    if (int_compare(ref(a->start_value), ref(b->start_value))) return false;
    Value one = value_int48(1);
    return !int_compare(ref(a->length_value), ref(one)) || !int_compare(ref(a->step_value), ref(b->step_value));
}

static Value range_try_compare(Ref a, Ref b, u32 op) {
    if (!is_range(a) || !is_range(b) || (op != N_EQ && op != N_NE)) return NOT_IMPLEMENTED;
    return value_bool(equal(range_of(a), range_of(b)) == (op == N_EQ));
}
static Outcome range_compare(Ref a, Ref b, u32 op) { return outcome(range_try_compare(a, b, op)); }
COMPARE_METHODS(range, range_compare)

static void hash_part(HashTuple *state, Ref part) {
    i64 hash = 0;
    (void)try_hash(part, &hash); /* an int or None: it cannot fail */
    hash_tuple_step(state, hash);
}

static Value range_try_hash(Ref self) {
    const RangeObject *r = range_of(self);
    HashTuple state = hash_tuple_begin();
    Ref length = ref(r->length_value);
    bool none = !int_sign(length), few = none || (is_int48(length) && int48_of(length) == 1);
    hash_part(&state, length);
    hash_part(&state, none ? REF_NONE : ref(r->start_value));
    hash_part(&state, few ? REF_NONE : ref(r->step_value));
    return value_from_i64_fast(hash_tuple_end(&state));
}

static MUST_CHECK bool repr_part(TextBuilder *b, Ref number) {
    Value text = try_repr(number);
    if (is_error(text) || is_needs_python(text)) return false;
    builder_text(b, AS(Text, ref(text)));
    value_release(text);
    return true;
}

static Value range_try_repr(Ref self) {
    const RangeObject *r = range_of(self);
    bool stepped = !(is_int48(ref(r->step_value)) && int48_of(ref(r->step_value)) == 1);
    TextBuilder b = {0};
    builder_c(&b, "range(");
    bool done = repr_part(&b, ref(r->start_value));
    builder_c(&b, ", ");
    done = done && repr_part(&b, ref(r->stop_value));
    if (stepped) builder_c(&b, ", ");
    if (stepped) done = done && repr_part(&b, ref(r->step_value));
    builder_char(&b, ')');
    if (!done) {
        builder_drop(&b);
        return is_empty(ref(vm.raised)) ? NEEDS_PYTHON : VALUE_ERROR;
    }
    Text *text = builder_finish(&b);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value range_reduce(Ref self) {
    const RangeObject *r = range_of(self);
    Value bounds = tuple_pack3(value_keep(ref(r->start_value)), value_keep(ref(r->stop_value)), value_keep(ref(r->step_value)));
    return tuple_pack2(value_keep(ref_of(vm.types[T_RANGE])), bounds);
}

static Value get_start(Ref self) { return value_keep(ref(range_of(self)->start_value)); }
static Value get_stop(Ref self) { return value_keep(ref(range_of(self)->stop_value)); }
static Value get_step(Ref self) { return value_keep(ref(range_of(self)->step_value)); }
static const GetSetRow range_getset[] = {
    {.name = "start", .get = get_start}, {.name = "stop", .get = get_stop}, {.name = "step", .get = get_step}};

static const NativeRow range_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, range_new_native, NEW_DOC),
    REPR_ROW(P0, range_try_repr),
    HASH_ROW(P0, range_try_hash),
    COMPARE_ROWS(range),
    ITER_ROW(range_iter),
    METHOD("__bool__($self, /)", P0, range_bool, "True if self else False"),
    LEN_ROW(range_len),
    METHOD("__getitem__($self, key, /)", O1, get_item, "Return self[key]."),
    METHOD("__contains__($self, key, /)", O1, range_contains, "Return bool(key in self)."),
    METHOD("__reversed__($self, /)", P0, range_reversed, "Return a reverse iterator."),
    METHOD("__reduce__($self, /)", P0, range_reduce, ""),
    METHOD("count($self, object, /)", O1, range_count, "rangeobject.count(value) -> integer -- return number of occurrences of value"),
    METHOD("index($self, object, /)", O1, range_index,
           "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present."),
};

const TypeSpec range_spec = {
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers "
           "from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop "
           "is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it "
           "specifies the increment (or decrement).",
    .size = sizeof(RangeObject),
    .flags = TYPE_IMMUTABLE | TYPE_LEAF | TYPE_SEQUENCE,
    METHODS(range_methods),
    GETSET(range_getset),
    .destroy = range_destroy,
    .try_hash = range_try_hash, .try_compare = range_try_compare, .try_iter = range_iter, .try_len = range_try_len, .try_repr = range_try_repr,
};
