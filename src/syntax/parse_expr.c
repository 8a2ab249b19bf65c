/* parse_expr.c: conditionals, lambdas, named expressions, starred lists, yield. */
#include "syntax/parse.h"

bool starts_expression(TokenKind kind) {
    switch (kind) {
    case TK_NAME: case TK_NUMBER: case TK_STRING: case TK_FSTRING_START: case TK_LPAR: case TK_LSQB: case TK_LBRACE:
    case TK_MINUS: case TK_PLUS: case TK_TILDE: case TK_NOT: case TK_AWAIT: case TK_LAMBDA: case TK_NONE: case TK_TRUE:
    case TK_FALSE: case TK_ELLIPSIS:
        return true;
    default: return false;
    }
}

/* -- what people get wrong ------------------------------------------------------ */

static bool is_soft_keyword(const Parser *p, const Token *token) {
    return parse_is_word(p, token, "match") || parse_is_word(p, token, "case") || parse_is_word(p, token, "type") ||
           parse_is_word(p, token, "_");
}

static bool is_legacy_statement(const Node *node) {
    if (node->kind != ND_Name) return false;
    Identifier id = ((const NameNode *)node)->id;
    return (id->length == 5 && !memcmp(id->text, "print", 5)) || (id->length == 4 && !memcmp(id->text, "exec", 4));
}

static bool is_bare_statement(TokenKind kind) { return kind == TK_PASS || kind == TK_BREAK || kind == TK_CONTINUE; }

/* Two expressions side by side within brackets. `start` is where the first began. */
static void check_comma(Parser *p, const Token *start, Node *first) {
    if (!starts_expression(peek(p))) return;
    if ((start->kind == TK_NAME && start[1].kind == TK_STRING) || is_soft_keyword(p, start)) return;
    const Token *here = p->at;
    Node *second = parse_expression_quietly(p);
    if (second && !is_legacy_statement(first) && p->at[-1].level > 0)
        parse_raise_range(p, first, second, "invalid syntax. Perhaps you forgot a comma?");
    p->at = here;
}

/* 'a 'b' c': a string that ended too early. */
static void check_string_parts(Parser *p) {
    const Token *start = p->at;
    if (peek(p) != TK_STRING || (peek_second(p) == TK_STRING) || !starts_expression(peek_second(p))) return;
    parse_next(p);
    Node *first = parse_expression_quietly(p), *last = first;
    while (last && starts_expression(peek(p)) && peek(p) != TK_STRING) last = parse_expression_quietly(p);
    if (last && peek(p) == TK_STRING)
        parse_raise_range(p, first, last, "invalid syntax. Is this intended to be part of the string?");
    p->at = start;
}

/* pass, break or continue where a conditional wants a value: `pass if a else b`. */
static void check_statement_before_if(Parser *p) {
    if (!is_bare_statement(peek(p))) return;
    const Token *start = p->at;
    parse_next(p);
    if (p->raised || peek(p) != TK_IF) {
        p->at = start;
        return;
    }
    parse_next(p);
    if (parse_disjunction(p) && parse_take(p, TK_ELSE)) {
        u32 begin = nodes_begin(p);
        const Token *here = p->at;
        if (is_bare_statement(peek(p)) || parse_star_expressions(p))
            parse_raise_tokens(p, start, start, "expected expression before 'if', but statement is given");
        p->node_count = begin;
        p->at = here;
    }
    p->at = start;
}

/* -- conditional expressions and lambdas ------------------------------------------ */

static bool push_lambda(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    Node *args = parse_parameters(p, true);
    if (!args) return false;
    const Token *colon = p->at;
    if (!parse_expect(p, TK_COLON)) return false;
    if (diagnosing(p) && peek(p) == TK_FSTRING_MIDDLE) {
        const char *letter = "f";
        for (const Token *token = p->at; token >= p->lexer->tokens; token--)
            if (token->kind == TK_FSTRING_START) {
                letter = token->flags & TOKEN_TEMPLATE ? "t" : "f";
                break;
            }
        parse_raise_tokens(p, start, colon, "%s-string: lambda expressions are not allowed without parentheses", letter);
        return false;
    }
    Pending *top = pending_push(p);
    if (!top) return false;
    top->kind = TK_LAMBDA;
    top->start = start;
    top->left = args;
    p->level += 2;
    return p->level <= LEVEL_LIMIT || (parse_too_deep(p), false);
}

/* At the `if` behind a body. */
static bool push_conditional(Parser *p, const Token *start, Node *body) {
    parse_next(p);
    Node *test = parse_disjunction(p);
    if (!test) return false;
    if (peek(p) != TK_ELSE) {
        if (diagnosing(p) && peek(p) != TK_COLON)
            parse_raise_range(p, body, test, "expected 'else' after 'if' expression");
        return false;
    }
    parse_next(p);
    Pending *top = pending_push(p);
    if (!top) return false;
    top->kind = TK_IF;
    top->start = start;
    top->left = body;
    top->test = test;
    p->level += 1;
    return p->level <= LEVEL_LIMIT || (parse_too_deep(p), false);
}

static Node *star_expression(Parser *p);
static bool continues_list(const Parser *p) { return starts_expression(peek(p)) || peek(p) == TK_STAR; }

/* -- words side by side: what people get wrong ---------------------------------------- */

static bool is_legacy_word(const Parser *p, const Token *token) {
    return parse_is_word(p, token, "print") || parse_is_word(p, token, "exec");
}

/* What stands behind a word, read as its argument: print x, exec x. */
static void check_argument(Parser *p, const Token *word) {
    u32 level = p->level;
    p->level += LEVEL_ADVICE;
    if (p->level > LEVEL_LIMIT) {
        parse_too_deep(p);
        return;
    }
    p->at = word + 1;
    p->read_before = is_legacy_word(p, word) && word[1].kind != TK_STRING;
    Node *rest = parse_star_expressions(p);
    p->level = level;
    if (!rest || !is_legacy_word(p, word)) return;
    const char *name = parse_is_word(p, word, "print") ? "print" : "exec";
    parse_raise_tokens(p, word, parse_last(p), "Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name);
}

/* What follows the first of several expressions behind a word. */
static void check_list(Parser *p) {
    u32 level = p->level;
    p->level += LEVEL_ADVICE;
    if (p->level > LEVEL_LIMIT) parse_too_deep(p);
    while (!p->raised && parse_take(p, TK_COMMA) && continues_list(p))
        if (!star_expression(p)) break;
    p->level = level;
}

/* Advice about the expression that begins at a word behind another. */
static void check_word(Parser *p, const Token *word) {
    p->at = word;
    p->quiet++;
    Node *node = parse_disjunction(p);
    p->quiet--;
    if (node) check_comma(p, word, node);
    u32 pending = p->pending_count;
    if (node && !p->raised && peek(p) == TK_IF) push_conditional(p, word, node);
    p->pending_count = pending;
    if (node && peek(p) == TK_COMMA) check_list(p);
}

/* NAME beside what might be its argument. CPython's grammar reads on behind such a name as if an expression began
 * there, and from each name that follows: that is where errors far behind the first come from. */
static void check_words(Parser *p, const Token *start) {
    const Token *here = p->at;
    u32 level = p->level;
    for (const Token *word = start; word->kind == TK_NAME && !p->raised; word++) {
        TokenKind next = (TokenKind)word[1].kind;
        if (is_bare_statement(next)) parse_look(p, word + 2);
        if (!starts_expression(next) || next == TK_LPAR) break;
        if (is_legacy_word(p, word) || is_soft_keyword(p, word) || next == TK_STRING) {
            check_argument(p, word);
            break;
        }
        p->level += LEVEL_WORD;
        if (p->level > LEVEL_LIMIT) parse_too_deep(p);
        else check_word(p, word + 1);
    }
    p->level = level;
    p->at = here;
}

static Node *close(Parser *p, const Pending *top, Node *last) {
    if (top->kind == TK_LAMBDA) {
        NEW(Lambda, node, top->start);
        node->args = top->left;
        node->body = last;
        return &node->head;
    }
    NEW(IfExp, node, top->start);
    node->test = top->test;
    node->body = top->left;
    node->orelse = last;
    return &node->head;
}

/* No expression at `start`, nor at the lambda whose body that would be. */
static void *check_after_else(Parser *p, u32 base, const Token *start) {
    u32 count = p->pending_count;
    for (; count > base && p->pending[count - 1].kind == TK_LAMBDA; count--) start = p->pending[count - 1].start;
    if (diagnosing(p) && count > base)
        parse_raise_at(p, start, "expected expression after 'else', but statement is given");
    return NULL;
}

static Node *expression(Parser *p, u32 base) {
    Node *node;
    bool read_before = p->read_before;
    p->read_before = false;
    for (;;) {
        const Token *start = p->at;
        if (diagnosing(p)) check_statement_before_if(p);
        if (p->raised) return NULL;
        if (peek(p) == TK_LAMBDA) {
            if (!push_lambda(p)) return check_after_else(p, base, start);
            continue;
        }
        if (diagnosing(p)) check_string_parts(p);
        p->quiet += read_before;
        node = p->raised ? NULL : parse_disjunction(p);
        p->quiet -= read_before;
        read_before = false;
        if (!node) return check_after_else(p, base, start);
        if (diagnosing(p)) check_comma(p, start, node);
        if (peek(p) == TK_IF) {
            const Token *here = p->at;
            if (push_conditional(p, start, node)) continue;
            if (!p->diagnose || p->raised) return NULL;
            p->at = here;
        }
        if (diagnosing(p) && start->kind == TK_NAME) check_words(p, start);
        break;
    }
    while (node && !p->raised && p->pending_count > base) {
        Pending top = p->pending[--p->pending_count];
        node = close(p, &top, node);
    }
    return node;
}

Node *parse_expression(Parser *p) {
    u32 base = p->pending_count, level = p->level, nodes = p->node_count;
    Node *node = expression(p, base);
    p->pending_count = base;
    p->level = level;
    p->node_count = nodes;
    return p->raised ? NULL : node;
}

Node *parse_expression_quietly(Parser *p) {
    p->quiet++;
    Node *node = parse_expression(p);
    p->quiet--;
    return node;
}

/* -- named expressions --------------------------------------------------------------- */

Node *parse_assignment_expression(Parser *p) {
    if (peek(p) != TK_NAME || peek_second(p) != TK_COLONEQUAL) return NULL;
    const Token *start = p->at;
    Identifier id = parse_name(p);
    if (!id) return NULL;
    NEW(Name, target, start);
    target->id = id;
    target->ctx = CONTEXT_Store;
    parse_next(p);
    Node *value = parse_expression(p);
    if (!value) return NULL;
    NEW(NamedExpr, node, start);
    node->target = &target->head;
    node->value = value;
    return &node->head;
}

/* What may begin a target as such: advice about it is left to assignments. */
static bool starts_with_display(Parser *p) {
    const Token *start = p->at;
    if (peek(p) == TK_NONE || peek(p) == TK_TRUE || peek(p) == TK_FALSE) return true;
    if (peek(p) != TK_LPAR && peek(p) != TK_LSQB) return false;
    p->quiet++;
    Node *node = parse_atom(p);
    p->quiet--;
    p->at = start;
    return node && (node->kind == ND_List || node->kind == ND_Tuple || node->kind == ND_GeneratorExp);
}

/* x = 1 or f() = 1 where a value is wanted. */
static void check_equals(Parser *p, const Token *start, Node *node) {
    if (peek(p) == TK_COLONEQUAL) {
        parse_next(p);
        if (parse_expression(p))
            parse_raise_node(p, node, "cannot use assignment expressions with %s", target_name(node));
        return;
    }
    p->at = start;
    if (starts_with_display(p)) return;
    bool is_name = peek(p) == TK_NAME && peek_second(p) == TK_EQUAL;
    Node *left = parse_bitwise_or(p);
    if (!left || peek(p) != TK_EQUAL) return;
    parse_next(p);
    Node *right = parse_bitwise_or(p);
    if (!right || peek(p) == TK_EQUAL || peek(p) == TK_COLONEQUAL) return;
    if (is_name) {
        parse_raise_range(p, left, right, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return;
    }
    parse_raise_node(p, left, "cannot assign to %s here. Maybe you meant '==' instead of '='?", target_name(left));
}

Node *parse_named(Parser *p) {
    const Token *start = p->at;
    Node *node = parse_assignment_expression(p);
    if (node || p->raised) return node;
    if (p->at != start) return NULL;
    node = parse_expression(p);
    if (!node) return NULL;
    if (diagnosing(p) && (peek(p) == TK_EQUAL || peek(p) == TK_COLONEQUAL)) {
        const Token *here = p->at;
        check_equals(p, start, node);
        p->at = here;
        if (p->raised) return NULL;
    }
    return peek(p) == TK_COLONEQUAL ? NULL : node;
}

/* -- starred lists ---------------------------------------------------------------------- */

static Node *starred(Parser *p) { /* at the '*' */
    const Token *start = p->at;
    parse_next(p);
    Node *value = parse_bitwise_or(p);
    if (!value) return NULL;
    NEW(Starred, node, start);
    node->value = value;
    return &node->head;
}

static Node *star_expression(Parser *p) { return peek(p) == TK_STAR ? starred(p) : parse_expression(p); }
Node *parse_star_named(Parser *p) { return peek(p) == TK_STAR ? starred(p) : parse_named(p); }

Node *parse_star_expressions(Parser *p) {
    const Token *start = p->at;
    Node *first = star_expression(p);
    if (!first || peek(p) != TK_COMMA) return first;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && continues_list(p)) {
        const Token *here = p->at;
        if (nodes_add(p, star_expression(p))) continue;
        if (!p->diagnose || p->raised) return NULL;
        p->at = here;
        break;
    }
    NEW(Tuple, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}

Node *parse_yield(Parser *p) { /* at `yield` */
    const Token *start = p->at;
    parse_next(p);
    if (parse_take(p, TK_FROM)) {
        Node *value = parse_expression(p);
        if (!value) return NULL;
        NEW(YieldFrom, node, start);
        node->value = value;
        return &node->head;
    }
    Node *value = NULL;
    if (continues_list(p) && !(value = parse_star_expressions(p))) return NULL;
    if (p->raised) return NULL;
    NEW(Yield, node, start);
    node->value = value;
    return &node->head;
}

Node *parse_rhs(Parser *p) { return peek(p) == TK_YIELD ? parse_yield(p) : parse_star_expressions(p); }
