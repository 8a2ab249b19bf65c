/* parser.c: the door of the floor, and what all productions use: tokens, nodes, lists, faults. */
#include "syntax/parse.h"
#include "mem/heap.h"
#include "syntax/source.h"
#include <stdarg.h>

/* -- tokens ------------------------------------------------------------------ */

/* The parser has come to where the lexer could not go on. */
static void raise_lexer_fault(Parser *p) {
    if (p->raised) return;
    p->raised = true;
    *p->fault = p->lexer->fault;
}

static bool raise_generic(Parser *p, const Token *token);

void parse_next(Parser *p) {
    if (p->at->kind == TK_END || p->at->kind == TK_ERROR) return;
    if (p->diagnose && !p->patience--) {
        p->patience = 0;
        if (!p->raised) raise_generic(p, p->stopped);
    }
    p->at++;
    if (p->at > p->furthest) p->furthest = p->at;
    if (p->at->kind == TK_ERROR) raise_lexer_fault(p);
}

void parse_look(Parser *p, const Token *token) {
    if (token <= p->furthest || token >= p->lexer->tokens + p->lexer->count) return;
    p->furthest = token;
    if (token->kind == TK_ERROR) raise_lexer_fault(p);
}

bool parse_expect(Parser *p, TokenKind kind) {
    if (parse_take(p, kind)) return true;
    if (diagnosing(p)) parse_raise_token(p, p->at, "expected '%s'", lexer_text(kind));
    return false;
}

bool parse_is_word(const Parser *p, const Token *token, const char *word) {
    u32 length = (u32)strlen(word);
    return token->kind == TK_NAME && token->end - token->start == length &&
           !memcmp(p->lexer->text.at + token->start, word, length);
}

const Token *parse_last(const Parser *p) {
    const Token *token = p->at;
    while (token > p->lexer->tokens) {
        token--;
        if (token->kind != TK_NEWLINE && token->kind != TK_INDENT && token->kind != TK_DEDENT) break;
    }
    return token;
}

/* -- nodes and lists ----------------------------------------------------------- */

static const u16 sizes[ND_COUNT] = {
#define NODE(Kind, group, place, fields) sizeof(Kind##Node),
#include "syntax/ast.def"
};

static const char *const names[ND_COUNT] = {
#define NODE(Kind, group, place, fields) #Kind,
#include "syntax/ast.def"
};

Node *ast_new(Arena *arena, NodeKind kind) {
    Node *node = arena_alloc(arena, sizes[kind]);
    if (node) node->kind = (u8)kind;
    return node;
}

const char *ast_kind_name(NodeKind kind) { return names[kind]; }

Node *parse_node(Parser *p, NodeKind kind, const Token *start) {
    Node *node = ast_new(p->arena, kind);
    if (!node) return parse_no_memory(p);
    const Token *last = parse_last(p);
    node->lineno = start->line;
    node->col_offset = start->column;
    node->end_lineno = last->end_line;
    node->end_col_offset = last->end_column;
    return node;
}

/* Doubles a cell of the heap whose items have this size. */
static void *grow(Parser *p, void *cell, u32 *room, u32 size) {
    u32 more = *room ? *room * 2 : 64;
    void *grown = more < UINT32_MAX / 2 / size ? heap_realloc(cell, *room * size, more * size) : NULL;
    if (!grown) return parse_no_memory(p);
    *room = more;
    return grown;
}

static bool add(Parser *p, Node *node) {
    if (UNLIKELY(p->node_count == p->node_room)) {
        Node **nodes = grow(p, p->nodes, &p->node_room, sizeof(Node *));
        if (!nodes) return false;
        p->nodes = nodes;
    }
    p->nodes[p->node_count++] = node;
    return true;
}

bool nodes_add(Parser *p, Node *node) { return node && add(p, node); }
bool nodes_add_null(Parser *p) { return add(p, NULL); }

bool nodes_end(Parser *p, u32 begin, NodeList *list) {
    u32 count = p->node_count - begin;
    p->node_count = begin;
    *list = (NodeList){0};
    if (!count) return true;
    list->at = arena_alloc(p->arena, count * (u32)sizeof(Node *));
    if (!list->at) return parse_no_memory(p), false;
    memcpy(list->at, p->nodes + begin, count * sizeof(Node *));
    list->count = count;
    return true;
}

Pending *pending_push(Parser *p) {
    if (UNLIKELY(p->pending_count == p->pending_room)) {
        Pending *pending = grow(p, p->pending, &p->pending_room, sizeof(Pending));
        if (!pending) return NULL;
        p->pending = pending;
    }
    Pending *top = &p->pending[p->pending_count++];
    *top = (Pending){0};
    return top;
}

bool scratch_add(Parser *p, const u8 *bytes, u32 count) {
    while (p->scratch_room - p->scratch_count < count) {
        u8 *scratch = grow(p, p->scratch, &p->scratch_room, 1);
        if (!scratch) return false;
        p->scratch = scratch;
    }
    if (count) memcpy(p->scratch + p->scratch_count, bytes, count);
    p->scratch_count += count;
    return true;
}

/* -- faults ---------------------------------------------------------------------- */

void *parse_no_memory(Parser *p) {
    if (!p->raised) *p->fault = (Fault){.kind = FAULT_MEMORY_ERROR};
    p->raised = true;
    return NULL;
}

void *parse_too_deep(Parser *p) {
    static const char message[] = "Parser stack overflowed - Python source too complex to parse";
    if (!p->raised)
        *p->fault = (Fault){.kind = FAULT_MEMORY_ERROR, .message = {(const u8 *)message, sizeof(message) - 1}};
    p->raised = true;
    return NULL;
}

/* Where a fault is: lines, and columns in bytes from 0. */
typedef struct {
    u32 line, column, end_line, end_column;
} Place;

static u32 start_of_line(Bytes text, u32 line) { /* of the last line, if it has fewer */
    u32 at = 0;
    while (line-- > 1) {
        const u8 *newline = memchr(text.at + at, '\n', text.length - at);
        if (!newline || newline + 1 == text.at + text.length) break;
        at = (u32)(newline - text.at) + 1;
    }
    return at;
}

/* The column, from 1, of the character that the byte `column` of the line from start to end is in. */
static i32 column_of(Bytes text, u32 start, u32 end, u32 column) {
    i32 count = 0;
    for (u32 i = start; i < end && i <= start + column; i++) count += (text.at[i] & 0xc0) != 0x80;
    return start + column < end ? count : count + 1;
}

/* Both columns are counted on the first line, as in CPython, whatever line the end is on. The text has its
 * newline if the lexer has read no further than that line. */
static void place_fault(Bytes text, Place place, u32 read_line, FaultKind kind, Bytes message, Fault *fault) {
    u32 start = start_of_line(text, place.line), end = start;
    while (end < text.length && text.at[end] != '\n') end++;
    if (read_line <= place.line && end < text.length) end++;
    *fault = (Fault){.kind = kind, .line = place.line, .end_line = place.end_line, .message = message,
                     .column = column_of(text, start, end, u32_min(place.column, end - start)),
                     .end_column = column_of(text, start, end, u32_min(place.end_column, end - start)),
                     .text = {text.at + start, end - start}};
}

void parse_fault_at(const Parse *parse, const Node *node, FaultKind kind, Bytes message, Fault *fault) {
    Place place = {node->lineno, node->col_offset, node->end_lineno, node->end_col_offset};
    place_fault(parse->source, place, UINT32_MAX, kind, message, fault);
}

void parse_fault_of_warning(const Parse *parse, const ParseWarning *warning, Fault *fault) {
    const Node *node = &warning->place;
    Place place = {node->lineno, node->col_offset, node->end_lineno, node->end_col_offset};
    place_fault(parse->source, place, 0, FAULT_SYNTAX_ERROR, warning->message, fault);
}

static void *raise_list(Parser *p, FaultKind kind, Place place, const char *format, va_list values) {
    if (p->raised) return NULL;
    p->raised = true;
    Bytes message = lexer_format_list(p->arena, format, values);
    place_fault(p->lexer->text, place, p->furthest->end_line, kind, message, p->fault);
    return NULL;
}

static Place place_of_token(const Token *token) {
    return (Place){token->line, token->column, token->end_line, token->end_column};
}

static bool is_layout(const Token *token) {
    return token->kind == TK_INDENT || token->kind == TK_DEDENT || token->kind == TK_END || token->flags & TOKEN_ADDED;
}

/* Tokens without text have no column: CPython then shows where its lexer stands. */
static void mend_layout(Parser *p, const Token *token) {
    if (!is_layout(token) || p->fault->line == 0) return;
    bool no_column = p->options->is_file && token->start >= p->lexer->text.length;
    p->fault->column = no_column ? 0 : p->fault->column - 1;
    p->fault->end_column = -1;
}

#define RAISE(kind, place) \
    va_list values; \
    va_start(values, format); \
    raise_list(p, kind, place, format, values); \
    va_end(values)

void *parse_raise(Parser *p, const char *format, ...) {
    if (p->raised) return NULL;
    RAISE(FAULT_SYNTAX_ERROR, place_of_token(p->furthest));
    mend_layout(p, p->furthest);
    return NULL;
}

void *parse_raise_kind(Parser *p, FaultKind kind, const char *format, ...) {
    if (p->raised) return NULL;
    RAISE(kind, place_of_token(p->furthest));
    mend_layout(p, p->furthest);
    return NULL;
}

void *parse_raise_token(Parser *p, const Token *token, const char *format, ...) {
    if (p->raised) return NULL;
    RAISE(FAULT_SYNTAX_ERROR, place_of_token(token));
    if (is_layout(token)) p->fault->column = p->fault->end_column = 0;
    return NULL;
}

void *parse_raise_at(Parser *p, const Token *token, const char *message) {
    return is_layout(token) ? parse_raise(p, "%s", message) : parse_raise_token(p, token, "%s", message);
}

void *parse_raise_tokens(Parser *p, const Token *from, const Token *to, const char *format, ...) {
    Place place = {from->line, from->column, to->end_line, to->end_column};
    RAISE(FAULT_SYNTAX_ERROR, place);
    return NULL;
}

void *parse_raise_node(Parser *p, const Node *node, const char *format, ...) {
    Place place = {node->lineno, node->col_offset, node->end_lineno, node->end_col_offset};
    RAISE(FAULT_SYNTAX_ERROR, place);
    return NULL;
}

void *parse_raise_range(Parser *p, const Node *from, const Node *to, const char *format, ...) {
    Place place = {from->lineno, from->col_offset, to->end_lineno, to->end_col_offset};
    RAISE(FAULT_SYNTAX_ERROR, place);
    return NULL;
}

void *parse_raise_from(Parser *p, const Token *token, const char *format, ...) {
    if (p->raised) return NULL;
    Place place = {token->line, token->column, p->furthest->end_line, p->furthest->end_column};
    RAISE(FAULT_SYNTAX_ERROR, place);
    p->fault->end_column--; /* CPython takes where its lexer stands for a column that counts from 1 */
    return NULL;
}

/* What is read again was warned about the first time. */
bool parse_warn(Parser *p, u32 offset, Node place, Bytes message) {
    if (p->diagnose || (p->last_warning && offset <= p->last_warning->offset)) return true;
    ParseWarning *warning = arena_alloc(p->arena, sizeof(ParseWarning));
    if (!warning) return parse_no_memory(p), false;
    *warning = (ParseWarning){.message = message, .line = place.lineno, .place = place, .offset = offset};
    *(p->last_warning ? &p->last_warning->next : &p->warnings) = warning;
    p->last_warning = warning;
    return true;
}

/* The lexer's and the parser's warnings, as the source has them. */
static ParseWarning *merge_warnings(ParseWarning *one, ParseWarning *other) {
    ParseWarning *first, **end = &first;
    while (one && other) {
        ParseWarning **next = one->offset < other->offset ? &one : &other;
        *end = *next;
        end = &(*next)->next;
        *next = (*next)->next;
    }
    *end = one ? one : other;
    return first;
}

/* -- the whole --------------------------------------------------------------------- */

static Node *parse_module(Parser *p) {
    u32 begin = nodes_begin(p);
    const Token *start = p->at;
    while (peek(p) != TK_END)
        if (!parse_statement(p)) return NULL;
    NEW(Module, module, start);
    module->head = (Node){.kind = ND_Module};
    return nodes_end(p, begin, &module->body) ? &module->head : NULL;
}

static Node *parse_eval(Parser *p) {
    const Token *start = p->at;
    Node *body = peek(p) == TK_STAR ? NULL : parse_star_expressions(p);
    if (!body) return NULL;
    while (parse_take(p, TK_NEWLINE)) {}
    if (peek(p) != TK_END) return NULL;
    NEW(Expression, tree, start);
    tree->head = (Node){.kind = ND_Expression};
    tree->body = body;
    return &tree->head;
}

/* One line of the prompt: simple statements, or one compound statement with a NEWLINE of its own. */
static Node *parse_interactive(Parser *p) {
    const Token *start = p->at;
    u32 begin = nodes_begin(p);
    bool is_compound = false;
    if (peek(p) == TK_END) return NULL;
    Node *compound = parse_compound(p, &is_compound);
    if (is_compound ? !nodes_add(p, compound) || !parse_take(p, TK_NEWLINE) : p->raised || !parse_simple_line(p)) return NULL;
    NEW(Interactive, tree, start);
    tree->head = (Node){.kind = ND_Interactive};
    return nodes_end(p, begin, &tree->body) ? &tree->head : NULL;
}

/* Behind the statement of a prompt, only white space and comments may follow. */
static bool check_rest(Parser *p) {
    Bytes text = p->lexer->text;
    for (u32 at = p->at[-1].end; at < text.length; at++) {
        u8 c = text.at[at];
        while (c == '#' && text.at[at] != '\n') at++;
        if (c == '#' || c == ' ' || c == '\t' || c == '\n' || c == '\f') continue;
        p->furthest = p->at - 1;
        parse_raise_token(p, p->furthest, "multiple statements found while compiling a single statement");
        return false;
    }
    return true;
}

static Node *parse_pass(Parser *p) {
    p->at = p->lexer->tokens;
    p->node_count = p->pending_count = p->scratch_count = p->quiet = 0;
    p->level = LEVEL_BASE;
    if (!p->furthest) p->furthest = p->at;
    if (p->at->kind == TK_ERROR) {
        raise_lexer_fault(p);
        return NULL;
    }
    switch (p->options->mode) {
    case PARSE_EVAL: return parse_eval(p);
    case PARSE_SINGLE: return parse_interactive(p);
    default: return parse_module(p);
    }
}

enum { PATIENCE = 60 }; /* tokens for each token of the program */

/* What to say where nothing better was found. */
static bool raise_generic(Parser *p, const Token *token) { /* false: indentation, which the lexer's findings do not replace */
    if (token->kind != TK_INDENT && token->kind != TK_DEDENT) {
        parse_raise_token(p, token, "invalid syntax");
        return true;
    }
    const Token *read = p->furthest;
    p->furthest = token;
    parse_raise_kind(p, FAULT_INDENTATION_ERROR, token->kind == TK_INDENT ? "unexpected indent" : "unexpected unindent");
    p->furthest = read;
    return false;
}

/* The lexer's own findings go before the parser's: those it raised itself, but for those within an f-string that the
 * parser did not come to, and a bracket that was never closed if the parser failed on a later line. */
static void prefer_lexer_fault(Parser *p) {
    Lexer *lexer = p->lexer;
    if (!lexer->failed || p->fault->kind == FAULT_MEMORY_ERROR) return;
    bool unclosed = lexer->end_of_file && lexer->level && p->furthest->line > lexer->fault.line;
    if (lexer->fatal ? !lexer->strings : unclosed) *p->fault = lexer->fault;
}

static Node *parse_all(Parser *p) {
    Node *tree = parse_pass(p);
    if (tree) return p->options->mode != PARSE_SINGLE || check_rest(p) ? tree : NULL;
    bool lexer_first = true;
    if (!p->raised && !p->arena->failed) {
        p->stopped = p->furthest;
        p->patience = PATIENCE * p->lexer->count + 20000;
        p->diagnose = true;
        tree = parse_pass(p);
        if (!p->raised) lexer_first = raise_generic(p, p->stopped);
    }
    if (p->arena->failed) *p->fault = (Fault){.kind = FAULT_MEMORY_ERROR};
    if (lexer_first) prefer_lexer_fault(p);
    p->fault->incomplete = p->furthest->kind == TK_END || (p->lexer->failed && p->lexer->end_of_file);
    return NULL;
}

static bool parse_tokens(Parser *p, Bytes text) {
    if (!lexer_run(p->lexer, p->arena, text)) return parse_no_memory(p), false;
    Lexer *lexer = p->lexer;
    if (lexer->failed && lexer->fatal && lexer->count == 1) *p->fault = lexer->fault;
    else p->parse->tree = parse_all(p);
    p->parse->warnings = merge_warnings(lexer->warnings, p->warnings);
    return p->parse->tree != NULL;
}

/* The newline that the text was given is not shown, and where nothing but it is, there is no line. */
static void hide_newline(Bytes text, Fault *fault) {
    if (fault->text.at && fault->text.at + fault->text.length == text.at + text.length) fault->text.length--;
    if (text.length == 1) fault->line = fault->end_line = 0, fault->column = fault->end_column = 0;
}

bool parse_source(Arena *arena, Bytes source, const ParseOptions *options, Parse *parse, Fault *fault) {
    *parse = (Parse){0};
    *fault = (Fault){0};
    bool missing_newline;
    if (!source_read(arena, source, options, &parse->source, &missing_newline, fault)) {
        if (arena->failed) *fault = (Fault){.kind = FAULT_MEMORY_ERROR};
        return false;
    }
    Lexer *lexer = heap_alloc(sizeof(Lexer));
    if (!lexer) {
        *fault = (Fault){.kind = FAULT_MEMORY_ERROR};
        return false;
    }
    memset(lexer, 0, sizeof(Lexer));
    lexer->missing_newline = missing_newline;
    lexer->bare = missing_newline && options->mode != PARSE_EXEC;
    lexer->single = options->mode == PARSE_SINGLE;
    Parser p = {.arena = arena, .options = options, .parse = parse, .fault = fault, .lexer = lexer};
    bool good = parse_tokens(&p, parse->source);
    if (lexer->bare && !good) hide_newline(parse->source, fault);
    heap_free(p.nodes, p.node_room * (u32)sizeof(Node *));
    heap_free(p.pending, p.pending_room * (u32)sizeof(Pending));
    heap_free(p.scratch, p.scratch_room);
    lexer_free(lexer);
    heap_free(lexer, sizeof(Lexer));
    return good;
}
