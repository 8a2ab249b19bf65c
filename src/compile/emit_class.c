/* emit_class.c: class statements, and what bodies of modules and classes begin with. */
#include "compile/compiler.h"
#include "object/tuple.h"

/* ---- docstrings ---- */

const Constant *docstring_of(const NodeList *body) {
    if (!body->count || body->at[0]->kind != ND_Expr) return NULL;
    const Node *value = AST(Expr, body->at[0])->value;
    if (value->kind != ND_Constant || AST(Constant, value)->value.kind != CONSTANT_STR) return NULL;
    return &AST(Constant, value)->value;
}

static u32 indent_of(const u8 *line, const u8 *end) {
    u32 n = 0;
    while (line + n < end && line[n] == ' ') n++;
    return n;
}

static const u8 *line_end(const u8 *at_, const u8 *end) {
    while (at_ < end && *at_ != '\n') at_++;
    return at_;
}

/* The margin that all lines but the first share; lines of spaces alone do not count. */
static u32 margin_of(const u8 *at_, const u8 *end) {
    u32 margin = ~0u;
    for (at_ = line_end(at_, end); at_ < end; at_ = line_end(at_, end)) {
        at_++;
        u32 indent = indent_of(at_, end);
        if (at_ + indent < end && at_[indent] != '\n') margin = u32_min(margin, indent);
    }
    return margin == ~0u ? 0 : margin;
}

/* As CPython stores it: tabs are eight columns, the common margin goes, lines of blanks become empty. */
static u32 expand_tabs(const u8 *from, u32 length, u8 *to) {
    u32 n = 0, column = 0;
    for (u32 i = 0; i < length; i++) {
        if (from[i] == '\t') {
            u32 spaces = 8 - column % 8;
            column += spaces;
            while (spaces--) to[n++] = ' ';
            continue;
        }
        column = from[i] == '\n' ? 0 : column + 1;
        to[n++] = from[i];
    }
    return n;
}

Value clean_docstring(Compiler *c, const Constant *doc) {
    u32 room = 1, n = 0;
    for (u32 i = 0; i < doc->text.length; i++) room += doc->text.at[i] == '\t' ? 8 : 1;
    u8 *expanded = compile_alloc(c, room), *clean = compile_alloc(c, room);
    if (c->failed) return VALUE_ERROR;
    const u8 *end = expanded + expand_tabs(doc->text.at, doc->text.length, expanded), *at_ = expanded;
    u32 margin = margin_of(at_, end);
    at_ += indent_of(at_, end);
    for (bool first = true; first || at_ <= end; first = false) {
        const u8 *stop = line_end(at_, end);
        if (!first) at_ += u32_min(margin, indent_of(at_, end));
        memcpy(clean + n, at_, (u32)(stop - at_));
        n += (u32)(stop - at_);
        if (stop == end) break;
        clean[n++] = '\n';
        at_ = stop + 1;
    }
    Text *text = text_from_utf8(clean, n);
    if (text) return value_of(text);
    compile_fail(c);
    return VALUE_ERROR;
}

/* ---- bodies ---- */

void emit_body(Compiler *c, const NodeList *body, const Loc *loc) {
    Scope *scope = c->unit->scope;
    bool annotated = scope->annotated_count != 0, future = c->flags & COMPILE_FUTURE_ANNOTATIONS;
    NodeList rest = *body;
    if (annotated && future) emit(c, OP_SETUP_ANNOTATIONS, loc);
    if (annotated && !future && scope->kind == SCOPE_MODULE) {
        emit_deferred_annotations(c, loc);
        emit_arg(c, OP_BUILD_SET, 0, loc);
        emit_store(c, c->known[K_CONDITIONAL], loc);
    }
    const Constant *doc = docstring_of(body);
    if (doc) {
        Value text = clean_docstring(c, doc);
        if (is_error(text)) return;
        emit_const(c, text, at(body->at[0]));
        emit_store(c, c->known[K_DOC], at(body->at[0]));
        rest.at++;
        rest.count--;
    }
    emit_stmts(c, &rest);
    if (annotated && !future && scope->kind == SCOPE_CLASS) emit_deferred_annotations(c, loc);
}

/* ---- classes ---- */

static void store_name(Compiler *c, u32 known, const Loc *loc) { emit_store(c, c->known[known], loc); }

static bool comes_before(Identifier a, Identifier b) {
    int order = memcmp(a->text, b->text, u32_min(a->length, b->length));
    return order < 0 || (order == 0 && a->length < b->length);
}

/* The names that methods set on self, in order. */
static void emit_static_attributes(Compiler *c, const Loc *loc) {
    const OrderMap *map = &c->unit->static_attributes;
    Tuple *tuple = c->failed ? NULL : tuple_new(map->count);
    Identifier *names = compile_alloc(c, (map->count + 1) * (u32)sizeof(Identifier));
    if (!tuple || !names) {
        if (tuple) object_release(tuple);
        if (!c->failed) compile_fail(c);
        return;
    }
    for (u32 i = 0; i < map->count; i++) {
        Identifier name = names_identifier(c, map->keys[i]);
        u32 k = i;
        for (; k && comes_before(name, names[k - 1]); k--) names[k] = names[k - 1];
        names[k] = name;
    }
    for (u32 i = 0; i < map->count; i++) {
        Text *text = c->failed ? NULL : names_text(c, names[i]);
        tuple->items[i] = text ? value_keep(ref_of(text)) : NONE;
    }
    emit_const(c, value_of(tuple), loc);
    store_name(c, K_STATIC_ATTRIBUTES, loc);
}

static void emit_class_start(Compiler *c, const Loc *loc) {
    const Scope *scope = c->unit->scope;
    emit(c, OP_RESUME, loc);
    emit_load(c, c->known[K_NAME], loc);
    store_name(c, K_MODULE, loc);
    if (!c->failed) emit_const(c, value_keep(ref_of(c->unit->qualname)), loc);
    store_name(c, K_QUALNAME, loc);
    emit_int(c, c->unit->first_line, loc);
    store_name(c, K_FIRSTLINENO, loc);
    if (scope->needs_classdict) {
        emit(c, OP_LOAD_LOCALS, loc);
        emit_cell_op(c, OP_STORE_DEREF, c->known[K_CLASSDICT], loc);
    }
    if (scope->conditional_annotations) {
        emit_arg(c, OP_BUILD_SET, 0, loc);
        emit_cell_op(c, OP_STORE_DEREF, c->known[K_CONDITIONAL], loc);
    }
}

static void emit_class_end(Compiler *c) {
    const Scope *scope = c->unit->scope;
    emit_static_attributes(c, &nowhere);
    if (scope->needs_classdict) {
        emit_cell_op(c, OP_LOAD_CELL, c->known[K_CLASSDICT], &nowhere);
        store_name(c, K_CLASSDICTCELL, &nowhere);
    }
    if (scope->needs_class_closure) {
        emit_cell_op(c, OP_LOAD_CELL, c->known[K_CLASS], &nowhere);
        emit_arg(c, OP_COPY, 1, &nowhere);
        store_name(c, K_CLASSCELL, &nowhere);
    } else {
        emit_none(c, &nowhere);
    }
    emit(c, OP_RETURN_VALUE, &nowhere);
}

static Value class_code(Compiler *c, const Node *node, u32 first_line) {
    const ClassDefNode *class = AST(ClassDef, node);
    if (!unit_begin(c, UNIT_CLASS, class->name, NULL, node, KEY_BODY, first_line)) return VALUE_ERROR;
    c->unit->private_name = class->name;
    Loc loc = {first_line, 0, first_line, 0};
    emit_class_start(c, &loc);
    if (class->type_params.count) {
        emit_load(c, c->known[K_TYPE_PARAMS], &loc);
        store_name(c, K_DUNDER_TYPE_PARAMS, &loc);
    }
    emit_body(c, &class->body, &loc);
    emit_class_end(c);
    return unit_end(c);
}

void emit_class(Compiler *c, const Node *node) {
    const ClassDefNode *class = AST(ClassDef, node);
    const Loc *loc = at(node);
    u32 first_line = class->decorator_list.count ? class->decorator_list.at[0]->lineno : node->lineno;
    emit_decorators(c, &class->decorator_list);
    bool generic = class->type_params.count > 0;
    if (generic) {
        if (c->failed || !type_params_begin(c, class->name, node, first_line)) return;
        c->unit->private_name = class->name;
        emit_type_params(c, &class->type_params);
        store_name(c, K_TYPE_PARAMS, loc);
    }
    emit(c, OP_LOAD_BUILD_CLASS, loc);
    emit(c, OP_PUSH_EMPTY, loc);
    Value code = c->failed ? VALUE_ERROR : class_code(c, node, first_line);
    emit_closure(c, code, 0, loc);
    emit_name_const(c, class->name, loc);
    if (generic) {
        emit_load(c, c->known[K_TYPE_PARAMS], loc);
        emit_arg(c, OP_CALL_INTRINSIC, INTRINSIC_SUBSCRIPT_GENERIC, loc);
        store_name(c, K_GENERIC_BASE, loc);
    }
    emit_call_arguments(c, loc, 2, &class->bases, generic ? c->known[K_GENERIC_BASE] : NULL, &class->keywords);
    if (generic) {
        type_params_call(c, loc);
        emit_arg(c, OP_CALL, 0, loc);
    }
    emit_decorator_calls(c, &class->decorator_list);
    emit_store(c, class->name, loc);
}
