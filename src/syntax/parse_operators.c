/* parse_operators.c: everything between `or` and `**`, by operator precedence.
 *
 * One loop, one frame of C however many operators: what waits for its right side is
 * on the pending stack.
 *
 *     a or not b == c + - d ** e      pending: [a or] [not] [b ==] [c +] [-] [d **]   operand: e
 *
 * An operator first closes all that binds tighter. Of equals, `and`, `or` and
 * comparisons stay, to become one node of many; `**` stays, for it is read from the
 * right; the others are closed.
 */
#include "syntax/parse.h"

typedef struct {
    u8 precedence, op;
} Operation;

static Operation operation_of(const Token *token) {
    switch (token->kind) {
    case TK_OR: return (Operation){PRECEDENCE_OR, BOOL_Or};
    case TK_AND: return (Operation){PRECEDENCE_AND, BOOL_And};
    case TK_EQEQUAL: return (Operation){PRECEDENCE_COMPARE, COMPARE_Eq};
    case TK_NOTEQUAL: return (Operation){PRECEDENCE_COMPARE, COMPARE_NotEq};
    case TK_LESS: return (Operation){PRECEDENCE_COMPARE, COMPARE_Lt};
    case TK_LESSEQUAL: return (Operation){PRECEDENCE_COMPARE, COMPARE_LtE};
    case TK_GREATER: return (Operation){PRECEDENCE_COMPARE, COMPARE_Gt};
    case TK_GREATEREQUAL: return (Operation){PRECEDENCE_COMPARE, COMPARE_GtE};
    case TK_IN: return (Operation){PRECEDENCE_COMPARE, COMPARE_In};
    case TK_IS: return (Operation){PRECEDENCE_COMPARE, token[1].kind == TK_NOT ? COMPARE_IsNot : COMPARE_Is};
    case TK_NOT:
        if (token[1].kind != TK_IN) return (Operation){0};
        return (Operation){PRECEDENCE_COMPARE, COMPARE_NotIn};
    case TK_VBAR: return (Operation){PRECEDENCE_BITOR, OPERATOR_BitOr};
    case TK_CIRCUMFLEX: return (Operation){PRECEDENCE_BITXOR, OPERATOR_BitXor};
    case TK_AMPER: return (Operation){PRECEDENCE_BITAND, OPERATOR_BitAnd};
    case TK_LEFTSHIFT: return (Operation){PRECEDENCE_SHIFT, OPERATOR_LShift};
    case TK_RIGHTSHIFT: return (Operation){PRECEDENCE_SHIFT, OPERATOR_RShift};
    case TK_PLUS: return (Operation){PRECEDENCE_SUM, OPERATOR_Add};
    case TK_MINUS: return (Operation){PRECEDENCE_SUM, OPERATOR_Sub};
    case TK_STAR: return (Operation){PRECEDENCE_TERM, OPERATOR_Mult};
    case TK_SLASH: return (Operation){PRECEDENCE_TERM, OPERATOR_Div};
    case TK_DOUBLESLASH: return (Operation){PRECEDENCE_TERM, OPERATOR_FloorDiv};
    case TK_PERCENT: return (Operation){PRECEDENCE_TERM, OPERATOR_Mod};
    case TK_AT: return (Operation){PRECEDENCE_TERM, OPERATOR_MatMult};
    case TK_DOUBLESTAR: return (Operation){PRECEDENCE_POWER, OPERATOR_Pow};
    default: return (Operation){0};
    }
}

static bool stays_for_equals(u8 precedence) {
    return precedence <= PRECEDENCE_AND || precedence == PRECEDENCE_COMPARE || precedence == PRECEDENCE_POWER;
}

/* Binary operators of CPython's grammar that recurse there cost levels here. */
static u32 levels_of(const Pending *top) { return top->prefix ? 1 : top->precedence == PRECEDENCE_POWER ? 2 : 0; }

static bool push(Parser *p, Operation operation, bool prefix, Node *left, const Token *start) {
    Pending *top = pending_push(p);
    if (!top) return false;
    top->precedence = operation.precedence;
    top->op = operation.op;
    top->prefix = prefix;
    top->left = left;
    top->start = start;
    p->level += levels_of(top);
    return p->level <= LEVEL_LIMIT || (parse_too_deep(p), false);
}

/* `count` pending `and`s or `or`s, and the operand after them. */
static Node *close_bool(Parser *p, const Pending *first, u32 count, Node *last) {
    NEW(BoolOp, node, first->start);
    node->op = first->op;
    u32 begin = nodes_begin(p);
    for (u32 i = 0; i < count; i++)
        if (!nodes_add(p, first[i].left)) return NULL;
    return nodes_add(p, last) && nodes_end(p, begin, &node->values) ? &node->head : NULL;
}

static Node *close_compare(Parser *p, const Pending *first, u32 count, Node *last) {
    NEW(Compare, node, first->start);
    node->left = first->left;
    node->ops = (CompareList){arena_alloc(p->arena, count), count};
    if (!node->ops.at) return parse_no_memory(p);
    u32 begin = nodes_begin(p);
    for (u32 i = 0; i < count; i++) {
        node->ops.at[i] = first[i].op;
        if (!nodes_add(p, i + 1 < count ? first[i + 1].left : last)) return NULL;
    }
    return nodes_end(p, begin, &node->comparators) ? &node->head : NULL;
}

static Node *close_one(Parser *p, const Pending *top, Node *right) {
    if (top->prefix) {
        NEW(UnaryOp, node, top->start);
        node->op = top->op;
        node->operand = right;
        return &node->head;
    }
    NEW(BinOp, node, top->start);
    node->left = top->left;
    node->op = top->op;
    node->right = right;
    return &node->head;
}

/* Closes the operator on top, with its equals if it is of those that join; *right and *start become the whole. */
static bool close(Parser *p, u32 base, Node **right, const Token **start) {
    u32 first = p->pending_count - 1;
    const Pending *top = &p->pending[first];
    bool joins = !top->prefix && (top->precedence <= PRECEDENCE_AND || top->precedence == PRECEDENCE_COMPARE);
    while (joins && first > base && p->pending[first - 1].precedence == top->precedence) first--;
    const Pending *bottom = &p->pending[first];
    u32 count = p->pending_count - first;
    p->level -= levels_of(top);
    *start = bottom->start;
    if (!joins) *right = close_one(p, top, *right);
    else if (top->precedence == PRECEDENCE_COMPARE) *right = close_compare(p, bottom, count, *right);
    else *right = close_bool(p, bottom, count, *right);
    p->pending_count = first;
    return *right != NULL;
}

/* `1 + not x`, `- not x`: CPython's advice, given only while diagnosing. */
static bool misplaced_not(Parser *p, u32 base) {
    if (!diagnosing(p) || p->pending_count == base) return false;
    u8 above = p->pending[p->pending_count - 1].precedence;
    if (above < PRECEDENCE_SUM || above > PRECEDENCE_UNARY) return false;
    const Token *start = p->at;
    bool is_factor = above == PRECEDENCE_UNARY;
    u32 level = p->level;
    p->level += LEVEL_ADVICE;
    if (p->level > LEVEL_LIMIT) return parse_too_deep(p), false;
    if (is_factor) parse_next(p);
    Node *operand = parse_operators(p, is_factor ? PRECEDENCE_UNARY : PRECEDENCE_NOT);
    p->level = level;
    if (operand)
        parse_raise_tokens(p, start, parse_last(p), "'not' after an operator must be parenthesized");
    return false;
}

static bool prefixes(Parser *p, u32 base, u32 least) {
    for (;;) {
        Operation operation = {PRECEDENCE_UNARY, UNARY_UAdd};
        switch (peek(p)) {
        case TK_PLUS: break;
        case TK_MINUS: operation.op = UNARY_USub; break;
        case TK_TILDE: operation.op = UNARY_Invert; break;
        case TK_NOT:
            if (least > PRECEDENCE_NOT) return misplaced_not(p, base);
            if (p->pending_count > base && p->pending[p->pending_count - 1].precedence > PRECEDENCE_NOT)
                return misplaced_not(p, base);
            operation = (Operation){PRECEDENCE_NOT, UNARY_Not};
            break;
        default: return true;
        }
        if (!push(p, operation, true, NULL, p->at)) return false;
        parse_next(p);
    }
}

/* While diagnosing, an operator without a right side is left to whoever comes next, as in CPython's
 * grammar: the expression ends before it, and that is where advice may be given. */
static bool step_back(Parser *p, u32 base, Node **operand, const Token **start) {
    if (!p->diagnose || p->raised) return false;
    while (p->pending_count > base && p->pending[p->pending_count - 1].prefix)
        p->level -= levels_of(&p->pending[--p->pending_count]);
    if (p->pending_count == base) return false;
    const Pending *top = &p->pending[--p->pending_count];
    p->level -= levels_of(top);
    *operand = top->left;
    *start = top->start;
    p->at = top->operator;
    return true;
}

/* x <> y */
static bool check_operator(Parser *p) {
    const Token *next = p->at + 1;
    if (p->quiet || peek(p) != TK_LESS || next->kind != TK_GREATER || next->start != p->at->end) return true;
    parse_raise_tokens(p, p->at, next, "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
    return false;
}

static Node *operators(Parser *p, u32 base, u32 least) {
    for (;;) {
        bool good = prefixes(p, base, least);
        if (!good && p->raised) return NULL;
        const Token *start = p->at;
        Node *operand = good ? parse_primary(p) : NULL;
        Operation operation = operation_of(p->at);
        if (operand && operation.precedence == PRECEDENCE_COMPARE && !check_operator(p)) return NULL;
        if (operand && peek(p) == TK_NOT && least <= PRECEDENCE_COMPARE) parse_look(p, p->at + 1);
        if (!operand) {
            if (!step_back(p, base, &operand, &start)) return NULL;
            operation.precedence = 0;
        }
        if (operation.precedence < least) operation.precedence = 0;
        while (p->pending_count > base) {
            u8 above = p->pending[p->pending_count - 1].precedence;
            if (above < operation.precedence) break;
            if (above == operation.precedence && stays_for_equals(above)) break;
            if (!close(p, base, &operand, &start)) return NULL;
        }
        if (!operation.precedence) return operand;
        if (!push(p, operation, false, operand, start)) return NULL;
        p->pending[p->pending_count - 1].operator = p->at;
        bool two = operation.precedence == PRECEDENCE_COMPARE &&
                   (operation.op == COMPARE_IsNot || operation.op == COMPARE_NotIn);
        parse_next(p);
        if (two) parse_next(p);
    }
}

Node *parse_operators(Parser *p, u32 least) {
    u32 base = p->pending_count, level = p->level, nodes = p->node_count;
    Node *node = operators(p, base, least);
    p->pending_count = base;
    p->level = level;
    p->node_count = nodes;
    return p->raised ? NULL : node;
}
