/* string.h: what str and bytes share. Both are runs of characters; a StringView shows either, and the methods that mean
 * the same for both are written once over it (string.c: search; string_methods.c, string_split.c: the methods).
 * Positions are characters; `owner` keeps what the view shows.
 */
#ifndef KRAIT_STRING_H
#define KRAIT_STRING_H
#include "base/unicode.h"
#include "types/native.h"

typedef struct {
    Ref owner;        /* an exact str or bytes; EMPTY: a single byte given as an int */
    const u8 *data;
    u32 length;
    u8 kind;          /* bytes a character */
    bool text;        /* str, not bytes */
} StringView;

INLINE u32 view_char(const StringView *v, u32 i) {
    return v->kind == 1 ? v->data[i] : v->kind == 2 ? ((const u16 *)(const void *)v->data)[i] : ((const u32 *)(const void *)v->data)[i];
}
StringView string_view(Ref r);     /* of a str or bytes, or an instance of a subclass */
StringView text_view(const Text *t);
TINY_INLINE bool view_is_space(const StringView *v, u32 i) {
    u32 c = v->kind == 1 ? v->data[i] : view_char(v, i);
    if (c - 0x21 < 0x5F) return false;
    return c == ' ' || c - 9 < 5 || (v->text && (c - 0x1C < 4 || (c >= 0x80 && unicode_is_space(c))));
}
MUST_CHECK Value view_slice(const StringView *v, u32 start, u32 end); /* a str or bytes as the owner is */
void view_append(TextBuilder *b, const StringView *v, u32 start, u32 end);
MUST_CHECK Value view_finish(const StringView *like, TextBuilder *b); /* as a str or bytes */
bool view_matches_at(const StringView *v, u32 at, const StringView *part); /* at + part's length is inside */

/* Where `needle` begins in hay[start:end]; -1: nowhere. start <= end <= length. Linear, and charged. */
i64 string_find(const StringView *hay, const StringView *needle, u32 start, u32 end);
i64 string_rfind(const StringView *hay, const StringView *needle, u32 start, u32 end);
u32 string_count(const StringView *hay, const StringView *needle, u32 start, u32 end, u32 most); /* without overlaps */

/* The methods: rows of str_spec and bytes_spec. */
NativeON string_find_method, string_rfind_method, string_index, string_rindex, string_count_method, string_startswith,
    string_endswith, string_split, string_rsplit, string_splitlines, string_replace, string_center, string_ljust,
    string_rjust, string_zfill, string_expandtabs;
NativeP1 string_partition, string_rpartition, string_removeprefix, string_removesuffix;
NativePN string_strip, string_lstrip, string_rstrip;
NativeO1 string_repeat, string_getitem;
MUST_CHECK Value string_reduce_iterator(Ref owner, bool live, u32 next); /* (iter, (owner,), next) or, exhausted, (iter, (owner,)) */
Value string_no_concat(Ref self, Ref other); /* what `self + other` answers when other is none of its kind */
#endif
