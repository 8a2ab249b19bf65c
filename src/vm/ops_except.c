/* ops_except.c: raising, matching and handling (language reference, "The try statement"). The thread's ExcInfo says which
 * exception is being handled; PUSH_EXC_INFO keeps the one before on the value stack. */
#include "frame/traceback.h"
#include "object/table.h"
#include "types/type.h"
#include "vm/ops.h"

Outcome cold_PUSH_EXC_INFO(Frame *f, u32 a) {
    (void)a;
    ExcInfo *info = vm.thread->exc_info;
    Value exception = f->sp[-1];
    f->sp[-1] = info->handled;
    info->handled = value_keep(ref(exception));
    return outcome(exception);
}

Outcome cold_POP_EXCEPT(Frame *f, u32 a) {
    (void)a;
    value_set(&vm.thread->exc_info->handled, op_pop(f));
    return OP_NOTHING;
}

static bool is_exception_class(Ref r) { return is_kind(r, TYPE_IS_TYPE) && type_has(AS(Type, r), TYPE_IS_EXCEPTION); }

static bool check_class(Ref wanted) {
    if (is_exception_class(wanted)) return true;
    if (is_kind(wanted, TYPE_IS_TUPLE)) {
        const Tuple *classes = tuple_of(wanted);
        for (u32 i = 0; i < classes->count; i++)
            if (!is_exception_class(ref(classes->items[i]))) return RAISE_FALSE(ERR_TYPE, "catching classes that do not inherit from BaseException is not allowed");
        return true;
    }
    return RAISE_FALSE(ERR_TYPE, "catching classes that do not inherit from BaseException is not allowed");
}

/* By MRO alone: no hook is asked. */
bool exception_matches(Ref exception, Ref wanted) {
    if (is_kind(wanted, TYPE_IS_TUPLE)) {
        const Tuple *classes = tuple_of(wanted);
        for (u32 i = 0; i < classes->count; i++)
            if (type_is_subtype(type_of(exception), AS(Type, ref(classes->items[i])))) return true;
        return false;
    }
    return type_is_subtype(type_of(exception), AS(Type, wanted));
}

Outcome cold_CHECK_EXC_MATCH(Frame *f, u32 a) {
    (void)a;
    Value wanted = op_pop(f);
    Outcome answer = check_class(ref(wanted)) ? outcome(value_bool(exception_matches(ref(f->sp[-1]), ref(wanted)))) : OUTCOME_ERROR;
    value_release(wanted);
    return answer;
}

Outcome cold_RERAISE(Frame *f, u32 a) {
    (void)a; /* where it was first raised is in the traceback already, and handlers are looked up here */
    Value exception = op_pop(f);
    vm.reraising = true;
    raised_restore(exception);
    return OUTCOME_ERROR;
}

/* ---- raise: the class is called, the cause too; slots: exception, cause; aux: operands ---- */

enum { EXCEPTION, CAUSE, RAISE_SLOTS };
static Outcome made_cause(Frame *f);

static Outcome raise_now(Frame *f) {
    Value *slot = frame_slots(f);
    Exception *e = AS(Exception, ref(slot[EXCEPTION]));
    if (f->aux == 2) {
        value_set(&e->cause, is_none(ref(slot[CAUSE])) ? EMPTY : value_take(&slot[CAUSE]));
        e->suppress_context = 1;
    }
    raise_object(value_take(&slot[EXCEPTION]));
    return native_fail(f);
}

static void wrong_instance(const Type *called, Ref made) {
    Text *class = type_full_name(called), *other = class ? type_full_name(type_of(made)) : NULL;
    if (other) raise(ERR_TYPE, "calling <class '%U'> should have returned an instance of BaseException, not <class '%U'>", class, other);
    if (class) object_release(class);
    if (other) object_release(other);
}

static Outcome made_exception(Frame *f, Value made) {
    Value *slot = frame_slots(f);
    if (!is_kind(ref(made), TYPE_IS_EXCEPTION)) {
        wrong_instance(AS(Type, ref(slot[EXCEPTION])), ref(made));
        value_release(made);
        return native_fail(f);
    }
    value_set(&slot[EXCEPTION], made);
    return made_cause(f);
}

static Outcome made_cause(Frame *f) {
    Value *slot = frame_slots(f);
    Ref cause = ref(slot[CAUSE]);
    if (f->aux < 2 || is_none(cause) || is_kind(cause, TYPE_IS_EXCEPTION)) return raise_now(f);
    if (!is_exception_class(cause)) return raise(ERR_TYPE, "exception causes must derive from BaseException"), native_fail(f);
    f->state = 2;
    return op_call(cause, NULL, 0);
}

static Outcome raise_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case 0:
        f->state = 1;
        if (is_kind(ref(slot[EXCEPTION]), TYPE_IS_EXCEPTION)) return made_cause(f);
        if (is_exception_class(ref(slot[EXCEPTION]))) return op_call(ref(slot[EXCEPTION]), NULL, 0);
        raise(ERR_TYPE, "exceptions must derive from BaseException");
        return native_fail(f);
    case 1:
        return made_exception(f, incoming);
    default:
        if (!is_kind(ref(incoming), TYPE_IS_EXCEPTION)) {
            wrong_instance(AS(Type, ref(slot[CAUSE])), ref(incoming));
            value_release(incoming);
            return native_fail(f);
        }
        value_set(&slot[CAUSE], incoming);
        return raise_now(f);
    }
}
static const NativeFrameKind raise_frame = {"raise", raise_step, RAISE_SLOTS, 0, NULL};

Outcome cold_RAISE_VARARGS(Frame *f, u32 a) {
    if (a == 0) {
        Ref handled = error_handled();
        if (is_none(handled)) return RAISE_OUTCOME(ERR_RUNTIME, "No active exception to reraise");
        vm.reraising = true;
        raised_restore(value_keep(handled));
        return OUTCOME_ERROR;
    }
    Value cause = a == 2 ? op_pop(f) : EMPTY, exception = op_pop(f);
    if (a == 1 && is_kind(ref(exception), TYPE_IS_EXCEPTION)) return outcome(raise_object(exception));
    Frame *raiser = native_push(&raise_frame);
    if (!raiser) {
        value_release(cause);
        value_release(exception);
        return OUTCOME_ERROR;
    }
    frame_slots(raiser)[EXCEPTION] = exception;
    frame_slots(raiser)[CAUSE] = cause;
    raiser->aux = a;
    return OUTCOME_PUSHED;
}

/* exit self lasti previous exception -> … exit(type, exception, traceback); self EMPTY: exit is bound */
Outcome cold_WITH_EXCEPT_START(Frame *f, u32 a) {
    (void)a;
    Ref exception = ref(f->sp[-1]);
    Ref traceback = ref(AS(Exception, exception)->traceback);
    Value args[3] = {VALUE(BITS(ref_of(type_of(exception)))), VALUE(BITS(exception)), is_empty(traceback) ? NONE : VALUE(BITS(traceback))};
    return op_call_self(ref(f->sp[-5]), ref(f->sp[-4]), args, 3, REF_EMPTY);
}

/* PEP 479: a StopIteration that leaves a generator becomes a RuntimeError. */
Outcome cold_STOP_ITERATION_ERROR(Frame *f, u32 a) {
    (void)a;
    Value exception = op_pop(f);
    Type *type = type_of(ref(exception));
    bool stop = type_is_subtype(type, vm.types[T_ERRORS + ERR_STOP_ITERATION]);
    bool async_stop = f->code->flags & CODE_ASYNC_GENERATOR && type_is_subtype(type, vm.types[T_ERRORS + ERR_STOP_ASYNC_ITERATION]);
    if (!stop && !async_stop) return outcome(exception);
    const char *kind = f->code->flags & CODE_ASYNC_GENERATOR ? "async generator" : f->code->flags & CODE_COROUTINE ? "coroutine" : "generator";
    raise(ERR_RUNTIME, "%s raised %s", kind, stop ? "StopIteration" : "StopAsyncIteration");
    Value made = raised_take();
    if (!is_kind(ref(made), TYPE_IS_EXCEPTION)) return value_release(exception), OUTCOME_ERROR;
    Exception *e = AS(Exception, ref(made));
    value_set(&e->cause, value_keep(ref(exception)));
    value_set(&e->context, exception);
    e->suppress_context = 1;
    return outcome(made);
}
