/* emit_type_params.c: type parameters and aliases (PEP 695, 696).
 *
 * What has type parameters is made inside a function of its own, "<generic parameters of NAME>", which is called at once:
 * the parameters are its local names. Bounds, constraints, defaults and the values of aliases are functions that somebody
 * calls who asks.
 */
#include "compile/compiler.h"

bool type_params_begin(Compiler *c, Identifier name, const Node *node, u32 first_line) {
    Text *plain = c->failed ? NULL : names_text(c, name);
    Text *title = plain ? text_format("<generic parameters of %U>", plain) : NULL;
    if (!title) return c->failed ? false : (compile_fail(c), false);
    if (!unit_begin(c, UNIT_TYPE_PARAMS, name, title, node, KEY_TYPE_PARAMS, first_line)) return false;
    Loc start = {first_line, 0, first_line, 0};
    emit(c, OP_RESUME, &start);
    return true;
}

void type_params_call(Compiler *c, const Loc *loc) {
    emit(c, OP_RETURN_VALUE, loc);
    emit_closure(c, unit_end(c), 0, loc);
    emit(c, OP_PUSH_EMPTY, loc);
}

/* -> function that evaluates the expression */
static void emit_evaluator(Compiler *c, Identifier name, const Node *expression, const Node *key, ScopeKey which) {
    const Loc *loc = at(expression);
    if (c->failed || !unit_begin(c, UNIT_ANNOTATIONS, name, NULL, key, which, expression->lineno)) return;
    c->unit->argcount = c->unit->posonly = 1;
    emit(c, OP_RESUME, loc);
    emit_format_check(c, loc);
    if (expression->kind == ND_Starred) { /* the default of *Ts */
        emit_expr(c, AST(Starred, expression)->value);
        emit_arg(c, OP_UNPACK_SEQUENCE, 1, loc);
    } else {
        emit_expr(c, expression);
    }
    emit(c, OP_RETURN_VALUE, loc);
    emit_closure(c, unit_end(c), 0, loc);
}

static void emit_default(Compiler *c, Identifier name, const Node *expression, const Node *param) {
    if (!expression) return;
    emit_evaluator(c, name, expression, param, KEY_DEFAULT);
    emit_arg(c, OP_CALL_INTRINSIC, INTRINSIC_TYPEPARAM_DEFAULT, at(param));
}

static void emit_type_var(Compiler *c, const Node *node) {
    const TypeVarNode *t = AST(TypeVar, node);
    emit_name_const(c, t->name, at(node));
    if (t->bound) emit_evaluator(c, t->name, t->bound, node, KEY_BOUND);
    u32 made = !t->bound ? INTRINSIC_TYPEVAR : t->bound->kind == ND_Tuple ? INTRINSIC_TYPEVAR_CONSTRAINTS : INTRINSIC_TYPEVAR_BOUND;
    emit_arg(c, OP_CALL_INTRINSIC, made, at(node));
    emit_default(c, t->name, t->default_value, node);
}

/* ParamSpec and TypeVarTuple */
static void emit_other(Compiler *c, Identifier name, const Node *default_value, u32 intrinsic, const Node *node) {
    emit_name_const(c, name, at(node));
    emit_arg(c, OP_CALL_INTRINSIC, intrinsic, at(node));
    emit_default(c, name, default_value, node);
}

static Identifier emit_type_param(Compiler *c, const Node *node, bool *seen_default) {
    Identifier name;
    const Node *default_value;
    switch (node->kind) {
    case ND_TypeVar:
        name = AST(TypeVar, node)->name;
        default_value = AST(TypeVar, node)->default_value;
        break;
    case ND_ParamSpec:
        name = AST(ParamSpec, node)->name;
        default_value = AST(ParamSpec, node)->default_value;
        break;
    default:
        name = AST(TypeVarTuple, node)->name;
        default_value = AST(TypeVarTuple, node)->default_value;
    }
    if (default_value) {
        *seen_default = true;
    } else if (*seen_default) {
        compile_error(c, at(node), "non-default type parameter '%U' follows default type parameter", names_text(c, name));
        return NULL;
    }
    if (node->kind == ND_TypeVar) emit_type_var(c, node);
    else emit_other(c, name, default_value, node->kind == ND_ParamSpec ? INTRINSIC_PARAMSPEC : INTRINSIC_TYPEVARTUPLE, node);
    return name;
}

void emit_type_params(Compiler *c, const NodeList *params) {
    bool seen_default = false;
    for (u32 i = 0; i < params->count && !c->failed; i++) {
        const Loc *loc = at(params->at[i]);
        Identifier name = emit_type_param(c, params->at[i], &seen_default);
        if (!name) return;
        emit_arg(c, OP_COPY, 1, loc);
        emit_store(c, name, loc);
    }
    if (!c->failed) emit_arg(c, OP_BUILD_TUPLE, params->count, at(params->at[0]));
}

void emit_type_alias(Compiler *c, const Node *node) {
    const TypeAliasNode *alias = AST(TypeAlias, node);
    const Loc *loc = at(node);
    Identifier name = AST(Name, alias->name)->id;
    bool generic = alias->type_params.count > 0;
    if (generic && !type_params_begin(c, name, node, node->lineno)) return;
    emit_name_const(c, name, loc);
    if (generic) emit_type_params(c, &alias->type_params);
    else emit_none(c, loc);
    emit_evaluator(c, name, alias->value, node, KEY_BODY);
    emit_arg(c, OP_BUILD_TUPLE, 3, loc);
    emit_arg(c, OP_CALL_INTRINSIC, INTRINSIC_TYPEALIAS, loc);
    if (generic) {
        type_params_call(c, loc);
        emit_arg(c, OP_CALL, 0, loc);
    }
    emit_store(c, name, loc);
}
