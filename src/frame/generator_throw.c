/* generator_throw.c: throw() and close() (PEP 342, 380): an exception goes in at the yield where the generator stands; one
 * that stands in `yield from` or await passes it on to its delegate first.
 */
#include "frame/call.h"
#include "frame/generator.h"
#include "object/table.h"

/* In `yield from` the stack's top is the delegate, and the instruction behind the YIELD_VALUE is RESUME 2 or 3. */
Ref generator_delegate(Generator *g) {
    if (g->state != GENERATOR_SUSPENDED) return REF_EMPTY;
    const Frame *f = &g->frame;
    return (*f->ip & 255) == OP_RESUME && *f->ip >> 8 >= 2 ? ref(f->sp[-1]) : REF_EMPTY;
}

/* The operand of the SEND in front of the YIELD_VALUE, EXTEND prefixes included. */
static u32 send_operand(const Frame *f) {
    const u16 *send = f->ip - 2, *first = send;
    while (first > f->code->units && (first[-1] & 255) == OP_EXTEND) first--;
    u32 a = 0;
    for (; first <= send; first++) a = a << 8 | *first >> 8;
    return a;
}

/* The record is linked in, and vm.raised is for it: the loop unwinds there. */
static Outcome throw_here(Generator *g, Value exception, u32 on_return) {
    bool suspended = g->state == GENERATOR_SUSPENDED;
    if (suspended) g->state = GENERATOR_CREATED; /* nothing is sent: the yield will not go on */
    Outcome linked = generator_resume(g, EMPTY, on_return);
    if (!outcome_is_pushed(linked)) {
        value_release(exception);
        return linked;
    }
    if (!suspended) g->frame.ip++; /* positions are looked up at ip - 1: inside the first instruction */
    /* Only what the generator itself is handling becomes its context. */
    if (is_pointer(ref(g->exc.handled))) raise_object(exception);
    else raised_restore(exception);
    return OUTCOME_ERROR;
}

/* ---- a delegate that is no generator: its throw(), if it has one; slots: generator, exception, delegate ---- */

enum { SELF, THROWN, DELEGATE, THROW_SLOTS };
enum { ASK_CLOSE, CLOSE_FOUND, CLOSED, ASK_THROW, THROW_FOUND, THROW_DONE, THROWN_IN };

static Outcome into_self(Frame *f) {
    Value *slot = frame_slots(f);
    f->state = THROWN_IN;
    return throw_here(AS(Generator, ref(slot[SELF])), value_take(&slot[THROWN]), ON_RESUMED);
}

static Outcome throw_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Generator *g = AS(Generator, ref(slot[SELF]));
    switch (f->state) {
    case ASK_CLOSE:
        f->state = CLOSE_FOUND;
        if (is_generator_like(ref(slot[DELEGATE]))) {
            f->state = CLOSED;
            g->state = GENERATOR_RUNNING;
            return generator_close(AS(Generator, ref(slot[DELEGATE])));
        }
        return op_getattr_or(ref(slot[DELEGATE]), vm.names[N_CLOSE], REF_EMPTY);
    case CLOSE_FOUND: {
        if (is_error(incoming)) return native_fail(f);
        if (is_empty(ref(incoming))) return into_self(f);
        f->state = CLOSED;
        g->state = GENERATOR_RUNNING;
        Outcome asked = op_call(ref(incoming), NULL, 0);
        value_release(incoming);
        return asked;
    }
    case CLOSED:
        g->state = GENERATOR_SUSPENDED;
        if (is_error(incoming)) value_set(&slot[THROWN], raised_take());
        else value_release(incoming);
        return into_self(f);
    case ASK_THROW:
        f->state = THROW_FOUND;
        return op_getattr_or(ref(slot[DELEGATE]), vm.names[N_THROW], REF_EMPTY);
    case THROW_FOUND: {
        if (is_error(incoming)) return native_fail(f);
        if (is_empty(ref(incoming))) return into_self(f);
        f->state = THROW_DONE;
        g->state = GENERATOR_RUNNING;
        Outcome asked = op_call1(ref(incoming), ref(slot[THROWN]));
        value_release(incoming);
        return asked;
    }
    case THROW_DONE:
        g->state = GENERATOR_SUSPENDED;
        if (!is_error(incoming)) return native_done(f, incoming); /* it yielded: so do we, standing where we stood */
        value_set(&slot[THROWN], raised_take());
        return into_self(f);
    default:
        return is_error(incoming) ? native_fail(f) : native_done(f, incoming);
    }
}
static const NativeFrameKind throw_frame = {"throw", throw_step, THROW_SLOTS, 0, NULL};

static Outcome by_frame(Generator *g, Value exception, u32 state) {
    Frame *f = native_push(&throw_frame);
    if (!f) return value_release(exception), OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[SELF] = value_keep(ref_of(g));
    slot[THROWN] = exception;
    slot[DELEGATE] = value_keep(generator_delegate(g));
    f->state = (u16)state;
    return OUTCOME_PUSHED;
}

Outcome generator_throw(Generator *g, Value exception, u32 on_return) {
    if (g->state == GENERATOR_RUNNING) {
        value_release(exception);
        return generator_resume(g, EMPTY, on_return);
    }
    if (g->state == GENERATOR_CLOSED) {
        if (g->head.type == vm.types[T_COROUTINE]) {
            value_release(exception);
            return RAISE_OUTCOME(ERR_RUNTIME, "cannot reuse already awaited coroutine");
        }
        return outcome(raise_object(exception));
    }
    Ref delegate = generator_delegate(g);
    if (is_empty(delegate)) return throw_here(g, exception, on_return);
    bool exit = type_is_subtype(type_of(ref(exception)), vm.types[T_ERRORS + ERR_GENERATOR_EXIT]);
    if (exit && g->head.type != vm.types[T_ASYNC_GENERATOR]) return by_frame(g, exception, ASK_CLOSE);
    if (!is_generator_like(delegate)) return by_frame(g, exception, ASK_THROW);
    /* A generator below: both records are linked in, ours waiting for what it yields or returns. */
    Frame *f = &g->frame;
    g->state = GENERATOR_CREATED;
    Outcome linked = generator_resume(g, EMPTY, on_return);
    if (!outcome_is_pushed(linked)) {
        value_release(exception);
        return linked;
    }
    f->wanted = WANT_THROW;
    f->aux = send_operand(f);
    return generator_throw(AS(Generator, delegate), exception, ON_RESUMED_SEND);
}

/* ---- close ---- */

static Outcome close_step(Frame *f, Value incoming) {
    if (f->state++ == 0) {
        raise_with_nothing(ERR_GENERATOR_EXIT);
        Value exit = raised_take();
        return generator_throw(AS(Generator, ref(frame_slots(f)[0])), exit, ON_RESUMED);
    }
    if (!is_error(incoming)) {
        value_release(incoming);
        const Type *type = type_of(ref(frame_slots(f)[0]));
        raise(ERR_RUNTIME, "%s ignored GeneratorExit", type == vm.types[T_COROUTINE] ? "coroutine" : type == vm.types[T_GENERATOR] ? "generator" : "async generator");
        return native_fail(f);
    }
    if (raised_is(ERR_STOP_ITERATION)) {
        Value v = AS(Exception, ref(vm.raised))->value;
        v = is_empty(ref(v)) ? NONE : value_keep(ref(v));
        raised_clear();
        return native_done(f, v);
    }
    if (!raised_is(ERR_GENERATOR_EXIT)) return native_fail(f);
    raised_clear();
    return native_done(f, NONE);
}
static const NativeFrameKind close_frame = {"close", close_step, 1, 0, NULL};

/* Whether anything of the generator's own would see a GeneratorExit at its yield. */
static bool has_handler(Generator *g) {
    if (!is_empty(generator_delegate(g))) return true;
    const Frame *f = &g->frame;
    const Handler *handler = code_handler(f->code, frame_unit(f));
    return handler && (f->code->units[handler->target] & 255) != OP_STOP_ITERATION_ERROR;
}

static bool is_never_awaited(const Generator *g) { return g->state == GENERATOR_CREATED && g->head.type == vm.types[T_COROUTINE]; }

bool generator_wants_finalizer(Object *o) {
    Generator *g = (Generator *)o;
    return is_never_awaited(g) || (g->state == GENERATOR_SUSPENDED && has_handler(g));
}

Outcome generator_close(Generator *g) {
    if (g->state == GENERATOR_CLOSED) return outcome(NONE);
    if (g->state == GENERATOR_CREATED || (g->state == GENERATOR_SUSPENDED && !has_handler(g))) {
        generator_drop(g);
        return outcome(NONE);
    }
    Frame *f = native_push(&close_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref_of(g));
    return OUTCOME_PUSHED;
}

static void warn_never_awaited(const Generator *g) {
    Text *message = text_format("coroutine '%U' was never awaited", g->qualname);
    if (!message) return raised_clear();
    vm.hooks.warn(message, "Enable tracemalloc to get the object allocation traceback");
    object_release(message);
}

Outcome generator_finalize(Generator *g) {
    if (is_never_awaited(g)) warn_never_awaited(g);
    return generator_close(g);
}
