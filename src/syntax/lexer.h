/* lexer.h: source text to tokens, all of them at once.
 *
 * The tokens stand in one array, which the parser may walk back and forth; offsets
 * are bytes of the text, columns bytes from the start of their line. The last token
 * is END or ERROR. An error of the lexer is of two kinds, as in CPython: a FATAL one
 * is what the user sees, however early the parser failed; one that is not counts only
 * if the parser gets as far as the ERROR token.
 */
#ifndef KRAIT_LEXER_H
#define KRAIT_LEXER_H
#include "syntax/parser.h"
#include <stdarg.h>

typedef enum {
#define TOKEN(NAME) TK_##NAME,
#define OPERATOR_TOKEN(NAME, text) TK_##NAME,
#define KEYWORD(NAME, text) TK_##NAME,
#include "syntax/tokens.def"
    TK_COUNT,
    TK_FIRST_KEYWORD = TK_FALSE,
} TokenKind;

enum { TOKEN_TEMPLATE = 1, TOKEN_RAW = 2, TOKEN_IMPLICIT = 4 /* a NEWLINE that is not in the text */,
       TOKEN_ADDED = 8 /* one that not even a line has */ };

typedef struct {
    u8 kind, flags;
    u16 level; /* open brackets behind the token (an f-string's braces count) */
    u32 start, end;
    u32 line, column, end_line, end_column;
} Token;

enum { LEXER_BRACKETS = 200, LEXER_INDENTS = 100, LEXER_FSTRINGS = 150 };

typedef struct {
    u32 start, line; /* of the prefix */
    u32 line_start;
    u8 quote, quotes; /* the character, and 1 or 3 */
    bool raw, is_template, in_text, in_spec, in_debug;
    i32 brackets;    /* open inside the string's expressions */
    i32 field_depth; /* of replacement fields: -1 outside */
} LexerString;

typedef struct {
    u32 line, column; /* bytes */
    u8 open;
} LexerBracket;

typedef struct {
    Arena *arena;
    Bytes text; /* ends in a newline */
    u32 at;     /* the next byte */
    u32 line, line_start;
    u32 joined;  /* start of the first of the lines that a backslash or a string joins to this one */
    u32 comment; /* where the last one began: a NEWLINE token begins with the comment before it */
    Token *tokens; /* a raw cell of the heap, freed by lexer_free */
    u32 count, room;
    u32 level, indent, strings;
    LexerBracket brackets[LEXER_BRACKETS];
    u32 columns[LEXER_INDENTS], alternates[LEXER_INDENTS]; /* with tabs of 8 and of 1 */
    LexerString string[LEXER_FSTRINGS]; /* those being read, innermost last; 1 to `strings` */
    ParseWarning *warnings, **last_warning;
    bool failed, fatal, end_of_file; /* end_of_file: the error is that the text ended */
    bool missing_newline; /* the text's last newline is not the program's */
    bool bare;            /* and there is no NEWLINE token for it */
    bool single;          /* one more NEWLINE at the end of all, as at the prompt */
    Fault fault;
} Lexer;

MUST_CHECK bool lexer_run(Lexer *lexer, Arena *arena, Bytes text); /* false: no memory. Errors are a token */
void lexer_free(Lexer *lexer);
const char *lexer_text(TokenKind kind); /* of an operator or keyword; else NULL */

/* -- for the lexer's own files, and the parser where it finds what the lexer might have -------- */

/* Messages take %s (const char *), %d (u32), %X (u32, four digits), %c (a code point), %B (const Bytes *). */
Bytes lexer_format(Arena *arena, const char *format, ...);
Bytes lexer_format_list(Arena *arena, const char *format, va_list values);
/* Reports at the byte before `lexer->at`. Always false. */
bool lexer_error(Lexer *lexer, const char *format, ...);
bool lexer_error_range(Lexer *lexer, u32 start, u32 end, const char *format, ...); /* bytes of the current line */
#define LEXER_INVALID_ESCAPE(what) \
    "\"\\" what "\" is an invalid %sescape sequence. Such sequences will not work in the future. Did you mean \"\\\\" what \
    "\"? A raw string is also an option."
bool lexer_warn(Lexer *lexer, Bytes message); /* about what ends here; false: no memory */
MUST_CHECK bool lexer_emit(Lexer *lexer, TokenKind kind, u32 start);
MUST_CHECK bool lexer_number(Lexer *lexer);
MUST_CHECK bool lexer_string(Lexer *lexer, u32 start); /* plain; at the quote */
MUST_CHECK bool lexer_string_start(Lexer *lexer, u32 start, bool raw, bool is_template); /* f or t; at the quote */
MUST_CHECK bool lexer_string_text(Lexer *lexer); /* inside one, outside its expressions */
u32 lexer_decode(const u8 *at, u32 *length); /* one character of valid UTF-8 (surrogates too) */

#endif
