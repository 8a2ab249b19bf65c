/* emit_comprehension.c: comprehensions. Those of lists, sets and dicts are written into the code around them (PEP 709):
 * the names they bind are put aside on the stack while they run, and come back afterwards, also after an exception.
 * Generator expressions, and what the symbol table could not inline, are functions of one argument, the outermost
 * iterator.
 */
#include "compile/compiler.h"

typedef struct {
    const Node *node, *key, *value; /* key: what is collected; value: of dicts only */
    const NodeList *clauses;
    u32 kind;      /* ComprehensionKind */
    bool inlined;
} Comprehension;

static Comprehension read(const Compiler *c, const Node *node) {
    Comprehension k = {.node = node};
    if (node->kind == ND_DictComp) {
        k.key = AST(DictComp, node)->key;
        k.value = AST(DictComp, node)->value;
        k.clauses = &AST(DictComp, node)->generators;
    } else { /* the other three begin alike */
        k.key = ((const ListCompNode *)node)->elt;
        k.clauses = &((const ListCompNode *)node)->generators;
    }
    const Scope *scope = symtable_scope(c, node, KEY_BODY);
    k.kind = scope->comprehension;
    k.inlined = scope->inlined;
    return k;
}

static const comprehensionNode *clause_at(const Comprehension *k, u32 i) { return AST(comprehension, k->clauses->at[i]); }

/* ---- the loops ---- */

static void emit_clause(Compiler *c, const Comprehension *k, u32 i, u32 depth);

/* What the innermost loop does with each element; depth: iterators on the stack above what is collected. */
static void emit_element(Compiler *c, const Comprehension *k, u32 depth) {
    const Loc *loc = at(k->key);
    emit_expr(c, k->key);
    switch ((ComprehensionKind)k->kind) {
    case COMPREHENSION_GENERATOR:
        emit_yield(c, loc);
        emit(c, OP_POP_TOP, loc);
        return;
    case COMPREHENSION_LIST: emit_arg(c, OP_LIST_APPEND, depth + 1, loc); return;
    case COMPREHENSION_SET: emit_arg(c, OP_SET_ADD, depth + 1, loc); return;
    default: {
        Loc both = *loc;
        both.end_line = at(k->value)->end_line;
        both.end_column = at(k->value)->end_column;
        emit_expr(c, k->value);
        emit_arg(c, OP_MAP_ADD, depth + 1, &both);
    }
    }
}

static void emit_inside(Compiler *c, const Comprehension *k, u32 i, u32 depth, u32 skip) {
    const comprehensionNode *clause = clause_at(k, i);
    for (u32 n = 0; n < clause->ifs.count && !c->failed; n++) emit_jump_if(c, clause->ifs.at[n], skip, false);
    if (i + 1 < k->clauses->count) emit_clause(c, k, i + 1, depth);
    else emit_element(c, k, depth);
}

/* `for y in [f(x)]` binds y without a loop. */
static const Node *only_element(const Node *iter) {
    if (iter->kind != ND_List && iter->kind != ND_Tuple) return NULL;
    const NodeList *elements = iter->kind == ND_List ? &AST(List, iter)->elts : &AST(Tuple, iter)->elts;
    return elements->count == 1 && elements->at[0]->kind != ND_Starred ? elements->at[0] : NULL;
}

static void emit_sync_clause(Compiler *c, const Comprehension *k, u32 i, u32 depth) {
    const comprehensionNode *clause = clause_at(k, i);
    const Loc *loc = at(clause->iter);
    u32 start = label_new(c), skip = label_new(c), end = label_new(c);
    const Node *only = i ? only_element(clause->iter) : NULL;
    if (only) {
        emit_expr(c, only);
        emit_expr(c, clause->target);
        emit_inside(c, k, i, depth, skip);
        label_place(c, skip);
        return;
    }
    if (i) {
        emit_expr(c, clause->iter);
        emit(c, OP_GET_ITER, loc);
    } else if (!k->inlined) {
        emit_arg(c, OP_LOAD_FAST, 0, loc);
    }
    label_place(c, start);
    emit_jump(c, OP_FOR_ITER, end, loc);
    emit_expr(c, clause->target);
    emit_inside(c, k, i, depth + 1, skip);
    label_place(c, skip);
    emit_jump(c, PSEUDO_JUMP, start, at(k->key));
    label_place(c, end);
}

static void emit_async_clause(Compiler *c, const Comprehension *k, u32 i, u32 depth) {
    const comprehensionNode *clause = clause_at(k, i);
    const Loc *loc = at(clause->iter);
    u32 start = label_new(c), skip = label_new(c), fail = label_new(c);
    if (i) {
        emit_expr(c, clause->iter);
        emit(c, OP_GET_AITER, loc);
    } else if (!k->inlined) {
        emit_arg(c, OP_LOAD_FAST, 0, loc);
    }
    label_place(c, start);
    handler_begin(c, fail, false, 0, loc);
    emit(c, OP_GET_ANEXT, at(k->node));
    emit_none(c, at(k->node));
    emit_yield_from(c, at(k->node), true);
    handler_end(c);
    emit_expr(c, clause->target);
    emit_inside(c, k, i, depth + 1, skip);
    label_place(c, skip);
    emit_jump(c, PSEUDO_JUMP, start, at(k->key));
    label_place(c, fail);
    emit(c, OP_END_ASYNC_FOR, loc);
}

static void emit_clause(Compiler *c, const Comprehension *k, u32 i, u32 depth) {
    if (!compile_enter(c)) return;
    if (clause_at(k, i)->is_async) emit_async_clause(c, k, i, depth);
    else emit_sync_clause(c, k, i, depth);
    compile_leave(c);
}

static void emit_empty(Compiler *c, const Comprehension *k) {
    static const u8 ops[] = {[COMPREHENSION_LIST] = OP_BUILD_LIST, [COMPREHENSION_SET] = OP_BUILD_SET, [COMPREHENSION_DICT] = OP_BUILD_MAP};
    emit_arg(c, ops[k->kind], 0, at(k->node));
}

static void emit_outermost_iterator(Compiler *c, const Comprehension *k) {
    const comprehensionNode *clause = clause_at(k, 0);
    emit_expr(c, clause->iter);
    emit(c, clause->is_async ? OP_GET_AITER : OP_GET_ITER, at(clause->iter));
}

/* ---- inlined: its names for a while mean what they mean inside ---- */

typedef struct { Symbol *saved; Identifier *names; u32 saved_count, name_count; } Aside;

static bool is_bound_inside(const Symbol *symbol) { return symbol->flags & SYM_LOCAL && !(symbol->flags & SYM_NONLOCAL); }

/* Whether the name's meaning inside has to stand for the one outside. */
static bool overrides(const Symbol *inner, const Symbol *outer, bool in_class_body) {
    if (in_class_body) return true;
    if (inner->meaning == outer->meaning || inner->meaning == MEANS_FREE) return false;
    return !(inner->meaning == MEANS_CELL && outer->meaning == MEANS_FREE);
}

static void put_aside(Compiler *c, const Scope *inner, Aside *aside, const Loc *loc) {
    Unit *u = c->unit;
    Scope *outer = u->scope;
    bool in_class_body = outer->kind == SCOPE_CLASS && !u->inlined_depth;
    aside->saved = compile_alloc(c, (inner->symbols.count + 1) * (u32)sizeof(Symbol));
    aside->names = compile_alloc(c, (inner->symbols.count + 1) * (u32)sizeof(Identifier));
    if (c->failed) return;
    for (u32 i = 0; i < inner->symbols.count && !c->failed; i++) {
        const Symbol *symbol = &inner->symbols.at[i];
        if (symbol->removed || symbol->flags & SYM_PARAM) continue;
        bool bound = is_bound_inside(symbol);
        if (!bound && !in_class_body) continue;
        Symbol *known = symbol_find(&outer->symbols, symbol->name);
        if (!known && !(known = symbol_add(c, &outer->symbols, symbol->name))) return;
        bool hides = bound && !scope_is_function_like(outer);
        if (overrides(symbol, known, in_class_body) || hides) {
            aside->saved[aside->saved_count++] = *known;
            if (overrides(symbol, known, in_class_body)) known->meaning = symbol->meaning;
            known->hidden |= hides;
        }
        if (!bound) continue;
        if (hides) order_add(c, &u->hidden, symbol->name->index);
        emit_arg(c, OP_LOAD_FAST_AND_CLEAR, order_add(c, &u->locals, symbol->name->index), loc);
        aside->names[aside->name_count++] = symbol->name;
        if (symbol->meaning == MEANS_CELL) emit_cell_op(c, OP_MAKE_CELL, symbol->name, loc);
    }
}

static void restore_meanings(Compiler *c, const Aside *aside) {
    for (u32 i = 0; i < aside->saved_count; i++) {
        Symbol *symbol = symbol_find(&c->unit->scope->symbols, aside->saved[i].name);
        if (symbol) *symbol = aside->saved[i];
    }
}

/* names… result -> result */
static void emit_restore(Compiler *c, const Aside *aside, const Loc *loc) {
    emit_arg(c, OP_SWAP, aside->name_count + 1, loc);
    for (u32 i = aside->name_count; i-- > 0 && !c->failed;) emit_arg(c, OP_STORE_FAST, order_add(c, &c->unit->locals, aside->names[i]->index), loc);
}

static void emit_inlined(Compiler *c, const Comprehension *k) {
    const Loc *loc = at(k->node);
    const Scope *inner = symtable_scope(c, k->node, KEY_BODY);
    Aside aside = {0};
    emit_outermost_iterator(c, k);
    put_aside(c, inner, &aside, loc);
    if (c->failed) return;
    c->unit->inlined_depth++;
    u32 cleanup = label_new(c), end = label_new(c);
    if (aside.name_count) {
        emit_arg(c, OP_SWAP, aside.name_count + 1, loc);
        handler_begin(c, cleanup, false, 0, loc);
    }
    emit_empty(c, k);
    emit_arg(c, OP_SWAP, 2, loc);
    emit_clause(c, k, 0, 0);
    c->unit->inlined_depth--;
    restore_meanings(c, &aside);
    if (!aside.name_count) return;
    handler_end(c);
    emit_jump(c, PSEUDO_JUMP, end, loc);
    label_place(c, cleanup);
    emit_arg(c, OP_SWAP, 2, &nowhere);
    emit(c, OP_POP_TOP, &nowhere); /* what was collected so far */
    emit_restore(c, &aside, loc);
    emit_arg(c, OP_RERAISE, 0, loc);
    label_place(c, end);
    emit_restore(c, &aside, loc);
}

/* ---- as a function ---- */

static Value function_code(Compiler *c, const Comprehension *k) {
    static const u8 names[] = {[COMPREHENSION_LIST] = K_LISTCOMP, [COMPREHENSION_SET] = K_SETCOMP, [COMPREHENSION_DICT] = K_DICTCOMP, [COMPREHENSION_GENERATOR] = K_GENEXPR};
    if (!unit_begin(c, UNIT_COMPREHENSION, c->known[names[k->kind]], NULL, k->node, KEY_BODY, k->node->lineno)) return VALUE_ERROR;
    c->unit->argcount = 1;
    Loc start = {k->node->lineno, 0, k->node->lineno, 0};
    u32 label = stop_iteration_begin(c);
    emit(c, OP_RESUME, &start);
    if (k->kind != COMPREHENSION_GENERATOR) emit_empty(c, k);
    emit_clause(c, k, 0, 0);
    if (k->kind == COMPREHENSION_GENERATOR) emit_none(c, &nowhere);
    emit(c, OP_RETURN_VALUE, k->kind == COMPREHENSION_GENERATOR ? &nowhere : at(k->node));
    stop_iteration_end(c, label);
    return unit_end(c);
}

void emit_comprehension(Compiler *c, const Node *node) {
    Comprehension k = read(c, node);
    const Loc *loc = at(node);
    if (k.inlined) {
        emit_inlined(c, &k);
        return;
    }
    bool is_async = symtable_scope(c, node, KEY_BODY)->coroutine && k.kind != COMPREHENSION_GENERATOR;
    emit_closure(c, function_code(c, &k), 0, loc);
    emit_outermost_iterator(c, &k);
    emit_arg(c, OP_CALL, 0, loc);
    if (is_async) emit_await(c, loc, 0);
}
