/* lexer.c: lines, indentation, names and operators; the driver of the lexer.
 *
 * Implements "Lexical analysis" of the language reference. Numbers are in
 * lexer_number.c, strings in lexer_string.c. Every byte is looked at a bounded
 * number of times. `at` never passes the end: the text ends in a newline, so that
 * looking one byte ahead of anything but a newline is safe, and byte_at answers 0
 * behind the end. Columns of indentation count tabs as 8 and, a second time, as 1:
 * two lines must compare alike both ways (else TabError).
 */
#include "syntax/lexer.h"
#include "base/unicode.h"
#include "mem/heap.h"

static const char *const texts[TK_COUNT] = {
#define OPERATOR_TOKEN(NAME, text) [TK_##NAME] = text,
#define KEYWORD(NAME, text) [TK_##NAME] = text,
#include "syntax/tokens.def"
};

const char *lexer_text(TokenKind kind) { return texts[kind]; }

static u8 byte_at(const Lexer *lexer, u32 at) { return at < lexer->text.length ? lexer->text.at[at] : 0; }

/* -- messages --------------------------------------------------------------- */

u32 lexer_decode(const u8 *at, u32 *length) {
    u8 first = at[0];
    *length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0x80) return first;
    u32 c = first & (0x3f >> (*length - 1));
    for (u32 i = 1; i < *length; i++) c = c << 6 | (at[i] & 0x3f);
    return c;
}

static u32 encode(u32 c, u8 *out) {
    if (c < 0x80) return out[0] = (u8)c, 1;
    if (c < 0x800) return out[0] = (u8)(0xc0 | c >> 6), out[1] = (u8)(0x80 | (c & 0x3f)), 2;
    u32 n = c < 0x10000 ? 3 : 4;
    for (u32 i = n; i-- > 1; c >>= 6) out[i] = (u8)(0x80 | (c & 0x3f));
    out[0] = (u8)((n == 3 ? 0xe0 : 0xf0) | c);
    return n;
}

static u32 write_number(u32 n, u32 base, u32 width, u8 *out) {
    u8 digits[12];
    u32 count = 0;
    do digits[count++] = "0123456789ABCDEF"[n % base];
    while ((n /= base) || count < width);
    for (u32 i = 0; i < count; i++) out[i] = digits[count - 1 - i];
    return count;
}

/* Writes what a format gives to `out`, or only counts if that is NULL. */
static u32 write_format(u8 *out, const char *format, va_list values) {
    u32 length = 0;
    u8 scratch[16];
    for (const char *at = format; *at; at++) {
        Bytes piece = {(const u8 *)at, 1};
        if (*at == '%') {
            switch (*++at) {
            case 's': piece.at = va_arg(values, const u8 *), piece.length = (u32)strlen((const char *)piece.at); break;
            case 'B': piece = *va_arg(values, const Bytes *); break;
            case 'd': piece = (Bytes){scratch, write_number(va_arg(values, u32), 10, 1, scratch)}; break;
            case 'X': piece = (Bytes){scratch, write_number(va_arg(values, u32), 16, 4, scratch)}; break;
            case 'c': piece = (Bytes){scratch, encode(va_arg(values, u32), scratch)}; break;
            default: piece.at = (const u8 *)at;
            }
        }
        if (out && piece.length) memcpy(out + length, piece.at, piece.length);
        length += piece.length;
    }
    return length;
}

Bytes lexer_format_list(Arena *arena, const char *format, va_list values) {
    va_list again;
    va_copy(again, values);
    u32 length = write_format(NULL, format, values);
    u8 *out = arena_alloc(arena, length + 1);
    if (out) write_format(out, format, again);
    va_end(again);
    return (Bytes){out, out ? length : 0};
}

Bytes lexer_format(Arena *arena, const char *format, ...) {
    va_list values;
    va_start(values, format);
    Bytes text = lexer_format_list(arena, format, values);
    va_end(values);
    return text;
}

static u32 count_characters(const Lexer *lexer, u32 from, u32 to) {
    u32 count = 0;
    for (u32 i = from; i < to && i < lexer->text.length; i++) count += (lexer->text.at[i] & 0xc0) != 0x80;
    return count;
}

static Bytes line_text(const Lexer *lexer, u32 start) {
    u32 end = start;
    while (end < lexer->text.length && lexer->text.at[end] != '\n') end++;
    return (Bytes){lexer->text.at + start, end - start};
}

static void set_fault(Lexer *lexer, FaultKind kind, u32 column, i32 end_column, bool fatal, Bytes message) {
    if (lexer->failed) return;
    lexer->failed = true;
    lexer->fatal = fatal;
    Bytes text = line_text(lexer, lexer->line_start);
    if (!fatal) text.length++;
    lexer->fault = (Fault){.kind = kind, .line = lexer->line, .column = (i32)column, .end_line = lexer->line,
                           .end_column = end_column, .message = message, .text = text};
}

bool lexer_error(Lexer *lexer, const char *format, ...) {
    va_list values;
    va_start(values, format);
    u32 column = count_characters(lexer, lexer->line_start, lexer->at);
    set_fault(lexer, FAULT_SYNTAX_ERROR, column, (i32)column, true, lexer_format_list(lexer->arena, format, values));
    va_end(values);
    return false;
}

bool lexer_error_range(Lexer *lexer, u32 start, u32 end, const char *format, ...) {
    va_list values;
    va_start(values, format);
    set_fault(lexer, FAULT_SYNTAX_ERROR, start, (i32)end, true, lexer_format_list(lexer->arena, format, values));
    va_end(values);
    return false;
}

/* An error that counts only if the parser comes here. */
static bool stop(Lexer *lexer, FaultKind kind, u32 column, i32 end_column, const char *message) {
    set_fault(lexer, kind, column, end_column, false, lexer_format(lexer->arena, "%s", message));
    return false;
}

bool lexer_warn(Lexer *lexer, Bytes message) {
    ParseWarning *warning = arena_alloc(lexer->arena, sizeof(ParseWarning));
    if (!warning) return false;
    u32 column = lexer->at - lexer->line_start - 1;
    Node place = {.lineno = lexer->line, .col_offset = column, .end_lineno = lexer->line, .end_col_offset = column};
    *warning = (ParseWarning){.message = message, .line = lexer->line, .place = place, .offset = lexer->at};
    *lexer->last_warning = warning;
    lexer->last_warning = &warning->next;
    return true;
}

/* -- tokens ----------------------------------------------------------------- */

static bool grow(Lexer *lexer) {
    u32 room = lexer->room ? lexer->room * 2 : lexer->text.length / 6 + 64;
    if (room > UINT32_MAX / 2 / sizeof(Token)) return false;
    Token *tokens = heap_realloc(lexer->tokens, lexer->room * sizeof(Token), room * sizeof(Token));
    if (!tokens) return false;
    lexer->tokens = tokens;
    lexer->room = room;
    return true;
}

static Token *add(Lexer *lexer, TokenKind kind, u32 start) {
    if (UNLIKELY(lexer->count == lexer->room) && !grow(lexer)) {
        lexer->arena->failed = true;
        return NULL;
    }
    Token *token = &lexer->tokens[lexer->count++];
    *token = (Token){.kind = (u8)kind, .level = (u16)lexer->level, .start = start, .end = lexer->at,
                     .line = lexer->line, .column = start - lexer->line_start, .end_line = lexer->line,
                     .end_column = lexer->at - lexer->line_start};
    return token;
}

bool lexer_emit(Lexer *lexer, TokenKind kind, u32 start) { return add(lexer, kind, start) != NULL; }

/* -- lines ------------------------------------------------------------------ */

static void next_line(Lexer *lexer) { /* `at` is behind a newline */
    lexer->line++;
    lexer->line_start = lexer->at;
}

/* After the last newline CPython is still on the last line; tokens and errors there say so. */
static void stay_on_last_line(Lexer *lexer) {
    if (lexer->line_start != lexer->text.length || lexer->line == 1) return;
    lexer->line--;
    do lexer->line_start--;
    while (lexer->line_start > 0 && lexer->text.at[lexer->line_start - 1] != '\n');
}

static bool stop_at_end(Lexer *lexer) {
    stay_on_last_line(lexer);
    lexer->end_of_file = true;
    if (lexer->level) {
        LexerBracket *bracket = &lexer->brackets[lexer->level - 1];
        Lexer there = *lexer;
        u32 line = lexer->line;
        while (line > bracket->line) {
            line--;
            do there.line_start--;
            while (there.line_start > 0 && there.text.at[there.line_start - 1] != '\n');
        }
        u32 column = count_characters(lexer, there.line_start, there.line_start + bracket->column) + 1;
        lexer->failed = true;
        Bytes text = line_text(lexer, there.line_start);
        if (bracket->line == lexer->line) text.length++;
        lexer->fault = (Fault){.kind = FAULT_SYNTAX_ERROR, .line = bracket->line, .column = (i32)column,
                               .end_line = bracket->line, .end_column = 0, .text = text,
                               .message = lexer_format(lexer->arena, "'%c' was never closed", (u32)bracket->open)};
        return false;
    }
    return stop(lexer, FAULT_SYNTAX_ERROR, count_characters(lexer, lexer->line_start, lexer->at), -1,
                "unexpected EOF while parsing");
}

/* Where a text without a newline at its end has been given one. */
static bool at_bare_end(const Lexer *lexer) { return lexer->bare && lexer->at + 1 == lexer->text.length; }

/* At a backslash: it must end its line, and not the file. */
static bool continue_line(Lexer *lexer) {
    if (lexer->bare && lexer->at + 2 == lexer->text.length)
        return stop(lexer, FAULT_SYNTAX_ERROR, count_characters(lexer, lexer->line_start, lexer->at + 1), 0,
                    "unexpected character after line continuation character");
    if (byte_at(lexer, lexer->at + 1) != '\n') {
        u32 line = count_characters(lexer, lexer->line_start, lexer->line_start + line_text(lexer, lexer->line_start).length);
        u32 column = u32_min(count_characters(lexer, lexer->joined, lexer->at + 1), line + 1) + 1;
        return stop(lexer, FAULT_SYNTAX_ERROR, column, 0, "unexpected character after line continuation character");
    }
    lexer->at += 2;
    next_line(lexer);
    return lexer->at < lexer->text.length || stop_at_end(lexer);
}

static void skip_comment(Lexer *lexer) {
    lexer->comment = lexer->at;
    while (byte_at(lexer, lexer->at) != '\n') lexer->at++;
}

static bool stop_tabs(Lexer *lexer) {
    return stop(lexer, FAULT_TAB_ERROR, 1, 0, "inconsistent use of tabs and spaces in indentation");
}

/* Compares the new line's columns with the open blocks, and emits INDENT or DEDENTs. */
static bool indent(Lexer *lexer, u32 column, u32 alternate) {
    u32 *columns = lexer->columns, *alternates = lexer->alternates;
    if (column == columns[lexer->indent]) return alternate == alternates[lexer->indent] || stop_tabs(lexer);
    if (column > columns[lexer->indent]) {
        if (lexer->indent + 1 >= LEXER_INDENTS)
            return stop(lexer, FAULT_INDENTATION_ERROR, 1, 0, "too many levels of indentation");
        if (alternate <= alternates[lexer->indent]) return stop_tabs(lexer);
        lexer->indent++;
        columns[lexer->indent] = column;
        alternates[lexer->indent] = alternate;
        return lexer_emit(lexer, TK_INDENT, lexer->at);
    }
    u32 closed = 0;
    while (lexer->indent > 0 && column < columns[lexer->indent]) closed++, lexer->indent--;
    if (column != columns[lexer->indent]) {
        u32 end = lexer->line_start + line_text(lexer, lexer->line_start).length + !at_bare_end(lexer);
        return stop(lexer, FAULT_INDENTATION_ERROR, count_characters(lexer, lexer->line_start, end), -1,
                    "unindent does not match any outer indentation level");
    }
    if (alternate != alternates[lexer->indent]) return stop_tabs(lexer);
    while (closed--)
        if (!lexer_emit(lexer, TK_DEDENT, lexer->at)) return false;
    return true;
}

/* At the start of a line outside brackets: passes lines without code, then indents. */
static bool start_line(Lexer *lexer) {
    for (;;) {
        u32 column = 0, alternate = 0, continued = 0;
        for (;; lexer->at++) {
            u8 c = byte_at(lexer, lexer->at);
            if (c == ' ') column++, alternate++;
            else if (c == '\t') column = column / 8 * 8 + 8, alternate++;
            else if (c == '\f') column = alternate = 0;
            else if (c == '\\') { /* the first line's indentation counts */
                if (!continued) continued = column;
                if (!continue_line(lexer)) return false;
                lexer->at--;
            } else break;
        }
        if (lexer->at >= lexer->text.length) return true; /* the end closes all blocks */
        bool comment = byte_at(lexer, lexer->at) == '#';
        if (comment) skip_comment(lexer);
        bool blank = byte_at(lexer, lexer->at) == '\n' && (comment || !column || !at_bare_end(lexer));
        if (!blank) return continued ? indent(lexer, continued, continued)
                                                                 : indent(lexer, column, alternate);
        lexer->at++;
        next_line(lexer);
        lexer->joined = lexer->at;
    }
}

static bool close_blocks(Lexer *lexer) {
    for (; lexer->indent; lexer->indent--)
        if (!lexer_emit(lexer, TK_DEDENT, lexer->at)) return false;
    return true;
}

static bool add_newline(Lexer *lexer) {
    Token *token = add(lexer, TK_NEWLINE, lexer->at);
    if (token) token->flags = TOKEN_ADDED;
    return token;
}

static bool finish(Lexer *lexer) {
    stay_on_last_line(lexer);
    if (lexer->bare) lexer->at--; /* the newline that was added has no column */
    if (lexer->single && lexer->count) {
        bool open = lexer->bare && lexer->indent;
        if (open && !add_newline(lexer)) return false;
        if (!close_blocks(lexer) || !add_newline(lexer)) return false;
    }
    return close_blocks(lexer) && lexer_emit(lexer, TK_END, lexer->at);
}

/* -- names ------------------------------------------------------------------ */

static bool is_name_start(u8 c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
static bool is_name_byte(u8 c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

static bool bad_character(Lexer *lexer, u32 c) {
    if (unicode_is_printable(c)) return lexer_error(lexer, "invalid character '%c' (U+%X)", c, c);
    return lexer_error(lexer, "invalid non-printable character U+%X", c);
}

/* A name with bytes above 0x7f must be made of identifier characters. */
static bool check_name(Lexer *lexer, u32 start) {
    u32 end = lexer->at;
    for (u32 at = start, length; at < end; at += length) {
        u32 c = lexer_decode(lexer->text.at + at, &length);
        if (at == start ? unicode_is_identifier_start(c) : unicode_is_identifier_part(c)) continue;
        lexer->at = at + length;
        return bad_character(lexer, c);
    }
    return true;
}

static TokenKind keyword(const u8 *at, u32 length) {
    if (length < 2 || length > 8) return TK_NAME;
    for (u32 kind = TK_FIRST_KEYWORD; kind < TK_COUNT; kind++) {
        const char *text = texts[kind];
        if ((u8)text[0] == at[0] && (u8)text[1] == at[1] && strlen(text) == length && !memcmp(text, at, length))
            return (TokenKind)kind;
    }
    return TK_NAME;
}

/* The letters before a quote. Each may stand once; `u` stands alone, b f t exclude each other. */
typedef struct {
    bool b, u, r, f, t;
} Prefix;

static bool take_prefix(Prefix *prefix, u8 c) {
    bool *letter = NULL;
    switch (c | 0x20) {
    case 'b': letter = &prefix->b; break;
    case 'u': letter = &prefix->u; break;
    case 'r': letter = &prefix->r; break;
    case 'f': letter = &prefix->f; break;
    case 't': letter = &prefix->t; break;
    }
    if (!letter || *letter) return false;
    return *letter = true;
}

static bool check_prefix(Lexer *lexer, Prefix prefix, u32 start) {
    struct { bool both; char one, other; } bad[] = {
        {prefix.u && prefix.b, 'u', 'b'}, {prefix.u && prefix.r, 'u', 'r'}, {prefix.u && prefix.f, 'u', 'f'},
        {prefix.u && prefix.t, 'u', 't'}, {prefix.b && prefix.f, 'b', 'f'}, {prefix.b && prefix.t, 'b', 't'},
        {prefix.f && prefix.t, 'f', 't'},
    };
    for (u32 i = 0; i < COUNT_OF(bad); i++) {
        if (!bad[i].both) continue;
        u32 column = count_characters(lexer, lexer->line_start, start) + 1;
        return lexer_error_range(lexer, column, column + lexer->at - start,
                                 "'%c' and '%c' prefixes are incompatible", (u32)bad[i].one, (u32)bad[i].other);
    }
    return true;
}

static bool name(Lexer *lexer) {
    u32 start = lexer->at;
    Prefix prefix = {0};
    while (take_prefix(&prefix, byte_at(lexer, lexer->at))) lexer->at++;
    u8 c = byte_at(lexer, lexer->at);
    if (c == '"' || c == '\'') {
        if (!check_prefix(lexer, prefix, start)) return false;
        if (prefix.f || prefix.t) return lexer_string_start(lexer, start, prefix.r, prefix.t);
        return lexer_string(lexer, start);
    }
    u8 seen = 0;
    for (lexer->at = start; is_name_byte(c = byte_at(lexer, lexer->at)); lexer->at++) seen |= c;
    if (seen >= 0x80 && !check_name(lexer, start)) return false;
    u32 length = lexer->at - start;
    return lexer_emit(lexer, keyword(lexer->text.at + start, length), start);
}

/* -- operators -------------------------------------------------------------- */

#define PAIR(a, b) ((u32)(a) << 8 | (u32)(b))

static TokenKind one_character(u8 c) {
    switch (c) {
    case '(': return TK_LPAR;
    case ')': return TK_RPAR;
    case '[': return TK_LSQB;
    case ']': return TK_RSQB;
    case '{': return TK_LBRACE;
    case '}': return TK_RBRACE;
    case ':': return TK_COLON;
    case ',': return TK_COMMA;
    case ';': return TK_SEMI;
    case '.': return TK_DOT;
    case '!': return TK_EXCLAMATION;
    case '=': return TK_EQUAL;
    case '+': return TK_PLUS;
    case '-': return TK_MINUS;
    case '~': return TK_TILDE;
    case '*': return TK_STAR;
    case '/': return TK_SLASH;
    case '%': return TK_PERCENT;
    case '@': return TK_AT;
    case '&': return TK_AMPER;
    case '|': return TK_VBAR;
    case '^': return TK_CIRCUMFLEX;
    case '<': return TK_LESS;
    case '>': return TK_GREATER;
    case '$': case '?': case '`': return TK_STRAY;
    default: return TK_ERROR;
    }
}

static TokenKind two_characters(u32 pair) {
    switch (pair) {
    case PAIR('!', '='): return TK_NOTEQUAL;
    case PAIR('=', '='): return TK_EQEQUAL;
    case PAIR('<', '='): return TK_LESSEQUAL;
    case PAIR('>', '='): return TK_GREATEREQUAL;
    case PAIR('<', '<'): return TK_LEFTSHIFT;
    case PAIR('>', '>'): return TK_RIGHTSHIFT;
    case PAIR('*', '*'): return TK_DOUBLESTAR;
    case PAIR('/', '/'): return TK_DOUBLESLASH;
    case PAIR('-', '>'): return TK_ARROW;
    case PAIR(':', '='): return TK_COLONEQUAL;
    case PAIR('+', '='): return TK_PLUSEQUAL;
    case PAIR('-', '='): return TK_MINEQUAL;
    case PAIR('*', '='): return TK_STAREQUAL;
    case PAIR('/', '='): return TK_SLASHEQUAL;
    case PAIR('%', '='): return TK_PERCENTEQUAL;
    case PAIR('@', '='): return TK_ATEQUAL;
    case PAIR('&', '='): return TK_AMPEREQUAL;
    case PAIR('|', '='): return TK_VBAREQUAL;
    case PAIR('^', '='): return TK_CIRCUMFLEXEQUAL;
    default: return TK_ERROR;
    }
}

static TokenKind three_characters(TokenKind first_two, u8 third) {
    if (third != '=') return TK_ERROR;
    switch (first_two) {
    case TK_LEFTSHIFT: return TK_LEFTSHIFTEQUAL;
    case TK_RIGHTSHIFT: return TK_RIGHTSHIFTEQUAL;
    case TK_DOUBLESTAR: return TK_DOUBLESTAREQUAL;
    case TK_DOUBLESLASH: return TK_DOUBLESLASHEQUAL;
    default: return TK_ERROR;
    }
}

static LexerString *inner_string(Lexer *lexer) { return lexer->strings ? &lexer->string[lexer->strings - 1] : NULL; }

static bool open_bracket(Lexer *lexer, u8 c) {
    u32 start = lexer->at - 1;
    if (lexer->level >= LEXER_BRACKETS) return lexer_error(lexer, "too many nested parentheses");
    lexer->brackets[lexer->level] = (LexerBracket){lexer->line, start - lexer->line_start, c};
    LexerString *string = inner_string(lexer);
    if (string) string->brackets++;
    lexer->level++;
    return lexer_emit(lexer, one_character(c), start);
}

static bool matches(u8 open, u8 close) {
    return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
}

static bool close_bracket(Lexer *lexer, u8 c) {
    LexerString *string = inner_string(lexer);
    u32 letter = string && string->is_template ? 't' : 'f';
    if (string && !string->brackets && c == '}') return lexer_error(lexer, "%c-string: single '}' is not allowed", letter);
    if (!lexer->level) return lexer_error(lexer, "unmatched '%c'", (u32)c);
    LexerBracket *bracket = &lexer->brackets[lexer->level - 1];
    if (!matches(bracket->open, c)) {
        if (string && bracket->open == '{' && string->brackets - 1 == string->field_depth)
            return lexer_error(lexer, "%c-string: unmatched '%c'", letter, (u32)c);
        if (bracket->line != lexer->line)
            return lexer_error(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
                               (u32)c, (u32)bracket->open, bracket->line);
        return lexer_error(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", (u32)c,
                           (u32)bracket->open);
    }
    if (string) {
        if (--string->brackets < 0) return lexer_error(lexer, "%c-string: unmatched '%c'", letter, (u32)c);
        if (c == '}' && string->brackets == string->field_depth) { /* the replacement field ends */
            string->field_depth--;
            string->in_text = true;
            string->in_spec = false;
        }
    }
    lexer->level--;
    return lexer_emit(lexer, one_character(c), lexer->at - 1);
}

/* A ':' that is not inside brackets of the field begins its format specification. */
static bool begins_spec(Lexer *lexer) {
    LexerString *string = inner_string(lexer);
    if (!string || string->field_depth < 0 || string->brackets - 1 != string->field_depth) return false;
    string->in_text = string->in_spec = true;
    return true;
}

static bool punctuation(Lexer *lexer) {
    u32 start = lexer->at;
    u8 c = byte_at(lexer, start);
    if (c == ':' && begins_spec(lexer)) {
        lexer->at++;
        return lexer_emit(lexer, TK_COLON, start);
    }
    if (c == '.' && byte_at(lexer, start + 1) == '.' && byte_at(lexer, start + 2) == '.') {
        lexer->at += 3;
        return lexer_emit(lexer, TK_ELLIPSIS, start);
    }
    TokenKind two = two_characters(PAIR(c, byte_at(lexer, start + 1)));
    if (two != TK_ERROR) {
        TokenKind three = three_characters(two, byte_at(lexer, start + 2));
        lexer->at += three != TK_ERROR ? 3 : 2;
        return lexer_emit(lexer, three != TK_ERROR ? three : two, start);
    }
    lexer->at++;
    TokenKind one = one_character(c);
    if (one == TK_ERROR) return lexer_error(lexer, "invalid non-printable character U+%X", (u32)c);
    if (c == '(' || c == '[' || c == '{') return open_bracket(lexer, c);
    if (c == ')' || c == ']' || c == '}') return close_bracket(lexer, c);
    return lexer_emit(lexer, one, start);
}

/* -- the driver ------------------------------------------------------------- */

static bool newline(Lexer *lexer) {
    bool at_end = at_bare_end(lexer);
    u32 start = lexer->at++;
    if (at_end) return true;
    if (!lexer->level) {
        Token *token = add(lexer, TK_NEWLINE, start);
        if (!token) return false;
        if (lexer->comment > lexer->line_start) token->column = lexer->comment - lexer->line_start;
        if (lexer->missing_newline && lexer->at == lexer->text.length) token->flags = TOKEN_IMPLICIT;
    }
    next_line(lexer);
    lexer->joined = lexer->at;
    return lexer->level ? true : start_line(lexer);
}

static bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

static bool next(Lexer *lexer) {
    u8 c = byte_at(lexer, lexer->at);
    switch (c) {
    case ' ': case '\t': case '\f': lexer->at++; return true;
    case '\n': return newline(lexer);
    case '#': skip_comment(lexer); return true;
    case '\\': return continue_line(lexer);
    case '"': case '\'': return lexer_string(lexer, lexer->at);
    case '.': return is_digit(byte_at(lexer, lexer->at + 1)) ? lexer_number(lexer) : punctuation(lexer);
    default:
        if (is_name_start(c)) return name(lexer);
        return is_digit(c) ? lexer_number(lexer) : punctuation(lexer);
    }
}

static bool run(Lexer *lexer) {
    if (!start_line(lexer)) return false;
    while (lexer->at < lexer->text.length) {
        LexerString *string = inner_string(lexer);
        if (!(string && string->in_text ? lexer_string_text(lexer) : next(lexer))) return false;
    }
    return lexer->level ? stop_at_end(lexer) : finish(lexer);
}

bool lexer_run(Lexer *lexer, Arena *arena, Bytes text) {
    lexer->arena = arena;
    lexer->text = text;
    lexer->line = 1;
    lexer->last_warning = &lexer->warnings;
    if (!grow(lexer)) return false;
    if (run(lexer)) return true;
    if (!lexer->failed || arena->failed) return false;
    lexer->at = u32_min(lexer->at, text.length);
    return lexer_emit(lexer, TK_ERROR, lexer->at);
}

void lexer_free(Lexer *lexer) {
    heap_free(lexer->tokens, lexer->room * sizeof(Token));
    lexer->tokens = NULL;
    lexer->room = lexer->count = 0;
}
