/* range_iterator.c: iterators over ranges: of machine numbers, and of ints of any size. */
#include "object/tuple.h"
#include "types/args.h"
#include "types/int.h"
#include "types/iterators.h"
#include "types/range.h"
#include "types/rows.h"

/* ---- machine numbers ---- */

static Value small_new(i64 next, i64 step, i64 left) {
    RangeIterator *it = NEW(RangeIterator, T_RANGE_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->next = next;
    it->step = step;
    it->left = left;
    return value_of(it);
}

static void small_destroy(Object *self) { object_free(self, sizeof(RangeIterator)); }

static Value small_next(Ref self) {
    RangeIterator *it = AS(RangeIterator, self);
    if (it->left <= 0) return STOP;
    it->left--;
    i64 n = it->next;
    it->next = (i64)((u64)n + (u64)it->step);
    return value_from_i64_fast(n);
}

static Value small_hint(Ref self) { return value_from_i64(AS(RangeIterator, self)->left); }

static Value three(Value reduced) { /* (iter, (range,)) as (iter, (range,), None) */
    if (is_error(reduced)) return reduced;
    const Tuple *t = AS(Tuple, ref(reduced));
    Value made = tuple_pack3(value_keep(ref(t->items[0])), value_keep(ref(t->items[1])), NONE);
    value_release(reduced);
    return made;
}

static Value reduce_range(Value start, Value stop, Value step) {
    Value range = is_error(start) || is_error(stop) || is_error(step) ? VALUE_ERROR : range_new(ref(start), ref(stop), ref(step));
    value_release(start);
    value_release(stop);
    value_release(step);
    return three(iterator_reduce("iter", tuple_pack1(range)));
}

static Value small_reduce(Ref self) {
    const RangeIterator *it = AS(RangeIterator, self);
    return reduce_range(value_from_i64(it->next), value_from_i64((i64)((u64)it->next + (u64)it->step * (u64)it->left)), value_from_i64(it->step));
}

static Value small_setstate(Ref self, Ref state) {
    RangeIterator *it = AS(RangeIterator, self);
    if (!is_integer(state)) return raise(ERR_TYPE, "an integer is required");
    if (!integer_fits(state)) return raise(ERR_OVERFLOW, "Python int too large to convert to C long");
    i64 index = integer_clamp(state);
    index = index < 0 ? 0 : index > it->left ? it->left : index;
    it->next = (i64)((u64)it->next + (u64)index * (u64)it->step);
    it->left -= index;
    return NONE;
}

/* ---- any size ---- */

typedef struct {
    Object head;
    Value range;  /* held for its start, step and length */
    Value index;  /* an exact int */
    bool backward;
} LongIterator;

static Value long_new(Ref range, bool backward) {
    LongIterator *it = NEW(LongIterator, T_LONG_RANGE_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->range = value_keep(range);
    it->index = value_int48(0);
    it->backward = backward;
    return value_of(it);
}

static void long_destroy(Object *self) {
    LongIterator *it = (LongIterator *)self;
    value_release(it->range);
    value_release(it->index);
    object_free(it, sizeof *it);
}

static void long_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((LongIterator *)self)->range, 2); }

static Value long_left(const LongIterator *it) { return int_subtract(ref(range_of(ref(it->range))->length_value), ref(it->index)); }

/* The item `ahead` places on from the index, in the direction of walking. */
static Value long_item(const LongIterator *it, Ref index) {
    const RangeObject *r = range_of(ref(it->range));
    if (!it->backward) return range_item(r, index);
    Value one = value_int48(1), last = int_subtract(ref(r->length_value), ref(one));
    Value from_end = is_error(last) ? last : int_subtract(ref(last), index);
    Value item = is_error(from_end) ? from_end : range_item(r, ref(from_end));
    value_release(last);
    value_release(from_end);
    return item;
}

static Value long_next(Ref self) {
    LongIterator *it = AS(LongIterator, self);
    if (int_compare(ref(it->index), ref(range_of(ref(it->range))->length_value)) >= 0) return STOP;
    Value one = value_int48(1), next = int_add(ref(it->index), ref(one));
    if (is_error(next)) return next;
    Value item = long_item(it, ref(it->index));
    value_set(&it->index, next);
    return item;
}

static Value long_hint(Ref self) { return long_left(AS(LongIterator, self)); }

static Value long_reduce(Ref self) {
    const LongIterator *it = AS(LongIterator, self);
    const RangeObject *r = range_of(ref(it->range));
    Value step = it->backward ? int_negative(ref(r->step_value)) : value_keep(ref(r->step_value));
    return reduce_range(long_item(it, ref(it->index)), long_item(it, ref(r->length_value)), step);
}

static Value long_setstate(Ref self, Ref state) {
    LongIterator *it = AS(LongIterator, self);
    if (!is_integer(state)) return raise(ERR_TYPE, "state must be an int, not %T", state);
    Ref length = ref(range_of(ref(it->range))->length_value);
    Value index = int_sign(state) < 0 ? value_int48(0) : int_compare(state, length) > 0 ? value_keep(length) : int_exact(state);
    if (is_error(index)) return index;
    value_set(&it->index, index);
    return NONE;
}

/* ---- both ---- */

Value range_iter(Ref range) {
    const RangeObject *r = range_of(range);
    return r->small ? small_new(r->first, r->step, r->count) : long_new(range, false);
}

Value range_reversed(Ref range) {
    const RangeObject *r = range_of(range);
    if (!r->small) return long_new(range, true);
    return small_new((i64)((u64)r->first + (u64)(r->count - 1) * (u64)r->step), (i64)(0 - (u64)r->step), r->count);
}

#define SETSTATE_ROW(function) METHOD("__setstate__($self, object, /)", P1, function, "Set state information for unpickling.")
static const NativeRow small_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(small_hint), REDUCE_ROW(P0, small_reduce), SETSTATE_ROW(small_setstate)};
static const NativeRow long_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(long_hint), REDUCE_ROW(P0, long_reduce), SETSTATE_ROW(long_setstate)};

const TypeSpec range_iterator_spec = {
    .name = "range_iterator", .size = sizeof(RangeIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE | TYPE_LEAF, METHODS(small_methods),
    .destroy = small_destroy, .try_iter = native_self, .try_next = small_next,
};
const TypeSpec long_range_iterator_spec = {
    .name = "longrange_iterator", .size = sizeof(LongIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(long_methods),
    .destroy = long_destroy, .visit = long_visit, .try_iter = native_self, .try_next = long_next,
};
