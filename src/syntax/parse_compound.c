/* parse_compound.c: statements that have blocks.
 *
 * C recursion here is by blocks only, which the lexer bounds at 100; `elif` is a loop.
 */
#include "syntax/parse.h"

/* -- blocks -------------------------------------------------------------------------- */

/* The block behind ':'. `what` (NULL: nothing) and the line of its keyword are for the message. */
static bool block(Parser *p, NodeList *body, const char *what, const Token *keyword) {
    u32 begin = nodes_begin(p);
    if (!parse_take(p, TK_NEWLINE)) return parse_simple_line(p) && nodes_end(p, begin, body);
    if (!parse_take(p, TK_INDENT)) {
        if (diagnosing(p) && !what) parse_raise_kind(p, FAULT_INDENTATION_ERROR, "expected an indented block");
        if (diagnosing(p))
            parse_raise_kind(p, FAULT_INDENTATION_ERROR, "expected an indented block after %s on line %d", what,
                             keyword->line);
        return false;
    }
    do
        if (!parse_statement(p)) return false;
    while (peek(p) != TK_DEDENT && peek(p) != TK_END);
    if (!parse_take(p, TK_DEDENT)) return false;
    return !p->raised && nodes_end(p, begin, body);
}

/* ':' where the grammar has no advice but at the end of the line. */
static bool colon(Parser *p) {
    if (parse_take(p, TK_COLON)) return !p->raised;
    if (diagnosing(p) && peek(p) == TK_NEWLINE) parse_raise(p, "expected ':'");
    return false;
}

static bool else_block(Parser *p, NodeList *body) { /* optional */
    const Token *keyword = p->at;
    *body = (NodeList){0};
    if (!parse_take(p, TK_ELSE)) return !p->raised;
    if (!parse_expect(p, TK_COLON) || !block(p, body, "'else' statement", keyword)) return false;
    if (diagnosing(p) && peek(p) == TK_ELIF) {
        const Token *elif = p->at;
        parse_next(p);
        if (parse_named(p) && peek(p) == TK_COLON) parse_raise_token(p, elif, "'elif' block follows an 'else' block");
        return false;
    }
    return true;
}

/* -- if, while, for -------------------------------------------------------------------- */

/* One `if` or `elif` up to the end of its block, without what follows. */
static IfNode *if_part(Parser *p) {
    const Token *start = p->at;
    NodeList body;
    parse_next(p);
    Node *test = parse_named(p);
    if (!test || !colon(p)) return NULL;
    if (!block(p, &body, start->kind == TK_IF ? "'if' statement" : "'elif' statement", start)) return NULL;
    NEW(If, node, start);
    node->test = test;
    node->body = body;
    return node;
}

/* A chain of elifs nests in orelse; all end where the last one does. */
static Node *if_statement(Parser *p) {
    u32 begin = nodes_begin(p), level = p->level;
    NodeList orelse;
    do {
        IfNode *part = if_part(p);
        if (!part || !nodes_add(p, &part->head)) return NULL;
        if (++p->level > LEVEL_LIMIT) return parse_too_deep(p);
    } while (peek(p) == TK_ELIF);
    p->level = level;
    if (p->raised || !else_block(p, &orelse)) return NULL;
    const Token *last = parse_last(p);
    for (u32 i = p->node_count; i-- > begin;) {
        IfNode *node = AST(If, p->nodes[i]);
        node->orelse = orelse;
        node->head.end_lineno = last->end_line;
        node->head.end_col_offset = last->end_column;
        if (i == begin) break;
        Node **one = arena_alloc(p->arena, sizeof(Node *));
        if (!one) return parse_no_memory(p);
        *one = &node->head;
        orelse = (NodeList){one, 1};
    }
    Node *first = p->nodes[begin];
    p->node_count = begin;
    return first;
}

static Node *while_statement(Parser *p) {
    const Token *start = p->at;
    NodeList body, orelse;
    parse_next(p);
    Node *test = parse_named(p);
    if (!test || !colon(p) || !block(p, &body, "'while' statement", start) || !else_block(p, &orelse)) return NULL;
    NEW(While, node, start);
    node->test = test;
    node->body = body;
    node->orelse = orelse;
    return &node->head;
}

/* `for` whose targets no assignment could have. */
static void check_for_target(Parser *p, const Token *start) {
    p->at = start;
    u32 nodes = p->node_count;
    Node *targets = parse_star_expressions(p);
    if (targets) target_raise(p, targets, TARGET_FOR);
    p->node_count = nodes;
}

static Node *for_statement(Parser *p, const Token *start, bool is_async) { /* at `for` */
    const Token *keyword = p->at;
    NodeList body, orelse;
    parse_next(p);
    const Token *target_start = p->at;
    Node *target = parse_star_targets(p);
    if (!target || peek(p) != TK_IN) {
        if (diagnosing(p)) check_for_target(p, target_start);
        return NULL;
    }
    parse_next(p);
    Node *iter = parse_star_expressions(p);
    if (!iter || !colon(p) || !block(p, &body, "'for' statement", keyword) || !else_block(p, &orelse)) return NULL;
    Node *made = parse_node(p, is_async ? ND_AsyncFor : ND_For, start);
    if (!made) return NULL;
    ForNode *node = (ForNode *)made; /* AsyncForNode has the same fields */
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    return made;
}
_Static_assert(sizeof(ForNode) == sizeof(AsyncForNode), "one function fills both");
_Static_assert(sizeof(WithNode) == sizeof(AsyncWithNode), "one function fills both");
_Static_assert(sizeof(FunctionDefNode) == sizeof(AsyncFunctionDefNode), "one function fills both");
_Static_assert(sizeof(TryNode) == sizeof(TryStarNode), "one function fills both");

/* -- with ----------------------------------------------------------------------------------- */

static Node *with_item(Parser *p) {
    const Token *start = p->at;
    Node *context = parse_expression(p), *target = NULL;
    if (!context) return NULL;
    if (parse_take(p, TK_AS)) {
        const Token *target_start = p->at;
        target = parse_star_target(p);
        TokenKind after = peek(p);
        bool ends = after == TK_COMMA || after == TK_RPAR || after == TK_COLON || (after == TK_NEWLINE && diagnosing(p));
        if (!target || !ends) {
            if (!diagnosing(p)) return NULL;
            p->at = target_start;
            Node *bad = parse_expression(p);
            after = peek(p);
            if (bad && (after == TK_COMMA || after == TK_RPAR || after == TK_COLON)) target_raise(p, bad, TARGET_STAR);
            return NULL;
        }
    }
    NEW(withitem, node, start);
    node->head = (Node){.kind = ND_withitem};
    node->context_expr = context;
    node->optional_vars = target;
    return &node->head;
}

/* '(' item, item [,] ')' ':'. False leaves p->at where it was, unless something was raised. */
static bool with_in_parens(Parser *p, NodeList *items) {
    const Token *start = p->at;
    u32 begin = nodes_begin(p);
    parse_next(p);
    bool good;
    while ((good = nodes_add(p, with_item(p))) && parse_take(p, TK_COMMA) && peek(p) != TK_RPAR) {}
    good = good && !p->raised && parse_take(p, TK_RPAR);
    if (good && (peek(p) == TK_COLON || (diagnosing(p) && peek(p) == TK_NEWLINE))) return nodes_end(p, begin, items);
    p->at = start;
    p->node_count = begin;
    return false;
}

static bool with_items(Parser *p, NodeList *items) {
    u32 begin = nodes_begin(p);
    if (peek(p) == TK_LPAR && with_in_parens(p, items)) return true;
    if (p->raised) return false;
    do
        if (!nodes_add(p, with_item(p))) return false;
    while (parse_take(p, TK_COMMA));
    return nodes_end(p, begin, items);
}

static Node *with_statement(Parser *p, const Token *start, bool is_async) { /* at `with` */
    const Token *keyword = p->at;
    NodeList items, body;
    parse_next(p);
    if (!with_items(p, &items) || !colon(p) || !block(p, &body, "'with' statement", keyword)) return NULL;
    Node *made = parse_node(p, is_async ? ND_AsyncWith : ND_With, start);
    if (!made) return NULL;
    WithNode *node = (WithNode *)made;
    node->items = items;
    node->body = body;
    return made;
}

/* -- try --------------------------------------------------------------------------------------- */

/* except A, B as c: */
static void check_as_tuple(Parser *p, const Token *start) {
    p->at = start;
    u32 nodes = p->node_count;
    Node *types = parse_star_expressions(p);
    p->node_count = nodes;
    if (!types || AST(Tuple, types)->elts.count < 2 || !parse_take(p, TK_AS)) return;
    if (peek(p) != TK_NAME || peek_second(p) != TK_COLON) return;
    parse_look(p, p->at + 1);
    parse_raise_from(p, start, "multiple exception types must be parenthesized when using 'as'");
}

static void check_except_name(Parser *p, const Token *keyword, bool star) { /* behind `as`, at what is no name */
    Node *bad = parse_expression(p);
    NodeList body;
    if (bad && parse_take(p, TK_COLON) && block(p, &body, star ? "'except*' statement" : "'except' statement", keyword))
        parse_raise_node(p, bad, "cannot use except%s statement with %s", star ? "*" : "", target_name(bad));
}

/* expression (',' expression)* [',']; *several: there was a comma */
static Node *expressions(Parser *p, bool *several) {
    const Token *start = p->at;
    Node *first = parse_expression(p);
    *several = first && peek(p) == TK_COMMA;
    if (!*several) return first;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && starts_expression(peek(p)))
        if (!nodes_add(p, parse_expression(p))) return NULL;
    NEW(Tuple, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

static Node *handler(Parser *p, bool star) { /* behind `except` or `except*` */
    const Token *start = p->at - 1 - star, *first = p->at;
    const char *what = star ? "'except*' statement" : "'except' statement";
    bool several = false;
    Node *type = NULL;
    Identifier name = NULL;
    NodeList body;
    if (peek(p) != TK_COLON) {
        if (star && diagnosing(p) && peek(p) == TK_NEWLINE) {
            parse_raise(p, "expected one or more exception types");
            return NULL;
        }
        if (peek(p) == TK_NEWLINE) return colon(p), NULL;
        type = expressions(p, &several);
        if (!type) return NULL;
        if (peek(p) == TK_AS) {
            if (several) {
                if (diagnosing(p)) check_as_tuple(p, first);
                return NULL;
            }
            parse_next(p);
            bool plain = peek(p) == TK_NAME && (peek_second(p) == TK_COLON || peek_second(p) == TK_NEWLINE);
            if (!plain && diagnosing(p)) {
                const Token *target = p->at;
                check_except_name(p, start, star);
                p->at = target;
            }
            if (!(name = parse_name(p))) return NULL;
        }
    } else if (star) {
        if (diagnosing(p)) parse_raise(p, "expected one or more exception types");
        return NULL;
    }
    if (several ? !parse_take(p, TK_COLON) : !colon(p)) return NULL;
    if (!block(p, &body, several ? NULL : what, start)) return NULL;
    NEW(ExceptHandler, node, start);
    node->type = type;
    node->name = name;
    node->body = body;
    return &node->head;
}

static bool handlers(Parser *p, NodeList *list, bool *star) {
    u32 begin = nodes_begin(p);
    *star = peek(p) == TK_EXCEPT && peek_second(p) == TK_STAR;
    while (peek(p) == TK_EXCEPT) {
        bool this_star = peek_second(p) == TK_STAR;
        const Token *keyword = p->at;
        if (this_star != *star) {
            if (diagnosing(p))
                parse_raise_tokens(p, keyword, this_star ? keyword + 1 : keyword,
                                   "cannot have both 'except' and 'except*' on the same 'try'");
            return false;
        }
        parse_next(p);
        if (this_star) parse_next(p);
        if (!nodes_add(p, handler(p, *star))) return false;
    }
    return nodes_end(p, begin, list);
}

static Node *try_statement(Parser *p) {
    const Token *start = p->at;
    NodeList body, list, orelse = {0}, finalbody = {0};
    bool star;
    parse_next(p);
    if (!parse_expect(p, TK_COLON)) return NULL;
    if (diagnosing(p) && peek(p) == TK_EXCEPT && !handlers(p, &list, &star)) return NULL; /* advice on them goes first */
    if (!block(p, &body, "'try' statement", start)) return NULL;
    if (!handlers(p, &list, &star)) return NULL;
    if (list.count && !else_block(p, &orelse)) return NULL;
    const Token *keyword = p->at;
    if (parse_take(p, TK_FINALLY)) {
        if (!parse_expect(p, TK_COLON) || !block(p, &finalbody, "'finally' statement", keyword)) return NULL;
    } else if (!list.count) {
        if (diagnosing(p)) parse_raise(p, "expected 'except' or 'finally' block");
        return NULL;
    }
    if (p->raised) return NULL;
    Node *made = parse_node(p, star ? ND_TryStar : ND_Try, start);
    if (!made) return NULL;
    TryNode *node = (TryNode *)made;
    node->body = body;
    node->handlers = list;
    node->orelse = orelse;
    node->finalbody = finalbody;
    return made;
}

/* -- match -------------------------------------------------------------------------------------- */

static Node *subject(Parser *p) { /* star_named_expression ',' ... | named_expression */
    const Token *start = p->at;
    Node *first = parse_star_named(p);
    if (!first || (peek(p) != TK_COMMA && first->kind != ND_Starred)) return first;
    if (peek(p) != TK_COMMA) return NULL;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && (starts_expression(peek(p)) || peek(p) == TK_STAR))
        if (!nodes_add(p, parse_star_named(p))) return NULL;
    NEW(Tuple, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

static Node *case_block(Parser *p) { /* at "case" */
    const Token *start = p->at;
    Node *guard = NULL;
    NodeList body;
    parse_next(p);
    Node *pattern = parse_patterns(p);
    if (!pattern) return NULL;
    if (parse_take(p, TK_IF) && !(guard = parse_named(p))) return NULL;
    if (!colon(p) || !block(p, &body, "'case' statement", start)) return NULL;
    NEW(match_case, node, start);
    node->head = (Node){.kind = ND_match_case};
    node->pattern = pattern;
    node->guard = guard;
    node->body = body;
    return &node->head;
}

static Node *match_body(Parser *p, const Token *start, Node *value) { /* behind ':' NEWLINE */
    if (!parse_take(p, TK_INDENT)) {
        if (diagnosing(p))
            parse_raise_kind(p, FAULT_INDENTATION_ERROR, "expected an indented block after 'match' statement on line %d",
                             start->line);
        return NULL;
    }
    u32 begin = nodes_begin(p);
    do {
        if (!parse_is_word(p, p->at, "case") || !nodes_add(p, case_block(p))) return NULL;
    } while (peek(p) != TK_DEDENT);
    parse_next(p);
    NEW(Match, node, start);
    node->subject = value;
    return nodes_end(p, begin, &node->cases) ? &node->head : NULL;
}

/* "match" may be a name. It is the keyword if a subject, ':' and a new line follow. */
static Node *match_statement(Parser *p, bool *is_match) {
    const Token *start = p->at;
    u32 nodes = p->node_count;
    *is_match = false;
    if (!starts_expression(peek_second(p)) && peek_second(p) != TK_STAR) return NULL;
    parse_next(p);
    Node *value = subject(p);
    if (value && peek(p) == TK_COLON) parse_look(p, p->at + 1);
    if (value && peek(p) == TK_COLON && peek_second(p) == TK_NEWLINE) {
        *is_match = true;
        parse_next(p);
        parse_next(p);
        return match_body(p, start, value);
    }
    if (value && diagnosing(p) && peek(p) == TK_NEWLINE) parse_raise(p, "expected ':'");
    p->node_count = nodes;
    p->at = start;
    return NULL;
}

/* -- functions and classes ------------------------------------------------------------------------- */

static Node *function(Parser *p, const Token *start, bool is_async, NodeList decorators) { /* at `def` */
    const Token *keyword = p->at;
    NodeList params, body;
    Node *returns = NULL;
    parse_next(p);
    Identifier name = parse_name(p);
    if (!name) return NULL;
    const Token *bracket = p->at;
    if (!parse_type_params(p, &params)) {
        if (p->raised) return NULL;
        p->at = bracket; /* CPython then takes it for no parameters at all */
    }
    if (!parse_expect(p, TK_LPAR)) return NULL;
    Node *args = parse_parameters(p, false);
    if (!args || !parse_take(p, TK_RPAR)) return NULL;
    const Token *arrow = p->at;
    if (parse_take(p, TK_ARROW) && !(returns = parse_expression(p))) {
        if (p->raised) return NULL;
        p->at = arrow; /* likewise */
    }
    if (!parse_expect(p, TK_COLON) || !block(p, &body, "function definition", keyword)) return NULL;
    Node *made = parse_node(p, is_async ? ND_AsyncFunctionDef : ND_FunctionDef, start);
    if (!made) return NULL;
    FunctionDefNode *node = (FunctionDefNode *)made;
    node->name = name;
    node->args = args;
    node->body = body;
    node->decorator_list = decorators;
    node->returns = returns;
    node->type_params = params;
    return made;
}

static Node *class(Parser *p, NodeList decorators) { /* at `class` */
    const Token *start = p->at;
    NodeList params, bases = {0}, keywords = {0}, body;
    parse_next(p);
    Identifier name = parse_name(p);
    if (!name || !parse_type_params(p, &params)) return NULL;
    if (parse_take(p, TK_LPAR) && (!parse_arguments(p, &bases, &keywords) || !parse_take(p, TK_RPAR))) return NULL;
    if (!colon(p) || !block(p, &body, "class definition", start)) return NULL;
    NEW(ClassDef, node, start);
    node->name = name;
    node->bases = bases;
    node->keywords = keywords;
    node->body = body;
    node->decorator_list = decorators;
    node->type_params = params;
    return &node->head;
}

static Node *async(Parser *p, NodeList decorators) { /* at `async` */
    const Token *start = p->at;
    parse_next(p);
    switch (peek(p)) {
    case TK_DEF: return function(p, start, true, decorators);
    case TK_FOR: return decorators.count ? NULL : for_statement(p, start, true);
    case TK_WITH: return decorators.count ? NULL : with_statement(p, start, true);
    default: return NULL;
    }
}

static Node *decorated(Parser *p) { /* at '@' */
    u32 begin = nodes_begin(p);
    NodeList decorators;
    while (parse_take(p, TK_AT))
        if (!nodes_add(p, parse_named(p)) || !parse_take(p, TK_NEWLINE)) return NULL;
    if (!nodes_end(p, begin, &decorators)) return NULL;
    switch (peek(p)) {
    case TK_DEF: return function(p, p->at, false, decorators);
    case TK_CLASS: return class(p, decorators);
    case TK_ASYNC: return async(p, decorators);
    default: return NULL;
    }
}

Node *parse_compound(Parser *p, bool *is_compound) {
    *is_compound = true;
    switch (peek(p)) {
    case TK_IF: return if_statement(p);
    case TK_WHILE: return while_statement(p);
    case TK_FOR: return for_statement(p, p->at, false);
    case TK_WITH: return with_statement(p, p->at, false);
    case TK_TRY: return try_statement(p);
    case TK_DEF: return function(p, p->at, false, (NodeList){0});
    case TK_CLASS: return class(p, (NodeList){0});
    case TK_ASYNC: return async(p, (NodeList){0});
    case TK_AT: return decorated(p);
    case TK_NAME:
        if (parse_is_word(p, p->at, "match")) return match_statement(p, is_compound);
        break;
    default: break;
    }
    *is_compound = false;
    return NULL;
}
