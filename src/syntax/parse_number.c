/* parse_number.c: the values of number literals. The lexer has checked their form. */
#include "base/dtoa.h"
#include "syntax/parse.h"

/* The token's text without underscores, in the arena. */
static Bytes digits_of(Parser *p, const Token *token) {
    const u8 *text = p->lexer->text.at + token->start;
    u32 length = token->end - token->start, n = 0;
    u8 *out = arena_alloc(p->arena, length + 1);
    for (u32 i = 0; out && i < length; i++)
        if (text[i] != '_') out[n++] = text[i];
    if (!out) parse_no_memory(p);
    return (Bytes){out, n};
}

static u32 digit_value(u8 c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

static bool is_too_long(Parser *p, u32 digits) {
    u32 limit = p->options->max_str_digits;
    if (!limit || digits <= limit) return false;
    parse_raise_token(p, p->at,
                      "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use "
                      "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
                      "literals to avoid decimal conversion limits.", limit, digits);
    p->fault->column = p->fault->end_column = 0;
    return true;
}

static bool integer(Parser *p, Bytes text, Constant *value) {
    u32 base = 10;
    if (text.length > 1 && text.at[0] == '0' && text.at[1] > '9') {
        base = (text.at[1] | 0x20) == 'x' ? 16 : (text.at[1] | 0x20) == 'o' ? 8 : 2;
        text.at += 2, text.length -= 2;
    }
    u32 all = text.length;
    while (text.length > 1 && text.at[0] == '0') text.at++, text.length--;
    i64 sum = 0;
    bool fits = true;
    for (u32 i = 0; i < text.length && fits; i++)
        fits = !__builtin_mul_overflow(sum, (i64)base, &sum) && !__builtin_add_overflow(sum, (i64)digit_value(text.at[i]), &sum);
    if (fits) {
        value->kind = CONSTANT_INT;
        value->integer = sum;
        return true;
    }
    if (base == 10 && is_too_long(p, all)) return false;
    value->kind = CONSTANT_BIG_INT;
    value->base = (u8)base;
    value->text = text;
    return true;
}

static bool is_integer(Bytes text) {
    if (text.length > 1 && text.at[0] == '0' && text.at[1] > '9' && (text.at[1] | 0x20) != 'e' && (text.at[1] | 0x20) != 'j')
        return true;
    for (u32 i = 0; i < text.length; i++)
        if (text.at[i] < '0' || text.at[i] > '9') return false;
    return true;
}

Node *parse_number(Parser *p) {
    const Token *start = p->at;
    Bytes text = digits_of(p, start);
    if (!text.at) return NULL;
    Constant value = {0};
    if (is_integer(text)) {
        if (!integer(p, text, &value)) return NULL;
    } else {
        bool imaginary = (text.at[text.length - 1] | 0x20) == 'j';
        f64 number = 0;
        dtoa_parse(text.at, text.length - imaginary, &number);
        value.kind = imaginary ? CONSTANT_COMPLEX : CONSTANT_FLOAT;
        value.number = number;
    }
    parse_next(p);
    NEW(Constant, node, start);
    node->value = value;
    return &node->head;
}
