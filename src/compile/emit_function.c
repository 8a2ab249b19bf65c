/* emit_function.c: def, async def and lambda: defaults, annotations, the body in a unit of its own, the closure. */
#include "compile/compiler.h"

/* ---- decorators and defaults ---- */

void emit_decorators(Compiler *c, const NodeList *decorators) { emit_exprs(c, decorators); }

/* Each is called with what is made so far, the innermost first. */
void emit_decorator_calls(Compiler *c, const NodeList *decorators) {
    for (u32 i = decorators->count; i-- > 0;) emit_arg(c, OP_CALL, 0, at(decorators->at[i]));
}

static bool emit_keyword_defaults(Compiler *c, const argumentsNode *args, const Loc *loc) {
    u32 n = 0;
    for (u32 i = 0; i < args->kwonlyargs.count && !c->failed; i++) {
        if (!args->kw_defaults.at[i]) continue;
        Identifier name = unit_mangle(c, AST(arg, args->kwonlyargs.at[i])->arg);
        if (!name) return false;
        emit_name_const(c, name, loc);
        emit_expr(c, args->kw_defaults.at[i]);
        n++;
    }
    if (n) emit_arg(c, OP_BUILD_MAP, n, loc);
    return n != 0;
}

u32 emit_defaults(Compiler *c, const argumentsNode *args, const Loc *loc) {
    u32 attributes = 0;
    if (args->defaults.count) {
        emit_star_unpack(c, loc, &args->defaults, NULL, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true);
        attributes |= 1;
    }
    if (emit_keyword_defaults(c, args, loc)) attributes |= 2;
    return attributes;
}

static void take_parameters(Unit *u, const argumentsNode *args) {
    u->posonly = args->posonlyargs.count;
    u->argcount = args->posonlyargs.count + args->args.count;
    u->kwonly = args->kwonlyargs.count;
}

/* ---- the body ---- */

/* A StopIteration that leaves a generator's body becomes a RuntimeError (PEP 479). */
static bool stops_iteration(const Scope *scope) { return scope->generator || scope->coroutine; }

u32 stop_iteration_begin(Compiler *c) {
    if (!stops_iteration(c->unit->scope)) return 0;
    u32 label = label_new(c);
    handler_begin(c, label, true, 0, &nowhere);
    return label;
}

void stop_iteration_end(Compiler *c, u32 label) {
    if (!stops_iteration(c->unit->scope)) return;
    handler_end(c);
    label_place(c, label);
    emit(c, OP_STOP_ITERATION_ERROR, &nowhere);
    emit_arg(c, OP_RERAISE, 1, &nowhere);
}

static Loc line_loc(u32 line) { return (Loc){line, 0, line, 0}; }

/* The body is constant 0's docstring, if there is one, and the rest. */
static bool take_docstring(Compiler *c, NodeList *body) {
    const Constant *doc = docstring_of(body);
    if (!doc) return true;
    Value text = clean_docstring(c, doc);
    u32 place = is_error(text) ? ~0u : pool_add(c, text);
    if (c->failed) return false;
    order_add(c, &c->unit->constants, place);
    c->unit->has_docstring = true;
    body->at++;
    body->count--;
    return true;
}

static Value function_code(Compiler *c, const Node *node, u32 first_line) {
    const FunctionDefNode *f = (const FunctionDefNode *)node; /* async def has def's fields */
    NodeList body = f->body;
    if (!unit_begin(c, UNIT_FUNCTION, f->name, NULL, node, KEY_BODY, first_line)) return VALUE_ERROR;
    take_parameters(c->unit, AST(arguments, f->args));
    if (take_docstring(c, &body)) {
        Loc start = line_loc(first_line);
        u32 label = stop_iteration_begin(c);
        emit(c, OP_RESUME, &start);
        emit_stmts(c, &body);
        emit_none(c, &nowhere);
        emit(c, OP_RETURN_VALUE, &nowhere);
        stop_iteration_end(c, label);
    }
    return unit_end(c);
}

/* defaults, as far as attributes has them -> function */
static void emit_function_object(Compiler *c, const Node *node, u32 attributes, u32 first_line) {
    const FunctionDefNode *f = (const FunctionDefNode *)node;
    attributes |= emit_function_annotations(c, AST(arguments, f->args), f->returns, at(node));
    Value code = c->failed ? VALUE_ERROR : function_code(c, node, first_line);
    emit_closure(c, code, attributes, at(node));
}

/* The defaults are evaluated outside, and come as arguments. */
static void emit_generic(Compiler *c, const Node *node, u32 first_line) {
    const FunctionDefNode *f = (const FunctionDefNode *)node;
    const argumentsNode *args = AST(arguments, f->args);
    u32 attributes = args->defaults.count ? 1 : 0, given;
    for (u32 i = 0; i < args->kw_defaults.count; i++)
        if (args->kw_defaults.at[i]) attributes |= 2;
    given = (attributes & 1) + (attributes >> 1);
    if (c->failed || !type_params_begin(c, f->name, node, first_line)) return;
    c->unit->argcount = c->unit->posonly = given;
    emit_type_params(c, &f->type_params);
    for (u32 i = 0; i < given; i++) emit_arg(c, OP_LOAD_FAST, i, at(node));
    emit_function_object(c, node, attributes, first_line);
    emit_arg(c, OP_SWAP, 2, at(node));
    emit_arg(c, OP_CALL_INTRINSIC, INTRINSIC_FUNCTION_TYPE_PARAMS, at(node));
    type_params_call(c, at(node));
    emit_defaults(c, args, at(node));
    emit_arg(c, OP_CALL, given, at(node));
}

void emit_function(Compiler *c, const Node *node) {
    const FunctionDefNode *f = (const FunctionDefNode *)node;
    const argumentsNode *args = AST(arguments, f->args);
    u32 first_line = f->decorator_list.count ? f->decorator_list.at[0]->lineno : node->lineno;
    emit_decorators(c, &f->decorator_list);
    if (f->type_params.count) {
        emit_generic(c, node, first_line);
    } else {
        u32 attributes = emit_defaults(c, args, at(node));
        emit_function_object(c, node, attributes, first_line);
    }
    emit_decorator_calls(c, &f->decorator_list);
    emit_store(c, f->name, at(node));
}

void emit_lambda(Compiler *c, const Node *node) {
    const LambdaNode *lambda = AST(Lambda, node);
    const argumentsNode *args = AST(arguments, lambda->args);
    u32 attributes = emit_defaults(c, args, at(node));
    if (c->failed || !unit_begin(c, UNIT_LAMBDA, c->known[K_LAMBDA], NULL, node, KEY_BODY, node->lineno)) return;
    take_parameters(c->unit, args);
    Loc start = line_loc(node->lineno);
    u32 label = stop_iteration_begin(c);
    emit(c, OP_RESUME, &start);
    emit_expr(c, lambda->body);
    emit(c, OP_RETURN_VALUE, at(lambda->body));
    stop_iteration_end(c, label);
    emit_closure(c, unit_end(c), attributes, at(node));
}
