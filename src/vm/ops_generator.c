/* ops_generator.c: yield from and await: SEND gives a value to a delegate and gets what it yields; and the awaitables of
 * async code (PEP 380, 492). A delegate that is a generator is resumed directly; others are asked by next() or send(). */
#include "frame/generator.h"
#include "object/table.h"
#include "types/async_generator.h"
#include "vm/ops.h"

Outcome cold_GET_YIELD_FROM_ITER(Frame *f, u32 a) {
    (void)a;
    Value x = op_pop(f);
    if (is_exact(ref(x), T_GENERATOR)) return outcome(x);
    if (is_exact(ref(x), T_COROUTINE)) {
        if (f->code->flags & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE)) return outcome(x);
        value_release(x);
        return RAISE_OUTCOME(ERR_TYPE, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    Outcome answer = op_iter(ref(x));
    value_release(x);
    return answer;
}

/* receiver x -> receiver yielded; when it has returned: receiver result, and forward by a. */
Outcome cold_SEND(Frame *f, u32 a) {
    Value sent = op_pop(f);
    Ref receiver = ref(f->sp[-1]);
    Outcome answer;
    if (is_generator_like(receiver)) {
        answer = generator_resume(AS(Generator, receiver), sent, ON_RESUMED_SEND);
    } else if (is_none(ref(sent))) {
        Type *type = type_of(receiver);
        if (type->try_next) answer = outcome(type->try_next(receiver));
        else answer = call_special(type->dunder[N_NEXT], receiver, NULL, 0, ON_SEND, 0, EMPTY);
        if (answer.bits == BITS_STOP && type->try_next) value_set(&vm.thread->sent_result, NONE);
        if (answer.bits == BITS_NEEDS_PYTHON) answer = call_special(type->dunder[N_NEXT], receiver, NULL, 0, ON_SEND, 0, EMPTY);
    } else {
        Value args[1] = {sent};
        answer = through(call_method_later(receiver, vm.names[N_SEND], args, 1), ON_SEND, 0, EMPTY);
        value_release(sent);
    }
    if (outcome_is_pushed(answer)) {
        f->wanted = WANT_SEND;
        f->aux = a;
    } else if (answer.bits == BITS_STOP) {
        f->ip += a;
        return outcome(value_take(&vm.thread->sent_result));
    }
    return answer;
}

Outcome cold_END_SEND(Frame *f, u32 a) {
    (void)a;
    Value v = op_pop(f), receiver = op_pop(f);
    value_release(receiver);
    return outcome(v);
}

/* receiver last exception -> None value if it is StopIteration, else raised again. */
Outcome cold_CLEANUP_THROW(Frame *f, u32 a) {
    (void)a;
    Value exception = op_pop(f);
    if (type_is_subtype(type_of(ref(exception)), vm.types[T_ERRORS + ERR_STOP_ITERATION])) {
        Value v = AS(Exception, ref(exception))->value;
        v = is_empty(ref(v)) ? NONE : value_keep(ref(v));
        value_release(op_pop(f));
        value_release(op_pop(f));
        value_release(exception);
        *f->sp++ = NONE;
        return outcome(v);
    }
    vm.reraising = true;
    raised_restore(exception);
    return OUTCOME_ERROR;
}

/* ---- awaitables: __await__ must give an iterator that is no coroutine ---- */

static Outcome await_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return call_special(type_of(ref(frame_slots(f)[0]))->dunder[N_AWAIT], ref(frame_slots(f)[0]), NULL, 0, ON_VALUE, 0, EMPTY);
    Ref made = ref(incoming);
    if (is_exact(made, T_COROUTINE)) raise(ERR_TYPE, "__await__() returned a coroutine");
    else if (!type_of(made)->dunder[N_NEXT]) raise(ERR_TYPE, "__await__() returned non-iterator of type '%T'", made);
    else return native_done(f, incoming);
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind await_frame = {"await", await_step, 1, 0, NULL};

static Outcome awaitable_iterator(Ref x) {
    if (is_exact(x, T_COROUTINE)) return outcome(value_keep(x));
    if (is_exact(x, T_GENERATOR) && AS(Generator, x)->frame.code->flags & CODE_ITERABLE_COROUTINE) return outcome(value_keep(x));
    Object *found = type_of(x)->dunder[N_AWAIT];
    if (!found || found == DUNDER_NONE) return outcome(EMPTY);
    Frame *f = native_push(&await_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(x);
    return OUTCOME_PUSHED;
}

Outcome cold_GET_AWAITABLE(Frame *f, u32 a) {
    Value x = op_pop(f);
    Outcome answer = awaitable_iterator(ref(x));
    if (answer.bits == BITS_EMPTY) {
        static const char *const format[] = {"'%T' object can't be awaited", "'async with' received an object from __aenter__ that does not implement __await__: %T",
                                             "'async with' received an object from __aexit__ that does not implement __await__: %T"};
        answer = outcome(raise(ERR_TYPE, format[a], ref(x)));
    }
    value_release(x);
    return answer;
}

static Outcome no_anext(Ref x) {
    return outcome(raise(ERR_TYPE, "'async for' received an object from __aiter__ that does not implement __anext__: %T", x));
}

static Outcome aiter_step(Frame *f, Value incoming) {
    Ref x = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return call_special(type_of(x)->dunder[N_AITER], x, NULL, 0, ON_VALUE, 0, EMPTY);
    Object *found = type_of(ref(incoming))->dunder[N_ANEXT];
    if (found && found != DUNDER_NONE) return native_done(f, incoming);
    value_set(&frame_slots(f)[0], incoming);
    (void)no_anext(ref(incoming));
    return native_fail(f);
}
static const NativeFrameKind aiter_frame = {"aiter", aiter_step, 1, 0, NULL};

Outcome cold_GET_AITER(Frame *f, u32 a) {
    (void)a;
    Value x = op_pop(f);
    Object *found = type_of(ref(x))->dunder[N_AITER];
    Frame *asking = NULL;
    if (!found || found == DUNDER_NONE) raise(ERR_TYPE, "'async for' requires an object with __aiter__ method, got %T", ref(x));
    else if ((asking = native_push(&aiter_frame))) frame_slots(asking)[0] = value_keep(ref(x));
    value_release(x);
    return asking ? OUTCOME_PUSHED : OUTCOME_ERROR;
}

/* What __anext__ gave cannot be awaited: why, is the cause of what is told. */
static Outcome invalid_next(Frame *f, Outcome error) {
    (void)error;
    Value why = raised_take();
    raise(ERR_TYPE, "'async for' received an invalid object from __anext__: %T", ref(frame_slots(f)[1]));
    Exception *told = exception_of(ref(vm.raised));
    value_set(&told->cause, value_keep(ref(why)));
    value_set(&told->context, why);
    told->suppress_context = true;
    return native_fail(f);
}

static Outcome anext_step(Frame *f, Value incoming) {
    Ref x = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return f->state == 2 ? invalid_next(f, OUTCOME_ERROR) : native_fail(f);
    switch (f->state++) {
    case 0:
        return call_special(type_of(x)->dunder[N_ANEXT], x, NULL, 0, ON_VALUE, 0, EMPTY);
    case 1: {
        value_set(&frame_slots(f)[1], incoming);
        Outcome answer = awaitable_iterator(ref(incoming));
        return answer.bits == BITS_EMPTY ? invalid_next(f, outcome(raise(ERR_TYPE, "'%T' object can't be awaited", ref(incoming)))) : answer;
    }
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind anext_frame = {"anext", anext_step, 2, 0, NULL};

Outcome cold_GET_ANEXT(Frame *f, u32 a) {
    (void)a;
    Ref x = ref(f->sp[-1]);
    Object *found = type_of(x)->dunder[N_ANEXT];
    if (!found || found == DUNDER_NONE) return no_anext(x);
    Frame *asking = native_push(&anext_frame);
    if (!asking) return OUTCOME_ERROR;
    frame_slots(asking)[0] = value_keep(x);
    return OUTCOME_PUSHED;
}

Outcome cold_END_ASYNC_FOR(Frame *f, u32 a) {
    (void)a;
    Value exception = op_pop(f), iterator = op_pop(f);
    value_release(iterator);
    if (type_is_subtype(type_of(ref(exception)), vm.types[T_ERRORS + ERR_STOP_ASYNC_ITERATION])) {
        value_release(exception);
        return OP_NOTHING;
    }
    vm.reraising = true;
    raised_restore(exception);
    return OUTCOME_ERROR;
}

Outcome cold_ASYNC_GEN_WRAP(Frame *f, u32 a) {
    (void)a;
    return outcome(async_generator_wrap(op_pop(f)));
}
