/* parse_pattern.c: the patterns of `case` (PEP 634). */
#include "syntax/parse.h"

static Node *pattern(Parser *p);

/* -- literals and values ---------------------------------------------------------- */

static Node *match_value(Parser *p, const Token *start, Node *value) {
    if (!value) return NULL;
    NEW(MatchValue, node, start);
    node->value = value;
    return &node->head;
}

static bool is_imaginary(const Node *node) {
    return node->kind == ND_Constant && ((const ConstantNode *)node)->value.kind == CONSTANT_COMPLEX;
}

static Node *signed_number(Parser *p) {
    const Token *start = p->at;
    bool minus = parse_take(p, TK_MINUS);
    if (peek(p) != TK_NUMBER) return NULL;
    Node *number = parse_number(p);
    if (!minus || !number) return number;
    NEW(UnaryOp, node, start);
    node->op = UNARY_USub;
    node->operand = number;
    return &node->head;
}

/* -1.5, or -1.5+2j */
static Node *number(Parser *p) {
    const Token *start = p->at;
    Node *left = signed_number(p);
    if (!left || (peek(p) != TK_PLUS && peek(p) != TK_MINUS)) return left;
    u8 op = peek(p) == TK_PLUS ? OPERATOR_Add : OPERATOR_Sub;
    const Node *plain = left->kind == ND_UnaryOp ? AST(UnaryOp, left)->operand : left;
    parse_next(p);
    if (peek(p) != TK_NUMBER) return NULL;
    Node *right = parse_number(p);
    if (!right) return NULL;
    if (is_imaginary(plain)) return parse_raise_node(p, plain, "real number required in complex literal");
    if (!is_imaginary(right)) return parse_raise_node(p, right, "imaginary number required in complex literal");
    NEW(BinOp, node, start);
    node->left = left;
    node->op = op;
    node->right = right;
    return &node->head;
}

static Node *singleton(Parser *p, ConstantKind kind) {
    const Token *start = p->at;
    parse_next(p);
    NEW(MatchSingleton, node, start);
    node->value.kind = (u8)kind;
    return &node->head;
}

/* -- names and classes ---------------------------------------------------------------- */

static Node *capture(Parser *p) { /* NAME; `_` captures nothing */
    const Token *start = p->at;
    bool wildcard = parse_is_word(p, start, "_");
    Identifier name = parse_name(p);
    if (!name) return NULL;
    NEW(MatchAs, node, start);
    node->name = wildcard ? NULL : name;
    return &node->head;
}

/* NAME '=' pattern: the name to p's identifier list is kept as a Name beside the pattern. */
static bool keyword_pattern(Parser *p) {
    const Token *start = p->at;
    Identifier name = parse_name(p);
    if (!name) return false;
    NEW_OR(Name, key, start, false);
    key->id = name;
    parse_next(p);
    return nodes_add(p, &key->head) && nodes_add(p, pattern(p));
}

static bool split_keywords(Parser *p, u32 begin, MatchClassNode *node) {
    u32 count = (p->node_count - begin) / 2;
    if (!count) return true;
    Identifier *names = arena_alloc(p->arena, count * (u32)sizeof(Identifier));
    Node **patterns = arena_alloc(p->arena, count * (u32)sizeof(Node *));
    if (!names || !patterns) return parse_no_memory(p), false;
    for (u32 i = 0; i < count; i++) {
        names[i] = AST(Name, p->nodes[begin + 2 * i])->id;
        patterns[i] = p->nodes[begin + 2 * i + 1];
    }
    node->kwd_attrs = (IdentifierList){names, count};
    node->kwd_patterns = (NodeList){patterns, count};
    p->node_count = begin;
    return true;
}

/* Positional patterns behind keyword ones: from the first to the last of them. */
static void check_positional(Parser *p) {
    Node *first = pattern(p), *last = first;
    while (last && parse_take(p, TK_COMMA) && !(peek(p) == TK_NAME && peek_second(p) == TK_EQUAL) && peek(p) != TK_RPAR)
        last = pattern(p);
    if (first && last) parse_raise_range(p, first, last, "positional patterns follow keyword patterns");
}

static Node *class_pattern(Parser *p, const Token *start, Node *cls) { /* at '(' */
    parse_next(p);
    u32 begin = nodes_begin(p);
    NodeList patterns;
    bool separated = true;
    while (separated && peek(p) != TK_RPAR && !(peek(p) == TK_NAME && peek_second(p) == TK_EQUAL)) {
        if (!nodes_add(p, pattern(p))) return NULL;
        separated = parse_take(p, TK_COMMA);
    }
    if (!nodes_end(p, begin, &patterns)) return NULL;
    while (separated && peek(p) == TK_NAME && peek_second(p) == TK_EQUAL) {
        if (!keyword_pattern(p)) return NULL;
        if (!parse_take(p, TK_COMMA)) break;
        if (diagnosing(p) && peek(p) != TK_RPAR && !(peek(p) == TK_NAME && peek_second(p) == TK_EQUAL)) {
            check_positional(p);
            return NULL;
        }
    }
    if (!parse_take(p, TK_RPAR)) return NULL;
    NEW(MatchClass, node, start);
    node->cls = cls;
    node->patterns = patterns;
    return split_keywords(p, begin, node) ? &node->head : NULL;
}

static Node *name_pattern(Parser *p) {
    const Token *start = p->at;
    TokenKind after = peek_second(p);
    parse_look(p, p->at + 1);
    if (after != TK_DOT && after != TK_LPAR) return after == TK_EQUAL || p->raised ? NULL : capture(p);
    Node *name = parse_dotted(p);
    if (!name) return NULL;
    if (peek(p) == TK_LPAR) return class_pattern(p, start, name);
    return peek(p) == TK_EQUAL ? NULL : match_value(p, start, name);
}

/* -- sequences ---------------------------------------------------------------------------- */

static Node *star_pattern(Parser *p) { /* at '*' */
    const Token *start = p->at;
    parse_next(p);
    bool wildcard = parse_is_word(p, p->at, "_");
    Identifier name = parse_name(p);
    if (!name) return NULL;
    NEW(MatchStar, node, start);
    node->name = wildcard ? NULL : name;
    return &node->head;
}

static Node *maybe_star(Parser *p) { return peek(p) == TK_STAR ? star_pattern(p) : pattern(p); }

static Node *sequence(Parser *p, const Token *start, u32 begin) {
    NEW(MatchSequence, node, start);
    return nodes_end(p, begin, &node->patterns) ? &node->head : NULL;
}

static Node *list_or_group(Parser *p) { /* at '[' or '(' */
    const Token *start = p->at;
    bool round = peek(p) == TK_LPAR, comma = !round;
    TokenKind close = round ? TK_RPAR : TK_RSQB;
    parse_next(p);
    u32 begin = nodes_begin(p);
    bool starred = peek(p) == TK_STAR;
    while (peek(p) != close) {
        if (!nodes_add(p, maybe_star(p))) return NULL;
        if (!parse_take(p, TK_COMMA)) break;
        comma = true;
    }
    if (!comma && starred) return NULL; /* (*x) is neither group nor sequence */
    if (!parse_take(p, close)) return NULL;
    if (round && !comma && p->node_count == begin + 1) return p->nodes[--p->node_count];
    return sequence(p, start, begin);
}

/* -- mappings -------------------------------------------------------------------------------- */

static Node *singleton_key(Parser *p, ConstantKind kind) {
    const Token *start = p->at;
    parse_next(p);
    NEW(Constant, node, start);
    node->value.kind = (u8)kind;
    return &node->head;
}

static Node *key(Parser *p) {
    switch (peek(p)) {
    case TK_NUMBER: case TK_MINUS: return number(p);
    case TK_STRING: case TK_FSTRING_START: return parse_strings(p);
    case TK_NONE: return singleton_key(p, CONSTANT_NONE);
    case TK_TRUE: return singleton_key(p, CONSTANT_TRUE);
    case TK_FALSE: return singleton_key(p, CONSTANT_FALSE);
    case TK_NAME:
        parse_look(p, p->at + 1);
        return peek_second(p) == TK_DOT ? parse_dotted(p) : NULL;
    default: return NULL;
    }
}

static Node *mapping(Parser *p) { /* at '{' */
    const Token *start = p->at;
    parse_next(p);
    u32 begin = nodes_begin(p);
    Identifier rest = NULL;
    while (peek(p) != TK_RBRACE) {
        if (parse_take(p, TK_DOUBLESTAR)) {
            if (parse_is_word(p, p->at, "_") || !(rest = parse_name(p))) return NULL;
            parse_take(p, TK_COMMA);
            break;
        }
        if (!nodes_add(p, key(p)) || !parse_take(p, TK_COLON) || !nodes_add(p, pattern(p))) return NULL;
        if (!parse_take(p, TK_COMMA)) break;
    }
    if (!parse_take(p, TK_RBRACE)) return NULL;
    NEW(MatchMapping, node, start);
    u32 count = (p->node_count - begin) / 2;
    Node **keys = arena_alloc(p->arena, count * (u32)sizeof(Node *));
    Node **patterns = arena_alloc(p->arena, count * (u32)sizeof(Node *));
    if (!keys || !patterns) return parse_no_memory(p);
    for (u32 i = 0; i < count; i++) {
        keys[i] = p->nodes[begin + 2 * i];
        patterns[i] = p->nodes[begin + 2 * i + 1];
    }
    if (count) node->keys = (NodeList){keys, count}, node->patterns = (NodeList){patterns, count};
    node->rest = rest;
    p->node_count = begin;
    return &node->head;
}

/* -- together ------------------------------------------------------------------------------------ */

static Node *closed(Parser *p) {
    const Token *start = p->at;
    switch (peek(p)) {
    case TK_NUMBER: case TK_MINUS: return match_value(p, start, number(p));
    case TK_STRING: case TK_FSTRING_START: return match_value(p, start, parse_strings(p));
    case TK_NONE: return singleton(p, CONSTANT_NONE);
    case TK_TRUE: return singleton(p, CONSTANT_TRUE);
    case TK_FALSE: return singleton(p, CONSTANT_FALSE);
    case TK_NAME: return name_pattern(p);
    case TK_LPAR: case TK_LSQB: return list_or_group(p);
    case TK_LBRACE: return mapping(p);
    default: return NULL;
    }
}

static Node *or_pattern(Parser *p) {
    const Token *start = p->at;
    Node *first = closed(p);
    if (!first || peek(p) != TK_VBAR) return first;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_VBAR))
        if (!nodes_add(p, closed(p))) return NULL;
    NEW(MatchOr, node, start);
    return nodes_end(p, begin, &node->patterns) ? &node->head : NULL;
}

static Node *as_pattern(Parser *p, const Token *start, Node *inner) { /* behind `as` */
    const Token *target = p->at;
    if (parse_is_word(p, target, "_")) {
        if (diagnosing(p)) parse_raise_token(p, target, "cannot use '_' as a target");
        return NULL;
    }
    TokenKind after = peek_second(p);
    if (target->kind != TK_NAME || after == TK_DOT || after == TK_LPAR) {
        Node *bad = diagnosing(p) ? parse_expression(p) : NULL;
        if (bad) parse_raise_node(p, bad, "cannot use %s as pattern target", target_name(bad));
        return NULL;
    }
    Identifier name = parse_name(p);
    if (!name) return NULL;
    NEW(MatchAs, node, start);
    node->pattern = inner;
    node->name = name;
    return &node->head;
}

static Node *pattern(Parser *p) {
    u32 level = p->level, nodes = p->node_count;
    const Token *start = p->at;
    p->level += LEVEL_BRACKET;
    if (p->level > LEVEL_LIMIT) return parse_too_deep(p);
    Node *node = or_pattern(p);
    if (node && parse_take(p, TK_AS)) node = as_pattern(p, start, node);
    p->level = level;
    p->node_count = nodes;
    return p->raised ? NULL : node;
}

Node *parse_patterns(Parser *p) {
    const Token *start = p->at;
    Node *first = maybe_star(p);
    if (!first || (peek(p) != TK_COMMA && first->kind != ND_MatchStar)) return first;
    if (peek(p) != TK_COMMA) return NULL;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && peek(p) != TK_COLON && peek(p) != TK_IF)
        if (!nodes_add(p, maybe_star(p))) return NULL;
    return sequence(p, start, begin);
}
