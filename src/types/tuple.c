/* tuple.c: Python's side of tuples; object/tuple.c makes them. A subclass instance carries an exact tuple: each native
 * looks at tuple_of(self). */
#include "types/tuple.h"
#include "base/hash.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/slice.h"

enum { TUPLE_COUNT_MAX = 0x0FFFFFF0 };

/* ---- making ---- */

enum { MAKE_SOURCE, MAKE_TYPE, MAKE_SLOTS };

/* A list that nobody else has seen gives its items away. */
static Value from_list(Value list) {
    ListObject *items = AS(ListObject, ref(list));
    Value made = tuple_take(items->items, items->count);
    items->count = 0;
    value_release(list);
    return made;
}

static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return list_collect(ref(slots[MAKE_SOURCE]));
    Value made = from_list(incoming);
    if (!is_error(made) && !is_empty(ref(slots[MAKE_TYPE]))) made = construct_payload(AS(Type, ref(slots[MAKE_TYPE])), made);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind make_frame = {.name = "tuple", .step = make_step, .slots = MAKE_SLOTS};

static Outcome make(Type *type, Ref iterable) {
    Frame *f = native_push(&make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[MAKE_SOURCE] = value_keep(iterable);
    if (type) frame_slots(f)[MAKE_TYPE] = value_keep(ref_of(type));
    return OUTCOME_PUSHED;
}

Outcome tuple_from_iterable(Ref iterable) {
    if (is_tuple(iterable)) return outcome(value_keep(iterable));
    if (is_list(iterable)) return outcome(list_to_tuple(iterable));
    return make(NULL, iterable);
}

static Outcome tuple_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == vm.types[T_TUPLE]->dunder[N_INIT] && !construct_no_keywords(&c, "tuple")) return OUTCOME_ERROR;
    if (!construct_count(&c, "tuple", 0, 1)) return OUTCOME_ERROR;
    bool exact = c.type == vm.types[T_TUPLE];
    if (!c.n) return outcome(construct_payload(c.type, value_keep(ref(vm.empty_tuple))));
    Ref source = ref(c.args[0]);
    if (exact) return tuple_from_iterable(source);
    if (is_tuple(source)) return outcome(construct_payload(c.type, value_keep(source)));
    if (is_list(source)) return outcome(construct_payload(c.type, list_to_tuple(source)));
    return make(c.type, source);
}

/* ---- hash ---- */

enum { HASH_TUPLE, HASH_STATE, HASH_SLOTS = HASH_STATE + 4 };

static HashTuple load_state(const Value *slots) {
    return (HashTuple){(u64)probe_get_hash(&slots[HASH_STATE]), (u64)probe_get_hash(&slots[HASH_STATE + 2])};
}

static void save_state(Value *slots, const HashTuple *state) {
    probe_put_hash(&slots[HASH_STATE], (i64)state->state);
    probe_put_hash(&slots[HASH_STATE + 2], (i64)state->count);
}

static Outcome hash_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Tuple *t = AS(Tuple, ref(slots[HASH_TUPLE]));
    HashTuple state = f->state ? load_state(slots) : hash_tuple_begin();
    if (is_error(incoming)) return native_fail(f);
    if (f->state) {
        hash_tuple_step(&state, probe_hash_of(ref(incoming)));
        value_release(incoming);
    }
    for (f->state = 1; f->aux < t->count; f->aux++) {
        i64 hash;
        HashAnswer answer = try_hash(ref(t->items[f->aux]), &hash);
        if (answer == HASH_ERROR) return native_fail(f);
        if (answer == HASH_PYTHON) {
            save_state(slots, &state);
            return op_hash(ref(t->items[f->aux++]));
        }
        hash_tuple_step(&state, hash);
    }
    t->hash = hash_tuple_end(&state);
    t->hashed = 1;
    return native_done(f, value_from_i64_fast(t->hash));
}
static const NativeFrameKind hash_frame = {.name = "tuple.__hash__", .step = hash_step, .slots = HASH_SLOTS};

static Outcome tuple_hash(Ref self) {
    Value hash = tuple_try_hash(self);
    if (!is_needs_python(hash)) return outcome(hash);
    Frame *f = native_push_counted(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[HASH_TUPLE] = value_keep(ref_of(tuple_of(self)));
    return OUTCOME_PUSHED;
}

/* ---- subscripts, + and * ---- */

static Value get_slice(Tuple *t, const SliceRange *range) {
    if (range->step == 1) return tuple_slice(ref_of(t), (u32)range->start, (u32)range->start + range->count);
    if (!range->count) return value_keep(ref(vm.empty_tuple));
    Tuple *made = tuple_new(range->count);
    if (!made) return VALUE_ERROR;
    i64 at = range->start;
    for (u32 i = 0; i < range->count; i++, at += range->step) made->items[i] = value_keep(ref(t->items[at]));
    fuel_charge(range->count / 16);
    return value_of(made);
}

static Outcome get_item_again(Ref self, Ref key, Ref unused) {
    i64 i;
    SliceRange range;
    Tuple *t = tuple_of(self);
    if (is_slice(key)) {
        switch (slice_indices(key, t->count, &range)) {
        case ANSWER_PYTHON: return index_then(get_item_again, self, key, REF_EMPTY);
        case ANSWER_YES: return outcome(get_slice(t, &range));
        default: return OUTCOME_ERROR;
        }
    }
    switch (index_of(key, t->count, &i)) {
    case ANSWER_NO: return RAISE_OUTCOME(ERR_TYPE, "tuple indices must be integers or slices, not %T", key);
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(get_item_again, self, key, REF_EMPTY);
    case ANSWER_YES: break;
    }
    if (i < 0 || i >= t->count) return RAISE_OUTCOME(ERR_INDEX, "tuple index out of range");
    return outcome(value_keep(ref(t->items[i])));
}
static Outcome get_item(Ref self, Ref key) { return get_item_again(self, key, REF_EMPTY); }

static Value tuple_add(Ref self, Ref other) {
    if (!is_kind(other, TYPE_IS_TUPLE)) return sequence_no_concat(self, other);
    const Tuple *a = tuple_of(self), *b = tuple_of(other);
    if (!a->count && is_tuple(other)) return value_keep(other);
    if (!b->count && is_tuple(self)) return value_keep(self);
    u64 total = (u64)a->count + b->count;
    if (total > TUPLE_COUNT_MAX) return raise_no_memory();
    if (!total) return value_keep(ref(vm.empty_tuple));
    Tuple *made = tuple_new((u32)total);
    if (!made) return VALUE_ERROR;
    for (u32 i = 0; i < a->count; i++) made->items[i] = value_keep(ref(a->items[i]));
    for (u32 i = 0; i < b->count; i++) made->items[a->count + i] = value_keep(ref(b->items[i]));
    fuel_charge((u32)total / 16);
    return value_of(made);
}

static Outcome tuple_mul_again(Ref self, Ref by, Ref unused) {
    i64 times;
    switch (repeat_count(by, &times)) {
    case ANSWER_NO: return outcome(sequence_no_repeat(by));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: return index_then(tuple_mul_again, self, by, REF_EMPTY);
    case ANSWER_YES: break;
    }
    const Tuple *t = tuple_of(self);
    if (times == 1 && is_tuple(self)) return outcome(value_keep(self));
    if (times <= 0 || !t->count) return outcome(value_keep(ref(vm.empty_tuple)));
    if (times > TUPLE_COUNT_MAX / t->count) return outcome(raise_no_memory());
    Tuple *made = tuple_new(t->count * (u32)times);
    if (!made) return OUTCOME_ERROR;
    u32 filled = 0;
    if (sequence_repeat(made->items, &filled, t->items, t->count, (u32)times)) return outcome(value_of(made));
    object_release(made);
    return OUTCOME_ERROR;
}
static Outcome tuple_mul(Ref self, Ref by) { return tuple_mul_again(self, by, REF_EMPTY); }

/* ---- methods ---- */

static Outcome tuple_count(Ref self, Ref value) { return sequence_search(self, value, SEARCH_COUNT, 0, ~0u); }
static Outcome tuple_contains(Ref self, Ref value) { return sequence_search(self, value, SEARCH_CONTAINS, 0, ~0u); }
static Value tuple_try_len(Ref self) { return value_u32(tuple_of(self)->count); }

static Value tuple_getnewargs(Ref self) { return tuple_pack1(value_keep(ref_of(tuple_of(self)))); }

COMPARE_METHODS(tuple, sequence_compare)

static const NativeRow tuple_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, tuple_new_native, NEW_DOC),
    REPR_ROW(O0, sequence_repr),
    HASH_ROW(O0, tuple_hash),
    COMPARE_ROWS(tuple),
    ITER_ROW(tuple_iter),
    LEN_ROW(tuple_try_len),
    METHOD("__getitem__($self, key, /)", O1, get_item, "Return self[key]."),
    METHOD("__add__($self, value, /)", P1, tuple_add, "Return self+value."),
    METHOD("__mul__($self, value, /)", O1, tuple_mul, "Return self*value."),
    METHOD("__rmul__($self, value, /)", O1, tuple_mul, "Return value*self."),
    METHOD("__contains__($self, key, /)", O1, tuple_contains, "Return bool(key in self)."),
    METHOD("__getnewargs__($self, /)", P0, tuple_getnewargs, ""),
    METHOD("index($self, value, start=0, stop=sys.maxsize, /)", ON, sequence_index,
           "Return first index of value.\n\nRaises ValueError if the value is not present."),
    METHOD("count($self, value, /)", O1, tuple_count, "Return number of occurrences of value."),
    CLASS_GETITEM_ROW("Tuples are generic over the types of their contents.\n\nFor example, use ``tuple[int, str]`` for a pair whose "
                      "first element is an int\nand second element is a string.\n\nTuples also support the form ``tuple[T, ...]`` to "
                      "indicate an arbitrary length tuple\nof elements of type T."),
};

const TypeSpec tuple_spec = {
    .name = "tuple",
    .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified "
           "the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
    .signature = "(iterable=(), /)",
    .size = sizeof(Tuple),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_PAYLOAD | TYPE_IS_TUPLE | TYPE_SEQUENCE,
    METHODS(tuple_methods),
    .destroy = tuple_destroy, .visit = tuple_visit,
    .try_hash = tuple_try_hash, .try_compare = sequence_try_compare, .try_iter = tuple_iter, .try_len = tuple_try_len,
    .try_repr = sequence_try_repr,
};
