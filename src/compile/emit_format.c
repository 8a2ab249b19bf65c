/* emit_format.c: f-strings, t-strings (PEP 750) and their fields. */
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

/* value and source text, then the spec if there is one -> Interpolation */
static void emit_interpolation(Compiler *c, const Node *node) {
    const InterpolationNode *field = AST(Interpolation, node);
    Value source = c->failed ? VALUE_ERROR : pool_of_constant(c, &field->str);
    if (is_error(source)) return;
    emit_expr(c, field->value);
    emit_const(c, source, at(node));
    if (field->format_spec) emit_expr(c, field->format_spec);
    u32 conversion = field->conversion == 's' ? 1 : field->conversion == 'r' ? 2 : field->conversion == 'a' ? 3 : 0;
    emit_arg(c, OP_BUILD_INTERPOLATION, conversion << 2 | (field->format_spec ? 1 : 0), at(node));
}

/* There is a text before each field and one behind the last, empty or not. */
static void emit_template(Compiler *c, const Node *node) {
    const NodeList *parts = &AST(TemplateStr, node)->values;
    u32 texts = 0, fields = 0;
    for (u32 i = 0; i <= parts->count && !c->failed; i++) {
        const Node *part = i < parts->count ? parts->at[i] : NULL;
        if (part && part->kind == ND_Constant) {
            emit_expr(c, part);
            texts++;
        } else if (texts == fields) {
            emit_name_const(c, c->known[K_EMPTY], at(node));
            texts++;
        }
        if (part && part->kind != ND_Constant) fields++;
    }
    emit_arg(c, OP_BUILD_TUPLE, texts, at(node));
    for (u32 i = 0; i < parts->count && !c->failed; i++)
        if (parts->at[i]->kind != ND_Constant) emit_interpolation(c, parts->at[i]);
    emit_arg(c, OP_BUILD_TUPLE, fields, at(node));
    emit(c, OP_BUILD_TEMPLATE, at(node));
}

void emit_format(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_FormattedValue: emit_field(c, node); return;
    case ND_JoinedStr: emit_parts(c, &AST(JoinedStr, node)->values, at(node)); return;
    default: emit_template(c, node);
    }
}
