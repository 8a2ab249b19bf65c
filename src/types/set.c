/* set.c: set and frozenset: construction, methods, operators, iterator. The table is set_table.c's, the algebra set_bulk.c's. */
#include "types/set.h"
#include "object/tuple.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/repr.h"
#include "types/rows.h"

static void set_destroy(Object *self) {
    set_clear((SetObject *)self);
    object_free(self, sizeof(SetObject));
}

static void set_visit(Object *self, GcVisit *visit) {
    const SetObject *s = (SetObject *)self;
    u32 position = 0;
    Ref key;
    i64 hash;
    while (set_next(s, &position, &key, &hash)) gc_visit(visit, key);
}

static void set_clear_cycle(Object *self) { set_clear((SetObject *)self); }
static void set_blank(Object *self) { ((SetObject *)self)->hash = -1; }

/* ---- making ---- */

static Value set_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    return type_has(c.type, TYPE_HEAP) ? type_allocate(c.type) : set_new(T_SET);
}

static Outcome set_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (type_of(self)->dunder[N_NEW] == vm.types[T_SET]->dunder[N_NEW] && !construct_no_keywords(&c, "set")) return OUTCOME_ERROR;
    if (!construct_count(&c, "set", 0, 1)) return OUTCOME_ERROR;
    set_clear(set_of(self));
    return c.n ? set_update(self, ref(c.args[0])) : outcome(NONE);
}

static Outcome fill_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return set_update(ref(slots[0]), ref(slots[1]));
    return native_done(f, value_take(&slots[0]));
}
static const NativeFrameKind fill_frame = {.name = "frozenset", .step = fill_step, .slots = 2};

static Outcome frozenset_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == vm.types[T_FROZENSET]->dunder[N_INIT] && !construct_no_keywords(&c, "frozenset")) return OUTCOME_ERROR;
    if (!construct_count(&c, "frozenset", 0, 1)) return OUTCOME_ERROR;
    bool exact = c.type == vm.types[T_FROZENSET];
    if (c.n && exact && is_exact(ref(c.args[0]), T_FROZENSET)) return outcome(value_keep(ref(c.args[0])));
    Value made = exact ? set_new(T_FROZENSET) : type_allocate(c.type);
    if (is_error(made) || !c.n) return outcome(made);
    Frame *f = native_push(&fill_frame);
    if (!f) {
        value_release(made);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[0] = made;
    frame_slots(f)[1] = value_keep(ref(c.args[0]));
    return OUTCOME_PUSHED;
}

/* ---- several others, in place ---- */

typedef enum { MULTI_UNION, MULTI_UPDATE, MULTI_INTERSECTION, MULTI_INTERSECTION_UPDATE, MULTI_DIFFERENCE, MULTI_DIFFERENCE_UPDATE, MULTI_SYMMETRIC_UPDATE } Multi;
enum { MULTI_SELF, MULTI_OTHERS, MULTI_RESULT, MULTI_SLOTS };
enum { MULTI_ANSWERS_SELF = 1 << 8 }; /* state: the answer is self (an augmented assignment) */

static Outcome multi_end(Frame *f, Multi op) {
    Value *slots = frame_slots(f);
    if (op == MULTI_INTERSECTION_UPDATE) set_swap(set_of(ref(slots[MULTI_SELF])), set_of(ref(slots[MULTI_RESULT])));
    if (f->state & MULTI_ANSWERS_SELF) return native_done(f, value_take(&slots[MULTI_SELF]));
    bool makes = op == MULTI_UNION || op == MULTI_INTERSECTION || op == MULTI_DIFFERENCE;
    return native_done(f, makes ? value_take(&slots[MULTI_RESULT]) : NONE);
}

static Outcome multi_one(Frame *f, Multi op, Ref other) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[MULTI_SELF]), result = ref(slots[MULTI_RESULT]);
    switch (op) {
    case MULTI_UNION: return same(self, other) ? outcome(NONE) : set_update(result, other);
    case MULTI_UPDATE: return set_update(self, other);
    case MULTI_INTERSECTION:
    case MULTI_INTERSECTION_UPDATE: return set_intersection(result, other);
    case MULTI_DIFFERENCE: return f->aux == 1 ? set_difference(self, other) : set_difference_update(result, other);
    case MULTI_DIFFERENCE_UPDATE: return set_difference_update(self, other);
    case MULTI_SYMMETRIC_UPDATE: return set_symmetric_update(self, other);
    }
    UNREACHABLE();
}

/* aux: how many of the others have been begun. */
static Outcome multi_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Multi op = (Multi)(f->state & 255);
    const Tuple *others = AS(Tuple, ref(slots[MULTI_OTHERS]));
    if (is_error(incoming)) return native_fail(f);
    if (is_pointer(ref(incoming))) value_set(&slots[MULTI_RESULT], incoming); /* an intersection or a first difference */
    if (f->aux == others->count) return multi_end(f, op);
    return multi_one(f, op, ref(others->items[f->aux++]));
}
static const NativeFrameKind multi_frame = {.name = "set operation", .step = multi_step, .slots = MULTI_SLOTS};

/* Takes `others` over. */
static Outcome multi(Ref self, Value others, Multi op, u32 flags) {
    bool copies = op == MULTI_UNION || (op == MULTI_DIFFERENCE && !AS(Tuple, ref(others))->count);
    bool narrows = op == MULTI_INTERSECTION || op == MULTI_INTERSECTION_UPDATE;
    if (narrows && !AS(Tuple, ref(others))->count) copies = true;
    Value result = copies ? set_copy(self) : narrows ? value_keep(self) : EMPTY;
    Frame *f = is_error(result) ? NULL : native_push(&multi_frame);
    if (!f) {
        value_release(result);
        value_release(others);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[MULTI_SELF] = value_keep(self);
    frame_slots(f)[MULTI_OTHERS] = others;
    frame_slots(f)[MULTI_RESULT] = result;
    f->state = (u16)(op | flags);
    return OUTCOME_PUSHED;
}

#define MULTI_METHOD(name, op, single) \
    static Outcome name(Ref self, const Value *args, u32 n) { \
        const Tuple *others = AS(Tuple, ref(args[0])); \
        if (others->count == 1) return single(self, ref(others->items[0])); \
        return multi(self, value_keep(ref(args[0])), op, 0); \
    }
MULTI_METHOD(set_union_method, MULTI_UNION, set_union)
MULTI_METHOD(set_update_method, MULTI_UPDATE, set_update)
MULTI_METHOD(set_intersection_method, MULTI_INTERSECTION, set_intersection)
MULTI_METHOD(set_difference_method, MULTI_DIFFERENCE, set_difference)
MULTI_METHOD(set_difference_update_method, MULTI_DIFFERENCE_UPDATE, set_difference_update)

static Outcome set_intersection_update_method(Ref self, const Value *args, u32 n) {
    return multi(self, value_keep(ref(args[0])), MULTI_INTERSECTION_UPDATE, 0);
}

/* ---- operators ---- */

#define BINARY(name, operation) \
    static Outcome set_##name(Ref self, Ref other) { return is_any_set(other) ? operation(self, other) : outcome(NOT_IMPLEMENTED); } \
    static Outcome set_r##name(Ref self, Ref other) { return is_any_set(other) ? operation(other, self) : outcome(NOT_IMPLEMENTED); }
BINARY(or, set_union)
BINARY(and, set_intersection)
BINARY(sub, set_difference)
BINARY(xor, set_symmetric)

#define INPLACE(name, op) \
    static Outcome set_##name(Ref self, Ref other) { \
        if (!is_any_set(other)) return outcome(NOT_IMPLEMENTED); \
        Value others = tuple_pack1(value_keep(other)); \
        return is_error(others) ? OUTCOME_ERROR : multi(self, others, op, MULTI_ANSWERS_SELF); \
    }
INPLACE(ior, MULTI_UPDATE)
INPLACE(iand, MULTI_INTERSECTION_UPDATE)
INPLACE(isub, MULTI_DIFFERENCE_UPDATE)
INPLACE(ixor, MULTI_SYMMETRIC_UPDATE)

COMPARE_METHODS(set, set_compare)

/* ---- methods ---- */

static Outcome set_contains(Ref self, Ref key) { return op_set(self, key, SET_CONTAINS); }

/* What op_set answers is not this method's answer: it is dropped, or False is a KeyError. aux: the operation. */
static Outcome change_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_set(ref(slots[0]), ref(slots[1]), f->aux ? SET_DISCARD : SET_ADD);
    if (f->aux == 2 && !is_true(ref(incoming))) {
        (void)raise_with(ERR_KEY, ref(slots[1]));
        return native_fail(f);
    }
    return native_done(f, NONE);
}
static const NativeFrameKind change_frame = {.name = "set change", .step = change_step, .slots = 2};

static Outcome change(Ref self, Ref key, u32 how) {
    switch (set_try(self, key, how ? SET_DISCARD : SET_ADD)) {
    case ANSWER_YES: return outcome(NONE);
    case ANSWER_NO:
        if (how == 2) (void)raise_with(ERR_KEY, key);
        return how == 2 ? OUTCOME_ERROR : outcome(NONE);
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: break;
    }
    Frame *f = native_push(&change_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(key);
    f->aux = how;
    return OUTCOME_PUSHED;
}

static Outcome set_add(Ref self, Ref key) { return change(self, key, 0); }
static Outcome set_discard(Ref self, Ref key) { return change(self, key, 1); }
static Outcome set_remove(Ref self, Ref key) { return change(self, key, 2); }

static Value set_clear_method(Ref self) {
    set_clear(set_of(self));
    return NONE;
}

static Value frozenset_copy(Ref self) { return is_exact(self, T_FROZENSET) ? value_keep(self) : set_copy(self); }
static Value set_try_len(Ref self) { return value_u32(set_of(self)->used); }

static Value set_sizeof(Ref self) {
    const SetObject *s = set_of(self);
    return value_int48(200 + (s->entries && s->mask > 7 ? 16 * ((i64)s->mask + 1) : 0));
}

static Value frozenset_try_hash(Ref self) { return value_from_i64_fast(set_frozen_hash(self)); }

static Value keys_list(Ref self) {
    const SetObject *s = set_of(self);
    Value list = list_new(s->used);
    u32 position = 0, i = 0;
    Ref key;
    i64 hash;
    while (!is_error(list) && set_next(s, &position, &key, &hash)) AS(ListObject, ref(list))->items[i++] = value_keep(key);
    return list;
}

static Outcome reduce_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_call_method(ref(slots[0]), vm.names[N_GETSTATE], NULL, 0);
    Value keys = keys_list(ref(slots[0]));
    Value args = is_error(keys) ? keys : tuple_pack1(keys);
    Value made = tuple_pack3(value_keep(ref_of(type_of(ref(slots[0])))), args, incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind reduce_frame = {.name = "set.__reduce__", .step = reduce_step, .slots = 1};

static Outcome set_reduce(Ref self) {
    Frame *f = native_push(&reduce_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- repr ---- */

static u32 next_piece(Ref self, u32 *position, Ref pieces[2]) {
    i64 hash;
    return set_next(set_of(self), position, &pieces[0], &hash);
}

static void begin_repr(Ref self, TextBuilder *b) {
    if (!is_set(self)) {
        builder_text(b, type_of(self)->name);
        builder_char(b, '(');
    }
    builder_char(b, '{');
}
static void end_repr(Ref self, TextBuilder *b) { builder_c(b, is_set(self) ? "}" : "})"); }
static void nested_repr(Ref self, TextBuilder *b) {
    builder_text(b, type_of(self)->name);
    builder_c(b, "(...)");
}
static const ReprKind repr_kind = REPR_KIND("set.__repr__", next_piece, begin_repr, end_repr, nested_repr);

static Value empty_repr(Ref self) {
    Text *text = text_format("%U()", type_of(self)->name);
    return text ? value_of(text) : VALUE_ERROR;
}
static Value set_try_repr(Ref self) { return set_of(self)->used ? repr_try(&repr_kind, self) : empty_repr(self); }
static Outcome set_repr(Ref self) { return set_of(self)->used ? repr_of(&repr_kind, self) : outcome(empty_repr(self)); }

/* ---- iterator ---- */

typedef struct {
    Object head;
    Object *source; /* NULL: exhausted */
    u32 position, used, left;
} SetIterator;
enum { CHANGED = ~0u };

static Value set_iter(Ref set) {
    SetIterator *it = NEW(SetIterator, T_SET_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->source = object_of(set);
    object_keep(it->source);
    it->position = 0;
    it->used = it->left = set_of(set)->used;
    return value_of(it);
}

static void set_iterator_destroy(Object *self) {
    SetIterator *it = (SetIterator *)self;
    if (it->source) object_release(it->source);
    object_free(it, sizeof *it);
}

static void set_iterator_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((SetIterator *)self)->source); }

static Value set_iterator_next(Ref self) {
    SetIterator *it = AS(SetIterator, self);
    const SetObject *s = (const SetObject *)(const void *)it->source;
    Ref key;
    i64 hash;
    if (!s) return STOP;
    if (it->used != s->used) {
        it->used = CHANGED; /* stays so */
        return raise(ERR_RUNTIME, "Set changed size during iteration");
    }
    if (set_next(s, &it->position, &key, &hash)) {
        it->left--;
        return value_keep(key);
    }
    Object *source = it->source;
    it->source = NULL;
    object_release(source);
    return STOP;
}

static Value set_iterator_hint(Ref self) {
    const SetIterator *it = AS(SetIterator, self);
    return value_u32(it->source && it->used == ((SetObject *)(void *)it->source)->used ? it->left : 0);
}

static Value set_iterator_reduce(Ref self) {
    const SetIterator *it = AS(SetIterator, self);
    Value list = list_new(0);
    u32 position = it->position;
    Ref key;
    i64 hash;
    if (is_error(list)) return list;
    while (it->source && set_next((SetObject *)(void *)it->source, &position, &key, &hash)) {
        if (list_append(ref(list), value_keep(key))) continue;
        value_release(list);
        return VALUE_ERROR;
    }
    return iterator_reduce("iter", tuple_pack1(list));
}

static const NativeRow set_iterator_methods[] = {
    ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(set_iterator_hint), REDUCE_ROW(P0, set_iterator_reduce)};

const TypeSpec set_iterator_spec = {
    .name = "set_iterator", .size = sizeof(SetIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(set_iterator_methods),
    .destroy = set_iterator_destroy, .visit = set_iterator_visit, .try_iter = native_self, .try_next = set_iterator_next,
};

/* ---- the types ---- */

#define SHARED_ROWS \
    REPR_ROW(O0, set_repr), COMPARE_ROWS(set), ITER_ROW(set_iter), \
    METHOD("__sub__($self, value, /)", O1, set_sub, "Return self-value."), METHOD("__rsub__($self, value, /)", O1, set_rsub, "Return value-self."), \
    METHOD("__and__($self, value, /)", O1, set_and, "Return self&value."), METHOD("__rand__($self, value, /)", O1, set_rand, "Return value&self."), \
    METHOD("__xor__($self, value, /)", O1, set_xor, "Return self^value."), METHOD("__rxor__($self, value, /)", O1, set_rxor, "Return value^self."), \
    METHOD("__or__($self, value, /)", O1, set_or, "Return self|value."), METHOD("__ror__($self, value, /)", O1, set_ror, "Return value|self."), \
    LEN_ROW(set_try_len), \
    METHOD("__contains__($self, object, /)", O1, set_contains, "x.__contains__(y) <==> y in x."), \
    METHOD("difference($self, /, *others)", ON, set_difference_method, "Return a new set with elements in the set that are not in the others."), \
    METHOD("intersection($self, /, *others)", ON, set_intersection_method, "Return a new set with elements common to the set and all others."), \
    METHOD("isdisjoint($self, other, /)", O1, set_is_disjoint, "Return True if two sets have a null intersection."), \
    METHOD("issubset($self, other, /)", O1, set_is_subset, "Report whether another set contains this set."), \
    METHOD("issuperset($self, other, /)", O1, set_is_superset, "Report whether this set contains another set."), \
    REDUCE_ROW(O0, set_reduce), \
    METHOD("__sizeof__($self, /)", P0, set_sizeof, "S.__sizeof__() -> size of S in memory, in bytes."), \
    METHOD("symmetric_difference($self, other, /)", O1, set_symmetric, "Return a new set with elements in either the set or other but not both."), \
    METHOD("union($self, /, *others)", ON, set_union_method, "Return a new set with elements from the set and all others.")

static const NativeRow set_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, set_new_native, NEW_DOC),
    METHOD("__init__($self, /, *args, **kwargs)", ON, set_init, INIT_DOC),
    SHARED_ROWS,
    METHOD("__isub__($self, value, /)", O1, set_isub, "Return self-=value."),
    METHOD("__iand__($self, value, /)", O1, set_iand, "Return self&=value."),
    METHOD("__ixor__($self, value, /)", O1, set_ixor, "Return self^=value."),
    METHOD("__ior__($self, value, /)", O1, set_ior, "Return self|=value."),
    METHOD("add($self, object, /)", O1, set_add, "Add an element to a set.\n\nThis has no effect if the element is already present."),
    METHOD("clear($self, /)", P0, set_clear_method, "Remove all elements from this set."),
    METHOD("copy($self, /)", P0, set_copy, "Return a shallow copy of a set."),
    METHOD("discard($self, object, /)", O1, set_discard,
           "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when "
           "an element is missing from the set."),
    METHOD("difference_update($self, /, *others)", ON, set_difference_update_method, "Update the set, removing elements found in others."),
    METHOD("intersection_update($self, /, *others)", ON, set_intersection_update_method,
           "Update the set, keeping only elements found in it and all others."),
    METHOD("pop($self, /)", P0, set_pop, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."),
    METHOD("remove($self, object, /)", O1, set_remove,
           "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."),
    METHOD("symmetric_difference_update($self, other, /)", O1, set_symmetric_update,
           "Update the set, keeping only elements found in either set, but not in both."),
    METHOD("update($self, /, *others)", ON, set_update_method, "Update the set, adding elements from all others."),
    CLASS_GETITEM_ROW("sets are generic over the type of their elements"),
};

static const NativeRow frozenset_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, frozenset_new, NEW_DOC),
    HASH_ROW(P0, frozenset_try_hash),
    SHARED_ROWS,
    METHOD("copy($self, /)", P0, frozenset_copy, "Return a shallow copy of a set."),
    CLASS_GETITEM_ROW("frozensets are generic over the type of their elements"),
};

const TypeSpec set_spec = {
    .name = "set", .doc = "Build an unordered collection of unique elements.", .signature = "(iterable=(), /)",
    .size = sizeof(SetObject), .weakref_offset = offsetof(SetObject, weakrefs),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_IS_SET, METHODS(set_methods),
    .destroy = set_destroy, .visit = set_visit, .clear = set_clear_cycle, .blank = set_blank,
    .try_compare = set_try_compare, .try_iter = set_iter, .try_len = set_try_len, .try_repr = set_try_repr,
};

const TypeSpec frozenset_spec = {
    .name = "frozenset", .doc = "Build an immutable unordered collection of unique elements.", .signature = "(iterable=(), /)",
    .size = sizeof(SetObject), .weakref_offset = offsetof(SetObject, weakrefs),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_IS_SET, METHODS(frozenset_methods),
    .destroy = set_destroy, .visit = set_visit, .clear = set_clear_cycle, .blank = set_blank,
    .try_hash = frozenset_try_hash, .try_compare = set_try_compare, .try_iter = set_iter, .try_len = set_try_len, .try_repr = set_try_repr,
};
