/* excepthook.c: sys.excepthook: what a script's uncaught exception goes to, where the program has set one of its own. */
#include "frame/call.h"
#include "types/exception.h"
#include "types/traceback_text.h"

/* slots: the exception, what the hook raised, its text */
enum { EXCEPTION, FAILURE, FAILURE_TEXT, HOOK_SLOTS };
enum { ASK, HOOKED, TOLD_FAILURE, TOLD_BOTH };

static Ref find_hook(void) {
    Ref module = dict_get_text(vm.modules, vm.names[N_SYS]);
    Ref hook = is_pointer(module) ? instance_get(module, vm.names[N_EXCEPTHOOK]) : REF_EMPTY;
    return is_pointer(hook) && !is_exact(hook, T_NATIVE_FUNCTION) ? hook : REF_EMPTY;
}

/* A program that has set sys.stderr to None wants no tracebacks; that the hook has failed is told all the same. */
static bool wants_tracebacks(void) {
    Ref module = dict_get_text(vm.modules, vm.names[N_SYS]);
    return !is_pointer(module) || !is_none(instance_get(module, vm.names[N_STDERR]));
}

static Outcome hook_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Ref e = ref(slot[EXCEPTION]);
    switch (f->state++) {
    case ASK: {
        Ref traceback = ref(exception_of(e)->traceback), hook = find_hook();
        Value args[3] = {VALUE(BITS(ref_of(type_of(e)))), VALUE(BITS(e)), is_empty(traceback) ? NONE : VALUE(BITS(traceback))};
        return op_call(hook, args, 3);
    }
    case HOOKED:
        if (!is_error(incoming)) { /* it has said what it wanted */
            value_release(incoming);
            return native_done(f, value_keep(ref(vm.empty_text)));
        }
        slot[FAILURE] = raised_take();
        return traceback_text_push(ref(slot[FAILURE]));
    case TOLD_FAILURE:
        if (is_error(incoming)) return native_fail(f);
        slot[FAILURE_TEXT] = incoming;
        return traceback_text_push(e);
    default: {
        if (is_error(incoming)) return native_fail(f);
        bool whole = wants_tracebacks();
        const Text *failure = whole ? text_of(ref(slot[FAILURE_TEXT])) : text_of(ref(vm.empty_text));
        const Text *original = whole ? text_of(ref(incoming)) : text_of(ref(vm.empty_text));
        Text *text = text_format("Error in sys.excepthook:\n%U\nOriginal exception was:\n%U", failure, original);
        value_release(incoming);
        return text ? native_done(f, value_of(text)) : native_fail(f);
    }
    }
}
static const NativeFrameKind hook_frame = {"excepthook", hook_step, HOOK_SLOTS, 0, NULL};

Outcome uncaught_push(Ref exception) {
    bool exits = type_is_subtype(type_of(exception), vm.types[T_ERRORS + ERR_SYSTEM_EXIT]);
    if (exits || is_empty(find_hook())) return traceback_text_push(exception);
    Frame *f = native_push(&hook_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[EXCEPTION] = value_keep(exception);
    return OUTCOME_PUSHED;
}

/* ---- sys.excepthook itself; slots: the exception ---- */

static Outcome display_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return traceback_text_push(ref(frame_slots(f)[0]));
    vm.hooks.write_stderr(text_of(ref(incoming)));
    value_release(incoming);
    return native_done(f, NONE);
}
static const NativeFrameKind display_frame = {"excepthook", display_step, 1, 0, NULL};

Outcome excepthook_display(Ref self, Ref type, Ref value, Ref traceback) {
    if (!is_kind(value, TYPE_IS_EXCEPTION)) return RAISE_OUTCOME(ERR_TYPE, "print_exception(): Exception expected for value, %T found", value);
    if (is_exact(traceback, T_TRACEBACK) && !is_pointer(ref(exception_of(value)->traceback))) value_set(&exception_of(value)->traceback, value_keep(traceback));
    Frame *f = native_push(&display_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(value);
    return OUTCOME_PUSHED;
}
