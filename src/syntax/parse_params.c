/* parse_params.c: parameters of functions and lambdas, and type parameters (PEP 695, 696).
 *
 *     posonly, /, plain, *args, keyword-only, **kwargs     with defaults from some point on
 *
 * A lambda's parameters have no annotations and end at ':' instead of ')'.
 */
#include "syntax/parse.h"

typedef struct {
    bool is_lambda, slash, star, kwargs, defaults;
    bool slash_defaults, later_defaults; /* defaults before and behind the '/' */
    u32 begin;   /* posonly and plain parameters on the node stack: each with its default or NULL */
    u32 posonly; /* how many are before the '/' */
    Node *vararg, *kwarg;
} Parameters;

static bool at_end(const Parser *p, const Parameters *params) {
    return peek(p) == (params->is_lambda ? TK_COLON : TK_RPAR);
}

/* -- one parameter ------------------------------------------------------------------ */

static Node *parameter(Parser *p, const Parameters *params, bool star_annotation) {
    const Token *start = p->at;
    Identifier name = parse_name(p);
    if (!name) return NULL;
    Node *annotation = NULL;
    if (!params->is_lambda && parse_take(p, TK_COLON)) {
        annotation = star_annotation && peek(p) == TK_STAR ? parse_star_named(p) : parse_expression(p);
        if (!annotation) return NULL;
    }
    NEW(arg, node, start);
    node->arg = name;
    node->annotation = annotation;
    return &node->head;
}

static bool check_default(Parser *p, const Token *equals) {
    if (diagnosing(p) && (peek(p) == TK_RPAR || peek(p) == TK_COMMA))
        parse_raise_token(p, equals, "expected default value expression");
    return !p->raised;
}

/* A parameter and its default (NULL if none) to the node stack. */
static bool with_default(Parser *p, const Parameters *params, bool *has_default) {
    Node *node = parameter(p, params, false);
    if (!nodes_add(p, node)) return false;
    const Token *equals = p->at;
    *has_default = parse_take(p, TK_EQUAL);
    if (!*has_default) return nodes_add_null(p);
    if (!check_default(p, equals)) return false;
    u32 level = p->level;
    if (params->is_lambda) p->level += LEVEL_DEFAULT;
    if (p->level > LEVEL_LIMIT) return parse_too_deep(p), false;
    bool good = nodes_add(p, parse_expression(p));
    p->level = level;
    return good;
}

/* After a parameter there is a comma or the end. */
static bool separator(Parser *p, const Parameters *params) { return parse_take(p, TK_COMMA) || at_end(p, params); }

/* -- what people get wrong ------------------------------------------------------------- */

static bool check_parenthesised(Parser *p, const Parameters *params) { /* at '(' */
    const Token *open = p->at;
    parse_next(p);
    bool any = false;
    while (peek(p) == TK_NAME) {
        any = true;
        if (!parameter(p, params, false)) return false;
        if (!parse_take(p, TK_COMMA)) break;
    }
    if (any && peek(p) == TK_RPAR)
        parse_raise_tokens(p, open, p->at, params->is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                                             : "Function parameters cannot be parenthesized");
    return false;
}

static bool has_star_annotation(const Node *vararg) {
    const Node *annotation = vararg ? ((const argNode *)vararg)->annotation : NULL;
    return annotation && annotation->kind == ND_Starred;
}

static bool check_slash(Parser *p, const Parameters *params) { /* at a '/' that may not stand here */
    if (!diagnosing(p)) return false;
    if (params->kwargs) parse_raise_token(p, p->at, "arguments cannot follow var-keyword argument");
    else if (params->star && has_star_annotation(params->vararg)) return false;
    else if (params->star) parse_raise_token(p, p->at, "/ must be ahead of *");
    else if (params->slash) parse_raise_token(p, p->at, "/ may appear only once");
    else if (peek_second(p) == TK_COMMA) parse_raise_token(p, p->at, "at least one argument must precede /");
    return false;
}

static bool check_after_kwargs(Parser *p) { /* behind "**name," */
    TokenKind kind = peek(p);
    if (diagnosing(p) && (kind == TK_NAME || kind == TK_STAR || kind == TK_DOUBLESTAR || kind == TK_SLASH))
        parse_raise_token(p, p->at, "arguments cannot follow var-keyword argument");
    return false;
}

static bool check_second_star(Parser *p, const Parameters *params) { /* at a '*' behind another */
    const Token *star = p->at;
    if (!diagnosing(p) || has_star_annotation(params->vararg)) return false;
    parse_next(p);
    if (peek(p) == TK_COMMA || (parameter(p, params, false) && (peek(p) == TK_COMMA || at_end(p, params))))
        parse_raise_token(p, star, "* argument may appear only once");
    p->at = star;
    return false;
}

/* -- the parts -------------------------------------------------------------------------- */

static bool slash(Parser *p, Parameters *params, u32 count) {
    if (params->slash || params->star || !count) return check_slash(p, params);
    params->slash = true;
    params->slash_defaults = params->defaults;
    params->posonly = count;
    parse_next(p);
    if (diagnosing(p) && peek(p) == TK_STAR) {
        parse_raise_token(p, p->at, "expected comma between / and *");
        return false;
    }
    return separator(p, params);
}

static bool kwargs(Parser *p, Parameters *params) {
    parse_next(p);
    params->kwargs = true;
    params->kwarg = parameter(p, params, false);
    if (!params->kwarg) return false;
    if (diagnosing(p) && peek(p) == TK_EQUAL) {
        parse_raise_token(p, p->at, "var-keyword argument cannot have default value");
        return false;
    }
    if (parse_take(p, TK_COMMA) && !at_end(p, params)) return check_after_kwargs(p);
    return at_end(p, params);
}

/* '*' NAME or '*', then keyword-only ones up to ** or the end. */
static bool star_part(Parser *p, Parameters *params) {
    const Token *star = p->at;
    parse_next(p);
    params->star = true;
    if (peek(p) == TK_NAME) {
        params->vararg = parameter(p, params, true);
        if (!params->vararg) return false;
        if (diagnosing(p) && peek(p) == TK_EQUAL) {
            parse_raise_token(p, p->at, "var-positional argument cannot have default value");
            return false;
        }
        if (!separator(p, params)) return false;
    } else {
        bool bare = at_end(p, params);
        if (!bare && !parse_take(p, TK_COMMA)) return false;
        if (bare || at_end(p, params) || peek(p) == TK_DOUBLESTAR) {
            if (diagnosing(p) && params->is_lambda) parse_raise(p, "named arguments must follow bare *");
            else if (diagnosing(p)) parse_raise_token(p, star, "named arguments must follow bare *");
            return false;
        }
    }
    while (!at_end(p, params)) {
        bool has_default;
        if (peek(p) == TK_DOUBLESTAR) return kwargs(p, params);
        if (peek(p) == TK_STAR) {
            return check_second_star(p, params);
        }
        if (peek(p) == TK_SLASH) return check_slash(p, params);
        if (diagnosing(p) && peek(p) == TK_LPAR) return check_parenthesised(p, params);
        if (!with_default(p, params, &has_default) || !separator(p, params)) return false;
    }
    return true;
}

/* -- together ----------------------------------------------------------------------------- */

/* Moves every second item since begin, from `from` to `to` pairs, skipping NULLs if asked. */
static bool take(Parser *p, u32 begin, u32 from, u32 to, u32 which, bool skip_null, NodeList *list) {
    *list = (NodeList){0};
    if (from == to) return true;
    Node **at = arena_alloc(p->arena, (to - from) * (u32)sizeof(Node *));
    if (!at) return parse_no_memory(p), false;
    u32 count = 0;
    for (u32 i = from; i < to; i++) {
        Node *node = p->nodes[begin + 2 * i + which];
        if (node || !skip_null) at[count++] = node;
    }
    *list = (NodeList){count ? at : NULL, count};
    return true;
}

static bool read(Parser *p, Parameters *params, u32 *plain) {
    while (!at_end(p, params)) {
        u32 count = (p->node_count - params->begin) / 2;
        *plain = count;
        if (peek(p) == TK_SLASH) {
            if (!slash(p, params, count)) return false;
            continue;
        }
        if (peek(p) == TK_STAR) return star_part(p, params);
        if (peek(p) == TK_DOUBLESTAR) return kwargs(p, params);
        if (diagnosing(p) && peek(p) == TK_LPAR) return check_parenthesised(p, params);
        const Token *start = p->at;
        bool has_default;
        if (!with_default(p, params, &has_default)) return false;
        if (!has_default && params->defaults) {
            bool complete = peek(p) == TK_COMMA || at_end(p, params);
            if (complete && diagnosing(p) && !(params->slash_defaults && params->later_defaults))
                parse_raise_token(p, start, "parameter without a default follows parameter with a default");
            return false;
        }
        params->defaults |= has_default;
        params->later_defaults |= has_default && params->slash;
        *plain = count + 1;
        if (!separator(p, params)) return false;
    }
    return true;
}

Node *parse_parameters(Parser *p, bool is_lambda) {
    Parameters params = {.is_lambda = is_lambda, .begin = nodes_begin(p)};
    u32 plain = 0;
    if (!read(p, &params, &plain) || p->raised) return NULL;
    u32 all = (p->node_count - params.begin) / 2;
    argumentsNode *node = (argumentsNode *)ast_new(p->arena, ND_arguments);
    if (!node) return parse_no_memory(p);
    u32 begin = params.begin;
    if (!take(p, begin, 0, params.posonly, 0, false, &node->posonlyargs) ||
        !take(p, begin, params.posonly, plain, 0, false, &node->args) ||
        !take(p, begin, 0, plain, 1, true, &node->defaults) ||
        !take(p, begin, plain, all, 0, false, &node->kwonlyargs) ||
        !take(p, begin, plain, all, 1, false, &node->kw_defaults))
        return NULL;
    node->vararg = params.vararg;
    node->kwarg = params.kwarg;
    p->node_count = begin;
    return &node->head;
}

/* -- type parameters ------------------------------------------------------------------------- */

static bool type_default(Parser *p, bool starred, Node **value) {
    *value = NULL;
    if (!parse_take(p, TK_EQUAL)) return true;
    *value = starred && peek(p) == TK_STAR ? parse_star_named(p) : parse_expression(p);
    return *value != NULL;
}

static Node *type_var_tuple(Parser *p) { /* at '*' */
    const Token *start = p->at;
    parse_next(p);
    Identifier name = parse_name(p);
    Node *value;
    if (!name) return NULL;
    if (diagnosing(p) && peek(p) == TK_COLON) {
        const Token *colon = p->at;
        parse_next(p);
        Node *bound = parse_expression(p);
        if (bound)
            parse_raise_from(p, colon, bound->kind == ND_Tuple ? "cannot use constraints with TypeVarTuple"
                                                               : "cannot use bound with TypeVarTuple");
        return NULL;
    }
    if (!type_default(p, true, &value)) return NULL;
    NEW(TypeVarTuple, node, start);
    node->name = name;
    node->default_value = value;
    return &node->head;
}

static Node *param_spec(Parser *p) { /* at '**' */
    const Token *start = p->at;
    parse_next(p);
    Identifier name = parse_name(p);
    Node *value;
    if (!name) return NULL;
    if (diagnosing(p) && peek(p) == TK_COLON) {
        const Token *colon = p->at;
        parse_next(p);
        Node *bound = parse_expression(p);
        if (bound)
            parse_raise_from(p, colon, bound->kind == ND_Tuple ? "cannot use constraints with ParamSpec"
                                                               : "cannot use bound with ParamSpec");
        return NULL;
    }
    if (!type_default(p, false, &value)) return NULL;
    NEW(ParamSpec, node, start);
    node->name = name;
    node->default_value = value;
    return &node->head;
}

static Node *type_param(Parser *p) {
    if (peek(p) == TK_STAR) return type_var_tuple(p);
    if (peek(p) == TK_DOUBLESTAR) return param_spec(p);
    const Token *start = p->at;
    Identifier name = parse_name(p);
    Node *bound = NULL, *value;
    if (!name) return NULL;
    if (parse_take(p, TK_COLON) && !(bound = parse_expression(p))) return NULL;
    if (!type_default(p, false, &value)) return NULL;
    NEW(TypeVar, node, start);
    node->name = name;
    node->bound = bound;
    node->default_value = value;
    return &node->head;
}

bool parse_type_params(Parser *p, NodeList *params) {
    *params = (NodeList){0};
    if (peek(p) != TK_LSQB) return true;
    parse_next(p);
    if (peek(p) == TK_RSQB) {
        if (diagnosing(p)) parse_raise_from(p, p->at, "Type parameter list cannot be empty");
        return false;
    }
    u32 begin = nodes_begin(p);
    while (peek(p) != TK_RSQB) {
        if (!nodes_add(p, type_param(p))) return false;
        if (!parse_take(p, TK_COMMA)) break;
    }
    return parse_take(p, TK_RSQB) && nodes_end(p, begin, params);
}
