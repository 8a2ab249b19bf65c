/* emit_with.c: with and async with. While the body runs the stack holds [exit, self]: the bound half of __exit__ and what
 * it is called with first.
 */
#include "compile/compiler.h"

enum { SPECIAL_ENTER, SPECIAL_EXIT, SPECIAL_AENTER, SPECIAL_AEXIT };
enum { AWAIT_ENTER = 1, AWAIT_EXIT = 2 };

void emit_exit_with_nones(Compiler *c, const Loc *loc, bool is_async) {
    for (u32 i = 0; i < 3; i++) emit_none(c, loc);
    emit_arg(c, OP_CALL, 3, loc);
    if (is_async) emit_await(c, loc, AWAIT_EXIT);
}

static void emit_items(Compiler *c, const Node *node, const NodeList *items, const NodeList *body, u32 first, bool is_async);

/* The handler: exit self lasti exception. */
static void emit_exit_with_exception(Compiler *c, const Loc *loc, bool is_async, u32 exit) {
    u32 cleanup = label_new(c), suppressed = label_new(c);
    handler_begin(c, cleanup, true, 0, loc);
    emit(c, OP_PUSH_EXC_INFO, loc);
    emit(c, OP_WITH_EXCEPT_START, loc);
    if (is_async) emit_await(c, loc, AWAIT_EXIT);
    emit(c, OP_TO_BOOL, loc);
    emit_jump(c, OP_POP_JUMP_IF_TRUE, suppressed, loc);
    emit_arg(c, OP_RERAISE, 2, loc);
    label_place(c, suppressed);
    emit(c, OP_POP_TOP, loc);
    handler_end(c);
    emit(c, OP_POP_EXCEPT, loc);
    for (u32 i = 0; i < 3; i++) emit(c, OP_POP_TOP, loc);
    emit_jump(c, PSEUDO_JUMP, exit, loc);
    label_place(c, cleanup);
    emit_arg(c, OP_COPY, 3, &nowhere);
    emit(c, OP_POP_EXCEPT, &nowhere);
    emit_arg(c, OP_RERAISE, 1, &nowhere);
}

static void emit_item(Compiler *c, const Node *node, const NodeList *items, const NodeList *body, u32 first, bool is_async) {
    const withitemNode *item = AST(withitem, items->at[first]);
    const Loc *loc = at(item->context_expr);
    u32 raised = label_new(c), exit = label_new(c);
    emit_expr(c, item->context_expr);
    emit_arg(c, OP_COPY, 1, loc);
    emit_arg(c, OP_LOAD_SPECIAL, is_async ? SPECIAL_AEXIT : SPECIAL_EXIT, loc);
    emit_arg(c, OP_SWAP, 2, loc);
    emit_arg(c, OP_SWAP, 3, loc);
    emit_arg(c, OP_LOAD_SPECIAL, is_async ? SPECIAL_AENTER : SPECIAL_ENTER, loc);
    emit_arg(c, OP_CALL, 0, loc);
    if (is_async) emit_await(c, loc, AWAIT_ENTER);
    handler_begin(c, raised, true, 1, loc);
    block_push(c, is_async ? BLOCK_ASYNC_WITH : BLOCK_WITH, 0, 0, loc, loc);
    if (item->optional_vars) emit_expr(c, item->optional_vars);
    else emit(c, OP_POP_TOP, loc);
    if (first + 1 < items->count) emit_items(c, node, items, body, first + 1, is_async);
    else emit_stmts(c, body);
    block_pop(c);
    handler_end(c);
    emit_exit_with_nones(c, loc, is_async);
    emit(c, OP_POP_TOP, loc);
    emit_jump(c, PSEUDO_JUMP, exit, loc);
    label_place(c, raised);
    emit_exit_with_exception(c, loc, is_async, exit);
    label_place(c, exit);
}

static void emit_items(Compiler *c, const Node *node, const NodeList *items, const NodeList *body, u32 first, bool is_async) {
    if (!compile_enter(c)) return;
    emit_item(c, node, items, body, first, is_async);
    compile_leave(c);
}

void emit_with(Compiler *c, const Node *node) {
    if (node->kind == ND_With) {
        emit_items(c, node, &AST(With, node)->items, &AST(With, node)->body, 0, false);
        return;
    }
    if (!c->unit->scope->coroutine) {
        compile_error(c, at(node), "'async with' outside async function");
        return;
    }
    emit_items(c, node, &AST(AsyncWith, node)->items, &AST(AsyncWith, node)->body, 0, true);
}
