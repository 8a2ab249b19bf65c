/* lexer_number.c: where a number ends, and whether it is one; its value is parse_number.c's affair. */
#include "syntax/lexer.h"

static u8 peek(const Lexer *lexer) { return lexer->at < lexer->text.length ? lexer->text.at[lexer->at] : 0; }
static bool is_digit(u8 c) { return c >= '0' && c <= '9'; }
static bool is_hex(u8 c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
static bool is_word(u8 c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

/* Keywords that may follow a number at once, with a warning: 1if x else 2. As in CPython, the shorter ones may even go
 * on to be a name. */
static bool at_keyword(const Lexer *lexer) {
    static const char *const words[] = {"if", "in", "is", "and", "else", "for", "or", "not"};
    const u8 *at = lexer->text.at + lexer->at;
    u32 rest = lexer->text.length - lexer->at;
    for (u32 i = 0; i < COUNT_OF(words); i++) {
        u32 length = (u32)strlen(words[i]);
        if (length >= rest || memcmp(words[i], at, length)) continue; /* a newline ends the text */
        return i < 3 || !(is_word(at[length]) || at[length] >= 0x80);
    }
    return false;
}

static bool check_end(Lexer *lexer, const char *what) {
    if (!is_word(peek(lexer))) return true;
    if (!at_keyword(lexer)) return lexer_error(lexer, "invalid %s literal", what);
    return lexer_warn(lexer, lexer_format(lexer->arena, "invalid %s literal", what));
}

/* Digits with single underscores between them; at the first digit. */
static bool decimal_digits(Lexer *lexer) {
    for (;;) {
        while (is_digit(peek(lexer))) lexer->at++;
        if (peek(lexer) != '_') return true;
        lexer->at++;
        if (!is_digit(peek(lexer))) return lexer_error(lexer, "invalid decimal literal");
    }
}

static bool based(Lexer *lexer, u8 top, const char *what) {
    lexer->at += 2;
    do {
        if (peek(lexer) == '_') lexer->at++;
        u8 c = peek(lexer);
        bool good = top == 'f' ? is_hex(c) : c >= '0' && c <= top;
        if (!good && is_digit(c)) return lexer->at++, lexer_error(lexer, "invalid digit '%c' in %s literal", (u32)c, what);
        if (!good) return lexer_error(lexer, "invalid %s literal", what);
        while (c = peek(lexer), top == 'f' ? is_hex(c) : c >= '0' && c <= top) lexer->at++;
    } while (peek(lexer) == '_');
    u8 c = peek(lexer);
    if (is_digit(c)) return lexer->at++, lexer_error(lexer, "invalid digit '%c' in %s literal", (u32)c, what);
    return check_end(lexer, what);
}

/* From the 'e' or behind the digits: exponent and 'j'. */
static bool tail(Lexer *lexer) {
    if ((peek(lexer) | 0x20) == 'e') {
        u32 e = lexer->at++;
        bool is_signed = peek(lexer) == '+' || peek(lexer) == '-';
        if (is_signed) lexer->at++;
        if (!is_digit(peek(lexer))) {
            if (is_signed) return lexer_error(lexer, "invalid decimal literal");
            lexer->at = e; /* not an exponent: perhaps `1else` */
            return check_end(lexer, "decimal");
        }
        if (!decimal_digits(lexer)) return false;
    }
    if ((peek(lexer) | 0x20) != 'j') return check_end(lexer, "decimal");
    lexer->at++;
    return check_end(lexer, "imaginary");
}

static bool fraction(Lexer *lexer) { /* at the point */
    lexer->at++;
    if (is_digit(peek(lexer)) && !decimal_digits(lexer)) return false;
    return tail(lexer);
}

/* A decimal that begins with 0 is zero, unless it turns out to be a float or imaginary. */
static bool zero(Lexer *lexer) {
    u32 start = lexer->at;
    for (;;) {
        if (peek(lexer) == '_') {
            lexer->at++;
            if (!is_digit(peek(lexer))) return lexer_error(lexer, "invalid decimal literal");
        }
        if (peek(lexer) != '0') break;
        lexer->at++;
    }
    u32 zeros_end = lexer->at + 1 - lexer->line_start;
    bool nonzero = is_digit(peek(lexer));
    if (nonzero && !decimal_digits(lexer)) return false;
    u8 c = peek(lexer) | 0x20;
    if (peek(lexer) == '.') return fraction(lexer);
    if (c == 'e' || c == 'j') return tail(lexer);
    if (nonzero)
        return lexer_error_range(lexer, start + 1 - lexer->line_start, zeros_end,
                                 "leading zeros in decimal integer literals are not permitted; "
                                 "use an 0o prefix for octal integers");
    return check_end(lexer, "decimal");
}

static bool number(Lexer *lexer) {
    u8 c = peek(lexer);
    if (c == '.') return fraction(lexer);
    if (c == '0') {
        switch (lexer->at + 1 < lexer->text.length ? lexer->text.at[lexer->at + 1] | 0x20 : 0) {
        case 'x': return based(lexer, 'f', "hexadecimal");
        case 'o': return based(lexer, '7', "octal");
        case 'b': return based(lexer, '1', "binary");
        default: return zero(lexer);
        }
    }
    if (!decimal_digits(lexer)) return false;
    return peek(lexer) == '.' ? fraction(lexer) : tail(lexer);
}

bool lexer_number(Lexer *lexer) {
    u32 start = lexer->at;
    return number(lexer) && lexer_emit(lexer, TK_NUMBER, start);
}
