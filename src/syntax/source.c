/* source.c: encoding declarations (PEP 263), byte order marks, newlines.
 *
 * Known encodings are UTF-8, Latin-1 and ASCII under their usual names; any other
 * is an unknown one. Text is copied only where it must change.
 */
#include "syntax/source.h"
#include "base/unicode.h"
#include "syntax/lexer.h"

/* ALIAS: a name of UTF-8 that CPython finds among its codecs only: it does not go with a BOM. */
typedef enum {
    ENCODING_NONE, ENCODING_UTF8, ENCODING_UTF8_ALIAS, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN,
} Encoding;

static bool refuse(Fault *fault, FaultKind kind, u32 line, i32 column, i32 end_column, Bytes text, Bytes message) {
    *fault = (Fault){.kind = kind, .line = line, .column = column, .end_line = line, .end_column = end_column,
                     .message = message, .text = text};
    return false;
}

static bool is_encoding_byte(u8 c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* The name in `# coding: name`, if the line is a comment that has one. */
static Bytes declared(const u8 *line, u32 length) {
    u32 i = 0;
    while (i < length && (line[i] == ' ' || line[i] == '\t' || line[i] == '\f')) i++;
    if (i == length || line[i] != '#') return (Bytes){0};
    for (; i + 6 < length; i++) {
        if (memcmp(line + i, "coding", 6) || (line[i + 6] != ':' && line[i + 6] != '=')) continue;
        u32 at = i + 7;
        while (at < length && (line[at] == ' ' || line[at] == '\t')) at++;
        u32 start = at;
        while (at < length && is_encoding_byte(line[at])) at++;
        if (at > start) return (Bytes){line + start, at - start};
    }
    return (Bytes){0};
}

static bool is_blank_or_comment(const u8 *line, u32 length) {
    for (u32 i = 0; i < length; i++) {
        if (line[i] == '#') return true;
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\f') return false;
    }
    return true;
}

static u32 line_length(Bytes source, u32 start) {
    u32 end = start;
    while (end < source.length && source.at[end] != '\n' && source.at[end] != '\r') end++;
    return end - start;
}

/* One of the first two lines may declare it, the second only behind a line without code. */
static Bytes find_declaration(Bytes source) {
    u32 start = 0;
    for (u32 line = 0; line < 2 && start <= source.length; line++) {
        u32 length = line_length(source, start);
        Bytes name = declared(source.at + start, length);
        if (name.length || !is_blank_or_comment(source.at + start, length)) return name;
        start += length;
        if (start + 1 < source.length && source.at[start] == '\r' && source.at[start + 1] == '\n') start++;
        start++;
    }
    return (Bytes){0};
}

static bool is_one_of(const char *name, const char *const *names, bool with_suffix) {
    for (; *names; names++) {
        u32 length = (u32)strlen(*names);
        if (!strncmp(name, *names, length) && (!name[length] || (with_suffix && name[length] == '-'))) return true;
    }
    return false;
}

static Encoding encoding_named(Bytes declaration) {
    static const char *const latin1[] = {"latin-1", "iso-8859-1", "iso-latin-1", NULL}, *const utf8[] = {"utf-8", NULL};
    static const char *const more_utf8[] = {"utf8", "u8", "utf", "cp65001", NULL};
    static const char *const more_latin1[] = {"latin1", "l1", "latin", "8859", "cp819", "iso8859-1", "iso8859", NULL};
    static const char *const ascii[] = {"ascii", "us-ascii", "646", "ansi-x3.4-1968", "iso646-us", "us", NULL};
    char name[24];
    if (!declaration.length) return ENCODING_NONE;
    u32 n = u32_min(declaration.length, sizeof(name) - 1);
    for (u32 i = 0; i < n; i++) {
        u8 c = declaration.at[i];
        name[i] = (char)(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    name[n] = 0;
    if (is_one_of(name, utf8, true)) return ENCODING_UTF8;
    if (is_one_of(name, more_utf8, false)) return ENCODING_UTF8_ALIAS;
    if (is_one_of(name, latin1, true) || is_one_of(name, more_latin1, false)) return ENCODING_LATIN1;
    return is_one_of(name, ascii, false) ? ENCODING_ASCII : ENCODING_UNKNOWN;
}

static u32 line_of(Bytes source, u32 offset, u32 *start) {
    u32 line = 1;
    *start = 0;
    for (u32 i = 0; i < offset; i++) {
        bool ends = source.at[i] == '\n' || (source.at[i] == '\r' && source.at[i + 1] != '\n');
        if (ends) line++, *start = i + 1;
    }
    return line;
}

static Bytes hex_byte(Arena *arena, u8 c) {
    u8 pair[2] = {(u8)"0123456789abcdef"[c >> 4], (u8)"0123456789abcdef"[c & 15]};
    return lexer_format(arena, "%B", &(Bytes){pair, 2});
}

/* A line with U+FFFD for what is no UTF-8. */
static Bytes shown(Arena *arena, Bytes source, u32 start) {
    u32 end = start + line_length(source, start), n = 0;
    u8 *out = arena_alloc(arena, (end - start) * 3 + 1);
    for (u32 at = start; out && at < end;) {
        UnicodeFault where;
        u32 c, length = unicode_utf8_next(source.at, at, end, &c, &where);
        n += unicode_utf8_put(length ? c : 0xfffd, out + n);
        at = length ? at + length : u32_max(where.end, at + 1);
    }
    return (Bytes){out, n};
}

/* The line that CPython tells of, which reads a file ahead: the second is the first to it, if that is code. */
static u32 told_line(Bytes source, const ParseOptions *options, u32 line) {
    u32 at = 0;
    while (at < source.length && (source.at[at] == ' ' || source.at[at] == '\t' || source.at[at] == '\f')) at++;
    bool code = at < source.length && source.at[at] != '#' && source.at[at] != '\r' && source.at[at] != '\n';
    return options->is_file && line == 2 && code ? 1 : line;
}

static bool refuse_undeclared(Arena *arena, Bytes source, UnicodeFault where, const ParseOptions *options, Fault *fault) {
    u32 start, line = line_of(source, where.start, &start);
    Bytes hex = hex_byte(arena, source.at[where.start]), in = {(const u8 *)" in file ", options->is_file ? 9 : 0};
    i32 column = 1;
    for (u32 i = start; i < where.start; i++) column += (source.at[i] & 0xc0) != 0x80;
    line = told_line(source, options, line);
    return refuse(fault, FAULT_SYNTAX_ERROR, line, column, column, shown(arena, source, start),
                  lexer_format(arena, "Non-UTF-8 code starting with '\\x%B'%B%B on line %d, but no encoding declared; "
                                      "see https://peps.python.org/pep-0263/ for details", &hex, &in, &options->file_name, line));
}

/* Bytes that are not what they are declared to be, or not UTF-8. Where nothing else was said of a file, its lines are read as
 * such; declared to be UTF-8, they are decoded one by one. */
static bool refuse_bytes(Arena *arena, Bytes source, UnicodeFault where, Encoding encoding, const ParseOptions *options, Fault *fault) {
    u32 start, line = line_of(source, where.start, &start);
    Bytes hex = hex_byte(arena, source.at[where.start]);
    if (encoding == ENCODING_ASCII)
        return refuse(fault, FAULT_SYNTAX_ERROR, 0, -1, 0, (Bytes){0},
                      lexer_format(arena, "'ascii' codec can't decode byte 0x%B in position %d: "
                                          "ordinal not in range(128)", &hex, where.start));
    if (encoding == ENCODING_NONE || !options->is_file) return refuse_undeclared(arena, source, where, options, fault);
    Bytes text = shown(arena, source, start);
    if (where.end - where.start > 1)
        return refuse(fault, FAULT_SYNTAX_ERROR, line, 0, 0, text,
                      lexer_format(arena, "(unicode error) 'utf-8' codec can't decode bytes in position %d-%d: %s",
                                   where.start - start, where.end - 1 - start, where.reason));
    return refuse(fault, FAULT_SYNTAX_ERROR, line, 0, 0, text,
                  lexer_format(arena, "(unicode error) 'utf-8' codec can't decode byte 0x%B in position %d: %s", &hex,
                               where.start - start, where.reason));
}

static bool check_bytes(Arena *arena, Bytes source, Encoding encoding, const ParseOptions *options, Fault *fault) {
    for (u32 at = 0; at < source.length;) {
        UnicodeFault where;
        u32 c, length = 1;
        if (source.at[at] >= 0x80) {
            if (encoding == ENCODING_ASCII) where = (UnicodeFault){at, at + 1, NULL}, length = 0;
            else length = unicode_utf8_next(source.at, at, source.length, &c, &where);
            if (!length) return refuse_bytes(arena, source, where, encoding, options, fault);
        }
        at += length;
    }
    return true;
}

/* A str cannot be compiled if it holds surrogates. */
static bool check_text(Arena *arena, Bytes source, Fault *fault) {
    u32 position = 0;
    for (u32 at = 0; at < source.length; at++) {
        if ((source.at[at] & 0xc0) == 0x80) continue;
        if (source.at[at] == 0xed && source.at[at + 1] >= 0xa0) {
            u32 c = 0xd000u | (source.at[at + 1] & 0x3fu) << 6 | (source.at[at + 2] & 0x3fu);
            Bytes high = hex_byte(arena, (u8)(c >> 8)), low = hex_byte(arena, (u8)c);
            return refuse(fault, FAULT_UNICODE_ERROR, 0, 0, 0, (Bytes){0},
                          lexer_format(arena, "'utf-8' codec can't encode character '\\u%B%B' in position %d: "
                                              "surrogates not allowed", &high, &low, position));
        }
        position++;
    }
    return true;
}

static Bytes from_latin1(Arena *arena, Bytes source) {
    u64 size = source.length;
    for (u32 i = 0; i < source.length; i++) size += source.at[i] >> 7;
    u8 *out = size < UINT32_MAX / 2 ? arena_alloc(arena, (u32)size + 1) : NULL;
    u32 n = 0;
    for (u32 i = 0; out && i < source.length; i++) n += unicode_utf8_put(source.at[i], out + n);
    return (Bytes){out, n};
}

static Bytes with_newlines(Arena *arena, Bytes source) {
    u8 *out = arena_alloc(arena, source.length + 2);
    u32 n = 0;
    for (u32 i = 0; out && i < source.length; i++) {
        u8 c = source.at[i];
        if (c == '\r') {
            c = '\n';
            if (i + 1 < source.length && source.at[i + 1] == '\n') i++;
        }
        out[n++] = c;
    }
    if (out && (!n || out[n - 1] != '\n')) out[n++] = '\n';
    return (Bytes){out, n};
}

static bool decode(Arena *arena, Bytes *source, const ParseOptions *options, Fault *fault) {
    bool marked = source->length >= 3 && !memcmp(source->at, "\xef\xbb\xbf", 3);
    if (marked) source->at += 3, source->length -= 3;
    Bytes name = find_declaration(*source);
    Encoding encoding = encoding_named(name);
    if (encoding == ENCODING_UNKNOWN)
        return refuse(fault, FAULT_SYNTAX_ERROR, 0, -1, 0, (Bytes){0},
                      lexer_format(arena, "unknown encoding: %B", &name));
    if (marked && encoding != ENCODING_NONE && encoding != ENCODING_UTF8) {
        Bytes line = {source->at, line_length(*source, 0)}, latin1 = {(const u8 *)"iso-8859-1", 10};
        return refuse(fault, FAULT_SYNTAX_ERROR, 1, 0, (i32)line.length, line,
                      lexer_format(arena, "encoding problem: %B with BOM",
                                   encoding == ENCODING_LATIN1 ? &latin1 : &name));
    }
    if (marked && encoding == ENCODING_NONE) encoding = ENCODING_UTF8;
    if (encoding != ENCODING_LATIN1) return check_bytes(arena, *source, encoding, options, fault);
    *source = from_latin1(arena, *source);
    return source->at != NULL;
}

static bool refuse_nul(Arena *arena, Bytes source, u32 offset, const ParseOptions *options, Fault *fault) {
    if (!options->is_file)
        return refuse(fault, FAULT_SYNTAX_ERROR, 0, 0, 0, (Bytes){0}, lexer_format(arena, "source code string cannot contain null bytes"));
    u32 start, line = line_of(source, offset, &start);
    return refuse(fault, FAULT_SYNTAX_ERROR, line, 0, 0, shown(arena, (Bytes){source.at, offset}, start),
                  lexer_format(arena, "source code cannot contain null bytes"));
}

bool source_read(Arena *arena, Bytes source, const ParseOptions *options, Bytes *text, bool *missing_newline, Fault *fault) {
    const u8 *nul = source.length ? memchr(source.at, 0, source.length) : NULL;
    if (nul) return refuse_nul(arena, source, (u32)(nul - source.at), options, fault);
    if (!(options->is_text ? check_text(arena, source, fault) : decode(arena, &source, options, fault))) return false;
    u8 last = source.length ? source.at[source.length - 1] : 0;
    *missing_newline = last != '\n' && last != '\r';
    *text = source;
    if (*missing_newline || (source.length && memchr(source.at, '\r', source.length)))
        *text = with_newlines(arena, source);
    return text->at != NULL;
}
