/* text_builder.c: text made piece by piece, and text_format, the words of error texts.
 *
 * The buffer's kind is the narrowest that holds what came so far, and it widens (a copy) when a wider character comes:
 * at most twice. Capacity and length are characters. After a failure every step does nothing and finish fails: the
 * exception was raised once, by the step that failed.
 */
#include <stdarg.h>

#include "object/error.h"
#include "object/text.h"

#define BUILDER_BYTES_MAX 0x7FFFFF00u
enum { BUILDER_FIRST = 64 };

static void fail(TextBuilder *b) {
    if (b->data) buffer_free(b->data, b->capacity * b->kind);
    b->data = NULL;
    b->length = b->capacity = 0;
    b->failed = true;
}

static void put(void *data, u32 kind, u32 i, u32 c) {
    if (kind == 1) ((u8 *)data)[i] = (u8)c;
    else if (kind == 2) ((u16 *)data)[i] = (u16)c;
    else ((u32 *)data)[i] = c;
}

static u32 get(const void *data, u32 kind, u32 i) {
    return kind == 1 ? ((const u8 *)data)[i] : kind == 2 ? ((const u16 *)data)[i] : ((const u32 *)data)[i];
}

/* Another buffer of `capacity` characters of `kind`. */
static bool reshape(TextBuilder *b, u32 capacity, u32 kind) {
    if (kind == b->kind) {
        void *data = buffer_resize(b->data, b->capacity * kind, capacity * kind);
        if (!data) return fail(b), false;
        b->data = data;
        b->capacity = capacity;
        return true;
    }
    void *data = buffer_new(capacity * kind);
    if (!data) return fail(b), false;
    for (u32 i = 0; i < b->length; i++) put(data, kind, i, get(b->data, b->kind, i));
    if (b->data) buffer_free(b->data, b->capacity * b->kind);
    b->data = data;
    b->kind = (u8)kind;
    b->capacity = capacity;
    return true;
}

/* Room for `more` characters with the bits `all`. */
static bool room(TextBuilder *b, u32 more, u32 all) {
    if (UNLIKELY(b->failed)) return false;
    u32 kind = u32_max(b->kind, all < 0x100 ? 1 : all < 0x10000 ? 2 : 4);
    b->max_char |= all;
    if (LIKELY(b->data && kind == b->kind && more <= b->capacity - b->length)) return true;
    if (more > BUILDER_BYTES_MAX / kind - u32_min(b->length, BUILDER_BYTES_MAX / kind)) {
        (void)raise_no_memory();
        return fail(b), false;
    }
    u32 need = b->length + more, capacity = u32_max(b->capacity, BUILDER_FIRST);
    if (need > capacity) capacity = u32_max(need, u32_min(capacity + capacity / 2, BUILDER_BYTES_MAX / kind));
    return reshape(b, capacity, kind);
}

void builder_char(TextBuilder *b, u32 c) {
    if (LIKELY(b->kind == 1 && c < 0x100 && b->length < b->capacity)) { /* the common one at once */
        ((u8 *)b->data)[b->length++] = (u8)c;
        b->max_char |= c;
        return;
    }
    if (room(b, 1, c)) put(b->data, b->kind, b->length++, c);
}

void builder_fill(TextBuilder *b, u32 c, u32 count) {
    if (!count || !room(b, count, c)) return;
    for (u32 i = 0; i < count; i++) put(b->data, b->kind, b->length + i, c);
    b->length += count;
}

void builder_ascii(TextBuilder *b, const char *s, u32 length) {
    if (!room(b, length, 127)) return;
    if (b->kind == 1) memcpy((u8 *)b->data + b->length, s, length);
    else for (u32 i = 0; i < length; i++) put(b->data, b->kind, b->length + i, (u8)s[i]);
    b->length += length;
}

void builder_c(TextBuilder *b, const char *s) { builder_ascii(b, s, (u32)strlen(s)); }

void builder_slice(TextBuilder *b, const Text *t, u32 start, u32 end) {
    if (start >= end || !room(b, end - start, text_all_bits(t, start, end))) return;
    u32 count = end - start;
    fuel_charge(count >> 6);
    if (b->kind == t->kind) memcpy((u8 *)b->data + b->length * b->kind, t->data + start * t->kind, count * t->kind);
    else for (u32 i = 0; i < count; i++) put(b->data, b->kind, b->length + i, text_char(t, start + i));
    b->length += count;
}

void builder_text(TextBuilder *b, const Text *t) { builder_slice(b, t, 0, t->length); }

static void builder_u64(TextBuilder *b, u64 n) {
    char digits[20];
    u32 at = sizeof digits;
    do digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    builder_ascii(b, digits + at, (u32)sizeof digits - at);
}

void builder_i64(TextBuilder *b, i64 n) {
    if (n < 0) builder_char(b, '-');
    builder_u64(b, n < 0 ? 0 - (u64)n : (u64)n);
}

void builder_drop(TextBuilder *b) {
    if (b->data) buffer_free(b->data, b->capacity * b->kind);
    memset(b, 0, sizeof *b);
}

Text *builder_finish(TextBuilder *b) {
    Text *t = NULL;
    if (b->failed) {
        memset(b, 0, sizeof *b);
        return NULL;
    }
    if (b->length == 0) t = text_from_ascii("", 0);
    else if (b->length == 1) t = text_from_char(get(b->data, b->kind, 0));
    else if ((t = text_new(b->length, b->max_char))) memcpy(t->data, b->data, b->length * b->kind);
    builder_drop(b);
    return t;
}

/* ---- text_format ---- */

/* With the module, but for those that everybody sees. */
static void put_full_name(TextBuilder *b, const Type *type, const Text *name) {
    Ref module = type_module(type);
    if (is_text(module) && !text_is(AS(Text, module), "builtins") && !text_is(AS(Text, module), "__main__")) {
        builder_text(b, AS(Text, module));
        builder_char(b, '.');
    }
    builder_text(b, name);
}

static void put_type_name(TextBuilder *b, const Type *type) {
    if (type_has(type, TYPE_TOLD_WITH_MODULE)) return put_full_name(b, type, type->name);
    if (type_has(type, TYPE_HEAP)) return builder_text(b, type->name);
    u32 length;
    const char *name = type_short_name(type, &length);
    builder_ascii(b, name, length);
}

/* UTF-8 of at most `most` bytes. */
static void put_utf8(TextBuilder *b, const char *s, u32 most) {
    u32 length = 0, all = 0;
    while (length < most && s[length]) all |= (u8)s[length++];
    if (all < 0x80) return builder_ascii(b, s, length);
    Text *t = text_from_utf8((const u8 *)s, length);
    if (!t) return fail(b);
    builder_text(b, t);
    object_release(t);
}

static void put_hex(TextBuilder *b, u32 n) {
    u32 digits = 1;
    while (digits < 8 && n >> digits * 4) digits++;
    while (digits--) builder_char(b, (u8) "0123456789abcdef"[n >> digits * 4 & 15]);
}

static Text *text_format_list_into(TextBuilder *b, const char *format, va_list *list) {
    for (const char *at = format; *at; at++) {
        if (*at != '%') {
            const char *end = at;
            while (end[1] && end[1] != '%') end++;
            put_utf8(b, at, (u32)(end - at) + 1);
            at = end;
            continue;
        }
        switch (*++at) {
        case 's': put_utf8(b, va_arg(*list, const char *), BUILDER_BYTES_MAX); break;
        case 'S': put_utf8(b, va_arg(*list, const char *), 200); break;
        case 'd': builder_i64(b, va_arg(*list, i32)); break;
        case 'u': builder_u64(b, va_arg(*list, u32)); break;
        case 'x': put_hex(b, va_arg(*list, u32)); break;
        case 'l': builder_i64(b, va_arg(*list, i64)); break;
        case 'c': builder_char(b, va_arg(*list, u32)); break;
        case 'T': put_type_name(b, type_of(va_arg(*list, Ref))); break;
        case 'F': {
            const Type *type = type_of(va_arg(*list, Ref));
            put_full_name(b, type, type->qualname);
            break;
        }
        case 'N': put_type_name(b, va_arg(*list, Type *)); break;
        case 'U': builder_text(b, va_arg(*list, Text *)); break;
        case 'R': builder_repr(b, va_arg(*list, Text *)); break;
        case '%': builder_char(b, '%'); break;
        default: UNREACHABLE();
        }
    }
    return builder_finish(b);
}

Text *text_format_list(const char *format, va_list list) {
    TextBuilder b = {0};
    va_list own;
    va_copy(own, list);
    Text *t = text_format_list_into(&b, format, &own);
    va_end(own);
    return t;
}

Text *text_format(const char *format, ...) {
    va_list list;
    va_start(list, format);
    Text *t = text_format_list(format, list);
    va_end(list);
    return t;
}
