/* emit_leave.c: return, break and continue: what they undo on their way out of blocks.
 *
 * The code of a `finally` is written anew at each way out. While it is, the blocks that have been left do not count and
 * their handlers are not active; afterwards, on the way that does not leave, everything is as before.
 */
#include "compile/compiler.h"

/* What the statements of a finally body that is written on the way out may overwrite. */
typedef struct { u32 block_count, handler; FrameBlock *blocks; } Standing;

static Standing stand(Compiler *c) {
    const Unit *u = c->unit;
    u32 size = u->block_count * (u32)sizeof(FrameBlock);
    FrameBlock *copy = size ? compile_alloc(c, size) : NULL;
    if (copy) memcpy(copy, u->blocks, size);
    return (Standing){u->block_count, u->handler, copy};
}

static void stand_again(Compiler *c, Standing s) {
    if (s.blocks) memcpy(c->unit->blocks, s.blocks, s.block_count * sizeof(FrameBlock));
    c->unit->block_count = s.block_count;
    c->unit->handler = s.handler;
}

void emit_finally_body(Compiler *c, const NodeList *body) {
    c->unit->in_finally++;
    emit_stmts(c, body);
    c->unit->in_finally--;
}

/* Leaves one block, which no longer is on the list. keeps: a value lies on top, and stays there. */
static void leave_block(Compiler *c, const FrameBlock *block, bool keeps, Loc *loc) {
    switch ((BlockKind)block->kind) {
    case BLOCK_WHILE: case BLOCK_HANDLER: case BLOCK_GROUP_HANDLER: case BLOCK_COMPREHENSION: case BLOCK_STOP_ITERATION: return;
    case BLOCK_FOR:
    case BLOCK_POP_VALUE:
        if (keeps) emit_arg(c, OP_SWAP, 2, loc);
        emit(c, OP_POP_TOP, loc);
        return;
    case BLOCK_ASYNC_FOR:
        if (keeps) emit_arg(c, OP_SWAP, 2, loc);
        emit(c, OP_POP_TOP, loc);
        return;
    case BLOCK_TRY: handler_end(c); return;
    case BLOCK_FINALLY:
        handler_end(c);
        if (keeps) block_push(c, BLOCK_POP_VALUE, 0, 0, NULL, loc);
        emit_finally_body(c, block->datum);
        if (keeps) block_pop(c);
        *loc = nowhere;
        return;
    case BLOCK_FINALLY_END:
        if (keeps) emit_arg(c, OP_SWAP, 2, loc);
        emit(c, OP_POP_TOP, loc); /* the exception */
        if (keeps) emit_arg(c, OP_SWAP, 2, loc);
        handler_end(c);
        emit(c, OP_POP_EXCEPT, loc);
        return;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH:
        *loc = *(const Loc *)block->datum;
        handler_end(c);
        if (keeps) {
            emit_arg(c, OP_SWAP, 3, loc);
            emit_arg(c, OP_SWAP, 2, loc);
        }
        emit_exit_with_nones(c, loc, block->kind == BLOCK_ASYNC_WITH);
        emit(c, OP_POP_TOP, loc);
        *loc = nowhere;
        return;
    case BLOCK_HANDLER_CLEANUP:
        if (block->datum) handler_end(c);
        if (keeps) emit_arg(c, OP_SWAP, 2, loc);
        handler_end(c);
        emit(c, OP_POP_EXCEPT, loc);
        if (block->datum) {
            emit_none(c, loc);
            emit_store(c, block->datum, loc);
            emit_delete(c, block->datum, loc);
        }
        return;
    }
}

static bool is_loop(const FrameBlock *block) { return block->kind == BLOCK_WHILE || block->kind == BLOCK_FOR || block->kind == BLOCK_ASYNC_FOR; }

/* Leaves all blocks, or those inside the innermost loop, which is returned; NULL: there is none, or failed. */
static const FrameBlock *leave_blocks(Compiler *c, bool to_loop, bool keeps, Loc *loc) {
    Unit *u = c->unit;
    const Loc origin = *loc;
    while (u->block_count && !c->failed) {
        const FrameBlock *top = &u->blocks[u->block_count - 1];
        if (top->kind == BLOCK_GROUP_HANDLER) {
            compile_error(c, &origin, "'break', 'continue' and 'return' cannot appear in an except* block");
            return NULL;
        }
        if (to_loop && is_loop(top)) return top;
        FrameBlock block = *top;
        u->block_count--;
        leave_block(c, &block, keeps, loc);
    }
    return NULL;
}

/* Once for each statement, however often it is written. */
static void warn_in_finally(Compiler *c, const Node *node, const char *what) {
    if (node->mark) return;
    ((Node *)(uintptr_t)node)->mark = 1;
    compile_warn(c, ERR_SYNTAX_WARNING, at(node), "'%s' in a 'finally' block", what);
}

void emit_return(Compiler *c, const Node *node) {
    const Node *value = AST(Return, node)->value;
    const Scope *scope = c->unit->scope;
    Loc loc = *at(node);
    bool keeps = value && value->kind != ND_Constant;
    if (!scope_is_function_like(scope)) {
        compile_error(c, &loc, "'return' outside function");
        return;
    }
    if (value && scope->coroutine && scope->generator) {
        compile_error(c, &loc, "'return' with value in async generator");
        return;
    }
    if (c->unit->in_finally) warn_in_finally(c, node, "return");
    if (keeps) {
        emit_expr(c, value);
    } else if (value) {
        loc = *at(value);
        emit(c, OP_NOP, &loc);
    }
    if (!value || value->lineno != node->lineno) {
        loc = *at(node);
        emit(c, OP_NOP, &loc);
    }
    Standing before = stand(c);
    leave_blocks(c, false, keeps, &loc);
    if (!value) emit_none(c, &loc);
    else if (!keeps) {
        Value constant = pool_of_constant(c, &AST(Constant, value)->value);
        if (!is_error(constant)) emit_const(c, constant, &loc);
    }
    emit(c, OP_RETURN_VALUE, &loc);
    stand_again(c, before);
}

void emit_break(Compiler *c, const Node *node) {
    bool is_continue = node->kind == ND_Continue;
    Loc loc = *at(node), origin = loc;
    Standing before = stand(c);
    u32 in_finally = c->unit->in_finally;
    emit(c, OP_NOP, &loc);
    const FrameBlock *loop = leave_blocks(c, true, false, &loc);
    if (!loop) {
        compile_error(c, &origin, is_continue ? "'continue' not properly in loop" : "'break' outside loop");
        return;
    }
    FrameBlock block = *loop;
    if (block.in_finally < in_finally) warn_in_finally(c, node, is_continue ? "continue" : "break");
    if (!is_continue) {
        c->unit->block_count--;
        leave_block(c, &block, false, &loc);
    }
    emit_jump(c, PSEUDO_JUMP, is_continue ? block.start : block.exit, &loc);
    stand_again(c, before);
}
