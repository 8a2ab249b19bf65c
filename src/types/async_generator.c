/* async_generator.c: asynchronous generators (PEP 525). asend(), __anext__(), athrow() and aclose() make awaitables; each step
 * of such an awaitable resumes the generator. What the generator yields comes wrapped and ends the awaitable with a
 * StopIteration that holds it; what it awaits passes through; when the generator returns, StopAsyncIteration is raised.
 *
 * The awaitables' types and the wrapper's are made when first needed: programs see them, but name them never.
 */
#include "types/async_generator.h"
#include "object/tuple.h"
#include "types/construct.h"
#include "types/generator.h"
#include "types/iterators.h"
#include "types/rows.h"

enum { AWAIT_NEW, AWAIT_BEGUN, AWAIT_OVER };
typedef enum { IS_ASEND, IS_ATHROW, IS_ACLOSE } AwaitKind;
typedef struct { Object head; u8 state, kind; Value generator, given; } Awaitable; /* given: what is sent, or athrow's tuple */
typedef struct { Object head; Value value; } Wrapped;
static Type *asend_type, *athrow_type, *wrapped_type;

INLINE Awaitable *awaitable_of(Ref r) { return AS(Awaitable, r); }
static bool is_wrapped(Ref r) { return is_pointer(r) && wrapped_type && object_of(r)->type == wrapped_type; }

static MUST_CHECK bool have_type(Type **type, const TypeSpec *spec) {
    if (!*type) *type = type_from_spec(spec);
    return *type != NULL;
}

/* ---- the wrapper ---- */

static void wrapped_destroy(Object *self) {
    value_release(((Wrapped *)self)->value);
    object_free(self, sizeof(Wrapped));
}
static void wrapped_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((Wrapped *)self)->value)); }
static const TypeSpec wrapped_spec = {
    .name = "async_generator_wrapped_value", .size = sizeof(Wrapped), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW,
    .destroy = wrapped_destroy, .visit = wrapped_visit,
};

Value async_generator_wrap(Value yielded) {
    Wrapped *made = have_type(&wrapped_type, &wrapped_spec) ? object_new(wrapped_type, sizeof(Wrapped)) : NULL;
    if (!made) return value_release(yielded), VALUE_ERROR;
    made->value = yielded;
    return value_of(made);
}

/* ---- one step of an awaitable; slots: awaitable, what is sent, throw's arguments; state: see below ---- */

enum { SELF, SENT, THROWN, AWAIT_SLOTS = THROWN + 3 };
enum { BEGIN_SEND, BEGIN_THROW, RESUMED, EXCEPTION_MADE };

static Outcome refuse(Frame *f, ErrorId id, const char *text) {
    awaitable_of(ref(frame_slots(f)[SELF]))->state = AWAIT_OVER;
    if (text) raise(id, text);
    else raise_with_nothing(id);
    return native_fail(f);
}

static const char *reuse_text(const Awaitable *a) {
    return a->kind == IS_ASEND ? "cannot reuse already awaited __anext__()/asend()" : "cannot reuse already awaited aclose()/athrow()";
}

static const char *running_text(const Awaitable *a) {
    return a->kind == IS_ASEND ? "anext(): asynchronous generator is already running"
         : a->kind == IS_ATHROW ? "athrow(): asynchronous generator is already running" : "aclose(): asynchronous generator is already running";
}

/* The generator has yielded, awaited, returned or failed. */
static Outcome resumed(Frame *f, Value incoming) {
    Awaitable *a = awaitable_of(ref(frame_slots(f)[SELF]));
    Generator *g = generator_at(ref(a->generator));
    if (!is_error(incoming) && !is_wrapped(ref(incoming))) return native_done(f, incoming); /* what it awaits */
    g->awaited = 0;
    a->state = AWAIT_OVER;
    if (!is_error(incoming)) {
        if (a->kind == IS_ACLOSE) raise(ERR_RUNTIME, "async generator ignored GeneratorExit");
        else raise_with(ERR_STOP_ITERATION, ref(AS(Wrapped, ref(incoming))->value));
        value_release(incoming);
        return native_fail(f);
    }
    if (raised_is(ERR_STOP_ITERATION)) { /* it returned: nothing else gets out as a StopIteration */
        raised_clear();
        raise_with_nothing(ERR_STOP_ASYNC_ITERATION);
    }
    if (!raised_is(ERR_STOP_ASYNC_ITERATION) && !raised_is(ERR_GENERATOR_EXIT)) return native_fail(f);
    g->ended = 1;
    if (a->kind == IS_ACLOSE) {
        raised_clear();
        raise_with_nothing(ERR_STOP_ITERATION);
    }
    return native_fail(f);
}

static Outcome throw_exit(Frame *f, Generator *g) {
    f->state = RESUMED;
    raise_with_nothing(ERR_GENERATOR_EXIT);
    Value exit = raised_take();
    if (!is_kind(ref(exit), TYPE_IS_EXCEPTION)) return native_fail(f);
    return generator_throw(g, exit, ON_RESUMED);
}

static Outcome begin_send(Frame *f) {
    Value *slot = frame_slots(f);
    Awaitable *a = awaitable_of(ref(slot[SELF]));
    Generator *g = generator_at(ref(a->generator));
    Ref sent = ref(slot[SENT]);
    f->state = RESUMED;
    if (a->state == AWAIT_OVER) return refuse(f, ERR_RUNTIME, reuse_text(a));
    if (a->kind != IS_ASEND && g->state == GENERATOR_CLOSED) return refuse(f, ERR_STOP_ITERATION, NULL);
    if (a->state == AWAIT_NEW) {
        if (g->awaited) return refuse(f, ERR_RUNTIME, running_text(a));
        if (a->kind != IS_ASEND && g->ended) return refuse(f, ERR_STOP_ASYNC_ITERATION, NULL);
        if (a->kind != IS_ASEND && !is_none(sent)) {
            raise(ERR_RUNTIME, "can't send non-None value to a just-started coroutine");
            return native_fail(f);
        }
        a->state = AWAIT_BEGUN;
        g->awaited = 1;
        if (a->kind == IS_ACLOSE) {
            g->ended = 1;
            return throw_exit(f, g);
        }
        if (a->kind == IS_ATHROW) {
            const Tuple *args = AS(Tuple, ref(a->given));
            f->state = EXCEPTION_MADE;
            return generator_exception(args->items, args->count);
        }
        if (is_none(sent)) sent = ref(a->given);
    }
    if (g->state == GENERATOR_CREATED && !is_none(sent)) {
        raise(ERR_TYPE, "can't send non-None value to a just-started async generator");
        return resumed(f, VALUE_ERROR);
    }
    return generator_resume(g, value_keep(sent), ON_RESUMED);
}

static Outcome begin_throw(Frame *f) {
    Value *slot = frame_slots(f);
    Awaitable *a = awaitable_of(ref(slot[SELF]));
    Generator *g = generator_at(ref(a->generator));
    if (a->state == AWAIT_OVER) return refuse(f, ERR_RUNTIME, reuse_text(a));
    if (a->state == AWAIT_NEW) {
        if (g->awaited) return refuse(f, ERR_RUNTIME, running_text(a));
        a->state = AWAIT_BEGUN;
        g->awaited = 1;
    }
    f->state = EXCEPTION_MADE;
    u32 n = 1 + !is_empty(ref(slot[THROWN + 1])) + !is_empty(ref(slot[THROWN + 2]));
    return generator_exception(&slot[THROWN], n);
}

static Outcome await_step(Frame *f, Value incoming) {
    Awaitable *a = awaitable_of(ref(frame_slots(f)[SELF]));
    switch (f->state) {
    case BEGIN_SEND:
        return begin_send(f);
    case BEGIN_THROW:
        return begin_throw(f);
    case EXCEPTION_MADE:
        f->state = RESUMED;
        if (is_error(incoming)) return resumed(f, incoming);
        return generator_throw(generator_at(ref(a->generator)), incoming, ON_RESUMED);
    default:
        return resumed(f, incoming);
    }
}
static const NativeFrameKind await_frame = {"asend", await_step, AWAIT_SLOTS, 0, NULL};

static Frame *push_step(Ref self, u32 state) {
    Frame *f = native_push(&await_frame);
    if (!f) return NULL;
    frame_slots(f)[SELF] = value_keep(self);
    f->state = (u16)state;
    return f;
}

static Outcome await_send(Ref self, Ref value) {
    Frame *f = push_step(self, BEGIN_SEND);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[SENT] = value_keep(value);
    return OUTCOME_PUSHED;
}
static Outcome await_next(Ref self) { return await_send(self, REF_NONE); }

static Outcome await_throw(Ref self, const Value *args, u32 n) {
    if (n < 1 || n > 3) return RAISE_OUTCOME(ERR_TYPE, n ? "throw expected at most 3 arguments, got %u" : "throw expected at least 1 argument, got %u", n);
    Frame *f = push_step(self, BEGIN_THROW);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < n; i++) frame_slots(f)[THROWN + i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}

/* slots: awaitable */
static Outcome close_step(Frame *f, Value incoming) {
    if (f->state++ == 0) {
        if (awaitable_of(ref(frame_slots(f)[0]))->state == AWAIT_OVER) return native_done(f, NONE);
        Value args[1] = {VALUE(BITS(ref_of(vm.types[T_ERRORS + ERR_GENERATOR_EXIT])))};
        return await_throw(ref(frame_slots(f)[0]), args, 1);
    }
    if (!is_error(incoming)) {
        value_release(incoming);
        raise(ERR_RUNTIME, "coroutine ignored GeneratorExit");
        return native_fail(f);
    }
    if (!raised_is(ERR_STOP_ITERATION) && !raised_is(ERR_STOP_ASYNC_ITERATION) && !raised_is(ERR_GENERATOR_EXIT)) return native_fail(f);
    raised_clear();
    return native_done(f, NONE);
}
static const NativeFrameKind close_frame = {"close", close_step, 1, 0, NULL};

static Outcome await_close(Ref self) {
    Frame *f = native_push(&close_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- the awaitables' types ---- */

static void awaitable_destroy(Object *self) {
    value_release(((Awaitable *)self)->generator);
    value_release(((Awaitable *)self)->given);
    object_free(self, sizeof(Awaitable));
}
static void awaitable_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((Awaitable *)self)->generator));
    gc_visit(visit, ref(((Awaitable *)self)->given));
}

static const NativeRow await_methods[] = {
    ITER_ROW(native_self), METHOD("__next__($self, /)", O0, await_next, "Implement next(self)."),
    METHOD("__await__($self, /)", P0, native_self, "Return an iterator to be used in await expression."),
    METHOD("send($self, object, /)", O1, await_send, "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration."),
    METHOD("throw($self, value, type, tb, /)", ORAW, await_throw, "Raise exception in generator, return next yielded value or raise\nStopIteration."),
    METHOD("close($self, /)", O0, await_close, "close() -> raise GeneratorExit inside generator."),
};
#define AWAIT_SPEC(spec_, name_) \
    static const TypeSpec spec_ = { \
        .name = name_, .size = sizeof(Awaitable), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(await_methods), \
        .destroy = awaitable_destroy, .visit = awaitable_visit, .try_iter = native_self, \
    };
AWAIT_SPEC(asend_spec, "async_generator_asend")
AWAIT_SPEC(athrow_spec, "async_generator_athrow")

static Value make(Ref generator, AwaitKind kind, Value given) {
    Type **type = kind == IS_ASEND ? &asend_type : &athrow_type;
    Awaitable *made = have_type(type, kind == IS_ASEND ? &asend_spec : &athrow_spec) ? object_new(*type, sizeof(Awaitable)) : NULL;
    if (!made) return value_release(given), VALUE_ERROR;
    made->state = AWAIT_NEW;
    made->kind = (u8)kind;
    made->generator = value_keep(generator);
    made->given = given;
    return value_of(made);
}

/* ---- async_generator ---- */

static Value async_anext(Ref self) { return make(self, IS_ASEND, NONE); }
static Value async_asend(Ref self, Ref value) { return make(self, IS_ASEND, value_keep(value)); }
static Value async_aclose(Ref self) { return make(self, IS_ACLOSE, EMPTY); }

static Value async_athrow(Ref self, const Value *args, u32 n) {
    if (n < 1 || n > 3) return raise(ERR_TYPE, n ? "athrow expected at most 3 arguments, got %u" : "athrow expected at least 1 argument, got %u", n);
    Value given = tuple_from(args, n);
    return is_error(given) ? given : make(self, IS_ATHROW, given);
}

static Value get_running(Ref self) { return value_bool(generator_at(self)->awaited); }

static const NativeRow async_methods[] = {
    REPR_ROW(P0, generator_repr),
    METHOD("__aiter__($self, /)", P0, native_self, "Return an awaitable, that resolves in asynchronous iterator."),
    METHOD("__anext__($self, /)", P0, async_anext, "Return a value or raise StopAsyncIteration."),
    METHOD("asend($self, object, /)", P1, async_asend, "asend(v) -> send 'v' in generator."),
    METHOD("athrow($self, value, type, tb, /)", PRAW, async_athrow, "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator."
           "\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."),
    METHOD("aclose($self, /)", P0, async_aclose, "aclose() -> raise GeneratorExit inside generator."),
    CLASS_GETITEM_ROW("async generators are generic over the types of their yield and send values"),
};
static const GetSetRow async_getset[] = {
    ATTRIBUTE("__name__", generator_get_name, generator_set_name, "name of the async generator"),
    ATTRIBUTE("__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the async generator"),
    ATTRIBUTE("ag_await", generator_get_delegate, NULL, "object being awaited on, or None"),
    MEMBER("ag_running", get_running, NULL, NULL),
    ATTRIBUTE("ag_frame", generator_get_frame, NULL, NULL),
    ATTRIBUTE("ag_code", generator_get_code, NULL, NULL),
    ATTRIBUTE("ag_suspended", generator_get_suspended, NULL, NULL),
};

const TypeSpec async_generator_spec = {
    .name = "async_generator", .weakref_offset = offsetof(Generator, weakrefs), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW | TYPE_HAS_DEL | TYPE_HAS_SERIAL,
    METHODS(async_methods), GETSET(async_getset),
    .destroy = generator_destroy, .visit = generator_visit, .clear = generator_clear,
    .try_repr = generator_repr, .wants_finalizer = generator_wants_finalizer,
};
