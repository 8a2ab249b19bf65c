/* syntax_error.c: SyntaxError and its place in the source. */
#include "types/compose.h"
#include "types/exception.h"
#include "types/rows.h"

INLINE SyntaxErrorObject *syntax_of(Ref r) { return AS(SyntaxErrorObject, r); }

/* SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset, metadata)) */
static bool fill_place(Ref self, const Tuple *info) {
    SyntaxErrorObject *e = syntax_of(self);
    Value *const fields[] = {&e->filename, &e->lineno, &e->offset, &e->text, &e->end_lineno, &e->end_offset, &e->metadata};
    if (info->count < 4) return RAISE_FALSE(ERR_TYPE, "function takes at least 4 arguments (%u given)", info->count);
    if (info->count > 7) return RAISE_FALSE(ERR_TYPE, "function takes at most 7 arguments (%u given)", info->count);
    for (u32 i = 0; i < 7; i++) value_set(fields[i], i < info->count ? value_keep(ref(info->items[i])) : EMPTY);
    if (info->count == 5) return RAISE_FALSE(ERR_TYPE, "end_offset must be provided when end_lineno is provided");
    return true;
}

/* slots: self, what the second argument was */
static Outcome init_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_tuple(ref(slot[1]));
    value_set(&slot[1], incoming);
    return fill_place(ref(slot[0]), AS(Tuple, ref(slot[1]))) ? native_done(f, NONE) : native_fail(f);
}
static const NativeFrameKind init_frame = {"SyntaxError", init_step, 2, 0, NULL};

static Outcome syntax_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (c.keywords) return RAISE_OUTCOME(ERR_TYPE, "%T() takes no keyword arguments", self);
    if (!exception_set_args(self, c.args, c.n)) return OUTCOME_ERROR;
    SyntaxErrorObject *e = syntax_of(self);
    if (c.n >= 1) value_set(&e->msg, value_keep(ref(c.args[0])));
    if (c.n != 2) return outcome(NONE);
    if (is_tuple(ref(c.args[1]))) return fill_place(self, AS(Tuple, ref(c.args[1]))) ? outcome(NONE) : OUTCOME_ERROR;
    Frame *f = native_push(&init_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(ref(c.args[1]));
    return OUTCOME_PUSHED;
}

/* One raised by C may have its message in args alone. */
static Ref message_of(Ref self) {
    Ref msg = ref(syntax_of(self)->msg);
    const Tuple *args = AS(Tuple, exception_args(self));
    return !is_empty(msg) ? msg : args->count ? ref(args->items[0]) : REF_NONE;
}

static Value base_name(const Text *path) {
    u32 start = path->length;
    while (start && text_char(path, start - 1) != '/') start--;
    Text *name = text_substring((Text *)(uintptr_t)path, start, path->length);
    return name ? value_of(name) : VALUE_ERROR;
}

static Outcome syntax_str(Ref self) {
    const SyntaxErrorObject *e = syntax_of(self);
    bool named = is_kind(ref(e->filename), TYPE_IS_STR), placed = is_int48(ref(e->lineno));
    Value parts[3] = {VALUE(BITS(message_of(self))), EMPTY, e->lineno};
    if (!named) {
        parts[1] = e->lineno;
        return placed ? compose("%S (line %S)", parts, 2) : op_str(message_of(self));
    }
    Value name = base_name(text_of(ref(e->filename)));
    if (is_error(name)) return OUTCOME_ERROR;
    parts[1] = name;
    Outcome answer = placed ? compose("%S (%S, line %S)", parts, 3) : compose("%S (%S)", parts, 2);
    value_release(name);
    return answer;
}

EXCEPTION_ACCESS(SyntaxErrorObject, syntax, filename)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, lineno)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, offset)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, text)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, end_lineno)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, end_offset)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, print_file_and_line)
EXCEPTION_ACCESS(SyntaxErrorObject, syntax, metadata)
static Value syntax_get_msg(Ref self) { return value_keep(message_of(self)); }
static bool syntax_set_msg(Ref self, Ref value) {
    value_set(&syntax_of(self)->msg, is_empty(value) ? NONE : value_keep(value));
    return true;
}

static const NativeRow syntax_methods[] = {
    METHOD("__str__($self, /)", O0, syntax_str, "Return str(self)."),
    METHOD("__init__($self, /, *args, **kwargs)", ON, syntax_init, INIT_DOC),
};
static const GetSetRow syntax_getset[] = {
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, msg, msg, "exception msg"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, filename, filename, "exception filename"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, lineno, lineno, "exception lineno"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, offset, offset, "exception offset"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, text, text, "exception text"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, end_lineno, end_lineno, "exception end lineno"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, end_offset, end_offset, "exception end offset"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, print_file_and_line, print_file_and_line, "exception print_file_and_line"),
    EXCEPTION_FIELD(SyntaxErrorObject, syntax, metadata, _metadata, "exception private metadata"),
};
const TypeSpec syntax_error_spec = {
    .name = "SyntaxError", .doc = "Invalid syntax.", .size = sizeof(SyntaxErrorObject), .flags = EXCEPTION_FLAGS,
    METHODS(syntax_methods), GETSET(syntax_getset), .blank = exception_blank,
};

static Value number_or_none(u32 n) { return n ? value_u32(n) : NONE; }
static Value shown(Ref r) { return is_empty(r) ? NONE : value_keep(r); }

Value raise_syntax(ErrorId id, Text *message, Ref filename, SyntaxPlace place, Ref text) {
    Value info[6] = {shown(filename), number_or_none(place.line), number_or_none(place.offset), shown(text), number_or_none(place.end_line), number_or_none(place.end_offset)};
    Value where = tuple_take(info, 6);
    if (is_error(where)) return where;
    Value made = error_blank(id);
    if (is_error(made)) return value_release(where), made;
    SyntaxErrorObject *e = syntax_of(ref(made));
    bool filled = fill_place(ref(made), AS(Tuple, ref(where)));
    Value args = tuple_pack2(value_keep(ref_of(message)), where);
    if (!filled || is_error(args)) {
        value_release(args);
        value_release(made);
        return VALUE_ERROR;
    }
    value_set(&e->base.args, args);
    value_set(&e->msg, value_keep(ref_of(message)));
    return raise_object(made);
}
