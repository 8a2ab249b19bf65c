/* emit_loop.c: while, for and async for. */
#include "compile/compiler.h"

static void emit_while(Compiler *c, const Node *node) {
    const WhileNode *loop = AST(While, node);
    u32 start = label_new(c), end = label_new(c), otherwise = label_new(c);
    label_place(c, start);
    block_push(c, BLOCK_WHILE, start, end, NULL, at(node));
    emit_jump_if(c, loop->test, otherwise, false);
    emit_stmts(c, &loop->body);
    emit_jump(c, PSEUDO_JUMP, start, &nowhere);
    block_pop(c);
    label_place(c, otherwise);
    emit_stmts(c, &loop->orelse);
    label_place(c, end);
}

static void emit_for(Compiler *c, const Node *node) {
    const ForNode *loop = AST(For, node);
    u32 start = label_new(c), cleanup = label_new(c), end = label_new(c);
    const Loc *loc = at(loop->iter);
    block_push(c, BLOCK_FOR, start, end, NULL, at(node));
    emit_expr(c, loop->iter);
    emit(c, OP_GET_ITER, loc);
    label_place(c, start);
    emit_jump(c, OP_FOR_ITER, cleanup, loc);
    emit(c, OP_NOP, at(loop->target));
    emit_expr(c, loop->target);
    emit_stmts(c, &loop->body);
    emit_jump(c, PSEUDO_JUMP, start, &nowhere);
    label_place(c, cleanup);
    block_pop(c);
    emit_stmts(c, &loop->orelse);
    label_place(c, end);
}

static void emit_async_for(Compiler *c, const Node *node) {
    const AsyncForNode *loop = AST(AsyncFor, node);
    u32 start = label_new(c), fail = label_new(c), end = label_new(c);
    const Loc *loc = at(loop->iter);
    if (!c->unit->scope->coroutine) {
        compile_error(c, at(node), "'async for' outside async function");
        return;
    }
    emit_expr(c, loop->iter);
    emit(c, OP_GET_AITER, loc);
    label_place(c, start);
    block_push(c, BLOCK_ASYNC_FOR, start, end, NULL, at(node));
    handler_begin(c, fail, false, 0, loc);
    emit(c, OP_GET_ANEXT, at(node));
    emit_none(c, at(node));
    emit_yield_from(c, at(node), true);
    handler_end(c);
    emit_expr(c, loop->target);
    emit_stmts(c, &loop->body);
    emit_jump(c, PSEUDO_JUMP, start, &nowhere);
    block_pop(c);
    label_place(c, fail);
    emit(c, OP_END_ASYNC_FOR, loc);
    emit_stmts(c, &loop->orelse);
    label_place(c, end);
}

void emit_loop(Compiler *c, const Node *node) {
    if (node->kind == ND_While) emit_while(c, node);
    else if (node->kind == ND_For) emit_for(c, node);
    else emit_async_for(c, node);
}
