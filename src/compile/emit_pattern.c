/* emit_pattern.c: match statements (PEP 634).
 *
 * A pattern takes its subject from the top of the stack. What it captures stays on the stack until the whole pattern has
 * matched, below what is still to be looked at; only then are the names bound:
 *
 *     … subject | captured n, … captured 1, captured 0 | `pending`: what is still to be looked at | top
 *
 * A pattern that fails jumps to where as many values are popped as lie there: labels[n] pops n and falls through to
 * labels[n - 1]. An alternative of `|` is a small world of its own with captures and labels from zero.
 */
#include "compile/compiler.h"
#include "object/tuple.h"
#include "types/set.h"

enum { EQUAL = 2 | 8, AT_LEAST = 5 | 8 }; /* COMPARE_OP's operand, answering True or False */

typedef struct {
    Identifier *captured;
    u32 count, capacity;
    u32 pending;
    u32 *labels;
    u32 label_count, label_capacity;
    bool may_always_match; /* nothing comes after it that could not be reached */
} Match;

static void emit_pattern(Compiler *c, const Node *node, Match *m);

/* ---- failing ---- */

static u32 failure_label(Compiler *c, Match *m, u32 pops) {
    while (m->label_count <= pops) {
        u32 *grown = c->failed ? NULL : grow_in_arena(c, m->labels, m->label_count, &m->label_capacity, sizeof *grown);
        if (!grown) return 0;
        m->labels = grown;
        m->labels[m->label_count++] = label_new(c);
    }
    return m->labels[pops];
}

static void emit_fail_jump(Compiler *c, Match *m, u32 op, const Loc *loc) {
    u32 label = failure_label(c, m, m->pending + m->count);
    emit_jump(c, op, label, loc);
}

static void emit_failure_pops(Compiler *c, Match *m, const Loc *loc) {
    while (m->label_count) {
        label_place(c, m->labels[--m->label_count]);
        if (m->label_count) emit(c, OP_POP_TOP, loc);
    }
}

/* ---- capturing ---- */

/* The top goes below the n - 1 values under it. */
static void emit_rotate(Compiler *c, u32 n, const Loc *loc) {
    for (; n > 1 && !c->failed; n--) emit_arg(c, OP_SWAP, n, loc);
}

static bool add_capture(Compiler *c, Match *m, Identifier name, const Loc *loc) {
    if (c->failed) return false;
    for (u32 i = 0; i < m->count; i++)
        if (m->captured[i] == name) return compile_error(c, loc, "multiple assignments to name %R in pattern", names_text(c, name)), false;
    Identifier *grown = grow_in_arena(c, m->captured, m->count, &m->capacity, sizeof *grown);
    if (!grown) return false;
    m->captured = grown;
    m->captured[m->count++] = name;
    return true;
}

static void emit_capture(Compiler *c, Match *m, Identifier name, const Loc *loc) {
    if (!name) {
        emit(c, OP_POP_TOP, loc);
        return;
    }
    u32 below = m->count;
    if (add_capture(c, m, name, loc)) emit_rotate(c, m->pending + below + 1, loc);
}

static bool is_wildcard(const Node *pattern) {
    return pattern->kind == ND_MatchAs && !AST(MatchAs, pattern)->name && !AST(MatchAs, pattern)->pattern;
}
static bool is_wild_star(const Node *pattern) { return pattern->kind == ND_MatchStar && !AST(MatchStar, pattern)->name; }

static void emit_subpattern(Compiler *c, const Node *node, Match *m) {
    bool before = m->may_always_match;
    m->may_always_match = true;
    emit_pattern(c, node, m);
    m->may_always_match = before;
}

static void emit_as(Compiler *c, const Node *node, Match *m) {
    const MatchAsNode *as = AST(MatchAs, node);
    const Loc *loc = at(node);
    if (as->pattern) {
        m->pending++;
        emit_arg(c, OP_COPY, 1, loc);
        emit_pattern(c, as->pattern, m);
        m->pending--;
    } else if (!m->may_always_match) {
        if (as->name) compile_error(c, loc, "name capture %R makes remaining patterns unreachable", names_text(c, as->name));
        else compile_error(c, loc, "wildcard makes remaining patterns unreachable");
        return;
    }
    emit_capture(c, m, as->name, loc);
}

/* ---- values ---- */

static void emit_value(Compiler *c, const Node *node, Match *m) {
    emit_expr(c, AST(MatchValue, node)->value);
    emit_arg(c, OP_COMPARE_OP, EQUAL, at(node));
    emit_fail_jump(c, m, OP_POP_JUMP_IF_FALSE, at(node));
}

static void emit_singleton(Compiler *c, const Node *node, Match *m) {
    Value constant = c->failed ? VALUE_ERROR : pool_of_constant(c, &AST(MatchSingleton, node)->value);
    if (is_error(constant)) return;
    emit_const(c, constant, at(node));
    emit_arg(c, OP_IS_OP, 0, at(node));
    emit_fail_jump(c, m, OP_POP_JUMP_IF_FALSE, at(node));
}

/* ---- sequences ---- */

static void emit_length_check(Compiler *c, Match *m, u32 length, u32 relation, const Loc *loc) {
    emit(c, OP_GET_LEN, loc);
    emit_int(c, length, loc);
    emit_arg(c, OP_COMPARE_OP, relation, loc);
    emit_fail_jump(c, m, OP_POP_JUMP_IF_FALSE, loc);
}

static void emit_unpacked(Compiler *c, Match *m, const NodeList *patterns, u32 star, const Loc *loc) {
    u32 n = patterns->count;
    if (star < n) {
        if (star >= 256 || n - star - 1 >= 1u << 23) {
            compile_error(c, loc, "too many expressions in star-unpacking sequence pattern");
            return;
        }
        emit_arg(c, OP_UNPACK_EX, star | (n - star - 1) << 8, loc);
    } else {
        emit_arg(c, OP_UNPACK_SEQUENCE, n, loc);
    }
    m->pending += n;
    for (u32 i = 0; i < n && !c->failed; i++) {
        m->pending--;
        emit_subpattern(c, patterns->at[i], m);
    }
}

/* With a star that keeps nothing the items are fetched one by one. */
static void emit_subscripts(Compiler *c, Match *m, const NodeList *patterns, u32 star, const Loc *loc) {
    u32 n = patterns->count;
    m->pending++;
    for (u32 i = 0; i < n && !c->failed; i++) {
        if (i == star || is_wildcard(patterns->at[i])) continue;
        emit_arg(c, OP_COPY, 1, loc);
        if (i < star) {
            emit_int(c, i, loc);
        } else {
            emit(c, OP_GET_LEN, loc);
            emit_int(c, n - i, loc);
            emit_arg(c, OP_SUB, 0, loc);
        }
        emit(c, OP_BINARY_SUBSCR, loc);
        emit_subpattern(c, patterns->at[i], m);
    }
    m->pending--;
    emit(c, OP_POP_TOP, loc);
}

static void emit_sequence(Compiler *c, const Node *node, Match *m) {
    const NodeList *patterns = &AST(MatchSequence, node)->patterns;
    const Loc *loc = at(node);
    u32 n = patterns->count, star = ~0u;
    bool all_wild = true, star_is_wild = false;
    for (u32 i = 0; i < n; i++) {
        const Node *pattern = patterns->at[i];
        if (pattern->kind == ND_MatchStar) {
            if (star != ~0u) {
                compile_error(c, loc, "multiple starred names in sequence pattern");
                return;
            }
            star = i;
            star_is_wild = is_wild_star(pattern);
            all_wild &= star_is_wild;
        } else {
            all_wild &= is_wildcard(pattern);
        }
    }
    m->pending++;
    emit(c, OP_MATCH_SEQUENCE, loc);
    emit_fail_jump(c, m, OP_POP_JUMP_IF_FALSE, loc);
    if (star == ~0u) emit_length_check(c, m, n, EQUAL, loc);
    else if (n > 1) emit_length_check(c, m, n - 1, AT_LEAST, loc);
    m->pending--;
    if (all_wild) emit(c, OP_POP_TOP, loc);
    else if (star_is_wild) emit_subscripts(c, m, patterns, star, loc);
    else emit_unpacked(c, m, patterns, star, loc);
}

/* ---- mappings ---- */

/* The key on the stack, if it is a constant, must be another one than those before. */
static bool is_new_key(Compiler *c, Ref seen, const Loc *loc) {
    Ref key = loaded_constant(c, 1);
    if (is_empty(key)) return !c->failed;
    Answer there = set_try(seen, key, SET_ADD);
    if (there == ANSWER_NO) return true;
    Value shown = there == ANSWER_YES ? type_of(key)->try_repr(key) : VALUE_ERROR;
    if (is_error(shown)) return compile_fail(c), false;
    compile_error(c, loc, "mapping pattern checks duplicate key (%U)", AS(Text, ref(shown)));
    value_release(shown);
    return false;
}

static void emit_keys(Compiler *c, const NodeList *keys, const Loc *loc) {
    Value seen = c->failed ? VALUE_ERROR : set_new(T_SET);
    if (is_error(seen)) {
        if (!c->failed) compile_fail(c);
        return;
    }
    for (u32 i = 0; i < keys->count && !c->failed; i++) {
        emit_expr(c, keys->at[i]);
        if (!is_new_key(c, ref(seen), loc)) break;
    }
    value_release(seen);
    emit_arg(c, OP_BUILD_TUPLE, keys->count, loc);
}

/* subject keys -> a dict of what has other keys */
static void emit_rest(Compiler *c, u32 keys, const Loc *loc) {
    emit_arg(c, OP_BUILD_MAP, 0, loc);
    emit_arg(c, OP_SWAP, 3, loc);
    emit_arg(c, OP_DICT_UPDATE, 2, loc);
    emit_arg(c, OP_UNPACK_SEQUENCE, keys, loc);
    for (; keys && !c->failed; keys--) {
        emit_arg(c, OP_COPY, keys + 1, loc);
        emit_arg(c, OP_SWAP, 2, loc);
        emit(c, OP_DELETE_SUBSCR, loc);
    }
}

static void emit_mapping(Compiler *c, const Node *node, Match *m) {
    const MatchMappingNode *mapping = AST(MatchMapping, node);
    const Loc *loc = at(node);
    u32 n = mapping->keys.count;
    m->pending++;
    emit(c, OP_MATCH_MAPPING, loc);
    emit_fail_jump(c, m, OP_POP_JUMP_IF_FALSE, loc);
    if (!n && !mapping->rest) {
        m->pending--;
        emit(c, OP_POP_TOP, loc);
        return;
    }
    if (n) emit_length_check(c, m, n, AT_LEAST, loc);
    emit_keys(c, &mapping->keys, loc);
    emit(c, OP_MATCH_KEYS, loc);
    m->pending += 2;
    emit_arg(c, OP_COPY, 1, loc);
    emit_fail_jump(c, m, OP_POP_JUMP_IF_NONE, loc);
    emit_arg(c, OP_UNPACK_SEQUENCE, n, loc);
    m->pending += n - 1;
    for (u32 i = 0; i < n && !c->failed; i++) {
        m->pending--;
        emit_subpattern(c, mapping->patterns.at[i], m);
    }
    m->pending -= 2; /* the keys, the subject */
    if (mapping->rest) {
        emit_rest(c, n, loc);
        emit_capture(c, m, mapping->rest, loc);
    } else {
        emit(c, OP_POP_TOP, loc);
        emit(c, OP_POP_TOP, loc);
    }
}

/* ---- classes ---- */

static bool attributes_are_distinct(Compiler *c, const MatchClassNode *class) {
    for (u32 i = 0; i < class->kwd_attrs.count; i++)
        for (u32 k = i + 1; k < class->kwd_attrs.count; k++)
            if (class->kwd_attrs.at[i] == class->kwd_attrs.at[k])
                return compile_error(c, at(class->kwd_patterns.at[k]), "attribute name repeated in class pattern: %U", names_text(c, class->kwd_attrs.at[k])), false;
    return true;
}

static void emit_attribute_names(Compiler *c, const IdentifierList *names, const Loc *loc) {
    Tuple *tuple = c->failed ? NULL : tuple_new(names->count);
    if (!tuple) {
        if (!c->failed) compile_fail(c);
        return;
    }
    for (u32 i = 0; i < names->count; i++) {
        Text *name = c->failed ? NULL : names_text(c, names->at[i]);
        tuple->items[i] = name ? value_keep(ref_of(name)) : NONE;
    }
    if (c->failed) object_release(tuple);
    else emit_const(c, value_of(tuple), loc);
}

static void emit_class_pattern(Compiler *c, const Node *node, Match *m) {
    const MatchClassNode *class = AST(MatchClass, node);
    const Loc *loc = at(node);
    u32 by_place = class->patterns.count, n = by_place + class->kwd_attrs.count;
    if (!attributes_are_distinct(c, class)) return;
    emit_expr(c, class->cls);
    emit_attribute_names(c, &class->kwd_attrs, loc);
    emit_arg(c, OP_MATCH_CLASS, by_place, loc);
    emit_arg(c, OP_COPY, 1, loc);
    m->pending++;
    emit_fail_jump(c, m, OP_POP_JUMP_IF_NONE, loc);
    emit_arg(c, OP_UNPACK_SEQUENCE, n, loc);
    m->pending += n - 1;
    for (u32 i = 0; i < n && !c->failed; i++) {
        m->pending--;
        const Node *pattern = i < by_place ? class->patterns.at[i] : class->kwd_patterns.at[i - by_place];
        if (is_wildcard(pattern)) emit(c, OP_POP_TOP, loc);
        else emit_subpattern(c, pattern, m);
    }
}

/* ---- alternatives ---- */

static u32 place_of(const Match *m, Identifier name) {
    for (u32 i = 0; i < m->count; i++)
        if (m->captured[i] == name) return i;
    return ~0u;
}

/* An alternative's captures come into the order of the first one's: from the last one on, what belongs on top is brought
 * there together with what lies above it. */
static bool emit_reorder(Compiler *c, const Match *first, Match *m, const Loc *loc) {
    if (m->count != first->count) return false;
    for (u32 want = first->count; want-- > 0;) {
        u32 have = place_of(m, first->captured[want]);
        if (have == ~0u) return false;
        if (have == want) continue;
        ASSERT(have < want, "later places are settled");
        u32 moved = have + 1;
        Identifier *order = compile_alloc(c, first->count * (u32)sizeof *order);
        if (!order) return true;
        u32 k = 0;
        for (u32 i = moved; i <= want; i++) order[k++] = m->captured[i];
        for (u32 i = 0; i < moved; i++) order[k++] = m->captured[i];
        memcpy(m->captured, order, k * sizeof *order);
        for (u32 i = 0; i < moved && !c->failed; i++) emit_rotate(c, want + 1, loc);
    }
    return true;
}

static void emit_or(Compiler *c, const Node *node, Match *m) {
    const NodeList *alternatives = &AST(MatchOr, node)->patterns;
    const Loc *loc = at(node);
    u32 end = label_new(c);
    Match first = {0};
    for (u32 i = 0; i < alternatives->count && !c->failed; i++) {
        const Node *alternative = alternatives->at[i];
        Match own = {.may_always_match = m->may_always_match && i + 1 == alternatives->count};
        emit_arg(c, OP_COPY, 1, at(alternative));
        emit_pattern(c, alternative, &own);
        if (c->failed) return;
        if (!i) {
            first = own;
        } else if (!emit_reorder(c, &first, &own, at(alternative))) {
            compile_error(c, loc, "alternative patterns bind different names");
            return;
        }
        emit_jump(c, PSEUDO_JUMP, end, at(alternative));
        emit_failure_pops(c, &own, at(alternative));
    }
    emit(c, OP_POP_TOP, loc);
    emit_fail_jump(c, m, PSEUDO_JUMP, loc);
    label_place(c, end);
    /* subject captured…: they go below what is pending, and the subject is dropped */
    u32 depth = first.count + 1 + m->pending + m->count;
    for (u32 i = 0; i < first.count && !c->failed; i++) {
        emit_rotate(c, depth, loc);
        if (!add_capture(c, m, first.captured[i], loc)) return;
    }
    emit(c, OP_POP_TOP, loc);
}

/* ---- all ---- */

static void emit_one(Compiler *c, const Node *node, Match *m) {
    switch (node->kind) {
    case ND_MatchValue: emit_value(c, node, m); return;
    case ND_MatchSingleton: emit_singleton(c, node, m); return;
    case ND_MatchSequence: emit_sequence(c, node, m); return;
    case ND_MatchMapping: emit_mapping(c, node, m); return;
    case ND_MatchClass: emit_class_pattern(c, node, m); return;
    case ND_MatchStar: emit_capture(c, m, AST(MatchStar, node)->name, at(node)); return;
    case ND_MatchAs: emit_as(c, node, m); return;
    case ND_MatchOr: emit_or(c, node, m); return;
    default: UNREACHABLE();
    }
}

static void emit_pattern(Compiler *c, const Node *node, Match *m) {
    if (c->failed || !compile_pay(c, 1) || !compile_enter(c)) return;
    emit_one(c, node, m);
    compile_leave(c);
}

/* The last case takes the subject itself, the others a copy. */
static void emit_case(Compiler *c, const Node *node, u32 end, bool may_always_match, bool is_last) {
    const match_caseNode *branch = AST(match_case, node);
    const Loc *loc = at(branch->pattern);
    Match m = {.may_always_match = may_always_match || branch->guard};
    if (!is_last) emit_arg(c, OP_COPY, 1, loc);
    emit_pattern(c, branch->pattern, &m);
    for (u32 i = 0; i < m.count && !c->failed; i++) emit_store(c, m.captured[i], loc);
    if (branch->guard) {
        u32 label = failure_label(c, &m, 0);
        emit_jump_if(c, branch->guard, label, false);
    }
    if (!is_last) emit(c, OP_POP_TOP, branch->body.count ? at(branch->body.at[0]) : loc);
    emit_stmts(c, &branch->body);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    emit_failure_pops(c, &m, loc);
}

void emit_match(Compiler *c, const Node *node) {
    const MatchNode *match = AST(Match, node);
    u32 n = match->cases.count, end = label_new(c);
    const match_caseNode *last = AST(match_case, match->cases.at[n - 1]);
    bool has_default = n > 1 && is_wildcard(last->pattern);
    emit_expr(c, match->subject);
    for (u32 i = 0; i < n - has_default && !c->failed; i++)
        emit_case(c, match->cases.at[i], end, i + 1 == n, i + 1 == n - has_default);
    if (has_default) {
        emit(c, OP_NOP, at(last->pattern));
        if (last->guard) emit_jump_if(c, last->guard, end, false);
        emit_stmts(c, &last->body);
    }
    label_place(c, end);
}
