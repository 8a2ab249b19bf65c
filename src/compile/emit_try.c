/* emit_try.c: try, except, else, finally. A handler's range is where it is active (zero cost: the loop looks it up only
 * when something is raised); what catches pushes what the thread handled before, so that it can be restored.
 *
 *   finally:   body | finally body | jump out      handler:  PUSH_EXC_INFO, finally body, RERAISE
 *   except:    body | else | jump out              handler:  PUSH_EXC_INFO, each clause in turn, RERAISE
 *
 * Inside a handler a second one is active, which restores what was handled before and raises on.
 *
 * except*: each clause takes its part of the group; what clauses raise, and what none took, is gathered in a list, of which
 * PREP_RERAISE_STAR makes what leaves the statement.
 */
#include "compile/compiler.h"

/* previous lasti exception: the way out of a handler that has raised. */
static void emit_restore_and_reraise(Compiler *c) {
    emit_arg(c, OP_COPY, 3, &nowhere);
    emit(c, OP_POP_EXCEPT, &nowhere);
    emit_arg(c, OP_RERAISE, 1, &nowhere);
}

static void emit_unbind(Compiler *c, Identifier name) {
    emit_none(c, &nowhere);
    emit_store(c, name, &nowhere);
    emit_delete(c, name, &nowhere);
}

/* One clause's body; previous and the exception are on the stack. */
static void emit_clause_body(Compiler *c, const ExceptHandlerNode *clause, const Loc *loc, u32 end) {
    Unit *u = c->unit;
    u32 handler = u->handler;
    if (!clause->name) {
        emit(c, OP_POP_TOP, loc);
        block_push(c, BLOCK_HANDLER_CLEANUP, 0, 0, NULL, loc);
        emit_stmts(c, &clause->body);
        block_pop(c);
        handler_end(c);
        emit(c, OP_POP_EXCEPT, &nowhere);
        emit_jump(c, PSEUDO_JUMP, end, &nowhere);
        u->handler = handler;
        return;
    }
    u32 unbind = label_new(c);
    emit_store(c, clause->name, loc);
    handler_begin(c, unbind, true, 0, loc);
    block_push(c, BLOCK_HANDLER_CLEANUP, 0, 0, clause->name, loc);
    emit_stmts(c, &clause->body);
    block_pop(c);
    handler_end(c);
    handler_end(c);
    emit(c, OP_POP_EXCEPT, &nowhere);
    emit_unbind(c, clause->name);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    u->handler = handler;
    label_place(c, unbind);
    emit_unbind(c, clause->name);
    emit_arg(c, OP_RERAISE, 1, &nowhere);
}

static void emit_clauses(Compiler *c, const NodeList *clauses, u32 end) {
    for (u32 i = 0; i < clauses->count && !c->failed; i++) {
        const ExceptHandlerNode *clause = AST(ExceptHandler, clauses->at[i]);
        const Loc *loc = at(clauses->at[i]);
        u32 next = label_new(c);
        if (!clause->type && i + 1 < clauses->count) {
            compile_error(c, loc, "default 'except:' must be last");
            return;
        }
        if (clause->type) {
            emit_expr(c, clause->type);
            emit(c, OP_CHECK_EXC_MATCH, loc);
            emit_jump(c, OP_POP_JUMP_IF_FALSE, next, loc);
        }
        emit_clause_body(c, clause, loc, end);
        label_place(c, next);
    }
}

static void emit_try_except(Compiler *c, const Node *node) {
    const TryNode *try = AST(Try, node);
    const Loc *loc = at(node);
    u32 caught = label_new(c), end = label_new(c), cleanup = label_new(c);
    handler_begin(c, caught, false, 0, loc);
    block_push(c, BLOCK_TRY, 0, 0, NULL, loc);
    emit_stmts(c, &try->body);
    block_pop(c);
    handler_end(c);
    emit_stmts(c, &try->orelse);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    label_place(c, caught);
    handler_begin(c, cleanup, true, 0, &nowhere);
    emit(c, OP_PUSH_EXC_INFO, &nowhere);
    block_push(c, BLOCK_HANDLER, 0, 0, NULL, loc);
    emit_clauses(c, &try->handlers, end);
    block_pop(c);
    emit_arg(c, OP_RERAISE, 0, &nowhere);
    handler_end(c);
    label_place(c, cleanup);
    emit_restore_and_reraise(c);
    label_place(c, end);
}

/* ---- except* ---- */

/* previous original list rest matching -> previous original list rest; what the body raises goes on the list. */
static void emit_group_clause_body(Compiler *c, const ExceptHandlerNode *clause, const Loc *loc, u32 next) {
    u32 raised = label_new(c);
    if (clause->name) emit_store(c, clause->name, loc);
    else emit(c, OP_POP_TOP, loc);
    handler_begin(c, raised, true, 0, loc);
    block_push(c, BLOCK_HANDLER_CLEANUP, 0, 0, clause->name, loc);
    emit_stmts(c, &clause->body);
    block_pop(c);
    handler_end(c);
    if (clause->name) emit_unbind(c, clause->name);
    emit_jump(c, PSEUDO_JUMP, next, &nowhere);
    label_place(c, raised);
    if (clause->name) emit_unbind(c, clause->name);
    emit_arg(c, OP_LIST_APPEND, 3, &nowhere);
    emit(c, OP_POP_TOP, &nowhere);
    emit_jump(c, PSEUDO_JUMP, next, &nowhere);
}

static void emit_group_clauses(Compiler *c, const NodeList *clauses) {
    for (u32 i = 0; i < clauses->count && !c->failed; i++) {
        const ExceptHandlerNode *clause = AST(ExceptHandler, clauses->at[i]);
        const Loc *loc = at(clauses->at[i]);
        u32 no_match = label_new(c), next = label_new(c);
        if (i == 0) {
            emit_arg(c, OP_BUILD_LIST, 0, loc);
            emit_arg(c, OP_COPY, 2, loc);
        }
        emit_expr(c, clause->type);
        emit(c, OP_CHECK_EG_MATCH, loc);
        emit_arg(c, OP_COPY, 1, loc);
        emit_jump(c, OP_POP_JUMP_IF_NONE, no_match, loc);
        emit_group_clause_body(c, clause, loc, next);
        label_place(c, no_match);
        emit(c, OP_POP_TOP, loc);
        label_place(c, next);
    }
    emit_arg(c, OP_LIST_APPEND, 1, &nowhere);
}

static void emit_try_group(Compiler *c, const Node *node) {
    const TryStarNode *try = AST(TryStar, node);
    const Loc *loc = at(node);
    u32 caught = label_new(c), end = label_new(c), cleanup = label_new(c), reraise = label_new(c);
    handler_begin(c, caught, false, 0, loc);
    block_push(c, BLOCK_TRY, 0, 0, NULL, loc);
    emit_stmts(c, &try->body);
    block_pop(c);
    handler_end(c);
    emit_stmts(c, &try->orelse);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    label_place(c, caught);
    handler_begin(c, cleanup, true, 0, &nowhere);
    emit(c, OP_PUSH_EXC_INFO, &nowhere);
    block_push(c, BLOCK_GROUP_HANDLER, 0, 0, NULL, loc);
    emit_group_clauses(c, &try->handlers);
    block_pop(c);
    emit(c, OP_PREP_RERAISE_STAR, &nowhere);
    emit_arg(c, OP_COPY, 1, &nowhere);
    emit_jump(c, OP_POP_JUMP_IF_NOT_NONE, reraise, &nowhere);
    emit(c, OP_POP_TOP, &nowhere);
    handler_end(c);
    emit(c, OP_POP_EXCEPT, &nowhere);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    label_place(c, reraise);
    emit_arg(c, OP_SWAP, 2, &nowhere);
    emit(c, OP_POP_EXCEPT, &nowhere);
    emit_arg(c, OP_RERAISE, 0, &nowhere);
    label_place(c, cleanup);
    emit_restore_and_reraise(c);
    label_place(c, end);
}

/* ---- finally ---- */

static void emit_inner(Compiler *c, const Node *node) {
    if (node->kind == ND_TryStar) emit_try_group(c, node);
    else if (AST(Try, node)->handlers.count) emit_try_except(c, node);
    else emit_stmts(c, &AST(Try, node)->body);
}

static void emit_try_finally(Compiler *c, const Node *node) {
    const NodeList *body = node->kind == ND_TryStar ? &AST(TryStar, node)->finalbody : &AST(Try, node)->finalbody;
    const Loc *loc = at(node);
    u32 raised = label_new(c), exit = label_new(c), cleanup = label_new(c);
    handler_begin(c, raised, false, 0, loc);
    block_push(c, BLOCK_FINALLY, 0, 0, body, loc);
    emit_inner(c, node);
    block_pop(c);
    handler_end(c);
    emit_finally_body(c, body);
    emit_jump(c, PSEUDO_JUMP, exit, &nowhere);
    label_place(c, raised);
    block_push(c, BLOCK_FINALLY_END, 0, 0, NULL, loc);
    handler_begin(c, cleanup, true, 0, &nowhere);
    emit(c, OP_PUSH_EXC_INFO, &nowhere);
    emit_finally_body(c, body);
    block_pop(c);
    emit_arg(c, OP_RERAISE, 0, &nowhere);
    handler_end(c);
    label_place(c, cleanup);
    emit_restore_and_reraise(c);
    label_place(c, exit);
}

void emit_try(Compiler *c, const Node *node) {
    if (AST(Try, node)->finalbody.count) emit_try_finally(c, node);
    else emit_try_except(c, node);
}

void emit_try_star(Compiler *c, const Node *node) {
    if (AST(TryStar, node)->finalbody.count) emit_try_finally(c, node);
    else emit_try_group(c, node);
}
