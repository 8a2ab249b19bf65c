/* code.h: code objects: what the compiler makes and the loop runs.
 *
 * `units` are 16 bits: opcode in the low byte, operand in the high one; some instructions take further units
 * (opcodes.def), among them inline caches, which the loop rewrites. Positions and handlers are looked up by unit index.
 */
#ifndef KRAIT_CODE_H
#define KRAIT_CODE_H
#include "object/text.h"

enum {
    CODE_OPTIMIZED = 1, CODE_NEWLOCALS = 2, CODE_VARARGS = 4, CODE_VARKEYWORDS = 8, CODE_NESTED = 16, CODE_GENERATOR = 32,
    CODE_COROUTINE = 128, CODE_ITERABLE_COROUTINE = 256, CODE_ASYNC_GENERATOR = 512,
    CODE_HAS_DOCSTRING = 0x4000000, CODE_METHOD = 0x8000000, /* as inspect.CO_* */
    CODE_HIDDEN = 1 << 30, /* slow paths: not in tracebacks, f_back, recursion depth */
    CODE_SIMPLE = 1 << 29  /* no *args, **kwargs or keyword-only parameters, no generator: the call fast path */
};
enum { LOCAL_NAME = 0, LOCAL_CELL = 1, LOCAL_FREE = 2, LOCAL_ARG_CELL = 3, LOCAL_HIDDEN = 4 };

/* Zero-cost exception table: rows in order, their ranges apart from each other. */
typedef struct { u32 start, end; u32 target; u16 depth; u16 lasti; } Handler; /* units; depth: value stack slots kept; lasti: push the unit index below the exception */
/* Positions: sorted by `start`; covers units up to the next row's start. line 0: none (artificial). */
typedef struct { u32 start; u32 line; u32 end_line; u16 column, end_column; } Position; /* columns: UTF-8 bytes + 1; 0: none */

typedef struct Code {
    Object head;
    u32 flags;
    u32 unit_count, constant_count, name_count, handler_count, position_count;
    u16 argcount;       /* positional parameters, positional-only included */
    u16 posonly, kwonly;
    u16 nlocals;        /* parameters and plain locals */
    u16 ncells, nfrees; /* cells: cell variables that are no parameters come behind the locals */
    u16 nlocalsplus;    /* locals, then cells, then free variables */
    u16 stack_size;     /* value stack slots, at most */
    u16 frame_slots;    /* header + localsplus + specials + stack_size: what a call pushes */
    u32 first_line;
    u16 *units;
    Value *constants;
    Text **names;
    Text **local_names; /* nlocalsplus of them */
    u8 *local_kinds;    /* LOCAL_… each */
    Handler *handlers;
    Position *positions;
    Text *name, *qualname, *filename;
    u32 version;        /* never reused: caches key on it */
} Code;

typedef struct Function {
    Object head;
    u32 dict; Object *weakrefs;
    Code *code;
    Dict *globals;
    Dict *builtins;
    u32 version;        /* changes with code and defaults; 0: not cacheable */
    u8 kind;            /* FUNCTION_SIMPLE: code is CODE_SIMPLE */
    Text *name, *qualname;
    Value module, doc;
    Value defaults;     /* a tuple or EMPTY */
    Value kwdefaults;   /* a dict or EMPTY */
    Value closure;      /* a tuple of cells or EMPTY */
    Value annotations;  /* a dict, or EMPTY */
    Value annotate;     /* a callable, None, or EMPTY */
    Value type_params;  /* a tuple or EMPTY */
} Function;

typedef struct Cell { Object head; Value value; } Cell; /* EMPTY: unbound */

enum {
#define OPCODE(name, units, cache, effect, picture) OP_##name,
#include "bytecode/opcodes.def"
    OP_COUNT
};
/* CALL_INTRINSIC's operand; the number of operands taken, each gives one result. */
enum {
    INTRINSIC_PRINT,             /* 1: sys.displayhook(x), of interactive input */
    INTRINSIC_TYPEVAR,           /* 1: name */
    INTRINSIC_PARAMSPEC,         /* 1 */
    INTRINSIC_TYPEVARTUPLE,      /* 1 */
    INTRINSIC_TYPEVAR_BOUND,     /* 2: name, evaluate function */
    INTRINSIC_TYPEVAR_CONSTRAINTS, /* 2 */
    INTRINSIC_TYPEPARAM_DEFAULT, /* 2: parameter, evaluate function -> parameter */
    INTRINSIC_SUBSCRIPT_GENERIC, /* 1: tuple of parameters -> Generic[…] */
    INTRINSIC_TYPEALIAS,         /* 1: tuple (name, type_params, evaluate) */
    INTRINSIC_FUNCTION_TYPE_PARAMS, /* 2: function, tuple -> function */
    INTRINSIC_COUNT
};
MUST_CHECK Cell *cell_new(Value value); /* takes over; NULL: MemoryError, released */
u32 code_line(const Code *code, u32 unit);
const Position *code_position(const Code *code, u32 unit); /* NULL: none */
const Handler *code_handler(const Code *code, u32 unit);   /* NULL: none */
/* Opcode facts, from opcodes.def. */
extern const char *const opcode_names[256];
extern const u8 opcode_units[256]; /* whole length, cache units included */
#endif
