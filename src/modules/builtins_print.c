/* builtins_print.c: print and input. Each piece is made and written before the next is asked for, as CPython does. */
#include "modules/builtins.h"
#include "modules/streams.h"

static Ref sys_attribute(u32 name) {
    Ref sys = dict_get_text(vm.modules, vm.names[N_SYS]);
    Dict *dict = is_empty(sys) ? NULL : instance_dict(sys);
    return dict ? dict_get_text(dict, vm.names[name]) : REF_EMPTY;
}

enum { ITEMS, SEP, END, FILE_, FLUSH, WRITER, PRINT_SLOTS };
enum { PIECE, SHOW, WRITE, WRITTEN, FLUSHING, DONE };
/* aux: pieces written; items and separators alternate, the end comes last. */

static Ref piece(const Value *slot, u32 i) {
    const Tuple *items = AS(Tuple, ref(slot[ITEMS]));
    u32 last = items->count ? items->count * 2 - 1 : 0;
    if (i == last) return is_none(ref(slot[END])) ? ref_of(vm.names[N_NEWLINE]) : ref(slot[END]);
    if (i > last) return REF_EMPTY;
    return i % 2 ? is_none(ref(slot[SEP])) ? ref_of(vm.names[N_SPACE]) : ref(slot[SEP]) : ref(items->items[i / 2]);
}

static Outcome print_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    bool own = is_output(ref(slot[FILE_]));
    for (;;) {
        switch (f->state) {
        case PIECE: {
            Ref next = piece(slot, f->aux);
            if (is_empty(next)) {
                f->state = FLUSHING;
                if (is_empty(ref(slot[FLUSH])) || is_false(ref(slot[FLUSH]))) return native_done(f, NONE);
                return op_truth(ref(slot[FLUSH]));
            }
            f->state = SHOW;
            if (!own) return op_getattr(ref(slot[FILE_]), vm.names[N_WRITE]);
            incoming = EMPTY;
        } /* fall through */
        case SHOW: {
            Ref next = piece(slot, f->aux);
            slot[WRITER] = incoming;
            f->state = WRITE;
            incoming = try_str(next);
            if (is_error(incoming)) return native_fail(f);
            if (is_needs_python(incoming)) return op_str(next);
        } /* fall through */
        case WRITE:
            f->aux++;
            if (own) {
                Text *text = text_of(ref(incoming));
                bool written = vm.hooks.write(AS(Stream, ref(slot[FILE_]))->number, text);
                fuel_charge(text->length >> 5);
                value_release(incoming);
                if (!written) return native_fail(f);
                f->state = PIECE;
                if (--vm.fuel <= 0) return native_again(f);
                continue;
            }
            f->state = WRITTEN;
            Outcome asked = op_call1(ref(slot[WRITER]), ref(incoming));
            value_release(incoming);
            return asked;
        case WRITTEN:
            value_release(incoming);
            value_release(value_take(&slot[WRITER]));
            f->state = PIECE;
            continue;
        case FLUSHING:
            f->state = DONE;
            if (!is_true(ref(incoming))) return native_done(f, NONE);
            return op_call_method(ref(slot[FILE_]), vm.names[N_FLUSH], NULL, 0);
        default:
            value_release(incoming);
            return native_done(f, NONE);
        }
    }
}
static const NativeFrameKind print_frame = {"print", print_step, PRINT_SLOTS, 0, NULL};

static bool text_or_none(Ref r, const char *name) {
    if (is_empty(r) || is_none(r) || is_kind(r, TYPE_IS_STR)) return true;
    return RAISE_FALSE(ERR_TYPE, "%s must be None or a string, not %T", name, r);
}

/* args: *args, sep, end, file, flush */
Outcome builtin_print(Ref self, const Value *args, u32 n) {
    Ref file = ref(args[3]);
    if (is_empty(file) || is_none(file)) {
        file = sys_attribute(N_STDOUT);
        if (is_empty(file)) return RAISE_OUTCOME(ERR_RUNTIME, "lost sys.stdout");
        if (is_none(file)) return outcome(NONE);
    }
    if (!text_or_none(ref(args[1]), "sep") || !text_or_none(ref(args[2]), "end")) return OUTCOME_ERROR;
    Frame *f = native_push(&print_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[ITEMS] = value_keep(ref(args[0]));
    slot[SEP] = is_empty(ref(args[1])) ? NONE : value_keep(ref(args[1]));
    slot[END] = is_empty(ref(args[2])) ? NONE : value_keep(ref(args[2]));
    slot[FILE_] = value_keep(file);
    slot[FLUSH] = value_keep(ref(args[4]));
    return OUTCOME_PUSHED;
}

enum { PROMPT, PROMPTED, SHOWN, FLUSHED, ANSWERED, LINE };

static bool own_stdin(void) { return is_input(sys_attribute(N_STDIN)); }

/* The line without its end. */
static Outcome typed(Frame *f, Value line) {
    Ref r = ref(line);
    if (!is_kind(r, TYPE_IS_STR)) raise(ERR_TYPE, "object.readline() returned non-string");
    else if (!text_of(r)->length) raise(ERR_EOF, "EOF when reading a line");
    else {
        Text *text = text_of(r);
        if (text_char(text, text->length - 1) != '\n') return native_done(f, line);
        Text *cut = text_substring(text, 0, text->length - 1);
        value_release(line);
        return cut ? native_done(f, value_of(cut)) : native_fail(f);
    }
    value_release(line);
    return native_fail(f);
}

/* The prompt goes to sys.stdout and the line comes from sys.stdin, whatever these are by now. slots: the prompt */
static Outcome input_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case PROMPT:
        f->state = PROMPTED;
        return is_empty(ref(slot[0])) ? outcome(value_keep(ref(vm.empty_text))) : op_str(ref(slot[0]));
    case PROMPTED: {
        Ref out = sys_attribute(N_STDOUT);
        vm.hooks.flush();
        if (own_stdin() && is_output(out)) return f->state = ANSWERED, wait_input(incoming);
        f->state = SHOWN;
        value_set(&slot[0], incoming);
        return text_of(ref(slot[0]))->length ? op_call_method(out, vm.names[N_WRITE], slot, 1) : outcome(NONE);
    }
    case SHOWN:
        value_release(incoming);
        f->state = FLUSHED;
        return op_call_method(sys_attribute(N_STDOUT), vm.names[N_FLUSH], NULL, 0);
    case FLUSHED:
        value_release(incoming);
        if (own_stdin()) return f->state = ANSWERED, wait_input(value_keep(ref(vm.empty_text)));
        f->state = LINE;
        return op_call_method(sys_attribute(N_STDIN), vm.names[N_READLINE], NULL, 0);
    case ANSWERED:
        if (!is_none(ref(incoming))) return native_done(f, incoming);
        raise(ERR_EOF, "EOF when reading a line");
        return native_fail(f);
    default:
        return typed(f, incoming);
    }
}
static const NativeFrameKind input_frame = {"input", input_step, 1, 0, NULL};

Outcome builtin_input(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&input_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref(args[0]));
    return OUTCOME_PUSHED;
}
