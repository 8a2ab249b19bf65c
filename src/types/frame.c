/* frame.c: frame objects as Python sees them: views of activation records (frame/frame.h). f_locals of a function is a copy
 * (PEP 667's write-through proxy: docs/roadmap.md).
 */
#include "frame/frame.h"
#include "frame/generator.h"
#include "object/table.h"
#include "types/rows.h"

INLINE FrameView *view_of(Ref r) { return AS(FrameView, r); }
INLINE bool is_live(const FrameView *view) { return view->record && !view->own_slots; }

/* The record went without memory to copy it to: nothing can be told. */
static const Frame *record_of(Ref self) {
    const Frame *f = view_of(self)->record;
    if (!f) raise_no_memory();
    return f;
}

static u32 line_of(const Frame *f) { return f->ip == f->code->units ? f->code->first_line : code_line(f->code, frame_unit(f)); }

static Value get_lineno(Ref self) {
    const Frame *f = record_of(self);
    if (!f) return VALUE_ERROR;
    u32 line = line_of(f);
    return line ? value_u32(line) : NONE;
}

static bool set_lineno(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_ATTRIBUTE, "cannot delete attribute");
    return RAISE_FALSE(ERR_VALUE, "f_lineno can only be set in a trace function");
}

static Value get_lasti(Ref self) {
    const Frame *f = record_of(self);
    if (!f) return VALUE_ERROR;
    return f->ip == f->code->units ? value_int48(-1) : value_u32(frame_unit(f) * 2);
}

static Value get_code(Ref self) {
    const Frame *f = record_of(self);
    return f ? value_keep(ref_of(f->code)) : VALUE_ERROR;
}
static Value get_globals(Ref self) {
    const Frame *f = record_of(self);
    return f ? value_keep(ref_of(f->function->globals)) : VALUE_ERROR;
}
static Value get_builtins(Ref self) {
    const Frame *f = record_of(self);
    return f ? value_keep(ref_of(f->function->builtins)) : VALUE_ERROR;
}

static Value get_back(Ref self) {
    const FrameView *view = view_of(self);
    if (!is_live(view)) return is_empty(ref(view->back)) ? NONE : value_keep(ref(view->back));
    Frame *back = view->record->previous ? frame_visible(view->record->previous) : NULL;
    FrameView *made = back ? frame_view(back) : NULL;
    return made ? value_of(made) : back ? VALUE_ERROR : NONE;
}

/* ---- f_locals ---- */

static Ref local_value(Frame *f, u32 i) {
    Ref held = ref(frame_locals(f)[i]);
    bool in_cell = f->code->local_kinds[i] == LOCAL_CELL || f->code->local_kinds[i] == LOCAL_FREE || f->code->local_kinds[i] == LOCAL_ARG_CELL;
    return in_cell && is_exact(held, T_CELL) ? ref(AS(Cell, held)->value) : held;
}

static Value function_locals(Frame *f) {
    Dict *dict = dict_new();
    for (u32 i = 0; dict && i < f->code->nlocalsplus; i++) {
        Ref value = local_value(f, i);
        if (is_empty(value) || dict_set_text(dict, f->code->local_names[i], value)) continue;
        object_release(dict);
        dict = NULL;
    }
    return dict ? value_of(dict) : VALUE_ERROR;
}

static Value get_locals(Ref self) {
    Frame *f = view_of(self)->record;
    if (!f) return raise_no_memory();
    if (f->code->flags & CODE_OPTIMIZED) return function_locals(f);
    Ref mapping = ref(frame_specials(f)[SPECIAL_LOCALS]);
    return value_keep(is_empty(mapping) ? ref_of(f->function->globals) : mapping);
}

/* ---- tracing: kept, for who asks ---- */

static Value get_trace(Ref self) {
    Ref trace = ref(view_of(self)->trace);
    return is_empty(trace) ? NONE : value_keep(trace);
}
static bool set_trace(Ref self, Ref value) {
    value_set(&view_of(self)->trace, is_empty(value) || is_none(value) ? EMPTY : value_keep(value));
    return true;
}
static bool set_flag(u32 *flag, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "can't delete numeric/char attribute");
    if (!is_bool(value)) return RAISE_FALSE(ERR_TYPE, "attribute value type must be bool");
    *flag = is_true(value);
    return true;
}
static Value get_trace_lines(Ref self) { return value_bool(view_of(self)->trace_lines); }
static bool set_trace_lines(Ref self, Ref value) { return set_flag(&view_of(self)->trace_lines, value); }
static Value get_trace_opcodes(Ref self) { return value_bool(view_of(self)->trace_opcodes); }
static bool set_trace_opcodes(Ref self, Ref value) { return set_flag(&view_of(self)->trace_opcodes, value); }

static Value get_generator(Ref self) {
    const FrameView *view = view_of(self);
    return is_live(view) && view->record->flags & FRAME_OWNED ? value_keep(ref_of(generator_of(view->record))) : NONE;
}

/* ---- methods ---- */

static Value frame_clear_method(Ref self) {
    FrameView *view = view_of(self);
    if (is_live(view)) {
        bool waits = view->record->flags & FRAME_OWNED && generator_of(view->record)->state != GENERATOR_RUNNING;
        return raise(ERR_RUNTIME, waits ? "cannot clear a suspended frame" : "cannot clear an executing frame");
    }
    if (view->record) frame_release_contents(view->record);
    return NONE;
}

static Value frame_repr(Ref self) {
    const Frame *f = record_of(self);
    if (!f) return VALUE_ERROR;
    TextBuilder b = {0};
    builder_c(&b, "<frame at 0x");
    u32 id = (u32)object_id(self), digits = 1;
    while (digits < 8 && id >> digits * 4) digits++;
    while (digits--) builder_char(&b, (u8) "0123456789abcdef"[id >> digits * 4 & 15]);
    builder_c(&b, ", file ");
    builder_repr(&b, f->code->filename);
    builder_c(&b, ", line ");
    builder_i64(&b, line_of(f));
    builder_c(&b, ", code ");
    builder_text(&b, f->code->name);
    builder_char(&b, '>');
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static const NativeRow frame_methods[] = {
    REPR_ROW(P0, frame_repr),
    METHOD("clear($self, /)", P0, frame_clear_method, "Clear all references held by the frame."),
};
static const GetSetRow frame_getset[] = {
    ATTRIBUTE("f_back", get_back, NULL, NULL),
    ATTRIBUTE("f_locals", get_locals, NULL, "Return the mapping used by the frame to look up local variables."),
    ATTRIBUTE("f_lineno", get_lineno, set_lineno, "Return the current line number in the frame."),
    ATTRIBUTE("f_trace", get_trace, set_trace, "Return the trace function for this frame, or None if no trace function is set."),
    ATTRIBUTE("f_lasti", get_lasti, NULL, "Return the index of the last attempted instruction in the frame."),
    ATTRIBUTE("f_globals", get_globals, NULL, "Return the global variables in the frame."),
    ATTRIBUTE("f_builtins", get_builtins, NULL, "Return the built-in variables in the frame."),
    ATTRIBUTE("f_code", get_code, NULL, "Return the code object being executed in this frame."),
    MEMBER("f_trace_lines", get_trace_lines, set_trace_lines, NULL),
    ATTRIBUTE("f_trace_opcodes", get_trace_opcodes, set_trace_opcodes, "Return True if opcode tracing is enabled, False otherwise."),
    ATTRIBUTE("f_generator", get_generator, NULL, "Return the generator or coroutine associated with this frame, or None."),
};

const TypeSpec frame_spec = {
    .name = "frame", .size = sizeof(FrameView), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW, METHODS(frame_methods), GETSET(frame_getset),
    .destroy = frame_view_destroy, .visit = frame_view_visit, .try_repr = frame_repr,
};
