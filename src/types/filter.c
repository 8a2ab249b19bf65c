/* filter.c: filter(function, iterable). `pending` is an item whose truth natively could not be told: it waits in the
 * object between try_next and the `__next__` that goes on with it. */
#include "object/tuple.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/rows.h"

typedef struct {
    Object head;
    Value function, iterator, pending;
} FilterObject;

INLINE FilterObject *filter_of(Ref r) { return AS(FilterObject, r); }
/* The items' own truth is asked; bool as a function means the same. */
static bool by_truth(const FilterObject *o) { return is_none(ref(o->function)) || same(ref(o->function), ref_of(vm.types[T_BOOL])); }

static void filter_destroy(Object *self) {
    FilterObject *o = (FilterObject *)self;
    value_release(o->function);
    value_release(o->iterator);
    value_release(o->pending);
    object_free(o, sizeof *o);
}

static void filter_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((FilterObject *)self)->function, 3); }

static void filter_blank(Object *self) {
    FilterObject *o = (FilterObject *)self;
    o->function = o->iterator = o->pending = EMPTY;
}

enum { MAKE_TYPE, MAKE_FUNCTION, MAKE_SOURCE, MAKE_SLOTS };

static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_iter(ref(slots[MAKE_SOURCE]));
    value_set(&slots[MAKE_SOURCE], incoming);
    Value made = type_allocate(AS(Type, ref(slots[MAKE_TYPE])));
    if (is_error(made)) return native_fail(f);
    FilterObject *o = filter_of(ref(made));
    o->function = value_take(&slots[MAKE_FUNCTION]);
    o->iterator = value_take(&slots[MAKE_SOURCE]);
    o->pending = EMPTY;
    return native_done(f, made);
}
static const NativeFrameKind make_frame = {.name = "filter", .step = make_step, .slots = MAKE_SLOTS};

static Outcome filter_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == vm.types[T_FILTER]->dunder[N_INIT] && !construct_no_keywords(&c, "filter")) return OUTCOME_ERROR;
    if (!construct_count(&c, "filter", 2, 2)) return OUTCOME_ERROR;
    Frame *f = native_push(&make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[MAKE_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[MAKE_FUNCTION] = value_keep(ref(c.args[0]));
    frame_slots(f)[MAKE_SOURCE] = value_keep(ref(c.args[1]));
    return OUTCOME_PUSHED;
}

enum { NEXT_SELF, NEXT_ITEM, NEXT_SLOTS };
enum { NEXT_BEGIN, NEXT_ASKED, NEXT_CALLED, NEXT_TRUTH };

/* There is an item in the slot: is it wanted? */
static Outcome judge(Frame *f) {
    Value *slots = frame_slots(f);
    const FilterObject *o = filter_of(ref(slots[NEXT_SELF]));
    if (!by_truth(o)) {
        f->state = NEXT_CALLED;
        return op_call1(ref(o->function), ref(slots[NEXT_ITEM]));
    }
    f->state = NEXT_TRUTH;
    return op_truth(ref(slots[NEXT_ITEM]));
}

static Outcome advance(Frame *f) {
    Value *slots = frame_slots(f);
    FilterObject *o = filter_of(ref(slots[NEXT_SELF]));
    if (UNLIKELY(vm.fuel <= 0) && f->state != NEXT_BEGIN) {
        f->state = NEXT_BEGIN;
        return native_again(f);
    }
    Value item = try_next(ref(o->iterator));
    if (is_needs_python(item)) {
        f->state = NEXT_ASKED;
        return op_next(ref(o->iterator));
    }
    if (is_error(item)) return native_fail(f);
    if (is_stop(item)) return iterator_stop(f);
    value_set(&slots[NEXT_ITEM], item);
    return judge(f);
}

static Outcome next_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case NEXT_BEGIN: return is_empty(ref(slots[NEXT_ITEM])) ? advance(f) : judge(f);
    case NEXT_ASKED:
        if (is_stop(incoming)) return iterator_stop(f);
        value_set(&slots[NEXT_ITEM], incoming);
        return judge(f);
    case NEXT_CALLED: {
        Answer truth = try_truth(ref(incoming));
        if (truth == ANSWER_PYTHON) { /* the answer is kept in the place of nothing: it is asked while the item waits */
            f->state = NEXT_TRUTH;
            Outcome asked = op_truth(ref(incoming));
            value_release(incoming);
            return asked;
        }
        value_release(incoming);
        if (truth == ANSWER_ERROR) return native_fail(f);
        incoming = value_bool(truth == ANSWER_YES);
        break;
    }
    default: break;
    }
    if (is_true(ref(incoming))) return native_done(f, value_take(&slots[NEXT_ITEM]));
    value_set(&slots[NEXT_ITEM], EMPTY);
    return advance(f);
}
static const NativeFrameKind next_frame = {.name = "filter.__next__", .step = next_step, .slots = NEXT_SLOTS};

static Value filter_try_next(Ref self) {
    FilterObject *o = filter_of(self);
    if (!by_truth(o) || !is_empty(ref(o->pending))) return NEEDS_PYTHON;
    for (;;) {
        if (UNLIKELY(vm.fuel <= 0)) return NEEDS_PYTHON; /* the frame can be left between two items */
        Value item = try_next(ref(o->iterator));
        if (is_stop(item) || is_error(item) || is_needs_python(item)) return item;
        vm.fuel--;
        Answer truth = try_truth(ref(item));
        if (truth == ANSWER_YES) return item;
        if (truth == ANSWER_PYTHON) {
            o->pending = item;
            return NEEDS_PYTHON;
        }
        value_release(item);
        if (truth == ANSWER_ERROR) return VALUE_ERROR;
    }
}

static Outcome filter_next(Ref self) {
    Value item = filter_try_next(self);
    if (!is_needs_python(item)) return outcome(item);
    Frame *f = native_push(&next_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEXT_SELF] = value_keep(self);
    frame_slots(f)[NEXT_ITEM] = value_take(&filter_of(self)->pending);
    return OUTCOME_PUSHED;
}

static Value filter_reduce(Ref self) {
    const FilterObject *o = filter_of(self);
    Value args = tuple_pack2(value_keep(ref(o->function)), value_keep(ref(o->iterator)));
    return is_error(args) ? args : tuple_pack2(value_keep(ref_of(type_of(self))), args);
}

static const NativeRow filter_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, filter_new, NEW_DOC),
    ITER_ROW(native_self), NEXT_ROW, REDUCE_ROW(P0, filter_reduce)};

const TypeSpec filter_spec = {
    .name = "filter",
    .doc = "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items "
           "that are true.",
    .signature = "(function, iterable, /)",
    .size = sizeof(FilterObject), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(filter_methods),
    .destroy = filter_destroy, .visit = filter_visit, .blank = filter_blank, .try_iter = native_self, .try_next = filter_try_next,
    .next = filter_next,
};
