/* itertools_tee.c: tee: iterators that share what their source has given.
 *
 * The items lie in a chain of chunks; a chunk holds the source as well, and its successor once somebody has gone past its
 * end. An iterator holds the chunk it stands in, so what all have passed is freed from the front.
 */
#include "modules/itertools.h"

Type *tee_type, *tee_data_type;

enum { CHUNK = 57 }; /* items; CPython's */
typedef struct TeeData {
    Object head;
    Value source;
    struct TeeData *next; /* NULL: nobody has come so far */
    u32 count;
    bool asking;          /* the source is being asked */
    Value items[CHUNK];
} TeeData;
typedef struct {
    Object head;
    Object *weakrefs;
    TeeData *data;
    u32 index;
} Tee;
INLINE Tee *tee_of(Ref r) { return AS(Tee, r); }

static void data_destroy(Object *self) {
    TeeData *d = (TeeData *)self;
    value_release(d->source);
    for (u32 i = 0; i < d->count; i++) value_release(d->items[i]);
    if (d->next) object_release(d->next);
    object_free(d, sizeof *d);
}
static void data_visit(Object *self, GcVisit *visit) {
    TeeData *d = (TeeData *)self;
    gc_visit(visit, ref(d->source));
    gc_visit_slots(visit, d->items, d->count);
    gc_visit_object(visit, d->next);
}
static void data_blank(Object *self) { ((TeeData *)self)->source = EMPTY; }

static MUST_CHECK TeeData *data_new(Ref source) {
    Value made = type_allocate(tee_data_type);
    if (is_error(made)) return NULL;
    TeeData *d = AS(TeeData, ref(made));
    d->source = value_keep(source);
    return d;
}

static void tee_destroy(Object *self) {
    Tee *t = (Tee *)self;
    if (t->data) object_release(t->data);
    object_free(t, sizeof *t);
}
static void tee_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((Tee *)self)->data); }

/* An iterator at the same place. */
static MUST_CHECK Value tee_at(Type *type, TeeData *data, u32 index) {
    Value made = type_allocate(type);
    if (is_error(made)) return made;
    object_keep(data);
    tee_of(ref(made))->data = data;
    tee_of(ref(made))->index = index;
    return made;
}

/* Of any iterator: another tee's place, or a chunk of its own. */
static MUST_CHECK Value tee_from_iterator(Type *type, Ref iterator) {
    if (type_of(iterator)->spec == &tee_spec && type_is_subtype(type_of(iterator), tee_type)) return tee_at(type, tee_of(iterator)->data, tee_of(iterator)->index);
    TeeData *data = data_new(iterator);
    if (!data) return VALUE_ERROR;
    Value made = tee_at(type, data, 0);
    object_release(data);
    return made;
}

static Value tee_copy(Ref self) { return tee_at(tee_type, tee_of(self)->data, tee_of(self)->index); }

/* ---- next ---- */

static MUST_CHECK bool into_next_chunk(Tee *t) {
    if (t->index < CHUNK) return true;
    TeeData *d = t->data;
    if (!d->next) d->next = data_new(ref(d->source));
    if (!d->next) return false;
    object_keep(d->next);
    t->data = d->next;
    t->index = 0;
    object_release(d);
    return true;
}

static Value put(Tee *t, TeeData *d, Value item) {
    if (d->count < CHUNK) d->items[d->count++] = value_keep(ref(item));
    t->index++;
    return item;
}

static Value reentered(void) { return raise(ERR_RUNTIME, "cannot re-enter the tee iterator"); }

static Value tee_try_next(Ref self) {
    Tee *t = tee_of(self);
    if (!into_next_chunk(t)) return VALUE_ERROR;
    TeeData *d = t->data;
    if (t->index < d->count) return value_keep(ref(d->items[t->index++]));
    if (d->asking) return reentered();
    d->asking = true;
    Value item = try_next(ref(d->source));
    d->asking = false;
    return it_is_answer(item) ? item : put(t, d, item);
}

/* Slots: the iterator, its chunk. */
static Outcome tee_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    TeeData *d = AS(TeeData, ref(slots[1]));
    if (f->state++ == 0) {
        d->asking = true;
        return op_next(ref(d->source));
    }
    d->asking = false;
    if (is_error(incoming)) return native_fail(f);
    return native_done(f, is_stop(incoming) ? STOP : put(tee_of(ref(slots[0])), d, incoming));
}
static const NativeFrameKind tee_frame = {.name = "_tee.__next__", .step = tee_step, .slots = 2};

static Outcome tee_next(Ref self) {
    Value item = tee_try_next(self);
    if (!is_needs_python(item)) return outcome(item);
    Frame *f = native_push(&tee_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(ref_of(tee_of(self)->data));
    return OUTCOME_PUSHED;
}

/* ---- making ---- */

/* Slots: class, iterable. */
static Outcome new_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_iter(ref(frame_slots(f)[1]));
    Value made = tee_from_iterator(AS(Type, ref(frame_slots(f)[0])), ref(incoming));
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {.name = "_tee", .step = new_step, .slots = 2};

static Outcome tee_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "_tee") || !construct_count(&c, "_tee", 1, 1)) return OUTCOME_ERROR;
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref_of(c.type));
    frame_slots(f)[1] = value_keep(ref(c.args[0]));
    return OUTCOME_PUSHED;
}

static Value several(Ref iterator, u32 count) {
    Value first = tee_from_iterator(tee_type, iterator);
    Tuple *made = is_error(first) ? NULL : tuple_new(count);
    if (!made) return value_release(first), VALUE_ERROR;
    made->items[0] = first;
    for (u32 i = 1; i < count; i++) {
        made->items[i] = tee_copy(ref(first));
        if (!is_error(made->items[i])) continue;
        made->items[i] = EMPTY;
        object_release(made);
        return VALUE_ERROR;
    }
    return value_of(made);
}

/* Slots: iterable, count. */
static Outcome tee_make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return op_index(ref(slots[1]));
    case 1: {
        value_set(&slots[1], incoming);
        if (!int_fits_i64(ref(incoming))) return (void)raise(ERR_OVERFLOW, "Python int too large to convert to C ssize_t"), native_fail(f);
        i64 n = int_clamp_i64(ref(incoming));
        if (n < 0) return (void)raise(ERR_VALUE, "n must be >= 0"), native_fail(f);
        if (n > LIST_MAX) return (void)raise_no_memory(), native_fail(f);
        if (n == 0) return native_done(f, value_keep(ref(vm.empty_tuple)));
        return op_iter(ref(slots[0]));
    }
    case 2: /* the iterator is asked for its own, as in CPython */
        value_set(&slots[0], incoming);
        return op_iter(ref(slots[0]));
    default: {
        Value made = several(ref(incoming), (u32)int_clamp_i64(ref(slots[1])));
        value_release(incoming);
        return is_error(made) ? native_fail(f) : native_done(f, made);
    }
    }
}
static const NativeFrameKind tee_make_frame = {.name = "tee", .step = tee_make_step, .slots = 2};

Outcome itertools_tee(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&tee_make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref(args[0]));
    frame_slots(f)[1] = is_empty(ref(args[1])) ? value_int48(2) : value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

static const NativeRow tee_methods[] = {
    IT_NEW_ROW(tee), ITER_ROW(native_self), NEXT_ROW,
    METHOD("__copy__($self, /)", P0, tee_copy, "Returns an independent iterator.")};
const TypeSpec tee_spec = {
    .name = "itertools._tee", .doc = "Iterator wrapped to make it copyable.", .signature = "(iterable, /)", .size = sizeof(Tee), .flags = TYPE_IMMUTABLE,
    .weakref_offset = offsetof(Tee, weakrefs), METHODS(tee_methods), .destroy = tee_destroy, .visit = tee_visit, .try_iter = native_self,
    .try_next = tee_try_next, .next = tee_next};
const TypeSpec tee_data_spec = {
    .name = "itertools._tee_dataobject", .doc = "Data container common to multiple tee objects.", .size = sizeof(TeeData),
    .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, .destroy = data_destroy, .visit = data_visit, .blank = data_blank};
