/* ast_dump.h: a syntax tree as CPython's ast.dump(tree, include_attributes=True) prints it.
 *
 * For tests only: it uses stdio, and recursion that a deep tree would overflow unless
 * the process has a stack to match (dump_serve's caller sees to it). It knows no kind
 * of node by name but Constant's values: all comes from ast.def.
 */
#ifndef KRAIT_AST_DUMP_H
#define KRAIT_AST_DUMP_H
#include <stdio.h>
#include <stdlib.h>

#include "base/digits.h"
#include "base/dtoa.h"
#include "base/unicode.h"
#include "syntax/parser.h"

typedef struct {
    char *at;
    size_t length, room;
} DumpText;

static void dump_bytes(DumpText *out, const void *bytes, size_t count) {
    if (out->length + count > out->room) {
        out->room = (out->length + count) * 2 + 4096;
        out->at = realloc(out->at, out->room);
        if (!out->at) abort();
    }
    if (count) memcpy(out->at + out->length, bytes, count);
    out->length += count;
}

static void dump_words(DumpText *out, const char *words) { dump_bytes(out, words, strlen(words)); }

static void dump_number(DumpText *out, long long n) {
    char digits[32];
    dump_bytes(out, digits, (size_t)snprintf(digits, sizeof digits, "%lld", n));
}

/* -- constants -------------------------------------------------------------- */

static u32 dump_character(const u8 *at, u32 *length) { /* UTF-8, surrogates too */
    u8 first = at[0];
    *length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    u32 c = *length == 1 ? first : first & (0x3fu >> (*length - 1));
    for (u32 i = 1; i < *length; i++) c = c << 6 | (at[i] & 0x3f);
    return c;
}

static void dump_quoted(DumpText *out, Bytes text, bool bytes) {
    bool single = memchr(text.at, '\'', text.length) && !memchr(text.at, '"', text.length);
    char quote = single ? '"' : '\'', escape[16];
    dump_bytes(out, &quote, 1);
    for (u32 i = 0, length = 1; i < text.length; i += length) {
        u32 c = bytes ? (length = 1, text.at[i]) : dump_character(text.at + i, &length);
        escape[0] = 0;
        if (c == (u32)quote || c == '\\') snprintf(escape, sizeof escape, "\\%c", (char)c);
        else if (c == '\n' || c == '\r' || c == '\t') snprintf(escape, sizeof escape, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        else if (bytes ? c < 0x20 || c > 0x7e : !unicode_is_printable(c))
            snprintf(escape, sizeof escape, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
        if (escape[0]) dump_words(out, escape);
        else dump_bytes(out, text.at + i, length);
    }
    dump_bytes(out, &quote, 1);
}

static void dump_big_int(DumpText *out, const Constant *value) {
    u32 room = digits_from_text_size(value->text.length, value->base), count = 0, length = 0;
    u32 *digits = malloc(room * 4 + 4), *scratch = malloc(digits_from_text_scratch(value->text.length, value->base) * 4 + 4);
    if (!digits_from_text(digits, &count, value->text.at, value->text.length, value->base, scratch)) abort();
    u8 *text = malloc((size_t)digits_text_bound(digits, count, 10));
    free(scratch);
    scratch = malloc(digits_to_text_scratch(count, 10) * 4 + 4);
    if (!digits_to_text(text, &length, digits, count, 10, scratch)) abort();
    dump_bytes(out, text, length);
    free(text), free(scratch), free(digits);
}

static void dump_constant(DumpText *out, const Constant *value) {
    u8 text[64];
    switch ((ConstantKind)value->kind) {
    case CONSTANT_NONE: dump_words(out, "None"); break;
    case CONSTANT_TRUE: dump_words(out, "True"); break;
    case CONSTANT_FALSE: dump_words(out, "False"); break;
    case CONSTANT_ELLIPSIS: dump_words(out, "Ellipsis"); break;
    case CONSTANT_INT: dump_number(out, value->integer); break;
    case CONSTANT_BIG_INT: dump_big_int(out, value); break;
    case CONSTANT_FLOAT: dump_bytes(out, text, dtoa_repr(value->number, text)); break;
    case CONSTANT_COMPLEX:
        dump_bytes(out, text, dtoa_format(value->number, 'r', 0, 0, text));
        dump_words(out, "j");
        break;
    case CONSTANT_STR: dump_quoted(out, value->text, false); break;
    case CONSTANT_BYTES:
        dump_words(out, "b");
        dump_quoted(out, value->text, true);
        break;
    }
}

/* -- nodes -------------------------------------------------------------------- */

static void dump_node(DumpText *out, const Node *node);

static void dump_field(DumpText *out, bool *first, const char *name) {
    if (!*first) dump_words(out, ", ");
    *first = false;
    dump_words(out, name);
    dump_words(out, "=");
}

static void dump_list(DumpText *out, bool *first, const char *name, NodeList list) {
    if (!list.count) return;
    dump_field(out, first, name);
    dump_words(out, "[");
    for (u32 i = 0; i < list.count; i++) {
        if (i) dump_words(out, ", ");
        if (list.at[i]) dump_node(out, list.at[i]);
        else dump_words(out, "None");
    }
    dump_words(out, "]");
}

static void dump_name(DumpText *out, bool *first, const char *name, Identifier id) {
    if (!id) return;
    dump_field(out, first, name);
    dump_quoted(out, (Bytes){id->text, id->length}, false);
}

static void dump_names(DumpText *out, bool *first, const char *name, IdentifierList list) {
    if (!list.count) return;
    dump_field(out, first, name);
    dump_words(out, "[");
    for (u32 i = 0; i < list.count; i++) {
        if (i) dump_words(out, ", ");
        dump_quoted(out, (Bytes){list.at[i]->text, list.at[i]->length}, false);
    }
    dump_words(out, "]");
}

static const char *const dump_Context[] = {
#define CONTEXT(Name) #Name "()",
#include "syntax/ast.def"
};
static const char *const dump_BoolOperator[] = {
#define BOOL_OPERATOR(Name) #Name "()",
#include "syntax/ast.def"
};
static const char *const dump_Operator[] = {
#define OPERATOR(Name) #Name "()",
#include "syntax/ast.def"
};
static const char *const dump_UnaryOperator[] = {
#define UNARY_OPERATOR(Name) #Name "()",
#include "syntax/ast.def"
};
static const char *const dump_Comparison[] = {
#define COMPARISON(Name) #Name "()",
#include "syntax/ast.def"
};

static void dump_comparisons(DumpText *out, bool *first, const char *name, CompareList list) {
    dump_field(out, first, name);
    dump_words(out, "[");
    for (u32 i = 0; i < list.count; i++) {
        if (i) dump_words(out, ", ");
        dump_words(out, dump_Comparison[list.at[i]]);
    }
    dump_words(out, "]");
}

static void dump_place(DumpText *out, bool *first, const Node *node) {
    dump_field(out, first, "lineno");
    dump_number(out, node->lineno);
    dump_field(out, first, "col_offset");
    dump_number(out, node->col_offset);
    dump_field(out, first, "end_lineno");
    dump_number(out, node->end_lineno);
    dump_field(out, first, "end_col_offset");
    dump_number(out, node->end_col_offset);
}

#define CHILD(name) dump_field(out, &first, #name), dump_node(out, it->name);
#define MAYBE(name) if (it->name) { dump_field(out, &first, #name), dump_node(out, it->name); }
#define CHILDREN(name) dump_list(out, &first, #name, it->name);
#define NAME(name) dump_name(out, &first, #name, it->name);
#define MAYBE_NAME(name) dump_name(out, &first, #name, it->name);
#define NAMES(name) dump_names(out, &first, #name, it->name);
#define NUMBER(name) dump_field(out, &first, #name), dump_number(out, it->name);
#define CONSTANT(name) dump_field(out, &first, #name), dump_constant(out, &it->name);
#define FLAGS(type, name) dump_field(out, &first, #name), dump_words(out, dump_##type[it->name]);
#define COMPARISONS(name) dump_comparisons(out, &first, #name, it->name);
#define PLACED dump_place(out, &first, node);
#define UNPLACED
#define NODE(Kind, group, place, fields) \
    static void dump_##Kind##Node(DumpText *out, const Node *node) { \
        const Kind##Node *it = (const Kind##Node *)node; \
        bool first = true; \
        (void)it; \
        fields place (void) first; \
    }
#include "syntax/ast.def"

static void (*const dump_kinds[ND_COUNT])(DumpText *, const Node *) = {
#define NODE(Kind, group, place, fields) dump_##Kind##Node,
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
#undef PLACED
#undef UNPLACED

static void dump_node(DumpText *out, const Node *node) {
    dump_words(out, ast_kind_name((NodeKind)node->kind));
    dump_words(out, "(");
    dump_kinds[node->kind](out, node);
    dump_words(out, ")");
}

/* -- parsing, for those outside ---------------------------------------------------- */

static void dump_fault(DumpText *out, const Fault *fault) {
    static const char *const kinds[] = {"SyntaxError", "IndentationError", "TabError", "MemoryError", "ValueError",
                                        "UnicodeEncodeError"};
    char place[96];
    dump_words(out, kinds[fault->kind]);
    snprintf(place, sizeof place, "|%u|%d|%u|%d|", (unsigned)fault->line, (int)fault->column, (unsigned)fault->end_line,
             (int)fault->end_column);
    dump_words(out, place);
    dump_bytes(out, fault->message.at, fault->message.length);
    dump_words(out, "|");
    dump_bytes(out, fault->text.at, fault->text.length);
}

/* The dump of a program, or its fault as kind|line|column|end_line|end_column|message|text; then its warnings, if asked. */
static void dump_program(DumpText *out, Bytes source, const ParseOptions *options, char what) {
    bool with_warnings = what == 'w';
    Arena arena = {0};
    Parse parse;
    Fault fault;
    out->length = 0;
    if (!parse_source(&arena, source, options, &parse, &fault)) dump_fault(out, &fault);
    else if (what == 'k') dump_words(out, ast_kind_name((NodeKind)parse.tree->kind));
    else dump_node(out, parse.tree);
    if (what == 'k') out->length = 1;
    for (ParseWarning *w = with_warnings ? parse.warnings : NULL; w; w = w->next) {
        Fault place;
        char words[96];
        parse_fault_of_warning(&parse, w, &place);
        snprintf(words, sizeof words, "\nwarning %u %u:%d-%u:%d ", (unsigned)w->line, (unsigned)place.line, (int)place.column,
                 (unsigned)place.end_line, (int)place.end_column);
        dump_words(out, words);
        dump_bytes(out, w->message.at, w->message.length);
    }
    arena_free(&arena);
}

/* Reads "exec|eval|single bytes|text tree|warnings|kind LENGTH\n" and that many bytes, writes "LENGTH\n" and the dump
 * (for `kind`, only its first byte), until the end. */
static int dump_serve(void) {
    static u8 *source;
    static size_t room;
    DumpText out = {0};
    char mode[16], type[16], what[16];
    unsigned length;
    while (scanf("%15s %15s %15s %u", mode, type, what, &length) == 4 && getchar() == '\n') {
        if (length + 1 > room) source = realloc(source, room = length * 2 + 1);
        if (!source || fread(source, 1, length, stdin) != length) return 1;
        u8 *exact = malloc(length ? length : 1); /* so that a sanitizer sees a read behind it */
        memcpy(exact, source, length);
        ParseOptions options = {.mode = mode[1] == 'v' ? PARSE_EVAL : mode[0] == 's' ? PARSE_SINGLE : PARSE_EXEC,
                                .is_text = type[0] == 't', .max_str_digits = 4300};
        dump_program(&out, (Bytes){exact, length}, &options, what[0]);
        free(exact);
        printf("%zu\n", out.length);
        fwrite(out.at, 1, out.length, stdout);
        fflush(stdout);
    }
    free(out.at);
    free(source);
    return 0;
}
#endif
