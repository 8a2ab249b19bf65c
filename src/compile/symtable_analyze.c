/* symtable_analyze.c: the second pass: what each name of each scope means; see symtable.h.
 *
 * What is visible from outside is kept by identifier, not by set: VISIBLE bits in one array, changed on the way down and
 * put back on the way up from a log. So the work is linear in the number of symbols, however deep scopes nest.
 */
#include "compile/compiler.h"

enum { VISIBLE_BOUND = 1, VISIBLE_GLOBAL = 2, VISIBLE_TYPE_PARAM = 4 };
typedef struct { u32 index; u8 bits; } Change;
typedef struct {
    Compiler *c;
    u8 *visible;   /* by identifier index */
    Change *log;
    u32 count, capacity;
} Analysis;

static bool set_visible(Analysis *a, Identifier name, u32 bits) {
    if (a->visible[name->index] == bits) return true;
    Change *log = grow_in_arena(a->c, a->log, a->count, &a->capacity, sizeof(Change));
    if (!log) return false;
    a->log = log;
    a->log[a->count++] = (Change){name->index, a->visible[name->index]};
    a->visible[name->index] = (u8)bits;
    return true;
}

static void undo(Analysis *a, u32 mark) {
    while (a->count > mark) {
        a->count--;
        a->visible[a->log[a->count].index] = a->log[a->count].bits;
    }
}

/* ---- lists of free names ---- */

static bool is_free_in(const Scope *scope, Identifier name) {
    for (u32 i = 0; i < scope->free_count; i++)
        if (scope->free[i] == name) return true;
    return false;
}

static bool add_free(Compiler *c, Scope *scope, Identifier name) {
    if (is_free_in(scope, name)) return true;
    Identifier *grown = grow_in_arena(c, scope->free, scope->free_count, &scope->free_capacity, sizeof(Identifier));
    if (!grown) return false;
    scope->free = grown;
    scope->free[scope->free_count++] = name;
    return true;
}

static bool drop_free(Scope *scope, Identifier name) {
    for (u32 i = 0; i < scope->free_count; i++) {
        if (scope->free[i] != name) continue;
        memmove(&scope->free[i], &scope->free[i + 1], (scope->free_count - i - 1) * sizeof *scope->free);
        scope->free_count--;
        return true;
    }
    return false;
}

/* ---- one name ---- */

static bool fail_at_directive(Compiler *c, const Scope *scope, Identifier name, const char *text) {
    for (u32 i = 0; i < scope->directive_count; i++) {
        if (scope->directives[i].name != name) continue;
        compile_error(c, at(scope->directives[i].node), text, names_text(c, name));
        return false;
    }
    compile_error(c, &nowhere, text, names_text(c, name));
    return false;
}

/* Decides `symbol`, and in *bits what children (of a scope whose bindings they see) find. */
static bool analyze_name(Analysis *a, Scope *scope, Symbol *symbol, const Scope *class_scope, u32 *bits) {
    Compiler *c = a->c;
    Identifier name = symbol->name;
    u32 flags = symbol->flags;
    *bits = a->visible[name->index];
    if (flags & SYM_GLOBAL) {
        if (flags & SYM_NONLOCAL) return fail_at_directive(c, scope, name, "name '%U' is nonlocal and global");
        symbol->meaning = MEANS_GLOBAL_EXPLICIT;
        *bits = (*bits | VISIBLE_GLOBAL) & ~VISIBLE_BOUND;
        return true;
    }
    if (flags & SYM_NONLOCAL) {
        if (scope->kind == SCOPE_MODULE) return fail_at_directive(c, scope, name, "nonlocal declaration not allowed at module level");
        if (!(*bits & VISIBLE_BOUND)) return fail_at_directive(c, scope, name, "no binding for nonlocal '%U' found");
        if (*bits & VISIBLE_TYPE_PARAM) return fail_at_directive(c, scope, name, "nonlocal binding not allowed for type parameter '%U'");
        symbol->meaning = MEANS_FREE;
        return add_free(c, scope, name);
    }
    if (flags & SYM_BOUND) {
        symbol->meaning = MEANS_LOCAL;
        *bits &= ~(VISIBLE_GLOBAL | VISIBLE_TYPE_PARAM);
        if (flags & SYM_TYPE_PARAM) *bits |= VISIBLE_TYPE_PARAM;
        if (scope_is_function_like(scope)) *bits |= VISIBLE_BOUND;
        return true;
    }
    if (class_scope) { /* the class namespace is asked at run time; what lies beyond it there must not be a cell */
        const Symbol *in_class = symbol_find(&class_scope->symbols, name);
        u32 class_flags = in_class ? in_class->flags : 0;
        if (class_flags & SYM_GLOBAL) {
            symbol->meaning = MEANS_GLOBAL_EXPLICIT;
            return true;
        }
        if (class_flags & SYM_BOUND && !(class_flags & SYM_NONLOCAL)) {
            symbol->meaning = MEANS_GLOBAL_IMPLICIT;
            return true;
        }
    }
    if (*bits & VISIBLE_BOUND) {
        symbol->meaning = MEANS_FREE;
        return add_free(c, scope, name);
    }
    symbol->meaning = MEANS_GLOBAL_IMPLICIT;
    return true;
}

/* ---- comprehensions become part of the scope around them (PEP 709) ---- */

static bool free_in_child(const Scope *scope, Identifier name) {
    for (const Scope *child = scope->children; child; child = child->next)
        if (scope_meaning(child, name) == MEANS_FREE) return true;
    return false;
}

static bool is_class_magic(const Compiler *c, Identifier name) {
    return name == c->known[K_CLASS] || name == c->known[K_CLASSDICT] || name == c->known[K_CONDITIONAL];
}

static bool inline_comprehension(Compiler *c, Scope *scope, Scope *inner) {
    for (u32 i = 0; i < inner->symbols.count; i++) {
        Symbol *symbol = &inner->symbols.at[i];
        if (symbol->removed || symbol->flags & SYM_PARAM) continue; /* .0 */
        Meaning meaning = symbol->meaning;
        bool cell = meaning == MEANS_CELL || symbol->flags & SYM_COMPREHENSION_CELL;
        if (meaning == MEANS_FREE && scope->kind == SCOPE_CLASS && is_class_magic(c, symbol->name)) {
            meaning = MEANS_GLOBAL_IMPLICIT; /* never free through a class body */
            drop_free(inner, symbol->name);
            symbol->removed = true;
        }
        Symbol *existing = symbol_find(&scope->symbols, symbol->name);
        if (!existing) {
            existing = symbol_add(c, &scope->symbols, symbol->name);
            if (!existing) return false;
            existing->flags = symbol->flags;
            existing->meaning = (u8)meaning;
        } else if (existing->flags & SYM_BOUND && scope->kind != SCOPE_CLASS && !free_in_child(inner, symbol->name)) {
            drop_free(inner, symbol->name);
        }
        if (cell) existing->flags |= SYM_COMPREHENSION_CELL;
    }
    inner->inlined = true;
    return true;
}

/* The children of an inlined comprehension take its place. */
static void splice_inlined(Scope *scope) {
    Scope **link = &scope->children;
    scope->last_child = NULL;
    while (*link) {
        Scope *child = *link;
        if (child->inlined) {
            Scope *after = child->next;
            *link = child->children;
            while (*link) {
                scope->last_child = *link;
                link = &(*link)->next;
            }
            *link = after;
        } else {
            scope->last_child = child;
            link = &child->next;
        }
    }
}

/* ---- one scope ---- */

static bool analyze_scope(Analysis *a, Scope *scope, const Scope *class_scope);

static bool analyze_children(Analysis *a, Scope *scope, const Scope *class_scope) {
    for (Scope *child = scope->children; child; child = child->next) {
        const Scope *seen = !child->can_see_class ? NULL : scope->kind == SCOPE_CLASS ? scope : class_scope;
        if (!analyze_scope(a, child, seen)) return false;
        if (child->comprehension && child->comprehension != COMPREHENSION_GENERATOR && !scope->can_see_class &&
            !inline_comprehension(a->c, scope, child)) return false;
    }
    return true;
}

/* Locals that someone inside wants become cells. */
static void find_cells(Scope *scope, Scope *wanted) {
    for (u32 i = 0; i < scope->symbols.count; i++) {
        Symbol *symbol = &scope->symbols.at[i];
        if (symbol->removed || symbol->meaning != MEANS_LOCAL) continue;
        bool is_wanted = drop_free(wanted, symbol->name);
        if (is_wanted || symbol->flags & SYM_COMPREHENSION_CELL) symbol->meaning = MEANS_CELL;
    }
}

static void drop_class_magic(const Compiler *c, Scope *scope, Scope *wanted) {
    if (drop_free(wanted, c->known[K_CLASS])) scope->needs_class_closure = true;
    if (drop_free(wanted, c->known[K_CLASSDICT])) scope->needs_classdict = true;
    if (drop_free(wanted, c->known[K_CONDITIONAL])) scope->conditional_annotations = true;
}

/* What children want and this scope does not have is free here too. */
static bool pass_on(Analysis *a, Scope *scope, const Scope *wanted) {
    bool class_like = scope->kind == SCOPE_CLASS || scope->can_see_class;
    for (u32 i = 0; i < wanted->free_count; i++) {
        Identifier name = wanted->free[i];
        Symbol *symbol = symbol_find(&scope->symbols, name);
        if (symbol) {
            if (class_like) symbol->flags |= SYM_FREE_CLASS;
        } else if (a->visible[name->index] & VISIBLE_BOUND) {
            symbol = symbol_add(a->c, &scope->symbols, name);
            if (!symbol) return false;
            symbol->flags = 0;
            symbol->meaning = MEANS_FREE;
        }
        if (!add_free(a->c, scope, name)) return false;
    }
    return true;
}

static bool analyze_scope(Analysis *a, Scope *scope, const Scope *class_scope) {
    Compiler *c = a->c;
    if (!compile_enter(c)) return false;
    u32 mark = a->count;
    u32 own = scope->symbols.count;
    for (u32 i = 0; i < own; i++) {
        u32 bits;
        if (!analyze_name(a, scope, &scope->symbols.at[i], class_scope, &bits)) return false;
        /* a class body's bindings are seen by nobody, but a type parameter that it hides is hidden */
        if (scope->kind == SCOPE_CLASS) bits = (a->visible[scope->symbols.at[i].name->index] & ~VISIBLE_TYPE_PARAM) | (bits & VISIBLE_TYPE_PARAM);
        if (scope->kind == SCOPE_MODULE) bits &= ~VISIBLE_BOUND;
        if (!set_visible(a, scope->symbols.at[i].name, bits)) return false;
    }
    u32 children = a->count;
    if (scope->kind == SCOPE_CLASS) {
        static const u8 magic[] = {K_CLASS, K_CLASSDICT, K_CONDITIONAL};
        for (u32 i = 0; i < COUNT_OF(magic); i++)
            if (!set_visible(a, c->known[magic[i]], a->visible[c->known[magic[i]]->index] | VISIBLE_BOUND)) return false;
    }
    if (!analyze_children(a, scope, class_scope)) return false;
    Scope wanted = {0};
    for (Scope *child = scope->children; child; child = child->next)
        for (u32 i = 0; i < child->free_count; i++)
            if (!add_free(c, &wanted, child->free[i])) return false;
    splice_inlined(scope);
    if (scope_is_function_like(scope)) find_cells(scope, &wanted);
    else if (scope->kind == SCOPE_CLASS) drop_class_magic(c, scope, &wanted);
    /* whether a wanted name is bound further out is asked as this scope sees it, without the magic of a class */
    undo(a, children);
    if (!pass_on(a, scope, &wanted)) return false;
    undo(a, mark);
    compile_leave(c);
    return true;
}

bool symtable_analyze(Compiler *c) {
    Analysis a = {.c = c};
    a.visible = compile_alloc(c, c->parse.identifiers + 1);
    return a.visible && analyze_scope(&a, c->module_scope, NULL) && !c->failed;
}
