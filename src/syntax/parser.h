/* parser.h: text to syntax tree, for all of Python 3.14.
 *
 * The one door of this floor. A parse either gives a tree or a fault, both in the
 * caller's arena; it keeps nothing and knows no objects. It is linear in the
 * length of the source, and its C recursion is bounded: brackets by the 200 of
 * CPython's tokenizer, blocks by its 100 levels of indentation, all else by a
 * count that gives MemoryError where CPython's parser does.
 */
#ifndef KRAIT_PARSER_H
#define KRAIT_PARSER_H
#include "mem/arena.h"
#include "syntax/ast.h"

typedef enum {
    FAULT_SYNTAX_ERROR,
    FAULT_INDENTATION_ERROR,
    FAULT_TAB_ERROR,
    FAULT_MEMORY_ERROR,      /* nested too deeply, or the arena is full (then message is empty) */
    FAULT_VALUE_ERROR,       /* no position: "source code string cannot contain null bytes" and the like */
    FAULT_UNICODE_ERROR,     /* no position: the text itself cannot be encoded */
} FaultKind;

/* line and end_line count from 1; 0: there is no position. Columns are what SyntaxError shows:
 * characters from 1. A fault that is a point has end_line == line and end_column == column;
 * where CPython gives no end, end_column is 0 or below. */
typedef struct {
    FaultKind kind;
    u32 line, end_line;
    i32 column, end_column;
    Bytes message; /* UTF-8, without the "(file, line n)" */
    Bytes text;    /* the source line, without its newline, as UTF-8; at == NULL: none */
    bool incomplete; /* more input might mend it: what codeop asks */
} Fault;

typedef struct ParseWarning ParseWarning;
struct ParseWarning { /* a SyntaxWarning, in source order */
    ParseWarning *next;
    Bytes message;
    u32 line;
    Node place; /* of the SyntaxError that it becomes if filters make it an error */
    u32 offset; /* bytes of the source before what it is about */
};

typedef enum { PARSE_EXEC, PARSE_EVAL, PARSE_SINGLE } ParseMode;

typedef struct {
    ParseMode mode;
    bool is_text;       /* from a str: UTF-8 (surrogates as three bytes), an encoding declaration does not count */
    bool is_file;       /* the program's own: CPython reads it line by line, and behind the last line it has no column */
    Bytes file_name;    /* of that file, UTF-8 */
    u32 max_str_digits; /* longest decimal int literal; 0: any. CPython's default is 4300 */
    bool (*character_named)(const u8 *name, u32 length, u32 *c); /* for \N{...}; NULL: there are no names */
} ParseOptions;

typedef struct {
    Node *tree;             /* ModuleNode, ExpressionNode or InteractiveNode, by mode */
    Bytes source;           /* UTF-8, newlines as \n, without BOM: what positions refer to */
    u32 identifiers;        /* how many: each Identifier's index is below */
    struct NameTable *names; /* for parse_identifier */
    ParseWarning *warnings; /* also set when the parse failed */
} Parse;

MUST_CHECK bool parse_source(Arena *arena, Bytes source, const ParseOptions *options, Parse *parse, Fault *fault);

/* For faults that are found later (the compiler's own): fills fault's columns and text from byte
 * positions as nodes carry them. message is kept as it is. */
void parse_fault_at(const Parse *parse, const Node *node, FaultKind kind, Bytes message, Fault *fault);

/* The SyntaxError that a warning becomes if filters make it an error. */
void parse_fault_of_warning(const Parse *parse, const ParseWarning *warning, Fault *fault);

/* The identifier of this spelling, which must already be in normal form; made if there is none yet. NULL: no memory. */
MUST_CHECK Identifier parse_identifier(Arena *arena, Parse *parse, const char *text, u32 length);

#endif
