/* list.c: lists: items in one buffer that grows by an eighth.
 *
 * Everything that may change while Python runs (a key function, an `__eq__`, an iterator) is read anew afterwards.
 * Releasing an item never runs Python, so items may be dropped in place; the order is CPython's (last first). */
#include "types/list.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/slice.h"

INLINE ListObject *list_of(Ref r) { return AS(ListObject, r); }

/* ---- for C ---- */

static MUST_CHECK bool resize_items(ListObject *list, u32 capacity) {
    if (capacity > LIST_MAX) return (void)raise_no_memory(), false;
    Value *items = list->items ? buffer_resize(list->items, list->capacity * 8, capacity * 8) : buffer_new(capacity * 8);
    if (!items) return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

/* Room for `count` items, and an eighth more. */
static MUST_CHECK bool make_room(ListObject *list, u64 count) {
    if (count <= list->capacity) return true;
    if (count > LIST_MAX) return (void)raise_no_memory(), false;
    u32 n = (u32)count;
    return resize_items(list, u32_min((n + (n >> 3) + 6) & ~3u, LIST_MAX));
}

/* Much has been removed: an allocation twice too large goes back. Keeping it would be no failure. */
static void shrink(ListObject *list) {
    if (list->capacity < 32 || list->count > list->capacity / 2) return;
    u32 capacity = (list->count + (list->count >> 3) + 6) & ~3u;
    Value *items = buffer_resize(list->items, list->capacity * 8, capacity * 8);
    if (!items) {
        raised_clear();
        return;
    }
    list->items = items;
    list->capacity = capacity;
}

bool list_reserve(ListObject *list, u32 capacity) {
    return capacity <= list->capacity || resize_items(list, capacity);
}

Value list_new(u32 count) {
    ListObject *list = NEW(ListObject, T_LIST);
    if (!list) return VALUE_ERROR;
    list->items = NULL;
    list->count = list->capacity = 0;
    if (count && !resize_items(list, count)) {
        object_release(list);
        return VALUE_ERROR;
    }
    list->count = count;
    for (u32 i = 0; i < count; i++) list->items[i] = EMPTY;
    return value_of(list);
}

Value list_from(const Value *items, u32 count) {
    Value list = list_new(count);
    if (is_error(list)) return list;
    for (u32 i = 0; i < count; i++) list_of(ref(list))->items[i] = value_keep(ref(items[i]));
    return list;
}

Value list_take(Value *items, u32 count) {
    Value list = list_new(count);
    for (u32 i = 0; i < count; i++) {
        Value item = value_take(&items[i]);
        if (is_error(list)) value_release(item);
        else list_of(ref(list))->items[i] = item;
    }
    return list;
}

bool list_append(Ref r, Value item) {
    ListObject *list = list_of(r);
    if (UNLIKELY(list->count == list->capacity) && !make_room(list, (u64)list->count + 1)) {
        value_release(item);
        return false;
    }
    list->items[list->count++] = item;
    return true;
}

bool list_extend_values(Ref r, const Value *items, u32 count) {
    ListObject *list = list_of(r);
    bool own = items == list->items; /* the buffer may move */
    if (!make_room(list, (u64)list->count + count)) return false;
    if (own) items = list->items;
    for (u32 i = 0; i < count; i++) list->items[list->count + i] = value_keep(ref(items[i]));
    list->count += count;
    fuel_charge(count / 16);
    return true;
}

Value list_slice(Ref r, u32 start, u32 end) {
    fuel_charge((end - start) / 16);
    return list_from(list_of(r)->items + start, end - start);
}

Value list_to_tuple(Ref r) {
    return tuple_from(list_of(r)->items, list_of(r)->count);
}

void list_clear(Ref r) {
    ListObject *list = list_of(r);
    Value *items = list->items;
    u32 count = list->count, capacity = list->capacity;
    list->items = NULL;
    list->count = list->capacity = 0;
    fuel_charge(count / 16);
    for (u32 i = count; i-- > 0;) value_release(items[i]);
    if (items) buffer_free(items, capacity * 8);
}

void list_remove_at(Ref r, u32 i) {
    ListObject *list = list_of(r);
    Value item = list->items[i];
    list->count--;
    memmove(&list->items[i], &list->items[i + 1], (list->count - i) * 8u);
    fuel_charge((list->count - i) / 64);
    shrink(list);
    value_release(item);
}

static void list_destroy(Object *self) {
    list_clear(ref_of(self));
    object_free(self, sizeof(ListObject));
}

static void list_visit(Object *self, GcVisit *visit) {
    gc_visit_slots(visit, ((ListObject *)self)->items, ((ListObject *)self)->count);
}

static void list_clear_cycle(Object *self) { list_clear(ref_of(self)); }

/* ---- extending from anything iterable ---- */

enum { EXTEND_LIST, EXTEND_SOURCE, EXTEND_ITERATOR, EXTEND_SLOTS };
enum { EXTEND_ITER, EXTEND_ITER_ASKED, EXTEND_HINT_ASKED, EXTEND_NEXT, EXTEND_NEXT_ASKED };
enum { EXTEND_MAKES_LIST = 1, EXTEND_NO_HINT = 2 }; /* aux: the answer is the list, not None; nobody is asked for a length */

/* YES: exhausted. NO: fuel has run out. PYTHON: the next item must be asked for. */
static Answer fill(Ref list, Ref iterator) {
    for (;;) {
        Value item = try_next(iterator);
        if (is_stop(item)) return ANSWER_YES;
        if (is_needs_python(item)) return ANSWER_PYTHON;
        if (is_error(item) || !list_append(list, item)) return ANSWER_ERROR;
        if (UNLIKELY(--vm.fuel <= 0)) return ANSWER_NO;
    }
}

static Outcome extend_next(Frame *f) {
    Value *slots = frame_slots(f);
    switch (fill(ref(slots[EXTEND_LIST]), ref(slots[EXTEND_ITERATOR]))) {
    case ANSWER_YES: return native_done(f, f->aux & EXTEND_MAKES_LIST ? value_take(&slots[EXTEND_LIST]) : NONE);
    case ANSWER_ERROR: return native_fail(f);
    case ANSWER_NO: f->state = EXTEND_NEXT; return native_again(f);
    case ANSWER_PYTHON: break;
    }
    f->state = EXTEND_NEXT_ASKED;
    return op_next(ref(slots[EXTEND_ITERATOR]));
}

static MUST_CHECK bool reserve_hint(Ref list, i64 hint) {
    if (hint <= 0) return true;
    if (hint > LIST_MAX) return (void)raise_no_memory(), false;
    return list_reserve(list_of(list), u32_min(list_of(list)->count + (u32)hint, LIST_MAX));
}

/* A class with a length of its own, or an iterator that asks its sequence's. */
static bool asks_for_length(const Type *type) {
    return (type_has(type, TYPE_HEAP) && (type->dunder[N_LEN] || type->dunder[N_LENGTH_HINT])) || type == vm.types[T_REVERSED] || type == vm.types[T_SEQUENCE_ITERATOR];
}

/* The length of the source, not of its iterator; asked for only where a class answers. */
static Outcome extend_hint(Frame *f) {
    Value *slots = frame_slots(f);
    Ref source = ref(slots[EXTEND_SOURCE]);
    Type *type = type_of(source);
    if (f->aux & EXTEND_NO_HINT) return extend_next(f);
    if (asks_for_length(type)) {
        f->state = EXTEND_HINT_ASKED;
        return op_length_hint(source, 0);
    }
    Value length = try_len(source);
    if (is_int48(ref(length)) && !reserve_hint(ref(slots[EXTEND_LIST]), int48_of(ref(length)))) return native_fail(f);
    if (is_error(length)) raised_clear(); /* a range longer than any list */
    return extend_next(f);
}

static Outcome extend_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case EXTEND_ITER: {
        Value iterator = try_iter(ref(slots[EXTEND_SOURCE]));
        if (is_error(iterator)) return native_fail(f);
        if (is_needs_python(iterator)) {
            f->state = EXTEND_ITER_ASKED;
            return op_iter(ref(slots[EXTEND_SOURCE]));
        }
        slots[EXTEND_ITERATOR] = iterator;
        return extend_hint(f);
    }
    case EXTEND_ITER_ASKED:
        slots[EXTEND_ITERATOR] = incoming;
        return extend_hint(f);
    case EXTEND_HINT_ASKED: {
        bool enough = reserve_hint(ref(slots[EXTEND_LIST]), int_clamp_i64(ref(incoming)));
        value_release(incoming);
        return enough ? extend_next(f) : native_fail(f);
    }
    case EXTEND_NEXT: return extend_next(f);
    default: break;
    }
    if (is_stop(incoming)) return native_done(f, f->aux & EXTEND_MAKES_LIST ? value_take(&slots[EXTEND_LIST]) : NONE);
    if (!list_append(ref(slots[EXTEND_LIST]), incoming)) return native_fail(f);
    return extend_next(f);
}

static const NativeFrameKind extend_frame = {.name = "list.extend", .step = extend_step, .slots = EXTEND_SLOTS};

static Outcome extend_later(Ref list, Ref source, Value iterator, u32 aux) {
    Frame *f = native_push(&extend_frame);
    if (!f) {
        value_release(iterator);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[EXTEND_LIST] = value_keep(list);
    slots[EXTEND_SOURCE] = value_keep(source);
    slots[EXTEND_ITERATOR] = iterator;
    f->aux = aux;
    f->state = is_empty(ref(iterator)) ? EXTEND_ITER : EXTEND_NEXT;
    return OUTCOME_PUSHED;
}

static Outcome extend(Ref list, Ref source, u32 aux) {
    const Value *items;
    u32 count;
    if (is_list(source) || is_tuple(source) || BITS(source) == BITS(list)) {
        (void)sequence_items(source, &items, &count);
        if (!list_extend_values(list, items, count)) return OUTCOME_ERROR;
        return outcome(aux ? value_keep(list) : NONE);
    }
    Type *type = type_of(source);
    if (type_has(type, TYPE_HEAP) || !type->try_iter || asks_for_length(type)) return extend_later(list, source, EMPTY, aux);
    Value iterator = try_iter(source);
    if (is_error(iterator)) return OUTCOME_ERROR;
    if (is_needs_python(iterator)) return extend_later(list, source, EMPTY, aux);
    Value length = type->try_len ? type->try_len(source) : EMPTY;
    if (is_int48(ref(length)) && !reserve_hint(list, int48_of(ref(length)))) {
        value_release(iterator);
        return OUTCOME_ERROR;
    }
    if (is_error(length)) raised_clear();
    Answer answer = fill(list, ref(iterator));
    if (answer == ANSWER_NO || answer == ANSWER_PYTHON) return extend_later(list, source, iterator, aux);
    value_release(iterator);
    return answer == ANSWER_ERROR ? OUTCOME_ERROR : outcome(aux ? value_keep(list) : NONE);
}

Outcome list_extend(Ref list, Ref iterable) {
    return extend(list, iterable, 0);
}

static Outcome collect(Ref iterable, u32 aux) {
    Value list = list_new(0);
    if (is_error(list)) return OUTCOME_ERROR;
    Outcome answer = extend(ref(list), iterable, aux);
    value_release(list); /* the frame or the answer keeps it */
    return answer;
}

Outcome list_from_iterable(Ref iterable) { return collect(iterable, EXTEND_MAKES_LIST); }
Outcome list_collect(Ref iterable) { return collect(iterable, EXTEND_MAKES_LIST | EXTEND_NO_HINT); }

/* ---- making ---- */

static Value list_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    return type_has(c.type, TYPE_HEAP) ? type_allocate(c.type) : list_new(0);
}

static Outcome list_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (type_of(self)->dunder[N_NEW] == vm.types[T_LIST]->dunder[N_NEW] && !construct_no_keywords(&c, "list")) return OUTCOME_ERROR;
    if (!construct_count(&c, "list", 0, 1)) return OUTCOME_ERROR;
    list_clear(self);
    return c.n ? list_extend(self, ref(c.args[0])) : outcome(NONE);
}

/* ---- subscripts ---- */

static Value wrong_key(Ref key) { return raise(ERR_TYPE, "list indices must be integers or slices, not %T", key); }

static Value get_slice(Ref self, const SliceRange *range) {
    if (range->step == 1) return list_slice(self, (u32)range->start, (u32)range->start + range->count);
    Value result = list_new(range->count);
    if (is_error(result)) return result;
    i64 at = range->start;
    for (u32 i = 0; i < range->count; i++, at += range->step) list_of(ref(result))->items[i] = value_keep(ref(list_of(self)->items[at]));
    fuel_charge(range->count / 16);
    return result;
}

static Outcome get_item_again(Ref self, Ref key, Ref unused);

static Outcome get_item(Ref self, Ref key) {
    i64 i;
    SliceRange range;
    if (is_slice(key)) {
        switch (slice_indices(key, list_of(self)->count, &range)) {
        case ANSWER_PYTHON: return index_then(get_item_again, self, key, REF_EMPTY);
        case ANSWER_YES: return outcome(get_slice(self, &range));
        default: return OUTCOME_ERROR;
        }
    }
    switch (index_of(key, list_of(self)->count, &i)) {
    case ANSWER_NO: return outcome(wrong_key(key));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(get_item_again, self, key, REF_EMPTY);
    case ANSWER_YES: break;
    }
    if (i < 0 || i >= list_of(self)->count) return RAISE_OUTCOME(ERR_INDEX, "list index out of range");
    return outcome(value_keep(ref(list_of(self)->items[i])));
}

static Outcome get_item_again(Ref self, Ref key, Ref unused) { return get_item(self, key); }

/* Replaces items start … start + removed by `added` values that the caller keeps alive and apart from the list. */
static MUST_CHECK bool splice(ListObject *list, u32 start, u32 removed, const Value *values, u32 added) {
    if (!added && !removed) return true;
    if (added > removed && !make_room(list, (u64)list->count - removed + added)) return false;
    Value *gap = list->items + start;
    for (u32 i = removed; i-- > 0;) value_release(gap[i]);
    memmove(gap + added, gap + removed, (list->count - start - removed) * 8u);
    for (u32 i = 0; i < added; i++) gap[i] = value_keep(ref(values[i]));
    fuel_charge((list->count - start + added) / 32);
    list->count = list->count - removed + added;
    if (added < removed) shrink(list);
    return true;
}

static void delete_stepped(ListObject *list, SliceRange range) {
    if (range.step < 0) { /* the same items, forward */
        range.start += (i64)(range.count - 1) * range.step;
        range.step = -range.step;
    }
    u32 from = (u32)range.start, to = from, taken = 0;
    u64 next = (u64)range.start;
    for (; from < list->count; from++) {
        if (from == next && taken < range.count) {
            value_release(list->items[from]);
            next += (u64)range.step;
            taken++;
        } else {
            list->items[to++] = list->items[from];
        }
    }
    list->count = to;
    fuel_charge(from / 32);
    shrink(list);
}

static MUST_CHECK bool delete_slice(ListObject *list, const SliceRange *range) {
    if (!range->count) return true;
    if (range->step == 1) return splice(list, (u32)range->start, range->count, NULL, 0);
    delete_stepped(list, *range);
    return true;
}

static MUST_CHECK bool set_slice(ListObject *list, const SliceRange *range, const Value *values, u32 n) {
    if (range->step == 1) {
        u32 start = (u32)range->start;
        return splice(list, start, range->count, values, n);
    }
    if (n != range->count) return RAISE_FALSE(ERR_VALUE, "attempt to assign sequence of size %u to extended slice of size %u", n, range->count);
    i64 at = range->start;
    for (u32 i = 0; i < n; i++, at += range->step) value_set(&list->items[at], value_keep(ref(values[i])));
    fuel_charge(n / 16);
    return true;
}

/* self[slice] = a list or tuple, the slice made of ints. */
static Outcome assign_items(Ref self, Ref slice, Ref values) {
    SliceRange range;
    const Value *items;
    u32 count;
    if (slice_indices(slice, list_of(self)->count, &range) != ANSWER_YES) return OUTCOME_ERROR;
    (void)sequence_items(values, &items, &count);
    Value copy = same(self, values) ? list_from(items, count) : EMPTY;
    if (is_error(copy)) return OUTCOME_ERROR;
    if (!is_empty(ref(copy))) items = list_of(ref(copy))->items;
    bool done = set_slice(list_of(self), &range, items, count);
    value_release(copy);
    return done ? outcome(NONE) : OUTCOME_ERROR;
}

enum { ASSIGN_SELF, ASSIGN_SLICE, ASSIGN_VALUES, ASSIGN_SLOTS };
enum { ASSIGN_ITER, ASSIGN_LIST, ASSIGN_READY };

static Outcome assign_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) {
        if (f->state == ASSIGN_LIST && raised_is(ERR_TYPE)) {
            raised_clear();
            (void)raise(ERR_TYPE, "must assign iterable to extended slice");
        }
        return native_fail(f);
    }
    switch (f->state++) {
    case ASSIGN_ITER: return op_iter(ref(slots[ASSIGN_VALUES]));
    case ASSIGN_LIST:
        value_set(&slots[ASSIGN_VALUES], incoming);
        return list_from_iterable(ref(slots[ASSIGN_VALUES]));
    default: break;
    }
    value_set(&slots[ASSIGN_VALUES], incoming);
    f->flags |= FRAME_FINISHED;
    return assign_items(ref(slots[ASSIGN_SELF]), ref(slots[ASSIGN_SLICE]), ref(slots[ASSIGN_VALUES]));
}
static const NativeFrameKind assign_frame = {.name = "list.__setitem__", .step = assign_step, .slots = ASSIGN_SLOTS};

static Outcome assign_slice(Ref self, Ref slice, Ref values) {
    if (same(self, values) || (is_sequence(values) && (is_list(values) || is_tuple(values)))) return assign_items(self, slice, values);
    Frame *f = native_push(&assign_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ASSIGN_SELF] = value_keep(self);
    frame_slots(f)[ASSIGN_SLICE] = value_keep(slice);
    frame_slots(f)[ASSIGN_VALUES] = value_keep(values);
    return OUTCOME_PUSHED;
}

/* value EMPTY: delete. */
static Outcome set_item_again(Ref self, Ref key, Ref value) {
    i64 i;
    SliceRange range;
    ListObject *list = list_of(self);
    if (is_slice(key)) {
        switch (slice_indices(key, list->count, &range)) {
        case ANSWER_PYTHON: return index_then(set_item_again, self, key, value);
        case ANSWER_YES: break;
        default: return OUTCOME_ERROR;
        }
        if (!is_empty(value)) return assign_slice(self, key, value);
        return delete_slice(list, &range) ? outcome(NONE) : OUTCOME_ERROR;
    }
    switch (index_of(key, list->count, &i)) {
    case ANSWER_NO: return outcome(wrong_key(key));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(set_item_again, self, key, value);
    case ANSWER_YES: break;
    }
    if (i < 0 || i >= list->count) return RAISE_OUTCOME(ERR_INDEX, "list assignment index out of range");
    if (is_empty(value)) list_remove_at(self, (u32)i);
    else value_set(&list->items[i], value_keep(value));
    return outcome(NONE);
}

static Outcome set_item(Ref self, Ref key, Ref value) { return set_item_again(self, key, value); }
static Outcome delete_item(Ref self, Ref key) { return set_item_again(self, key, REF_EMPTY); }

/* ---- + and * ---- */

static Value list_add(Ref self, Ref other) {
    if (!is_kind(other, TYPE_IS_LIST)) return sequence_no_concat(self, other);
    const ListObject *a = list_of(self), *b = list_of(other);
    u64 total = (u64)a->count + b->count;
    if (total > LIST_MAX) return raise_no_memory();
    Value result = list_new((u32)total);
    if (is_error(result)) return result;
    Value *items = list_of(ref(result))->items;
    for (u32 i = 0; i < a->count; i++) items[i] = value_keep(ref(a->items[i]));
    for (u32 i = 0; i < b->count; i++) items[a->count + i] = value_keep(ref(b->items[i]));
    fuel_charge((u32)total / 16);
    return result;
}

static Outcome list_mul_again(Ref self, Ref by, Ref unused) {
    i64 times;
    switch (repeat_count(by, &times)) {
    case ANSWER_NO: return outcome(sequence_no_repeat(by));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(list_mul_again, self, by, REF_EMPTY);
    case ANSWER_YES: break;
    }
    const ListObject *list = list_of(self);
    if (times <= 0 || !list->count) return outcome(list_new(0));
    if (times > LIST_MAX / list->count) return outcome(raise_no_memory());
    Value result = list_new(0);
    if (is_error(result)) return OUTCOME_ERROR;
    ListObject *made = list_of(ref(result));
    if (list_reserve(made, list->count * (u32)times) && sequence_repeat(made->items, &made->count, list->items, list->count, (u32)times)) return outcome(result);
    value_release(result);
    return OUTCOME_ERROR;
}
static Outcome list_mul(Ref self, Ref by) { return list_mul_again(self, by, REF_EMPTY); }

static Outcome list_imul_again(Ref self, Ref by, Ref unused) {
    i64 times;
    switch (repeat_count(by, &times)) {
    case ANSWER_NO: return outcome(sequence_no_repeat(by));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(list_imul_again, self, by, REF_EMPTY);
    case ANSWER_YES: break;
    }
    ListObject *list = list_of(self);
    u32 count = list->count;
    if (times <= 0) list_clear(self);
    if (times > 1 && count) {
        if (times > LIST_MAX / count) return outcome(raise_no_memory());
        if (!list_reserve(list, count * (u32)times)) return OUTCOME_ERROR;
        u32 more = 0;
        bool whole = sequence_repeat(list->items + count, &more, list->items, count, (u32)times - 1);
        list->count += more;
        if (!whole) return OUTCOME_ERROR;
    }
    return outcome(value_keep(self));
}
static Outcome list_imul(Ref self, Ref by) { return list_imul_again(self, by, REF_EMPTY); }

static Outcome iadd_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return list_extend(ref(slots[0]), ref(slots[1]));
    return native_done(f, value_take(&slots[0]));
}
static const NativeFrameKind iadd_frame = {.name = "list.__iadd__", .step = iadd_step, .slots = 2};

static Outcome list_iadd(Ref self, Ref other) {
    if (is_list(other) || is_tuple(other)) {
        const Value *items;
        u32 count;
        (void)sequence_items(other, &items, &count);
        return list_extend_values(self, items, count) ? outcome(value_keep(self)) : OUTCOME_ERROR;
    }
    Frame *f = native_push(&iadd_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(other);
    return OUTCOME_PUSHED;
}

/* ---- methods ---- */

static Value list_append_native(Ref self, Ref item) { return list_append(self, value_keep(item)) ? NONE : VALUE_ERROR; }

static Outcome insert_ready(Ref self, const Value *args, u32 n) {
    ListObject *list = list_of(self);
    i64 at = integer_clamp(ref(args[0]));
    if (at < 0) at = at < -(i64)list->count ? 0 : at + list->count;
    if (at > list->count) at = list->count;
    if (!make_room(list, (u64)list->count + 1)) return OUTCOME_ERROR;
    memmove(&list->items[at + 1], &list->items[at], (list->count - (u32)at) * 8u);
    fuel_charge((list->count - (u32)at) / 64);
    list->items[at] = value_keep(ref(args[1]));
    list->count++;
    return outcome(NONE);
}

static Outcome list_insert(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"insert", "no", insert_ready};
    ARGS(spec);
    return insert_ready(self, args, n);
}

static Outcome pop_ready(Ref self, const Value *args, u32 n) {
    ListObject *list = list_of(self);
    if (!list->count) return RAISE_OUTCOME(ERR_INDEX, "pop from empty list");
    i64 i = arg_i64(args[0], -1);
    if (i < 0) i += list->count;
    if (i < 0 || i >= list->count) return RAISE_OUTCOME(ERR_INDEX, "pop index out of range");
    Value item = list->items[i];
    list->count--;
    memmove(&list->items[i], &list->items[i + 1], (list->count - (u32)i) * 8u);
    fuel_charge((list->count - (u32)i) / 64);
    shrink(list);
    return outcome(item);
}

static Outcome list_pop(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"pop", "n", pop_ready};
    ARGS(spec);
    return pop_ready(self, args, n);
}

static Outcome list_remove(Ref self, Ref value) { return sequence_search(self, value, SEARCH_REMOVE, 0, ~0u); }
static Outcome list_count(Ref self, Ref value) { return sequence_search(self, value, SEARCH_COUNT, 0, ~0u); }
static Outcome list_contains(Ref self, Ref value) { return sequence_search(self, value, SEARCH_CONTAINS, 0, ~0u); }

static Value list_reverse(Ref self) {
    ListObject *list = list_of(self);
    for (u32 i = 0, k = list->count; i + 1 < k; i++) {
        Value item = list->items[i];
        list->items[i] = list->items[--k];
        list->items[k] = item;
    }
    fuel_charge(list->count / 32);
    return NONE;
}

static Value list_clear_native(Ref self) {
    list_clear(self);
    return NONE;
}

static Value list_copy(Ref self) { return list_slice(self, 0, list_of(self)->count); }
static Value list_try_len(Ref self) { return value_u32(list_of(self)->count); }
static Value list_sizeof(Ref self) { return value_int48(40 + 8 * (i64)list_of(self)->capacity); }

static Outcome sort_ready(Ref self, const Value *args, u32 n) {
    return list_sort(self, ref(args[0]), arg_truth(args[1], false));
}

static Outcome list_sort_native(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"sort", "ob", sort_ready};
    ARGS(spec);
    return sort_ready(self, args, n);
}

COMPARE_METHODS(list, sequence_compare)

static const NativeRow list_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, list_new_native, NEW_DOC),
    REPR_ROW(O0, sequence_repr),
    COMPARE_ROWS(list),
    ITER_ROW(list_iter),
    METHOD("__init__($self, /, *args, **kwargs)", ON, list_init, INIT_DOC),
    LEN_ROW(list_try_len),
    METHOD("__getitem__($self, index, /)", O1, get_item, "Return self[index]."),
    METHOD("__setitem__($self, key, value, /)", O2, set_item, "Set self[key] to value."),
    METHOD("__delitem__($self, key, /)", O1, delete_item, "Delete self[key]."),
    METHOD("__add__($self, value, /)", P1, list_add, "Return self+value."),
    METHOD("__mul__($self, value, /)", O1, list_mul, "Return self*value."),
    METHOD("__rmul__($self, value, /)", O1, list_mul, "Return value*self."),
    METHOD("__contains__($self, key, /)", O1, list_contains, "Return bool(key in self)."),
    METHOD("__iadd__($self, value, /)", O1, list_iadd, "Implement self+=value."),
    METHOD("__imul__($self, value, /)", O1, list_imul, "Implement self*=value."),
    METHOD("__reversed__($self, /)", P0, list_reversed, "Return a reverse iterator over the list."),
    METHOD("__sizeof__($self, /)", P0, list_sizeof, "Return the size of the list in memory, in bytes."),
    METHOD("clear($self, /)", P0, list_clear_native, "Remove all items from list."),
    METHOD("copy($self, /)", P0, list_copy, "Return a shallow copy of the list."),
    METHOD("append($self, object, /)", P1, list_append_native, "Append object to the end of the list."),
    METHOD("insert($self, index, object, /)", ON, list_insert, "Insert object before index."),
    METHOD("extend($self, iterable, /)", O1, list_extend, "Extend list by appending elements from the iterable."),
    METHOD("pop($self, index=-1, /)", ON, list_pop,
           "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."),
    METHOD("remove($self, value, /)", O1, list_remove, "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."),
    METHOD("index($self, value, start=0, stop=sys.maxsize, /)", ON, sequence_index,
           "Return first index of value.\n\nRaises ValueError if the value is not present."),
    METHOD("count($self, value, /)", O1, list_count, "Return number of occurrences of value."),
    METHOD("reverse($self, /)", P0, list_reverse, "Reverse *IN PLACE*."),
    METHOD("sort($self, /, *, key=None, reverse=False)", ON, list_sort_native,
           "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable "
           "(i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and "
           "sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in "
           "descending order."),
    CLASS_GETITEM_ROW("lists are generic over the type of their contents"),
};

const TypeSpec list_spec = {
    .name = "list",
    .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an "
           "iterable if specified.",
    .signature = "(iterable=(), /)",
    .size = sizeof(ListObject),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_IS_LIST | TYPE_SEQUENCE,
    METHODS(list_methods),
    .destroy = list_destroy, .visit = list_visit, .clear = list_clear_cycle,
    .try_compare = sequence_try_compare, .try_iter = list_iter, .try_len = list_try_len, .try_repr = sequence_try_repr,
};
