/* fault.c: how a compilation fails or warns: exceptions from faults, with the place and the line that SyntaxError shows. */
#include "compile/compiler.h"
#include "types/exception.h"

void compile_fail(Compiler *c) { c->failed = true; }

void compile_no_memory(Compiler *c) {
    if (!c->failed) raise_no_memory();
    c->failed = true;
}

void *compile_alloc(Compiler *c, u32 size) {
    void *made = c->failed ? NULL : arena_alloc(&c->arena, u32_max(size, 1));
    if (!made) compile_no_memory(c);
    return made;
}

bool compile_enter(Compiler *c) {
    if (c->failed) return false;
    if (++c->depth <= DEPTH_MAX) return true;
    c->depth--;
    raise(ERR_RECURSION, "maximum recursion depth exceeded during compilation");
    compile_fail(c);
    return false;
}

bool compile_pay(Compiler *c, u32 units) {
    c->unpaid += units;
    if (c->unpaid < 256) return !c->failed;
    units = c->unpaid;
    c->unpaid = 0;
    if (!fuel_poll(units)) compile_fail(c);
    return !c->failed;
}

/* ---- SyntaxError ---- */

static Value int_or_none(i64 n, bool known) { return known ? value_from_i64_fast(n) : NONE; }

/* Consumes place: (filename, line, column, text[, end_line, end_column]), or NULL. It fills the fields of that order;
 * args show it only if `shown`. */
static Value raise_at_place(ErrorId id, Text *message, Tuple *place, bool shown) {
    Value held = place ? value_of(place) : EMPTY;
    Value args = shown ? tuple_pack2(value_keep(ref_of(message)), value_keep(ref(held))) : tuple_pack1(value_keep(ref_of(message)));
    Value made = is_error(args) ? VALUE_ERROR : error_blank(id);
    if (is_error(made)) return value_release(args), value_release(held), made;
    SyntaxErrorObject *e = AS(SyntaxErrorObject, ref(made));
    Value *const fields[] = {&e->filename, &e->lineno, &e->offset, &e->text, &e->end_lineno, &e->end_offset};
    for (u32 i = 0; place && i < place->count; i++) value_set(fields[i], value_keep(ref(place->items[i])));
    value_set(&e->msg, value_keep(ref_of(message)));
    value_set(&AS(Exception, ref(made))->args, args);
    value_release(held);
    return raise_object(made);
}

/* known: there is a line, be it 0. */
static Tuple *place_of(Text *filename, bool known, u32 line, i32 column, Ref text, u32 end_line, i32 end_column) {
    Tuple *place = tuple_new(6);
    if (!place) return NULL;
    place->items[0] = value_keep(ref_of(filename));
    place->items[1] = int_or_none(line, known);
    place->items[2] = int_or_none(column, known);
    place->items[3] = is_empty(text) ? NONE : value_keep(text);
    place->items[4] = int_or_none(end_line, known);
    place->items[5] = int_or_none(end_column, known);
    return place;
}

Value raise_syntax_error(ErrorId id, Text *message, Text *filename, u32 line, i32 column, Ref text, u32 end_line, i32 end_column) {
    Tuple *place = place_of(filename, line != 0, line, column, text, end_line, end_column);
    return place ? raise_at_place(id, message, place, true) : VALUE_ERROR;
}

/* The line as CPython shows it, which may end in its newline. */
static Value line_text(Bytes text) {
    if (!text.at) return EMPTY;
    Text *line = text_from_utf8(text.at, text.length);
    return line ? value_of(line) : VALUE_ERROR;
}

/* What the compiler finds, once the tree stands, is shown only where the program is a file, as in CPython. */
static Value file_line(Text *filename, u32 line) {
    Text *found = line ? vm.hooks.source_line(filename, line) : NULL;
    if (!found) return EMPTY;
    Text *whole = text_format("%U\n", found);
    object_release(found);
    return whole ? value_of(whole) : VALUE_ERROR;
}

static ErrorId error_of(FaultKind kind) {
    switch (kind) {
    case FAULT_INDENTATION_ERROR: return ERR_INDENTATION;
    case FAULT_TAB_ERROR: return ERR_TAB;
    case FAULT_VALUE_ERROR: return ERR_VALUE;
    case FAULT_MEMORY_ERROR: return ERR_MEMORY;
    case FAULT_SYNTAX_ERROR: case FAULT_UNICODE_ERROR: break;
    }
    return ERR_SYNTAX;
}

/* What is wrong with the text as a whole has no place; with its encoding, CPython gives one of four parts. */
static void raise_parse_error(Text *filename, const Fault *fault, Text *message) {
    ErrorId id = error_of(fault->kind);
    bool encoding = !fault->line && fault->column < 0;
    if (!fault->line && !fault->text.at && !encoding) {
        raise_at_place(id, message, NULL, false);
        return;
    }
    Value text = line_text(fault->text);
    Tuple *place = is_error(text) ? NULL : place_of(filename, true, fault->line, fault->column, ref(text), fault->end_line, fault->end_column);
    value_release(text);
    if (place && encoding) {
        Value shorter = tuple_from(place->items, 4);
        object_release(place);
        place = is_error(shorter) ? NULL : AS(Tuple, ref(shorter));
    }
    if (place) raise_at_place(id, message, place, true);
}

void compile_raise_fault(Compiler *c, const Fault *fault) {
    if (c->failed) return;
    if (fault->kind == FAULT_MEMORY_ERROR && !fault->message.length) {
        compile_no_memory(c);
        return;
    }
    Text *message = text_from_utf8(fault->message.at, fault->message.length);
    if (message && fault->kind == FAULT_VALUE_ERROR) {
        raise_with(ERR_VALUE, ref_of(message));
    } else if (message && fault->kind == FAULT_MEMORY_ERROR) {
        raise_with(ERR_MEMORY, ref_of(message));
    } else if (message) {
        raise_parse_error(c->filename, fault, message);
    }
    if (message) object_release(message);
    compile_fail(c);
}

static Node node_at(const Loc *loc) {
    return (Node){.lineno = loc->line, .col_offset = loc->column, .end_lineno = loc->end_line, .end_col_offset = loc->end_column};
}

/* Consumes message, NULL if there was no memory for it. */
static void fail_at(Compiler *c, const Loc *loc, Text *message, bool shown) {
    Fault fault = {.kind = FAULT_SYNTAX_ERROR};
    Node node = node_at(loc);
    if (message && loc->line) parse_fault_at(&c->parse, &node, FAULT_SYNTAX_ERROR, (Bytes){NULL, 0}, &fault);
    Value text = message ? file_line(c->filename, fault.line) : VALUE_ERROR;
    Tuple *place = is_error(text) ? NULL : place_of(c->filename, fault.line != 0, fault.line, fault.column, ref(text), fault.end_line, fault.end_column);
    if (place) raise_at_place(ERR_SYNTAX, message, place, shown);
    value_release(text);
    if (message) object_release(message);
    compile_fail(c);
}

/* As in CPython, args tell no place while names are still sorted out. */
void compile_error(Compiler *c, const Loc *loc, const char *format, ...) {
    if (c->failed) return;
    va_list values;
    va_start(values, format);
    fail_at(c, loc, text_format_list(format, values), c->unit != NULL);
    va_end(values);
}

void compile_error_early(Compiler *c, const Loc *loc, const char *message) {
    if (!c->failed) fail_at(c, loc, text_from_c(message), false);
}

/* ---- warnings ---- */

static bool add_warning(Compiler *c, ErrorId category, u32 line, Text *message) {
    CompileWarnings *w = c->warnings;
    if (w->count == w->capacity) {
        u32 larger = w->capacity ? w->capacity * 2 : 4;
        CompileWarning *grown = buffer_resize(w->at, w->capacity * (u32)sizeof *w->at, larger * (u32)sizeof *w->at);
        if (!grown) return false;
        w->at = grown;
        w->capacity = larger;
    }
    w->at[w->count++] = (CompileWarning){category, line, value_keep(ref_of(message))};
    return true;
}

void compile_warn(Compiler *c, ErrorId category, const Loc *loc, const char *format, ...) {
    if (c->failed || !c->warnings) return;
    va_list values;
    va_start(values, format);
    Text *message = text_format_list(format, values);
    va_end(values);
    if (!message || !add_warning(c, category, loc->line, message)) compile_fail(c);
    if (message) object_release(message);
}

void compile_take_warnings(Compiler *c) {
    for (const ParseWarning *at_ = c->parse.warnings; at_ && c->warnings && !c->failed; at_ = at_->next) {
        Text *message = text_from_utf8(at_->message.at, at_->message.length);
        if (!message || !add_warning(c, ERR_SYNTAX_WARNING, at_->line, message)) compile_fail(c);
        if (message) object_release(message);
    }
}

void compile_warnings_drop(CompileWarnings *w) {
    for (u32 i = 0; i < w->count; i++) value_release(w->at[i].message);
    buffer_free(w->at, w->capacity * (u32)sizeof *w->at);
    *w = (CompileWarnings){0};
}
