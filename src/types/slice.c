/* slice.c: slice objects, and what subscripts of sequences share: see slice.h. */
#include "types/slice.h"
#include "base/hash.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/int.h"
#include "types/repr.h"
#include "types/rows.h"
#include "types/sequence.h"

Value slice_new(Value start, Value stop, Value step) {
    SliceObject *s = NEW(SliceObject, T_SLICE);
    if (!s) {
        value_release(start);
        value_release(stop);
        value_release(step);
        return VALUE_ERROR;
    }
    s->start = start;
    s->stop = stop;
    s->step = step;
    return value_of(s);
}

/* ---- indices ---- */

bool has_index(Ref key) { return is_integer(key) || type_lookup_dunder(type_of(key), N_INDEX); }

static Answer part(Ref r, i64 otherwise, i64 *out) {
    *out = otherwise;
    if (is_none(r)) return ANSWER_YES;
    if (is_integer(r)) {
        *out = integer_clamp(r);
        return ANSWER_YES;
    }
    if (has_index(r)) return ANSWER_PYTHON;
    (void)raise(ERR_TYPE, "slice indices must be integers or None or have an __index__ method");
    return ANSWER_ERROR;
}

static i64 adjust(i64 bound, i64 length, bool backward) {
    if (bound < 0) {
        bound += length;
        return bound < 0 ? (backward ? -1 : 0) : bound;
    }
    return bound >= length ? (backward ? length - 1 : length) : bound;
}

static i64 slice_count(i64 start, i64 stop, i64 step) {
    if (step < 0) return stop < start ? (start - stop - 1) / -step + 1 : 0;
    return start < stop ? (stop - start - 1) / step + 1 : 0;
}

static MUST_CHECK bool step_is_valid(i64 step) {
    return step || RAISE_FALSE(ERR_VALUE, "slice step cannot be zero");
}

Answer slice_indices_of(Ref start, Ref stop, Ref step, u32 length, SliceRange *out) {
    Answer answer = part(step, 1, &out->step);
    if (answer != ANSWER_YES) return answer;
    if (!step_is_valid(out->step)) return ANSWER_ERROR;
    bool backward = out->step < 0;
    if (out->step < -INT64_MAX) out->step = -INT64_MAX;
    answer = part(start, backward ? INT64_MAX : 0, &out->start);
    if (answer != ANSWER_YES) return answer;
    answer = part(stop, backward ? INT64_MIN : INT64_MAX, &out->stop);
    if (answer != ANSWER_YES) return answer;
    out->start = adjust(out->start, length, backward);
    out->stop = adjust(out->stop, length, backward);
    out->count = (u32)slice_count(out->start, out->stop, out->step);
    return ANSWER_YES;
}

Answer slice_indices(Ref slice, u32 length, SliceRange *out) {
    const SliceObject *s = AS(SliceObject, slice);
    return slice_indices_of(ref(s->start), ref(s->stop), ref(s->step), length, out);
}

Answer index_of(Ref key, u32 length, i64 *index) {
    if (is_int48(key)) {
        *index = int48_of(key);
    } else if (is_integer(key)) {
        if (!integer_fits(key)) return (void)raise(ERR_INDEX, "cannot fit '%T' into an index-sized integer", key), ANSWER_ERROR;
        *index = integer_clamp(key);
    } else {
        return has_index(key) ? ANSWER_PYTHON : ANSWER_NO;
    }
    if (*index < 0) *index += length;
    return ANSWER_YES;
}

/* ---- asking for __index__ ---- */

enum { THEN_SELF, THEN_KEY, THEN_VALUE, THEN_START, THEN_STOP, THEN_STEP, THEN_SLOTS };
enum { ASK_STEP, ASK_START, ASK_STOP, ASK_READY, ASK_KEY, ASK_DONE, ASK_GOT = 8 };

static Outcome then_call(Frame *f, Ref key) {
    Value *slots = frame_slots(f);
    f->state = ASK_DONE;
    return ((IndexedNative *)(uintptr_t)f->aux)(ref(slots[THEN_SELF]), key, ref(slots[THEN_VALUE]));
}

static Outcome then_sliced(Frame *f) {
    Value *slots = frame_slots(f);
    Value slice = slice_new(value_take(&slots[THEN_START]), value_take(&slots[THEN_STOP]), value_take(&slots[THEN_STEP]));
    if (is_error(slice)) return native_fail(f);
    value_set(&slots[THEN_KEY], slice);
    return then_call(f, ref(slots[THEN_KEY]));
}

/* Asks the parts in CPython's order: step, start, stop. Nothing is asked of ints and None. */
static Outcome then_parts(Frame *f, u32 phase) {
    static const u8 slot_of[] = {THEN_STEP, THEN_START, THEN_STOP};
    Value *slots = frame_slots(f);
    const SliceObject *s = AS(SliceObject, ref(slots[THEN_KEY]));
    Ref parts[] = {ref(s->step), ref(s->start), ref(s->stop)};
    for (; phase < ASK_READY; phase++) {
        i64 n;
        Answer answer = part(parts[phase], 0, &n);
        if (answer == ANSWER_ERROR) return native_fail(f);
        if (answer == ANSWER_PYTHON) {
            f->state = (u16)(ASK_GOT | phase);
            return op_index(parts[phase]);
        }
        value_set(&slots[slot_of[phase]], value_keep(parts[phase]));
        if (phase == ASK_STEP && !is_none(parts[0]) && !step_is_valid(n)) return native_fail(f);
    }
    return then_sliced(f);
}

static Outcome then_step(Frame *f, Value incoming) {
    static const u8 slot_of[] = {THEN_STEP, THEN_START, THEN_STOP};
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case ASK_DONE: return native_done(f, incoming);
    case ASK_KEY:
        f->state = ASK_GOT | ASK_KEY;
        return op_index(ref(slots[THEN_KEY]));
    case ASK_GOT | ASK_KEY:
        value_set(&slots[THEN_KEY], incoming);
        return then_call(f, ref(slots[THEN_KEY]));
    case ASK_STEP: return then_parts(f, ASK_STEP);
    default: break;
    }
    u32 phase = f->state & 7u;
    value_set(&slots[slot_of[phase]], incoming);
    if (phase == ASK_STEP && !step_is_valid(integer_clamp(ref(slots[THEN_STEP])))) return native_fail(f);
    return then_parts(f, phase + 1);
}

static const NativeFrameKind then_frame = {.name = "index", .step = then_step, .slots = THEN_SLOTS};

Outcome index_then(IndexedNative *again, Ref self, Ref key, Ref value) {
    Frame *f = native_push(&then_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[THEN_SELF] = value_keep(self);
    slots[THEN_KEY] = value_keep(key);
    slots[THEN_VALUE] = value_keep(value);
    f->aux = (u32)(uintptr_t)again;
    f->state = is_slice(key) ? ASK_STEP : ASK_KEY;
    return OUTCOME_PUSHED;
}

/* ---- the type ---- */

static Value slice_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "slice") || !construct_count(&c, "slice", 1, 3)) return VALUE_ERROR;
    if (c.n == 1) return slice_new(NONE, value_keep(ref(c.args[0])), NONE);
    return slice_new(value_keep(ref(c.args[0])), value_keep(ref(c.args[1])), c.n == 3 ? value_keep(ref(c.args[2])) : NONE);
}

static void slice_destroy(Object *self) {
    SliceObject *s = (SliceObject *)self;
    value_release(s->step);
    value_release(s->start);
    value_release(s->stop);
    object_free(s, sizeof *s);
}

static void slice_visit(Object *self, GcVisit *visit) {
    SliceObject *s = (SliceObject *)self;
    gc_visit_slots(visit, &s->start, 3);
}

static Value as_tuple(Ref self) {
    const SliceObject *s = AS(SliceObject, self);
    return tuple_pack3(value_keep(ref(s->start)), value_keep(ref(s->stop)), value_keep(ref(s->step)));
}

static Value slice_try_compare(Ref a, Ref b, u32 op) {
    if (!is_slice(a) || !is_slice(b)) return NOT_IMPLEMENTED;
    if (same(a, b)) return value_bool(op == N_EQ || op == N_LE || op == N_GE);
    Value x = as_tuple(a), y = as_tuple(b);
    Value answer = is_error(x) || is_error(y) ? VALUE_ERROR : sequence_try_compare(ref(x), ref(y), op);
    value_release(x);
    value_release(y);
    return answer;
}

static Outcome slice_compare(Ref a, Ref b, u32 op) {
    Value answer = slice_try_compare(a, b, op);
    if (!is_needs_python(answer)) return outcome(answer);
    Value x = as_tuple(a), y = as_tuple(b);
    Outcome result = is_error(x) || is_error(y) ? OUTCOME_ERROR : sequence_compare(ref(x), ref(y), op);
    value_release(x);
    value_release(y);
    return result;
}
COMPARE_METHODS(slice, slice_compare)

static Value slice_try_hash(Ref self) {
    const SliceObject *s = AS(SliceObject, self);
    Ref parts[] = {ref(s->start), ref(s->stop), ref(s->step)};
    i64 hashes[3];
    for (u32 i = 0; i < 3; i++) {
        HashAnswer answer = try_hash(parts[i], &hashes[i]);
        if (answer != HASH_OK) return answer == HASH_PYTHON ? NEEDS_PYTHON : VALUE_ERROR;
    }
    return value_from_i64_fast(hash_slice(hashes[0], hashes[1], hashes[2]));
}

enum { HASH_SELF, HASH_PARTS, HASH_SLOTS = HASH_PARTS + 6 };
static Outcome hash_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const SliceObject *s = AS(SliceObject, ref(slots[HASH_SELF]));
    Ref parts[] = {ref(s->start), ref(s->stop), ref(s->step)};
    if (is_error(incoming)) return native_fail(f);
    if (f->state) {
        probe_put_hash(&slots[HASH_PARTS + (f->state - 1) * 2], probe_hash_of(ref(incoming)));
        value_release(incoming);
    }
    if (f->state < 3) return op_hash(parts[f->state++]);
    return native_done(f, value_from_i64_fast(hash_slice(probe_get_hash(&slots[HASH_PARTS]), probe_get_hash(&slots[HASH_PARTS + 2]),
                                                         probe_get_hash(&slots[HASH_PARTS + 4]))));
}
static const NativeFrameKind hash_frame = {.name = "slice.__hash__", .step = hash_step, .slots = HASH_SLOTS};

static Outcome slice_hash(Ref self) {
    Value hash = slice_try_hash(self);
    if (!is_needs_python(hash)) return outcome(hash);
    Frame *f = native_push_counted(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[HASH_SELF] = value_keep(self);
    return OUTCOME_PUSHED;
}

static u32 slice_part(Ref self, u32 *position, Ref pieces[2]) {
    const SliceObject *s = AS(SliceObject, self);
    if (*position == 3) return 0;
    pieces[0] = *position == 0 ? ref(s->start) : *position == 1 ? ref(s->stop) : ref(s->step);
    ++*position;
    return 1;
}
static void slice_begin(Ref self, TextBuilder *b) { builder_c(b, "slice("); }
static void slice_end(Ref self, TextBuilder *b) { builder_char(b, ')'); }
static void slice_nested(Ref self, TextBuilder *b) { builder_c(b, "slice(...)"); }
static const ReprKind slice_repr_kind = REPR_KIND("slice.__repr__", slice_part, slice_begin, slice_end, slice_nested);
static Value slice_try_repr(Ref self) { return repr_try(&slice_repr_kind, self); }
static Outcome slice_repr(Ref self) { return repr_of(&slice_repr_kind, self); }

static Value slice_reduce(Ref self) {
    Value parts = as_tuple(self);
    return is_error(parts) ? parts : tuple_pack2(value_keep(ref_of(vm.types[T_SLICE])), parts);
}

/* One bound, as CPython clips it: between lower and upper, counted from the end if negative. */
static MUST_CHECK Value clip_bound(Ref bound, Ref length, Ref lower, Ref upper, Ref otherwise) {
    if (is_none(bound)) return value_keep(otherwise);
    if (int_sign(bound) >= 0) return int_compare(bound, upper) > 0 ? value_keep(upper) : int_exact(bound);
    Value from_end = int_add(bound, length);
    if (is_error(from_end) || int_compare(ref(from_end), lower) >= 0) return from_end;
    value_release(from_end);
    return value_keep(lower);
}

bool slice_long_indices(Ref slice, Ref length, Value out[3]) {
    const SliceObject *s = AS(SliceObject, slice);
    Value one = value_int48(1), lower, upper;
    out[0] = out[1] = EMPTY;
    out[2] = is_none(ref(s->step)) ? value_int48(1) : int_exact(ref(s->step));
    i32 sign = is_error(out[2]) ? 0 : int_sign(ref(out[2]));
    if (!sign) {
        if (!is_error(out[2])) (void)raise(ERR_VALUE, "slice step cannot be zero");
        value_release(out[2]);
        return false;
    }
    lower = value_int48(sign < 0 ? -1 : 0);
    upper = sign < 0 ? int_subtract(length, ref(one)) : value_keep(length);
    if (!is_error(upper)) {
        out[0] = clip_bound(ref(s->start), length, ref(lower), ref(upper), sign < 0 ? ref(upper) : ref(lower));
        out[1] = clip_bound(ref(s->stop), length, ref(lower), ref(upper), sign < 0 ? ref(lower) : ref(upper));
    }
    bool done = !is_error(upper) && !is_error(out[0]) && !is_error(out[1]);
    value_release(upper);
    for (u32 i = 0; !done && i < 3; i++) value_release(out[i]);
    return done;
}

/* Whether every part is an int or None: else index_then asks. */
static Answer parts_ready(Ref slice) {
    const SliceObject *s = AS(SliceObject, slice);
    Ref parts[] = {ref(s->step), ref(s->start), ref(s->stop)};
    i64 n;
    for (u32 i = 0; i < 3; i++) {
        Answer answer = part(parts[i], 0, &n);
        if (answer != ANSWER_YES) return answer;
    }
    return ANSWER_YES;
}

static Outcome slice_indices_again(Ref self, Ref key, Ref length) {
    Value bounds[3];
    switch (parts_ready(key)) {
    case ANSWER_PYTHON: return index_then(slice_indices_again, self, key, length);
    case ANSWER_YES: break;
    default: return OUTCOME_ERROR;
    }
    return slice_long_indices(key, length, bounds) ? outcome(tuple_take(bounds, 3)) : OUTCOME_ERROR;
}

enum { INDICES_SELF, INDICES_LENGTH, INDICES_SLOTS };
static Outcome indices_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return op_index(ref(slots[INDICES_LENGTH]));
    case 1:
        value_set(&slots[INDICES_LENGTH], incoming);
        if (int_sign(ref(incoming)) >= 0) return slice_indices_again(ref(slots[INDICES_SELF]), ref(slots[INDICES_SELF]), ref(slots[INDICES_LENGTH]));
        (void)raise(ERR_VALUE, "length should not be negative");
        return native_fail(f);
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind indices_frame = {.name = "slice.indices", .step = indices_step, .slots = INDICES_SLOTS};

static Outcome slice_indices_native(Ref self, Ref length) {
    Frame *f = native_push(&indices_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[INDICES_SELF] = value_keep(self);
    frame_slots(f)[INDICES_LENGTH] = value_keep(length);
    return OUTCOME_PUSHED;
}

static Value get_start(Ref self) { return value_keep(ref(AS(SliceObject, self)->start)); }
static Value get_stop(Ref self) { return value_keep(ref(AS(SliceObject, self)->stop)); }
static Value get_step(Ref self) { return value_keep(ref(AS(SliceObject, self)->step)); }

static const GetSetRow slice_getset[] = {
    {.name = "start", .get = get_start}, {.name = "stop", .get = get_stop}, {.name = "step", .get = get_step}};

static const NativeRow slice_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, slice_new_native, NEW_DOC),
    REPR_ROW(O0, slice_repr),
    HASH_ROW(O0, slice_hash),
    COMPARE_ROWS(slice),
    METHOD("indices($self, object, /)", O1, slice_indices_native,
           "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\n"
           "indices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner "
           "consistent with the\nhandling of normal slices."),
    REDUCE_ROW(P0, slice_reduce),
};

const TypeSpec slice_spec = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    .size = sizeof(SliceObject),
    .flags = TYPE_IMMUTABLE,
    METHODS(slice_methods),
    GETSET(slice_getset),
    .destroy = slice_destroy, .visit = slice_visit,
    .try_hash = slice_try_hash, .try_compare = slice_try_compare, .try_repr = slice_try_repr,
};
