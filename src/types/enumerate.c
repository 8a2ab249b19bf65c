/* enumerate.c: enumerate(iterable, start=0). The index is a machine number while it fits, then an int that Python adds to. */
#include "types/args.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/pair.h"
#include "types/rows.h"

INLINE EnumerateObject *enumerate_of(Ref r) { return AS(EnumerateObject, r); }

static void enumerate_destroy(Object *self) {
    EnumerateObject *e = (EnumerateObject *)self;
    value_release(e->iterator);
    value_release(e->long_index);
    object_free(e, sizeof *e);
}

static void enumerate_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((EnumerateObject *)self)->iterator, 2); }

static void enumerate_blank(Object *self) {
    ((EnumerateObject *)self)->iterator = EMPTY;
    ((EnumerateObject *)self)->long_index = EMPTY;
}

/* ---- making ---- */

enum { MAKE_TYPE, MAKE_SOURCE, MAKE_START, MAKE_SLOTS };
enum { MAKE_BEGIN, MAKE_INDEX, MAKE_ITER };

static Outcome make_end(Frame *f) {
    Value *slots = frame_slots(f);
    Value made = type_allocate(AS(Type, ref(slots[MAKE_TYPE])));
    if (is_error(made)) return native_fail(f);
    EnumerateObject *e = enumerate_of(ref(made));
    e->iterator = value_take(&slots[MAKE_SOURCE]);
    e->long_index = EMPTY;
    Ref start = ref(slots[MAKE_START]);
    e->index = is_empty(start) ? 0 : int_clamp_i64(start);
    if (!is_empty(start) && (!int_fits_i64(start) || e->index == INT64_MAX)) e->long_index = value_take(&slots[MAKE_START]);
    return native_done(f, made);
}

static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case MAKE_BEGIN:
        if (is_empty(ref(slots[MAKE_START]))) break;
        f->state = MAKE_INDEX;
        return op_index(ref(slots[MAKE_START]));
    case MAKE_INDEX: value_set(&slots[MAKE_START], incoming); break;
    default: value_set(&slots[MAKE_SOURCE], incoming); return make_end(f);
    }
    f->state = MAKE_ITER;
    return op_iter(ref(slots[MAKE_SOURCE]));
}
static const NativeFrameKind make_frame = {.name = "enumerate", .step = make_step, .slots = MAKE_SLOTS};

static MUST_CHECK bool read_args(const Construct *c, Ref *source, Ref *start) {
    u32 total = c->n + (c->keywords ? c->keywords->table.used : 0), position = 0;
    Ref key, value;
    if (total > 2) return RAISE_FALSE(ERR_TYPE, "enumerate() takes at most 2 arguments (%u given)", total);
    *source = c->n ? ref(c->args[0]) : REF_EMPTY;
    *start = c->n == 2 ? ref(c->args[1]) : REF_EMPTY;
    while (c->keywords && table_next(&c->keywords->table, &position, &key, &value)) {
        Ref *target = text_is(text_of(key), "iterable") ? source : text_is(text_of(key), "start") ? start : NULL;
        bool misplaced = !target || !is_empty(*target) || (target == start && total == 1);
        if (misplaced) return RAISE_FALSE(ERR_TYPE, "'%U' is an invalid keyword argument for enumerate()", text_of(key));
        *target = value;
    }
    return !is_empty(*source) || RAISE_FALSE(ERR_TYPE, "enumerate() missing required argument 'iterable'");
}

static Outcome enumerate_new(Ref self, const Value *args, u32 n) {
    Construct c;
    Ref source, start;
    if (!construct_new(self, args, &c) || !read_args(&c, &source, &start)) return OUTCOME_ERROR;
    Frame *f = native_push(&make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[MAKE_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[MAKE_SOURCE] = value_keep(source);
    frame_slots(f)[MAKE_START] = value_keep(start);
    return OUTCOME_PUSHED;
}

/* ---- next ---- */

/* Takes item over. The index must be a machine number. */
static Value pair(EnumerateObject *e, Value item) {
    Value index = value_from_i64_fast(e->index);
    if (is_error(index)) {
        value_release(item);
        return VALUE_ERROR;
    }
    if (e->index == INT64_MAX - 1) { /* from here on an int counts */
        e->long_index = value_from_i64(INT64_MAX);
        if (is_error(e->long_index)) e->long_index = EMPTY;
    }
    e->index++;
    return tuple_pack2(index, item);
}

static Value enumerate_try_next(Ref self) {
    EnumerateObject *e = enumerate_of(self);
    if (UNLIKELY(!is_empty(ref(e->long_index)))) return NEEDS_PYTHON;
    Value item = try_next(ref(e->iterator));
    if (is_stop(item) || is_error(item) || is_needs_python(item)) return item;
    return pair(e, item);
}

enum { NEXT_SELF, NEXT_ITEM, NEXT_INDEX, NEXT_SLOTS };
enum { NEXT_BEGIN, NEXT_ASKED, NEXT_ADDED };

static Outcome next_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    EnumerateObject *e = enumerate_of(ref(slots[NEXT_SELF]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case NEXT_BEGIN: return op_next(ref(e->iterator));
    case NEXT_ASKED: {
        if (is_stop(incoming)) return iterator_stop(f);
        if (is_empty(ref(e->long_index))) {
            Value made = pair(e, incoming);
            return is_error(made) ? native_fail(f) : native_done(f, made);
        }
        slots[NEXT_ITEM] = incoming;
        slots[NEXT_INDEX] = value_keep(ref(e->long_index));
        return op_binary(ref(slots[NEXT_INDEX]), REF(BITS(value_int48(1))), N_ADD);
    }
    default: break;
    }
    value_set(&e->long_index, incoming);
    Value made = tuple_pack2(value_take(&slots[NEXT_INDEX]), value_take(&slots[NEXT_ITEM]));
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind next_frame = {.name = "enumerate.__next__", .step = next_step, .slots = NEXT_SLOTS};

static Outcome enumerate_next(Ref self) {
    Value made = enumerate_try_next(self);
    if (!is_needs_python(made)) return outcome(made);
    Frame *f = native_push(&next_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEXT_SELF] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Value enumerate_reduce(Ref self) {
    const EnumerateObject *e = enumerate_of(self);
    Value index = is_empty(ref(e->long_index)) ? value_from_i64(e->index) : value_keep(ref(e->long_index));
    if (is_error(index)) return index;
    Value args = tuple_pack2(value_keep(ref(e->iterator)), index);
    return is_error(args) ? args : tuple_pack2(value_keep(ref_of(type_of(self))), args);
}

static const NativeRow enumerate_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, enumerate_new, NEW_DOC),
    ITER_ROW(native_self), NEXT_ROW, REDUCE_ROW(P0, enumerate_reduce),
    CLASS_GETITEM_ROW("'enumerate' objects are generic over the type of their values")};

const TypeSpec enumerate_spec = {
    .name = "enumerate",
    .doc = "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a "
           "count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining "
           "an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
    .signature = "(iterable, start=0)",
    .size = sizeof(EnumerateObject), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(enumerate_methods),
    .destroy = enumerate_destroy, .visit = enumerate_visit, .blank = enumerate_blank,
    .try_iter = native_self, .try_next = enumerate_try_next, .next = enumerate_next,
};
