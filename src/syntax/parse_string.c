/* parse_string.c: escapes of string literals, and runs of plain literals.
 *
 * Text is gathered in the parser's scratch and copied to the arena once. Surrogates
 * are kept as three bytes each. Errors and warnings name positions as CPython's codec
 * counts them: a character above 0x7f is ten bytes there (\UXXXXXXXX).
 */
#include "base/unicode.h"
#include "syntax/parse.h"

bool string_prefix(const u8 *at, u32 length, bool *raw, bool *bytes, bool *unicode, u32 *quote_at, u32 *quotes) {
    u32 i = 0;
    *raw = *bytes = *unicode = false;
    for (; i < length && at[i] != '"' && at[i] != '\''; i++) {
        u8 c = at[i] | 0x20;
        if (c == 'r') *raw = true;
        else if (c == 'b') *bytes = true;
        else if (at[i] == 'u') *unicode = true; /* not U: that leaves no kind */
    }
    *quote_at = i;
    *quotes = length - i >= 6 && at[i + 1] == at[i] && at[i + 2] == at[i] ? 3 : 1;
    return i < length;
}

/* -- escapes -------------------------------------------------------------------- */

typedef struct {
    Parser *p;
    const Token *token; /* where errors are shown */
    const u8 *at, *end, *start;
    u32 position;       /* as the codec counts */
    bool bytes, warned;
} Reader;

static bool bad_escape(Reader *reader, u32 length, const char *reason) {
    Parser *p = reader->p;
    u32 from = reader->position;
    parse_raise_token(p, reader->token, "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s",
                      from, from + length - 1, reason);
    return false;
}

static u32 leading_quotes(const Parser *p, const Token *token) {
    const u8 *at = p->lexer->text.at + token->start;
    if (token->end == token->start || (at[0] != '"' && at[0] != '\'')) return 0;
    return token->end - token->start >= 3 && at[1] == at[0] && at[2] == at[0] ? 3 : 1;
}

/* The escape at `end` (its backslash): counted from the token, behind the quotes that it begins with if it has no
 * prefix, in the units of the codec. That is what CPython shows, and it is right for plain ASCII only. */
static Node place_of_escape(const Reader *reader, const u8 *end) {
    u32 line = reader->token->line, column = reader->token->column + leading_quotes(reader->p, reader->token);
    for (const u8 *at = reader->start; at < end; at++) {
        if (*at == '\\' && !reader->bytes) column += at[1] < 0x80 ? (at++, 1) : 5;
        if (*at == '\n') line++, column = 0;
        else if (reader->bytes || *at < 0x80) column++;
        else if ((*at & 0xc0) != 0x80) column += 10;
    }
    return (Node){.lineno = line, .col_offset = column, .end_lineno = line, .end_col_offset = column + 2};
}

static bool warn_escape(Reader *reader, const u8 *escape, u32 length, const char *what) {
    if (reader->warned) return true;
    reader->warned = true;
    Parser *p = reader->p;
    Bytes text = {escape, length};
    return parse_warn(p, (u32)(escape - p->lexer->text.at), place_of_escape(reader, escape - 1),
                      lexer_format(p->arena, LEXER_INVALID_ESCAPE("%B"), &text, what, &text));
}

static i32 hex_value(u8 c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool put(Reader *reader, u32 c) {
    u8 bytes[4] = {(u8)c};
    return scratch_add(reader->p, bytes, reader->bytes ? 1 : unicode_utf8_put(c, bytes));
}

/* \xHH, \uHHHH, \UHHHHHHHH: at the first digit. */
static bool hex_escape(Reader *reader, u32 digits) {
    u32 value = 0, count = 0;
    for (i32 d; count < digits && reader->at < reader->end && (d = hex_value(*reader->at)) >= 0; count++, reader->at++)
        value = value << 4 | (u32)d;
    if (count < digits) {
        if (reader->bytes) {
            parse_raise_token(reader->p, reader->token, "(value error) invalid \\x escape at position %d", reader->position);
            return false;
        }
        return bad_escape(reader, count + 2, digits == 2 ? "truncated \\xXX escape"
                                             : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape");
    }
    if (value > UNICODE_MAX) return bad_escape(reader, 10, "illegal Unicode character");
    reader->position += 2 + digits;
    return put(reader, value);
}

static bool octal_escape(Reader *reader) { /* at the first digit */
    const u8 *first = reader->at;
    u32 value = 0, count = 0;
    for (; count < 3 && reader->at < reader->end && *reader->at >= '0' && *reader->at <= '7'; count++)
        value = value << 3 | (u32)(*reader->at++ - '0');
    reader->position += 1 + count;
    if (value > 0xff && !warn_escape(reader, first, count, "octal ")) return false;
    return put(reader, value);
}

static bool named_escape(Reader *reader) { /* behind \N */
    const u8 *open = reader->at;
    if (open == reader->end || *open != '{') return bad_escape(reader, 2, "malformed \\N character escape");
    const u8 *close = open;
    u32 position = 2;
    while (close < reader->end && *close != '}') position += *close < 0x80 ? 1 : (*close & 0xc0) != 0x80 ? 10 : 0, close++;
    if (close == reader->end || close == open + 1) return bad_escape(reader, position, "malformed \\N character escape");
    u32 c;
    const ParseOptions *options = reader->p->options;
    if (!options->character_named || !options->character_named(open + 1, (u32)(close - open) - 1, &c))
        return bad_escape(reader, position + 1, "unknown Unicode character name");
    reader->at = close + 1;
    reader->position += position + 1;
    return put(reader, c);
}

static bool unknown_escape(Reader *reader) { /* behind the backslash: it stands for itself */
    u8 c = reader->at < reader->end ? *reader->at : 0;
    if (!put(reader, '\\')) return false;
    if (c >= 0x80 || reader->at == reader->end) {
        reader->position += 6;
        return true;
    }
    if (!warn_escape(reader, reader->at, 1, "")) return false;
    reader->at++;
    reader->position += 2;
    return put(reader, c);
}

static bool escape(Reader *reader) { /* behind the backslash */
    if (reader->at == reader->end) return unknown_escape(reader);
    u8 c = *reader->at, plain = 0;
    switch (c) {
    case '\n': reader->at++, reader->position += 2; return true;
    case '\\': case '\'': case '"': plain = c; break;
    case 'a': plain = '\a'; break;
    case 'b': plain = '\b'; break;
    case 'f': plain = '\f'; break;
    case 'n': plain = '\n'; break;
    case 'r': plain = '\r'; break;
    case 't': plain = '\t'; break;
    case 'v': plain = '\v'; break;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': return octal_escape(reader);
    case 'x': reader->at++; return hex_escape(reader, 2);
    case 'u': case 'U': case 'N':
        if (reader->bytes) return unknown_escape(reader);
        reader->at++;
        return c == 'N' ? named_escape(reader) : hex_escape(reader, c == 'u' ? 4 : 8);
    default: return unknown_escape(reader);
    }
    reader->at++;
    reader->position += 2;
    return put(reader, plain);
}

/* Copies up to the next backslash. */
static bool copy_plain(Reader *reader) {
    const u8 *start = reader->at;
    for (; reader->at < reader->end && *reader->at != '\\'; reader->at++)
        reader->position += *reader->at < 0x80 ? 1 : (*reader->at & 0xc0) != 0x80 ? 10 : 0;
    return scratch_add(reader->p, start, (u32)(reader->at - start));
}

bool string_decode(Parser *p, const Token *token, const u8 *at, u32 length, bool raw, bool bytes) {
    if (raw || !length || !memchr(at, '\\', length)) return scratch_add(p, at, length);
    Reader reader = {.p = p, .token = token, .at = at, .start = at, .end = at + length, .bytes = bytes};
    while (reader.at < reader.end) {
        if (*reader.at != '\\') {
            if (!copy_plain(&reader)) return false;
            continue;
        }
        reader.at++;
        if (!escape(&reader)) return false;
    }
    return true;
}

/* -- runs of literals -------------------------------------------------------------- */

/* Decodes one STRING token to the scratch. */
static bool one_literal(Parser *p, const Token *token, bool *bytes, bool *unicode) {
    const u8 *at = p->lexer->text.at + token->start;
    u32 length = token->end - token->start, quote_at, quotes;
    bool raw;
    string_prefix(at, length, &raw, bytes, unicode, &quote_at, &quotes);
    at += quote_at + quotes;
    length -= quote_at + 2 * quotes;
    for (u32 i = 0; *bytes && i < length; i++) {
        if (at[i] < 0x80) continue;
        parse_raise_token(p, token, "bytes can only contain ASCII literal characters");
        return false;
    }
    return string_decode(p, token, at, length, raw, *bytes);
}

bool string_take(Parser *p, u32 begin, Bytes *text, bool *ascii) {
    u32 count = p->scratch_count - begin;
    u8 *copy = arena_alloc(p->arena, count + 1), seen = 0;
    if (!copy) return parse_no_memory(p), false;
    if (count) memcpy(copy, p->scratch + begin, count);
    for (u32 i = 0; i < count; i++) seen |= copy[i];
    *ascii = seen < 0x80;
    *text = (Bytes){copy, count};
    p->scratch_count = begin;
    return true;
}

bool string_literal(Parser *p, const Token *token, ConstantNode *node) {
    bool bytes, unicode;
    u32 begin = p->scratch_count;
    if (!one_literal(p, token, &bytes, &unicode)) return false;
    if (unicode && !(node->kind = names_intern(p->arena, p->parse, (const u8 *)"u", 1))) return parse_no_memory(p), false;
    node->value.kind = bytes ? CONSTANT_BYTES : CONSTANT_STR;
    return string_take(p, begin, &node->value.text, &node->value.ascii);
}

/* Only plain literals: one constant. */
static Node *plain(Parser *p, u32 count) {
    const Token *start = p->at;
    u32 begin = p->scratch_count;
    bool bytes = false, unicode = false;
    for (u32 i = 0; i < count; i++) {
        bool is_bytes, is_unicode;
        if (!one_literal(p, start + i, &is_bytes, &is_unicode)) return NULL;
        if (!i) bytes = is_bytes, unicode = is_unicode;
        parse_next(p);
        if (p->raised) return NULL;
        if (is_bytes == bytes) continue;
        while (peek(p) == TK_STRING) parse_next(p);
        return parse_raise_token(p, p->at, "cannot mix bytes and nonbytes literals");
    }
    NEW(Constant, node, start);
    if (unicode && !(node->kind = names_intern(p->arena, p->parse, (const u8 *)"u", 1))) return parse_no_memory(p);
    node->value.kind = bytes ? CONSTANT_BYTES : CONSTANT_STR;
    return string_take(p, begin, &node->value.text, &node->value.ascii) ? &node->head : NULL;
}

Node *parse_strings(Parser *p) {
    u32 count = 0;
    while (p->at[count].kind == TK_STRING) count++;
    return p->at[count].kind == TK_FSTRING_START ? parse_fstrings(p) : plain(p, count);
}
