/* emit_format.c: f-strings and their fields. */
#include "compile/compiler.h"

static void emit_field(Compiler *c, const Node *node) {
    const FormattedValueNode *field = AST(FormattedValue, node);
    const Loc *loc = at(node);
    emit_expr(c, field->value);
    if (field->conversion > 0) emit_arg(c, OP_CONVERT_VALUE, field->conversion == 's' ? 1 : field->conversion == 'r' ? 2 : 3, loc);
    if (field->format_spec) {
        emit_expr(c, field->format_spec);
        emit(c, OP_FORMAT_WITH_SPEC, loc);
    } else {
        emit(c, OP_FORMAT_SIMPLE, loc);
    }
}

/* Many parts are joined from a list, so that the stack stays small. */
static void emit_long(Compiler *c, const NodeList *parts, const Loc *loc) {
    emit_name_const(c, c->known[K_EMPTY], loc);
    emit_with_name(c, OP_LOAD_METHOD, c->known[K_JOIN], loc);
    emit_arg(c, OP_BUILD_LIST, 0, loc);
    for (u32 i = 0; i < parts->count && !c->failed; i++) {
        emit_expr(c, parts->at[i]);
        emit_arg(c, OP_LIST_APPEND, 1, loc);
    }
    emit_arg(c, OP_CALL, 1, loc);
}

static void emit_parts(Compiler *c, const NodeList *parts, const Loc *loc) {
    if (parts->count > STACK_GUIDELINE) {
        emit_long(c, parts, loc);
    } else if (!parts->count) {
        emit_name_const(c, c->known[K_EMPTY], loc);
    } else {
        emit_exprs(c, parts);
        if (parts->count > 1) emit_arg(c, OP_BUILD_STRING, parts->count, loc);
    }
}

void emit_format(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_FormattedValue: emit_field(c, node); return;
    case ND_JoinedStr: emit_parts(c, &AST(JoinedStr, node)->values, at(node)); return;
    default: compile_error(c, at(node), "t-strings are not supported yet");
    }
}
