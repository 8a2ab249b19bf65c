/* symtable.h: which scopes a program has, and what each name means in each of them.
 *
 * The first pass (symtable.c) walks the tree and notes uses and bindings; the second (symtable_analyze.c) decides:
 * local, cell, free, global. Rules and error texts are CPython's symtable, comprehensions that are inlined included
 * (PEP 709), and the scopes of annotations and type parameters (PEP 649, 695).
 */
#ifndef KRAIT_SYMTABLE_H
#define KRAIT_SYMTABLE_H
#include "syntax/ast.h"

enum { /* Symbol.flags */
    SYM_GLOBAL = 1, SYM_LOCAL = 2, SYM_PARAM = 4, SYM_NONLOCAL = 8, SYM_USE = 16, SYM_FREE_CLASS = 32, SYM_IMPORT = 64,
    SYM_ANNOTATED = 128, SYM_ITERATION = 256, SYM_TYPE_PARAM = 512, SYM_COMPREHENSION_CELL = 1024,
    SYM_BOUND = SYM_LOCAL | SYM_PARAM | SYM_IMPORT | SYM_TYPE_PARAM
};
typedef enum { MEANS_NOTHING, MEANS_LOCAL, MEANS_GLOBAL_EXPLICIT, MEANS_GLOBAL_IMPLICIT, MEANS_FREE, MEANS_CELL } Meaning;

/* hidden: an inlined comprehension owns the name just now, so it is a plain local even where names live in a mapping. */
typedef struct { Identifier name; u16 flags; u8 meaning; bool removed : 1, hidden : 1; } Symbol;
typedef struct { Symbol *at; u32 count, capacity; u32 *index; u32 index_size; } SymbolMap;

typedef enum { SCOPE_FUNCTION, SCOPE_CLASS, SCOPE_MODULE, SCOPE_ANNOTATION, SCOPE_TYPE_VARIABLE, SCOPE_TYPE_ALIAS, SCOPE_TYPE_PARAMETERS } ScopeKind;
typedef enum { COMPREHENSION_NONE, COMPREHENSION_LIST, COMPREHENSION_DICT, COMPREHENSION_SET, COMPREHENSION_GENERATOR } ComprehensionKind;
/* A node may own several scopes. */
typedef enum { KEY_BODY, KEY_ANNOTATIONS, KEY_TYPE_PARAMS, KEY_BOUND, KEY_DEFAULT } ScopeKey;

typedef struct { Identifier name; const Node *node; } Directive; /* a global or nonlocal statement, for error texts */

typedef struct Scope Scope;
struct Scope {
    u8 kind, comprehension, key;
    bool nested, generator, coroutine, varargs, varkeywords, method, inlined;
    bool needs_class_closure, needs_classdict, can_see_class, conditional_annotations;
    /* while it is walked */
    bool iteration_target, in_conditional, in_unevaluated;
    u8 iterable_depth;
    Identifier name, function_name; /* function_name: whose annotations these are */
    const char *info;               /* "a TypeVar bound" */
    const Node *node;
    Scope *parent, *children, *last_child, *next;
    SymbolMap symbols;
    Identifier *params;             /* in the order of their locals */
    u32 param_count, param_capacity;
    bool mangles_only;              /* only these are mangled: type parameters of a class */
    Identifier *mangled;
    u32 mangled_count, mangled_capacity;
    Directive *directives;
    u32 directive_count, directive_capacity;
    Scope *annotations;             /* of a module or class body */
    const Node **annotated;         /* its AnnAssigns that are evaluated there, in order */
    u32 annotated_count, annotated_capacity;
    u8 *annotated_conditional;      /* each: was it in a conditional block */
    Identifier *free;               /* analysis: what children want from outside */
    u32 free_count, free_capacity;
};

typedef struct { Scope **at; u32 count, size; } ScopeIndex; /* hash table by node and key */

struct Compiler;
bool symtable_build(struct Compiler *c, const Node *tree); /* false: failed */
bool symtable_analyze(struct Compiler *c);
Scope *symtable_scope(const struct Compiler *c, const void *node, ScopeKey key); /* NULL: none */
Symbol *symbol_find(const SymbolMap *map, Identifier name);         /* NULL: absent */
Symbol *symbol_add(struct Compiler *c, SymbolMap *map, Identifier name); /* NULL: failed */
Meaning scope_meaning(const Scope *scope, Identifier name);
INLINE bool scope_is_function_like(const Scope *s) { return s->kind != SCOPE_CLASS && s->kind != SCOPE_MODULE; }
void *grow_in_arena(struct Compiler *c, void *items, u32 count, u32 *capacity, u32 item_size); /* NULL: failed */
#endif
