/* flow.c: from instructions with labels to those that are reached, with jumps that name instructions, and the depth of
 * the value stack at each: stack_size and the slots that handlers keep.
 *
 * Order stays that of the source. Jumps to jumps go to the end of the chain; a jump to what follows anyway goes away.
 * Places are CPython's as far as a trace function or a traceback can see them.
 */
#include "compile/compiler.h"

bool instr_is_jump(u32 op) {
    switch (op) {
    case PSEUDO_JUMP: case PSEUDO_JUMP_QUIET: case OP_JUMP_FORWARD: case OP_JUMP_BACKWARD: case OP_JUMP_BACKWARD_NO_INTERRUPT:
    case OP_POP_JUMP_IF_FALSE: case OP_POP_JUMP_IF_TRUE: case OP_POP_JUMP_IF_NONE: case OP_POP_JUMP_IF_NOT_NONE:
    case OP_FOR_ITER: case OP_FOR_ITER_FAST: case OP_SEND: return true;
    default: return false;
    }
}

static bool is_plain_jump(u32 op) { return op == PSEUDO_JUMP || op == PSEUDO_JUMP_QUIET; }

bool instr_ends(u32 op) {
    return is_plain_jump(op) || op == OP_RETURN_VALUE || op == OP_RETURN_CONST || op == OP_RETURN_FAST || op == OP_RERAISE || op == OP_RAISE_VARARGS;
}

static const i8 effects[OP_COUNT] = {
#define OPCODE(name, units, cache, effect, picture) [OP_##name] = effect,
#include "bytecode/opcodes.def"
};

i32 instr_effect(u32 op, u32 arg, bool jumped) {
    switch (op) {
    case PSEUDO_JUMP: case PSEUDO_JUMP_QUIET: case PSEUDO_SETUP: return 0;
    case OP_FOR_ITER: return jumped ? -1 : 1;
    case OP_BUILD_SLICE: return arg == 3 ? -2 : -1;
    case OP_UNPACK_SEQUENCE: return (i32)arg - 1;
    case OP_UNPACK_EX: return (i32)((arg & 255) + (arg >> 8));
    case OP_BUILD_TUPLE: case OP_BUILD_LIST: case OP_BUILD_SET: case OP_BUILD_STRING: return 1 - (i32)arg;
    case OP_BUILD_MAP: return 1 - 2 * (i32)arg;
    case OP_BUILD_INTERPOLATION: return arg & 1 ? -2 : -1;
    case OP_CALL: return -(i32)arg - 1;
    case OP_CALL_KW: return -(i32)arg - 2;
    case OP_CALL_EX: return arg ? -3 : -2;
    case OP_RAISE_VARARGS: return -(i32)arg;
    case OP_CALL_INTRINSIC:
        switch (arg) {
        case INTRINSIC_TYPEVAR_BOUND: case INTRINSIC_TYPEVAR_CONSTRAINTS: case INTRINSIC_TYPEPARAM_DEFAULT: case INTRINSIC_FUNCTION_TYPE_PARAMS: return -1;
        default: return 0;
        }
    default: return effects[op];
    }
}

/* ---- where labels lead ---- */

static u32 target_of(const Unit *u, u32 label) { return u->labels[label]; }

/* Follows plain jumps of one kind from an instruction; bounded against `while True: pass`. */
static u32 end_of_chain(const Unit *u, u32 i, bool quiet) {
    for (u32 hops = 0; hops < 32; hops++) {
        u32 at_ = i;
        while (at_ < u->count && u->instrs[at_].op == OP_NOP && !u->instrs[at_].loc.line) at_++;
        if (at_ >= u->count || u->instrs[at_].op != (quiet ? PSEUDO_JUMP_QUIET : PSEUDO_JUMP)) break;
        i = u->instrs[at_].arg;
    }
    return i;
}

/* `COPY 1, TO_BOOL, POP_JUMP_IF_…`: a value is tested and stays. */
static bool is_kept_test(const Unit *u, u32 i) {
    if (i + 2 >= u->count) return false;
    const Instr *at_ = &u->instrs[i];
    return at_[0].op == OP_COPY && at_[0].arg == 1 && at_[1].op == OP_TO_BOOL && (at_[2].op == OP_POP_JUMP_IF_FALSE || at_[2].op == OP_POP_JUMP_IF_TRUE);
}

/* A value that has been tested is not asked again where its test jumps to another: `a and b or c` asks a once. */
static u32 end_of_tests(const Unit *u, u32 i, u32 op) {
    for (u32 hops = 0; hops < 1000 && is_kept_test(u, i); hops++) i = u->instrs[i + 2].op == op ? u->instrs[i + 2].arg : i + 3;
    return i;
}

/* From here on, the arg of a jump is the instruction it goes to. Conditional ones only know the way forward. */
static void resolve_jumps(Unit *u) {
    for (u32 i = 0; i < u->count; i++)
        if (instr_is_jump(u->instrs[i].op)) u->instrs[i].arg = target_of(u, u->instrs[i].arg);
    for (u32 i = 0; i < u->count; i++) {
        Instr *instr = &u->instrs[i];
        if (!instr_is_jump(instr->op)) continue;
        if (i >= 2 && is_kept_test(u, i - 2)) instr->arg = end_of_tests(u, instr->arg, instr->op);
        u32 end = end_of_chain(u, instr->arg, instr->op == PSEUDO_JUMP_QUIET);
        if (is_plain_jump(instr->op) || end > i) instr->arg = end;
    }
}

/* ---- what is reached, and how deep the stack is there ---- */

typedef struct { Compiler *c; Unit *u; i32 *depth; u32 *work; u32 work_count; i32 deepest; } Walk;

static i32 depth_max(i32 a, i32 b) { return a > b ? a : b; }

static void reach(Walk *w, u32 i, i32 depth) {
    if (w->depth[i] >= 0) {
        ASSERT(w->depth[i] == depth, "one depth at each instruction");
        return;
    }
    w->depth[i] = depth;
    w->work[w->work_count++] = i;
}

static void walk_from(Walk *w, u32 i) {
    Unit *u = w->u;
    for (;; i++) {
        const Instr *instr = &u->instrs[i];
        i32 depth = w->depth[i];
        if (instr->op == PSEUDO_SETUP) {
            UnitHandler *handler = &u->handlers[instr->arg];
            if (!handler->reached) {
                handler->reached = true;
                handler->depth = (u16)(depth - handler->drop);
                reach(w, target_of(u, handler->label), depth - handler->drop + handler->lasti + 1);
                w->deepest = depth_max(w->deepest, depth - handler->drop + handler->lasti + 1);
            }
        }
        if (instr_is_jump(instr->op)) reach(w, instr->arg, depth + instr_effect(instr->op, instr->arg, true));
        if (instr_ends(instr->op)) return;
        depth += instr_effect(instr->op, instr->arg, false);
        ASSERT(depth >= 0, "the stack has what is taken from it");
        w->deepest = depth_max(w->deepest, depth);
        if (w->depth[i + 1] >= 0) return;
        w->depth[i + 1] = depth;
    }
}

static bool find_depths(Walk *w) {
    memset(w->depth, 0xFF, w->u->count * 4);
    reach(w, 0, 0);
    while (w->work_count) {
        if (!compile_pay(w->c, 1)) return false;
        walk_from(w, w->work[--w->work_count]);
    }
    return true;
}

/* ---- leaving things out ---- */

/* The beginning of a handler's range is one only to flow.c; for a `try` it is also an instruction of that line. */
static bool is_nothing(const Instr *instr) { return instr->op == OP_NOP || instr->op == PSEUDO_SETUP; }

/* The next instruction that does something. */
static u32 next_real(const Walk *w, u32 i) {
    const Unit *u = w->u;
    while (i < u->count && (w->depth[i] < 0 || (is_nothing(&u->instrs[i]) && !u->instrs[i].loc.line))) i++;
    return i;
}

static bool goes_nowhere(const Walk *w, u32 i) {
    const Instr *instr = &w->u->instrs[i];
    return is_nothing(instr) || (is_plain_jump(instr->op) && instr->arg > i && next_real(w, i + 1) == next_real(w, instr->arg));
}

/* What is left of a line without work stays, so that it has an instruction. */
static bool is_needless(const Walk *w, u32 i, const Instr *before) {
    const Unit *u = w->u;
    const Instr *instr = &u->instrs[i];
    if (!goes_nowhere(w, i)) return false;
    u32 next = next_real(w, i + 1);
    return !instr->loc.line || (before && before->loc.line == instr->loc.line) || (next < u->count && u->instrs[next].loc.line == instr->loc.line);
}

/* ---- places of what the source does not say ---- */

/* `return None` at the end of a unit, which no line asks for. Each jump to it gets a copy of its own (a plain jump in its
 * stead, the others behind the end), and so the place of that jump: none of another branch. */
typedef struct { u32 at, ways; } SilentReturn; /* ways: by falling into it or by conditional jumps; at ~0: none */

static SilentReturn find_silent_return(const Walk *w) {
    const Unit *u = w->u;
    SilentReturn end = {~0u, 0};
    if (u->count < 3) return end;
    u32 i = u->count - 2, before = i - 1;
    const Instr *load = &u->instrs[i];
    if (w->depth[i] < 0 || load[0].op != OP_LOAD_CONST || load[1].op != OP_RETURN_VALUE || load[0].loc.line || load[1].loc.line) return end;
    end.at = i;
    for (u32 k = 0; k < i; k++)
        if (w->depth[k] >= 0 && instr_is_jump(u->instrs[k].op) && !is_plain_jump(u->instrs[k].op) && next_real(w, u->instrs[k].arg) == i) end.ways++;
    while (before && w->depth[before] >= 0 && is_nothing(&u->instrs[before]) && !u->instrs[before].loc.line) before--;
    const Instr *last = &u->instrs[before];
    if (w->depth[before] >= 0 && (!instr_ends(last->op) || (is_plain_jump(last->op) && next_real(w, last->arg) == i))) end.ways++;
    return end;
}

static void copy_return(Flow *flow, const Instr *from, const Loc *loc) {
    for (u32 i = 0; i < 2; i++) {
        Instr *copy = &flow->at[flow->count++];
        *copy = from[i];
        copy->loc = *loc;
    }
}

/* An artificial instruction has the place of what is executed before it, where that is one only; else none. */
static bool give_places(Compiler *c, Unit *u, Flow *flow) {
    u32 *ways = compile_alloc(c, (flow->count + 1) * 4), *from = compile_alloc(c, (flow->count + 1) * 4);
    if (c->failed) return false;
    for (u32 i = 0; i < u->handler_count; i++)
        if (u->handlers[i].reached) ways[u->handlers[i].label] = 2;
    for (u32 i = 0; i < flow->count; i++) {
        if (instr_is_jump(flow->at[i].op)) ways[flow->at[i].arg]++, from[flow->at[i].arg] = i;
        if (i + 1 < flow->count && !instr_ends(flow->at[i].op)) ways[i + 1]++, from[i + 1] = i;
    }
    for (u32 i = 0; i < flow->count; i++) {
        Loc *loc = &flow->at[i].loc;
        if (!loc->line) *loc = ways[i] == 1 && from[i] < i ? flow->at[from[i]].loc : nowhere;
    }
    return true;
}

bool flow_build(Compiler *c, Unit *u, Flow *flow) {
    u32 *moved = compile_alloc(c, (u->count + 1) * 4);
    Walk w = {.c = c, .u = u};
    w.depth = compile_alloc(c, (u->count + 1) * 4);
    w.work = compile_alloc(c, (u->count + 1) * 4);
    flow->at = compile_alloc(c, (3 * u->count + 1) * (u32)sizeof(Instr));
    flow->is_target = compile_alloc(c, 3 * u->count + 1);
    if (c->failed) return false;
    resolve_jumps(u);
    if (!find_depths(&w)) return false;
    SilentReturn end = find_silent_return(&w);
    for (u32 i = 0; i < u->count; i++) {
        moved[i] = flow->count;
        if (w.depth[i] < 0 || is_needless(&w, i, flow->count ? &flow->at[flow->count - 1] : NULL)) continue;
        if (i >= end.at && !end.ways) continue; /* only plain jumps went there */
        if (is_plain_jump(u->instrs[i].op) && next_real(&w, u->instrs[i].arg) == end.at) {
            copy_return(flow, &u->instrs[end.at], &u->instrs[i].loc);
        } else {
            flow->at[flow->count] = u->instrs[i];
            if (goes_nowhere(&w, i)) flow->at[flow->count].op = OP_NOP;
            flow->count++;
        }
    }
    moved[u->count] = flow->count;
    flow->stack_size = (u32)w.deepest;
    for (u32 i = 0, n = flow->count; i < n; i++) {
        Instr *instr = &flow->at[i];
        if (!instr_is_jump(instr->op)) continue;
        if (!is_plain_jump(instr->op) && end.ways > 1 && next_real(&w, instr->arg) == end.at) {
            end.ways--;
            instr->arg = flow->count;
            copy_return(flow, &u->instrs[end.at], &instr->loc);
        } else {
            instr->arg = moved[instr->arg];
        }
        flow->is_target[instr->arg] = 1;
    }
    for (u32 i = 0; i < u->handler_count; i++) {
        UnitHandler *handler = &u->handlers[i];
        handler->label = moved[target_of(u, handler->label)];
        if (handler->reached) flow->is_target[handler->label] = 1;
    }
    for (u32 i = 0; i < flow->count; i++) {
        Instr *instr = &flow->at[i];
        if (instr->op == PSEUDO_JUMP) instr->op = instr->arg > i ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
        else if (instr->op == PSEUDO_JUMP_QUIET) instr->op = instr->arg > i ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
        else ASSERT(!instr_is_jump(instr->op) || instr->arg > i, "conditional jumps go forward");
    }
    return give_places(c, u, flow);
}
