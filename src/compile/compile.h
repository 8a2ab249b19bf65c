/* compile.h: source text to a code object: the one door of this floor.
 *
 * Nothing here runs Python. A wrong program raises SyntaxError (or a subclass, MemoryError, RecursionError, ValueError)
 * in the exception slot. The work is paid for by statement (fuel_poll), so a run can be stopped inside it.
 */
#ifndef KRAIT_COMPILE_H
#define KRAIT_COMPILE_H
#include "bytecode/code.h"
#include "object/error.h"

typedef enum {
    COMPILE_EXEC,
    COMPILE_EVAL,       /* one expression: the code returns its value */
    COMPILE_SINGLE,     /* interactive: values of expression statements go to sys.displayhook */
    COMPILE_EXEC_VALUE, /* as exec; a last expression statement that no ';' follows is what the code returns, else None */
} CompileMode;

enum { /* `flags` of compile_source; the CO_FUTURE_ bits are CPython's own, and end in co_flags */
    COMPILE_TEXT = 1,   /* the source came from a str: an encoding declaration does not count */
    COMPILE_HIDDEN = 2, /* our own slow paths: every code object gets CODE_HIDDEN */
    COMPILE_FILE = 4,   /* the program's own file: a fault behind its end has no column */
    COMPILE_FUTURE_ANNOTATIONS = 0x1000000,
};

/* A warning of parser or compiler, in source order. */
typedef struct CompileWarning { ErrorId category; u32 line; Value message; } CompileWarning;
typedef struct { CompileWarning *at; u32 count, capacity; } CompileWarnings;

/* A Code value, or ERROR. */
MUST_CHECK Value compile_source(Bytes source, Text *filename, CompileMode mode, u32 flags);
/* The same; warnings are left to the caller, who shows them (filters are Python) and drops them. Zero them to begin. */
MUST_CHECK Value compile_source_warning(Bytes source, Text *filename, CompileMode mode, u32 flags, CompileWarnings *warnings);
void compile_warnings_drop(CompileWarnings *warnings);

/* \N{...} in literals: filled by whoever has the table of names. */
extern bool (*compile_character_named)(const u8 *name, u32 length, u32 *c);

/* Raises SyntaxError or a subclass of it with args == (message, (filename, line, column, text, end_line, end_column)).
 * Columns count characters from 1; text EMPTY: None. Answers VALUE_ERROR. */
Value raise_syntax_error(ErrorId id, Text *message, Text *filename, u32 line, i32 column, Ref text, u32 end_line, i32 end_column);
#endif
