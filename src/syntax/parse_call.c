/* parse_call.c: arguments of calls and of class statements.
 *
 * Positional and starred ones first, then keywords among which *x may stand, and
 * behind the first ** only keywords and more **. As in CPython's tree, starred ones
 * are in args even if they stand behind keywords.
 */
#include "syntax/parse.h"

typedef struct { /* what has been seen so far */
    bool keywords, doubled;
    u32 positional;
} Arguments;

/* -- what people get wrong ------------------------------------------------------------ */

/* At NAME '=' or CONSTANT '=': f(a=), f(True=1), f(a=b for ...). */
static bool check_keyword(Parser *p) {
    const Token *name = p->at;
    if (name->kind == TK_TRUE || name->kind == TK_FALSE || name->kind == TK_NONE) {
        parse_raise_tokens(p, name, name + 1, "cannot assign to %s", lexer_text((TokenKind)name->kind));
        return false;
    }
    if (name[2].kind == TK_COMMA || name[2].kind == TK_RPAR) {
        parse_next(p);
        parse_next(p);
        parse_raise_tokens(p, name, name + 1, "expected argument value expression");
        return false;
    }
    return true;
}

static void check_keyword_clauses(Parser *p, const Token *name) {
    NodeList clauses;
    if (!at_clauses(p) || !parse_clauses(p, &clauses)) return;
    parse_raise_tokens(p, name, name + 1, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

/* At '=' behind an expression that is no name. */
static void check_assignment(Parser *p, const Node *node) {
    Node end = {.end_lineno = p->at->end_line, .end_col_offset = p->at->end_column};
    parse_raise_range(p, node, &end, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

/* At the clauses of a generator that has other arguments beside it. */
static void check_generator(Parser *p, const Arguments *arguments, const Node *element) {
    NodeList clauses;
    if (!parse_clauses(p, &clauses)) return;
    if (element->kind == ND_Starred && arguments->positional == 1) {
        parse_raise_node(p, element, "iterable unpacking cannot be used in comprehension");
        return;
    }
    if (arguments->positional < 2) return;
    const Token *last = parse_last(p);
    Node end = {.end_lineno = last->end_line, .end_col_offset = last->end_column};
    parse_raise_range(p, element, &end, "Generator expression must be parenthesized");
}

static Node *positional(Parser *p);
static bool argument(Parser *p, Arguments *arguments);

static bool at_keyword(const Parser *p) {
    TokenKind kind = peek(p);
    bool names_value = kind == TK_NAME || kind == TK_TRUE || kind == TK_FALSE || kind == TK_NONE;
    return kind == TK_DOUBLESTAR || (names_value && peek_second(p) == TK_EQUAL);
}

/* Behind a positional one that follows keywords: CPython reads on, up to where the next such would be. */
static void check_positional(Parser *p, const Arguments *arguments) {
    Arguments more = {.positional = 1};
    u32 nodes = p->node_count;
    bool good = true;
    while (good && parse_take(p, TK_COMMA)) {
        bool again = more.keywords && !at_keyword(p) && peek(p) != TK_STAR;
        good = again ? (positional(p), false) : argument(p, &more);
    }
    p->node_count = nodes;
    parse_raise(p, arguments->doubled ? "positional argument follows keyword argument unpacking"
                                      : "positional argument follows keyword argument");
}

Node *parse_star_argument(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    Node *value = parse_expression(p);
    if (!value) {
        if (diagnosing(p)) parse_raise(p, "Invalid star expression");
        return NULL;
    }
    if (diagnosing(p) && peek(p) == TK_EQUAL) {
        parse_next(p);
        if (parse_expression(p))
            parse_raise_tokens(p, start, parse_last(p), "cannot assign to iterable argument unpacking");
        return NULL;
    }
    NEW(Starred, node, start);
    node->value = value;
    return &node->head;
}

/* *x behind **y: at the first of them; `comma` is before it. */
static void check_starred(Parser *p, const Token *comma) {
    do
        if (!parse_star_argument(p)) return;
    while (peek(p) == TK_COMMA && peek_second(p) == TK_STAR && (parse_next(p), true));
    if (peek(p) == TK_COMMA) parse_look(p, p->at + 1);
    parse_raise_from(p, comma, "iterable argument unpacking follows keyword argument unpacking");
}

/* -- arguments ---------------------------------------------------------------------------- */

static Node *keyword(Parser *p) { /* at NAME '=' or '**' */
    const Token *start = p->at;
    Identifier name = NULL;
    if (diagnosing(p) && peek(p) != TK_DOUBLESTAR && !check_keyword(p)) return NULL;
    if (peek(p) != TK_DOUBLESTAR && !(name = parse_name(p))) return NULL;
    parse_next(p);
    Node *value = parse_expression(p);
    if (!value) return NULL;
    if (name && diagnosing(p)) check_keyword_clauses(p, start);
    if (!name && diagnosing(p) && parse_take(p, TK_EQUAL) && parse_expression(p))
        parse_raise_tokens(p, start, parse_last(p), "cannot assign to keyword argument unpacking");
    if (p->raised) return NULL;
    NEW(keyword, node, start);
    node->arg = name;
    node->value = value;
    return &node->head;
}

static Node *positional(Parser *p) {
    const Token *start = p->at;
    Node *node = parse_assignment_expression(p);
    if (node || p->raised) return node;
    if (p->at != start) return NULL;
    node = parse_expression(p);
    if (!node || peek(p) == TK_COLONEQUAL) return NULL;
    if (peek(p) == TK_EQUAL) {
        if (diagnosing(p)) check_assignment(p, node);
        return NULL;
    }
    return node;
}

static bool argument(Parser *p, Arguments *arguments) {
    TokenKind kind = peek(p);
    if (at_keyword(p)) {
        arguments->keywords = true;
        if (kind == TK_DOUBLESTAR) arguments->doubled = true;
        return nodes_add(p, keyword(p));
    }
    arguments->positional++;
    if (kind == TK_STAR) {
        const Token *comma = p->at - 1;
        if (!arguments->doubled) return nodes_add(p, parse_star_argument(p));
        if (diagnosing(p)) check_starred(p, comma);
        return false;
    }
    Node *node = positional(p);
    if (!node) return false;
    if (arguments->keywords) {
        if (diagnosing(p)) check_positional(p, arguments);
        return false;
    }
    return nodes_add(p, node);
}

static bool is_keyword(const Node *node) { return node->kind == ND_keyword; }

static bool sort_out(Parser *p, u32 begin, NodeList *args, NodeList *keywords) {
    u32 total = p->node_count - begin, count = 0;
    *args = *keywords = (NodeList){0};
    if (!total) return true;
    Node **at = arena_alloc(p->arena, total * (u32)sizeof(Node *));
    if (!at) return parse_no_memory(p), false;
    for (u32 want = 0; want < 2; want++)
        for (u32 i = 0; i < total; i++)
            if (is_keyword(p->nodes[begin + i]) == want) at[count++] = p->nodes[begin + i];
    u32 split = 0;
    while (split < total && !is_keyword(at[split])) split++;
    if (split) *args = (NodeList){at, split};
    if (split < total) *keywords = (NodeList){at + split, total - split};
    p->node_count = begin;
    return true;
}

/* The arguments from here to the ')', behind those that are on the stack since `begin`. */
static bool rest(Parser *p, u32 begin, NodeList *args, NodeList *keywords) {
    Arguments arguments = {.positional = p->node_count > begin};
    while (peek(p) != TK_RPAR) {
        if (!argument(p, &arguments)) return false;
        if (at_clauses(p)) {
            Node *last = p->nodes[p->node_count - 1];
            if (diagnosing(p) && !is_keyword(last)) check_generator(p, &arguments, last);
            return false;
        }
        if (!parse_take(p, TK_COMMA)) break;
    }
    return !p->raised && sort_out(p, begin, args, keywords);
}

bool parse_arguments(Parser *p, NodeList *args, NodeList *keywords) {
    return rest(p, nodes_begin(p), args, keywords);
}

/* f(x for x in y): the generator has the call's parentheses. At the clauses. */
static Node *sole_generator(Parser *p, const Token *paren, Node *element) {
    NodeList clauses;
    if (!parse_clauses(p, &clauses)) return NULL;
    if (!parse_take(p, TK_RPAR)) {
        const Token *last = parse_last(p);
        if (diagnosing(p) && parse_take(p, TK_COMMA)) {
            NodeList more;
            if (peek(p) != TK_RPAR && !parse_arguments(p, &more, &more) && p->raised) return NULL;
            Node end = {.end_lineno = last->end_line, .end_col_offset = last->end_column};
            parse_raise_range(p, element, &end, "Generator expression must be parenthesized");
        }
        return NULL;
    }
    NEW(GeneratorExp, node, paren);
    node->elt = element;
    node->generators = clauses;
    return &node->head;
}

/* The first argument is neither starred nor a keyword: it may be a generator, which then is alone. */
static bool from_positional(Parser *p, const Token *paren, NodeList *args, NodeList *keywords) {
    u32 begin = nodes_begin(p);
    Node *first = positional(p);
    if (!first) return false;
    if (meets_clauses(p)) {
        *keywords = (NodeList){0};
        return nodes_add(p, sole_generator(p, paren, first)) && nodes_end(p, begin, args);
    }
    if (!nodes_add(p, first)) return false;
    if (parse_take(p, TK_COMMA) ? !rest(p, begin, args, keywords) : !sort_out(p, begin, args, keywords)) return false;
    return parse_take(p, TK_RPAR);
}

Node *parse_call(Parser *p, Node *function, const Token *start) {
    const Token *paren = p->at;
    NodeList args, keywords;
    parse_next(p);
    TokenKind kind = peek(p);
    bool plain = kind != TK_RPAR && kind != TK_STAR && kind != TK_DOUBLESTAR && peek_second(p) != TK_EQUAL;
    bool good = plain ? from_positional(p, paren, &args, &keywords)
                      : parse_arguments(p, &args, &keywords) && parse_take(p, TK_RPAR);
    if (!good) return NULL;
    NEW(Call, node, start);
    node->func = function;
    node->args = args;
    node->keywords = keywords;
    return &node->head;
}
