/* text.h: str objects. Three widths, data inline; immutable once anyone but its maker has seen it.
 *
 *   | refs type | length | kind ascii interned hashed | hash (8) | data … NUL |
 *
 * length counts characters; kind is bytes a character (1 Latin-1, 2, 4), always the narrowest that fits. The hash is
 * siphash13 of the data bytes under vm.hash_key, as CPython's with the same PYTHONHASHSEED.
 */
#ifndef KRAIT_TEXT_H
#define KRAIT_TEXT_H
#include "object/object.h"
#include <stdarg.h>

struct Text {
    Object head;
    u32 length;
    u8 kind;       /* 1, 2, 4 */
    u8 ascii;      /* every character below 128: then data is its own UTF-8 */
    u8 interned;
    u8 hashed;
    i64 hash;
    u8 data[];
};
INLINE bool is_text(Ref r) { return is_exact(r, T_STR); }
Text *text_of(Ref r);  /* str or a subclass instance (its payload) */
INLINE u32 text_char(const Text *t, u32 i) { return t->kind == 1 ? t->data[i] : t->kind == 2 ? ((const u16 *)(const void *)t->data)[i] : ((const u32 *)(const void *)t->data)[i]; }
INLINE void text_put(Text *t, u32 i, u32 c) { if (t->kind == 1) t->data[i] = (u8)c; else if (t->kind == 2) ((u16 *)(void *)t->data)[i] = (u16)c; else ((u32 *)(void *)t->data)[i] = c; }
i64 text_hash(Text *t);
bool text_equal(const Text *a, const Text *b);
int text_compare(const Text *a, const Text *b);
bool text_is(const Text *t, const char *ascii);        /* equal to a C string */
u32 text_all_bits(const Text *t, u32 start, u32 end);  /* the characters or-ed: as good as the greatest for text_new */
void text_copy_into(Text *to, u32 at, const Text *from, u32 start, u32 end); /* to's kind must hold them */
void text_destroy(Object *self);                       /* str_spec's */
void text_forget(Text *t);                             /* an interned text dies: text_intern.c */

/* All return NULL with MemoryError (or another error where said) raised. */
MUST_CHECK Text *text_new(u32 length, u32 max_char);   /* data uncleared; the caller fills it with the narrowest kind in mind */
MUST_CHECK Text *text_from_ascii(const char *s, u32 length);
MUST_CHECK Text *text_from_c(const char *s);
MUST_CHECK Text *text_from_utf8(const u8 *s, u32 length); /* surrogates as three bytes are kept; must be valid otherwise */
MUST_CHECK Text *text_from_latin1(const u8 *s, u32 length);
MUST_CHECK Text *text_from_u32(const u32 *s, u32 length);
MUST_CHECK Text *text_from_char(u32 c);                /* shared for Latin-1 */
MUST_CHECK Text *text_substring(Text *t, u32 start, u32 end);
MUST_CHECK Text *text_concat(Text *a, Text *b);
/* Steals *slot: appends in place if nobody else holds it (s += t in a loop is linear). */
MUST_CHECK bool text_append(Value *slot, Text *b);
MUST_CHECK Text *text_intern(Text *t);                 /* takes over t's reference, returns one */
MUST_CHECK Text *text_intern_c(const char *s);
MUST_CHECK u32 text_utf8_length(const Text *t);
u32 text_put_utf8(u8 *out, u32 c);                     /* one character, surrogates too; returns bytes written (at most 4) */
u32 text_to_utf8(const Text *t, u8 *out);              /* surrogates become three bytes; returns bytes written */

/* Builder: text made piece by piece, widening as needed. Zero it to begin. A failed step makes finish fail. */
typedef struct { void *data; u32 length, capacity; u8 kind; bool failed; u32 max_char; } TextBuilder;
void builder_char(TextBuilder *b, u32 c);
void builder_fill(TextBuilder *b, u32 c, u32 count);
void builder_ascii(TextBuilder *b, const char *s, u32 length);
void builder_c(TextBuilder *b, const char *s);
void builder_text(TextBuilder *b, const Text *t);
void builder_slice(TextBuilder *b, const Text *t, u32 start, u32 end);
void builder_i64(TextBuilder *b, i64 n);
void builder_repr(TextBuilder *b, const Text *t);      /* as repr(t), quotes included */
MUST_CHECK Text *builder_finish(TextBuilder *b);       /* NULL: MemoryError raised; the builder is empty afterwards */
void builder_drop(TextBuilder *b);

/* %s C string  %d i32  %u u32  %x u32 in hexadecimal  %l i64 (pass i64)  %c a character (u32)  %T type name of a Ref's type  %N Type*'s name
 * %U Text*  %R repr of a Text*  %S 200 characters at most of a C string  %% */
MUST_CHECK Text *text_format(const char *format, ...);
MUST_CHECK Text *text_format_list(const char *format, va_list list);
#endif
