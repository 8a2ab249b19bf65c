/* generator.c: the types generator, coroutine and coroutine_wrapper: what Python sees of them. Making, resuming, throwing
 * and closing are frame/generator*.c's.
 */
#include "types/generator.h"
#include "frame/call.h"
#include "frame/traceback.h"
#include "object/tuple.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/rows.h"

/* ---- the end ---- */

void generator_clear(Object *self) {
    Generator *g = (Generator *)self;
    if (g->state == GENERATOR_RUNNING) return;
    value_release(value_take(&g->origin));
    generator_drop(g);
}

void generator_destroy(Object *self) {
    Generator *g = (Generator *)self;
    u32 size = generator_size(g->frame.code);
    generator_clear(self);
    object_release(g->name);
    object_release(g->qualname);
    object_release(g->frame.function);
    object_free(self, size);
}

void generator_visit(Object *self, GcVisit *visit) {
    Generator *g = (Generator *)self;
    frame_visit(&g->frame, visit);
    gc_visit(visit, ref(g->exc.handled));
    gc_visit(visit, ref(g->origin));
}

/* ---- attributes ---- */

static const char *kind_name(const Generator *g) {
    return g->head.type == vm.types[T_COROUTINE] ? "coroutine" : g->head.type == vm.types[T_ASYNC_GENERATOR] ? "async_generator" : "generator";
}

Value generator_repr(Ref self) {
    TextBuilder b = {0};
    builder_char(&b, '<');
    builder_c(&b, kind_name(generator_at(self)));
    builder_c(&b, " object ");
    builder_text(&b, generator_at(self)->qualname);
    builder_c(&b, " at 0x");
    u32 id = (u32)object_id(self), digits = 1;
    while (digits < 8 && id >> digits * 4) digits++;
    while (digits--) builder_char(&b, (u8) "0123456789abcdef"[id >> digits * 4 & 15]);
    builder_char(&b, '>');
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

Value generator_get_name(Ref self) { return value_keep(ref_of(generator_at(self)->name)); }
Value generator_get_qualname(Ref self) { return value_keep(ref_of(generator_at(self)->qualname)); }

static bool set_text(Text **field, Ref value, const char *what) {
    if (is_empty(value) || !is_kind(value, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "%s must be set to a string object", what);
    Text *old = *field;
    *field = text_of(value);
    object_keep(*field);
    object_release(old);
    return true;
}
bool generator_set_name(Ref self, Ref value) { return set_text(&generator_at(self)->name, value, "__name__"); }
bool generator_set_qualname(Ref self, Ref value) { return set_text(&generator_at(self)->qualname, value, "__qualname__"); }

Value generator_get_delegate(Ref self) {
    Ref delegate = generator_delegate(generator_at(self));
    return is_empty(delegate) ? NONE : value_keep(delegate);
}
Value generator_get_running(Ref self) { return value_bool(generator_at(self)->state == GENERATOR_RUNNING); }
Value generator_get_suspended(Ref self) { return value_bool(generator_at(self)->state == GENERATOR_SUSPENDED); }
Value generator_get_code(Ref self) { return value_keep(ref_of(generator_at(self)->frame.code)); }

Value generator_get_frame(Ref self) {
    Generator *g = generator_at(self);
    if (g->state == GENERATOR_CLOSED) return NONE;
    FrameView *view = frame_view(&g->frame);
    return view ? value_of(view) : VALUE_ERROR;
}

/* ---- send and throw ---- */

static Outcome generator_send(Ref self, Ref value) {
    Generator *g = generator_at(self);
    if (g->state == GENERATOR_CREATED && !is_none(value))
        return RAISE_OUTCOME(ERR_TYPE, "can't send non-None value to a just-started %s", kind_name(g));
    return generator_resume(g, value_keep(value), ON_RESUMED);
}

static bool is_exception_class(Ref r) { return is_kind(r, TYPE_IS_TYPE) && type_has(AS(Type, r), TYPE_IS_EXCEPTION); }

static bool set_traceback(Ref exception, Ref traceback) {
    if (is_empty(traceback) || is_none(traceback)) return true;
    value_set(&exception_of(exception)->traceback, value_keep(traceback));
    return true;
}

/* slots: the class, the value, the traceback */
static Outcome exception_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) {
        Ref value = ref(slot[1]);
        if (is_empty(value) || is_none(value)) return op_call(ref(slot[0]), NULL, 0);
        if (is_tuple(value)) return op_call(ref(slot[0]), AS(Tuple, value)->items, AS(Tuple, value)->count);
        return op_call1(ref(slot[0]), value);
    }
    if (!is_kind(ref(incoming), TYPE_IS_EXCEPTION)) {
        raise(ERR_TYPE, "calling %N should have returned an instance of BaseException, not %T", AS(Type, ref(slot[0])), ref(incoming));
        value_release(incoming);
        return native_fail(f);
    }
    set_traceback(ref(incoming), ref(slot[2]));
    return native_done(f, incoming);
}
static const NativeFrameKind exception_frame = {"throw", exception_step, 3, 0, NULL};

Outcome generator_exception(const Value *args, u32 n) {
    Ref thrown = ref(args[0]), value = n > 1 ? ref(args[1]) : REF_EMPTY, traceback = n > 2 ? ref(args[2]) : REF_EMPTY;
    if (!is_empty(traceback) && !is_none(traceback) && !is_exact(traceback, T_TRACEBACK))
        return RAISE_OUTCOME(ERR_TYPE, "throw() third argument must be a traceback object");
    if (is_exception_class(thrown)) {
        if (is_kind(value, TYPE_IS_EXCEPTION) && type_is_subtype(type_of(value), AS(Type, thrown))) {
            set_traceback(value, traceback);
            return outcome(value_keep(value));
        }
        Frame *f = native_push(&exception_frame);
        if (!f) return OUTCOME_ERROR;
        for (u32 i = 0; i < 3; i++) frame_slots(f)[i] = i < n ? value_keep(ref(args[i])) : EMPTY;
        return OUTCOME_PUSHED;
    }
    if (!is_kind(thrown, TYPE_IS_EXCEPTION))
        return RAISE_OUTCOME(ERR_TYPE, "exceptions must be classes or instances deriving from BaseException, not %T", thrown);
    if (!is_empty(value) && !is_none(value)) return RAISE_OUTCOME(ERR_TYPE, "instance exception may not have a separate value");
    set_traceback(thrown, traceback);
    return outcome(value_keep(thrown));
}

/* slots: generator, the three arguments */
static Outcome throw_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    switch (f->state++) {
    case 0: {
        u32 n = 1 + !is_empty(ref(slot[2])) + !is_empty(ref(slot[3]));
        return generator_exception(&slot[1], n);
    }
    case 1:
        if (is_error(incoming)) return native_fail(f);
        return generator_throw(generator_at(ref(slot[0])), incoming, ON_RESUMED);
    default:
        return is_error(incoming) ? native_fail(f) : native_done(f, incoming);
    }
}
static const NativeFrameKind throw_frame = {"throw", throw_step, 4, 0, NULL};

static Outcome throw_args(Ref generator, const Value *args, u32 n) {
    if (n < 1) return RAISE_OUTCOME(ERR_TYPE, "throw expected at least 1 argument, got 0");
    if (n > 3) return RAISE_OUTCOME(ERR_TYPE, "throw expected at most 3 arguments, got %u", n);
    if (n == 1 && is_kind(ref(args[0]), TYPE_IS_EXCEPTION)) return generator_throw(generator_at(generator), value_keep(ref(args[0])), ON_RESUMED);
    Frame *f = native_push(&throw_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(generator);
    for (u32 i = 0; i < n; i++) frame_slots(f)[i + 1] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}

static Outcome generator_throw_method(Ref self, const Value *args, u32 n) { return throw_args(self, args, n); }
static Outcome generator_close_method(Ref self) { return generator_close(generator_at(self)); }

/* ---- generator ---- */

static const char send_doc[] = "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.";
static const char throw_doc[] = "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration."
                                "\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.";
static const char close_doc[] = "close() -> raise GeneratorExit inside generator.";

static const NativeRow generator_methods[] = {
    REPR_ROW(P0, generator_repr), ITER_ROW(native_self), NEXT_ROW,
    METHOD("send($self, object, /)", O1, generator_send, send_doc),
    METHOD("throw($self, value, type, tb, /)", ORAW, generator_throw_method, throw_doc),
    METHOD("close($self, /)", O0, generator_close_method, close_doc),
    METHOD("__del__($self, /)", O0, generator_close_method, "Called when the instance is about to be destroyed."),
    CLASS_GETITEM_ROW("generators are generic over the types of their yield, send, and return values"),
};
static const GetSetRow generator_getset[] = {
    ATTRIBUTE("__name__", generator_get_name, generator_set_name, "name of the generator"),
    ATTRIBUTE("__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the generator"),
    ATTRIBUTE("gi_yieldfrom", generator_get_delegate, NULL, "object being iterated by yield from, or None"),
    ATTRIBUTE("gi_running", generator_get_running, NULL, NULL),
    ATTRIBUTE("gi_frame", generator_get_frame, NULL, NULL),
    ATTRIBUTE("gi_suspended", generator_get_suspended, NULL, NULL),
    ATTRIBUTE("gi_code", generator_get_code, NULL, NULL),
};

const TypeSpec generator_spec = {
    .name = "generator", .weakref_offset = offsetof(Generator, weakrefs), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW | TYPE_HAS_DEL | TYPE_HAS_SERIAL,
    METHODS(generator_methods), GETSET(generator_getset),
    .destroy = generator_destroy, .visit = generator_visit, .clear = generator_clear,
    .try_repr = generator_repr, .try_iter = native_self, .wants_finalizer = generator_wants_finalizer,
};

/* ---- coroutine ---- */

typedef struct { Object head; Value coroutine; } Wrapper;
INLINE Generator *wrapped(Ref self) { return generator_at(ref(AS(Wrapper, self)->coroutine)); }

static Value coroutine_await(Ref self) {
    Wrapper *made = NEW(Wrapper, T_COROUTINE_WRAPPER);
    if (!made) return VALUE_ERROR;
    made->coroutine = value_keep(self);
    return value_of(made);
}

static Value get_origin(Ref self) {
    Ref origin = ref(generator_at(self)->origin);
    return is_empty(origin) ? NONE : value_keep(origin);
}

static const NativeRow coroutine_methods[] = {
    REPR_ROW(P0, generator_repr),
    METHOD("__await__($self, /)", P0, coroutine_await, "Return an iterator to be used in await expression."),
    METHOD("send($self, object, /)", O1, generator_send, "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."),
    METHOD("throw($self, value, type, tb, /)", ORAW, generator_throw_method, throw_doc),
    METHOD("close($self, /)", O0, generator_close_method, "close() -> raise GeneratorExit inside coroutine."),
    METHOD("__del__($self, /)", O0, generator_close_method, "Called when the instance is about to be destroyed."),
    CLASS_GETITEM_ROW("coroutines are generic over the types of their yield, send, and return values"),
};
static const GetSetRow coroutine_getset[] = {
    ATTRIBUTE("__name__", generator_get_name, generator_set_name, "name of the coroutine"),
    ATTRIBUTE("__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the coroutine"),
    ATTRIBUTE("cr_await", generator_get_delegate, NULL, "object being awaited on, or None"),
    ATTRIBUTE("cr_running", generator_get_running, NULL, NULL),
    ATTRIBUTE("cr_frame", generator_get_frame, NULL, NULL),
    ATTRIBUTE("cr_code", generator_get_code, NULL, NULL),
    ATTRIBUTE("cr_suspended", generator_get_suspended, NULL, NULL),
    MEMBER("cr_origin", get_origin, NULL, NULL),
};

const TypeSpec coroutine_spec = {
    .name = "coroutine", .weakref_offset = offsetof(Generator, weakrefs), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW | TYPE_HAS_DEL | TYPE_HAS_SERIAL,
    METHODS(coroutine_methods), GETSET(coroutine_getset),
    .destroy = generator_destroy, .visit = generator_visit, .clear = generator_clear,
    .try_repr = generator_repr, .wants_finalizer = generator_wants_finalizer,
};

/* ---- coroutine_wrapper: what __await__ gives ---- */

static void wrapper_destroy(Object *self) {
    value_release(((Wrapper *)self)->coroutine);
    object_free(self, sizeof(Wrapper));
}
static void wrapper_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((Wrapper *)self)->coroutine)); }

static Outcome wrapper_next(Ref self) { return generator_resume(wrapped(self), NONE, ON_RESUMED); }
static Outcome wrapper_next_slot(Ref self) { return generator_resume(wrapped(self), NONE, ON_RESUMED_NEXT); }
static Outcome wrapper_send(Ref self, Ref value) { return generator_send(ref(AS(Wrapper, self)->coroutine), value); }
static Outcome wrapper_throw(Ref self, const Value *args, u32 n) { return throw_args(ref(AS(Wrapper, self)->coroutine), args, n); }
static Outcome wrapper_close(Ref self) { return generator_close(wrapped(self)); }

static const NativeRow wrapper_methods[] = {
    ITER_ROW(native_self), METHOD("__next__($self, /)", O0, wrapper_next, "Implement next(self)."),
    METHOD("send($self, object, /)", O1, wrapper_send, "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."),
    METHOD("throw($self, value, type, tb, /)", ORAW, wrapper_throw, throw_doc),
    METHOD("close($self, /)", O0, wrapper_close, "close() -> raise GeneratorExit inside coroutine."),
};

const TypeSpec coroutine_wrapper_spec = {
    .name = "coroutine_wrapper", .doc = "A wrapper object implementing __await__ for coroutines.", .size = sizeof(Wrapper),
    .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(wrapper_methods), .destroy = wrapper_destroy, .visit = wrapper_visit,
    .try_iter = native_self, .next = wrapper_next_slot,
};
