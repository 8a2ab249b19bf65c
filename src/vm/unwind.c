/* unwind.c: how results and exceptions travel between frames. The loop runs one Python frame at a time and calls this
 * whenever a result does not simply lie at hand. C depth is constant: what native frames ask comes back here.
 */
#include "frame/native_frame.h"
#include "frame/traceback.h"
#include "types/tuple.h"
#include "vm/vm.h"

/* The handler of the innermost range that holds the running instruction, if any; the stack is cut to its depth. */
static bool catch_in(Frame *f) {
    u32 unit = frame_unit(f);
    const Handler *handler = code_handler(f->code, unit);
    if (!handler) return false;
    Value *keep = frame_stack(f) + handler->depth;
    while (f->sp > keep) value_release(*--f->sp);
    if (handler->lasti) *f->sp++ = value_u32(unit);
    *f->sp++ = raised_take();
    f->ip = f->code->units + handler->target;
    f->wanted = WANT_PUSH;
    return true;
}

/* An exception leaves a Python frame. */
static Outcome leave_with_exception(Frame *f) {
    u32 how = f->on_return, data = f->data;
    Value held = value_take(&f->held);
    if (f->flags & FRAME_OWNED) generator_unlink(generator_of(f), GENERATOR_CLOSED);
    else frame_pop(f);
    return how == ON_VALUE ? OUTCOME_ERROR : frame_rescue(how, data, held);
}

Outcome vm_return(Frame *f, Value value) {
    u32 how = f->on_return, data = f->data;
    Value held = value_take(&f->held);
    if (f->flags & FRAME_OWNED) generator_unlink(generator_of(f), GENERATOR_CLOSED);
    else frame_pop(f);
    return how == ON_VALUE ? outcome(value) : frame_accept(how, data, held, value);
}

Outcome vm_yield(Frame *f, Value value) {
    generator_unlink(generator_of(f), GENERATOR_SUSPENDED);
    return outcome(value);
}

/* A result reaches the instruction that waits for it. */
static void deliver(Frame *f, Value v) {
    u32 wanted = f->wanted;
    f->wanted = WANT_PUSH;
    switch (wanted) {
    case WANT_PUSH:
        *f->sp++ = v;
        break;
    case WANT_DROP:
        value_release(v);
        break;
    case WANT_NOT:
        *f->sp++ = value_bool(!is_true(ref(v)));
        break;
    case WANT_FOR:
        if (is_stop(v)) {
            value_release(*--f->sp);
            f->ip += f->aux;
        } else {
            *f->sp++ = v;
        }
        break;
    case WANT_SEND:
        if (is_stop(v)) {
            *f->sp++ = value_take(&vm.thread->sent_result);
            f->ip += f->aux;
        } else {
            *f->sp++ = v;
        }
        break;
    case WANT_THROW:
        f->ip--; /* to the YIELD_VALUE, or from there to where SEND goes at the end */
        if (is_stop(v)) {
            *f->sp++ = value_take(&vm.thread->sent_result);
            f->ip += f->aux;
        } else {
            *f->sp++ = v;
        }
        break;
    case WANT_METHOD:
        *f->sp++ = v;
        *f->sp++ = EMPTY;
        break;
    case WANT_UNPACK: {
        Tuple *items = AS(Tuple, ref(v));
        for (u32 i = items->count; i-- > 0;) *f->sp++ = value_keep(ref(items->items[i]));
        value_release(v);
        break;
    }
    default:
        UNREACHABLE();
    }
}

Frame *vm_settle(Outcome o) {
    for (;;) {
        Frame *f = vm.thread->frame;
        if (f->kind == FRAME_PYTHON) {
            if (outcome_is_pushed(o)) {
                /* a native that calls short functions for ever: nothing in them looks at the fuel */
                if (UNLIKELY(vm.fuel <= 0)) {
                    vm.left = LEFT_SLICE;
                    return NULL;
                }
                return f;
            }
            if (!outcome_is_error(o)) {
                deliver(f, outcome_value(o));
                return f;
            }
            /* thrown in through a delegate, it is thrown in here too */
            if (f->wanted == WANT_THROW && is_pointer(ref(generator_of(f)->exc.handled))) raise_object(raised_take());
            if (vm.reraising) vm.reraising = false;
            else traceback_add(f);
            if (catch_in(f)) return f;
            o = leave_with_exception(f);
        } else {
            Value incoming = outcome_is_pushed(o) ? EMPTY : outcome_value(o);
            o = native_drive(f, incoming);
            if (UNLIKELY(vm.left)) return NULL;
        }
    }
}

Frame *vm_enter(void) {
    Frame *f = vm.thread->frame;
    vm.left = LEFT_NONE;
    if (f->kind == FRAME_PYTHON) return f;
    Value incoming = value_take(&vm.thread->incoming);
    return vm_settle(is_error(incoming) ? OUTCOME_ERROR : outcome(incoming));
}
