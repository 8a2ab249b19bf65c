/* string.c: views of str and bytes, and searching in them.
 *
 * Searching is linear in the worst case. It begins with a scan that compares the last character first and skips by a
 * small Bloom filter over the needle's characters (after Boyer, Moore, Horspool and Sunday); when that has done more
 * comparisons than its advance deserves, the two-way algorithm (Crochemore and Perrin 1991) goes on, which needs no
 * tables. Backward search is forward search through indices that run backwards.
 */
#include "types/string.h"
#include "base/unicode.h"
#include "types/bytes.h"

StringView text_view(const Text *t) { return (StringView){ref_of(t), t->data, t->length, t->kind, true}; }

StringView string_view(Ref r) {
    r = payload_of(r);
    if (is_text(r)) return text_view(AS(Text, r));
    BytesObject *b = AS(BytesObject, r);
    return (StringView){r, b->data, b->length, 1, false};
}

Value view_slice(const StringView *v, u32 start, u32 end) {
    if (!v->text) return bytes_slice(v->owner, start, end);
    Text *t = text_substring(AS(Text, v->owner), start, end);
    return t ? value_of(t) : VALUE_ERROR;
}

/* Bytes go through the builder as if they were ASCII: only its data counts then. */
void view_append(TextBuilder *b, const StringView *v, u32 start, u32 end) {
    if (v->text) builder_slice(b, AS(Text, v->owner), start, end);
    else if (start < end) builder_ascii(b, (const char *)v->data + start, end - start);
}

Value view_finish(const StringView *like, TextBuilder *b) {
    if (!like->text) return bytes_finish(b);
    Text *t = builder_finish(b);
    return t ? value_of(t) : VALUE_ERROR;
}

bool view_matches_at(const StringView *v, u32 at, const StringView *part) {
    if (v->kind == part->kind) return memcmp(v->data + at * v->kind, part->data, part->length * v->kind) == 0;
    if (part->kind > v->kind) return part->length == 0;
    for (u32 i = 0; i < part->length; i++)
        if (view_char(v, at + i) != view_char(part, i)) return false;
    return true;
}

/* ---- searching ---- */

/* A run of characters, read forwards or backwards. */
typedef struct { const u8 *data; u32 length, kind; bool backward; } Run;

INLINE u32 at(Run r, u32 i) {
    u32 where = r.backward ? r.length - 1 - i : i;
    return r.kind == 1 ? r.data[where] : r.kind == 2 ? ((const u16 *)(const void *)r.data)[where] : ((const u32 *)(const void *)r.data)[where];
}

/* Where the maximal suffix begins, minus one, under < or its reverse; *period: of that suffix. */
INLINE i32 maximal_suffix(Run x, bool reversed, u32 *period) {
    i32 suffix = -1;
    u32 j = 0, k = 1, p = 1;
    while (j + k < x.length) {
        u32 a = at(x, j + k), b = at(x, (u32)(suffix + (i32)k));
        if (a == b) {
            if (k == p) j += p, k = 1;
            else k++;
        } else if (reversed ? a > b : a < b) {
            j += k;
            k = 1;
            p = (u32)((i32)j - suffix);
        } else {
            suffix = (i32)j++;
            k = p = 1;
        }
    }
    *period = p;
    return suffix;
}

INLINE i64 two_way(Run y, Run x, u32 from) {
    u32 m = x.length, n = y.length, period, other;
    i32 cut = maximal_suffix(x, false, &period), cut2 = maximal_suffix(x, true, &other), memory = -1;
    if (cut2 > cut) cut = cut2, period = other;
    bool periodic = true;
    for (u32 i = 0; i < (u32)(cut + 1) && periodic; i++) periodic = period + i < m && at(x, i) == at(x, period + i);
    if (!periodic) period = u32_max((u32)(cut + 1), m - (u32)(cut + 1)) + 1;
    for (u32 j = from; j <= n - m;) {
        i32 i = (periodic && memory > cut ? memory : cut) + 1;
        while ((u32)i < m && at(x, (u32)i) == at(y, j + (u32)i)) i++;
        if ((u32)i < m) {
            j += (u32)(i - cut);
            memory = -1;
            continue;
        }
        i = cut;
        while (i > memory && at(x, (u32)i) == at(y, j + (u32)i)) i--;
        if (i <= memory) return j;
        j += period;
        memory = periodic ? (i32)(m - period) - 1 : -1;
    }
    return -1;
}

INLINE i64 search(Run y, Run x) {
    u32 m = x.length, n = y.length, last = at(x, m - 1), filter = 0, skip = m;
    u64 work = 0;
    for (u32 i = 0; i < m; i++) {
        filter |= 1u << (at(x, i) & 31);
        if (i < m - 1 && at(x, i) == last) skip = m - 1 - i;
    }
    for (u32 j = 0; j <= n - m;) {
        if (at(y, j + m - 1) == last) {
            u32 i = 0;
            while (i < m - 1 && at(x, i) == at(y, j + i)) i++;
            if (i == m - 1) return j;
            work += i;
            if (UNLIKELY(work > 4ull * j + 256)) return two_way(y, x, j);
            if (j + m < n && !(filter >> (at(y, j + m) & 31) & 1)) j += m + 1;
            else j += skip;
        } else if (j + m < n && !(filter >> (at(y, j + m) & 31) & 1)) j += m + 1;
        else j++;
    }
    return -1;
}

static NOINLINE i64 search_bytes(const u8 *hay, u32 n, const u8 *needle, u32 m) {
    return search((Run){hay, n, 1, false}, (Run){needle, m, 1, false});
}

static NOINLINE i64 search_any(Run y, Run x) { return search(y, x); }

static i64 search_char(const StringView *v, u32 c, u32 start, u32 end) {
    if (v->kind == 1) {
        const u8 *found = c < 0x100 ? memchr(v->data + start, (int)c, end - start) : NULL;
        return found ? found - v->data : -1;
    }
    for (u32 i = start; i < end; i++)
        if (view_char(v, i) == c) return i;
    return -1;
}

static bool cannot_be(const StringView *hay, const StringView *needle, u32 start, u32 end) {
    return start > end || needle->length > end - start || (needle->kind > hay->kind && needle->length);
}

i64 string_find(const StringView *hay, const StringView *needle, u32 start, u32 end) {
    if (cannot_be(hay, needle, start, end)) return -1;
    if (needle->length == 0) return start;
    i64 found;
    const u8 *base = hay->data + start * hay->kind;
    if (needle->length == 1) found = search_char(hay, view_char(needle, 0), start, end);
    else {
        found = hay->kind == 1 ? search_bytes(base, end - start, needle->data, needle->length)
                               : search_any((Run){base, end - start, hay->kind, false}, (Run){needle->data, needle->length, needle->kind, false});
        if (found >= 0) found += start;
    }
    fuel_charge(((found < 0 ? end : (u32)found) - start) >> 5);
    return found;
}

i64 string_rfind(const StringView *hay, const StringView *needle, u32 start, u32 end) {
    if (cannot_be(hay, needle, start, end)) return -1;
    if (needle->length == 0) return end;
    i64 found = search_any((Run){hay->data + start * hay->kind, end - start, hay->kind, true}, (Run){needle->data, needle->length, needle->kind, true});
    if (found >= 0) found = (i64)end - needle->length - found;
    fuel_charge((end - (found < 0 ? start : (u32)found)) >> 4);
    return found;
}

u32 string_count(const StringView *hay, const StringView *needle, u32 start, u32 end, u32 most) {
    u32 count = 0;
    if (start > end) return 0;
    if (needle->length == 0) return u32_min(most, end - start + 1);
    while (count < most) {
        i64 found = string_find(hay, needle, start, end);
        if (found < 0) break;
        count++;
        start = (u32)found + needle->length;
    }
    return count;
}
