/* emit_expr.c: expressions. Calls and attributes are in emit_call.c, f-strings in emit_format.c, comprehensions in
 * emit_comprehension.c.
 *
 * Each instruction carries the place that CPython's compiler gives it, for tracebacks mark it. What is written from left
 * to right without nesting (operators, attributes, subscripts, calls, conditionals) is emitted by walking down the left
 * spine and up again in a loop: the spine is turned around by an array in the arena.
 */
#include "compile/compiler.h"
#include "object/tuple.h"
#include "types/set.h"
#include "types/slice.h"

bool is_name(const Node *node, Identifier name) { return node->kind == ND_Name && AST(Name, node)->id == name; }

void emit_exprs(Compiler *c, const NodeList *nodes) {
    for (u32 i = 0; i < nodes->count && !c->failed; i++) emit_expr(c, nodes->at[i]);
}

/* ---- operators ---- */

/* Operator -> name id of the plain dunder */
static const u8 operator_names[] = {
    [OPERATOR_Add] = N_ADD, [OPERATOR_Sub] = N_SUB, [OPERATOR_Mult] = N_MUL, [OPERATOR_MatMult] = N_MATMUL,
    [OPERATOR_Div] = N_TRUEDIV, [OPERATOR_Mod] = N_MOD, [OPERATOR_Pow] = N_POW, [OPERATOR_LShift] = N_LSHIFT,
    [OPERATOR_RShift] = N_RSHIFT, [OPERATOR_BitOr] = N_OR, [OPERATOR_BitXor] = N_XOR, [OPERATOR_BitAnd] = N_AND,
    [OPERATOR_FloorDiv] = N_FLOORDIV,
};
_Static_assert(N_XOR < 128, "BINARY_OP keeps the name id in seven bits");

void emit_operator(Compiler *c, u32 op, bool augmented, const Loc *loc) {
    if (c->failed) return;
    if (!augmented) {
        Ref x = loaded_constant(c, 2), y = loaded_constant(c, 1);
        Value folded = is_empty(x) || is_empty(y) ? EMPTY : fold_binary(x, y, op);
        if (!is_empty(ref(folded))) {
            unload_constants(c, 2);
            emit_const(c, folded, loc);
            return;
        }
    }
    switch (op) {
    case OPERATOR_Add: emit_arg(c, OP_ADD, augmented, loc); return;
    case OPERATOR_Sub: emit_arg(c, OP_SUB, augmented, loc); return;
    case OPERATOR_Mult: emit_arg(c, OP_MUL, augmented, loc); return;
    default: emit_arg(c, OP_BINARY_OP, operator_names[op] | (augmented ? 128 : 0), loc); return;
    }
}

static void emit_compare_op(Compiler *c, u32 comparison, const Loc *loc) {
    static const u8 relations[] = {[COMPARE_Eq] = 2, [COMPARE_NotEq] = 3, [COMPARE_Lt] = 0, [COMPARE_LtE] = 1, [COMPARE_Gt] = 4, [COMPARE_GtE] = 5};
    switch ((Comparison)comparison) {
    case COMPARE_Is: emit_arg(c, OP_IS_OP, 0, loc); return;
    case COMPARE_IsNot: emit_arg(c, OP_IS_OP, 1, loc); return;
    case COMPARE_In: emit_arg(c, OP_CONTAINS_OP, 0, loc); return;
    case COMPARE_NotIn: emit_arg(c, OP_CONTAINS_OP, 1, loc); return;
    default: emit_arg(c, OP_COMPARE_OP, relations[comparison], loc); return;
    }
}

/* True or False on the stack, whatever was there; what a comparison gave becomes that in place. */
static void emit_to_bool(Compiler *c, const Loc *loc) {
    Unit *u = c->unit;
    if (c->failed) return;
    if (u->count && u->count > u->label_at) {
        Instr *last = &u->instrs[u->count - 1];
        if (last->op == OP_COMPARE_OP) {
            last->arg |= 8;
            return;
        }
        if (last->op == OP_IS_OP || last->op == OP_CONTAINS_OP || last->op == OP_UNARY_NOT) return;
    }
    emit(c, OP_TO_BOOL, loc);
}

static void warn_about_compare(Compiler *c, const CompareNode *compare);

/* The right operand of `in` that is all constants is one constant, not made anew each time. */
static void emit_comparator(Compiler *c, const Node *node, u32 op) {
    if ((op == COMPARE_In || op == COMPARE_NotIn) && (node->kind == ND_List || node->kind == ND_Set)) {
        const NodeList *elements = node->kind == ND_List ? &AST(List, node)->elts : &AST(Set, node)->elts;
        bool constant = elements->count > 0;
        for (u32 i = 0; i < elements->count; i++) constant &= elements->at[i]->kind == ND_Constant;
        if (constant && elements->count <= 255) {
            Value set = VALUE_ERROR;
            if (node->kind == ND_Set && is_error(set = set_new(T_FROZENSET))) {
                compile_fail(c);
                return;
            }
            Tuple *tuple = node->kind == ND_List ? tuple_new(elements->count) : NULL;
            bool done = node->kind == ND_Set || tuple;
            for (u32 i = 0; i < elements->count && done; i++) {
                Value item = pool_of_constant(c, &AST(Constant, elements->at[i])->value);
                done = !is_error(item);
                if (tuple) tuple->items[i] = done ? item : NONE;
                else if (done) {
                    done = set_try(ref(set), ref(item), SET_ADD) != ANSWER_ERROR;
                    value_release(item);
                }
            }
            if (!done) {
                if (!c->failed) compile_fail(c);
                value_release(set);
                if (tuple) object_release(tuple);
                return;
            }
            emit_const(c, tuple ? value_of(tuple) : set, at(node));
            return;
        }
    }
    emit_expr(c, node);
}

static void emit_compare(Compiler *c, const Node *node) {
    const CompareNode *compare = AST(Compare, node);
    const Loc *loc = at(node);
    warn_about_compare(c, compare);
    emit_expr(c, compare->left);
    u32 last = compare->ops.count - 1;
    if (last == 0) {
        emit_comparator(c, compare->comparators.at[0], compare->ops.at[0]);
        emit_compare_op(c, compare->ops.at[0], loc);
        return;
    }
    u32 cleanup = label_new(c), end = label_new(c);
    for (u32 i = 0; i < last; i++) {
        emit_comparator(c, compare->comparators.at[i], compare->ops.at[i]);
        emit_arg(c, OP_SWAP, 2, loc);
        emit_arg(c, OP_COPY, 2, loc);
        emit_compare_op(c, compare->ops.at[i], loc);
        emit_arg(c, OP_COPY, 1, loc);
        emit(c, OP_TO_BOOL, loc);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, cleanup, loc);
        emit(c, OP_POP_TOP, loc);
    }
    emit_comparator(c, compare->comparators.at[last], compare->ops.at[last]);
    emit_compare_op(c, compare->ops.at[last], loc);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    label_place(c, cleanup);
    emit_arg(c, OP_SWAP, 2, loc);
    emit(c, OP_POP_TOP, loc);
    label_place(c, end);
}

/* ---- truth ---- */

u32 known_truth(Compiler *c, const Node *node) {
    bool negate = false;
    while (node->kind == ND_UnaryOp && AST(UnaryOp, node)->op == UNARY_Not) {
        negate = !negate;
        node = AST(UnaryOp, node)->operand;
    }
    if (is_name(node, c->known[K_DEBUG])) return !negate;
    if (node->kind != ND_Constant) return 2;
    const Constant *constant = &AST(Constant, node)->value;
    bool truth = true;
    switch ((ConstantKind)constant->kind) {
    case CONSTANT_NONE: case CONSTANT_FALSE: truth = false; break;
    case CONSTANT_INT: truth = constant->integer != 0; break;
    case CONSTANT_FLOAT: case CONSTANT_COMPLEX: truth = constant->number != 0; break;
    case CONSTANT_STR: case CONSTANT_BYTES: truth = constant->text.length != 0; break;
    case CONSTANT_TRUE: case CONSTANT_ELLIPSIS: case CONSTANT_BIG_INT: break;
    }
    return truth != negate;
}

static void jump_if_bool_op(Compiler *c, const BoolOpNode *op, u32 label, bool condition) {
    bool stops = op->op == BOOL_Or; /* the truth value that decides early */
    u32 decided = stops == condition ? label : label_new(c), last = op->values.count - 1;
    for (u32 i = 0; i < last; i++) emit_jump_if(c, op->values.at[i], decided, stops);
    emit_jump_if(c, op->values.at[last], label, condition);
    if (decided != label) label_place(c, decided);
}

static void jump_if_chain(Compiler *c, const Node *node, u32 label, bool condition) {
    const CompareNode *compare = AST(Compare, node);
    const Loc *loc = at(node);
    u32 cleanup = label_new(c), end = label_new(c), last = compare->ops.count - 1;
    warn_about_compare(c, compare);
    emit_expr(c, compare->left);
    for (u32 i = 0; i < last; i++) {
        emit_comparator(c, compare->comparators.at[i], compare->ops.at[i]);
        emit_arg(c, OP_SWAP, 2, loc);
        emit_arg(c, OP_COPY, 2, loc);
        emit_compare_op(c, compare->ops.at[i], loc);
        emit_to_bool(c, loc);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, cleanup, loc);
    }
    emit_comparator(c, compare->comparators.at[last], compare->ops.at[last]);
    emit_compare_op(c, compare->ops.at[last], loc);
    emit_to_bool(c, loc);
    emit_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label, loc);
    emit_jump(c, PSEUDO_JUMP, end, &nowhere);
    label_place(c, cleanup);
    emit(c, OP_POP_TOP, loc);
    if (!condition) emit_jump(c, PSEUDO_JUMP, label, &nowhere);
    label_place(c, end);
}

void emit_jump_if(Compiler *c, const Node *test, u32 label, bool condition) {
    if (!compile_enter(c)) return;
    u32 end = ~0u;
    for (;;) {
        while (test->kind == ND_UnaryOp && AST(UnaryOp, test)->op == UNARY_Not) {
            condition = !condition;
            test = AST(UnaryOp, test)->operand;
        }
        if (test->kind != ND_IfExp) break;
        const IfExpNode *choice = AST(IfExp, test);
        u32 otherwise = label_new(c);
        if (end == ~0u) end = label_new(c);
        emit_jump_if(c, choice->test, otherwise, false);
        emit_jump_if(c, choice->body, label, condition);
        emit_jump(c, PSEUDO_JUMP, end, &nowhere);
        label_place(c, otherwise);
        test = choice->orelse;
    }
    u32 truth = known_truth(c, test);
    if (truth != 2) {
        emit(c, OP_NOP, at(test));
        if (truth == condition) emit_jump(c, PSEUDO_JUMP, label, at(test));
    } else if (test->kind == ND_BoolOp) {
        jump_if_bool_op(c, AST(BoolOp, test), label, condition);
    } else if (test->kind == ND_Compare && AST(Compare, test)->ops.count > 1) {
        jump_if_chain(c, test, label, condition);
    } else {
        emit_expr(c, test);
        emit_to_bool(c, at(test));
        emit_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, label, at(test));
    }
    if (end != ~0u) label_place(c, end);
    compile_leave(c);
}

static void emit_bool_op(Compiler *c, const Node *node) {
    const BoolOpNode *op = AST(BoolOp, node);
    const Loc *loc = at(node);
    u32 end = label_new(c), last = op->values.count - 1;
    for (u32 i = 0; i < last && !c->failed; i++) {
        emit_expr(c, op->values.at[i]);
        emit_arg(c, OP_COPY, 1, loc);
        emit(c, OP_TO_BOOL, loc);
        emit_jump(c, op->op == BOOL_And ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE, end, loc);
        emit(c, OP_POP_TOP, loc);
    }
    emit_expr(c, op->values.at[last]);
    label_place(c, end);
}

static void emit_conditional(Compiler *c, const Node *node) {
    u32 end = label_new(c);
    while (node->kind == ND_IfExp && !c->failed) {
        const IfExpNode *choice = AST(IfExp, node);
        u32 otherwise = label_new(c);
        emit_jump_if(c, choice->test, otherwise, false);
        emit_expr(c, choice->body);
        emit_jump(c, PSEUDO_JUMP, end, &nowhere);
        label_place(c, otherwise);
        node = choice->orelse;
    }
    emit_expr(c, node);
    label_place(c, end);
}

/* ---- displays ---- */

/* The last n values, if constants, as one tuple; EMPTY: they are not, or ERROR. */
static Value collect_constants(Compiler *c, u32 n) {
    for (u32 i = 1; i <= n; i++)
        if (is_empty(loaded_constant(c, i))) return EMPTY;
    if (!n) return value_keep(ref(vm.empty_tuple));
    Tuple *tuple = tuple_new(n);
    if (!tuple) return compile_fail(c), VALUE_ERROR;
    for (u32 i = 0; i < n; i++) tuple->items[i] = value_keep(loaded_constant(c, n - i));
    return value_of(tuple);
}

static void emit_build_tuple(Compiler *c, u32 n, const Loc *loc) {
    if (c->failed) return;
    Value folded = collect_constants(c, n);
    if (is_error(folded)) return;
    if (is_empty(ref(folded))) {
        emit_arg(c, OP_BUILD_TUPLE, n, loc);
        return;
    }
    unload_constants(c, n);
    emit_const(c, folded, loc);
}

static bool all_constant(const NodeList *elements) {
    for (u32 i = 0; i < elements->count; i++)
        if (elements->at[i]->kind != ND_Constant) return false;
    return true;
}

static Value constant_tuple(Compiler *c, const NodeList *elements) {
    Tuple *tuple = tuple_new(elements->count);
    if (!tuple) return compile_fail(c), VALUE_ERROR;
    for (u32 i = 0; i < elements->count; i++) {
        Value item = pool_of_constant(c, &AST(Constant, elements->at[i])->value);
        if (is_error(item)) return object_release(tuple), VALUE_ERROR;
        tuple->items[i] = item;
    }
    return value_of(tuple);
}

void emit_star_unpack(Compiler *c, const Loc *loc, const NodeList *elements, Identifier injected, u32 pushed, u32 build, u32 add, u32 extend, bool tuple) {
    u32 n = elements->count;
    if (n > 2 && !injected && all_constant(elements) && add != OP_SET_ADD) {
        Value folded = constant_tuple(c, elements);
        if (is_error(folded)) return;
        if (tuple && !pushed) {
            emit_const(c, folded, loc);
            return;
        }
        emit_arg(c, build, pushed, loc);
        emit_const(c, folded, loc);
        emit_arg(c, extend, 1, loc);
        if (tuple) emit(c, OP_LIST_TO_TUPLE, loc);
        return;
    }
    bool big = n + pushed + (injected ? 1 : 0) > STACK_GUIDELINE, starred = false;
    for (u32 i = 0; i < n; i++) starred |= elements->at[i]->kind == ND_Starred;
    if (!starred && !big) {
        emit_exprs(c, elements);
        if (injected) emit_load(c, injected, loc);
        n += pushed + (injected ? 1 : 0);
        if (tuple) emit_build_tuple(c, n, loc);
        else emit_arg(c, build, n, loc);
        return;
    }
    bool built = big;
    if (big) emit_arg(c, build, pushed, loc);
    for (u32 i = 0; i < n && !c->failed; i++) {
        const Node *element = elements->at[i];
        if (element->kind == ND_Starred) {
            if (!built) emit_arg(c, build, i + pushed, loc);
            built = true;
            emit_expr(c, AST(Starred, element)->value);
            emit_arg(c, extend, 1, loc);
        } else {
            emit_expr(c, element);
            if (built) emit_arg(c, add, 1, loc);
        }
    }
    if (injected) {
        emit_load(c, injected, loc);
        emit_arg(c, add, 1, loc);
    }
    if (tuple) emit(c, OP_LIST_TO_TUPLE, loc);
}

/* Items begin to end of a dict display, none of them **. */
static void emit_dict_part(Compiler *c, const DictNode *dict, u32 begin, u32 end, const Loc *loc) {
    u32 n = end - begin;
    bool big = n * 2 > STACK_GUIDELINE;
    if (big) emit_arg(c, OP_BUILD_MAP, 0, loc);
    for (u32 i = begin; i < end && !c->failed; i++) {
        emit_expr(c, dict->keys.at[i]);
        emit_expr(c, dict->values.at[i]);
        if (big) emit_arg(c, OP_MAP_ADD, 1, loc);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, n, loc);
}

static void emit_dict(Compiler *c, const Node *node) {
    const DictNode *dict = AST(Dict, node);
    const Loc *loc = at(node);
    bool have = false;
    u32 pending = 0, n = dict->values.count;
    for (u32 i = 0; i < n && !c->failed; i++) {
        bool unpacks = !dict->keys.at[i];
        if (unpacks || pending * 2 > STACK_GUIDELINE) {
            u32 end = unpacks ? i : i + 1;
            if (pending || !unpacks) {
                emit_dict_part(c, dict, i - pending, end, loc);
                if (have) emit_arg(c, OP_DICT_UPDATE, 1, loc);
                have = true;
                pending = 0;
            }
            if (!unpacks) continue;
            if (!have) emit_arg(c, OP_BUILD_MAP, 0, loc);
            have = true;
            emit_expr(c, dict->values.at[i]);
            emit_arg(c, OP_DICT_UPDATE, 1, loc);
        } else {
            pending++;
        }
    }
    if (pending) {
        emit_dict_part(c, dict, n - pending, n, loc);
        if (have) emit_arg(c, OP_DICT_UPDATE, 1, loc);
        have = true;
    }
    if (!have) emit_arg(c, OP_BUILD_MAP, 0, loc);
}

/* ---- targets ---- */

static void emit_unpack(Compiler *c, const Loc *loc, const NodeList *targets) {
    u32 n = targets->count;
    bool starred = false;
    for (u32 i = 0; i < n; i++) {
        if (targets->at[i]->kind != ND_Starred) continue;
        if (starred) {
            compile_error(c, loc, "multiple starred expressions in assignment");
            return;
        }
        if (i >= 256 || n - i - 1 >= 1u << 23) {
            compile_error(c, loc, "too many expressions in star-unpacking assignment");
            return;
        }
        emit_arg(c, OP_UNPACK_EX, i | (n - i - 1) << 8, loc);
        starred = true;
    }
    Unit *u = c->unit;
    if (!starred && !c->failed) {
        /* a, b = b, a: the tuple is never made */
        Instr *last = u->count > u->label_at ? &u->instrs[u->count - 1] : NULL;
        if (last && n >= 1 && n <= 3 && last->op == OP_BUILD_TUPLE && last->arg == n) {
            if (n == 1) u->count--;
            else *last = (Instr){.op = OP_SWAP, .handler = last->handler, .arg = n, .loc = last->loc};
        } else {
            emit_arg(c, OP_UNPACK_SEQUENCE, n, loc);
        }
    }
    for (u32 i = 0; i < n && !c->failed; i++)
        emit_expr(c, targets->at[i]->kind == ND_Starred ? AST(Starred, targets->at[i])->value : targets->at[i]);
}

static void emit_sequence(Compiler *c, const Node *node, const NodeList *elements, u32 context) {
    const Loc *loc = at(node);
    if (context == CONTEXT_Store) emit_unpack(c, loc, elements);
    else if (context == CONTEXT_Del) emit_exprs(c, elements);
    else emit_star_unpack(c, loc, elements, NULL, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, node->kind == ND_Tuple);
}

/* ---- subscripts ---- */

static bool is_constant_part(const Node *part) { return !part || part->kind == ND_Constant; }
static bool is_constant_slice(const Node *node) {
    if (node->kind != ND_Slice) return false;
    const SliceNode *slice = AST(Slice, node);
    return is_constant_part(slice->lower) && is_constant_part(slice->upper) && is_constant_part(slice->step);
}

bool is_two_part_slice(const Node *slice) { return slice->kind == ND_Slice && !AST(Slice, slice)->step && !is_constant_slice(slice); }

static void emit_part(Compiler *c, const Node *part, const Loc *loc) {
    if (part) emit_expr(c, part);
    else emit_none(c, loc);
}

void emit_slice_parts(Compiler *c, const Node *slice) {
    emit_part(c, AST(Slice, slice)->lower, at(slice));
    emit_part(c, AST(Slice, slice)->upper, at(slice));
}

static Value part_value(Compiler *c, const Node *part) { return part ? pool_of_constant(c, &AST(Constant, part)->value) : NONE; }

static void emit_slice(Compiler *c, const Node *node) {
    const SliceNode *slice = AST(Slice, node);
    if (is_constant_slice(node)) {
        Value start = part_value(c, slice->lower), stop = part_value(c, slice->upper), step = part_value(c, slice->step);
        if (is_error(start) || is_error(stop) || is_error(step)) {
            value_release(start);
            value_release(stop);
            value_release(step);
            return;
        }
        Value made = slice_new(start, stop, step);
        if (is_error(made)) compile_fail(c);
        else emit_const(c, made, at(node));
        return;
    }
    emit_slice_parts(c, node);
    if (slice->step) emit_expr(c, slice->step);
    emit_arg(c, OP_BUILD_SLICE, slice->step ? 3 : 2, at(node));
}

static const char *type_name_of(const Node *node) {
    switch (node->kind) {
    case ND_Tuple: return "tuple";
    case ND_List: case ND_ListComp: return "list";
    case ND_Dict: case ND_DictComp: return "dict";
    case ND_Set: case ND_SetComp: return "set";
    case ND_GeneratorExp: return "generator";
    case ND_Lambda: return "function";
    case ND_JoinedStr: case ND_FormattedValue: return "str";
    case ND_TemplateStr: case ND_Interpolation: return "string.templatelib.Template";
    case ND_Constant:
        switch ((ConstantKind)AST(Constant, node)->value.kind) {
        case CONSTANT_NONE: return "NoneType";
        case CONSTANT_TRUE: case CONSTANT_FALSE: return "bool";
        case CONSTANT_ELLIPSIS: return "ellipsis";
        case CONSTANT_INT: case CONSTANT_BIG_INT: return "int";
        case CONSTANT_FLOAT: return "float";
        case CONSTANT_COMPLEX: return "complex";
        case CONSTANT_STR: return "str";
        case CONSTANT_BYTES: return "bytes";
        }
        return NULL;
    default: return NULL;
    }
}

static void warn_about_subscript(Compiler *c, const SubscriptNode *s) {
    const Node *value = s->value, *index = s->slice;
    const char *type = type_name_of(value);
    if (!type) return;
    bool is_constant = value->kind == ND_Constant;
    u32 kind = is_constant ? AST(Constant, value)->value.kind : 0;
    if ((is_constant && kind != CONSTANT_STR && kind != CONSTANT_BYTES) || value->kind == ND_Set || value->kind == ND_SetComp ||
        value->kind == ND_GeneratorExp || value->kind == ND_TemplateStr || value->kind == ND_Interpolation || value->kind == ND_Lambda) {
        compile_warn(c, ERR_SYNTAX_WARNING, at(value), "'%s' object is not subscriptable; perhaps you missed a comma?", type);
        return;
    }
    const char *index_type = type_name_of(index);
    if (!index_type || value->kind == ND_Dict || value->kind == ND_DictComp) return;
    if (!strcmp(index_type, "int") || !strcmp(index_type, "bool")) return;
    compile_warn(c, ERR_SYNTAX_WARNING, at(index), "%s indices must be integers or slices, not %s; perhaps you missed a comma?", type, index_type);
}

/* What comes after the value on the stack. */
static void emit_subscription(Compiler *c, const Node *node) {
    const SubscriptNode *s = AST(Subscript, node);
    const Loc *loc = at(node);
    if (is_two_part_slice(s->slice) && s->ctx != CONTEXT_Del) {
        emit_slice_parts(c, s->slice);
        emit(c, s->ctx == CONTEXT_Load ? OP_BINARY_SLICE : OP_STORE_SLICE, loc);
        return;
    }
    emit_expr(c, s->slice);
    emit(c, s->ctx == CONTEXT_Load ? OP_BINARY_SUBSCR : s->ctx == CONTEXT_Store ? OP_STORE_SUBSCR : OP_DELETE_SUBSCR, loc);
}

/* ---- warnings that CPython gives ---- */

static bool is_odd_identity(const Node *node) {
    if (node->kind == ND_Tuple) {
        const NodeList *elements = &AST(Tuple, node)->elts;
        for (u32 i = 0; i < elements->count; i++)
            if (!is_odd_identity(elements->at[i]) && elements->at[i]->kind != ND_Constant) return false;
        return true;
    }
    if (node->kind != ND_Constant) return false;
    u32 kind = AST(Constant, node)->value.kind;
    return kind != CONSTANT_NONE && kind != CONSTANT_TRUE && kind != CONSTANT_FALSE && kind != CONSTANT_ELLIPSIS;
}

static void warn_about_compare(Compiler *c, const CompareNode *compare) {
    const Node *left = compare->left;
    for (u32 i = 0; i < compare->ops.count; i++) {
        const Node *right = compare->comparators.at[i];
        u32 op = compare->ops.at[i];
        if (op == COMPARE_Is || op == COMPARE_IsNot) {
            const Node *odd = is_odd_identity(left) ? left : is_odd_identity(right) ? right : NULL;
            if (odd) {
                compile_warn(c, ERR_SYNTAX_WARNING, at(compare), op == COMPARE_Is ? "\"is\" with '%s' literal. Did you mean \"==\"?" : "\"is not\" with '%s' literal. Did you mean \"!=\"?", type_name_of(odd));
                return;
            }
        }
        left = right;
    }
}

/* ---- yield and await ---- */

void emit_yield(Compiler *c, const Loc *loc) {
    const Scope *scope = c->unit->scope;
    if (scope->generator && scope->coroutine) emit(c, OP_ASYNC_GEN_WRAP, loc);
    emit_arg(c, OP_YIELD_VALUE, 0, loc);
    emit_arg(c, OP_RESUME, 1, loc);
}

void emit_yield_from(Compiler *c, const Loc *loc, bool is_await) {
    u32 send = label_new(c), fail = label_new(c), exit = label_new(c);
    label_place(c, send);
    emit_jump(c, OP_SEND, exit, loc);
    handler_begin(c, fail, false, 0, loc);
    emit_arg(c, OP_YIELD_VALUE, 1, loc);
    handler_end(c);
    emit_arg(c, OP_RESUME, is_await ? 3 : 2, loc);
    emit_jump(c, PSEUDO_JUMP_QUIET, send, loc);
    label_place(c, fail);
    emit(c, OP_CLEANUP_THROW, loc);
    label_place(c, exit);
    emit(c, OP_END_SEND, loc);
}

void emit_await(Compiler *c, const Loc *loc, u32 kind) {
    emit_arg(c, OP_GET_AWAITABLE, kind, loc);
    emit_none(c, loc);
    emit_yield_from(c, loc, true);
}

static void emit_generator_expr(Compiler *c, const Node *node) {
    const Loc *loc = at(node);
    const Scope *scope = c->unit->scope;
    if (node->kind == ND_Await) {
        emit_expr(c, AST(Await, node)->value);
        emit_await(c, loc, 0);
        return;
    }
    if (!scope_is_function_like(scope)) {
        compile_error(c, loc, node->kind == ND_Yield ? "'yield' outside function" : "'yield from' outside function");
        return;
    }
    if (node->kind == ND_Yield) {
        emit_part(c, AST(Yield, node)->value, loc);
        emit_yield(c, loc);
        return;
    }
    if (scope->coroutine) {
        compile_error(c, loc, "'yield from' inside async function");
        return;
    }
    emit_expr(c, AST(YieldFrom, node)->value);
    emit(c, OP_GET_YIELD_FROM_ITER, loc);
    emit_none(c, loc);
    emit_yield_from(c, loc, false);
}

/* ---- unary ---- */

static void emit_unary_op(Compiler *c, u32 op, const Loc *loc) {
    if (c->failed) return;
    Ref x = loaded_constant(c, 1);
    Value folded = is_empty(x) ? EMPTY : fold_unary(x, op);
    if (!is_empty(ref(folded))) {
        unload_constants(c, 1);
        emit_const(c, folded, loc);
        return;
    }
    static const u8 ops[] = {[UNARY_Invert] = OP_UNARY_INVERT, [UNARY_Not] = OP_UNARY_NOT, [UNARY_UAdd] = OP_UNARY_POSITIVE, [UNARY_USub] = OP_UNARY_NEGATIVE};
    emit(c, ops[op], loc);
}

/* ---- spines: what grows to the left ---- */

/* The child that comes first in the code and may be as deep as the node is long; NULL: none. */
static const Node *spine_child(const Node *node) {
    switch (node->kind) {
    case ND_BinOp: return AST(BinOp, node)->left;
    case ND_UnaryOp: return AST(UnaryOp, node)->operand;
    case ND_Subscript: return AST(Subscript, node)->value;
    case ND_Attribute: return AST(Attribute, node)->value;
    case ND_Call: return AST(Call, node)->func;
    default: return NULL;
    }
}

/* Attributes and calls that are more than their first child and then the rest (super(), methods) end the spine: emit_call
 * and emit_attribute walk on by themselves. */
static bool is_spine(const Node *node) { return node->kind == ND_BinOp || node->kind == ND_UnaryOp || node->kind == ND_Subscript; }

static void emit_spine_node(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_BinOp:
        emit_expr(c, AST(BinOp, node)->right);
        emit_operator(c, AST(BinOp, node)->op, false, at(node));
        return;
    case ND_UnaryOp: emit_unary_op(c, AST(UnaryOp, node)->op, at(node)); return;
    default: emit_subscription(c, node); return;
    }
}

static void emit_spine(Compiler *c, const Node *node) {
    u32 count = 0;
    const Node *bottom = node;
    for (; is_spine(bottom); bottom = spine_child(bottom)) count++;
    if (count == 1) {
        emit_expr(c, bottom);
        if (!c->failed) emit_spine_node(c, node);
        return;
    }
    const Node **nodes = compile_alloc(c, count * (u32)sizeof *nodes);
    if (!nodes) return;
    for (u32 i = 0; i < count; i++, node = spine_child(node)) nodes[i] = node;
    emit_expr(c, bottom);
    while (count-- && !c->failed) emit_spine_node(c, nodes[count]);
}

/* ---- all ---- */

static void emit_one(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_Constant: {
        Value constant = pool_of_constant(c, &AST(Constant, node)->value);
        if (!is_error(constant)) emit_const(c, constant, at(node));
        return;
    }
    case ND_Name: {
        const NameNode *name = AST(Name, node);
        if (name->ctx == CONTEXT_Store) emit_store(c, name->id, at(node));
        else if (name->ctx == CONTEXT_Del) emit_delete(c, name->id, at(node));
        else if (name->id == c->known[K_DEBUG]) emit_const(c, value_bool(true), at(node));
        else emit_load(c, name->id, at(node));
        return;
    }
    case ND_Subscript:
        if (AST(Subscript, node)->ctx == CONTEXT_Load) warn_about_subscript(c, AST(Subscript, node));
        /* fall through */
    case ND_BinOp:
    case ND_UnaryOp: emit_spine(c, node); return;
    case ND_Attribute: emit_attribute(c, node); return;
    case ND_Call: emit_call(c, node); return;
    case ND_Compare: emit_compare(c, node); return;
    case ND_BoolOp: emit_bool_op(c, node); return;
    case ND_IfExp: emit_conditional(c, node); return;
    case ND_NamedExpr:
        emit_expr(c, AST(NamedExpr, node)->value);
        emit_arg(c, OP_COPY, 1, at(node));
        emit_expr(c, AST(NamedExpr, node)->target);
        return;
    case ND_Tuple: emit_sequence(c, node, &AST(Tuple, node)->elts, AST(Tuple, node)->ctx); return;
    case ND_List: emit_sequence(c, node, &AST(List, node)->elts, AST(List, node)->ctx); return;
    case ND_Set: emit_star_unpack(c, at(node), &AST(Set, node)->elts, NULL, 0, OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false); return;
    case ND_Dict: emit_dict(c, node); return;
    case ND_Slice: emit_slice(c, node); return;
    case ND_Lambda: emit_lambda(c, node); return;
    case ND_ListComp: case ND_SetComp: case ND_DictComp: case ND_GeneratorExp: emit_comprehension(c, node); return;
    case ND_Yield: case ND_YieldFrom: case ND_Await: emit_generator_expr(c, node); return;
    case ND_JoinedStr: case ND_FormattedValue: case ND_TemplateStr: case ND_Interpolation: emit_format(c, node); return;
    case ND_Starred:
        compile_error(c, at(node), AST(Starred, node)->ctx == CONTEXT_Store ? "starred assignment target must be in a list or tuple" : "can't use starred expression here");
        return;
    default: UNREACHABLE();
    }
}

void emit_expr(Compiler *c, const Node *node) {
    if (c->failed || !compile_enter(c)) return;
    emit_one(c, node);
    compile_leave(c);
}
