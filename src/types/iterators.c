/* iterators.c: iterators over lists, tuples and anything with `__getitem__`, reversed(), and iter(callable, sentinel).
 *
 * An exhausted iterator lets go of its source and stays exhausted. */
#include "types/iterators.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/rows.h"
#include "types/sequence.h"

Value native_self(Ref self) { return value_keep(self); }

Value iterator_reduce(const char *builtin, Value args) {
    Text *name = is_error(args) ? NULL : text_intern_c(builtin);
    if (!name) {
        value_release(args);
        return VALUE_ERROR;
    }
    Ref function = dict_get_text(vm.builtins, name);
    Value result = VALUE_ERROR;
    if (is_empty(function)) (void)raise(ERR_ATTRIBUTE, "%U", name);
    else result = value_keep(function);
    object_release(name);
    if (is_error(result)) {
        value_release(args);
        return result;
    }
    return tuple_pack2(result, args);
}

static Value one_arg(Ref r) { return tuple_pack1(value_keep(r)); }
static Value empty_list_arg(void) {
    Value list = list_new(0);
    return is_error(list) ? list : tuple_pack1(list);
}

/* (function, (source,), index) out of (function, (source,)). */
static Value with_state(Value reduced, Value state) {
    if (is_error(reduced) || is_error(state)) {
        value_release(reduced);
        value_release(state);
        return VALUE_ERROR;
    }
    const Tuple *t = AS(Tuple, ref(reduced));
    Value result = tuple_pack3(value_keep(ref(t->items[0])), value_keep(ref(t->items[1])), state);
    value_release(reduced);
    return result;
}

/* ---- by position ---- */

INLINE IndexIterator *index_iterator(Ref r) { return AS(IndexIterator, r); }

Value index_iterator_new(u32 type_id, Ref source, u32 index) {
    IndexIterator *it = NEW(IndexIterator, type_id);
    if (!it) return VALUE_ERROR;
    it->source = object_of(source);
    object_keep(it->source);
    it->index = index;
    return value_of(it);
}

static Value exhausted(IndexIterator *it) {
    Object *source = it->source;
    it->source = NULL;
    object_release(source);
    return STOP;
}

static void index_iterator_destroy(Object *self) {
    IndexIterator *it = (IndexIterator *)self;
    if (it->source) object_release(it->source);
    object_free(it, sizeof *it);
}

static void index_iterator_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((IndexIterator *)self)->source); }

Value list_iter(Ref list) { return index_iterator_new(T_LIST_ITERATOR, list, 0); }
Value tuple_iter(Ref tuple) { return index_iterator_new(T_TUPLE_ITERATOR, ref_of(tuple_of(tuple)), 0); }
Value list_reversed(Ref list) { return index_iterator_new(T_LIST_REVERSE_ITERATOR, list, AS(ListObject, list)->count); } /* one past the next */

static Value list_iterator_next(Ref self) {
    IndexIterator *it = index_iterator(self);
    const ListObject *list = (const ListObject *)(const void *)it->source;
    if (!list) return STOP;
    if (LIKELY(it->index < list->count)) return value_keep(ref(list->items[it->index++]));
    return exhausted(it);
}

static Value tuple_iterator_next(Ref self) {
    IndexIterator *it = index_iterator(self);
    const Tuple *t = (const Tuple *)(const void *)it->source;
    if (!t) return STOP;
    if (LIKELY(it->index < t->count)) return value_keep(ref(t->items[it->index++]));
    return exhausted(it);
}

static Value list_reverse_iterator_next(Ref self) {
    IndexIterator *it = index_iterator(self);
    const ListObject *list = (const ListObject *)(const void *)it->source;
    if (!list) return STOP;
    if (it->index && it->index <= list->count) return value_keep(ref(list->items[--it->index]));
    return exhausted(it);
}

static u32 source_count(const IndexIterator *it) {
    const Value *items;
    u32 count = 0;
    if (it->source) (void)sequence_items(ref_of(it->source), &items, &count);
    return count;
}

static Value forward_hint(Ref self) {
    u32 count = source_count(index_iterator(self)), index = index_iterator(self)->index;
    return value_u32(index < count ? count - index : 0);
}

static Value backward_hint(Ref self) {
    u32 count = source_count(index_iterator(self)), index = index_iterator(self)->index;
    return value_u32(index <= count ? index : 0);
}

static Value forward_reduce(Ref self) {
    const IndexIterator *it = index_iterator(self);
    if (!it->source) return iterator_reduce("iter", is_exact(self, T_TUPLE_ITERATOR) ? one_arg(ref(vm.empty_tuple)) : empty_list_arg());
    return with_state(iterator_reduce("iter", one_arg(ref_of(it->source))), value_u32(it->index));
}

static Value backward_reduce(Ref self) {
    const IndexIterator *it = index_iterator(self);
    if (!it->source) return iterator_reduce("reversed", empty_list_arg());
    return with_state(iterator_reduce("reversed", one_arg(ref_of(it->source))), value_int48((i64)it->index - 1));
}

static MUST_CHECK bool state_index(Ref state, i64 *index) {
    if (!is_integer(state)) return RAISE_FALSE(ERR_TYPE, "an integer is required");
    if (!integer_fits(state)) return RAISE_FALSE(ERR_OVERFLOW, "Python int too large to convert to C ssize_t");
    *index = integer_clamp(state);
    return true;
}

static Value forward_setstate(Ref self, Ref state) {
    IndexIterator *it = index_iterator(self);
    i64 index;
    if (!state_index(state, &index)) return VALUE_ERROR;
    i64 count = source_count(it);
    if (it->source) it->index = (u32)(index < 0 ? 0 : index > count ? count : index);
    return NONE;
}

static Value backward_setstate(Ref self, Ref state) {
    IndexIterator *it = index_iterator(self);
    i64 index;
    if (!state_index(state, &index)) return VALUE_ERROR;
    i64 count = source_count(it);
    if (it->source) it->index = (u32)(index < -1 ? 0 : index >= count ? count : index + 1);
    return NONE;
}

#define SETSTATE_ROW(function) METHOD("__setstate__($self, object, /)", P1, function, "Set state information for unpickling.")
static const NativeRow forward_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(forward_hint), REDUCE_ROW(P0, forward_reduce), SETSTATE_ROW(forward_setstate)};
static const NativeRow backward_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(backward_hint), REDUCE_ROW(P0, backward_reduce), SETSTATE_ROW(backward_setstate)};

#define ITERATOR_SPEC(name_, struct_, methods_, destroy_, visit_, next_) \
    {.name = (name_), .size = sizeof(struct_), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(methods_), .destroy = (destroy_), .visit = (visit_), \
     .try_iter = native_self, .try_next = (next_)}
const TypeSpec list_iterator_spec =
    ITERATOR_SPEC("list_iterator", IndexIterator, forward_methods, index_iterator_destroy, index_iterator_visit, list_iterator_next);
const TypeSpec list_reverse_iterator_spec =
    ITERATOR_SPEC("list_reverseiterator", IndexIterator, backward_methods, index_iterator_destroy, index_iterator_visit, list_reverse_iterator_next);
const TypeSpec tuple_iterator_spec =
    ITERATOR_SPEC("tuple_iterator", IndexIterator, forward_methods, index_iterator_destroy, index_iterator_visit, tuple_iterator_next);

/* ---- by __getitem__: forward, and reversed() ---- */

INLINE SequenceIterator *sequence_iterator(Ref r) { return AS(SequenceIterator, r); }

Value sequence_iterator_new(Ref sequence) {
    SequenceIterator *it = NEW(SequenceIterator, T_SEQUENCE_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->source = value_keep(sequence);
    it->index = 0;
    return value_of(it);
}

static void sequence_iterator_destroy(Object *self) {
    value_release(((SequenceIterator *)self)->source);
    object_free(self, sizeof(SequenceIterator));
}

static void sequence_iterator_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((SequenceIterator *)self)->source)); }
static void sequence_iterator_blank(Object *self) { ((SequenceIterator *)self)->source = EMPTY; }

enum { BY_ITEM_SELF, BY_ITEM_SOURCE, BY_ITEM_KEY, BY_ITEM_SLOTS };

/* aux 1: backward. IndexError and StopIteration are the end. */
static Outcome by_item_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    SequenceIterator *it = sequence_iterator(ref(slots[BY_ITEM_SELF]));
    if (f->state++ == 0) return op_getitem(ref(slots[BY_ITEM_SOURCE]), ref(slots[BY_ITEM_KEY]));
    if (!is_error(incoming)) {
        it->index += f->aux ? -1 : 1;
        return native_done(f, incoming);
    }
    if (!raised_is(ERR_INDEX) && !raised_is(ERR_STOP_ITERATION)) return native_fail(f);
    raised_clear();
    if (f->aux) it->index = -1;
    value_set(&it->source, EMPTY);
    return iterator_stop(f);
}
static const NativeFrameKind by_item_frame = {.name = "iterator.__next__", .step = by_item_step, .slots = BY_ITEM_SLOTS};

static Outcome next_by_item(Ref self, u32 backward) {
    SequenceIterator *it = sequence_iterator(self);
    if (is_empty(ref(it->source)) || it->index < 0) return outcome(STOP);
    Value key = value_from_i64_fast(it->index);
    Frame *f = is_error(key) ? NULL : native_push(&by_item_frame);
    if (!f) {
        value_release(key);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[BY_ITEM_SELF] = value_keep(self);
    frame_slots(f)[BY_ITEM_SOURCE] = value_keep(ref(it->source));
    frame_slots(f)[BY_ITEM_KEY] = key;
    f->aux = backward;
    return OUTCOME_PUSHED;
}

static Outcome sequence_iterator_next(Ref self) { return next_by_item(self, 0); }

static Value sequence_iterator_reduce(Ref self) {
    const SequenceIterator *it = sequence_iterator(self);
    if (is_empty(ref(it->source))) return iterator_reduce("iter", one_arg(ref(vm.empty_tuple)));
    return with_state(iterator_reduce("iter", one_arg(ref(it->source))), value_from_i64(it->index));
}

static Value sequence_iterator_setstate(Ref self, Ref state) {
    i64 index;
    if (!state_index(state, &index)) return VALUE_ERROR;
    if (!is_empty(ref(sequence_iterator(self)->source))) sequence_iterator(self)->index = index < 0 ? 0 : index;
    return NONE;
}

/* What is left: the length is the class's to tell. aux 1: backward. */
static Outcome hint_step(Frame *f, Value incoming) {
    const SequenceIterator *it = sequence_iterator(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_len(ref(it->source));
    i64 length = int_clamp_i64(ref(incoming)), left = f->aux ? (length < it->index + 1 ? 0 : it->index + 1) : length - it->index;
    value_release(incoming);
    return native_done(f, value_from_i64(left < 0 ? 0 : left));
}
static const NativeFrameKind hint_frame = {.name = "iterator.__length_hint__", .step = hint_step, .slots = 1};

static Outcome length_hint(Ref self, u32 backward) {
    const SequenceIterator *it = sequence_iterator(self);
    if (is_empty(ref(it->source)) || it->index < 0) return outcome(value_int48(0));
    if (!type_lookup_dunder(type_of(ref(it->source)), N_LEN)) return outcome(NOT_IMPLEMENTED);
    Frame *f = native_push(&hint_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    f->aux = backward;
    return OUTCOME_PUSHED;
}
static Outcome forward_by_item_hint(Ref self) { return length_hint(self, 0); }
static Outcome backward_by_item_hint(Ref self) { return length_hint(self, 1); }

static const NativeRow sequence_iterator_methods[] = {
    ITER_ROW(native_self), NEXT_ROW,
    METHOD("__length_hint__($self, /)", O0, forward_by_item_hint, "Private method returning an estimate of len(list(it))."),
    REDUCE_ROW(P0, sequence_iterator_reduce), SETSTATE_ROW(sequence_iterator_setstate)};

const TypeSpec sequence_iterator_spec = {
    .name = "iterator", .size = sizeof(SequenceIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(sequence_iterator_methods),
    .destroy = sequence_iterator_destroy, .visit = sequence_iterator_visit, .try_iter = native_self, .next = sequence_iterator_next,
};

/* ---- reversed ---- */

enum { REVERSED_TYPE, REVERSED_SOURCE, REVERSED_SLOTS };

static Outcome reversed_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_len(ref(slots[REVERSED_SOURCE]));
    i64 length = int_clamp_i64(ref(incoming));
    value_release(incoming);
    Value made = type_allocate(AS(Type, ref(slots[REVERSED_TYPE])));
    if (is_error(made)) return native_fail(f);
    sequence_iterator(ref(made))->source = value_take(&slots[REVERSED_SOURCE]);
    sequence_iterator(ref(made))->index = length - 1;
    return native_done(f, made);
}
static const NativeFrameKind reversed_frame = {.name = "reversed", .step = reversed_step, .slots = REVERSED_SLOTS};

static Outcome reversed_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || (c.type == vm.types[T_REVERSED] && !construct_no_keywords(&c, "reversed")) || !construct_count(&c, "reversed", 1, 1))
        return OUTCOME_ERROR;
    Ref source = ref(c.args[0]);
    Object *own = type_lookup_dunder(type_of(source), N_REVERSED);
    if (own && own != DUNDER_NONE) return op_call_dunder(source, N_REVERSED, NULL, 0);
    Object *item = type_lookup_dunder(type_of(source), N_GETITEM);
    if (own || !item || item == DUNDER_NONE || is_kind(source, TYPE_IS_DICT)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not reversible", source);
    Frame *f = native_push(&reversed_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[REVERSED_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[REVERSED_SOURCE] = value_keep(source);
    return OUTCOME_PUSHED;
}

/* Tuples answer natively; others by `__getitem__`. */
static Value reversed_try_next(Ref self) {
    SequenceIterator *it = sequence_iterator(self);
    if (is_empty(ref(it->source)) || it->index < 0) return STOP;
    if (!is_tuple(ref(it->source))) return NEEDS_PYTHON;
    return value_keep(ref(AS(Tuple, ref(it->source))->items[it->index--]));
}

static Outcome reversed_next(Ref self) {
    Value item = reversed_try_next(self);
    return is_needs_python(item) ? next_by_item(self, 1) : outcome(item);
}

static Value reversed_reduce(Ref self) {
    const SequenceIterator *it = sequence_iterator(self);
    Value type = value_keep(ref_of(type_of(self)));
    if (is_empty(ref(it->source)) || it->index < 0) return tuple_pack2(type, one_arg(ref(vm.empty_tuple)));
    return with_state(tuple_pack2(type, one_arg(ref(it->source))), value_from_i64(it->index));
}

static Outcome reversed_set(Frame *f, Value length) {
    SequenceIterator *it = sequence_iterator(ref(frame_slots(f)[0]));
    i64 n = int_clamp_i64(ref(length)), index = int_clamp_i64(ref(frame_slots(f)[1]));
    value_release(length);
    it->index = index < -1 ? -1 : index > n - 1 ? n - 1 : index;
    return native_done(f, NONE);
}

static Outcome reversed_setstate_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_len(ref(sequence_iterator(ref(frame_slots(f)[0]))->source));
    return reversed_set(f, incoming);
}
static const NativeFrameKind reversed_setstate_frame = {.name = "reversed.__setstate__", .step = reversed_setstate_step, .slots = 2};

static Outcome reversed_setstate(Ref self, Ref state) {
    i64 index;
    if (!state_index(state, &index)) return OUTCOME_ERROR;
    if (is_empty(ref(sequence_iterator(self)->source))) return outcome(NONE);
    Frame *f = native_push(&reversed_setstate_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(state);
    return OUTCOME_PUSHED;
}

static const NativeRow reversed_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, reversed_new, NEW_DOC),
    ITER_ROW(native_self), NEXT_ROW,
    METHOD("__length_hint__($self, /)", O0, backward_by_item_hint, "Private method returning an estimate of len(list(it))."),
    REDUCE_ROW(P0, reversed_reduce),
    METHOD("__setstate__($self, object, /)", O1, reversed_setstate, "Set state information for unpickling.")};

const TypeSpec reversed_spec = {
    .name = "reversed", .doc = "Return a reverse iterator over the values of the given sequence.", .signature = "(sequence, /)",
    .size = sizeof(SequenceIterator), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(reversed_methods),
    .destroy = sequence_iterator_destroy, .visit = sequence_iterator_visit, .blank = sequence_iterator_blank,
    .try_iter = native_self, .try_next = reversed_try_next, .next = reversed_next,
};

/* ---- iter(callable, sentinel) ---- */

INLINE CallableIterator *callable_iterator(Ref r) { return AS(CallableIterator, r); }

Value callable_iterator_new(Ref callable, Ref sentinel) {
    CallableIterator *it = NEW(CallableIterator, T_CALLABLE_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->callable = value_keep(callable);
    it->sentinel = value_keep(sentinel);
    return value_of(it);
}

static void callable_iterator_destroy(Object *self) {
    value_release(((CallableIterator *)self)->callable);
    value_release(((CallableIterator *)self)->sentinel);
    object_free(self, sizeof(CallableIterator));
}

static void callable_iterator_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((CallableIterator *)self)->callable, 2); }

enum { CALLED_SELF, CALLED_RESULT, CALLED_SENTINEL, CALLED_SLOTS };
enum { CALL_BEGIN, CALL_ASKED, CALL_COMPARED };

static Outcome callable_ends(Frame *f) {
    CallableIterator *it = callable_iterator(ref(frame_slots(f)[CALLED_SELF]));
    value_set(&it->callable, EMPTY);
    value_set(&it->sentinel, EMPTY);
    return iterator_stop(f);
}

static Outcome callable_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    CallableIterator *it = callable_iterator(ref(slots[CALLED_SELF]));
    switch (f->state++) {
    case CALL_BEGIN: return op_call(ref(it->callable), NULL, 0);
    case CALL_ASKED:
        if (is_error(incoming)) {
            if (!raised_is(ERR_STOP_ITERATION)) return native_fail(f);
            raised_clear();
            return callable_ends(f);
        }
        slots[CALLED_RESULT] = incoming;
        if (is_empty(ref(it->sentinel))) return iterator_stop(f); /* exhausted by the call itself */
        slots[CALLED_SENTINEL] = value_keep(ref(it->sentinel));
        return op_equal(ref(slots[CALLED_SENTINEL]), ref(slots[CALLED_RESULT]));
    default: break;
    }
    if (is_error(incoming)) return native_fail(f);
    return is_true(ref(incoming)) ? callable_ends(f) : native_done(f, value_take(&slots[CALLED_RESULT]));
}
static const NativeFrameKind callable_frame = {.name = "callable_iterator.__next__", .step = callable_step, .slots = CALLED_SLOTS};

static Outcome callable_iterator_next(Ref self) {
    if (is_empty(ref(callable_iterator(self)->callable))) return outcome(STOP);
    Frame *f = native_push(&callable_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[CALLED_SELF] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Value callable_iterator_reduce(Ref self) {
    const CallableIterator *it = callable_iterator(self);
    if (is_empty(ref(it->callable))) return iterator_reduce("iter", one_arg(ref(vm.empty_tuple)));
    return iterator_reduce("iter", tuple_pack2(value_keep(ref(it->callable)), value_keep(ref(it->sentinel))));
}

static const NativeRow callable_iterator_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, REDUCE_ROW(P0, callable_iterator_reduce)};

const TypeSpec callable_iterator_spec = {
    .name = "callable_iterator", .size = sizeof(CallableIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(callable_iterator_methods),
    .destroy = callable_iterator_destroy, .visit = callable_iterator_visit, .try_iter = native_self,
    .next = callable_iterator_next,
};
