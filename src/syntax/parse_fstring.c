/* parse_fstring.c: f-strings (PEP 701) and t-strings (PEP 750), alone or beside other literals.
 *
 * Values go to the node stack: constants as they come, one for each piece of text,
 * and fields. Neighbouring constants are joined at the end, and empty ones dropped;
 * the joined one reaches from the first's start to the last's end.
 */
#include "syntax/parse.h"

static u32 letter_of(const Token *start) { return start->flags & TOKEN_TEMPLATE ? 't' : 'f'; }

/* -- text ------------------------------------------------------------------------- */

static Node *text_constant(Parser *p, u32 scratch, const Token *from, const Token *to) {
    ConstantNode *node = (ConstantNode *)ast_new(p->arena, ND_Constant);
    if (!node) return parse_no_memory(p);
    node->head.lineno = from->line;
    node->head.col_offset = from->column;
    node->head.end_lineno = to->end_line;
    node->head.end_col_offset = to->end_column;
    node->value.kind = CONSTANT_STR;
    return string_take(p, scratch, &node->value.text, &node->value.ascii) ? &node->head : NULL;
}

/* A MIDDLE. Empty ones leave no trace. `blame` is where its errors are shown. */
static bool middle(Parser *p, const Token *blame, bool raw) {
    const Token *token = p->at;
    parse_next(p);
    if (token->start == token->end) return !p->raised;
    u32 scratch = p->scratch_count;
    if (!string_decode(p, blame, p->lexer->text.at + token->start, token->end - token->start, raw, false)) return false;
    return nodes_add(p, text_constant(p, scratch, token, token));
}

static bool is_text(const Node *node) {
    return node->kind == ND_Constant && ((const ConstantNode *)node)->value.kind == CONSTANT_STR;
}

static Node *joined(Parser *p, u32 from, u32 to) {
    ConstantNode *first = AST(Constant, p->nodes[from]);
    if (to - from == 1) return &first->head;
    u32 scratch = p->scratch_count;
    for (u32 i = from; i < to; i++) {
        Bytes text = AST(Constant, p->nodes[i])->value.text;
        if (!scratch_add(p, text.at, text.length)) return NULL;
    }
    first->head.end_lineno = p->nodes[to - 1]->end_lineno;
    first->head.end_col_offset = p->nodes[to - 1]->end_col_offset;
    return string_take(p, scratch, &first->value.text, &first->value.ascii) ? &first->head : NULL;
}

/* Joins neighbouring constants since begin. Constants that are fields' values are never here. */
static bool join_constants(Parser *p, u32 begin) {
    u32 kept = begin;
    for (u32 i = begin, next; i < p->node_count; i = next) {
        Node *node = p->nodes[i];
        next = i + 1;
        if (is_text(node)) {
            while (next < p->node_count && is_text(p->nodes[next])) next++;
            node = joined(p, i, next);
            if (!node) return false;
            if (!AST(Constant, node)->value.text.length) continue;
        }
        p->nodes[kept++] = node;
    }
    p->node_count = kept;
    return true;
}

/* -- replacement fields --------------------------------------------------------------- */

typedef struct {
    const Token *start;          /* of the string: tells f from t */
    const Token *brace, *equals; /* equals: of {x=}, or NULL */
    bool raw;
} Field;

static bool add_gap(Parser *p, u32 from, u32 to) { /* between tokens: white space and comments */
    const u8 *text = p->lexer->text.at;
    for (u32 at = from; at < to; at++) {
        if (text[at] == '#')
            while (at < to && text[at] != '\n') at++;
        if (at < to && !scratch_add(p, text + at, 1)) return false;
    }
    return true;
}

/* The source between a brace and `end`, where a token begins, without comments: they only stand between tokens. */
static bool source_text(Parser *p, const Token *brace, u32 end) {
    u32 at = brace->end;
    for (const Token *token = brace + 1; token->start < end; token++) {
        if (!add_gap(p, at, token->start)) return false;
        if (!scratch_add(p, p->lexer->text.at + token->start, token->end - token->start)) return false;
        at = token->end;
    }
    return add_gap(p, at, end);
}

/* What is wrong with a field, tried in CPython's order. At the token behind '{'. */
static void check_field(Parser *p, const Field *field) {
    u32 f = letter_of(field->start);
    switch (peek(p)) {
    case TK_EQUAL: case TK_EXCLAMATION: case TK_COLON: case TK_RBRACE:
        parse_raise_token(p, p->at, "%c-string: valid expression required before '%s'", f, lexer_text(peek(p)));
        return;
    default: break;
    }
    const Token *here = p->at;
    if (!parse_rhs(p)) {
        p->at = here;
        if (!p->raised) parse_raise_token(p, here, "%c-string: expecting a valid expression after '{'", f);
        return;
    }
    bool equals = parse_take(p, TK_EQUAL);
    TokenKind kind = peek(p);
    if (kind == TK_EXCLAMATION || kind == TK_COLON || kind == TK_RBRACE) return;
    if (equals) parse_raise_token(p, p->at, "%c-string: expecting '!', or ':', or '}'", f);
    else if (kind != TK_EQUAL) parse_raise_token(p, p->at, "%c-string: expecting '=', or '!', or ':', or '}'", f);
}

static void check_conversion(Parser *p, const Field *field) { /* behind '!' */
    u32 f = letter_of(field->start);
    if (peek(p) == TK_COLON || peek(p) == TK_RBRACE)
        parse_raise_token(p, p->at, "%c-string: missing conversion character", f);
    else if (peek(p) != TK_NAME) parse_raise_token(p, p->at, "%c-string: invalid conversion character", f);
}

/* [ '!' NAME ]; -1 without one, 0: failed */
static i32 conversion(Parser *p, const Field *field) {
    if (peek(p) != TK_EXCLAMATION) return -1;
    const Token *mark = p->at;
    parse_next(p);
    const Token *name = p->at;
    if (name->kind != TK_NAME) {
        if (diagnosing(p)) check_conversion(p, field);
        return 0;
    }
    u32 f = letter_of(field->start);
    if (mark->end != name->start) {
        parse_raise_tokens(p, mark, name, "%c-string: conversion type must come right after the exclamation mark", f);
        return 0;
    }
    Bytes text = {p->lexer->text.at + name->start, name->end - name->start};
    if (text.length != 1 || (text.at[0] != 's' && text.at[0] != 'r' && text.at[0] != 'a')) {
        parse_raise_token(p, name, "%c-string: invalid conversion character '%B': expected 's', 'r', or 'a'", f, &text);
        return 0;
    }
    parse_next(p);
    return text.at[0];
}

static bool field(Parser *p, const Token *start, bool raw, bool in_spec);

/* ':' and what follows, up to the '}'. */
static Node *format_spec(Parser *p, const Field *owner) {
    const Token *colon = p->at;
    parse_next(p);
    u32 begin = nodes_begin(p);
    for (;;) {
        bool good = true;
        if (peek(p) == TK_FSTRING_MIDDLE) good = middle(p, p->at, owner->raw);
        else if (peek(p) == TK_LBRACE) good = field(p, owner->start, owner->raw, true);
        else break;
        if (!good) return NULL;
    }
    if (p->raised) return NULL;
    if (!join_constants(p, begin)) return NULL;
    NEW(JoinedStr, node, colon);
    return nodes_end(p, begin, &node->values) ? &node->head : NULL;
}

static void check_end(Parser *p, const Field *field, bool with_spec) {
    u32 f = letter_of(field->start);
    if (with_spec) parse_raise_token(p, p->at, "%c-string: expecting '}', or format specs", f);
    else parse_raise_token(p, p->at, "%c-string: expecting ':' or '}'", f);
}

static bool add_debug_text(Parser *p, const Field *field, const Token *next) {
    u32 scratch = p->scratch_count;
    if (!source_text(p, field->brace, next->start)) return false;
    Token from = *field->brace, to = *next;
    from.column++;
    to.end_line = next->line;
    to.end_column = next->column;
    return nodes_add(p, text_constant(p, scratch, &from, &to));
}

static Node *formatted(Parser *p, const Field *field, Node *value, i32 conversion, Node *spec) {
    NEW(FormattedValue, node, field->brace);
    node->value = value;
    node->conversion = conversion;
    node->format_spec = spec;
    return &node->head;
}

static Node *interpolation(Parser *p, const Field *field, Node *value, i32 conversion, Node *spec, u32 source_end) {
    u32 scratch = p->scratch_count;
    if (!source_text(p, field->brace, source_end)) return NULL;
    NEW(Interpolation, node, field->brace);
    node->value = value;
    node->str.kind = CONSTANT_STR;
    node->conversion = conversion;
    node->format_spec = spec;
    return string_take(p, scratch, &node->str.text, &node->str.ascii) ? &node->head : NULL;
}

/* '{' expression ['='] ['!' conversion] [':' spec] '}'. In a format specification even a t-string formats. */
static bool field(Parser *p, const Token *start, bool raw, bool in_spec) {
    Field field = {.start = start, .brace = p->at, .raw = raw};
    parse_next(p);
    const Token *inside = p->at;
    if (diagnosing(p)) {
        check_field(p, &field);
        if (p->raised) return false;
        p->at = inside;
    }
    Node *value = parse_rhs(p), *spec = NULL;
    if (!value) return false;
    if (peek(p) == TK_EQUAL) {
        field.equals = p->at;
        parse_next(p);
    }
    const Token *next = p->at;
    if (field.equals && !add_debug_text(p, &field, next)) return false;
    i32 how = conversion(p, &field);
    if (!how) return false;
    bool with_spec = peek(p) == TK_COLON;
    if (with_spec && !(spec = format_spec(p, &field))) return false;
    if (!parse_take(p, TK_RBRACE)) {
        if (diagnosing(p)) check_end(p, &field, with_spec);
        return false;
    }
    if (how < 0 && field.equals && !spec) how = 'r';
    u32 source_end = field.equals ? field.equals->start : next->start;
    return nodes_add(p, start->flags & TOKEN_TEMPLATE && !in_spec ? interpolation(p, &field, value, how, spec, source_end)
                                                      : formatted(p, &field, value, how, spec));
}

/* -- strings ------------------------------------------------------------------------------ */

/* Where the string that begins here ends: nested ones pass by. */
static const Token *end_of(const Token *token) {
    u32 depth = 0;
    for (;; token++) {
        if (token->kind == TK_FSTRING_START) depth++;
        else if (token->kind == TK_END || token->kind == TK_ERROR) return token;
        else if (token->kind == TK_FSTRING_END && !--depth) return token;
    }
}

static bool one(Parser *p) {
    const Token *start = p->at, *end = NULL;
    bool raw = start->flags & TOKEN_RAW;
    parse_next(p);
    for (;;) {
        bool good = true;
        if (peek(p) == TK_FSTRING_MIDDLE) {
            bool plain = raw || !memchr(p->lexer->text.at + p->at->start, '\\', p->at->end - p->at->start);
            if (!plain && !end) end = end_of(start);
            good = middle(p, plain ? p->at : end, raw);
        } else if (peek(p) == TK_LBRACE) good = field(p, start, raw, false);
        else break;
        if (!good) return false;
    }
    return parse_take(p, TK_FSTRING_END);
}

static bool plain_literal(Parser *p, bool *bytes) {
    const Token *token = p->at;
    parse_next(p);
    NEW_OR(Constant, node, token, false);
    if (!string_literal(p, token, node)) return false;
    *bytes = node->value.kind == CONSTANT_BYTES;
    return nodes_add(p, &node->head);
}

/* A t-string beside other kinds: from the last of one sort to the first of the other. */
static void *check_mixed(Parser *p, const Token *last) {
    const Token *from = last, *first = p->at;
    if (first->kind == TK_FSTRING_START && !one(p)) return NULL;
    if (first->kind == TK_STRING) parse_next(p);
    return parse_raise_tokens(p, from, parse_last(p), "cannot mix t-string literals with string or bytes literals");
}

Node *parse_fstrings(Parser *p) {
    const Token *start = p->at, *last = start;
    u32 begin = nodes_begin(p), strings = 0, bytes = 0;
    bool is_template = start->kind == TK_FSTRING_START && (start->flags & TOKEN_TEMPLATE);
    while (peek(p) == TK_STRING || peek(p) == TK_FSTRING_START) {
        bool is_bytes = false, formatted = peek(p) == TK_FSTRING_START;
        if ((formatted && (p->at->flags & TOKEN_TEMPLATE)) != is_template) {
            if (bytes && bytes != strings) break;
            return diagnosing(p) ? check_mixed(p, last) : NULL;
        }
        last = p->at;
        if (formatted ? !one(p) : !plain_literal(p, &is_bytes)) return NULL;
        bytes += is_bytes;
        strings++;
    }
    if (p->raised) return NULL;
    if (bytes && bytes != strings) return parse_raise_token(p, p->at, "cannot mix bytes and nonbytes literals");
    if (!join_constants(p, begin)) return NULL;
    if (is_template) {
        NEW(TemplateStr, node, start);
        return nodes_end(p, begin, &node->values) ? &node->head : NULL;
    }
    NEW(JoinedStr, node, start);
    return nodes_end(p, begin, &node->values) ? &node->head : NULL;
}
