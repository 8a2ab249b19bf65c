/* emit_call.c: calls and attributes: methods without bound objects, super() without its object, keywords, * and **.
 *
 * A call's operands lie as [callable, self or EMPTY, arguments…]. Chains like x.a().b(1).c are walked in a loop.
 */
#include "compile/compiler.h"
#include "object/tuple.h"

/* An attribute's or method call's error is shown at the line of the name after the dot. */
Loc attribute_loc(const Loc *loc, const Node *attribute) {
    Loc moved = *loc;
    if (loc->line == attribute->end_lineno) return moved;
    Identifier name = AST(Attribute, attribute)->attr;
    u32 characters = 0;
    for (u32 i = 0; i < name->length; i++) characters += (name->text[i] & 0xC0) != 0x80;
    moved.line = attribute->end_lineno;
    if (characters <= attribute->end_col_offset) {
        moved.column = attribute->end_col_offset - characters;
        moved.end_column = attribute->end_col_offset;
    } else {
        moved.column = moved.end_column = ~0u;
    }
    moved.end_line = u32_max(loc->end_line, moved.line);
    return moved;
}

/* ---- super().name without making the super object ---- */

static bool is_super_call(Compiler *c, const Node *attribute) {
    const Node *value = AST(Attribute, attribute)->value;
    if (value->kind != ND_Call) return false;
    const CallNode *call = AST(Call, value);
    const Unit *u = c->unit;
    if (!is_name(call->func, c->known[K_SUPER]) || call->keywords.count) return false;
    if (scope_meaning(u->scope, c->known[K_SUPER]) != MEANS_GLOBAL_IMPLICIT) return false;
    if (symbol_find(&c->module_scope->symbols, c->known[K_SUPER])) return false;
    if (call->args.count == 2) return call->args.at[0]->kind != ND_Starred && call->args.at[1]->kind != ND_Starred;
    if (call->args.count) return false;
    return u->argcount && scope_meaning(u->scope, c->known[K_CLASS]) == MEANS_FREE;
}

static void emit_super_operands(Compiler *c, const Node *node) {
    const CallNode *call = AST(Call, node);
    emit_load(c, c->known[K_SUPER], at(call->func));
    if (call->args.count) {
        emit_exprs(c, &call->args);
        return;
    }
    emit_cell_op(c, OP_LOAD_DEREF, c->known[K_CLASS], at(node));
    emit_load(c, names_identifier(c, c->unit->locals.keys[0]), at(node));
}

static void emit_super(Compiler *c, const Node *attribute, u32 op) {
    const AttributeNode *a = AST(Attribute, attribute);
    emit_super_operands(c, a->value);
    Identifier name = unit_mangle(c, a->attr);
    if (c->failed || !name) return;
    u32 place = order_add(c, &c->unit->names, name->index);
    emit_arg(c, op, place << 1 | (AST(Call, a->value)->args.count == 0), at(attribute));
    Loc loc = attribute_loc(at(attribute), attribute);
    emit(c, OP_NOP, &loc);
}

/* ---- attributes ---- */

/* `self.name = …` in a method is one of the class's __static_attributes__. */
static void note_static_attribute(Compiler *c, const AttributeNode *a) {
    if (a->ctx != CONTEXT_Store || !is_name(a->value, c->known[K_SELF])) return;
    Unit *u = c->unit;
    while (u && u->kind != UNIT_CLASS) u = u->outer;
    Identifier name = u ? unit_mangle(c, a->attr) : NULL;
    if (name && !c->failed) order_add(c, &u->static_attributes, a->attr->index);
}

static void emit_attribute_op(Compiler *c, const Node *node) {
    const AttributeNode *a = AST(Attribute, node);
    static const u8 ops[] = {[CONTEXT_Load] = OP_LOAD_ATTR, [CONTEXT_Store] = OP_STORE_ATTR, [CONTEXT_Del] = OP_DELETE_ATTR};
    Loc loc = attribute_loc(at(node), node);
    emit_with_name(c, ops[a->ctx], a->attr, &loc);
}

/* ---- keywords ---- */

static bool keywords_are_distinct(Compiler *c, const NodeList *keywords) {
    OrderMap seen = {0};
    bool distinct = true;
    for (u32 i = 0; i < keywords->count && distinct && !c->failed; i++) {
        Identifier name = AST(keyword, keywords->at[i])->arg;
        if (!name) continue;
        u32 place;
        distinct = !order_find(&seen, name->index, &place);
        if (distinct) order_add(c, &seen, name->index);
        else compile_error(c, at(keywords->at[i]), "keyword argument repeated: %U", names_text(c, name));
    }
    order_drop(&seen);
    return distinct && !c->failed;
}

static void emit_keyword_names(Compiler *c, const NodeList *keywords, const Loc *loc) {
    Tuple *names = c->failed ? NULL : tuple_new(keywords->count);
    if (!names) {
        if (!c->failed) compile_fail(c);
        return;
    }
    for (u32 i = 0; i < keywords->count; i++) {
        Identifier mangled = unit_mangle(c, AST(keyword, keywords->at[i])->arg);
        Text *name = mangled ? names_text(c, mangled) : NULL;
        if (!name) {
            object_release(names);
            return;
        }
        names->items[i] = value_keep(ref_of(name));
    }
    emit_const(c, value_of(names), loc);
}

static void emit_keyword_values(Compiler *c, const NodeList *keywords) {
    for (u32 i = 0; i < keywords->count && !c->failed; i++) emit_expr(c, AST(keyword, keywords->at[i])->value);
}

static void emit_keyword_dict(Compiler *c, const NodeList *keywords, u32 begin, u32 end, const Loc *loc) {
    u32 n = end - begin;
    bool big = n * 2 > STACK_GUIDELINE;
    if (big) emit_arg(c, OP_BUILD_MAP, 0, &nowhere);
    for (u32 i = begin; i < end && !c->failed; i++) {
        const keywordNode *keyword = AST(keyword, keywords->at[i]);
        Identifier mangled = unit_mangle(c, keyword->arg);
        if (!mangled) return;
        emit_name_const(c, mangled, at(keyword));
        emit_expr(c, keyword->value);
        if (big) emit_arg(c, OP_MAP_ADD, 1, &nowhere);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, n, loc);
}

static bool has_star(const NodeList *args, const NodeList *keywords) {
    for (u32 i = 0; i < args->count; i++)
        if (args->at[i]->kind == ND_Starred) return true;
    for (u32 i = 0; i < keywords->count; i++)
        if (!AST(keyword, keywords->at[i])->arg) return true;
    return false;
}

static void emit_keywords_as_dict(Compiler *c, const NodeList *keywords, const Loc *loc) {
    bool have = false;
    u32 pending = 0, n = keywords->count;
    for (u32 i = 0; i <= n && !c->failed; i++) {
        const keywordNode *keyword = i < n ? AST(keyword, keywords->at[i]) : NULL;
        if (keyword && keyword->arg) {
            pending++;
            continue;
        }
        if (pending) {
            emit_keyword_dict(c, keywords, i - pending, i, loc);
            if (have) emit_arg(c, OP_DICT_MERGE, 1, loc);
            have = true;
            pending = 0;
        }
        if (!keyword) break;
        if (!have) emit_arg(c, OP_BUILD_MAP, 0, loc);
        have = true;
        emit_expr(c, keyword->value);
        emit_arg(c, OP_DICT_MERGE, 1, loc);
    }
}

void emit_call_arguments(Compiler *c, const Loc *loc, u32 pushed, const NodeList *args, Identifier injected, const NodeList *keywords) {
    if (!keywords_are_distinct(c, keywords)) return;
    u32 n = args->count + pushed + (injected ? 1 : 0);
    if (args->count + keywords->count * 2 <= STACK_GUIDELINE && !has_star(args, keywords)) {
        emit_exprs(c, args);
        if (injected) emit_load(c, injected, loc);
        if (!keywords->count) {
            emit_arg(c, OP_CALL, n, loc);
            return;
        }
        emit_keyword_values(c, keywords);
        emit_keyword_names(c, keywords, loc);
        emit_arg(c, OP_CALL_KW, n + keywords->count, loc);
        return;
    }
    if (!pushed && !injected && args->count == 1 && args->at[0]->kind == ND_Starred) emit_expr(c, AST(Starred, args->at[0])->value);
    else emit_star_unpack(c, loc, args, injected, pushed, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true);
    if (keywords->count) emit_keywords_as_dict(c, keywords, loc);
    emit_arg(c, OP_CALL_EX, keywords->count != 0, loc);
}

/* ---- methods ---- */

static bool is_imported(Compiler *c, const Node *node) {
    if (node->kind != ND_Name) return false;
    const Symbol *symbol = symbol_find(&c->module_scope->symbols, AST(Name, node)->id);
    return symbol && symbol->flags & SYM_IMPORT;
}

static bool is_method_call(Compiler *c, const CallNode *call) {
    if (call->func->kind != ND_Attribute || is_imported(c, AST(Attribute, call->func)->value)) return false;
    u32 keywords = call->keywords.count;
    return call->args.count + keywords + (keywords != 0) < STACK_GUIDELINE && !has_star(&call->args, &call->keywords);
}

/* Behind the object: the method, its arguments, the call. */
static void emit_method_call(Compiler *c, const Node *node, bool is_super) {
    const CallNode *call = AST(Call, node);
    Loc loc = attribute_loc(at(call->func), call->func);
    if (!is_super) emit_with_name(c, OP_LOAD_METHOD, AST(Attribute, call->func)->attr, &loc);
    emit_exprs(c, &call->args);
    Loc call_loc = attribute_loc(at(node), call->func);
    if (call->keywords.count) {
        emit_keyword_values(c, &call->keywords);
        emit_keyword_names(c, &call->keywords, &loc);
        emit_arg(c, OP_CALL_KW, call->args.count + call->keywords.count, &call_loc);
    } else {
        emit_arg(c, OP_CALL, call->args.count, &call_loc);
    }
}

/* ---- any(…), all(…), tuple(…) over a generator expression: the loop is written here, if the name still means that ---- */

enum { COMMON_TUPLE = 2, COMMON_ALL = 3, COMMON_ANY = 4 };

static u32 consumer_of(Compiler *c, const CallNode *call) {
    if (call->func->kind != ND_Name || call->args.count != 1 || call->keywords.count || call->args.at[0]->kind != ND_GeneratorExp) return 0;
    const Scope *scope = symtable_scope(c, call->args.at[0], KEY_BODY);
    Identifier name = AST(Name, call->func)->id;
    if (!scope || scope->coroutine || !scope_is_function_like(c->unit->scope)) return 0;
    return name == c->known[K_ALL] ? COMMON_ALL : name == c->known[K_ANY] ? COMMON_ANY : name == c->known[K_TUPLE] ? COMMON_TUPLE : 0;
}

static void emit_consumer(Compiler *c, const CallNode *call, u32 consumer, u32 done) {
    const Loc *loc = at(call->func);
    u32 loop = label_new(c), cleanup = label_new(c), skip = label_new(c), found = label_new(c);
    emit_arg(c, OP_COPY, 1, loc);
    emit_arg(c, OP_LOAD_COMMON_CONSTANT, consumer, loc);
    emit_arg(c, OP_IS_OP, 0, loc);
    emit_jump(c, OP_POP_JUMP_IF_FALSE, skip, loc);
    emit(c, OP_POP_TOP, loc);
    if (consumer == COMMON_TUPLE) emit_arg(c, OP_BUILD_LIST, 0, loc);
    emit_expr(c, call->args.at[0]);
    label_place(c, loop);
    emit_jump(c, OP_FOR_ITER, cleanup, loc);
    if (consumer == COMMON_TUPLE) {
        emit_arg(c, OP_LIST_APPEND, 2, loc);
        emit_jump(c, PSEUDO_JUMP, loop, loc);
    } else {
        emit(c, OP_TO_BOOL, loc);
        emit_jump(c, consumer == COMMON_ANY ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, found, loc);
        emit_jump(c, PSEUDO_JUMP, loop, loc);
        label_place(c, found);
        emit(c, OP_POP_TOP, &nowhere);
        emit_const(c, value_bool(consumer == COMMON_ANY), loc);
        emit_jump(c, PSEUDO_JUMP, done, loc);
    }
    label_place(c, cleanup);
    if (consumer == COMMON_TUPLE) emit(c, OP_LIST_TO_TUPLE, loc);
    else emit_const(c, value_bool(consumer == COMMON_ALL), loc);
    emit_jump(c, PSEUDO_JUMP, done, loc);
    label_place(c, skip);
}

/* ---- one link of a chain: what follows its first child ---- */

static void warn_about_callee(Compiler *c, const Node *callee) {
    static const struct { u8 kind; const char *name; } odd[] = {
        {ND_Tuple, "tuple"}, {ND_List, "list"}, {ND_ListComp, "list"}, {ND_Dict, "dict"}, {ND_DictComp, "dict"}, {ND_Set, "set"},
        {ND_SetComp, "set"}, {ND_GeneratorExp, "generator"}, {ND_JoinedStr, "str"}, {ND_FormattedValue, "str"},
    };
    static const char *const constants[] = {"NoneType", "bool", "bool", "ellipsis", "int", "int", "float", "complex", "str", "bytes"};
    const char *name = callee->kind == ND_Constant ? constants[AST(Constant, callee)->value.kind] : NULL;
    for (u32 i = 0; i < COUNT_OF(odd); i++)
        if (odd[i].kind == callee->kind) name = odd[i].name;
    if (name) compile_warn(c, ERR_SYNTAX_WARNING, at(callee), "'%s' object is not callable; perhaps you missed a comma?", name);
}

static void emit_plain_call(Compiler *c, const Node *node) {
    const CallNode *call = AST(Call, node);
    u32 consumer = consumer_of(c, call), done = consumer ? label_new(c) : 0;
    if (consumer) emit_consumer(c, call, consumer, done);
    emit(c, OP_PUSH_EMPTY, at(call->func));
    emit_call_arguments(c, at(node), 0, &call->args, NULL, &call->keywords);
    if (consumer) label_place(c, done);
}

/* Emits the chain of attributes, calls and subscripts that ends in node. A method call is two links of it. */
static void emit_chain(Compiler *c, const Node *node) {
    u32 count = 0;
    const Node *bottom = node, *below = node;
    for (; bottom->kind == ND_Attribute || bottom->kind == ND_Call; bottom = below, count++) {
        below = bottom->kind == ND_Call ? AST(Call, bottom)->func : AST(Attribute, bottom)->value;
        if (bottom->kind == ND_Attribute && is_super_call(c, bottom) && AST(Attribute, bottom)->ctx == CONTEXT_Load) break;
    }
    const Node **links = compile_alloc(c, (count + 1) * (u32)sizeof *links);
    if (!links) return;
    for (u32 i = 0; i < count; i++) {
        links[i] = node;
        node = node->kind == ND_Call ? AST(Call, node)->func : AST(Attribute, node)->value;
    }
    u32 left = count;
    if (bottom->kind == ND_Attribute) { /* super().name */
        bool is_method = left && links[left - 1]->kind == ND_Call && is_method_call(c, AST(Call, links[left - 1]));
        if (is_method && !keywords_are_distinct(c, &AST(Call, links[left - 1])->keywords)) return;
        emit_super(c, bottom, is_method ? OP_LOAD_SUPER_METHOD : OP_LOAD_SUPER_ATTR);
        if (is_method) emit_method_call(c, links[--left], true);
    } else {
        emit_expr(c, bottom);
    }
    while (left-- && !c->failed) {
        const Node *link = links[left];
        if (link->kind == ND_Call) {
            if (!keywords_are_distinct(c, &AST(Call, link)->keywords)) return;
            warn_about_callee(c, AST(Call, link)->func);
            emit_plain_call(c, link);
        } else if (left && links[left - 1]->kind == ND_Call && is_method_call(c, AST(Call, links[left - 1]))) {
            left--;
            if (!keywords_are_distinct(c, &AST(Call, links[left])->keywords)) return;
            emit_method_call(c, links[left], false);
        } else {
            note_static_attribute(c, AST(Attribute, link));
            emit_attribute_op(c, link);
        }
    }
}

void emit_call(Compiler *c, const Node *node) { emit_chain(c, node); }
void emit_attribute(Compiler *c, const Node *node) { emit_chain(c, node); }
