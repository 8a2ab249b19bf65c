/* emit_import.c: import statements, and what a module asks of __future__. */
#include "compile/compiler.h"
#include "object/tuple.h"

static u32 find_dot(Identifier name, u32 from) {
    for (u32 i = from; i < name->length; i++)
        if (name->text[i] == '.') return i;
    return ~0u;
}

static bool is_star(Identifier name) { return name->length == 1 && name->text[0] == '*'; }

/* import a.b.c as d: the attributes are walked, and only the last is kept. */
static void emit_import_as(Compiler *c, const aliasNode *alias, const Loc *loc) {
    u32 dot = find_dot(alias->name, 0);
    if (dot == ~0u) {
        emit_store(c, alias->asname, loc);
        return;
    }
    for (;;) {
        u32 start = dot + 1;
        dot = find_dot(alias->name, start);
        Identifier part = names_of_bytes(c, alias->name->text + start, (dot == ~0u ? alias->name->length : dot) - start);
        if (!part) return;
        emit_with_name(c, OP_IMPORT_FROM, part, loc);
        if (dot == ~0u) break;
        emit_arg(c, OP_SWAP, 2, loc);
        emit(c, OP_POP_TOP, loc);
    }
    emit_store(c, alias->asname, loc);
    emit(c, OP_POP_TOP, loc);
}

void emit_import(Compiler *c, const Node *node) {
    const NodeList *names = &AST(Import, node)->names;
    const Loc *loc = at(node);
    for (u32 i = 0; i < names->count && !c->failed; i++) {
        const aliasNode *alias = AST(alias, names->at[i]);
        emit_int(c, 0, loc);
        emit_none(c, loc);
        emit_with_name(c, OP_IMPORT_NAME, alias->name, loc);
        if (alias->asname) {
            emit_import_as(c, alias, loc);
            continue;
        }
        u32 dot = find_dot(alias->name, 0);
        Identifier first = dot == ~0u ? alias->name : names_of_bytes(c, alias->name->text, dot);
        if (first) emit_store(c, first, loc);
    }
}

static void emit_imported_names(Compiler *c, const NodeList *names, const Loc *loc) {
    Tuple *tuple = tuple_new(names->count);
    if (!tuple) {
        compile_fail(c);
        return;
    }
    for (u32 i = 0; i < names->count; i++) {
        Text *name = c->failed ? NULL : names_text(c, AST(alias, names->at[i])->name);
        tuple->items[i] = name ? value_keep(ref_of(name)) : NONE;
    }
    emit_const(c, value_of(tuple), loc);
}

void emit_from_import(Compiler *c, const Node *node) {
    const ImportFromNode *from = AST(ImportFrom, node);
    const Loc *loc = at(node);
    if (from->module == c->known[K_FUTURE] && from->level == 0 && loc->line > c->future_end) {
        compile_error_early(c, loc, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    emit_int(c, from->level, loc);
    emit_imported_names(c, &from->names, loc);
    emit_with_name(c, OP_IMPORT_NAME, from->module ? from->module : c->known[K_EMPTY], loc);
    for (u32 i = 0; i < from->names.count && !c->failed; i++) {
        const aliasNode *alias = AST(alias, from->names.at[i]);
        if (i == 0 && is_star(alias->name)) {
            emit(c, OP_IMPORT_STAR, loc);
            return;
        }
        emit_with_name(c, OP_IMPORT_FROM, alias->name, loc);
        emit_store(c, alias->asname ? alias->asname : alias->name, loc);
    }
    emit(c, OP_POP_TOP, loc);
}

/* ---- __future__ ---- */

static bool is_spelled(Identifier name, const char *text) { return name->length == strlen(text) && !memcmp(name->text, text, name->length); }

static bool take_feature(Compiler *c, const Node *alias) {
    static const char *const kept[] = {"nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                                       "unicode_literals", "barry_as_FLUFL", "generator_stop"};
    Identifier name = AST(alias, alias)->name;
    for (u32 i = 0; i < COUNT_OF(kept); i++)
        if (is_spelled(name, kept[i])) return true;
    if (is_spelled(name, "annotations")) {
        c->flags |= COMPILE_FUTURE_ANNOTATIONS;
        return true;
    }
    if (is_spelled(name, "braces")) compile_error(c, at(alias), "not a chance");
    else if (names_mangle(c, NULL, NULL, name)) compile_error(c, at(alias), "future feature %U is not defined", names_text(c, name));
    return false;
}

static bool is_docstring(const Node *node) {
    return node->kind == ND_Expr && AST(Expr, node)->value->kind == ND_Constant && AST(Constant, AST(Expr, node)->value)->value.kind == CONSTANT_STR;
}

bool future_scan(Compiler *c, const Node *tree) {
    if (tree->kind == ND_Expression) return true;
    const NodeList *body = tree->kind == ND_Module ? &AST(Module, tree)->body : &AST(Interactive, tree)->body;
    for (u32 i = 0; i < body->count; i++) {
        const Node *node = body->at[i];
        if (i == 0 && is_docstring(node)) continue;
        if (node->kind != ND_ImportFrom || AST(ImportFrom, node)->module != c->known[K_FUTURE] || AST(ImportFrom, node)->level) break;
        const NodeList *names = &AST(ImportFrom, node)->names;
        for (u32 k = 0; k < names->count; k++)
            if (!take_feature(c, names->at[k])) return false;
        c->future_end = node->lineno;
    }
    return true;
}
