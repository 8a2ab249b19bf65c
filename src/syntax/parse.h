/* parse.h: what the parser's own files share.
 *
 * The parser is recursive descent over the whole array of tokens, so it may look
 * and step back where the grammar needs it: parenthesised `with` items, the soft
 * keywords, and diagnosis. Operators, prefixes, conditionals, lambdas, `elif` and
 * postfixes are loops with pending operands on a stack of their own, so that the C
 * stack grows with brackets and blocks only.
 *
 * A function that fails returns NULL (or false). Either it has raised a fault, or it
 * has not: then the tokens just do not fit, and `at` is anywhere. If that reaches the
 * top, the program is parsed a second time with `diagnose` on. Only then do the checks
 * run that look for what people get wrong, in the order in which CPython's grammar
 * tries its invalid_ rules; if none of them raises, the error is "invalid syntax" at
 * the furthest token that the first pass looked at.
 */
#ifndef KRAIT_PARSE_H
#define KRAIT_PARSE_H
#include "syntax/lexer.h"

enum {
    LEVEL_LIMIT = 6000,   /* CPython's parser stack, in its units */
    LEVEL_BASE = 30,      /* what a plain expression takes before its first operator */
    LEVEL_BRACKET = 20,   /* and what each bracket adds */
    LEVEL_WORD = 4,       /* each of words side by side */
    LEVEL_ADVICE = 60,    /* advice that reads on within itself: C stack, where CPython has 6 to 11 */
    LEVEL_DEFAULT = 16,   /* a lambda in a lambda's default; CPython has 8, but ours takes C stack */
};

/* An operator whose right side is still to come, or a prefix. */
typedef struct {
    u8 kind;       /* TokenKind; TK_IF for a conditional, TK_LAMBDA */
    u8 precedence;
    u8 op;         /* of its table in ast.def */
    bool prefix;
    const Token *start, *operator;
    Node *left, *test; /* test: of a conditional; left of a lambda: its arguments */
} Pending;

typedef struct {
    Arena *arena;
    const ParseOptions *options;
    Parse *parse;
    Fault *fault;
    Lexer *lexer;
    const Token *at, *furthest;
    bool raised, diagnose;
    const Token *stopped; /* the furthest token of the first pass */
    u32 patience;         /* tokens that advice may still take: looking for it in nested things tries them again and again */
    bool read_before; /* the expression from here was read without advice, and CPython remembers that */
    u32 quiet; /* > 0: diagnosis is off for now */
    u32 level;
    ParseWarning *warnings, *last_warning; /* the parser's own: behind its furthest, nothing has been warned about */
    Pending *pending;
    u32 pending_count, pending_room;
    Node **nodes; /* items of the lists being read */
    u32 node_count, node_room;
    u8 *scratch; /* bytes of the string being read */
    u32 scratch_count, scratch_room;
} Parser;

/* -- parser.c: tokens, nodes, faults ------------------------------------------ */

INLINE TokenKind peek(const Parser *p) { return (TokenKind)p->at->kind; }
INLINE TokenKind peek_second(const Parser *p) { return (TokenKind)(p->at->kind == TK_END ? TK_END : p->at[1].kind); }
void parse_next(Parser *p);
INLINE bool parse_take(Parser *p, TokenKind kind) { return p->at->kind == kind && (parse_next(p), true); }
void parse_look(Parser *p, const Token *token); /* the token behind `at` was asked about */
bool parse_expect(Parser *p, TokenKind kind); /* like take, with advice: "expected ':'" */
bool parse_is_word(const Parser *p, const Token *token, const char *word); /* a soft keyword */
INLINE bool diagnosing(const Parser *p) { return p->diagnose && !p->quiet && !p->raised; }
const Token *parse_last(const Parser *p); /* the last token before `at` that is more than layout */

MUST_CHECK Node *parse_node(Parser *p, NodeKind kind, const Token *start); /* from start to the last token */
#define NEW(Kind, var, start) \
    Kind##Node *var = (Kind##Node *)parse_node(p, ND_##Kind, start); \
    if (!var) return NULL
#define NEW_OR(Kind, var, start, failure) \
    Kind##Node *var = (Kind##Node *)parse_node(p, ND_##Kind, start); \
    if (!var) return failure

/* Lists: nodes_begin, nodes_add..., nodes_end moves those since begin to the arena. */
INLINE u32 nodes_begin(const Parser *p) { return p->node_count; }
MUST_CHECK bool nodes_add(Parser *p, Node *node); /* false also if node is the NULL of a failure */
MUST_CHECK bool nodes_add_null(Parser *p);
MUST_CHECK bool nodes_end(Parser *p, u32 begin, NodeList *list);
MUST_CHECK Pending *pending_push(Parser *p);

void *parse_no_memory(Parser *p);      /* all of these return NULL */
void *parse_too_deep(Parser *p);
void *parse_raise(Parser *p, const char *format, ...); /* at the furthest token */
void *parse_raise_kind(Parser *p, FaultKind kind, const char *format, ...);
void *parse_raise_token(Parser *p, const Token *token, const char *format, ...);
void *parse_raise_at(Parser *p, const Token *token, const char *message); /* also if it is layout */
void *parse_raise_tokens(Parser *p, const Token *from, const Token *to, const char *format, ...);
void *parse_raise_node(Parser *p, const Node *node, const char *format, ...);
void *parse_raise_range(Parser *p, const Node *from, const Node *to, const char *format, ...);
void *parse_raise_from(Parser *p, const Token *token, const char *format, ...); /* to the end of the furthest token */
MUST_CHECK bool parse_warn(Parser *p, u32 offset, Node place, Bytes message);

/* -- names.c ------------------------------------------------------------------- */

MUST_CHECK Identifier names_intern(Arena *arena, Parse *parse, const u8 *text, u32 length);
MUST_CHECK Identifier names_of_token(Parser *p, const Token *token); /* normalised */
MUST_CHECK Identifier parse_name(Parser *p);                         /* takes a NAME, or NULL */

/* -- parse_operators.c, parse_expr.c ------------------------------------------- */

enum { /* the least operator that still belongs to the expression */
    PRECEDENCE_OR = 1, PRECEDENCE_AND, PRECEDENCE_NOT, PRECEDENCE_COMPARE, PRECEDENCE_BITOR, PRECEDENCE_BITXOR,
    PRECEDENCE_BITAND, PRECEDENCE_SHIFT, PRECEDENCE_SUM, PRECEDENCE_TERM, PRECEDENCE_UNARY, PRECEDENCE_POWER,
};
Node *parse_operators(Parser *p, u32 least);
INLINE Node *parse_disjunction(Parser *p) { return parse_operators(p, PRECEDENCE_OR); }
INLINE Node *parse_bitwise_or(Parser *p) { return parse_operators(p, PRECEDENCE_BITOR); }
Node *parse_expression(Parser *p);
Node *parse_expression_quietly(Parser *p);
Node *parse_named(Parser *p);            /* named_expression */
Node *parse_assignment_expression(Parser *p); /* NAME ':=' expression, or NULL without having moved */
Node *parse_star_expressions(Parser *p); /* a tuple if there are commas */
Node *parse_star_named(Parser *p);       /* '*' bitwise_or | named_expression */
Node *parse_rhs(Parser *p);              /* yield expression or star_expressions */
Node *parse_yield(Parser *p);
bool starts_expression(TokenKind kind);

/* -- parse_atom.c, parse_display.c, parse_call.c --------------------------------- */

Node *parse_primary(Parser *p);          /* await, atoms, attributes, calls, subscripts */
Node *parse_atom(Parser *p);
Node *parse_dotted(Parser *p);           /* name ('.' name)*, as Attributes */
Node *parse_paren(Parser *p);
Node *parse_list(Parser *p);
Node *parse_brace(Parser *p);
bool parse_clauses(Parser *p, NodeList *clauses); /* for_if_clauses; at `for` or `async for` */
INLINE bool at_clauses(const Parser *p) { return peek(p) == TK_FOR || (peek(p) == TK_ASYNC && peek_second(p) == TK_FOR); }
INLINE bool meets_clauses(Parser *p) { /* where the grammar has them: `async` makes it look behind */
    if (peek(p) == TK_ASYNC) parse_look(p, p->at + 1);
    return at_clauses(p);
}
Node *parse_call(Parser *p, Node *function, const Token *start);
Node *parse_star_argument(Parser *p); /* '*' expression: also in subscripts */
bool parse_arguments(Parser *p, NodeList *args, NodeList *keywords); /* up to the ')' */
Node *parse_slices(Parser *p);

/* -- parse_number.c, parse_string.c, parse_fstring.c ------------------------------ */

Node *parse_number(Parser *p);
Node *parse_strings(Parser *p); /* adjacent literals of every kind */
MUST_CHECK bool scratch_add(Parser *p, const u8 *bytes, u32 count);
bool string_prefix(const u8 *at, u32 length, bool *raw, bool *bytes, bool *unicode, u32 *quote_at, u32 *quotes);
/* Appends what `length` characters of a literal stand for to the scratch; errors are shown at `token`. */
MUST_CHECK bool string_decode(Parser *p, const Token *token, const u8 *at, u32 length, bool raw, bool bytes);
MUST_CHECK bool string_take(Parser *p, u32 begin, Bytes *text, bool *ascii); /* the scratch since begin, to the arena */
MUST_CHECK bool string_literal(Parser *p, const Token *token, ConstantNode *node); /* value and kind of a STRING */
Node *parse_fstrings(Parser *p); /* a run of literals, one of them f or t */

/* -- parse_params.c ---------------------------------------------------------------- */

Node *parse_parameters(Parser *p, bool is_lambda);  /* up to ')' or ':' */
bool parse_type_params(Parser *p, NodeList *params); /* optional; false: failed */

/* -- parse_target.c ------------------------------------------------------------------ */

typedef enum { TARGET_STAR, TARGET_DEL, TARGET_FOR } TargetKind;
bool target_store(Node *node, Context ctx); /* false: it is no target; nothing is promised then */
const Node *target_invalid(const Node *node, TargetKind kind); /* the part that cannot be assigned; NULL: none */
void *target_raise(Parser *p, const Node *node, TargetKind kind); /* if there is such a part */
const char *target_name(const Node *node); /* "function call" */
Node *parse_star_target(Parser *p);
Node *parse_star_targets(Parser *p);

/* -- parse_pattern.c, parse_stmt.c, parse_compound.c, parse_import.c ------------------- */

Node *parse_patterns(Parser *p);
bool parse_statement(Parser *p);       /* adds one or more statements to the node stack */
bool parse_simple_line(Parser *p);     /* simple statements up to NEWLINE, added to the node stack */
Node *parse_compound(Parser *p, bool *is_compound); /* *is_compound: the statement is one of these */
Node *parse_import(Parser *p);
Node *parse_from_import(Parser *p);

#endif
