/* emit_stmt.c: modules, and the statements that need no blocks. */
#include "compile/compiler.h"

void emit_stmts(Compiler *c, const NodeList *body) {
    for (u32 i = 0; i < body->count && !c->failed; i++) emit_stmt(c, body->at[i]);
}

/* ---- assignment ---- */

static void emit_assign(Compiler *c, const Node *node) {
    const AssignNode *assign = AST(Assign, node);
    emit_expr(c, assign->value);
    for (u32 i = 0; i < assign->targets.count && !c->failed; i++) {
        if (i + 1 < assign->targets.count) emit_arg(c, OP_COPY, 1, at(node));
        emit_expr(c, assign->targets.at[i]);
    }
}

static void emit_augmented_attribute(Compiler *c, const AugAssignNode *assign, const Loc *loc) {
    const AttributeNode *target = AST(Attribute, assign->target);
    Loc place = attribute_loc(at(assign->target), assign->target);
    emit_expr(c, target->value);
    emit_arg(c, OP_COPY, 1, at(assign->target));
    emit_with_name(c, OP_LOAD_ATTR, target->attr, &place);
    emit_expr(c, assign->value);
    emit_operator(c, assign->op, true, loc);
    emit_arg(c, OP_SWAP, 2, &place);
    emit_with_name(c, OP_STORE_ATTR, target->attr, &place);
}

static void emit_augmented_item(Compiler *c, const AugAssignNode *assign, const Loc *loc) {
    const SubscriptNode *target = AST(Subscript, assign->target);
    const Loc *place = at(assign->target);
    emit_expr(c, target->value);
    if (is_two_part_slice(target->slice)) {
        emit_slice_parts(c, target->slice);
        for (u32 i = 0; i < 3; i++) emit_arg(c, OP_COPY, 3, place);
        emit(c, OP_BINARY_SLICE, place);
        emit_expr(c, assign->value);
        emit_operator(c, assign->op, true, loc);
        emit_arg(c, OP_SWAP, 4, place);
        emit_arg(c, OP_SWAP, 3, place);
        emit_arg(c, OP_SWAP, 2, place);
        emit(c, OP_STORE_SLICE, place);
        return;
    }
    emit_expr(c, target->slice);
    emit_arg(c, OP_COPY, 2, place);
    emit_arg(c, OP_COPY, 2, place);
    emit(c, OP_BINARY_SUBSCR, place);
    emit_expr(c, assign->value);
    emit_operator(c, assign->op, true, loc);
    emit_arg(c, OP_SWAP, 3, place);
    emit_arg(c, OP_SWAP, 2, place);
    emit(c, OP_STORE_SUBSCR, place);
}

static void emit_augmented(Compiler *c, const Node *node) {
    const AugAssignNode *assign = AST(AugAssign, node);
    switch (assign->target->kind) {
    case ND_Attribute: emit_augmented_attribute(c, assign, at(node)); return;
    case ND_Subscript: emit_augmented_item(c, assign, at(node)); return;
    default:
        emit_load(c, AST(Name, assign->target)->id, at(assign->target));
        emit_expr(c, assign->value);
        emit_operator(c, assign->op, true, at(node));
        emit_store(c, AST(Name, assign->target)->id, at(assign->target));
    }
}

/* ---- the rest ---- */

static void emit_if(Compiler *c, const Node *node) {
    u32 end = label_new(c);
    for (;;) {
        const IfNode *branch = AST(If, node);
        u32 next = branch->orelse.count ? label_new(c) : end;
        emit_jump_if(c, branch->test, next, false);
        emit_stmts(c, &branch->body);
        if (!branch->orelse.count || c->failed) break;
        emit_jump(c, PSEUDO_JUMP, end, &nowhere);
        label_place(c, next);
        node = branch->orelse.at[0];
        if (branch->orelse.count > 1 || node->kind != ND_If) {
            emit_stmts(c, &branch->orelse);
            break;
        }
    }
    label_place(c, end);
}

static void emit_assert(Compiler *c, const Node *node) {
    const AssertNode *assert = AST(Assert, node);
    const Loc *loc = at(node);
    u32 end = label_new(c);
    if (assert->test->kind == ND_Tuple && AST(Tuple, assert->test)->elts.count)
        compile_warn(c, ERR_SYNTAX_WARNING, loc, "assertion is always true, perhaps remove parentheses?");
    emit_jump_if(c, assert->test, end, true);
    emit_arg(c, OP_LOAD_COMMON_CONSTANT, 0, loc);
    if (assert->msg) {
        emit(c, OP_PUSH_EMPTY, loc);
        emit_expr(c, assert->msg);
        emit_arg(c, OP_CALL, 1, loc);
    }
    emit_arg(c, OP_RAISE_VARARGS, 1, at(assert->test));
    label_place(c, end);
}

static void emit_raise(Compiler *c, const Node *node) {
    const RaiseNode *raise_ = AST(Raise, node);
    if (raise_->exc) emit_expr(c, raise_->exc);
    if (raise_->cause) emit_expr(c, raise_->cause);
    emit_arg(c, OP_RAISE_VARARGS, (raise_->exc != NULL) + (raise_->cause != NULL), at(node));
}

static void emit_expression(Compiler *c, const Node *node) {
    const Node *value = AST(Expr, node)->value;
    if (c->mode == COMPILE_SINGLE && c->unit->kind == UNIT_MODULE) {
        emit_expr(c, value);
        emit_arg(c, OP_CALL_INTRINSIC, INTRINSIC_PRINT, at(node));
        emit(c, OP_POP_TOP, &nowhere);
    } else if (value->kind == ND_Constant) {
        emit(c, OP_NOP, at(node));
    } else {
        emit_expr(c, value);
        emit(c, OP_POP_TOP, &nowhere);
    }
}

static void emit_one(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_FunctionDef: case ND_AsyncFunctionDef: emit_function(c, node); return;
    case ND_ClassDef: emit_class(c, node); return;
    case ND_TypeAlias: emit_type_alias(c, node); return;
    case ND_Return: emit_return(c, node); return;
    case ND_Delete: emit_exprs(c, &AST(Delete, node)->targets); return;
    case ND_Assign: emit_assign(c, node); return;
    case ND_AugAssign: emit_augmented(c, node); return;
    case ND_AnnAssign: emit_annotated(c, node); return;
    case ND_For: case ND_AsyncFor: case ND_While: emit_loop(c, node); return;
    case ND_If: emit_if(c, node); return;
    case ND_Match: emit_match(c, node); return;
    case ND_Raise: emit_raise(c, node); return;
    case ND_Try: emit_try(c, node); return;
    case ND_TryStar: emit_try_star(c, node); return;
    case ND_Assert: emit_assert(c, node); return;
    case ND_Import: emit_import(c, node); return;
    case ND_ImportFrom: emit_from_import(c, node); return;
    case ND_Global: case ND_Nonlocal: return;
    case ND_Expr: emit_expression(c, node); return;
    case ND_Pass: emit(c, OP_NOP, at(node)); return;
    case ND_Break: case ND_Continue: emit_break(c, node); return;
    case ND_With: case ND_AsyncWith: emit_with(c, node); return;
    default: UNREACHABLE();
    }
}

void emit_stmt(Compiler *c, const Node *node) {
    if (!compile_pay(c, 1) || !compile_enter(c)) return;
    emit_one(c, node);
    compile_leave(c);
}

/* ---- modules ---- */

/* Whether a ';' follows the statement in its line. */
static bool semicolon_follows(const Compiler *c, const Node *node) {
    const u8 *at_ = c->parse.source.at, *end = at_ + c->parse.source.length;
    for (u32 line = 1; line < node->end_lineno && at_ < end; line++) {
        while (at_ < end && *at_ != '\n') at_++;
        at_++;
    }
    for (at_ += node->end_col_offset; at_ < end && (*at_ == ' ' || *at_ == '\t' || *at_ == '\f'); at_++) {}
    return at_ < end && *at_ == ';';
}

/* The statement whose value the code returns, in COMPILE_EXEC_VALUE; NULL: none. */
static const Node *value_statement(const Compiler *c, const NodeList *body) {
    const Node *last = c->mode == COMPILE_EXEC_VALUE && body->count ? body->at[body->count - 1] : NULL;
    return last && last->kind == ND_Expr && !semicolon_follows(c, last) ? last : NULL;
}

static void emit_return_none(Compiler *c) {
    emit_none(c, &nowhere);
    emit(c, OP_RETURN_VALUE, &nowhere);
}

void emit_module(Compiler *c, const Node *tree) {
    static const Loc start = {1, 0, 1, 0};
    emit(c, OP_RESUME, &start);
    if (tree->kind == ND_Expression) {
        const Node *value = AST(Expression, tree)->body;
        emit_expr(c, value);
        emit(c, OP_RETURN_VALUE, at(value));
        return;
    }
    if (tree->kind == ND_Interactive) {
        emit_stmts(c, &AST(Interactive, tree)->body);
        emit_return_none(c);
        return;
    }
    NodeList body = AST(Module, tree)->body;
    const Node *result = value_statement(c, &body);
    if (result) body.count--;
    emit_body(c, &body, &start);
    if (result) {
        const Node *value = AST(Expr, result)->value;
        emit_expr(c, value);
        emit(c, OP_RETURN_VALUE, at(value));
    } else {
        emit_return_none(c);
    }
}
