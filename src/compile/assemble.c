/* assemble.c: a unit becomes a code object: layout of jumps, units, handlers, positions, and what the object holds.
 *
 * Sizes only grow while the layout is sought: a jump that has once needed an EXTEND keeps it, so the search ends.
 */
#include "compile/compiler.h"
#include "frame/frame.h"

enum { SLOTS_MAX = 0xFFFF };

static const u8 cache_units[OP_COUNT] = {
#define OPCODE(name, units, cache, effect, picture) [OP_##name] = cache,
#include "bytecode/opcodes.def"
};

/* ---- variables: cells and free variables get their final places ---- */

typedef struct { u32 *cell_places; u32 nlocals, extra_cells, total; } Variables;

static bool place_variables(Compiler *c, Unit *u, Variables *v) {
    v->cell_places = compile_alloc(c, (u->cells.count + u->frees.count + 1) * 4);
    if (!v->cell_places) return false;
    v->nlocals = u->locals.count;
    for (u32 i = 0; i < u->cells.count; i++) {
        u32 place;
        v->cell_places[i] = order_find(&u->locals, u->cells.keys[i], &place) ? place : v->nlocals + v->extra_cells++;
    }
    for (u32 i = 0; i < u->frees.count; i++) v->cell_places[u->cells.count + i] = v->nlocals + v->extra_cells + i;
    v->total = v->nlocals + v->extra_cells + u->frees.count;
    return true;
}

static bool names_a_cell(u32 op) {
    return op == OP_MAKE_CELL || op == OP_LOAD_CELL || op == OP_LOAD_DEREF || op == OP_STORE_DEREF || op == OP_DELETE_DEREF || op == OP_LOAD_FROM_DICT_OR_DEREF;
}

/* ---- layout ---- */

static u32 prefixes(u32 arg) { return arg <= 0xFF ? 0 : arg <= 0xFFFF ? 1 : arg <= 0xFFFFFF ? 2 : 3; }

static u32 distance(const Instr *instr, const u32 *starts, u32 i) {
    u32 end = starts[i + 1], target = starts[instr->arg];
    return target >= end ? target - end : end - target;
}

/* starts[i]: the first unit of instruction i, its EXTENDs included. */
static bool lay_out(Compiler *c, const Flow *flow, u32 *starts, u8 *extends) {
    for (u32 i = 0; i < flow->count; i++) {
        const Instr *instr = &flow->at[i];
        extends[i] = instr->op == PSEUDO_GONE || instr_is_jump(instr->op) ? 0 : (u8)prefixes(instr->arg);
    }
    for (bool moved = true; moved;) {
        u32 at_ = 0;
        moved = false;
        if (!compile_pay(c, flow->count / 8 + 1)) return false;
        for (u32 i = 0; i < flow->count; i++) {
            starts[i] = at_;
            if (flow->at[i].op != PSEUDO_GONE) at_ += extends[i] + opcode_units[flow->at[i].op];
        }
        starts[flow->count] = at_;
        for (u32 i = 0; i < flow->count; i++) {
            if (flow->at[i].op == PSEUDO_GONE || !instr_is_jump(flow->at[i].op)) continue;
            u32 needed = prefixes(distance(&flow->at[i], starts, i));
            if (needed <= extends[i]) continue;
            extends[i] = (u8)needed;
            moved = true;
        }
    }
    return true;
}

static void write_units(const Flow *flow, const u32 *starts, const u8 *extends, u16 *units) {
    for (u32 i = 0; i < flow->count; i++) {
        const Instr *instr = &flow->at[i];
        if (instr->op == PSEUDO_GONE) continue;
        u32 arg = instr_is_jump(instr->op) ? distance(instr, starts, i) : instr->arg;
        u16 *to = units + starts[i];
        for (u32 k = extends[i]; k; k--) *to++ = (u16)(OP_EXTEND | (arg >> (8 * k) & 255) << 8);
        *to++ = (u16)(instr->op | (arg & 255) << 8);
        u32 further = opcode_units[instr->op] - 1u, cache = cache_units[instr->op];
        if (further > cache) *to++ = (u16)instr->second;
        memset(to, 0, cache * 2);
    }
}

/* ---- tables ---- */

static u16 column_of(u32 column) { return column < 0xFFFE ? (u16)(column + 1) : 0; }

static bool same_place(const Loc *a, const Loc *b) {
    return a->line == b->line && a->column == b->column && a->end_line == b->end_line && a->end_column == b->end_column;
}

/* Rows of equal neighbours are one. With `rows` NULL they are only counted. */
static u32 write_positions(const Flow *flow, const u32 *starts, Position *rows) {
    u32 n = 0;
    const Loc *last = NULL;
    for (u32 i = 0; i < flow->count; i++) {
        const Loc *loc = &flow->at[i].loc;
        if (flow->at[i].op == PSEUDO_GONE || (last && same_place(last, loc))) continue;
        if (rows) rows[n] = (Position){starts[i], loc->line, loc->end_line, column_of(loc->column), column_of(loc->end_column)};
        last = loc;
        n++;
    }
    return n;
}

static u32 write_handlers(const Unit *u, const Flow *flow, const u32 *starts, Handler *rows) {
    u32 n = 0;
    for (u32 i = 0; i < flow->count;) {
        u32 handler = flow->at[i].handler, first = i;
        while (i < flow->count && flow->at[i].handler == handler) i++;
        if (!handler || starts[first] == starts[i]) continue;
        const UnitHandler *h = &u->handlers[handler - 1];
        if (rows) rows[n] = (Handler){starts[first], starts[i], starts[h->label], h->depth, h->lasti};
        n++;
    }
    return n;
}

/* ---- the object ---- */

static u32 code_flags(const Compiler *c, const Unit *u) {
    const Scope *s = u->scope;
    u32 flags = c->flags & COMPILE_FUTURE_ANNOTATIONS;
    if (c->flags & COMPILE_HIDDEN) flags |= CODE_HIDDEN;
    if (!scope_is_function_like(s)) return flags;
    flags |= CODE_NEWLOCALS | CODE_OPTIMIZED;
    if (s->nested) flags |= CODE_NESTED;
    if (s->generator) flags |= s->coroutine ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
    else if (s->coroutine) flags |= CODE_COROUTINE;
    if (s->varargs) flags |= CODE_VARARGS;
    if (s->varkeywords) flags |= CODE_VARKEYWORDS;
    if (s->method) flags |= CODE_METHOD;
    if (u->has_docstring) flags |= CODE_HAS_DOCSTRING;
    if (!s->generator && !s->coroutine && !s->varargs && !s->varkeywords && !u->kwonly) flags |= CODE_SIMPLE;
    return flags;
}

static Text *kept_name(Compiler *c, u32 key) {
    Text *text = names_text(c, names_identifier(c, key));
    if (text) object_keep(text);
    return text;
}

static bool fill_local(Compiler *c, Code *code, u32 place, u32 key, u32 kind) {
    if (code->local_names[place]) {
        code->local_kinds[place] = (u8)kind;
        return true;
    }
    code->local_kinds[place] = (u8)kind;
    return (code->local_names[place] = kept_name(c, key)) != NULL;
}

static bool fill_locals(Compiler *c, const Unit *u, const Variables *v, Code *code) {
    for (u32 i = 0; i < v->nlocals; i++) {
        u32 place;
        if (!fill_local(c, code, i, u->locals.keys[i], order_find(&u->hidden, u->locals.keys[i], &place) ? LOCAL_HIDDEN : LOCAL_NAME)) return false;
    }
    for (u32 i = 0; i < u->cells.count; i++)
        if (!fill_local(c, code, v->cell_places[i], u->cells.keys[i], v->cell_places[i] < v->nlocals ? LOCAL_ARG_CELL : LOCAL_CELL)) return false;
    for (u32 i = 0; i < u->frees.count; i++)
        if (!fill_local(c, code, v->cell_places[u->cells.count + i], u->frees.keys[i], LOCAL_FREE)) return false;
    return true;
}

static void *new_list(u32 count, u32 size) {
    void *list = buffer_new(u32_max(count * size, 1));
    if (list) memset(list, 0, u32_max(count * size, 1));
    return list;
}

/* Everything that the object holds is there, empty: whatever fails later, its Destroy can take it apart. */
static Code *new_code(const Unit *u, const Variables *v, u32 units, u32 positions, u32 handlers) {
    Code *code = NEW(Code, T_CODE);
    if (!code) return NULL;
    memset((u8 *)code + sizeof(Object), 0, sizeof *code - sizeof(Object));
    code->unit_count = units;
    code->position_count = positions;
    code->handler_count = handlers;
    code->constant_count = u->constants.count;
    code->name_count = u->names.count;
    code->nlocalsplus = (u16)v->total;
    code->units = new_list(units, 2);
    code->positions = code->units ? new_list(positions, sizeof(Position)) : NULL;
    code->handlers = code->positions ? new_list(handlers, sizeof(Handler)) : NULL;
    code->constants = code->handlers ? new_list(u->constants.count, sizeof(Value)) : NULL;
    code->names = code->constants ? new_list(u->names.count, sizeof(Text *)) : NULL;
    code->local_names = code->names ? new_list(v->total, sizeof(Text *)) : NULL;
    code->local_kinds = code->local_names ? new_list(v->total, 1) : NULL;
    if (code->local_kinds) return code;
    object_release(code);
    return NULL;
}

static bool fill_code(Compiler *c, const Unit *u, const Flow *flow, const Variables *v, Code *code) {
    code->flags = code_flags(c, u);
    code->argcount = (u16)u->argcount;
    code->posonly = (u16)u->posonly;
    code->kwonly = (u16)u->kwonly;
    code->nlocals = (u16)v->nlocals;
    code->ncells = (u16)u->cells.count;
    code->nfrees = (u16)u->frees.count;
    code->stack_size = (u16)flow->stack_size;
    code->frame_slots = (u16)(FRAME_HEADER_SLOTS + v->total + FRAME_SPECIALS_SIZE + flow->stack_size);
    code->first_line = u->first_line;
    code->version = ++vm.function_version;
    for (u32 i = 0; i < code->constant_count; i++) code->constants[i] = value_keep(ref(c->pool[u->constants.keys[i]]));
    for (u32 i = 0; i < code->name_count; i++)
        if (!(code->names[i] = kept_name(c, u->names.keys[i]))) return false;
    Text *name = u->name_text ? u->name_text : names_text(c, u->name);
    if (!name) return false;
    object_keep(name);
    code->name = name;
    object_keep(u->qualname);
    code->qualname = u->qualname;
    object_keep(c->filename);
    code->filename = c->filename;
    return fill_locals(c, u, v, code);
}

Value assemble(Compiler *c, Unit *u) {
    Flow flow = {0};
    Variables v = {0};
    if (!flow_build(c, u, &flow) || !fuse(c, u, &flow) || !place_variables(c, u, &v)) return VALUE_ERROR;
    if (FRAME_HEADER_SLOTS + v.total + FRAME_SPECIALS_SIZE + flow.stack_size > SLOTS_MAX) {
        compile_error(c, &nowhere, "too many variables or operands in one code block");
        return VALUE_ERROR;
    }
    for (u32 i = 0; i < flow.count; i++)
        if (names_a_cell(flow.at[i].op)) flow.at[i].arg = v.cell_places[flow.at[i].arg];
    u32 *starts = compile_alloc(c, (flow.count + 1) * 4);
    u8 *extends = compile_alloc(c, flow.count + 1);
    if (c->failed || !lay_out(c, &flow, starts, extends)) return VALUE_ERROR;
    Code *code = new_code(u, &v, starts[flow.count], write_positions(&flow, starts, NULL), write_handlers(u, &flow, starts, NULL));
    if (!code) return VALUE_ERROR;
    write_units(&flow, starts, extends, code->units);
    write_positions(&flow, starts, code->positions);
    write_handlers(u, &flow, starts, code->handlers);
    if (fill_code(c, u, &flow, &v, code)) return value_of(code);
    object_release(code);
    return VALUE_ERROR;
}
