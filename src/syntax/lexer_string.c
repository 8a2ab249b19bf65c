/* lexer_string.c: string literals, and the text parts of f- and t-strings (PEP 701, PEP 750).
 *
 * A plain string is one token. An f-string is START, then text (MIDDLE) and
 * replacement fields, then END: while the innermost string is `in_text` the driver
 * comes here, else the ordinary lexer reads its expressions, whose ':' and closing
 * '}' switch back. Doubled braces end a MIDDLE, whose text has the first of them only
 * while its columns reach behind both, so that texts are slices of the source: the
 * parser joins them.
 */
#include "syntax/lexer.h"

enum { FIELD_NESTING = 3 }; /* fields within format specifications within fields */

static u8 byte_at(const Lexer *lexer, u32 at) { return at < lexer->text.length ? lexer->text.at[at] : 0; }

static bool at_quotes(const Lexer *lexer, u8 quote, u32 count) {
    for (u32 i = 0; i < count; i++)
        if (byte_at(lexer, lexer->at + i) != quote) return false;
    return true;
}

static u32 count_quotes(const Lexer *lexer) { /* 1 or 3, at an opening quote; "" is 1 */
    return at_quotes(lexer, byte_at(lexer, lexer->at), 3) ? 3 : 1;
}

static void step(Lexer *lexer) {
    if (byte_at(lexer, lexer->at++) != '\n') return;
    lexer->line++;
    lexer->line_start = lexer->at;
}

static u32 last_line(const Lexer *lexer) { return lexer->line - (lexer->line_start == lexer->text.length); }

/* Reports at the first character of a string that was left open. */
static bool unterminated(Lexer *lexer, u32 start, u32 line, u32 line_start, const char *kind, const char *hint) {
    u32 detected = last_line(lexer);
    lexer->at = start + 1;
    lexer->line = line;
    lexer->line_start = line_start;
    return lexer_error(lexer, "unterminated %s literal (detected at line %d)%s", kind, detected, hint);
}

/* A token that began on another line perhaps, and whose text ends at `end`, maybe before `at`. */
static bool emit_across(Lexer *lexer, TokenKind kind, u32 start, u32 line, u32 line_start, u32 end) {
    if (!lexer_emit(lexer, kind, start)) return false;
    Token *token = &lexer->tokens[lexer->count - 1];
    token->line = line;
    token->column = start - line_start;
    token->end = end;
    return true;
}

bool lexer_string(Lexer *lexer, u32 start) {
    u32 line = lexer->line, line_start = lexer->line_start, count = count_quotes(lexer);
    u8 quote = byte_at(lexer, lexer->at);
    bool escaped_quote = false;
    for (lexer->at += count; !at_quotes(lexer, quote, count); step(lexer)) {
        u8 c = byte_at(lexer, lexer->at);
        if (lexer->at >= lexer->text.length || (count == 1 && c == '\n')) {
            LexerString *outer = lexer->strings ? &lexer->string[lexer->strings - 1] : NULL;
            if (outer && outer->quote == quote && outer->quotes == count) {
                lexer->at = start + 1;
                lexer->line = line;
                lexer->line_start = line_start;
                return lexer_error(lexer, "%c-string: expecting '}'", (u32)(outer->is_template ? 't' : 'f'));
            }
            if (count == 3) return unterminated(lexer, start, line, line_start, "triple-quoted string", "");
            return unterminated(lexer, start, line, line_start, "string",
                                escaped_quote ? "; perhaps you escaped the end quote?" : "");
        }
        if (c != '\\') continue;
        step(lexer);
        if (lexer->at >= lexer->text.length) lexer->at--; /* a backslash at the very end escapes nothing */
        else if (byte_at(lexer, lexer->at) == quote) escaped_quote = true;
    }
    lexer->at += count;
    return emit_across(lexer, TK_STRING, start, line, line_start, lexer->at);
}

bool lexer_string_start(Lexer *lexer, u32 start, bool raw, bool is_template) {
    u32 count = count_quotes(lexer);
    u8 quote = byte_at(lexer, lexer->at);
    lexer->at += count;
    if (lexer->strings + 1 >= LEXER_FSTRINGS) return lexer_error(lexer, "too many nested f-strings or t-strings");
    if (!lexer_emit(lexer, TK_FSTRING_START, start)) return false;
    lexer->tokens[lexer->count - 1].flags = (u8)((is_template ? TOKEN_TEMPLATE : 0) | (raw ? TOKEN_RAW : 0));
    lexer->string[lexer->strings++] =
        (LexerString){.start = start, .line = lexer->line, .line_start = lexer->line_start, .quote = quote,
                      .quotes = (u8)count, .raw = raw, .is_template = is_template, .in_text = true, .field_depth = -1};
    return true;
}

static u32 letter(const LexerString *string) { return string->is_template ? 't' : 'f'; }

/* At the '{' of a replacement field: the ordinary lexer goes on from here. */
static bool start_field(Lexer *lexer, LexerString *string) {
    if (++string->field_depth >= FIELD_NESTING)
        return lexer_error(lexer, "%c-string: expressions nested too deeply", letter(string));
    string->in_text = false;
    return true;
}

static bool text_ends_badly(Lexer *lexer, LexerString *string) {
    if (string->in_spec && string->field_depth >= 0 && byte_at(lexer, lexer->at) == '\n') {
        lexer->at++;
        return lexer_error(lexer, "%c-string: newlines are not allowed in format specifiers for single quoted "
                                  "%c-strings", letter(string), letter(string));
    }
    const char *kind = string->quotes == 3 ? string->is_template ? "triple-quoted t-string" : "triple-quoted f-string"
                                           : string->is_template ? "t-string" : "f-string";
    return unterminated(lexer, string->start, string->line, string->line_start, kind, "");
}

static bool warn_escaped_brace(Lexer *lexer) {
    u32 brace = lexer->text.at[lexer->at++];
    bool good = lexer_warn(lexer, lexer_format(lexer->arena, LEXER_INVALID_ESCAPE("%c"), brace, "", brace));
    lexer->at--;
    return good;
}

/* Behind a backslash. Braces are never escaped; \N{...} hides its own. */
static bool skip_escaped(Lexer *lexer, LexerString *string, bool *in_name) {
    u8 c = byte_at(lexer, lexer->at);
    if (lexer->at >= lexer->text.length) return true;
    if (c == '{' || c == '}') return string->raw || warn_escaped_brace(lexer);
    step(lexer);
    if (!string->raw && c == 'N' && byte_at(lexer, lexer->at) == '{') {
        lexer->at++;
        *in_name = true;
    }
    return true;
}

bool lexer_string_text(Lexer *lexer) {
    LexerString *string = &lexer->string[lexer->strings - 1];
    u32 start = lexer->at, line = lexer->line, line_start = lexer->line_start;
    bool in_name = false;
    if (byte_at(lexer, start) == '{' && byte_at(lexer, start + 1) != '{') return start_field(lexer, string);
    if (at_quotes(lexer, string->quote, string->quotes)) {
        lexer->at += string->quotes;
        lexer->strings--;
        return lexer_emit(lexer, TK_FSTRING_END, start);
    }
    while (!at_quotes(lexer, string->quote, string->quotes)) {
        u8 c = byte_at(lexer, lexer->at);
        if (lexer->at >= lexer->text.length || (c == '\n' && string->quotes == 1)) return text_ends_badly(lexer, string);
        if (c == '{') {
            if (byte_at(lexer, lexer->at + 1) == '{' && !string->in_spec) {
                lexer->at += 2;
                return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at - 1);
            }
            return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at) &&
                   start_field(lexer, string);
        }
        if (c == '}') {
            if (in_name) {
                lexer->at++;
                return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at);
            }
            if (byte_at(lexer, lexer->at + 1) == '}' && !string->in_spec && !string->brackets) {
                lexer->at += 2;
                return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at - 1);
            }
            string->in_text = false;
            return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at);
        }
        step(lexer);
        if (c == '\\' && !skip_escaped(lexer, string, &in_name)) return false;
    }
    return emit_across(lexer, TK_FSTRING_MIDDLE, start, line, line_start, lexer->at);
}
