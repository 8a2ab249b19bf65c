/* parse_target.c: what may be assigned to, deleted, or bound by `for` and `with`.
 *
 * Targets are read as expressions and turned: that accepts more than the grammar of
 * targets on the way, and target_store refuses it then.
 */
#include "syntax/parse.h"

static bool store_all(NodeList list, Context ctx) {
    for (u32 i = 0; i < list.count; i++)
        if (!target_store(list.at[i], ctx)) return false;
    return true;
}

bool target_store(Node *node, Context ctx) {
    switch (node->kind) {
    case ND_Name: AST(Name, node)->ctx = (u8)ctx; return true;
    case ND_Attribute: AST(Attribute, node)->ctx = (u8)ctx; return true;
    case ND_Subscript: AST(Subscript, node)->ctx = (u8)ctx; return true;
    case ND_List: AST(List, node)->ctx = (u8)ctx; return store_all(AST(List, node)->elts, ctx);
    case ND_Tuple: AST(Tuple, node)->ctx = (u8)ctx; return store_all(AST(Tuple, node)->elts, ctx);
    case ND_Starred:
        AST(Starred, node)->ctx = (u8)ctx;
        return ctx == CONTEXT_Store && target_store(AST(Starred, node)->value, ctx);
    default: return false;
    }
}

static const Node *invalid_in(NodeList list, TargetKind kind) {
    for (u32 i = 0; i < list.count; i++) {
        const Node *bad = target_invalid(list.at[i], kind);
        if (bad) return bad;
    }
    return NULL;
}

const Node *target_invalid(const Node *node, TargetKind kind) {
    switch (node->kind) {
    case ND_Name: case ND_Attribute: case ND_Subscript: return NULL;
    case ND_List: return invalid_in(((const ListNode *)node)->elts, kind);
    case ND_Tuple: return invalid_in(((const TupleNode *)node)->elts, kind);
    case ND_Starred: return kind == TARGET_DEL ? node : target_invalid(((const StarredNode *)node)->value, kind);
    case ND_Compare: { /* `for x in y` read as a comparison: its left side is meant */
        const CompareNode *compare = (const CompareNode *)node;
        if (kind != TARGET_FOR) return node;
        return compare->ops.at[0] == COMPARE_In ? target_invalid(compare->left, kind) : NULL;
    }
    default: return node;
    }
}

void *target_raise(Parser *p, const Node *node, TargetKind kind) {
    const Node *bad = target_invalid(node, kind);
    if (!bad) return NULL;
    return parse_raise_node(p, bad, kind == TARGET_DEL ? "cannot delete %s" : "cannot assign to %s", target_name(bad));
}

const char *target_name(const Node *node) {
    switch (node->kind) {
    case ND_Attribute: return "attribute";
    case ND_Subscript: return "subscript";
    case ND_Starred: return "starred";
    case ND_Name: return "name";
    case ND_List: return "list";
    case ND_Tuple: return "tuple";
    case ND_Lambda: return "lambda";
    case ND_Call: return "function call";
    case ND_BoolOp: case ND_BinOp: case ND_UnaryOp: return "expression";
    case ND_GeneratorExp: return "generator expression";
    case ND_Yield: case ND_YieldFrom: return "yield expression";
    case ND_Await: return "await expression";
    case ND_ListComp: return "list comprehension";
    case ND_SetComp: return "set comprehension";
    case ND_DictComp: return "dict comprehension";
    case ND_Dict: return "dict literal";
    case ND_Set: return "set display";
    case ND_JoinedStr: case ND_FormattedValue: return "f-string expression";
    case ND_TemplateStr: case ND_Interpolation: return "t-string expression";
    case ND_Compare: return "comparison";
    case ND_IfExp: return "conditional expression";
    case ND_NamedExpr: return "named expression";
    case ND_Constant:
        switch (((const ConstantNode *)node)->value.kind) {
        case CONSTANT_NONE: return "None";
        case CONSTANT_TRUE: return "True";
        case CONSTANT_FALSE: return "False";
        case CONSTANT_ELLIPSIS: return "ellipsis";
        default: return "literal";
        }
    default: return "expression";
    }
}

Node *parse_star_target(Parser *p) {
    const Token *start = p->at;
    bool is_starred = parse_take(p, TK_STAR);
    Node *node = parse_primary(p);
    if (!node || !target_store(node, CONTEXT_Store)) return NULL;
    if (!is_starred) return node;
    NEW(Starred, starred, start);
    starred->value = node;
    starred->ctx = CONTEXT_Store;
    return &starred->head;
}

Node *parse_star_targets(Parser *p) {
    const Token *start = p->at;
    Node *first = parse_star_target(p);
    if (!first || peek(p) != TK_COMMA) return first;
    u32 begin = nodes_begin(p);
    if (!nodes_add(p, first)) return NULL;
    while (parse_take(p, TK_COMMA) && (starts_expression(peek(p)) || peek(p) == TK_STAR))
        if (!nodes_add(p, parse_star_target(p))) return NULL;
    NEW(Tuple, node, start);
    node->ctx = CONTEXT_Store;
    return nodes_end(p, begin, &node->elts) ? &node->head : NULL;
}
