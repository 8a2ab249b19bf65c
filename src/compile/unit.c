/* unit.c: a code object while it is written: its instructions, labels, handlers, blocks and names. */
#include "compile/compiler.h"

const Loc nowhere = {0, ~0u, 0, ~0u};

/* Room for one item more in a buffer of the unit. */
static bool make_room(Compiler *c, void **items, u32 count, u32 *capacity, u32 item_size) {
    if (count < *capacity) return true;
    u32 larger = *capacity ? *capacity * 2 : 16;
    void *grown = buffer_resize(*items, *capacity * item_size, larger * item_size);
    if (!grown) return compile_fail(c), false;
    *items = grown;
    *capacity = larger;
    return true;
}
#define ROOM(list, count, capacity) make_room(c, (void **)(void *)&(list), count, &(capacity), sizeof *(list))

/* ---- instructions ---- */

Instr *emit_raw(Compiler *c, u32 op, u32 arg, const Loc *loc) {
    if (c->failed) return NULL;
    Unit *u = c->unit;
    if (!ROOM(u->instrs, u->count, u->capacity)) return NULL;
    Instr *instr = &u->instrs[u->count++];
    instr->op = op;
    instr->handler = u->handler;
    instr->arg = arg;
    instr->loc = *loc;
    return instr;
}

void emit(Compiler *c, u32 op, const Loc *loc) { (void)!emit_raw(c, op, 0, loc); }
void emit_arg(Compiler *c, u32 op, u32 arg, const Loc *loc) { (void)!emit_raw(c, op, arg, loc); }
void emit_jump(Compiler *c, u32 op, u32 label, const Loc *loc) { (void)!emit_raw(c, op, label, loc); }

u32 label_new(Compiler *c) {
    Unit *u = c->unit;
    if (c->failed || !ROOM(u->labels, u->label_count, u->label_capacity)) return 0;
    u->labels[u->label_count] = ~0u;
    return u->label_count++;
}

void label_place(Compiler *c, u32 label) {
    if (c->failed) return;
    c->unit->labels[label] = c->unit->count;
    c->unit->label_at = c->unit->count;
}

void emit_const(Compiler *c, Value constant, const Loc *loc) {
    if (!is_error(constant) && is_int48(ref(constant)) && (u64)int48_of(ref(constant)) < 256) {
        emit_arg(c, OP_LOAD_INT, (u32)int48_of(ref(constant)), loc);
        return;
    }
    u32 place = pool_add(c, constant);
    if (c->failed) return;
    emit_arg(c, OP_LOAD_CONST, order_add(c, &c->unit->constants, place), loc);
}

void emit_none(Compiler *c, const Loc *loc) { emit_const(c, NONE, loc); }

void emit_int(Compiler *c, i64 n, const Loc *loc) { emit_const(c, value_from_i64(n), loc); }

void emit_name_const(Compiler *c, Identifier name, const Loc *loc) {
    Text *text = c->failed ? NULL : names_text(c, name);
    if (text) emit_const(c, value_keep(ref_of(text)), loc);
}

Identifier unit_mangle(Compiler *c, Identifier name) { return names_mangle(c, c->unit->private_name, c->unit->scope, name); }

void emit_with_name(Compiler *c, u32 op, Identifier name, const Loc *loc) {
    if (c->failed) return;
    Identifier mangled = unit_mangle(c, name);
    if (mangled) emit_arg(c, op, order_add(c, &c->unit->names, mangled->index), loc);
}

Ref loaded_constant(Compiler *c, u32 back) {
    Unit *u = c->unit;
    if (c->failed || u->count < back || u->count - back < u->label_at) return REF_EMPTY;
    const Instr *instr = &u->instrs[u->count - back];
    if (instr->op == OP_LOAD_INT) return REF(BITS(value_int48(instr->arg)));
    return instr->op == OP_LOAD_CONST ? ref(c->pool[u->constants.keys[instr->arg]]) : REF_EMPTY;
}

void unload_constants(Compiler *c, u32 count) { c->unit->count -= count; }

/* ---- handlers ---- */

u32 handler_begin(Compiler *c, u32 label, bool lasti, u32 drop, const Loc *loc) {
    Unit *u = c->unit;
    if (c->failed || !ROOM(u->handlers, u->handler_count, u->handler_capacity)) return 0;
    u->handlers[u->handler_count] = (UnitHandler){.label = label, .outer = u->handler, .drop = (u8)drop, .lasti = lasti};
    emit_arg(c, PSEUDO_SETUP, u->handler_count, loc);
    u->handler = ++u->handler_count;
    return u->handler;
}

void handler_end(Compiler *c) {
    if (c->failed) return;
    ASSERT(c->unit->handler, "a handler is active");
    c->unit->handler = c->unit->handlers[c->unit->handler - 1].outer;
}

/* ---- blocks ---- */

void block_push(Compiler *c, BlockKind kind, u32 start, u32 exit, const void *datum, const Loc *loc) {
    if (c->failed) return;
    Unit *u = c->unit;
    if (u->block_count == BLOCKS_MAX) {
        compile_error(c, loc, "too many statically nested blocks");
        return;
    }
    u->blocks[u->block_count++] = (FrameBlock){(u8)kind, (u8)u32_min(u->in_finally, 255), start, exit, datum};
}

void block_pop(Compiler *c) {
    if (!c->failed) c->unit->block_count--;
}

/* ---- beginning and ending ---- */

static bool comes_before(Identifier a, Identifier b) {
    int order = memcmp(a->text, b->text, u32_min(a->length, b->length));
    return order < 0 || (order == 0 && a->length < b->length);
}

/* Shell's sort: short lists, and no worst case that hurts. */
static void sort_names(Identifier *names, u32 count) {
    for (u32 gap = count / 2; gap; gap = gap == 2 ? 1 : gap * 5 / 11)
        for (u32 i = gap; i < count; i++) {
            Identifier name = names[i];
            u32 j = i;
            for (; j >= gap && comes_before(name, names[j - gap]); j -= gap) names[j] = names[j - gap];
            names[j] = name;
        }
}

/* Names of this meaning or with this flag, in order of their text. */
static void collect(Compiler *c, const Scope *scope, Meaning meaning, u32 flag, OrderMap *into) {
    Identifier *names = compile_alloc(c, scope->symbols.count * (u32)sizeof(Identifier));
    if (!names) return;
    u32 count = 0;
    for (u32 i = 0; i < scope->symbols.count; i++) {
        const Symbol *symbol = &scope->symbols.at[i];
        if (!symbol->removed && (symbol->meaning == meaning || symbol->flags & flag)) names[count++] = symbol->name;
    }
    sort_names(names, count);
    for (u32 i = 0; i < count; i++) order_add(c, into, names[i]->index);
}

static bool is_plain_function(const Unit *u) { return u->kind == UNIT_FUNCTION || u->kind == UNIT_LAMBDA; }

static Text *own_name(Compiler *c, const Unit *u) { return u->name_text ? u->name_text : names_text(c, u->name); }

/* Where a global statement outside says that the name is global, the path to here does not matter. */
static bool is_declared_global(Compiler *c, const Unit *u, const Unit *outer) {
    if (u->kind != UNIT_FUNCTION && u->kind != UNIT_CLASS) return false;
    Identifier mangled = names_mangle(c, outer->private_name, outer->scope, u->name);
    return mangled && scope_meaning(outer->scope, mangled) == MEANS_GLOBAL_EXPLICIT;
}

static Text *make_qualname(Compiler *c, const Unit *u) {
    const Unit *outer = u->outer;
    Identifier function = u->scope->function_name;
    TextBuilder b = {0};
    if (outer && outer->kind == UNIT_TYPE_PARAMS) outer = outer->outer;
    if (outer && outer->outer && !is_declared_global(c, u, outer)) {
        builder_text(&b, outer->qualname);
        if (is_plain_function(outer)) builder_c(&b, ".<locals>");
        builder_char(&b, '.');
    }
    Text *prefix = function ? names_text(c, function) : NULL, *name = own_name(c, u);
    if (c->failed) return builder_drop(&b), NULL;
    if (prefix) {
        builder_text(&b, prefix);
        builder_char(&b, '.');
    }
    builder_text(&b, name);
    Text *made = builder_finish(&b);
    if (!made) compile_fail(c);
    return made;
}

static void emit_prologue(Compiler *c) {
    Unit *u = c->unit;
    if (u->frees.count) emit_arg(c, OP_COPY_FREE_VARS, u->frees.count, &nowhere);
    for (u32 i = 0; i < u->cells.count; i++) emit_arg(c, OP_MAKE_CELL, i, &nowhere);
}

bool unit_begin(Compiler *c, UnitKind kind, Identifier name, Text *name_text, const Node *key, ScopeKey which, u32 first_line) {
    if (!compile_enter(c)) return false;
    Unit *u = compile_alloc(c, sizeof(Unit));
    if (!u) return compile_leave(c), false;
    u->outer = c->unit;
    u->kind = kind;
    u->scope = symtable_scope(c, key, which);
    CHECK(u->scope, "every scope was walked by the symbol table");
    u->name = name;
    u->name_text = name_text;
    u->first_line = first_line;
    u->private_name = u->outer ? u->outer->private_name : NULL;
    if (u->outer && u->outer->kind == UNIT_TYPE_PARAMS && !u->private_name) u->private_name = u->outer->private_name;
    c->unit = u;
    u->qualname = make_qualname(c, u);
    const Scope *scope = u->scope;
    for (u32 i = 0; i < scope->param_count && !c->failed; i++) order_add(c, &u->locals, scope->params[i]->index);
    collect(c, scope, MEANS_CELL, SYM_COMPREHENSION_CELL, &u->cells);
    if (kind == UNIT_CLASS) {
        if (scope->needs_class_closure) order_add(c, &u->cells, c->known[K_CLASS]->index);
        if (scope->needs_classdict) order_add(c, &u->cells, c->known[K_CLASSDICT]->index);
        if (scope->conditional_annotations) order_add(c, &u->cells, c->known[K_CONDITIONAL]->index);
    }
    collect(c, scope, MEANS_FREE, SYM_FREE_CLASS, &u->frees);
    emit_prologue(c);
    return !c->failed;
}

void unit_drop(Compiler *c) {
    Unit *u = c->unit;
    buffer_free(u->instrs, u->capacity * (u32)sizeof(Instr));
    buffer_free(u->labels, u->label_capacity * 4);
    buffer_free(u->handlers, u->handler_capacity * (u32)sizeof(UnitHandler));
    order_drop(&u->constants);
    order_drop(&u->names);
    order_drop(&u->locals);
    order_drop(&u->cells);
    order_drop(&u->frees);
    order_drop(&u->hidden);
    order_drop(&u->static_attributes);
    if (u->qualname) object_release(u->qualname);
    if (u->name_text) object_release(u->name_text);
    c->unit = u->outer;
    compile_leave(c);
}

Value unit_end(Compiler *c) {
    Value code = c->failed ? VALUE_ERROR : assemble(c, c->unit);
    if (is_error(code) && !c->failed) compile_fail(c);
    order_drop(&c->closure);
    c->closure = c->unit->frees;
    c->unit->frees = (OrderMap){0};
    unit_drop(c);
    return code;
}
