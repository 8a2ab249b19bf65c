/* zip.c: zip and map: several iterators that go in step. They share one struct; map has a function.
 *
 * `pending` is the row of items gathered so far. It stays in the object only between a try_next that had to stop in the
 * middle (NEEDS_PYTHON) and the `__next__` that goes on from there; the frame of `__next__` takes it over, so that a
 * source which asks the same object again begins a row of its own, as in CPython. */
#include "types/construct.h"
#include "types/iterators.h"
#include "types/pair.h"
#include "types/rows.h"

INLINE ZipObject *zip_of(Ref r) { return AS(ZipObject, r); }
INLINE bool is_zip(const ZipObject *z) { return is_empty(ref(z->function)); }
static const char *name_of(const ZipObject *z) { return is_zip(z) ? "zip" : "map"; }

static void zip_destroy(Object *self) {
    ZipObject *z = (ZipObject *)self;
    if (z->iterators) object_release(z->iterators);
    value_release(z->function);
    if (z->pending) object_release(z->pending);
    object_free(z, sizeof *z);
}

static void zip_visit(Object *self, GcVisit *visit) {
    ZipObject *z = (ZipObject *)self;
    gc_visit(visit, ref(z->function));
    gc_visit_object(visit, z->iterators);
    gc_visit_object(visit, z->pending);
}

static void zip_blank(Object *self) { ((ZipObject *)self)->function = EMPTY; }

/* ---- making ---- */

enum { MAKE_TYPE, MAKE_FUNCTION, MAKE_STRICT, MAKE_ITERATORS, MAKE_SLOTS }; /* the tuple holds the iterables first */
enum { MAKE_BEGIN, MAKE_TRUTH, MAKE_ITER };

static Outcome make_end(Frame *f) {
    Value *slots = frame_slots(f);
    Value made = type_allocate(AS(Type, ref(slots[MAKE_TYPE])));
    if (is_error(made)) return native_fail(f);
    ZipObject *z = zip_of(ref(made));
    z->function = value_take(&slots[MAKE_FUNCTION]);
    z->iterators = AS(Tuple, ref(value_take(&slots[MAKE_ITERATORS])));
    z->pending = NULL;
    z->filled = 0;
    z->strict = is_true(ref(slots[MAKE_STRICT]));
    return native_done(f, made);
}

static Outcome make_iterators(Frame *f) {
    Tuple *t = AS(Tuple, ref(frame_slots(f)[MAKE_ITERATORS]));
    for (; f->aux < t->count; f->aux++) {
        Value iterator = try_iter(ref(t->items[f->aux]));
        if (is_error(iterator)) return native_fail(f);
        if (is_needs_python(iterator)) {
            f->state = MAKE_ITER;
            return op_iter(ref(t->items[f->aux]));
        }
        value_set(&t->items[f->aux], iterator);
    }
    return make_end(f);
}

static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case MAKE_BEGIN:
        if (is_empty(ref(slots[MAKE_STRICT]))) break;
        f->state = MAKE_TRUTH;
        return op_truth(ref(slots[MAKE_STRICT]));
    case MAKE_TRUTH: value_set(&slots[MAKE_STRICT], incoming); break;
    default: value_set(&AS(Tuple, ref(slots[MAKE_ITERATORS]))->items[f->aux++], incoming); break;
    }
    return make_iterators(f);
}
static const NativeFrameKind make_frame = {.name = "zip", .step = make_step, .slots = MAKE_SLOTS};

static MUST_CHECK bool read_strict(const Construct *c, const char *name, Ref *strict) {
    *strict = REF_EMPTY;
    if (!c->keywords) return true;
    if (c->keywords->table.used > 1) return RAISE_FALSE(ERR_TYPE, "%s() takes at most 1 keyword argument (%u given)", name, c->keywords->table.used);
    u32 position = 0;
    Ref key;
    (void)table_next(&c->keywords->table, &position, &key, strict);
    static const char *const names[] = {"strict"};
    return text_is(text_of(key), *names) || raise_unexpected_keyword(name, text_of(key), names, 1);
}

static Outcome make(const Construct *c, const char *name, u32 first) {
    Ref strict;
    if (!read_strict(c, name, &strict)) return OUTCOME_ERROR;
    if (c->n < first + first) return RAISE_OUTCOME(ERR_TYPE, "map() must have at least two arguments.");
    Value iterables = c->n == first ? value_keep(ref(vm.empty_tuple)) : tuple_from(c->args + first, c->n - first);
    Frame *f = is_error(iterables) ? NULL : native_push(&make_frame);
    if (!f) {
        value_release(iterables);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[MAKE_TYPE] = value_keep(ref_of(c->type));
    slots[MAKE_ITERATORS] = iterables;
    if (!is_empty(strict)) slots[MAKE_STRICT] = value_keep(strict);
    if (first) slots[MAKE_FUNCTION] = value_keep(ref(c->args[0]));
    return OUTCOME_PUSHED;
}

static Outcome zip_new(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? make(&c, "zip", 0) : OUTCOME_ERROR;
}

static Outcome map_new(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? make(&c, "map", 1) : OUTCOME_ERROR;
}

/* ---- one row of items ---- */

/* Fills row from *i on. YES: whole. NO: iterator *i is exhausted. PYTHON: it must be asked. */
static Answer gather(const ZipObject *z, Tuple *row, u32 *i) {
    for (; *i < row->count; ++*i) {
        Value item = try_next(ref(z->iterators->items[*i]));
        if (is_needs_python(item)) return ANSWER_PYTHON;
        if (is_stop(item)) return ANSWER_NO;
        if (is_error(item)) return ANSWER_ERROR;
        row->items[*i] = item;
    }
    return ANSWER_YES;
}

/* The row to go on with: what try_next left, or a new one. NULL: no memory. */
static Tuple *take_row(ZipObject *z, u32 *i) {
    Tuple *row = z->pending;
    *i = row ? z->filled : 0;
    z->pending = NULL;
    return row ? row : tuple_new(z->iterators->count);
}

enum { NEXT_SELF, NEXT_ROW_SLOT, NEXT_SLOTS };
enum { NEXT_GATHER, NEXT_ASKED, NEXT_CHECK_ASKED, NEXT_CALLED };

static Outcome wrong_length(Frame *f, const ZipObject *z, u32 i, const char *how) {
    (void)raise(ERR_VALUE, "%s() argument %u is %s than argument%s%u", name_of(z), i + 1, how, i == 1 ? " " : "s 1-", i);
    return native_fail(f);
}

/* The first iterator is exhausted: with strict the others must be, too. aux: the one to look at. */
static Outcome check_others(Frame *f) {
    const ZipObject *z = zip_of(ref(frame_slots(f)[NEXT_SELF]));
    for (; f->aux < z->iterators->count; f->aux++) {
        Value item = try_next(ref(z->iterators->items[f->aux]));
        if (is_needs_python(item)) {
            f->state = NEXT_CHECK_ASKED;
            return op_next(ref(z->iterators->items[f->aux]));
        }
        if (is_error(item)) return native_fail(f);
        if (is_stop(item)) continue;
        value_release(item);
        return wrong_length(f, z, f->aux, "longer");
    }
    return iterator_stop(f);
}

static Outcome stopped(Frame *f) {
    const ZipObject *z = zip_of(ref(frame_slots(f)[NEXT_SELF]));
    if (!z->strict) return iterator_stop(f);
    if (f->aux) return wrong_length(f, z, f->aux, "shorter");
    f->aux = 1;
    return check_others(f);
}

static Outcome row_is_whole(Frame *f) {
    Value *slots = frame_slots(f);
    const ZipObject *z = zip_of(ref(slots[NEXT_SELF]));
    if (is_zip(z)) return native_done(f, value_take(&slots[NEXT_ROW_SLOT]));
    const Tuple *row = AS(Tuple, ref(slots[NEXT_ROW_SLOT]));
    f->state = NEXT_CALLED;
    return op_call(ref(z->function), row->items, row->count);
}

static Outcome next_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const ZipObject *z = zip_of(ref(slots[NEXT_SELF]));
    Tuple *row = AS(Tuple, ref(slots[NEXT_ROW_SLOT]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case NEXT_CALLED: return native_done(f, incoming);
    case NEXT_CHECK_ASKED:
        if (!is_stop(incoming)) {
            value_release(incoming);
            return wrong_length(f, z, f->aux, "longer");
        }
        f->aux++;
        return check_others(f);
    case NEXT_ASKED:
        if (is_stop(incoming)) return stopped(f);
        row->items[f->aux++] = incoming;
        break;
    default: break;
    }
    u32 i = f->aux;
    Answer answer = gather(z, row, &i);
    f->aux = i;
    switch (answer) {
    case ANSWER_YES: return row_is_whole(f);
    case ANSWER_NO: return stopped(f);
    case ANSWER_ERROR: return native_fail(f);
    case ANSWER_PYTHON: break;
    }
    f->state = NEXT_ASKED;
    return op_next(ref(z->iterators->items[i]));
}
static const NativeFrameKind next_frame = {.name = "zip.__next__", .step = next_step, .slots = NEXT_SLOTS};

static Outcome next_later(Ref self, Tuple *row, u32 i) {
    Frame *f = native_push(&next_frame);
    if (!f) {
        object_release(row);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[NEXT_SELF] = value_keep(self);
    frame_slots(f)[NEXT_ROW_SLOT] = value_of(row);
    f->aux = i;
    return OUTCOME_PUSHED;
}

static Value zip_try_next(Ref self) {
    ZipObject *z = zip_of(self);
    u32 i;
    if (!z->iterators->count) return STOP;
    if (z->strict) return NEEDS_PYTHON;
    Tuple *row = take_row(z, &i);
    if (!row) return VALUE_ERROR;
    switch (gather(z, row, &i)) {
    case ANSWER_YES: return value_of(row);
    case ANSWER_NO: object_release(row); return STOP;
    case ANSWER_ERROR: object_release(row); return VALUE_ERROR;
    case ANSWER_PYTHON: break;
    }
    z->pending = row;
    z->filled = i;
    return NEEDS_PYTHON;
}

static Outcome zip_next(Ref self) {
    Value row = zip_try_next(self);
    if (!is_needs_python(row)) return outcome(row);
    u32 i;
    Tuple *begun = take_row(zip_of(self), &i);
    return begun ? next_later(self, begun, i) : OUTCOME_ERROR;
}

/* With one source that answers natively, the function is called in place of this native. */
static Outcome map_next(Ref self) {
    ZipObject *z = zip_of(self);
    if (z->iterators->count == 1) {
        Value item = try_next(ref(z->iterators->items[0]));
        if (is_stop(item) || is_error(item)) return outcome(item);
        if (!is_needs_python(item)) {
            Outcome answer = op_call1(ref(z->function), ref(item));
            value_release(item);
            return answer;
        }
    }
    Tuple *row = tuple_new(z->iterators->count);
    return row ? next_later(self, row, 0) : OUTCOME_ERROR;
}

/* ---- pickling ---- */

static Value zip_reduce(Ref self) {
    const ZipObject *z = zip_of(self);
    u32 first = is_zip(z) ? 0 : 1;
    Tuple *args = tuple_new(z->iterators->count + first);
    if (!args) return VALUE_ERROR;
    if (first) args->items[0] = value_keep(ref(z->function));
    for (u32 i = 0; i < z->iterators->count; i++) args->items[i + first] = value_keep(ref(z->iterators->items[i]));
    Value type = value_keep(ref_of(type_of(self)));
    return z->strict ? tuple_pack3(type, value_of(args), value_bool(true)) : tuple_pack2(type, value_of(args));
}

static Outcome setstate_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_truth(ref(frame_slots(f)[1]));
    zip_of(ref(frame_slots(f)[0]))->strict = is_true(ref(incoming));
    return native_done(f, NONE);
}
static const NativeFrameKind setstate_frame = {.name = "zip.__setstate__", .step = setstate_step, .slots = 2};

static Outcome zip_setstate(Ref self, Ref state) {
    Frame *f = native_push(&setstate_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(state);
    return OUTCOME_PUSHED;
}

#define SETSTATE_ROW METHOD("__setstate__($self, object, /)", O1, zip_setstate, "Set state information for unpickling.")
static const NativeRow zip_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, zip_new, NEW_DOC),
    ITER_ROW(native_self), NEXT_ROW, REDUCE_ROW(P0, zip_reduce), SETSTATE_ROW};
static const NativeRow map_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, map_new, NEW_DOC),
    ITER_ROW(native_self), NEXT_ROW, REDUCE_ROW(P0, zip_reduce), SETSTATE_ROW};

const TypeSpec zip_spec = {
    .name = "zip",
    .doc = "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th "
           "element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is "
           "exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> "
           "list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
    .signature = "(*iterables, strict=False)",
    .size = sizeof(ZipObject), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(zip_methods),
    .destroy = zip_destroy, .visit = zip_visit, .blank = zip_blank, .try_iter = native_self, .try_next = zip_try_next,
    .next = zip_next,
};

const TypeSpec map_spec = {
    .name = "map",
    .doc = "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is "
           "exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
    .signature = "(function, iterable, /, *iterables, strict=False)",
    .size = sizeof(ZipObject), .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(map_methods),
    .destroy = zip_destroy, .visit = zip_visit, .blank = zip_blank, .try_iter = native_self, .next = map_next,
};
