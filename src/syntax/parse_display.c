/* parse_display.c: what stands in brackets: groups, tuples, lists, sets, dicts, comprehensions. */
#include "syntax/parse.h"

/* -- comprehensions -------------------------------------------------------------- */

/* `for` whose targets no assignment could have. */
static bool check_for_target(Parser *p, const Token *start) {
    p->at = start;
    Node *item = parse_bitwise_or(p);
    while (item && parse_take(p, TK_COMMA)) {
        if (!starts_expression(peek(p))) break;
        item = parse_bitwise_or(p);
    }
    if (item && !p->raised && peek(p) != TK_IN) parse_raise(p, "'in' expected after for-loop variables");
    if (p->raised) return false;
    p->at = start;
    u32 begin = nodes_begin(p);
    Node *targets = parse_star_expressions(p);
    if (targets) target_raise(p, targets, TARGET_FOR);
    p->node_count = begin;
    return false;
}

static Node *clause(Parser *p) {
    const Token *start = p->at;
    bool is_async = parse_take(p, TK_ASYNC);
    parse_next(p);
    const Token *target_start = p->at;
    Node *target = parse_star_targets(p);
    if (!target || peek(p) != TK_IN) {
        if (diagnosing(p)) check_for_target(p, target_start);
        return NULL;
    }
    parse_next(p);
    Node *iter = parse_disjunction(p);
    if (!iter) return NULL;
    u32 begin = nodes_begin(p);
    while (parse_take(p, TK_IF))
        if (!nodes_add(p, parse_disjunction(p))) return NULL;
    NEW(comprehension, node, start);
    node->head = (Node){.kind = ND_comprehension};
    node->target = target;
    node->iter = iter;
    node->is_async = is_async;
    return nodes_end(p, begin, &node->ifs) ? &node->head : NULL;
}

bool parse_clauses(Parser *p, NodeList *clauses) {
    u32 begin = nodes_begin(p);
    while (meets_clauses(p))
        if (!nodes_add(p, clause(p))) return false;
    return nodes_end(p, begin, clauses);
}

/* The element in [x for ...]: starred it cannot be. */
static bool check_element(Parser *p, const Node *element) {
    if (element->kind != ND_Starred) return true;
    if (diagnosing(p)) {
        const Token *here = p->at;
        NodeList clauses;
        if (parse_clauses(p, &clauses))
            parse_raise_node(p, element, "iterable unpacking cannot be used in comprehension");
        p->at = here;
    }
    return false;
}

/* [a, b for ...]: at the clauses, behind items that began at `first`. */
static void check_tuple_element(Parser *p, Node *first, const Token *last) {
    NodeList clauses;
    if (!diagnosing(p) || !at_clauses(p) || !parse_clauses(p, &clauses)) return;
    Node end = {.end_lineno = last->end_line, .end_col_offset = last->end_column};
    parse_raise_range(p, first, &end, "did you forget parentheses around the comprehension target?");
}

/* The first item in brackets, if it is starred: `*` takes a whole expression to CPython's advice. */
static void check_first_star(Parser *p) {
    if (!diagnosing(p) || peek(p) != TK_STAR) return;
    const Token *star = p->at;
    parse_next(p);
    if (!parse_expression(p) && !p->raised) parse_raise(p, "Invalid star expression");
    p->at = star;
}

/* -- ( ) --------------------------------------------------------------------------- */

static Node *generator(Parser *p, const Token *start, Node *element) {
    NodeList clauses;
    if (!check_element(p, element)) return NULL;
    if (!parse_clauses(p, &clauses) || !parse_take(p, TK_RPAR)) return NULL;
    NEW(GeneratorExp, node, start);
    node->elt = element;
    node->generators = clauses;
    return &node->head;
}

static Node *tuple(Parser *p, const Token *start, Node *first) { /* at the first ',' */
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && peek(p) != TK_RPAR)
        if (!nodes_add(p, parse_star_named(p))) return NULL;
    if (!parse_take(p, TK_RPAR)) return NULL;
    NEW(Tuple, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

Node *parse_paren(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    if (parse_take(p, TK_RPAR)) {
        NEW(Tuple, node, start);
        return &node->head;
    }
    if (peek(p) == TK_YIELD) {
        Node *node = parse_yield(p);
        return node && parse_take(p, TK_RPAR) ? node : NULL;
    }
    if (diagnosing(p) && peek(p) == TK_DOUBLESTAR) {
        const Token *stars = p->at;
        parse_next(p);
        if (parse_expression(p) && peek(p) == TK_RPAR)
            parse_raise_token(p, stars, "cannot use double starred expression here");
        return NULL;
    }
    check_first_star(p);
    Node *first = p->raised ? NULL : parse_star_named(p);
    if (!first) return NULL;
    if (peek(p) == TK_COMMA) return tuple(p, start, first);
    if (meets_clauses(p)) return generator(p, start, first);
    if (peek(p) != TK_RPAR) return NULL;
    if (first->kind == ND_Starred && start[1].kind == TK_STAR) {
        if (diagnosing(p)) parse_raise_node(p, first, "cannot use starred expression here");
        return NULL;
    }
    parse_next(p);
    return first;
}

/* -- [ ] ------------------------------------------------------------------------------ */

static Node *list_comprehension(Parser *p, const Token *start, Node *element) {
    NodeList clauses;
    if (!check_element(p, element)) return NULL;
    if (!parse_clauses(p, &clauses) || !parse_take(p, TK_RSQB)) return NULL;
    NEW(ListComp, node, start);
    node->elt = element;
    node->generators = clauses;
    return &node->head;
}

Node *parse_list(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    u32 begin = nodes_begin(p);
    check_first_star(p);
    while (peek(p) != TK_RSQB && !p->raised) {
        Node *item = parse_star_named(p);
        if (!item) return NULL;
        if (p->node_count == begin ? meets_clauses(p) : at_clauses(p)) {
            if (p->node_count == begin) return list_comprehension(p, start, item);
            check_tuple_element(p, p->nodes[begin], p->at - 1);
            return NULL;
        }
        if (!nodes_add(p, item)) return NULL;
        if (!parse_take(p, TK_COMMA)) break;
        if (diagnosing(p) && at_clauses(p)) check_tuple_element(p, p->nodes[begin], p->at - 1);
    }
    if (!parse_take(p, TK_RSQB)) return NULL;
    NEW(List, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

/* -- { } -------------------------------------------------------------------------------- */

static Node *set_rest(Parser *p, const Token *start, Node *first) {
    NodeList clauses;
    if (meets_clauses(p)) {
        if (!check_element(p, first)) return NULL;
        if (!parse_clauses(p, &clauses) || !parse_take(p, TK_RBRACE)) return NULL;
        NEW(SetComp, node, start);
        node->elt = first;
        node->generators = clauses;
        return &node->head;
    }
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && peek(p) != TK_RBRACE) {
        if (diagnosing(p) && at_clauses(p)) check_tuple_element(p, first, p->at - 1);
        if (!nodes_add(p, parse_star_named(p))) return NULL;
        if (at_clauses(p)) check_tuple_element(p, first, p->at - 1);
    }
    if (!parse_take(p, TK_RBRACE)) return NULL;
    NEW(Set, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

/* The value behind "key:", and what is wrong where there is none. CPython looks for that in its first pass already. */
static Node *dict_value(Parser *p, const Token *colon) {
    if (peek(p) == TK_STAR) {
        const Token *star = p->at;
        parse_next(p);
        if (parse_bitwise_or(p)) parse_raise_from(p, star, "cannot use a starred expression in a dictionary value");
        return NULL;
    }
    if (peek(p) == TK_RBRACE || peek(p) == TK_COMMA)
        return parse_raise_token(p, colon, "expression expected after dictionary key and ':'");
    return parse_expression(p);
}

/* One item of a dict: pushes key (NULL for **) and value. */
static bool dict_item(Parser *p) {
    if (parse_take(p, TK_DOUBLESTAR)) return nodes_add_null(p) && nodes_add(p, parse_bitwise_or(p));
    Node *key = parse_expression(p);
    if (!key || !nodes_add(p, key)) return false;
    const Token *colon = p->at;
    if (peek(p) != TK_COLON) {
        Node end = *key;
        end.col_offset = end.end_col_offset - 1;
        parse_raise_node(p, &end, "':' expected after dictionary key");
        p->fault->end_column = 0;
        return false;
    }
    parse_next(p);
    return nodes_add(p, dict_value(p, colon));
}

/* Splits the alternating keys and values since begin. */
static bool split_items(Parser *p, u32 begin, DictNode *dict) {
    u32 count = (p->node_count - begin) / 2;
    if (!count) return true;
    Node **keys = arena_alloc(p->arena, count * 4), **values = arena_alloc(p->arena, count * 4);
    if (!keys || !values) return parse_no_memory(p), false;
    for (u32 i = 0; i < count; i++) keys[i] = p->nodes[begin + 2 * i], values[i] = p->nodes[begin + 2 * i + 1];
    dict->keys = (NodeList){keys, count};
    dict->values = (NodeList){values, count};
    p->node_count = begin;
    return true;
}

static Node *dict_comprehension(Parser *p, const Token *start, u32 begin) {
    Node *key = p->nodes[begin], *value = p->nodes[begin + 1];
    NodeList clauses;
    if (!key) {
        if (diagnosing(p) && parse_clauses(p, &clauses) && peek(p) == TK_RBRACE)
            parse_raise_token(p, start + 1, "dict unpacking cannot be used in dict comprehension");
        return NULL;
    }
    if (!parse_clauses(p, &clauses) || !parse_take(p, TK_RBRACE)) return NULL;
    p->node_count = begin;
    NEW(DictComp, node, start);
    node->key = key;
    node->value = value;
    node->generators = clauses;
    return &node->head;
}

static Node *dict(Parser *p, const Token *start, Node *first_key) { /* at the ':' of the first, or at '**' */
    u32 begin = nodes_begin(p);
    if (first_key) {
        const Token *colon = p->at;
        parse_next(p);
        if (!nodes_add(p, first_key) || !nodes_add(p, dict_value(p, colon))) return NULL;
    } else if (!dict_item(p)) {
        return NULL;
    }
    if (meets_clauses(p)) return dict_comprehension(p, start, begin);
    while (parse_take(p, TK_COMMA) && peek(p) != TK_RBRACE)
        if (!dict_item(p)) return NULL;
    if (!parse_take(p, TK_RBRACE)) return NULL;
    NEW(Dict, node, start);
    return split_items(p, begin, node) ? &node->head : NULL;
}

Node *parse_brace(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    if (parse_take(p, TK_RBRACE)) {
        NEW(Dict, node, start);
        return &node->head;
    }
    if (peek(p) == TK_DOUBLESTAR) return dict(p, start, NULL);
    check_first_star(p);
    Node *first = p->raised ? NULL : parse_star_named(p);
    if (!first) return NULL;
    if (peek(p) == TK_COLON && first->kind != ND_Starred && (first->kind != ND_NamedExpr || start[1].kind == TK_LPAR))
        return dict(p, start, first);
    return set_rest(p, start, first);
}
