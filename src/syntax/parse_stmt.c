/* parse_stmt.c: simple statements, and lines of them. */
#include "syntax/parse.h"

/* -- assignments: what people get wrong -------------------------------------------- */

/* (targets '=')* with `at` behind the last '='; false once what follows is no target with '='. */
static bool skip_target(Parser *p) {
    const Token *here = p->at;
    u32 nodes = p->node_count;
    p->quiet++;
    Node *targets = parse_star_targets(p);
    p->quiet--;
    p->node_count = nodes;
    if (targets && !p->raised && parse_take(p, TK_EQUAL)) return true;
    p->at = here;
    return false;
}

static bool is_augmented(TokenKind kind) { return kind >= TK_PLUSEQUAL && kind <= TK_DOUBLESLASHEQUAL; }

static void check_annotation(Parser *p) {
    Node *first = parse_star_named(p);
    if (!first) return;
    u32 nodes = p->node_count;
    bool is_tuple = peek(p) == TK_COMMA;
    Node *last = first;
    parse_take(p, TK_COMMA);
    while (is_tuple && last && (starts_expression(peek(p)) || peek(p) == TK_STAR)) { /* items need no commas between */
        last = parse_star_named(p);
        if (last) parse_take(p, TK_COMMA);
    }
    p->node_count = nodes;
    if (p->raised || !last || peek(p) != TK_COLON) return;
    parse_next(p);
    if (!parse_expression(p)) return;
    if (first->kind == ND_List || first->kind == ND_Tuple || is_tuple) {
        if (is_tuple) parse_raise_node(p, first, "only single target (not tuple) can be annotated");
        else parse_raise_node(p, first, "only single target (not %s) can be annotated", target_name(first));
    } else if (first->kind != ND_Starred) {
        parse_raise_node(p, first, "illegal target for annotation");
    }
}

/* CPython's invalid_assignment: nothing that begins here is a statement of its own. */
static void check_assignment(Parser *p, const Token *start) {
    check_annotation(p);
    if (p->raised) return;
    p->at = start;
    while (skip_target(p)) {}
    if (p->raised) return;
    if (peek(p) == TK_YIELD) {
        Node *yield = parse_yield(p);
        if (yield && peek(p) == TK_EQUAL) parse_raise_node(p, yield, "assignment to yield expression not possible");
        if (p->raised) return;
    } else {
        Node *value = parse_star_expressions(p);
        if (value && peek(p) == TK_EQUAL) {
            if (!target_invalid(value, TARGET_STAR)) parse_raise(p, "invalid syntax");
            target_raise(p, value, TARGET_STAR);
        }
        if (p->raised) return;
    }
    p->at = start;
    Node *target = parse_star_expressions(p);
    if (target && is_augmented(peek(p))) {
        parse_next(p);
        if (parse_rhs(p))
            parse_raise_node(p, target, "'%s' is an illegal expression for augmented assignment", target_name(target));
    }
}

/* -- assignments ---------------------------------------------------------------------- */

static bool is_single(const Node *node) {
    return node->kind == ND_Name || node->kind == ND_Attribute || node->kind == ND_Subscript;
}

static Node *annotated(Parser *p, const Token *start, Node *target) { /* at ':' */
    if (!is_single(target) || !target_store(target, CONTEXT_Store)) return NULL;
    parse_next(p);
    Node *annotation = parse_expression(p), *value = NULL;
    if (!annotation) return NULL;
    const Token *equal = p->at;
    if (parse_take(p, TK_EQUAL) && !(value = parse_rhs(p))) {
        if (!p->diagnose || p->raised) return NULL;
        p->at = equal;
    }
    NEW(AnnAssign, node, start);
    node->target = target;
    node->annotation = annotation;
    node->value = value;
    node->simple = target->kind == ND_Name && start->kind != TK_LPAR;
    return &node->head;
}

static Node *augmented(Parser *p, const Token *start, Node *target) {
    static const u8 operators[] = {
        [TK_PLUSEQUAL - TK_PLUSEQUAL] = OPERATOR_Add, [TK_MINEQUAL - TK_PLUSEQUAL] = OPERATOR_Sub,
        [TK_STAREQUAL - TK_PLUSEQUAL] = OPERATOR_Mult, [TK_ATEQUAL - TK_PLUSEQUAL] = OPERATOR_MatMult,
        [TK_SLASHEQUAL - TK_PLUSEQUAL] = OPERATOR_Div, [TK_PERCENTEQUAL - TK_PLUSEQUAL] = OPERATOR_Mod,
        [TK_DOUBLESTAREQUAL - TK_PLUSEQUAL] = OPERATOR_Pow, [TK_LEFTSHIFTEQUAL - TK_PLUSEQUAL] = OPERATOR_LShift,
        [TK_RIGHTSHIFTEQUAL - TK_PLUSEQUAL] = OPERATOR_RShift, [TK_VBAREQUAL - TK_PLUSEQUAL] = OPERATOR_BitOr,
        [TK_CIRCUMFLEXEQUAL - TK_PLUSEQUAL] = OPERATOR_BitXor, [TK_AMPEREQUAL - TK_PLUSEQUAL] = OPERATOR_BitAnd,
        [TK_DOUBLESLASHEQUAL - TK_PLUSEQUAL] = OPERATOR_FloorDiv,
    };
    if (!is_single(target) || !target_store(target, CONTEXT_Store)) return NULL;
    u8 op = operators[peek(p) - TK_PLUSEQUAL];
    parse_next(p);
    Node *value = parse_rhs(p);
    if (!value) return NULL;
    NEW(AugAssign, node, start);
    node->target = target;
    node->op = op;
    node->value = value;
    return &node->head;
}

static Node *assign(Parser *p, const Token *start, Node *first) { /* at the first '=' */
    u32 begin = nodes_begin(p);
    Node *value = first;
    while (peek(p) == TK_EQUAL) {
        if (value->kind == ND_Yield || value->kind == ND_YieldFrom || !target_store(value, CONTEXT_Store)) return NULL;
        if (!nodes_add(p, value)) return NULL;
        parse_next(p);
        value = parse_rhs(p);
        if (!value) return NULL;
    }
    NEW(Assign, node, start);
    node->value = value;
    return nodes_end(p, begin, &node->targets) ? &node->head : NULL;
}

static Node *after_expression(Parser *p, const Token *start, Node *value) {
    if (peek(p) == TK_EQUAL) return assign(p, start, value);
    if (peek(p) == TK_COLON) return annotated(p, start, value);
    if (is_augmented(peek(p))) return augmented(p, start, value);
    return NULL;
}

static Node *expression_node(Parser *p, const Token *start, Node *value) {
    if (!value) return NULL;
    NEW(Expr, node, start);
    node->value = value;
    return &node->head;
}

/* While diagnosing: an assignment if it can be one, then advice, then an expression. */
static Node *diagnosed_expression(Parser *p) {
    const Token *start = p->at;
    u32 nodes = p->node_count;
    p->quiet++;
    Node *value = parse_rhs(p);
    p->quiet--;
    if (value) value = after_expression(p, start, value);
    p->node_count = nodes;
    if (value || p->raised) return p->raised ? NULL : value;
    p->at = start;
    check_assignment(p, start);
    if (p->raised) return NULL;
    p->node_count = nodes;
    p->at = start;
    return expression_node(p, start, parse_rhs(p));
}

static Node *expression_statement(Parser *p) {
    if (diagnosing(p)) return diagnosed_expression(p);
    const Token *start = p->at;
    Node *value = parse_rhs(p);
    if (!value) return NULL;
    if (peek(p) == TK_EQUAL || peek(p) == TK_COLON || is_augmented(peek(p))) return after_expression(p, start, value);
    return expression_node(p, start, value);
}

/* -- statements with a keyword ----------------------------------------------------------- */

static bool ends_simple(const Parser *p) { return peek(p) == TK_NEWLINE || peek(p) == TK_SEMI || peek(p) == TK_END; }

static Node *bare(Parser *p, NodeKind kind) {
    const Token *start = p->at;
    parse_next(p);
    return parse_node(p, kind, start);
}

static Node *return_statement(Parser *p) {
    const Token *start = p->at;
    Node *value = NULL;
    parse_next(p);
    if (!ends_simple(p) && !(value = parse_star_expressions(p))) return NULL;
    NEW(Return, node, start);
    node->value = value;
    return &node->head;
}

static Node *raise_statement(Parser *p) {
    const Token *start = p->at;
    Node *exception = NULL, *cause = NULL;
    parse_next(p);
    if (!ends_simple(p)) {
        exception = parse_expression(p);
        if (!exception) return NULL;
        if (parse_take(p, TK_FROM) && !(cause = parse_expression(p))) return NULL;
    }
    NEW(Raise, node, start);
    node->exc = exception;
    node->cause = cause;
    return &node->head;
}

static IdentifierList name_list(Parser *p, bool *good) {
    IdentifierList list = {0};
    const Token *first = p->at;
    *good = false;
    do {
        if (peek(p) != TK_NAME) return list;
        list.count++;
        parse_next(p);
    } while (parse_take(p, TK_COMMA));
    list.at = arena_alloc(p->arena, list.count * (u32)sizeof(Identifier));
    if (!list.at) return parse_no_memory(p), list;
    for (u32 i = 0; i < list.count; i++)
        if (!(list.at[i] = names_of_token(p, first + 2 * i))) return list;
    *good = true;
    return list;
}

static Node *scope_statement(Parser *p) { /* global, nonlocal */
    const Token *start = p->at;
    bool good;
    parse_next(p);
    IdentifierList names = name_list(p, &good);
    if (!good) return NULL;
    if (start->kind == TK_GLOBAL) {
        NEW(Global, node, start);
        node->names = names;
        return &node->head;
    }
    NEW(Nonlocal, node, start);
    node->names = names;
    return &node->head;
}

static bool del_targets(Parser *p, NodeList *targets) {
    u32 begin = nodes_begin(p);
    do {
        if (ends_simple(p) && p->node_count > begin) break;
        Node *target = parse_primary(p);
        if (!target || !target_store(target, CONTEXT_Del) || !nodes_add(p, target)) return false;
    } while (parse_take(p, TK_COMMA));
    return ends_simple(p) && nodes_end(p, begin, targets);
}

static Node *del_statement(Parser *p) {
    const Token *start = p->at;
    u32 nodes = p->node_count;
    NodeList targets;
    parse_next(p);
    if (!del_targets(p, &targets)) {
        if (!diagnosing(p)) return NULL;
        p->at = start + 1;
        p->node_count = nodes;
        Node *value = parse_star_expressions(p);
        return value ? target_raise(p, value, TARGET_DEL) : NULL;
    }
    NEW(Delete, node, start);
    node->targets = targets;
    return &node->head;
}

static Node *assert_statement(Parser *p) {
    const Token *start = p->at;
    Node *message = NULL;
    parse_next(p);
    Node *test = parse_expression(p);
    if (!test) return NULL;
    if (parse_take(p, TK_COMMA) && !(message = parse_expression(p))) return NULL;
    NEW(Assert, node, start);
    node->test = test;
    node->msg = message;
    return &node->head;
}

/* CPython gives advice about `type X[...]` as if it were like `print X[...]`, even where it is right as it is. */
static void check_type_as_expression(Parser *p) {
    const Token *here = p->at;
    u32 nodes = p->node_count;
    parse_star_expressions(p);
    p->node_count = nodes;
    p->at = here;
}

static Node *type_statement(Parser *p) { /* "type" NAME [params] '=' expression */
    const Token *start = p->at;
    NodeList params;
    parse_next(p);
    const Token *name_token = p->at;
    if (diagnosing(p)) check_type_as_expression(p);
    Identifier id = parse_name(p);
    if (!id) return NULL;
    NEW(Name, name, name_token);
    name->id = id;
    name->ctx = CONTEXT_Store;
    if (!parse_type_params(p, &params) || !parse_take(p, TK_EQUAL)) return NULL;
    Node *value = parse_expression(p);
    if (!value) return NULL;
    NEW(TypeAlias, node, start);
    node->name = &name->head;
    node->type_params = params;
    node->value = value;
    return &node->head;
}

static Node *simple(Parser *p) {
    switch (peek(p)) {
    case TK_RETURN: return return_statement(p);
    case TK_IMPORT: return parse_import(p);
    case TK_FROM: return parse_from_import(p);
    case TK_RAISE: return raise_statement(p);
    case TK_PASS: return bare(p, ND_Pass);
    case TK_BREAK: return bare(p, ND_Break);
    case TK_CONTINUE: return bare(p, ND_Continue);
    case TK_DEL: return del_statement(p);
    case TK_ASSERT: return assert_statement(p);
    case TK_GLOBAL: case TK_NONLOCAL: return scope_statement(p);
    case TK_NAME:
        if (peek_second(p) == TK_NAME && parse_is_word(p, p->at, "type")) return type_statement(p);
        return expression_statement(p);
    default: return expression_statement(p);
    }
}

/* -- lines -------------------------------------------------------------------------------- */

/* pass, break, continue before `if`: a conditional was meant (expressions look for it, statements get here first). */
static bool check_bare(Parser *p) {
    TokenKind kind = peek(p);
    if (!diagnosing(p) || (kind != TK_PASS && kind != TK_BREAK && kind != TK_CONTINUE)) return true;
    if (peek_second(p) != TK_IF) return true;
    const Token *start = p->at;
    u32 nodes = p->node_count;
    parse_expression(p);
    p->node_count = nodes;
    p->at = start;
    return !p->raised;
}

bool parse_simple_line(Parser *p) {
    do {
        if (!check_bare(p)) return false;
        u32 nodes = p->node_count, pending = p->pending_count;
        Node *node = simple(p);
        p->node_count = nodes;
        p->pending_count = pending;
        if (!node || p->raised || !nodes_add(p, node)) return false;
    } while (parse_take(p, TK_SEMI) && peek(p) != TK_NEWLINE);
    return parse_take(p, TK_NEWLINE) && !p->raised;
}

bool parse_statement(Parser *p) {
    bool is_compound = false;
    Node *node = parse_compound(p, &is_compound);
    if (is_compound) return node && !p->raised && nodes_add(p, node);
    return !p->raised && parse_simple_line(p);
}
