/* traceback_anchor.c: what of an instruction's source the carets point out (PEP 657): the operator of a binary operation,
 * the brackets of a call or a subscript. The source of one instruction is one expression, so a reader of tokens that knows
 * precedence and brackets suffices: no tree is made. What it does not understand gets no anchor.
 */
#include "base/unicode.h"
#include "types/traceback_text.h"

enum { WORD, KEYWORD, NUMBER, STRING, OPERATOR, OPEN, CLOSE };
typedef struct { u32 start, end, match; u8 kind; } Token; /* match: of brackets, the other one's index */
typedef struct { const Text *text; Token *at; u32 count, room; bool broken; } Tokens;
enum { SEGMENT_MOST = 20000, STRING_DEPTH = 8 };

static u32 at(const Text *t, u32 i) { return i < t->length ? text_char(t, i) : 0; }
static bool is_quote(u32 c) { return c == '"' || c == '\''; }

/* ---- tokens ---- */

/* i: at the quote. formatted: braces hold expressions, with strings of their own (PEP 701). */
static u32 skip_string(const Text *t, u32 i, bool formatted, bool raw, u32 depth) {
    u32 quote = at(t, i), braces = 0;
    bool triple = at(t, i + 1) == quote && at(t, i + 2) == quote;
    if (!triple && at(t, i + 1) == quote) return i + 2;
    for (i += triple ? 3 : 1; i < t->length;) {
        u32 c = text_char(t, i);
        if (c == '\\' && !braces) {
            i += 2;
        } else if (braces && is_quote(c) && c != quote && depth) {
            i = skip_string(t, i, false, false, depth - 1);
        } else if (!braces && c == quote && (!triple || (at(t, i + 1) == quote && at(t, i + 2) == quote))) {
            return i + (triple ? 3 : 1);
        } else if (braces && c == quote && depth) {
            i = skip_string(t, i, false, false, depth - 1);
        } else {
            if (formatted && c == '{' && at(t, i + 1) == '{' && !braces) i++;
            else if (formatted && c == '{') braces++;
            else if (formatted && c == '}' && braces) braces--;
            i++;
        }
    }
    return t->length;
}

static bool is_prefix(const Text *t, u32 from, u32 to, bool *formatted, bool *raw) {
    if (to - from > 2) return false;
    for (u32 i = from; i < to; i++) {
        u32 c = text_char(t, i) | 32;
        if (c == 'f' || c == 't') *formatted = true;
        else if (c == 'r') *raw = true;
        else if (c != 'b' && c != 'u') return false;
    }
    return true;
}

static bool is_word(const Text *t, const Token *token, const char *word) {
    u32 n = (u32)strlen(word);
    if (token->end - token->start != n) return false;
    for (u32 i = 0; i < n; i++)
        if (text_char(t, token->start + i) != (u8)word[i]) return false;
    return true;
}

static bool is_keyword(const Text *t, const Token *token) {
    static const char *const words[] = {"and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
                                        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
                                        "raise", "return", "try", "while", "with", "yield"};
    for (u32 i = 0; i < COUNT_OF(words); i++)
        if (is_word(t, token, words[i])) return true;
    return false;
}

static u32 number_end(const Text *t, u32 i) {
    bool hex = at(t, i) == '0' && (at(t, i + 1) | 32) == 'x';
    for (;; i++) {
        u32 c = at(t, i);
        if ((c == '+' || c == '-') && !hex && (at(t, i - 1) | 32) == 'e') continue;
        if (c != '.' && c != '_' && !(c < 128 && unicode_is_alnum(c))) return i;
    }
}

static u32 operator_length(const Text *t, u32 i) {
    static const char *const longer[] = {"**=", "//=", ">>=", "<<=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=",
                                         "*=", "/=", "%=", "@=", "&=", "|=", "^="};
    for (u32 k = 0; k < COUNT_OF(longer); k++) {
        u32 n = (u32)strlen(longer[k]), same = 0;
        while (same < n && at(t, i + same) == (u8)longer[k][same]) same++;
        if (same == n) return n;
    }
    return 1;
}

static Token read_token(const Text *t, u32 i) {
    u32 c = text_char(t, i);
    Token token = {i, i + 1, 0, OPERATOR};
    bool formatted = false, raw = false;
    if (unicode_is_identifier_start(c)) {
        while (token.end < t->length && unicode_is_identifier_part(text_char(t, token.end))) token.end++;
        token.kind = WORD;
        if (is_quote(at(t, token.end)) && is_prefix(t, i, token.end, &formatted, &raw)) {
            token.end = skip_string(t, token.end, formatted, raw, STRING_DEPTH);
            token.kind = STRING;
        } else if (is_keyword(t, &token)) {
            token.kind = KEYWORD;
        }
    } else if (is_quote(c)) {
        token.end = skip_string(t, i, false, false, STRING_DEPTH);
        token.kind = STRING;
    } else if (c - '0' < 10 || (c == '.' && at(t, i + 1) - '0' < 10)) {
        token.end = number_end(t, i);
        token.kind = NUMBER;
    } else if (c == '(' || c == '[' || c == '{') {
        token.kind = OPEN;
    } else if (c == ')' || c == ']' || c == '}') {
        token.kind = CLOSE;
    } else {
        token.end = i + operator_length(t, i);
    }
    return token;
}

static void match_brackets(Tokens *tokens) {
    u32 open = ~0u; /* the innermost open one; each keeps the one around it in `match` until it is closed */
    for (u32 i = 0; i < tokens->count; i++) {
        Token *token = &tokens->at[i];
        if (token->kind == OPEN) {
            token->match = open;
            open = i;
        } else if (token->kind == CLOSE) {
            u32 opener = open == ~0u ? 0 : text_char(tokens->text, tokens->at[open].start), closer = text_char(tokens->text, token->start);
            if (open == ~0u || closer != (opener == '(' ? ')' : opener + 2)) {
                tokens->broken = true;
                return;
            }
            u32 around = tokens->at[open].match;
            tokens->at[open].match = i;
            token->match = open;
            open = around;
        }
    }
    if (open != ~0u) tokens->broken = true;
}

static bool read_tokens(Tokens *tokens, const Text *t) {
    *tokens = (Tokens){.text = t, .room = t->length + 1};
    if (t->length > SEGMENT_MOST) return false;
    tokens->at = buffer_new(tokens->room * (u32)sizeof(Token));
    if (!tokens->at) return raised_clear(), false;
    for (u32 i = 0; i < t->length;) {
        u32 c = text_char(t, i);
        if (unicode_is_space(c) || c == '\\') {
            i++;
        } else if (c == '#') {
            while (i < t->length && text_char(t, i) != '\n') i++;
        } else {
            Token token = read_token(t, i);
            if (token.end > t->length) token.end = t->length;
            tokens->at[tokens->count++] = token;
            i = token.end;
        }
    }
    match_brackets(tokens);
    return true;
}

static void drop_tokens(Tokens *tokens) {
    if (tokens->at) buffer_free(tokens->at, tokens->room * (u32)sizeof(Token));
}

/* ---- the expression between two tokens: from lo to before hi ---- */

static bool is_char(const Tokens *tokens, u32 i, u32 c) { return text_char(tokens->text, tokens->at[i].start) == c; }
static u32 width(const Token *token) { return token->end - token->start; }
static bool ends_operand(const Token *token) { return token->kind == WORD || token->kind == NUMBER || token->kind == STRING || token->kind == CLOSE; }

/* 1 | to 6 * of a binary operator, 8 of **; 0: no operator of arithmetic. */
static u32 precedence(const Tokens *tokens, const Token *token) {
    u32 c = text_char(tokens->text, token->start), n = width(token), second = n > 1 ? text_char(tokens->text, token->start + 1) : 0;
    if (n > 2 || (n == 2 && second != c)) return 0;
    switch (c) {
    case '|': return 1;
    case '^': return 2;
    case '&': return 3;
    case '<': case '>': return n == 2 ? 4 : 0;
    case '+': case '-': return 5;
    case '*': return n == 2 ? 8 : 6;
    case '/': case '%': case '@': return 6;
    default: return 0;
    }
}

typedef struct { u32 weakest, where; bool plain; } Shape; /* plain: nothing binds weaker than arithmetic */

static Shape shape_of(const Tokens *tokens, u32 lo, u32 hi) {
    Shape s = {99, 0, true};
    bool operand = false;
    for (u32 i = lo; i < hi; i++) {
        const Token *token = &tokens->at[i];
        if (token->kind == OPEN) {
            i = token->match;
            operand = true;
            continue;
        }
        if (token->kind == KEYWORD) {
            if (!is_word(tokens->text, token, "await")) s.plain = false;
            operand = false;
        } else if (token->kind == OPERATOR) {
            u32 c = text_char(tokens->text, token->start), n = width(token);
            if ((c == '.' && n == 1) || n == 3) { /* an attribute; or "...", an operand */
                operand = operand || n == 3;
                if (n == 3 && c != '.') s.plain = false;
                continue;
            }
            u32 strength = precedence(tokens, token);
            if (!operand) {
                if (c != '-' && c != '+' && c != '~') s.plain = false;
                else if (i == lo && s.weakest > 7) s = (Shape){7, i, s.plain};
            } else if (!strength) {
                s.plain = false;
            } else if (strength < s.weakest || (strength == s.weakest && strength < 7)) {
                s = (Shape){strength, i, s.plain};
            }
            operand = false;
        } else {
            operand = true;
        }
    }
    return s;
}

/* A parenthesis around all of it that is no tuple and no generator. */
static bool is_group(const Tokens *tokens, u32 lo, u32 hi) {
    if (hi - lo < 3 || tokens->at[lo].kind != OPEN || !is_char(tokens, lo, '(') || tokens->at[lo].match != hi - 1) return false;
    for (u32 i = lo + 1; i < hi - 1; i++) {
        const Token *token = &tokens->at[i];
        if (token->kind == OPEN) i = token->match;
        else if (token->kind == KEYWORD && is_word(tokens->text, token, "for")) return false;
        else if (token->kind == OPERATOR && is_char(tokens, i, ',')) return false;
    }
    return true;
}

static void operator_anchor(const Tokens *tokens, u32 i, u32 hi, u32 *left, u32 *right) {
    u32 from = i + 1, end = hi;
    while (from < end && is_group(tokens, from, end)) from++, end--; /* an operand's place is inside its parentheses */
    *left = tokens->at[i].start;
    *right = *left + 1;
    u32 c = at(tokens->text, *right);
    if (*right < tokens->text->length && *right < tokens->at[from].start && !unicode_is_space(c) && c != '\\' && c != '#') (*right)++;
}

/* A name, in parentheses or not. */
static bool is_name(const Tokens *tokens, u32 lo, u32 hi) {
    while (hi - lo > 2 && tokens->at[lo].kind == OPEN && is_char(tokens, lo, '(') && tokens->at[lo].match == hi - 1) lo++, hi--;
    return hi - lo == 1 && tokens->at[lo].kind == WORD;
}

AnchorKind anchor_find(const Text *segment, u32 *left, u32 *right) {
    Tokens tokens;
    AnchorKind kind = ANCHOR_NONE;
    if (!read_tokens(&tokens, segment)) return kind;
    u32 lo = 0, hi = tokens.count;
    if (tokens.broken || !hi) goto done;
    while (is_group(&tokens, lo, hi)) lo++, hi--;
    Shape shape = shape_of(&tokens, lo, hi);
    if (!shape.plain || shape.weakest == 7) goto done;
    if (shape.weakest < 99) {
        if (shape.where + 1 == hi) goto done;
        operator_anchor(&tokens, shape.where, hi, left, right);
        kind = ANCHOR_OPERATOR;
        goto done;
    }
    const Token *last = &tokens.at[hi - 1];
    if (last->kind != CLOSE || last->match == lo || tokens.at[lo].kind == KEYWORD || !ends_operand(&tokens.at[last->match - 1])) goto done;
    *left = tokens.at[last->match].start;
    *right = last->end;
    if (is_char(&tokens, last->match, '[')) kind = ANCHOR_SUBSCRIPT;
    else if (is_char(&tokens, last->match, '(')) kind = is_name(&tokens, lo, last->match) ? ANCHOR_CALL_NAME : ANCHOR_CALL;
done:
    drop_tokens(&tokens);
    return kind;
}

/* Parentheses around the whole value belong to neither side: how many open at the end of `before`, and close `after`. */
static u32 closing_parentheses(const Text *after, u32 *rest) {
    u32 n = 0;
    *rest = 0;
    for (u32 i = 0; i < after->length; i++) {
        u32 c = text_char(after, i);
        if (c == ')') n++;
        else if (!unicode_is_space(c)) break;
        *rest = i + 1;
    }
    return n;
}

/* Every bracket matched but those that open at the very end. */
static bool begins_statement(Tokens *tokens, u32 n, AnchorKind kind) {
    if (n == 1 && tokens->at[0].kind == KEYWORD) return kind == ANCHOR_CALL_NAME && is_word(tokens->text, &tokens->at[0], "return");
    if (n < 2 || tokens->at[n - 1].kind != OPERATOR || width(&tokens->at[n - 1]) != 1 || !is_char(tokens, n - 1, '=')) return false;
    return is_name(tokens, 0, n - 1);
}

bool anchor_is_whole_statement(AnchorKind kind, const Text *before, const Text *after) {
    u32 rest, closing = closing_parentheses(after, &rest);
    if (kind != ANCHOR_CALL && kind != ANCHOR_CALL_NAME) return false;
    if (rest < after->length && text_char(after, rest) != ';' && text_char(after, rest) != '#') return false;
    Tokens tokens;
    if (!read_tokens(&tokens, before)) return false;
    u32 n = tokens.count;
    while (closing && n && tokens.at[n - 1].kind == OPEN && is_char(&tokens, n - 1, '(')) n--, closing--;
    tokens.count = n;
    tokens.broken = false;
    match_brackets(&tokens);
    bool whole = !closing && !tokens.broken && begins_statement(&tokens, n, kind);
    drop_tokens(&tokens);
    return whole;
}
