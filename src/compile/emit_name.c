/* emit_name.c: loading and storing names, by what the symbol table says they mean. */
#include "compile/compiler.h"

typedef enum { USE_LOAD, USE_STORE, USE_DELETE } Use;

static u32 cell_place(Compiler *c, Identifier name) {
    Unit *u = c->unit;
    bool class_magic = u->kind == UNIT_CLASS && (name == c->known[K_CLASS] || name == c->known[K_CLASSDICT] || name == c->known[K_CONDITIONAL]);
    u32 place;
    bool prefers_free = !class_magic && scope_meaning(u->scope, name) != MEANS_CELL;
    if (prefers_free && order_find(&u->frees, name->index, &place)) return u->cells.count + place;
    if (order_find(&u->cells, name->index, &place)) return place;
    if (order_find(&u->frees, name->index, &place)) return u->cells.count + place;
    raise(ERR_SYSTEM, "no cell for '%U' in '%U'", names_text(c, name), u->qualname);
    compile_fail(c);
    return 0;
}

void emit_cell_op(Compiler *c, u32 op, Identifier name, const Loc *loc) {
    if (!c->failed) emit_arg(c, op, cell_place(c, name), loc);
}

static void use_deref(Compiler *c, Identifier name, Use use, const Loc *loc) {
    const Unit *u = c->unit;
    if (use != USE_LOAD) {
        emit_cell_op(c, use == USE_STORE ? OP_STORE_DEREF : OP_DELETE_DEREF, name, loc);
    } else if (u->scope->kind == SCOPE_CLASS && !u->inlined_depth) {
        emit(c, OP_LOAD_LOCALS, loc);
        emit_cell_op(c, OP_LOAD_FROM_DICT_OR_DEREF, name, loc);
    } else if (u->scope->can_see_class) {
        emit_cell_op(c, OP_LOAD_DEREF, c->known[K_CLASSDICT], loc);
        emit_cell_op(c, OP_LOAD_FROM_DICT_OR_DEREF, name, loc);
    } else {
        emit_cell_op(c, OP_LOAD_DEREF, name, loc);
    }
}

static void use_local(Compiler *c, Identifier name, Use use, const Loc *loc) {
    static const u8 ops[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    emit_arg(c, ops[use], order_add(c, &c->unit->locals, name->index), loc);
}

static void use_global(Compiler *c, Identifier name, Use use, bool implicit, const Loc *loc) {
    static const u8 ops[] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    u32 op = ops[use];
    if (use == USE_LOAD && implicit && c->unit->scope->can_see_class) {
        emit_cell_op(c, OP_LOAD_DEREF, c->known[K_CLASSDICT], loc);
        op = OP_LOAD_FROM_DICT_OR_GLOBALS;
    }
    emit_arg(c, op, order_add(c, &c->unit->names, name->index), loc);
}

static void use_mapping(Compiler *c, Identifier name, Use use, const Loc *loc) {
    static const u8 ops[] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    u32 op = ops[use];
    if (use == USE_LOAD && c->unit->scope->kind == SCOPE_CLASS && c->unit->inlined_depth) op = OP_LOAD_GLOBAL;
    emit_arg(c, op, order_add(c, &c->unit->names, name->index), loc);
}

static void use_name(Compiler *c, Identifier name, Use use, const Loc *loc) {
    if (c->failed) return;
    if (use != USE_LOAD && name == c->known[K_DEBUG]) {
        compile_error(c, loc, use == USE_STORE ? "cannot assign to __debug__" : "cannot delete __debug__");
        return;
    }
    const Scope *scope = c->unit->scope;
    Identifier mangled = unit_mangle(c, name);
    if (!mangled) return;
    const Symbol *symbol = symbol_find(&scope->symbols, mangled);
    switch ((Meaning)(symbol ? symbol->meaning : MEANS_NOTHING)) {
    case MEANS_FREE:
    case MEANS_CELL: use_deref(c, mangled, use, loc); return;
    case MEANS_LOCAL:
        if (scope_is_function_like(scope) || symbol->hidden) use_local(c, mangled, use, loc);
        else use_mapping(c, mangled, use, loc);
        return;
    case MEANS_GLOBAL_IMPLICIT:
        if (scope_is_function_like(scope)) use_global(c, mangled, use, true, loc);
        else use_mapping(c, mangled, use, loc);
        return;
    case MEANS_GLOBAL_EXPLICIT: use_global(c, mangled, use, false, loc); return;
    case MEANS_NOTHING: use_mapping(c, mangled, use, loc); return;
    }
}

void emit_load(Compiler *c, Identifier name, const Loc *loc) { use_name(c, name, USE_LOAD, loc); }
void emit_store(Compiler *c, Identifier name, const Loc *loc) { use_name(c, name, USE_STORE, loc); }
void emit_delete(Compiler *c, Identifier name, const Loc *loc) { use_name(c, name, USE_DELETE, loc); }

void emit_closure(Compiler *c, Value code, u32 attributes, const Loc *loc) {
    if (is_error(code)) return;
    if (c->failed) {
        value_release(code);
        return;
    }
    u32 frees = c->closure.count;
    for (u32 i = 0; i < frees; i++) emit_cell_op(c, OP_LOAD_CELL, names_identifier(c, c->closure.keys[i]), loc);
    if (frees) emit_arg(c, OP_BUILD_TUPLE, frees, loc);
    emit_const(c, code, loc);
    emit(c, OP_MAKE_FUNCTION, loc);
    static const u8 order[] = {8, 4, 16, 2, 1}; /* closure annotations annotate kwdefaults defaults */
    for (u32 i = 0; i < COUNT_OF(order); i++)
        if ((frees ? attributes | 8 : attributes) & order[i]) emit_arg(c, OP_SET_FUNCTION_ATTRIBUTE, order[i], loc);
}
