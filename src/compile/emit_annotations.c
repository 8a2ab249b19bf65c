/* emit_annotations.c: annotations are evaluated by a function of their own, `__annotate__`, when somebody asks (PEP 649);
 * under `from __future__ import annotations` they are text.
 *
 * In modules and conditional blocks of classes an annotation counts only if its statement has run: the statement adds
 * its number to the set `__conditional_annotations__`, where `__annotate__` looks.
 */
#include "compile/compiler.h"

enum { VALUE_WITH_FAKE_GLOBALS = 2 }; /* annotationlib.Format */

/* ---- text ---- */

/* As it was written. CPython writes it anew from the tree; they differ in blanks and quotes (docs/roadmap.md). */
void emit_annotation_text(Compiler *c, const Node *node) {
    const u8 *start = c->parse.source.at, *end = start + c->parse.source.length;
    const u8 *lines[2] = {start, start};
    for (u32 i = 0; i < 2; i++) {
        u32 wanted = i ? node->end_lineno : node->lineno;
        for (u32 line = 1; line < wanted && lines[i] < end; line++) {
            while (lines[i] < end && *lines[i] != '\n') lines[i]++;
            lines[i]++;
        }
    }
    const u8 *from = lines[0] + node->col_offset, *to = lines[1] + node->end_col_offset;
    Text *text = text_from_utf8(from, (u32)(to - from));
    if (text) emit_const(c, value_of(text), at(node));
    else compile_fail(c);
}

static bool is_future(const Compiler *c) { return c->flags & COMPILE_FUTURE_ANNOTATIONS; }

/* ---- the function that evaluates ---- */

static bool annotate_begin(Compiler *c, const void *key, u32 first_line) {
    if (c->failed || !unit_begin(c, UNIT_ANNOTATIONS, c->known[K_ANNOTATE], NULL, key, KEY_ANNOTATIONS, first_line)) return false;
    c->unit->argcount = c->unit->posonly = 1;
    Loc loc = {first_line, 0, first_line, 0};
    emit(c, OP_RESUME, &loc);
    emit_format_check(c, &loc);
    return true;
}

/* Whoever asks for a format that this code does not know gets NotImplementedError. */
void emit_format_check(Compiler *c, const Loc *loc) {
    u32 known = label_new(c);
    emit_arg(c, OP_LOAD_FAST, 0, loc);
    emit_int(c, VALUE_WITH_FAKE_GLOBALS, loc);
    emit_arg(c, OP_COMPARE_OP, 4 | 8, loc);
    emit_jump(c, OP_POP_JUMP_IF_FALSE, known, loc);
    emit_arg(c, OP_LOAD_COMMON_CONSTANT, 1, loc);
    emit_arg(c, OP_RAISE_VARARGS, 1, loc);
    label_place(c, known);
}

/* ---- functions ---- */

static void emit_one_annotation(Compiler *c, Identifier name, const Node *annotation, const Loc *loc, u32 *count) {
    if (!annotation || c->failed) return;
    Identifier mangled = unit_mangle(c, name);
    if (!mangled) return;
    emit_name_const(c, mangled, loc);
    if (is_future(c)) {
        emit_annotation_text(c, annotation);
    } else if (annotation->kind == ND_Starred) { /* *args: *Ts */
        emit_expr(c, AST(Starred, annotation)->value);
        emit_arg(c, OP_UNPACK_SEQUENCE, 1, loc);
    } else {
        emit_expr(c, annotation);
    }
    ++*count;
}

static void emit_list_annotations(Compiler *c, const NodeList *params, const Loc *loc, u32 *count) {
    for (u32 i = 0; i < params->count; i++) {
        const argNode *arg = AST(arg, params->at[i]);
        emit_one_annotation(c, arg->arg, arg->annotation, loc, count);
    }
}

static u32 emit_pairs(Compiler *c, const argumentsNode *args, const Node *returns, const Loc *loc) {
    u32 count = 0;
    emit_list_annotations(c, &args->posonlyargs, loc, &count);
    emit_list_annotations(c, &args->args, loc, &count);
    if (args->vararg) emit_one_annotation(c, AST(arg, args->vararg)->arg, AST(arg, args->vararg)->annotation, loc, &count);
    emit_list_annotations(c, &args->kwonlyargs, loc, &count);
    if (args->kwarg) emit_one_annotation(c, AST(arg, args->kwarg)->arg, AST(arg, args->kwarg)->annotation, loc, &count);
    emit_one_annotation(c, c->known[K_RETURN], returns, loc, &count);
    emit_arg(c, OP_BUILD_MAP, count, loc);
    return count;
}

u32 emit_function_annotations(Compiler *c, const argumentsNode *args, const Node *returns, const Loc *loc) {
    enum { ANNOTATIONS = 4, ANNOTATE = 16 };
    const Scope *scope = c->failed ? NULL : symtable_scope(c, args, KEY_ANNOTATIONS);
    if (!scope) return 0;
    if (is_future(c)) {
        emit_pairs(c, args, returns, loc);
        return ANNOTATIONS;
    }
    if (!annotate_begin(c, args, loc->line)) return 0;
    emit_pairs(c, args, returns, loc);
    emit(c, OP_RETURN_VALUE, loc);
    emit_closure(c, unit_end(c), 0, loc);
    return ANNOTATE;
}

/* ---- modules and classes ---- */

static Identifier target_name(Compiler *c, const Node *annotated) {
    return unit_mangle(c, AST(Name, AST(AnnAssign, annotated)->target)->id);
}

/* dict -> dict, with the entry if its statement has run */
static void emit_entry(Compiler *c, const Scope *body, u32 i, const Loc *loc) {
    const Node *node = body->annotated[i];
    const Loc *place = at(node);
    u32 skip = label_new(c);
    bool conditional = body->annotated_conditional[i];
    if (conditional) {
        emit_int(c, i, place);
        if (body->kind == SCOPE_CLASS) emit_cell_op(c, OP_LOAD_DEREF, c->known[K_CONDITIONAL], place);
        else emit_with_name(c, OP_LOAD_GLOBAL, c->known[K_CONDITIONAL], place);
        emit_arg(c, OP_CONTAINS_OP, 0, place);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, skip, place);
    }
    emit_expr(c, AST(AnnAssign, node)->annotation);
    emit_arg(c, OP_COPY, 2, place);
    Identifier name = c->failed ? NULL : target_name(c, node);
    if (name) emit_name_const(c, name, place);
    emit(c, OP_STORE_SUBSCR, loc);
    label_place(c, skip);
}

void emit_deferred_annotations(Compiler *c, const Loc *loc) {
    const Scope *body = c->unit->scope;
    bool is_class = body->kind == SCOPE_CLASS;
    if (!annotate_begin(c, body->node, loc->line)) return;
    emit_arg(c, OP_BUILD_MAP, 0, loc);
    for (u32 i = 0; i < body->annotated_count && !c->failed; i++) emit_entry(c, body, i, loc);
    emit(c, OP_RETURN_VALUE, loc);
    emit_closure(c, unit_end(c), 0, loc);
    emit_store(c, c->known[is_class ? K_ANNOTATE_FUNC : K_ANNOTATE], loc);
}

static u32 annotation_number(const Scope *scope, const Node *node) {
    for (u32 i = 0; i < scope->annotated_count; i++)
        if (scope->annotated[i] == node) return i;
    UNREACHABLE();
}

/* The statement has run. */
static void emit_mark(Compiler *c, const Node *node) {
    const Scope *scope = c->unit->scope;
    u32 number = annotation_number(scope, node);
    if (!scope->annotated_conditional[number]) return;
    if (scope->kind == SCOPE_CLASS) emit_cell_op(c, OP_LOAD_DEREF, c->known[K_CONDITIONAL], at(node));
    else emit_load(c, c->known[K_CONDITIONAL], at(node));
    emit_int(c, number, at(node));
    emit_arg(c, OP_SET_ADD, 1, at(node));
    emit(c, OP_POP_TOP, at(node));
}

static void emit_text_annotation(Compiler *c, const AnnAssignNode *a, Identifier name, const Loc *loc) {
    emit_annotation_text(c, a->annotation);
    emit_with_name(c, OP_LOAD_NAME, c->known[K_ANNOTATIONS], loc);
    emit_name_const(c, name, loc);
    emit(c, OP_STORE_SUBSCR, loc);
}

/* What is annotated without a value, and is no name, is evaluated as far as its parts go. */
static void emit_parts(Compiler *c, const Node *target) {
    if (target->kind == ND_Attribute) {
        emit_expr(c, AST(Attribute, target)->value);
        emit(c, OP_POP_TOP, at(target));
    } else if (target->kind == ND_Subscript) {
        emit_expr(c, AST(Subscript, target)->value);
        emit(c, OP_POP_TOP, at(target));
        emit_expr(c, AST(Subscript, target)->slice);
        emit(c, OP_POP_TOP, at(target));
    }
}

void emit_annotated(Compiler *c, const Node *node) {
    const AnnAssignNode *a = AST(AnnAssign, node);
    const Loc *loc = at(node);
    bool in_body = !scope_is_function_like(c->unit->scope);
    if (a->value) {
        emit_expr(c, a->value);
        emit_expr(c, a->target);
    }
    if (a->target->kind == ND_Name) {
        if (!a->simple || !in_body) return;
        Identifier name = unit_mangle(c, AST(Name, a->target)->id);
        if (!name) return;
        if (is_future(c)) emit_text_annotation(c, a, name, loc);
        else emit_mark(c, node);
    } else if (!a->value) {
        emit_parts(c, a->target);
    }
}
