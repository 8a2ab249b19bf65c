/* symtable.c: the first pass over the tree: scopes, and what each does with names; see symtable.h.
 *
 * Kinds of node without a rule of their own are walked by their fields, in ast.def's order. The first child of such a
 * node comes last, in a loop, so that `a + b + c …`, `a.b.c…` and elif chains cost no C stack.
 */
#include "compile/compiler.h"

/* ---- maps and lists ---- */

void *grow_in_arena(Compiler *c, void *items, u32 count, u32 *capacity, u32 item_size) {
    if (count < *capacity) return items;
    u32 larger = *capacity ? *capacity * 2 : 4;
    void *grown = compile_alloc(c, larger * item_size);
    if (!grown) return NULL;
    if (count) memcpy(grown, items, count * item_size);
    *capacity = larger;
    return grown;
}

#define APPEND(c, list, count, capacity, item) \
    do { \
        void *grown_ = grow_in_arena(c, list, count, &(capacity), sizeof *(list)); \
        if (!grown_) return false; \
        (list) = grown_; \
        (list)[(count)++] = (item); \
    } while (0)

enum { LINEAR_SYMBOLS = 8 };
static u32 spread(u32 n) { return n * 2654435769u; }

Symbol *symbol_find(const SymbolMap *map, Identifier name) {
    if (!map->index) {
        for (u32 i = 0; i < map->count; i++)
            if (map->at[i].name == name) return map->at[i].removed ? NULL : &map->at[i];
        return NULL;
    }
    for (u32 at_ = spread(name->index);; at_++) {
        u32 entry = map->index[at_ & (map->index_size - 1)];
        if (!entry) return NULL;
        Symbol *symbol = &map->at[entry - 1];
        if (symbol->name == name) return symbol->removed ? NULL : symbol;
    }
}

static bool index_symbols(Compiler *c, SymbolMap *map) {
    u32 size = map->index_size ? map->index_size * 2 : LINEAR_SYMBOLS * 4;
    u32 *index = compile_alloc(c, size * 4);
    if (!index) return false;
    for (u32 i = 0; i < map->count; i++) {
        u32 at_ = spread(map->at[i].name->index);
        while (index[at_ & (size - 1)]) at_++;
        index[at_ & (size - 1)] = i + 1;
    }
    map->index = index;
    map->index_size = size;
    return true;
}

Symbol *symbol_add(Compiler *c, SymbolMap *map, Identifier name) {
    Symbol *found = symbol_find(map, name);
    if (found) return found;
    Symbol *grown = grow_in_arena(c, map->at, map->count, &map->capacity, sizeof(Symbol));
    if (!grown) return NULL;
    map->at = grown;
    map->at[map->count++] = (Symbol){.name = name};
    if (map->count > LINEAR_SYMBOLS && map->count * 2 > map->index_size) {
        if (!index_symbols(c, map)) return NULL;
    } else if (map->index) {
        u32 at_ = spread(name->index);
        while (map->index[at_ & (map->index_size - 1)]) at_++;
        map->index[at_ & (map->index_size - 1)] = map->count;
    }
    return &map->at[map->count - 1];
}

Meaning scope_meaning(const Scope *scope, Identifier name) {
    const Symbol *symbol = symbol_find(&scope->symbols, name);
    return symbol ? symbol->meaning : MEANS_NOTHING;
}

/* ---- scopes by node ---- */

static u32 hash_key(const void *node, u32 key) { return spread(((u32)(uintptr_t)node >> 3) + key * 7919u); }

Scope *symtable_scope(const Compiler *c, const void *node, ScopeKey key) {
    if (!c->scopes.size) return NULL;
    for (u32 i = hash_key(node, key);; i++) {
        Scope *scope = c->scopes.at[i & (c->scopes.size - 1)];
        if (!scope || (scope->node == node && scope->key == key)) return scope;
    }
}

static void put_scope(ScopeIndex *index, Scope *scope) {
    u32 i = hash_key(scope->node, scope->key);
    while (index->at[i & (index->size - 1)]) i++;
    index->at[i & (index->size - 1)] = scope;
    index->count++;
}

static bool index_scope(Compiler *c, Scope *scope) {
    ScopeIndex *index = &c->scopes;
    if (index->count * 2 >= index->size) {
        ScopeIndex larger = {.size = index->size ? index->size * 2 : 32};
        larger.at = compile_alloc(c, larger.size * (u32)sizeof(Scope *));
        if (!larger.at) return false;
        for (u32 i = 0; i < index->size; i++)
            if (index->at[i]) put_scope(&larger, index->at[i]);
        *index = larger;
    }
    put_scope(index, scope);
    return true;
}

static Scope *new_scope(Compiler *c, ScopeKind kind, Identifier name, const void *node, ScopeKey key) {
    Scope *scope = compile_alloc(c, sizeof(Scope));
    if (!scope) return NULL;
    scope->kind = kind;
    scope->key = key;
    scope->name = name;
    scope->node = node;
    return index_scope(c, scope) ? scope : NULL;
}

static bool add(Compiler *c, Identifier name, u32 flags, const void *node);

static void enter_existing(Compiler *c, Scope *scope) {
    Scope *parent = c->scope;
    scope->iterable_depth = parent ? parent->iterable_depth : 0;
    scope->parent = parent;
    c->scope = scope;
}

static bool enter(Compiler *c, Scope *scope) {
    Scope *parent = c->scope;
    if (!scope) return false;
    if (parent) {
        scope->nested = parent->nested || scope_is_function_like(parent);
        scope->method = scope->kind == SCOPE_FUNCTION && parent->kind == SCOPE_CLASS;
        /* what is only text later (the future import) takes no part in the analysis */
        if (scope->kind != SCOPE_ANNOTATION || !(c->flags & COMPILE_FUTURE_ANNOTATIONS)) {
            if (parent->last_child) parent->last_child->next = scope;
            else parent->children = scope;
            parent->last_child = scope;
        }
    }
    enter_existing(c, scope);
    if (scope->kind == SCOPE_ANNOTATION || scope->kind == SCOPE_TYPE_VARIABLE || scope->kind == SCOPE_TYPE_ALIAS) {
        Identifier format = c->known[scope->kind == SCOPE_ANNOTATION ? K_FORMAT : K_DOT_FORMAT];
        return add(c, format, SYM_PARAM | SYM_USE, scope->node);
    }
    return true;
}

static void leave(Compiler *c) { c->scope = c->scope->parent; }

/* ---- names ---- */

static u32 flags_of(const Compiler *c, const Scope *scope, Identifier name) {
    const Symbol *symbol = symbol_find(&scope->symbols, name);
    (void)c;
    return symbol ? symbol->flags : 0;
}

static Identifier mangle(Compiler *c, Identifier name) { return names_mangle(c, c->private_name, c->scope, name); }

/* __debug__ is a constant, even as an attribute or a keyword. */
static bool may_bind(Compiler *c, Identifier name, Context ctx, const void *node) {
    if (name != c->known[K_DEBUG] || ctx == CONTEXT_Load) return true;
    compile_error(c, at(node), ctx == CONTEXT_Store ? "cannot assign to __debug__" : "cannot delete __debug__");
    return false;
}

static bool add_to(Compiler *c, Scope *scope, Identifier name, u32 flags, const void *node) {
    if (flags & (SYM_LOCAL | SYM_PARAM) && !may_bind(c, name, CONTEXT_Store, node)) return false;
    Identifier mangled = names_mangle(c, c->private_name, scope, name);
    if (!mangled) return false;
    Symbol *symbol = symbol_add(c, &scope->symbols, mangled);
    if (!symbol) return false;
    if (flags & symbol->flags & SYM_PARAM) return compile_error(c, at(node), "duplicate argument '%U' in function definition", names_text(c, name)), false;
    if (flags & symbol->flags & SYM_TYPE_PARAM) return compile_error(c, at(node), "duplicate type parameter '%U'", names_text(c, name)), false;
    symbol->flags |= flags;
    if (scope->iteration_target) {
        if (symbol->flags & (SYM_GLOBAL | SYM_NONLOCAL)) return compile_error(c, at(node), "comprehension inner loop cannot rebind assignment expression target '%U'", names_text(c, name)), false;
        symbol->flags |= SYM_ITERATION;
    }
    if (flags & SYM_PARAM) APPEND(c, scope->params, scope->param_count, scope->param_capacity, mangled);
    if (flags & SYM_GLOBAL && c->module_scope && scope != c->module_scope) {
        Symbol *global = symbol_add(c, &c->module_scope->symbols, mangled);
        if (!global) return false;
        global->flags |= SYM_GLOBAL;
    }
    return true;
}

static bool add(Compiler *c, Identifier name, u32 flags, const void *node) {
    Scope *scope = c->scope;
    if (flags & SYM_TYPE_PARAM && scope->mangles_only) APPEND(c, scope->mangled, scope->mangled_count, scope->mangled_capacity, name);
    return add_to(c, scope, name, flags, node);
}

static bool note_directive(Compiler *c, Identifier name, const Node *node) {
    Scope *scope = c->scope;
    Directive directive = {mangle(c, name), node};
    if (!directive.name) return false;
    APPEND(c, scope->directives, scope->directive_count, scope->directive_capacity, directive);
    return true;
}

/* ---- the walk ---- */

static bool visit(Compiler *c, const Node *node);

static bool visit_list(Compiler *c, const NodeList *list) {
    for (u32 i = 0; i < list->count; i++)
        if (list->at[i] && !visit(c, list->at[i])) return false;
    return true;
}
static bool visit_maybe(Compiler *c, const Node *node) { return !node || visit(c, node); }

/* Field layouts, a letter for each field in order: n a node, l a list, i a pointer that is no node, p a pair of words,
 * d a number, c a constant, b a byte. */
#define CHILD(name) "n"
#define MAYBE(name) "n"
#define CHILDREN(name) "l"
#define NAME(name) "i"
#define MAYBE_NAME(name) "i"
#define NAMES(name) "p"
#define NUMBER(name) "d"
#define CONSTANT(name) "c"
#define FLAGS(type, name) "b"
#define COMPARISONS(name) "p"
static const char *const layouts[ND_COUNT] = {
#define NODE(Kind, group, place, fields) [ND_##Kind] = "" fields,
#include "syntax/ast.def"
};
#undef CHILD
#undef MAYBE
#undef CHILDREN
#undef NAME
#undef MAYBE_NAME
#undef NAMES
#undef NUMBER
#undef CONSTANT
#undef FLAGS
#undef COMPARISONS

/* Visits all fields but the first, if that is a node: it is left to the caller in *first. */
static bool visit_fields(Compiler *c, const Node *node, const Node **first) {
    const char *layout = layouts[node->kind];
    const u8 *base = (const u8 *)node;
    u32 offset = sizeof(Node);
    *first = NULL;
    for (u32 i = 0; layout[i]; i++) {
        switch (layout[i]) {
        case 'b': offset += 1; break;
        case 'c': offset = align_up(offset, _Alignof(Constant)) + (u32)sizeof(Constant); break;
        case 'n': {
            offset = align_up(offset, 4);
            const Node *child = *(Node *const *)(const void *)(base + offset);
            if (i == 0) *first = child;
            else if (!visit_maybe(c, child)) return false;
            offset += 4;
            break;
        }
        case 'l':
            offset = align_up(offset, 4);
            if (!visit_list(c, (const NodeList *)(const void *)(base + offset))) return false;
            offset += 8;
            break;
        case 'p': offset = align_up(offset, 4) + 8; break;
        default: offset = align_up(offset, 4) + 4; break;
        }
    }
    return true;
}

/* ---- what annotations, bounds and comprehensions forbid ---- */

static bool forbid_in_annotations(Compiler *c, const char *what, const Node *node) {
    const Scope *scope = c->scope;
    switch (scope->kind) {
    case SCOPE_ANNOTATION: compile_error(c, at(node), "%s cannot be used within an annotation", what); return false;
    case SCOPE_TYPE_VARIABLE: compile_error(c, at(node), "%s cannot be used within %s", what, scope->info); return false;
    case SCOPE_TYPE_ALIAS: compile_error(c, at(node), "%s cannot be used within a type alias", what); return false;
    case SCOPE_TYPE_PARAMETERS: compile_error(c, at(node), "%s cannot be used within the definition of a generic", what); return false;
    default: return true;
    }
}

static bool forbid_yield_in_comprehension(Compiler *c, const Node *node) {
    static const char *const names[] = {"", "list comprehension", "dict comprehension", "set comprehension", "generator expression"};
    if (!c->scope->comprehension) return true;
    compile_error(c, at(node), "'yield' inside %s", names[c->scope->comprehension]);
    return false;
}

static bool is_async_scope(const Scope *scope) { return scope->kind == SCOPE_FUNCTION && scope->coroutine; }

/* ---- scopes of annotations and type parameters (PEP 649, 695) ---- */

static bool see_class(Compiler *c, bool sees, const void *node) {
    c->scope->can_see_class = sees;
    return !sees || add(c, c->known[K_CLASSDICT], SYM_USE, node);
}

/* An annotation in a module, class or function body. In a function nobody evaluates it. */
static bool visit_annotation(Compiler *c, const Node *annotation) {
    Scope *body = c->scope;
    bool sees_class = body->can_see_class || body->kind == SCOPE_CLASS;
    bool unevaluated = body->kind == SCOPE_FUNCTION || c->flags & COMPILE_FUTURE_ANNOTATIONS;
    if (!c->failed && !body->conditional_annotations && (body->kind == SCOPE_MODULE || (body->kind == SCOPE_CLASS && body->in_conditional))) {
        body->conditional_annotations = true;
        if (!add(c, c->known[K_CONDITIONAL], SYM_USE, annotation)) return false;
    }
    if (body->annotations) {
        enter_existing(c, body->annotations);
    } else {
        body->annotations = new_scope(c, SCOPE_ANNOTATION, c->known[K_ANNOTATE], body->node, KEY_ANNOTATIONS);
        if (!enter(c, body->annotations) || !see_class(c, sees_class, annotation)) return false;
    }
    bool was = c->scope->in_unevaluated;
    c->scope->in_unevaluated = unevaluated;
    bool done = visit(c, annotation);
    c->scope->in_unevaluated = was;
    leave(c);
    return done;
}

static bool visit_parameter_annotations(Compiler *c, const NodeList *params) {
    for (u32 i = 0; i < params->count; i++)
        if (!visit_maybe(c, AST(arg, params->at[i])->annotation)) return false;
    return true;
}

static bool has_annotations(const NodeList *params) {
    for (u32 i = 0; i < params->count; i++)
        if (AST(arg, params->at[i])->annotation) return true;
    return false;
}

static bool visit_function_annotations(Compiler *c, const argumentsNode *a, const Node *returns, Identifier function, const Node *node) {
    bool sees_class = c->scope->can_see_class || c->scope->kind == SCOPE_CLASS;
    /* In a class CPython enters the scope of the annotations even where there are none, and so asks for the class's namespace. */
    if (!sees_class && !returns && !has_annotations(&a->posonlyargs) && !has_annotations(&a->args) && !has_annotations(&a->kwonlyargs) &&
        !(a->vararg && AST(arg, a->vararg)->annotation) && !(a->kwarg && AST(arg, a->kwarg)->annotation)) return true;
    Scope *scope = new_scope(c, SCOPE_ANNOTATION, c->known[K_ANNOTATE], a, KEY_ANNOTATIONS);
    if (!scope) return false;
    /* an arguments node has no place of its own: errors of the implicit names cannot happen */
    (void)node;
    if (!enter(c, scope)) return false;
    scope->function_name = function;
    scope->in_unevaluated = (c->flags & COMPILE_FUTURE_ANNOTATIONS) != 0;
    bool done = see_class(c, sees_class, node) && visit_parameter_annotations(c, &a->posonlyargs) && visit_parameter_annotations(c, &a->args) &&
                (!a->vararg || visit_maybe(c, AST(arg, a->vararg)->annotation)) && (!a->kwarg || visit_maybe(c, AST(arg, a->kwarg)->annotation)) &&
                visit_parameter_annotations(c, &a->kwonlyargs) && visit_maybe(c, returns);
    leave(c);
    return done;
}

static bool enter_type_params(Compiler *c, Identifier name, const Node *node, const argumentsNode *defaults_of, bool is_class) {
    bool in_class = c->scope->kind == SCOPE_CLASS;
    Scope *scope = new_scope(c, SCOPE_TYPE_PARAMETERS, name, node, KEY_TYPE_PARAMS);
    if (!enter(c, scope)) return false;
    if (in_class && !see_class(c, true, node)) return false;
    if (is_class && (!add(c, c->known[K_TYPE_PARAMS], SYM_LOCAL | SYM_USE, node) || !add(c, c->known[K_GENERIC_BASE], SYM_LOCAL | SYM_USE, node))) return false;
    if (!defaults_of) return true;
    if (defaults_of->defaults.count && !add(c, c->known[K_DEFAULTS], SYM_PARAM, node)) return false;
    for (u32 i = 0; i < defaults_of->kw_defaults.count; i++)
        if (defaults_of->kw_defaults.at[i]) return add(c, c->known[K_KWDEFAULTS], SYM_PARAM, node);
    return true;
}

static bool visit_bound(Compiler *c, const Node *expression, Identifier name, const Node *param, ScopeKey key, const char *info) {
    if (name == c->known[K_CLASSDICT]) {
        compile_error(c, at(param), "reserved name '%U' cannot be used for type parameter", names_text(c, name));
        return false;
    }
    if (!expression) return true;
    bool sees_class = c->scope->can_see_class;
    Scope *scope = new_scope(c, SCOPE_TYPE_VARIABLE, name, param, key);
    if (!enter(c, scope)) return false;
    scope->info = info;
    bool done = see_class(c, sees_class, expression) && visit(c, expression);
    leave(c);
    return done;
}

static bool visit_type_param(Compiler *c, const Node *node) {
    switch (node->kind) {
    case ND_TypeVar: {
        const TypeVarNode *t = AST(TypeVar, node);
        return add(c, t->name, SYM_TYPE_PARAM | SYM_LOCAL, node) &&
               visit_bound(c, t->bound, t->name, node, KEY_BOUND, t->bound && t->bound->kind == ND_Tuple ? "a TypeVar constraint" : "a TypeVar bound") &&
               visit_bound(c, t->default_value, t->name, node, KEY_DEFAULT, "a TypeVar default");
    }
    case ND_ParamSpec: {
        const ParamSpecNode *t = AST(ParamSpec, node);
        return add(c, t->name, SYM_TYPE_PARAM | SYM_LOCAL, node) && visit_bound(c, t->default_value, t->name, node, KEY_DEFAULT, "a ParamSpec default");
    }
    default: {
        const TypeVarTupleNode *t = AST(TypeVarTuple, node);
        return add(c, t->name, SYM_TYPE_PARAM | SYM_LOCAL, node) && visit_bound(c, t->default_value, t->name, node, KEY_DEFAULT, "a TypeVarTuple default");
    }
    }
}

static bool visit_type_params(Compiler *c, const NodeList *params) {
    for (u32 i = 0; i < params->count; i++)
        if (!visit_type_param(c, params->at[i])) return false;
    return true;
}

/* ---- functions and classes ---- */

static bool add_params(Compiler *c, const NodeList *params) {
    for (u32 i = 0; i < params->count; i++)
        if (!add(c, AST(arg, params->at[i])->arg, SYM_PARAM, params->at[i])) return false;
    return true;
}

static bool visit_arguments(Compiler *c, const argumentsNode *a) {
    if (!add_params(c, &a->posonlyargs) || !add_params(c, &a->args) || !add_params(c, &a->kwonlyargs)) return false;
    if (a->vararg) {
        if (!add(c, AST(arg, a->vararg)->arg, SYM_PARAM, a->vararg)) return false;
        c->scope->varargs = true;
    }
    if (a->kwarg) {
        if (!add(c, AST(arg, a->kwarg)->arg, SYM_PARAM, a->kwarg)) return false;
        c->scope->varkeywords = true;
    }
    return true;
}

/* FunctionDefNode and AsyncFunctionDefNode are laid out alike. */
_Static_assert(sizeof(FunctionDefNode) == sizeof(AsyncFunctionDefNode), "async def has def's fields");

static bool visit_function(Compiler *c, const Node *node) {
    const FunctionDefNode *f = (const FunctionDefNode *)node;
    const argumentsNode *a = AST(arguments, f->args);
    if (!add(c, f->name, SYM_LOCAL, node) || !visit_list(c, &a->defaults) || !visit_list(c, &a->kw_defaults) || !visit_list(c, &f->decorator_list)) return false;
    bool generic = f->type_params.count > 0;
    bool in_class = c->scope->kind == SCOPE_CLASS;
    if (generic && (!enter_type_params(c, f->name, node, a, false) || !visit_type_params(c, &f->type_params))) return false;
    if (!visit_function_annotations(c, a, f->returns, f->name, node)) return false;
    Scope *scope = new_scope(c, SCOPE_FUNCTION, f->name, node, KEY_BODY);
    if (!enter(c, scope)) return false;
    scope->method = in_class;
    scope->coroutine = node->kind == ND_AsyncFunctionDef;
    if (!visit_arguments(c, a) || !visit_list(c, &f->body)) return false;
    leave(c);
    if (generic) leave(c);
    return true;
}

static bool visit_lambda(Compiler *c, const Node *node) {
    const LambdaNode *lambda = AST(Lambda, node);
    const argumentsNode *a = AST(arguments, lambda->args);
    if (!visit_list(c, &a->defaults) || !visit_list(c, &a->kw_defaults)) return false;
    Scope *scope = new_scope(c, SCOPE_FUNCTION, c->known[K_LAMBDA], node, KEY_BODY);
    if (!enter(c, scope) || !visit_arguments(c, a) || !visit(c, lambda->body)) return false;
    leave(c);
    return true;
}

static bool visit_class(Compiler *c, const Node *node) {
    const ClassDefNode *class = AST(ClassDef, node);
    if (!add(c, class->name, SYM_LOCAL, node) || !visit_list(c, &class->decorator_list)) return false;
    Identifier outer_private = c->private_name;
    bool generic = class->type_params.count > 0;
    if (generic) {
        if (!enter_type_params(c, class->name, node, NULL, true)) return false;
        c->private_name = class->name;
        c->scope->mangles_only = true;
        if (!visit_type_params(c, &class->type_params)) return false;
    }
    if (!visit_list(c, &class->bases) || !visit_list(c, &class->keywords)) return false;
    Scope *scope = new_scope(c, SCOPE_CLASS, class->name, node, KEY_BODY);
    if (!enter(c, scope)) return false;
    c->private_name = class->name;
    if (generic && (!add(c, c->known[K_DUNDER_TYPE_PARAMS], SYM_LOCAL, node) || !add(c, c->known[K_TYPE_PARAMS], SYM_USE, node))) return false;
    if (!visit_list(c, &class->body)) return false;
    leave(c);
    if (generic) leave(c);
    c->private_name = outer_private;
    return true;
}

static bool visit_type_alias(Compiler *c, const Node *node) {
    const TypeAliasNode *alias = AST(TypeAlias, node);
    Identifier name = AST(Name, alias->name)->id;
    bool in_class = c->scope->kind == SCOPE_CLASS, generic = alias->type_params.count > 0;
    if (!visit(c, alias->name)) return false;
    if (generic && (!enter_type_params(c, name, node, NULL, false) || !visit_type_params(c, &alias->type_params))) return false;
    Scope *scope = new_scope(c, SCOPE_TYPE_ALIAS, name, node, KEY_BODY);
    if (!enter(c, scope) || !see_class(c, in_class, node) || !visit(c, alias->value)) return false;
    leave(c);
    if (generic) leave(c);
    return true;
}

/* ---- comprehensions and assignment expressions ---- */

static bool visit_clause(Compiler *c, const comprehensionNode *clause, bool outermost) {
    c->scope->iteration_target = true;
    bool done = visit(c, clause->target);
    c->scope->iteration_target = false;
    if (!done) return false;
    if (!outermost) {
        c->scope->iterable_depth++;
        done = visit(c, clause->iter);
        c->scope->iterable_depth--;
    }
    if (clause->is_async) c->scope->coroutine = true;
    return done && visit_list(c, &clause->ifs);
}

static bool visit_comprehension(Compiler *c, const Node *node) {
    /* the four kinds begin alike; DictComp has one child more */
    bool is_dict = node->kind == ND_DictComp, is_generator = node->kind == ND_GeneratorExp;
    const NodeList *clauses = is_dict ? &AST(DictComp, node)->generators : &((const ListCompNode *)node)->generators;
    const comprehensionNode *outermost = AST(comprehension, clauses->at[0]);
    static const u8 known[] = {[COMPREHENSION_LIST] = K_LISTCOMP, [COMPREHENSION_DICT] = K_DICTCOMP, [COMPREHENSION_SET] = K_SETCOMP, [COMPREHENSION_GENERATOR] = K_GENEXPR};
    u32 kind = is_dict ? COMPREHENSION_DICT : is_generator ? COMPREHENSION_GENERATOR : node->kind == ND_ListComp ? COMPREHENSION_LIST : COMPREHENSION_SET;
    c->scope->iterable_depth++;
    bool done = visit(c, outermost->iter);
    c->scope->iterable_depth--;
    if (!done) return false;
    bool unevaluated = c->scope->in_unevaluated;
    Scope *scope = new_scope(c, SCOPE_FUNCTION, c->known[known[kind]], node, KEY_BODY);
    if (!enter(c, scope)) return false;
    scope->comprehension = (u8)kind;
    scope->method = false;
    scope->coroutine = outermost->is_async;
    (void)unevaluated;
    if (!add(c, c->known[K_DOT_ZERO], SYM_PARAM, node)) return false;
    if (!visit_clause(c, outermost, true)) return false;
    for (u32 i = 1; i < clauses->count; i++)
        if (!visit_clause(c, AST(comprehension, clauses->at[i]), false)) return false;
    if (is_dict && !visit(c, AST(DictComp, node)->value)) return false;
    if (!visit(c, ((const ListCompNode *)node)->elt)) return false;
    scope->generator = is_generator;
    bool is_async = scope->coroutine && !is_generator;
    leave(c);
    if (!is_async) return true;
    if (!is_async_scope(c->scope) && !c->scope->comprehension) {
        compile_error(c, at(node), "asynchronous comprehension outside of an asynchronous function");
        return false;
    }
    c->scope->coroutine = true;
    return true;
}

/* x := … inside a comprehension binds in the scope around it. */
static bool bind_outside(Compiler *c, const Node *target) {
    Identifier name = AST(Name, target)->id, mangled = mangle(c, name);
    if (!mangled) return false;
    for (Scope *scope = c->scope; scope; scope = scope->parent) {
        u32 flags = flags_of(c, scope, mangled);
        if (scope->comprehension) {
            if (flags & SYM_ITERATION && flags & (SYM_LOCAL | SYM_GLOBAL)) {
                compile_error(c, at(target), "assignment expression cannot rebind comprehension iteration variable '%U'", names_text(c, name));
                return false;
            }
            continue;
        }
        switch (scope->kind) {
        case SCOPE_FUNCTION:
            return add(c, name, flags & SYM_GLOBAL ? SYM_GLOBAL : SYM_NONLOCAL, target) && note_directive(c, name, target) && add_to(c, scope, name, SYM_LOCAL, target);
        case SCOPE_MODULE:
            return add(c, name, SYM_GLOBAL, target) && note_directive(c, name, target) && add_to(c, scope, name, SYM_GLOBAL, target);
        case SCOPE_CLASS: compile_error(c, at(target), "assignment expression within a comprehension cannot be used in a class body"); return false;
        case SCOPE_TYPE_PARAMETERS: compile_error(c, at(target), "assignment expression within a comprehension cannot be used within the definition of a generic"); return false;
        case SCOPE_TYPE_ALIAS: compile_error(c, at(target), "assignment expression within a comprehension cannot be used in a type alias"); return false;
        case SCOPE_TYPE_VARIABLE: compile_error(c, at(target), "assignment expression within a comprehension cannot be used in a TypeVar bound"); return false;
        default: break;
        }
    }
    return true;
}

static bool visit_named(Compiler *c, const Node *node) {
    const NamedExprNode *named = AST(NamedExpr, node);
    if (!forbid_in_annotations(c, "named expression", node)) return false;
    if (c->scope->iterable_depth) {
        compile_error(c, at(node), "assignment expression cannot be used in a comprehension iterable expression");
        return false;
    }
    if (c->scope->comprehension && !bind_outside(c, named->target)) return false;
    return visit(c, named->value) && visit(c, named->target);
}

/* ---- statements with rules of their own ---- */

static bool visit_directive(Compiler *c, const Node *node, const IdentifierList *names, bool global) {
    if (!global && c->scope->kind == SCOPE_MODULE) {
        compile_error(c, at(node), "nonlocal declaration not allowed at module level");
        return false;
    }
    for (u32 i = 0; i < names->count; i++) {
        Identifier name = names->at[i], mangled = mangle(c, name);
        if (!mangled) return false;
        u32 flags = flags_of(c, c->scope, mangled);
        if (flags & (SYM_PARAM | SYM_LOCAL | SYM_USE | SYM_ANNOTATED)) {
            const char *text = flags & SYM_PARAM ? (global ? "name '%U' is parameter and global" : "name '%U' is parameter and nonlocal")
                             : flags & SYM_USE ? (global ? "name '%U' is used prior to global declaration" : "name '%U' is used prior to nonlocal declaration")
                             : flags & SYM_ANNOTATED ? (global ? "annotated name '%U' can't be global" : "annotated name '%U' can't be nonlocal")
                             : (global ? "name '%U' is assigned to before global declaration" : "name '%U' is assigned to before nonlocal declaration");
            compile_error(c, at(node), text, names_text(c, name));
            return false;
        }
        if (!add(c, name, global ? SYM_GLOBAL : SYM_NONLOCAL, node) || !note_directive(c, name, node)) return false;
    }
    return true;
}

static bool note_annotated(Compiler *c, const Node *node) {
    Scope *scope = c->scope;
    u32 capacity = scope->annotated_capacity;
    u8 *conditional = grow_in_arena(c, scope->annotated_conditional, scope->annotated_count, &capacity, 1);
    if (!conditional) return false;
    scope->annotated_conditional = conditional;
    conditional[scope->annotated_count] = scope->kind == SCOPE_MODULE || scope->in_conditional;
    APPEND(c, scope->annotated, scope->annotated_count, scope->annotated_capacity, node);
    return true;
}

static bool visit_annotated(Compiler *c, const Node *node) {
    const AnnAssignNode *a = AST(AnnAssign, node);
    if (a->target->kind == ND_Name) {
        Identifier name = AST(Name, a->target)->id, mangled = mangle(c, name);
        if (!mangled) return false;
        u32 flags = flags_of(c, c->scope, mangled);
        if (flags & (SYM_GLOBAL | SYM_NONLOCAL) && c->scope != c->module_scope && a->simple) {
            compile_error(c, at(node), flags & SYM_GLOBAL ? "annotated name '%U' can't be global" : "annotated name '%U' can't be nonlocal", names_text(c, name));
            return false;
        }
        if (a->simple && !add(c, name, SYM_ANNOTATED | SYM_LOCAL, a->target)) return false;
        if (!a->simple && a->value && !add(c, name, SYM_LOCAL, a->target)) return false;
        if (a->simple && !scope_is_function_like(c->scope) && !note_annotated(c, node)) return false;
    } else if (!visit(c, a->target)) {
        return false;
    }
    return visit_annotation(c, a->annotation) && visit_maybe(c, a->value);
}

static bool visit_alias(Compiler *c, const Node *node) {
    const aliasNode *alias = AST(alias, node);
    Identifier name = alias->asname ? alias->asname : alias->name;
    if (alias->name == c->known[K_STAR]) {
        if (c->scope->kind == SCOPE_MODULE) return true;
        compile_error(c, at(node), "import * only allowed at module level");
        return false;
    }
    const u8 *dot = memchr(name->text, '.', name->length);
    if (dot) name = names_of_bytes(c, name->text, (u32)(dot - name->text));
    return name && may_bind(c, name, CONTEXT_Store, node) && add(c, name, SYM_IMPORT, node);
}

static bool visit_conditional(Compiler *c, const NodeList *body) {
    bool was = c->scope->in_conditional;
    c->scope->in_conditional = true;
    bool done = visit_list(c, body);
    c->scope->in_conditional = was;
    return done;
}

/* Tries the rules of single kinds. *next: what to go on with in place of returning. */
static bool visit_one(Compiler *c, const Node *node, const Node **next) {
    switch (node->kind) {
    case ND_FunctionDef: case ND_AsyncFunctionDef: return visit_function(c, node);
    case ND_ClassDef: return visit_class(c, node);
    case ND_TypeAlias: return visit_type_alias(c, node);
    case ND_Lambda: return visit_lambda(c, node);
    case ND_ListComp: case ND_SetComp: case ND_DictComp: case ND_GeneratorExp: return visit_comprehension(c, node);
    case ND_NamedExpr: return visit_named(c, node);
    case ND_AnnAssign: return visit_annotated(c, node);
    case ND_Global: return visit_directive(c, node, &AST(Global, node)->names, true);
    case ND_Nonlocal: return visit_directive(c, node, &AST(Nonlocal, node)->names, false);
    case ND_alias: return visit_alias(c, node);
    case ND_Name: {
        const NameNode *name = AST(Name, node);
        if (c->scope->in_unevaluated) return true;
        if (!may_bind(c, name->id, name->ctx, node) || !add(c, name->id, name->ctx == CONTEXT_Load ? SYM_USE : SYM_LOCAL, node)) return false;
        if (name->ctx == CONTEXT_Load && name->id == c->known[K_SUPER] && scope_is_function_like(c->scope)) return add(c, c->known[K_CLASS], SYM_USE, node);
        return true;
    }
    case ND_Attribute: if (!may_bind(c, AST(Attribute, node)->attr, AST(Attribute, node)->ctx, node)) return false; return visit_fields(c, node, next);
    case ND_keyword: if (!may_bind(c, AST(keyword, node)->arg, CONTEXT_Store, node)) return false; return visit_fields(c, node, next);
    case ND_MatchClass: {
        const MatchClassNode *m = AST(MatchClass, node);
        for (u32 i = 0; i < m->kwd_attrs.count; i++)
            if (!may_bind(c, m->kwd_attrs.at[i], CONTEXT_Store, m->kwd_patterns.at[i])) return false;
        return visit_fields(c, node, next);
    }
    case ND_Constant: return true;
    case ND_For: case ND_AsyncFor: {
        const ForNode *loop = (const ForNode *)node;
        if (node->kind == ND_AsyncFor && !is_async_scope(c->scope)) {
            compile_error(c, at(node), "'async for' outside async function");
            return false;
        }
        return visit(c, loop->target) && visit(c, loop->iter) && visit_conditional(c, &loop->body) && visit_conditional(c, &loop->orelse);
    }
    case ND_With: case ND_AsyncWith: {
        const WithNode *with = (const WithNode *)node;
        if (node->kind == ND_AsyncWith && !is_async_scope(c->scope)) {
            compile_error(c, at(node), "'async with' outside async function");
            return false;
        }
        return visit_list(c, &with->items) && visit_conditional(c, &with->body);
    }
    case ND_While: {
        const WhileNode *loop = AST(While, node);
        return visit(c, loop->test) && visit_conditional(c, &loop->body) && visit_conditional(c, &loop->orelse);
    }
    case ND_If: {
        const IfNode *branch = AST(If, node);
        if (!visit(c, branch->test) || !visit_conditional(c, &branch->body)) return false;
        if (branch->orelse.count == 1 && branch->orelse.at[0]->kind == ND_If) {
            *next = branch->orelse.at[0];
            return true;
        }
        return visit_conditional(c, &branch->orelse);
    }
    case ND_Try: case ND_TryStar: {
        const TryNode *t = (const TryNode *)node;
        return visit_conditional(c, &t->body) && visit_conditional(c, &t->handlers) && visit_conditional(c, &t->orelse) && visit_conditional(c, &t->finalbody);
    }
    case ND_Match: return visit(c, AST(Match, node)->subject) && visit_conditional(c, &AST(Match, node)->cases);
    case ND_match_case: {
        const match_caseNode *m = AST(match_case, node);
        return visit(c, m->pattern) && visit_maybe(c, m->guard) && visit_list(c, &m->body);
    }
    case ND_ExceptHandler: {
        const ExceptHandlerNode *handler = AST(ExceptHandler, node);
        return visit_maybe(c, handler->type) && (!handler->name || add(c, handler->name, SYM_LOCAL, node)) && visit_list(c, &handler->body);
    }
    case ND_MatchStar: return !AST(MatchStar, node)->name || add(c, AST(MatchStar, node)->name, SYM_LOCAL, node);
    case ND_MatchAs:
        return visit_maybe(c, AST(MatchAs, node)->pattern) && (!AST(MatchAs, node)->name || add(c, AST(MatchAs, node)->name, SYM_LOCAL, node));
    case ND_MatchMapping: {
        const MatchMappingNode *m = AST(MatchMapping, node);
        return visit_list(c, &m->keys) && visit_list(c, &m->patterns) && (!m->rest || add(c, m->rest, SYM_LOCAL, node));
    }
    case ND_Yield: case ND_YieldFrom: {
        const Node *value = node->kind == ND_Yield ? AST(Yield, node)->value : AST(YieldFrom, node)->value;
        if (!forbid_in_annotations(c, "yield expression", node) || !visit_maybe(c, value)) return false;
        c->scope->generator = true;
        return forbid_yield_in_comprehension(c, node);
    }
    case ND_Await:
        if (!forbid_in_annotations(c, "await expression", node)) return false;
        if (!scope_is_function_like(c->scope)) return compile_error(c, at(node), "'await' outside function"), false;
        if (!is_async_scope(c->scope) && !c->scope->comprehension) return compile_error(c, at(node), "'await' outside async function"), false;
        c->scope->coroutine = true;
        *next = AST(Await, node)->value;
        return true;
    default: break;
    }
    return visit_fields(c, node, next);
}

static bool visit(Compiler *c, const Node *node) {
    if (!compile_enter(c)) return false;
    bool conditional = c->scope->in_conditional, done = true;
    u32 nodes = 0;
    while (node && done) {
        const Node *next = NULL;
        done = visit_one(c, node, &next);
        if (next && next->kind == ND_If && node->kind == ND_If) c->scope->in_conditional = true; /* an elif */
        node = next;
        nodes++;
    }
    c->scope->in_conditional = conditional;
    compile_leave(c);
    return done && !c->failed && compile_pay(c, nodes);
}

bool symtable_build(Compiler *c, const Node *tree) {
    c->module_scope = new_scope(c, SCOPE_MODULE, c->known[K_TOP], tree, KEY_BODY);
    if (!c->module_scope || !enter(c, c->module_scope)) return false;
    const Node *first = NULL;
    bool done = visit_fields(c, tree, &first) && visit_maybe(c, first);
    return done && !c->failed && symtable_analyze(c);
}
