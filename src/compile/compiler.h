/* compiler.h: what the files of this floor share: the compiler, and the unit (code object to be) that it writes.
 *
 * The way: parse -> symtable (symtable.c, symtable_analyze.c) -> instructions with labels (emit_*.c, through unit.h's
 * emit) -> blocks, depths, layout (flow.c) -> units of 16 bits, tables, Code (assemble.c).
 *
 * Failure is sticky: the first one raises and sets c->failed; from then on emitting does nothing and every visitor
 * returns at once, so nobody checks each step. Everything that the tree, the symbol table and the labels need is in
 * arenas; instructions and constants of a unit are buffers that unit_drop releases, on success and failure alike.
 *
 * The AST is as deep as the parser allows. Visitors count depth (enter/leave) and raise RecursionError past DEPTH_MAX;
 * what may be long without being nested (chains of operators, attributes, elif) is walked in loops.
 */
#ifndef KRAIT_COMPILER_H
#define KRAIT_COMPILER_H
#include "compile/compile.h"
#include "compile/symtable.h"
#include "mem/arena.h"
#include "syntax/parser.h"

enum {
    DEPTH_MAX = 900,      /* nested visits; about 100 bytes of C stack each, two or three frames of the engine's */
    BLOCKS_MAX = 21,      /* statically nested loops, try, with: CPython's bound */
    STACK_GUIDELINE = 30, /* displays and calls with more are built piece by piece */
};

/* Where an instruction comes from. Laid out as the tail of Node: at(node). line 0: nowhere. column ~0: unknown. */
typedef struct { u32 line, column, end_line, end_column; } Loc;
INLINE const Loc *at(const void *node) { return (const Loc *)(const void *)&((const Node *)node)->lineno; }
extern const Loc nowhere;

/* Names that the compiler speaks itself. */
#define KNOWN_NAMES(X) \
    X(DOT_ZERO, ".0") X(CLASS, "__class__") X(CLASSDICT, "__classdict__") X(CONDITIONAL, "__conditional_annotations__") \
    X(FORMAT, "format") X(DOT_FORMAT, ".format") X(TYPE_PARAMS, ".type_params") X(GENERIC_BASE, ".generic_base") \
    X(DEFAULTS, ".defaults") X(KWDEFAULTS, ".kwdefaults") X(DEBUG, "__debug__") X(SUPER, "super") X(NAME, "__name__") \
    X(MODULE, "__module__") X(QUALNAME, "__qualname__") X(FIRSTLINENO, "__firstlineno__") \
    X(DUNDER_TYPE_PARAMS, "__type_params__") X(STATIC_ATTRIBUTES, "__static_attributes__") \
    X(CLASSDICTCELL, "__classdictcell__") X(CLASSCELL, "__classcell__") X(ANNOTATE, "__annotate__") \
    X(ANNOTATE_FUNC, "__annotate_func__") X(ANNOTATIONS, "__annotations__") X(DOC, "__doc__") X(SELF, "self") \
    X(LAMBDA, "<lambda>") X(GENEXPR, "<genexpr>") X(LISTCOMP, "<listcomp>") X(SETCOMP, "<setcomp>") \
    X(DICTCOMP, "<dictcomp>") X(MODULE_CODE, "<module>") X(STAR, "*") X(JOIN, "join") X(EMPTY, "") \
    X(FUTURE, "__future__") X(TOP, "top") X(RETURN, "return") X(ANY, "any") X(ALL, "all") X(TUPLE, "tuple")
enum {
#define X(id, text) K_##id,
    KNOWN_NAMES(X)
#undef X
    K_COUNT
};

/* Instructions that end in no code: jumps before their direction is known, and marks. */
enum {
    PSEUDO_JUMP = OP_COUNT,    /* arg: label */
    PSEUDO_JUMP_QUIET,         /* likewise; a backward one charges nothing (the loop of SEND) */
    PSEUDO_SETUP,              /* arg: handler: its range begins at this depth */
    PSEUDO_GONE,               /* fuse.c: part of the superinstruction before it */
    PSEUDO_COUNT
};

typedef struct {
    u32 op : 8, handler : 24;  /* OP_… or PSEUDO_…; handler: 1 + index into unit->handlers, 0: none */
    u32 arg;                   /* of jumps: a label, later a block */
    u32 second;                /* of superinstructions: the unit behind the first */
    Loc loc;
} Instr;

typedef struct {
    u32 label;
    u32 outer;     /* the handler that was active before; 1 + index */
    u16 depth;     /* slots kept: found by flow.c */
    u8 drop;       /* slots above that are there when the range begins */
    bool lasti, reached;
} UnitHandler;

/* A growable map from small numbers (identifier indices, constants of the pool) to their order of arrival. */
typedef struct { u32 *keys; u32 count, capacity; u32 *index; u32 index_size; } OrderMap;

typedef enum {
    BLOCK_WHILE, BLOCK_FOR, BLOCK_ASYNC_FOR, BLOCK_TRY, BLOCK_FINALLY, BLOCK_FINALLY_END, BLOCK_WITH, BLOCK_ASYNC_WITH,
    BLOCK_HANDLER_CLEANUP, BLOCK_POP_VALUE, BLOCK_HANDLER, BLOCK_GROUP_HANDLER, BLOCK_COMPREHENSION, BLOCK_STOP_ITERATION,
} BlockKind;
typedef struct { /* what break, continue and return must undo */
    u8 kind;
    u8 in_finally;        /* of the unit, when it began */
    u32 start, exit;      /* labels of a loop */
    const void *datum;    /* finally: NodeList *; handler: the name's Identifier; with: its Loc */
} FrameBlock;

typedef enum { UNIT_MODULE, UNIT_CLASS, UNIT_FUNCTION, UNIT_LAMBDA, UNIT_COMPREHENSION, UNIT_ANNOTATIONS, UNIT_TYPE_PARAMS } UnitKind;

typedef struct Unit Unit;
struct Unit {
    Unit *outer;
    UnitKind kind;
    Scope *scope;
    Identifier name;          /* co_name */
    Text *name_text;          /* when it is no identifier of the source; else NULL */
    Text *qualname;           /* owned */
    Identifier private_name;  /* of the innermost class, for mangling; NULL */
    u32 first_line;
    u32 argcount, posonly, kwonly;
    bool has_docstring;
    u32 inlined_depth;        /* inside inlined comprehensions */
    Instr *instrs;
    u32 count, capacity;
    u32 *labels;              /* label -> instruction index; ~0: not placed */
    u32 label_count, label_capacity;
    u32 label_at;             /* instruction index of the label placed last */
    UnitHandler *handlers;
    u32 handler_count, handler_capacity;
    u32 handler;              /* active: 1 + index, 0: none */
    OrderMap constants;       /* of indices into the pool */
    OrderMap names, locals, cells, frees, hidden; /* of identifier indices */
    OrderMap static_attributes;
    FrameBlock blocks[BLOCKS_MAX];
    u32 block_count;
    u32 in_finally;           /* finally bodies around what is emitted now: leaving those by a jump is warned about */
};

/* One compilation. */
typedef struct Compiler {
    Arena arena;              /* the tree and the symbol table */
    Parse parse;
    Text *filename;
    CompileMode mode;
    u32 flags;                /* of compile_source, and the future features that the source asks for */
    bool failed;
    u32 depth;
    Scope *module_scope;
    ScopeIndex scopes;
    Scope *scope;             /* the symbol table's current one */
    Identifier private_name;  /* likewise */
    Unit *unit;
    Text **texts;             /* by identifier index; owned */
    u32 text_capacity;
    Identifier *identifiers;  /* by index, of those that were seen */
    u32 identifier_capacity;
    Value *pool;              /* constants of all units, each once */
    u32 pool_count, pool_capacity;
    u32 *pool_index;
    u32 pool_index_size;
    OrderMap closure;         /* free names of the code that unit_end made last, for emit_closure */
    u32 unpaid;
    CompileWarnings *warnings;
    Identifier known[K_COUNT];
    u32 future_end;           /* last line of a legal __future__ import */
} Compiler;

/* ---- fault.c: failing ---- */
void compile_fail(Compiler *c);                     /* an exception is set */
void compile_no_memory(Compiler *c);
/* SyntaxError at a place of the source; text_format's directives. */
void compile_error(Compiler *c, const Loc *loc, const char *format, ...);
void compile_error_early(Compiler *c, const Loc *loc, const char *message); /* one that CPython finds before it emits code */
void compile_warn(Compiler *c, ErrorId category, const Loc *loc, const char *format, ...);
MUST_CHECK bool compile_enter(Compiler *c);         /* one level deeper; false: failed */
INLINE void compile_leave(Compiler *c) { c->depth--; }
bool compile_pay(Compiler *c, u32 units);           /* fuel; false: the run is to end */
void *compile_alloc(Compiler *c, u32 size);         /* zeroed, from the arena; NULL: failed */
void compile_raise_fault(Compiler *c, const Fault *fault);
void compile_take_warnings(Compiler *c);            /* the parser's */

/* ---- names.c: identifiers ---- */
bool names_begin(Compiler *c);
Text *names_text(Compiler *c, Identifier name);     /* interned, kept by the compiler; NULL: failed */
Identifier names_identifier(Compiler *c, u32 index);
Identifier names_of_bytes(Compiler *c, const u8 *text, u32 length);
Identifier names_mangle(Compiler *c, Identifier class_name, const Scope *scope, Identifier name);
void names_drop(Compiler *c);
bool order_find(const OrderMap *map, u32 key, u32 *place);
u32 order_add(Compiler *c, OrderMap *map, u32 key); /* its place */
void order_drop(OrderMap *map);

/* ---- pool.c: constants ---- */
u32 pool_add(Compiler *c, Value constant);          /* takes over; ~0: failed */
Value pool_of_constant(Compiler *c, const Constant *constant); /* a new value, or ERROR with c failed */
void pool_drop(Compiler *c);
/* Folding; EMPTY: not done, nothing raised. */
Value fold_unary(Ref x, u32 op);                    /* UnaryOperator */
Value fold_binary(Ref x, Ref y, u32 op);            /* Operator */

/* ---- unit.c: writing a unit ---- */
bool unit_begin(Compiler *c, UnitKind kind, Identifier name, Text *name_text, const Node *key, ScopeKey which, u32 first_line);
Value unit_end(Compiler *c);                        /* assembles; the code, or ERROR; the outer unit is current again */
void unit_drop(Compiler *c);                        /* gives the current unit up */
Instr *emit_raw(Compiler *c, u32 op, u32 arg, const Loc *loc); /* NULL: failed */
void emit(Compiler *c, u32 op, const Loc *loc);
void emit_arg(Compiler *c, u32 op, u32 arg, const Loc *loc);
void emit_jump(Compiler *c, u32 op, u32 label, const Loc *loc);
u32 label_new(Compiler *c);
void label_place(Compiler *c, u32 label);
void emit_const(Compiler *c, Value constant, const Loc *loc); /* takes over */
void emit_none(Compiler *c, const Loc *loc);
void emit_int(Compiler *c, i64 n, const Loc *loc);
void emit_name_const(Compiler *c, Identifier name, const Loc *loc); /* the str */
void emit_with_name(Compiler *c, u32 op, Identifier name, const Loc *loc); /* names[…], mangled */
Identifier unit_mangle(Compiler *c, Identifier name);
u32 handler_begin(Compiler *c, u32 label, bool lasti, u32 drop, const Loc *loc); /* the handler before, for handler_end */
void handler_end(Compiler *c);                      /* the outer one is active again */
void block_push(Compiler *c, BlockKind kind, u32 start, u32 exit, const void *datum, const Loc *loc);
void block_pop(Compiler *c);
/* The constant that the nth last instruction loads, if nothing can jump in between; REF_EMPTY: none. */
Ref loaded_constant(Compiler *c, u32 back);
void unload_constants(Compiler *c, u32 count);      /* takes those loads back */

/* ---- emit_name.c ---- */
void emit_load(Compiler *c, Identifier name, const Loc *loc);
void emit_store(Compiler *c, Identifier name, const Loc *loc);
void emit_delete(Compiler *c, Identifier name, const Loc *loc);
void emit_cell_op(Compiler *c, u32 op, Identifier name, const Loc *loc); /* LOAD_CELL, LOAD_DEREF, STORE_DEREF, MAKE_CELL of a cell or free variable */
void emit_closure(Compiler *c, Value code, u32 attributes, const Loc *loc); /* MAKE_FUNCTION with its free variables */

/* ---- emit_expr.c, emit_call.c, emit_format.c ---- */
void emit_expr(Compiler *c, const Node *node);
void emit_exprs(Compiler *c, const NodeList *nodes);
void emit_jump_if(Compiler *c, const Node *test, u32 label, bool condition);
void emit_yield(Compiler *c, const Loc *loc);
void emit_yield_from(Compiler *c, const Loc *loc, bool is_await);
void emit_await(Compiler *c, const Loc *loc, u32 kind); /* GET_AWAITABLE and its loop */
void emit_call(Compiler *c, const Node *node);
void emit_call_arguments(Compiler *c, const Loc *loc, u32 pushed, const NodeList *args, Identifier injected, const NodeList *keywords);
void emit_attribute(Compiler *c, const Node *node);
void emit_star_unpack(Compiler *c, const Loc *loc, const NodeList *elements, Identifier injected, u32 pushed, u32 build, u32 add, u32 extend, bool tuple);
Loc attribute_loc(const Loc *loc, const Node *attribute);
void emit_format(Compiler *c, const Node *node);    /* f-strings, t-strings and their fields */
void emit_operator(Compiler *c, u32 op, bool augmented, const Loc *loc); /* folds */
bool is_name(const Node *node, Identifier name);
bool is_two_part_slice(const Node *slice);
void emit_slice_parts(Compiler *c, const Node *slice);
u32 known_truth(Compiler *c, const Node *node);     /* 0 false, 1 true, 2 not known */

/* ---- emit_comprehension.c ---- */
void emit_comprehension(Compiler *c, const Node *node);

/* ---- emit_function.c, emit_class.c, emit_annotations.c, emit_type_params.c ---- */
void emit_function(Compiler *c, const Node *node);
void emit_lambda(Compiler *c, const Node *node);
u32 emit_defaults(Compiler *c, const argumentsNode *args, const Loc *loc);
void emit_decorators(Compiler *c, const NodeList *decorators);
void emit_decorator_calls(Compiler *c, const NodeList *decorators);
void emit_class(Compiler *c, const Node *node);
void emit_body(Compiler *c, const NodeList *body, const Loc *loc);
const Constant *docstring_of(const NodeList *body); /* NULL: none */
Value clean_docstring(Compiler *c, const Constant *doc); /* ERROR: failed */
void emit_annotated(Compiler *c, const Node *node); /* AnnAssign */
u32 emit_function_annotations(Compiler *c, const argumentsNode *args, const Node *returns, const Loc *loc); /* attribute bits */
void emit_deferred_annotations(Compiler *c, const Loc *loc);
void emit_format_check(Compiler *c, const Loc *loc);
void emit_annotation_text(Compiler *c, const Node *annotation); /* unparsed, for the future import */
/* Around what has type parameters: it is emitted between these two; then what the function is given, and CALL. */
bool type_params_begin(Compiler *c, Identifier name, const Node *node, u32 first_line); /* false: failed */
void type_params_call(Compiler *c, const Loc *loc);
void emit_type_params(Compiler *c, const NodeList *params); /* -> tuple of them */
void emit_type_alias(Compiler *c, const Node *node);
u32 stop_iteration_begin(Compiler *c);              /* around the body of a generator or coroutine; a label for: */
void stop_iteration_end(Compiler *c, u32 label);

/* ---- emit_stmt.c ---- */
void emit_stmt(Compiler *c, const Node *node);
void emit_stmts(Compiler *c, const NodeList *body);
void emit_module(Compiler *c, const Node *tree);

/* ---- emit_leave.c: the ways out of blocks ---- */
void emit_return(Compiler *c, const Node *node);
void emit_break(Compiler *c, const Node *node);     /* and continue */
void emit_finally_body(Compiler *c, const NodeList *body);

/* ---- emit_loop.c, emit_try.c, emit_with.c, emit_import.c, emit_pattern.c ---- */
void emit_loop(Compiler *c, const Node *node);
void emit_try(Compiler *c, const Node *node);
void emit_try_star(Compiler *c, const Node *node);
void emit_with(Compiler *c, const Node *node);
void emit_exit_with_nones(Compiler *c, const Loc *loc, bool is_async);
void emit_import(Compiler *c, const Node *node);
void emit_from_import(Compiler *c, const Node *node);
bool future_scan(Compiler *c, const Node *tree);    /* which features the module asks for; false: failed */
void emit_match(Compiler *c, const Node *node);

/* ---- flow.c, fuse.c, assemble.c ---- */
typedef struct { /* what flow.c makes of a unit: what is reached, in order; jumps and handlers point at instructions of it */
    Instr *at;
    u32 count;
    u8 *is_target;  /* by instruction: something jumps here */
    u32 stack_size;
} Flow;
bool flow_build(Compiler *c, Unit *unit, Flow *flow); /* false: failed */
bool fuse(Compiler *c, Unit *unit, Flow *flow);       /* superinstructions: what has become part of another is a PSEUDO_GONE */
Value assemble(Compiler *c, Unit *unit);              /* a Code value, or ERROR */
bool instr_is_jump(u32 op);
bool instr_ends(u32 op);                              /* nothing comes after it */
i32 instr_effect(u32 op, u32 arg, bool jumped);

#endif
