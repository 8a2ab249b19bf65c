/* parse_atom.c: names, constants, and what follows them: attributes, subscripts, calls. */
#include "syntax/parse.h"

static Node *constant(Parser *p, ConstantKind kind) {
    const Token *start = p->at;
    parse_next(p);
    NEW(Constant, node, start);
    node->value.kind = (u8)kind;
    return &node->head;
}

static Node *name(Parser *p) {
    const Token *start = p->at;
    Identifier id = parse_name(p);
    if (!id) return NULL;
    NEW(Name, node, start);
    node->id = id;
    return &node->head;
}

/* Whatever stands in brackets. */
static Node *bracketed(Parser *p) {
    u32 level = p->level;
    p->level += LEVEL_BRACKET;
    if (p->level > LEVEL_LIMIT) return parse_too_deep(p);
    Node *node = peek(p) == TK_LPAR ? parse_paren(p) : peek(p) == TK_LSQB ? parse_list(p) : parse_brace(p);
    p->level = level;
    return node;
}

Node *parse_atom(Parser *p) {
    switch (peek(p)) {
    case TK_NAME: return name(p);
    case TK_NUMBER: return parse_number(p);
    case TK_STRING: case TK_FSTRING_START: return parse_strings(p);
    case TK_LPAR: case TK_LSQB: case TK_LBRACE: return bracketed(p);
    case TK_NONE: return constant(p, CONSTANT_NONE);
    case TK_TRUE: return constant(p, CONSTANT_TRUE);
    case TK_FALSE: return constant(p, CONSTANT_FALSE);
    case TK_ELLIPSIS: return constant(p, CONSTANT_ELLIPSIS);
    default: return NULL;
    }
}

static Node *attribute(Parser *p, Node *value, const Token *start) { /* at the '.' */
    parse_next(p);
    Identifier attr = parse_name(p);
    if (!attr) return NULL;
    NEW(Attribute, node, start);
    node->value = value;
    node->attr = attr;
    return &node->head;
}

static Node *subscript(Parser *p, Node *value, const Token *start) { /* at the '[' */
    parse_next(p);
    Node *slice = parse_slices(p);
    if (!slice || !parse_take(p, TK_RSQB)) return NULL;
    NEW(Subscript, node, start);
    node->value = value;
    node->slice = slice;
    return &node->head;
}

static Node *trailer(Parser *p, Node *node, const Token *start) {
    u32 level = p->level;
    p->level += LEVEL_BRACKET;
    if (p->level > LEVEL_LIMIT) return parse_too_deep(p);
    node = peek(p) == TK_LPAR ? parse_call(p, node, start) : subscript(p, node, start);
    p->level = level;
    return node;
}

static Node *trailers(Parser *p, Node *node, const Token *start) {
    while (!p->raised) {
        const Token *here = p->at;
        Node *before = node;
        if (peek(p) == TK_DOT) node = attribute(p, node, start);
        else if (peek(p) == TK_LPAR || peek(p) == TK_LSQB) node = trailer(p, node, start);
        else return node;
        if (node) continue;
        if (!p->diagnose) break;
        p->at = here; /* what cannot be read is left to advice */
        return p->raised ? NULL : before;
    }
    return NULL;
}

Node *parse_dotted(Parser *p) {
    const Token *start = p->at;
    Node *node = name(p);
    while (node && peek(p) == TK_DOT) node = attribute(p, node, start);
    return node;
}

Node *parse_primary(Parser *p) {
    const Token *await = p->at;
    bool awaits = parse_take(p, TK_AWAIT);
    const Token *start = p->at;
    Node *value = parse_atom(p);
    if (value) value = trailers(p, value, start);
    if (!awaits || !value) return value;
    NEW(Await, node, await);
    node->value = value;
    return &node->head;
}

/* -- subscripts ---------------------------------------------------------------- */

static bool ends_slice(const Parser *p) { return peek(p) == TK_COLON || peek(p) == TK_COMMA || peek(p) == TK_RSQB; }

static Node *slice(Parser *p) { /* '*' expression | named_expression | [expression] ':' ... */
    const Token *start = p->at;
    Node *lower = NULL, *upper = NULL, *step = NULL;
    if (peek(p) == TK_STAR) return parse_star_argument(p);
    if (peek(p) != TK_COLON) {
        lower = parse_named(p);
        if (!lower || peek(p) != TK_COLON) return lower;
        if (lower->kind == ND_NamedExpr && start->kind == TK_NAME) return lower;
    }
    parse_next(p);
    if (!ends_slice(p) && !(upper = parse_expression(p))) return NULL;
    if (parse_take(p, TK_COLON) && !ends_slice(p) && !(step = parse_expression(p))) return NULL;
    if (p->raised) return NULL;
    NEW(Slice, node, start);
    node->lower = lower;
    node->upper = upper;
    node->step = step;
    return &node->head;
}

Node *parse_slices(Parser *p) {
    const Token *start = p->at;
    Node *first = slice(p);
    if (!first) return NULL;
    if (peek(p) != TK_COMMA && first->kind != ND_Starred) return first;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && peek(p) != TK_RSQB)
        if (!nodes_add(p, slice(p))) return NULL;
    NEW(Tuple, node, start);
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}
