/* parse_import.c: import statements. */
#include "syntax/parse.h"

/* NAME ('.' NAME)*, as one identifier. */
static Identifier dotted_name(Parser *p) {
    Identifier name = parse_name(p);
    if (!name || peek(p) != TK_DOT) return name;
    u32 begin = p->scratch_count;
    bool good = scratch_add(p, name->text, name->length);
    while (good && parse_take(p, TK_DOT)) {
        name = parse_name(p);
        good = name && scratch_add(p, (const u8 *)".", 1) && scratch_add(p, name->text, name->length);
    }
    name = good ? names_intern(p->arena, p->parse, p->scratch + begin, p->scratch_count - begin) : NULL;
    p->scratch_count = begin;
    if (good && !name) return parse_no_memory(p);
    return name;
}

/* `as` what is no plain name. */
static void check_as(Parser *p, const Token *target) {
    p->at = target;
    Node *bad = parse_expression(p);
    if (bad) parse_raise_node(p, bad, "cannot use %s as import target", target_name(bad));
}

static bool ends_alias(const Parser *p, bool dotted) {
    switch (peek(p)) {
    case TK_COMMA: case TK_NEWLINE: return true;
    case TK_SEMI: return dotted || !diagnosing(p);
    case TK_RPAR: return true;
    default: return false;
    }
}

static Node *alias(Parser *p, bool dotted) {
    const Token *start = p->at;
    Identifier name = dotted ? dotted_name(p) : parse_name(p), asname = NULL;
    if (!name) return NULL;
    if (parse_take(p, TK_AS)) {
        const Token *target = p->at;
        asname = parse_name(p);
        if (p->raised) return NULL;
        if (diagnosing(p) && peek(p) != TK_SEMI && (!asname || !ends_alias(p, dotted))) check_as(p, target);
        if (!asname || p->raised) return NULL;
    }
    NEW(alias, node, start);
    node->name = name;
    node->asname = asname;
    return &node->head;
}

Node *parse_import(Parser *p) {
    const Token *start = p->at;
    u32 begin = nodes_begin(p);
    parse_next(p);
    if (diagnosing(p) && peek(p) == TK_NEWLINE) {
        parse_raise_from(p, p->at, "Expected one or more names after 'import'");
        return NULL;
    }
    do
        if (!nodes_add(p, alias(p, true))) return NULL;
    while (parse_take(p, TK_COMMA));
    if (diagnosing(p) && peek(p) == TK_FROM) {
        parse_next(p);
        if (dotted_name(p))
            parse_raise_from(p, start, "Did you mean to use 'from ... import ...' instead?");
        return NULL;
    }
    NEW(Import, node, start);
    return nodes_end(p, begin, &node->names) ? &node->head : NULL;
}

static Node *star_alias(Parser *p) {
    const Token *start = p->at;
    parse_next(p);
    NEW(alias, node, start);
    node->name = names_intern(p->arena, p->parse, (const u8 *)"*", 1);
    return node->name ? &node->head : parse_no_memory(p);
}

/* What stands behind `import`. */
static bool from_names(Parser *p, NodeList *names) {
    u32 begin = nodes_begin(p);
    if (peek(p) == TK_STAR) return nodes_add(p, star_alias(p)) && nodes_end(p, begin, names);
    if (diagnosing(p) && peek(p) == TK_NEWLINE) {
        parse_raise_from(p, p->at, "Expected one or more names after 'import'");
        return false;
    }
    bool round = parse_take(p, TK_LPAR);
    do {
        if (round && peek(p) == TK_RPAR && p->node_count > begin) break;
        if (!round && p->node_count > begin && peek(p) == TK_NEWLINE) {
            if (diagnosing(p)) parse_raise(p, "trailing comma not allowed without surrounding parentheses");
            return false;
        }
        if (!nodes_add(p, alias(p, false))) return false;
    } while (parse_take(p, TK_COMMA));
    if (round && !parse_take(p, TK_RPAR)) return false;
    return nodes_end(p, begin, names);
}

Node *parse_from_import(Parser *p) {
    const Token *start = p->at;
    i32 level = 0;
    Identifier module = NULL;
    NodeList names;
    parse_next(p);
    for (; peek(p) == TK_DOT || peek(p) == TK_ELLIPSIS; parse_next(p)) level += peek(p) == TK_DOT ? 1 : 3;
    if ((peek(p) != TK_IMPORT || !level) && !(module = dotted_name(p))) return NULL;
    if (!parse_take(p, TK_IMPORT) || !from_names(p, &names)) return NULL;
    NEW(ImportFrom, node, start);
    node->module = module;
    node->names = names;
    node->level = level;
    return &node->head;
}
