/* streams.c: the standard streams. Writing goes to the host's buffer at once; reading waits for the embedder. */
#include "modules/streams.h"

static Type *stream_type;

Value stream_new(Type *type, u32 number) {
    stream_type = type;
    Value made = type_allocate(type);
    if (!is_error(made)) AS(Stream, ref(made))->number = number;
    return made;
}

bool is_input(Ref r) { return is_pointer(r) && object_of(r)->type == stream_type && !AS(Stream, r)->number && !AS(Stream, r)->dict; }
bool is_output(Ref r) { return is_pointer(r) && object_of(r)->type == stream_type && AS(Stream, r)->number && !AS(Stream, r)->dict; }

static Value stream_write(Ref self, Ref text) {
    if (!is_kind(text, TYPE_IS_STR)) return raise(ERR_TYPE, "write() argument must be str, not %T", text);
    Text *t = text_of(text);
    fuel_charge(t->length >> 5);
    return vm.hooks.write(AS(Stream, self)->number, t) ? value_u32(t->length) : VALUE_ERROR;
}

static Value stream_flush(Ref self) {
    vm.hooks.flush();
    return NONE;
}
static Value stream_no(Ref self) { return value_bool(false); }
static Value stream_writable(Ref self) { return value_bool(AS(Stream, self)->number != 0); }
static Value stream_readable(Ref self) { return value_bool(AS(Stream, self)->number == 0); }
static Value stream_fileno(Ref self) { return value_u32(AS(Stream, self)->number); }
static Value stream_self(Ref self) { return value_keep(self); }

/* ---- reading: a line at a time is what the embedder gives; slots: what came so far ---- */

enum { ONE_LINE, ALL_TEXT, ALL_LINES }; /* aux */

static Value with_newline(Ref line) {
    Text *made = text_format("%U\n", text_of(line));
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome read_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return wait_input(value_keep(ref(vm.empty_text)));
    bool end = is_none(ref(incoming));
    Value line = end ? value_keep(ref(vm.empty_text)) : with_newline(ref(incoming));
    value_release(incoming);
    if (is_error(line) || !f->aux) return is_error(line) ? native_fail(f) : native_done(f, line);
    if (f->aux == ALL_LINES) {
        if (end) return value_release(line), native_done(f, value_take(&slot[0]));
        if (!list_append(ref(slot[0]), line)) return native_fail(f);
        return wait_input(value_keep(ref(vm.empty_text)));
    }
    if (!text_append(&slot[0], AS(Text, ref(line)))) return value_release(line), native_fail(f);
    value_release(line);
    return end ? native_done(f, value_take(&slot[0])) : wait_input(value_keep(ref(vm.empty_text)));
}
static const NativeFrameKind read_frame = {"read", read_step, 1, 0, NULL};

static Outcome read_from(Ref self, u32 what) {
    if (AS(Stream, self)->number) return RAISE_OUTCOME(ERR_OS, "not readable");
    Frame *f = native_push(&read_frame);
    if (!f) return OUTCOME_ERROR;
    Value begun = what == ALL_LINES ? list_new(0) : value_keep(ref(vm.empty_text));
    if (is_error(begun)) return native_fail(f);
    frame_slots(f)[0] = begun;
    f->aux = what;
    return OUTCOME_PUSHED;
}
static Outcome stream_readline(Ref self, const Value *args, u32 n) { return read_from(self, ONE_LINE); }
static Outcome stream_read(Ref self, const Value *args, u32 n) { return read_from(self, ALL_TEXT); }
static Outcome stream_readlines(Ref self, const Value *args, u32 n) { return read_from(self, ALL_LINES); }

/* ---- writelines; slots: the stream ---- */

static Outcome written(Frame *f, Value incoming) {
    value_release(incoming);
    return ITERATE_NEXT;
}
static Outcome write_item(Frame *f, Value item) {
    Value args[1] = {item};
    Outcome asked = op_call_method(ref(frame_slots(f)[ITERATE_FIRST]), vm.names[N_WRITE], args, 1);
    value_release(item);
    return asked;
}
static Outcome all_written(Frame *f) { return native_done(f, NONE); }
static const IterateKind writelines_frame = ITERATE_KIND("writelines", 1, write_item, written, all_written);

static Outcome stream_writelines(Ref self, Ref lines) {
    Frame *f = iterate_push(&writelines_frame, lines);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ITERATE_FIRST] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Outcome next_line_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return wait_input(value_keep(ref(vm.empty_text)));
    if (is_none(ref(incoming))) return native_done(f, STOP);
    Value line = with_newline(ref(incoming));
    value_release(incoming);
    return is_error(line) ? native_fail(f) : native_done(f, line);
}
static const NativeFrameKind next_line_frame = {"readline", next_line_step, 0, 0, NULL};
static Outcome stream_next(Ref self) { return native_push(&next_line_frame) ? OUTCOME_PUSHED : OUTCOME_ERROR; }

static Value constant(const char *text) {
    Text *made = text_from_c(text);
    return made ? value_of(made) : VALUE_ERROR;
}
static Value stream_name(Ref self) {
    static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    return constant(names[AS(Stream, self)->number]);
}
static Value stream_encoding(Ref self) { return constant("utf-8"); }
static Value stream_errors(Ref self) { return constant(AS(Stream, self)->number == 2 ? "backslashreplace" : "strict"); }
static Value stream_mode(Ref self) { return constant(AS(Stream, self)->number ? "w" : "r"); }
static Value stream_closed(Ref self) { return value_bool(false); }

static const NativeRow methods[] = {
    METHOD("write($self, text, /)", P1, stream_write, "Writes text; answers how many characters."),
    METHOD("flush($self, /)", P0, stream_flush, "Hands over what has been written."),
    METHOD("readline($self, size=-1, /)", ON, stream_readline, "The next line, or '' at the end."),
    METHOD("read($self, size=-1, /)", ON, stream_read, "All that is left."),
    METHOD("readlines($self, hint=-1, /)", ON, stream_readlines, "The lines that are left."),
    METHOD("writelines($self, lines, /)", O1, stream_writelines, "Writes each of the lines."),
    METHOD("isatty($self, /)", P0, stream_no, "Whether this is a terminal."),
    METHOD("seekable($self, /)", P0, stream_no, "Whether the position can be set."),
    METHOD("writable($self, /)", P0, stream_writable, "Whether it can be written to."),
    METHOD("readable($self, /)", P0, stream_readable, "Whether it can be read."),
    METHOD("fileno($self, /)", P0, stream_fileno, "The file descriptor."),
    METHOD("__iter__($self, /)", P0, stream_self, "Itself."),
    METHOD("__next__($self, /)", O0, op_own_next, "The next line."),
    METHOD("__enter__($self, /)", P0, stream_self, "Itself."),
};
static const GetSetRow getset[] = {
    ATTRIBUTE("name", stream_name, NULL, "The stream's name."), ATTRIBUTE("encoding", stream_encoding, NULL, "Always utf-8."), ATTRIBUTE("errors", stream_errors, NULL, "What is done with what cannot be encoded."),
    ATTRIBUTE("mode", stream_mode, NULL, "'r' or 'w'."), ATTRIBUTE("closed", stream_closed, NULL, "Always False."),
};
static void stream_destroy(Object *self) { object_free(self, sizeof(Stream)); }

const TypeSpec stream_spec = {.name = "_io.TextIOWrapper", .doc = "A standard stream.", .size = sizeof(Stream), .flags = TYPE_NO_NEW | TYPE_LEAF, METHODS(methods),
                              GETSET(getset), .destroy = stream_destroy, .dict_offset = offsetof(Stream, dict), .weakref_offset = offsetof(Stream, weakrefs), .next = stream_next};
