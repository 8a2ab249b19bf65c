/* text_repr.c: a str as Python source: what repr() shows. Characters that are not printable (base/unicode) are escaped. */
#include "base/unicode.h"
#include "object/text.h"

static const char hex_digits[] = "0123456789abcdef";

static void put_hex(TextBuilder *b, char letter, u32 c, u32 width) {
    builder_char(b, '\\');
    builder_char(b, (u8)letter);
    while (width--) builder_char(b, (u8)hex_digits[c >> (width * 4) & 15]);
}

static void put_escaped(TextBuilder *b, u32 c) {
    if (c == '\n') builder_c(b, "\\n");
    else if (c == '\t') builder_c(b, "\\t");
    else if (c == '\r') builder_c(b, "\\r");
    else if (c < 0x100) put_hex(b, 'x', c, 2);
    else if (c < 0x10000) put_hex(b, 'u', c, 4);
    else put_hex(b, 'U', c, 8);
}

static bool holds(const Text *t, u32 c) {
    if (t->kind == 1) return memchr(t->data, (int)c, t->length) != NULL;
    for (u32 i = 0; i < t->length; i++)
        if (text_char(t, i) == c) return true;
    return false;
}

static bool is_plain(u32 c, u32 quote) {
    if (c < 0x80) return c >= 0x20 && c < 0x7F && c != '\\' && c != quote;
    return unicode_is_printable(c);
}

/* Single quotes, unless there are some inside and no double ones. */
void builder_repr(TextBuilder *b, const Text *t) {
    u32 quote = holds(t, '\'') && !holds(t, '"') ? '"' : '\'', plain = 0;
    fuel_charge(t->length >> 4);
    builder_char(b, quote);
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        if (LIKELY(is_plain(c, quote))) continue;
        builder_slice(b, t, plain, i);
        plain = i + 1;
        if (c == '\\' || c == quote) {
            builder_char(b, '\\');
            builder_char(b, c);
        } else put_escaped(b, c);
    }
    builder_slice(b, t, plain, t->length);
    builder_char(b, quote);
}
