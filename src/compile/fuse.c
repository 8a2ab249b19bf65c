/* fuse.c: superinstructions: two or three instructions become one, as opcodes.def draws them.
 *
 * A load inside a superinstruction must not raise, for its error would be shown at the place of the operation: only
 * locals that are bound on every way here are taken (the first 64 are followed). Nothing may jump between the parts, and
 * one handler must hold for all of them.
 */
#include "compile/compiler.h"

enum { FOLLOWED = 64 };

/* ---- which locals may be unbound ---- */

typedef struct { Compiler *c; Unit *u; Flow *flow; u64 *unbound; u8 *seen; u32 *work; u32 work_count; } Bound;

static void flow_into(Bound *b, u32 i, u64 unbound) {
    if (b->seen[i] && (b->unbound[i] | unbound) == b->unbound[i]) return;
    b->unbound[i] |= unbound;
    if (b->seen[i] != 2) {
        b->seen[i] = 2; /* waits in the list */
        b->work[b->work_count++] = i;
    }
}

static u64 after(const Instr *instr, u64 unbound) {
    if (instr->arg >= FOLLOWED) return unbound;
    u64 bit = 1ull << instr->arg;
    switch (instr->op) {
    case OP_LOAD_FAST: case OP_STORE_FAST: return unbound & ~bit;
    case OP_DELETE_FAST: case OP_LOAD_FAST_AND_CLEAR: return unbound | bit;
    default: return unbound;
    }
}

static void follow(Bound *b, u32 i) {
    const Flow *flow = b->flow;
    for (;; i++) {
        const Instr *instr = &flow->at[i];
        u64 before = b->unbound[i], then = after(instr, before);
        b->seen[i] = 1;
        if (instr->handler && b->u->handlers[instr->handler - 1].reached) flow_into(b, b->u->handlers[instr->handler - 1].label, before | then);
        if (instr_is_jump(instr->op)) flow_into(b, instr->arg, then);
        if (instr_ends(instr->op) || instr->op == OP_JUMP_FORWARD || instr->op == OP_JUMP_BACKWARD || instr->op == OP_JUMP_BACKWARD_NO_INTERRUPT) return;
        if (b->seen[i + 1] && (b->unbound[i + 1] | then) == b->unbound[i + 1]) return;
        b->unbound[i + 1] |= then;
    }
}

/* flow->at[i].second of a LOAD_FAST becomes 1 if the local is bound there. */
static bool find_bound(Compiler *c, Unit *u, Flow *flow) {
    Bound b = {.c = c, .u = u, .flow = flow};
    b.unbound = compile_alloc(c, (flow->count + 1) * 8);
    b.seen = compile_alloc(c, flow->count + 1);
    b.work = compile_alloc(c, (flow->count + 1) * 4);
    if (c->failed) return false;
    u32 params = u->scope->param_count;
    flow_into(&b, 0, params >= FOLLOWED ? 0 : ~0ull << params);
    while (b.work_count) {
        if (!compile_pay(c, 1)) return false;
        follow(&b, b.work[--b.work_count]);
    }
    for (u32 i = 0; i < flow->count; i++) {
        Instr *instr = &flow->at[i];
        instr->second = instr->op == OP_LOAD_FAST && instr->arg < FOLLOWED && !(b.unbound[i] >> instr->arg & 1);
    }
    return true;
}

/* ---- operands ---- */

static bool is_bound_local(const Instr *instr) { return instr->op == OP_LOAD_FAST && instr->second && instr->arg < 256; }

/* The index of what a load of a constant loads, if it fits: small ints get a place among the constants. */
static bool constant_place(Compiler *c, Unit *u, const Instr *instr, u32 *place) {
    if (instr->op == OP_LOAD_INT && u->constants.count < 256) *place = order_add(c, &u->constants, pool_add(c, value_int48(instr->arg)));
    else if (instr->op == OP_LOAD_CONST) *place = instr->arg;
    else return false;
    return !c->failed && *place < 256;
}

/* Whether instructions i to i + n - 1 may become one. */
static bool belong_together(const Flow *flow, u32 i, u32 n) {
    if (i + n > flow->count) return false;
    for (u32 k = i + 1; k < i + n; k++)
        if (flow->is_target[k] || flow->at[k].handler != flow->at[i].handler) return false;
    return true;
}

/* ---- the patterns ---- */

typedef struct { u8 ff, fc, sf, sc; } Forms;

/* The forms of an operation on two operands; false: it has none. */
static bool forms_of(const Flow *flow, u32 i, Forms *forms, u32 *flags) {
    const Instr *instr = &flow->at[i];
    *flags = instr->arg;
    switch (instr->op) {
    case OP_ADD: *forms = (Forms){OP_ADD_FF, OP_ADD_FC, OP_ADD_SF, OP_ADD_SC}; return true;
    case OP_SUB: *forms = (Forms){OP_SUB_FF, OP_SUB_FC, OP_SUB_SF, OP_SUB_SC}; return true;
    case OP_MUL: *forms = (Forms){OP_MUL_FF, OP_MUL_FC, OP_MUL_SF, OP_MUL_SC}; return true;
    case OP_COMPARE_OP:
        if (!(instr->arg & 8) || !belong_together(flow, i, 2) || (flow->at[i + 1].op != OP_POP_JUMP_IF_FALSE && flow->at[i + 1].op != OP_POP_JUMP_IF_TRUE)) return false;
        *forms = (Forms){OP_COMPARE_FF, OP_COMPARE_FC, OP_COMPARE_SF, OP_COMPARE_SC};
        *flags = instr->arg & 7;
        return true;
    default: return false;
    }
}

/* Instruction i becomes `op a {b, flags}`, at the place of the last of the n. */
static void become(Flow *flow, u32 i, u32 n, u32 op, u32 a, u32 b, u32 flags) {
    Instr *instr = &flow->at[i];
    instr->op = op;
    instr->arg = a;
    instr->second = b | flags << 8;
    instr->loc = flow->at[i + n - 1].loc;
    for (u32 k = 1; k < n; k++) flow->at[i + k].op = PSEUDO_GONE;
}

static bool fuse_three(Compiler *c, Unit *u, Flow *flow, u32 i) {
    Instr *first = &flow->at[i], *second = first + 1;
    Forms forms;
    u32 flags, place;
    if (!belong_together(flow, i, 3) || !is_bound_local(first)) return false;
    if (first[2].op == OP_BINARY_SUBSCR && is_bound_local(second)) return become(flow, i, 3, OP_SUBSCR_FAST, first->arg, second->arg, 0), true;
    if (!forms_of(flow, i + 2, &forms, &flags)) return false;
    if (is_bound_local(second)) return become(flow, i, 3, forms.ff, first->arg, second->arg, flags), true;
    if (constant_place(c, u, second, &place)) return become(flow, i, 3, forms.fc, first->arg, place, flags), true;
    return false;
}

static bool fuse_operator(Compiler *c, Unit *u, Flow *flow, u32 i) {
    Forms forms;
    u32 flags, place;
    const Instr *first = &flow->at[i];
    if (!belong_together(flow, i, 2) || !forms_of(flow, i + 1, &forms, &flags)) return false;
    if (is_bound_local(first)) return become(flow, i, 2, forms.sf, 0, first->arg, flags), true;
    if (constant_place(c, u, first, &place)) return become(flow, i, 2, forms.sc, 0, place, flags), true;
    return false;
}

static bool fuse_two(Compiler *c, Unit *u, Flow *flow, u32 i) {
    Instr *first = &flow->at[i], *second = first + 1;
    if (!belong_together(flow, i, 2)) return false;
    switch (first->op) {
    case OP_FOR_ITER: /* the store stays */
        if (second->op == OP_STORE_FAST) first->op = OP_FOR_ITER_FAST;
        return false;
    case OP_LOAD_GLOBAL:
        if (second->op != OP_PUSH_EMPTY) return false;
        first->op = OP_LOAD_GLOBAL_CALL;
        second->op = PSEUDO_GONE;
        return true;
    case OP_STORE_FAST:
        if (first->arg > 255 || !is_bound_local(second)) return false;
        become(flow, i, 2, OP_STORE_LOAD_FAST, first->arg, second->arg, 0);
        return true;
    case OP_LOAD_FAST:
        if (!is_bound_local(first)) return false;
        if (second->op == OP_LOAD_ATTR && second->arg < 256) return become(flow, i, 2, OP_LOAD_FAST_ATTR, first->arg, second->arg, 0), true;
        if (is_bound_local(second)) return become(flow, i, 2, OP_LOAD_FAST2, first->arg, second->arg, 0), true;
        if (second->op == OP_LOAD_CONST && second->arg < 256) return become(flow, i, 2, OP_LOAD_FAST_CONST, first->arg, second->arg, 0), true;
        return false;
    default: return false;
    }
}

/* A pair must not take the beginning of something better. */
static bool begins_better(Compiler *c, Unit *u, const Flow *flow, u32 i) {
    Forms forms;
    u32 flags, place;
    const Instr *first = &flow->at[i];
    if (!belong_together(flow, i, 2)) return false;
    if (first->op == OP_LOAD_FAST && is_bound_local(first) && first[1].op == OP_LOAD_ATTR && first[1].arg < 256) return true;
    if (!belong_together(flow, i, 3) || !is_bound_local(first)) return false;
    if (first[2].op == OP_BINARY_SUBSCR) return is_bound_local(first + 1);
    return forms_of(flow, i + 2, &forms, &flags) && (is_bound_local(first + 1) || constant_place(c, u, first + 1, &place));
}

static void fuse_returns(Flow *flow) {
    for (u32 i = 0; i + 1 < flow->count; i++) {
        Instr *first = &flow->at[i], *second = first + 1;
        if (second->op != OP_RETURN_VALUE || !belong_together(flow, i, 2)) continue;
        if (first->op == OP_LOAD_CONST) first->op = OP_RETURN_CONST;
        else if (first->op == OP_LOAD_FAST && first->second) first->op = OP_RETURN_FAST;
        else continue;
        first->loc = second->loc;
        second->op = PSEUDO_GONE;
    }
}

bool fuse(Compiler *c, Unit *u, Flow *flow) {
    if (!find_bound(c, u, flow)) return false;
    fuse_returns(flow);
    for (u32 i = 0; i < flow->count && !c->failed; i++) {
        if (flow->at[i].op == PSEUDO_GONE) continue;
        if (fuse_three(c, u, flow, i) || fuse_operator(c, u, flow, i)) continue;
        if (i + 1 < flow->count && begins_better(c, u, flow, i + 1) && flow->at[i].op != OP_FOR_ITER && flow->at[i].op != OP_LOAD_GLOBAL) continue;
        fuse_two(c, u, flow, i);
    }
    return !c->failed;
}
