/* builtins_async.c: aiter() and anext(). anext() with a default answers an awaitable of its own, which turns the
 * StopAsyncIteration of the one it stands for into the default. Its type is made when first needed.
 */
#include "modules/builtins.h"

static bool usable(const Object *method) { return method && method != DUNDER_NONE; }

/* slots: the iterable */
static Outcome aiter_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_call_dunder(ref(frame_slots(f)[0]), N_AITER, NULL, 0);
    if (usable(type_of(ref(incoming))->dunder[N_ANEXT])) return native_done(f, incoming);
    raise(ERR_TYPE, "aiter() returned not an async iterator of type '%T'", ref(incoming));
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind aiter_frame = {"aiter", aiter_step, 1, 0, NULL};

Outcome builtin_aiter(Ref self, Ref iterable) {
    if (!usable(type_of(iterable)->dunder[N_AITER])) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not an async iterable", iterable);
    Frame *f = native_push(&aiter_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterable);
    return OUTCOME_PUSHED;
}

/* ---- the awaitable with a default ---- */

typedef struct { Object head; Value wrapped, otherwise; } AnextAwaitable;
INLINE AnextAwaitable *awaitable_of(Ref r) { return AS(AnextAwaitable, r); }

static void awaitable_destroy(Object *self) {
    value_release(((AnextAwaitable *)self)->wrapped);
    value_release(((AnextAwaitable *)self)->otherwise);
    object_free(self, sizeof(AnextAwaitable));
}
static void awaitable_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((AnextAwaitable *)self)->wrapped));
    gc_visit(visit, ref(((AnextAwaitable *)self)->otherwise));
}

/* Each use asks the wrapped awaitable for its iterator, then that for the method. slots: self, method's name (EMPTY:
 * __next__), arguments */
enum { SELF, METHOD_NAME, ARGUMENTS, USE_SLOTS };
enum { ASK_ITERATOR, USE, USED };

static Outcome ask_iterator(Frame *f) {
    Ref wrapped = ref(awaitable_of(ref(frame_slots(f)[SELF]))->wrapped);
    f->state = USE;
    if (usable(type_of(wrapped)->dunder[N_AWAIT])) return op_call_dunder(wrapped, N_AWAIT, NULL, 0);
    if (is_exact(wrapped, T_GENERATOR) && AS(Generator, wrapped)->frame.code->flags & CODE_ITERABLE_COROUTINE) return outcome(value_keep(wrapped));
    raise(ERR_TYPE, "'%T' object can't be awaited", wrapped);
    return native_fail(f);
}

static Outcome use(Frame *f, Value iterator) {
    Value *slot = frame_slots(f);
    const Tuple *args = AS(Tuple, ref(slot[ARGUMENTS]));
    f->state = USED;
    Outcome asked;
    if (!is_empty(ref(slot[METHOD_NAME]))) asked = op_call_method(ref(iterator), text_of(ref(slot[METHOD_NAME])), args->items, args->count);
    else if (usable(type_of(ref(iterator))->dunder[N_NEXT])) asked = op_call_dunder(ref(iterator), N_NEXT, NULL, 0);
    else asked = outcome(raise(ERR_TYPE, "__await__() returned non-iterator of type '%T'", ref(iterator)));
    value_release(iterator);
    return asked;
}

static Outcome use_step(Frame *f, Value incoming) {
    if (f->state == ASK_ITERATOR) return ask_iterator(f);
    if (!is_error(incoming)) return f->state == USE ? use(f, incoming) : native_done(f, incoming);
    if (f->state == USED && raised_is(ERR_STOP_ASYNC_ITERATION)) {
        raised_clear();
        raise_with(ERR_STOP_ITERATION, ref(awaitable_of(ref(frame_slots(f)[SELF]))->otherwise));
    }
    return native_fail(f);
}
static const NativeFrameKind use_frame = {"anext", use_step, USE_SLOTS, 0, NULL};

static Outcome start_use(Ref self, Text *name, const Value *args, u32 n) {
    Value given = tuple_from(args, n);
    Frame *f = is_error(given) ? NULL : native_push(&use_frame);
    if (!f) return is_error(given) ? OUTCOME_ERROR : (value_release(given), OUTCOME_ERROR);
    frame_slots(f)[SELF] = value_keep(self);
    frame_slots(f)[METHOD_NAME] = name ? value_keep(ref_of(name)) : EMPTY;
    frame_slots(f)[ARGUMENTS] = given;
    return OUTCOME_PUSHED;
}

static Outcome awaitable_next(Ref self) { return start_use(self, NULL, NULL, 0); }
static Outcome awaitable_send(Ref self, const Value *args, u32 n) { return start_use(self, vm.names[N_SEND], args, n); }
static Outcome awaitable_throw(Ref self, const Value *args, u32 n) { return start_use(self, vm.names[N_THROW], args, n); }
static Outcome awaitable_close(Ref self) { return start_use(self, vm.names[N_CLOSE], NULL, 0); }

static const NativeRow awaitable_methods[] = {
    ITER_ROW(native_self), METHOD("__next__($self, /)", O0, awaitable_next, "Implement next(self)."),
    METHOD("__await__($self, /)", P0, native_self, "Return an iterator to be used in await expression."),
    METHOD("send($self, object, /)", ORAW, awaitable_send, "Goes on with what it awaits."),
    METHOD("throw($self, value, type, tb, /)", ORAW, awaitable_throw, "Raises an exception in what it awaits."),
    METHOD("close($self, /)", O0, awaitable_close, "Closes what it awaits."),
};
static const TypeSpec awaitable_spec = {
    .name = "anext_awaitable", .size = sizeof(AnextAwaitable), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(awaitable_methods),
    .destroy = awaitable_destroy, .visit = awaitable_visit, .try_iter = native_self,
};
static Type *awaitable_type;

static Value with_default(Value wrapped, Ref otherwise) {
    if (!awaitable_type) awaitable_type = type_from_spec(&awaitable_spec);
    AnextAwaitable *made = awaitable_type ? object_new(awaitable_type, sizeof(AnextAwaitable)) : NULL;
    if (!made) return value_release(wrapped), VALUE_ERROR;
    made->wrapped = wrapped;
    made->otherwise = value_keep(otherwise);
    return value_of(made);
}

/* slots: the iterator, the default */
static Outcome anext_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_call_dunder(ref(frame_slots(f)[0]), N_ANEXT, NULL, 0);
    Value made = with_default(incoming, ref(frame_slots(f)[1]));
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind anext_frame = {"anext", anext_step, 2, 0, NULL};

Outcome builtin_anext(Ref self, const Value *args, u32 n) {
    Ref iterator = ref(args[0]);
    if (!usable(type_of(iterator)->dunder[N_ANEXT])) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not an async iterator", iterator);
    if (is_empty(ref(args[1]))) return op_call_dunder(iterator, N_ANEXT, NULL, 0);
    Frame *f = native_push(&anext_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterator);
    frame_slots(f)[1] = value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}
