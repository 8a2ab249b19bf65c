/* unraisable.c: what happens to exceptions that nobody can catch: those of finalizers and of callbacks. They go to
 * sys.unraisablehook where a program has set one, with an object that has CPython's five attributes; else they are told on
 * stderr, without carets, as CPython does there.
 */
#include "frame/call.h"
#include "frame/generator.h"
#include "frame/traceback.h"
#include "types/exception.h"
#include "types/traceback_text.h"

/* ---- what was being done ---- */

static void put_address(TextBuilder *b, Ref r) {
    Text *address = text_format(" at 0x%x>", (u32)object_id(r));
    if (!address) return;
    builder_text(b, address);
    object_release(address);
}

/* Functions are the usual case; of others what their repr says without Python. */
static void put_object(TextBuilder *b, Ref r) {
    if (is_exact(r, T_FUNCTION)) {
        builder_c(b, "<function ");
        builder_text(b, AS(Function, r)->qualname);
        return put_address(b, r);
    }
    Value told = try_repr(r);
    if (is_text(ref(told))) {
        builder_text(b, AS(Text, ref(told)));
        value_release(told);
        return;
    }
    if (is_error(told)) raised_clear();
    builder_char(b, '<');
    builder_text(b, type_of(r)->name);
    builder_c(b, " object");
    put_address(b, r);
}

static Text *what_was_done(Ref object) {
    TextBuilder b = {0};
    if (is_empty(object)) {
        builder_c(&b, "Exception ignored in");
    } else if (type_is_subtype(type_of(object), vm.types[T_WEAKREF])) {
        builder_c(&b, "Exception ignored while calling weakref callback ");
        put_object(&b, ref(AS(WeakRef, object)->callback));
    } else if (is_generator_like(object) || is_exact(object, T_ASYNC_GENERATOR)) {
        builder_c(&b, "Exception ignored while closing generator ");
        put_object(&b, object);
    } else {
        Object *method = type_of(object)->dunder[N_DEL];
        builder_c(&b, "Exception ignored while calling deallocator ");
        put_object(&b, method && method != DUNDER_NONE ? ref_of(method) : object);
    }
    return builder_finish(&b);
}

/* ---- the frame; slots: the exception, what was done, the hook's argument ---- */

enum { EXCEPTION, DONE, ARGUMENT, UNRAISABLE_SLOTS };
enum { BEGIN, TOLD_HOOK, SAID };

/* What a program has set as sys.unraisablehook; EMPTY: nothing. */
static Ref find_hook(void) {
    Ref module = dict_get_text(vm.modules, vm.names[N_SYS]);
    Ref hook = is_pointer(module) ? instance_get(module, vm.names[N_UNRAISABLEHOOK]) : REF_EMPTY;
    return is_pointer(hook) ? hook : REF_EMPTY;
}

static bool put_attribute(Dict *dict, const char *name, Ref value) {
    Text *key = text_intern_c(name);
    bool done = key && dict_set_text(dict, key, is_empty(value) ? REF_NONE : value);
    if (key) object_release(key);
    return done;
}

static Value hook_argument(Ref exception, Ref done) {
    Value made = type_allocate(vm.types[T_SIMPLE_NAMESPACE]);
    Dict *dict = is_error(made) ? NULL : instance_dict(ref(made));
    if (dict && put_attribute(dict, "exc_type", ref_of(type_of(exception))) && put_attribute(dict, "exc_value", exception)
        && put_attribute(dict, "exc_traceback", ref(exception_of(exception)->traceback)) && put_attribute(dict, "err_msg", done)
        && put_attribute(dict, "object", REF_NONE))
        return made;
    if (!is_error(made)) value_release(made);
    return VALUE_ERROR;
}

/* An exception of one str says that without a call: at the bottom of a recursion there is no room for one. */
static Outcome ask_text(Frame *f) {
    Ref e = ref(frame_slots(f)[EXCEPTION]);
    f->state = SAID;
    if (type_of(e)->dunder[N_STR] == vm.types[T_ERRORS + ERR_BASE_EXCEPTION]->dunder[N_STR]) {
        const Tuple *args = AS(Tuple, exception_args(e));
        if (args->count == 1 && is_text(ref(args->items[0]))) return outcome(value_keep(ref(args->items[0])));
    }
    return op_str(e);
}

static Outcome call_hook(Frame *f) {
    Value *slot = frame_slots(f);
    Ref hook = find_hook();
    if (is_empty(hook)) return ask_text(f);
    f->state = TOLD_HOOK;
    slot[ARGUMENT] = hook_argument(ref(slot[EXCEPTION]), ref(slot[DONE]));
    if (!is_error(slot[ARGUMENT])) return op_call(hook, &slot[ARGUMENT], 1);
    slot[ARGUMENT] = EMPTY;
    raised_clear();
    return ask_text(f);
}

static void tell(Frame *f, const Text *said) {
    Value *slot = frame_slots(f);
    Ref e = ref(slot[EXCEPTION]), traceback = ref(exception_of(e)->traceback);
    TextBuilder b = {0};
    builder_text(&b, text_of(ref(slot[DONE])));
    builder_c(&b, is_empty(ref(slot[ARGUMENT])) ? ":\n" : "\n"); /* where the hook has failed its own text ends with its repr */
    bool done = true;
    if (is_pointer(traceback)) {
        builder_c(&b, "Traceback (most recent call last):\n");
        done = traceback_put_entries(&b, traceback, false);
    }
    Text *line = done ? traceback_last_line(e, said, NULL) : NULL;
    if (line) builder_text(&b, line);
    if (line) object_release(line);
    Text *text = builder_finish(&b), *plain = text ? text_without_surrogates(text) : NULL;
    if (plain) vm.hooks.write_stderr(plain);
    if (plain) object_release(plain);
    if (text) object_release(text);
    raised_clear();
}

static bool tell_of_hook(Frame *f) {
    TextBuilder b = {0};
    builder_c(&b, "Exception ignored in sys.unraisablehook: ");
    Ref hook = find_hook();
    if (!is_empty(hook)) put_object(&b, hook);
    Text *done = builder_finish(&b);
    if (done) value_set(&frame_slots(f)[DONE], value_of(done));
    return done != NULL;
}

static Outcome unraisable_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    switch (f->state) {
    case BEGIN:
        return call_hook(f);
    case TOLD_HOOK:
        if (!is_error(incoming)) return value_release(incoming), native_done(f, NONE);
        /* the hook itself has failed: that is told instead */
        value_set(&slot[EXCEPTION], raised_take());
        if (!tell_of_hook(f)) raised_clear();
        return ask_text(f);
    default: {
        Text *said = is_error(incoming) ? text_from_c("<exception str() failed>") : NULL;
        if (is_error(incoming)) raised_clear();
        if (said || !is_error(incoming)) tell(f, said ? said : text_of(ref(incoming)));
        if (said) object_release(said);
        if (!is_error(incoming)) value_release(incoming);
        return native_done(f, NONE);
    }
    }
}
static const NativeFrameKind unraisable_frame = {"unraisable", unraisable_step, UNRAISABLE_SLOTS, 0, NULL};

Outcome report_unraisable(Ref object) {
    Frame *visible = frame_visible(vm.thread->frame);
    if (visible && is_empty(ref(exception_of(ref(vm.raised))->traceback))) traceback_add(visible); /* raised by a native: where it happened */
    Value raised = raised_take();
    Text *done = what_was_done(object);
    Frame *f = done ? native_push(&unraisable_frame) : NULL;
    if (!f) { /* no memory: it goes untold */
        raised_clear();
        if (done) object_release(done);
        value_release(raised);
        return outcome(NONE);
    }
    frame_slots(f)[EXCEPTION] = raised;
    frame_slots(f)[DONE] = value_of(done);
    return OUTCOME_PUSHED;
}
