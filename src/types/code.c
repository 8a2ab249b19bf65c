/* code.c: code objects as programs see them: the co_ attributes that inspect and traceback read. */
#include "bytecode/code.h"
#include "object/tuple.h"
#include "types/native.h"
#include "types/bytes.h"
#include "types/list.h"
#include "types/rows.h"

/* ---- life ---- */

static void free_list(void *list, u32 count, u32 size) { buffer_free(list, list ? u32_max(count * size, 1) : 0); }

static void release_texts(Text **texts, u32 count) {
    for (u32 i = 0; texts && i < count; i++)
        if (texts[i]) object_release(texts[i]);
}

static void code_destroy(Object *self) {
    Code *code = (Code *)self;
    for (u32 i = 0; code->constants && i < code->constant_count; i++) value_release(code->constants[i]);
    release_texts(code->names, code->name_count);
    release_texts(code->local_names, code->nlocalsplus);
    if (code->name) object_release(code->name);
    if (code->qualname) object_release(code->qualname);
    if (code->filename) object_release(code->filename);
    free_list(code->units, code->unit_count, 2);
    free_list(code->positions, code->position_count, sizeof(Position));
    free_list(code->handlers, code->handler_count, sizeof(Handler));
    free_list(code->constants, code->constant_count, sizeof(Value));
    free_list(code->names, code->name_count, sizeof(Text *));
    free_list(code->local_names, code->nlocalsplus, sizeof(Text *));
    free_list(code->local_kinds, code->nlocalsplus, 1);
    object_free(self, sizeof(Code));
}

static void code_visit(Object *self, GcVisit *visit) {
    Code *code = (Code *)self;
    gc_visit_slots(visit, code->constants, code->constant_count);
}

/* ---- names ---- */

typedef bool Wanted(const Code *code, u32 place);

static bool is_variable(const Code *code, u32 place) { return place < code->nlocals; }
static bool is_cell(const Code *code, u32 place) { return code->local_kinds[place] == LOCAL_CELL || code->local_kinds[place] == LOCAL_ARG_CELL; }
static bool is_free(const Code *code, u32 place) { return code->local_kinds[place] == LOCAL_FREE; }

static Value names_where(Ref self, Wanted *wanted) {
    const Code *code = AS(Code, self);
    u32 count = 0;
    for (u32 i = 0; i < code->nlocalsplus; i++) count += wanted(code, i);
    Tuple *tuple = tuple_new(count);
    if (!tuple) return VALUE_ERROR;
    for (u32 i = 0, n = 0; i < code->nlocalsplus; i++)
        if (wanted(code, i)) tuple->items[n++] = value_keep(ref_of(code->local_names[i]));
    return value_of(tuple);
}

static Value co_varnames(Ref self) { return names_where(self, is_variable); }
static Value co_cellvars(Ref self) { return names_where(self, is_cell); }
static Value co_freevars(Ref self) { return names_where(self, is_free); }

static Value co_names(Ref self) {
    const Code *code = AS(Code, self);
    Tuple *tuple = tuple_new(code->name_count);
    if (!tuple) return VALUE_ERROR;
    for (u32 i = 0; i < code->name_count; i++) tuple->items[i] = value_keep(ref_of(code->names[i]));
    return value_of(tuple);
}

static Value co_consts(Ref self) {
    const Code *code = AS(Code, self);
    Tuple *tuple = tuple_new(code->constant_count);
    if (!tuple) return VALUE_ERROR;
    for (u32 i = 0; i < code->constant_count; i++) tuple->items[i] = value_keep(ref(code->constants[i]));
    return value_of(tuple);
}

/* ---- numbers and texts ---- */

static Value co_name(Ref self) { return value_keep(ref_of(AS(Code, self)->name)); }
static Value co_qualname(Ref self) { return value_keep(ref_of(AS(Code, self)->qualname)); }
static Value co_filename(Ref self) { return value_keep(ref_of(AS(Code, self)->filename)); }
static Value co_firstlineno(Ref self) { return value_u32(AS(Code, self)->first_line); }
static Value co_argcount(Ref self) { return value_u32(AS(Code, self)->argcount); }
static Value co_posonlyargcount(Ref self) { return value_u32(AS(Code, self)->posonly); }
static Value co_kwonlyargcount(Ref self) { return value_u32(AS(Code, self)->kwonly); }
static Value co_nlocals(Ref self) { return value_u32(AS(Code, self)->nlocals); }
static Value co_stacksize(Ref self) { return value_u32(AS(Code, self)->stack_size); }
static Value co_flags(Ref self) { return value_u32(AS(Code, self)->flags & ~(u32)(CODE_HIDDEN | CODE_SIMPLE)); }
static Value co_code(Ref self) { return bytes_from((const u8 *)AS(Code, self)->units, AS(Code, self)->unit_count * 2); }

/* ---- lines and positions ---- */

static u32 row_end(const Code *code, u32 row) { return row + 1 < code->position_count ? code->positions[row + 1].start : code->unit_count; }
static Value number_or_none(u32 n) { return n ? value_u32(n) : NONE; }

static Value iterator_over(Value list) {
    Value iterator = type_of(ref(list))->try_iter(ref(list));
    value_release(list);
    return iterator;
}

/* Rows (start, end, line) in bytes, neighbours of one line joined. */
static Value co_lines(Ref self) {
    const Code *code = AS(Code, self);
    Value list = list_new(0);
    if (is_error(list)) return list;
    for (u32 i = 0; i < code->position_count;) {
        u32 first = i++;
        while (i < code->position_count && code->positions[i].line == code->positions[first].line) i++;
        Value row = tuple_pack3(value_u32(code->positions[first].start * 2), value_u32(row_end(code, i - 1) * 2), number_or_none(code->positions[first].line));
        if (is_error(row) || !list_append(ref(list), row)) return value_release(list), VALUE_ERROR;
    }
    return iterator_over(list);
}

static Value position_row(const Position *p) {
    Value start = number_or_none(p->line), end = number_or_none(p->end_line);
    Value column = p->column ? value_u32(p->column - 1u) : NONE, end_column = p->end_column ? value_u32(p->end_column - 1u) : NONE;
    Tuple *row = tuple_new(4);
    if (!row) return VALUE_ERROR;
    row->items[0] = start;
    row->items[1] = end;
    row->items[2] = column;
    row->items[3] = end_column;
    return value_of(row);
}

/* One row for each unit. */
static Value co_positions(Ref self) {
    const Code *code = AS(Code, self);
    Value list = list_new(0);
    if (is_error(list)) return list;
    for (u32 i = 0; i < code->position_count; i++) {
        Value row = position_row(&code->positions[i]);
        for (u32 unit = code->positions[i].start, end = row_end(code, i); unit < end && !is_error(row); unit++)
            if (!list_append(ref(list), value_keep(ref(row)))) value_set(&row, VALUE_ERROR);
        if (is_error(row)) return value_release(list), VALUE_ERROR;
        value_release(row);
    }
    return iterator_over(list);
}

static Value code_try_repr(Ref self) {
    const Code *code = AS(Code, self);
    Text *text = text_format("<code object %U at 0x%x, file \"%U\", line %d>", code->name, (u32)object_id(self), code->filename, code->first_line);
    return text ? value_of(text) : VALUE_ERROR;
}

static const NativeRow code_methods[] = {
    METHOD("co_lines($self, /)", P0, co_lines, NULL),
    METHOD("co_positions($self, /)", P0, co_positions, NULL),
};
static const GetSetRow code_getset[] = {
    ATTRIBUTE("co_name", co_name, NULL, NULL), ATTRIBUTE("co_qualname", co_qualname, NULL, NULL), ATTRIBUTE("co_filename", co_filename, NULL, NULL),
    ATTRIBUTE("co_firstlineno", co_firstlineno, NULL, NULL), ATTRIBUTE("co_argcount", co_argcount, NULL, NULL),
    ATTRIBUTE("co_posonlyargcount", co_posonlyargcount, NULL, NULL), ATTRIBUTE("co_kwonlyargcount", co_kwonlyargcount, NULL, NULL),
    ATTRIBUTE("co_nlocals", co_nlocals, NULL, NULL), ATTRIBUTE("co_stacksize", co_stacksize, NULL, NULL), ATTRIBUTE("co_flags", co_flags, NULL, NULL),
    ATTRIBUTE("co_code", co_code, NULL, NULL), ATTRIBUTE("co_consts", co_consts, NULL, NULL), ATTRIBUTE("co_names", co_names, NULL, NULL),
    ATTRIBUTE("co_varnames", co_varnames, NULL, NULL), ATTRIBUTE("co_cellvars", co_cellvars, NULL, NULL), ATTRIBUTE("co_freevars", co_freevars, NULL, NULL),
};

const TypeSpec code_spec = {
    .name = "code",
    .doc = "Create a code object.  Not for mere mortals.",
    .size = sizeof(Code),
    .flags = TYPE_IMMUTABLE | TYPE_NO_NEW,
    METHODS(code_methods),
    GETSET(code_getset),
    .destroy = code_destroy, .visit = code_visit, .try_repr = code_try_repr,
};
