/* text.c: making, hashing, comparing and joining str objects. See text.h for the layout.
 *
 * Owns the size of a text's cell: a function of kind and length alone, in steps of 8 bytes and, from TEXT_STEPPED bytes
 * on, of an eighth of its power of two. So a cell needs no word for its capacity, and `s += t` in a loop moves a long
 * text only once each eighth: linear in all.
 *
 * Invariants: kind is the narrowest that fits, `ascii` is exact, data ends in one NUL character. Lengths are
 * characters; a text has at most TEXT_BYTES_MAX bytes of data.
 */
#include "object/text.h"
#include "base/hash.h"
#include "object/error.h"

enum { TEXT_STEPPED = 256 };
#define TEXT_BYTES_MAX 0x7FFFFF00u

static u32 cell_size(u32 length, u32 kind) {
    u32 size = (u32)sizeof(Text) + (length + 1) * kind;
    u32 step = size < TEXT_STEPPED ? 8 : 1u << (31 - __builtin_clz(size) - 3);
    return align_up(size, step);
}

static u32 kind_for(u32 max_char) { return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4; }

static void terminate(Text *t) { memset(t->data + t->length * t->kind, 0, t->kind); }

void text_destroy(Object *self) {
    Text *t = (Text *)self;
    if (t->interned) text_forget(t);
    object_free(t, cell_size(t->length, t->kind));
}

Text *text_of(Ref r) {
    if (LIKELY(is_text(r))) return AS(Text, r);
    return AS(Text, payload_of(r));
}

/* ---- making ---- */

Text *text_new(u32 length, u32 max_char) {
    u32 kind = kind_for(max_char);
    if (UNLIKELY(length > TEXT_BYTES_MAX / kind)) return (void)raise_no_memory(), NULL;
    Text *t = object_new(vm.types[T_STR], cell_size(length, kind));
    if (UNLIKELY(!t)) return NULL;
    t->length = length;
    t->kind = (u8)kind;
    t->ascii = max_char < 0x80;
    t->interned = t->hashed = 0;
    t->hash = 0;
    terminate(t);
    return t;
}

static Text *empty(void) {
    if (UNLIKELY(!is_pointer(ref(vm.empty_text)))) {
        Text *t = text_new(0, 0);
        if (!t) return NULL;
        t->interned = 1; /* in no table: this is the only empty text */
        vm.empty_text = value_of(t);
    }
    object_keep(object_of(ref(vm.empty_text)));
    return AS(Text, ref(vm.empty_text));
}

Text *text_from_char(u32 c) {
    if (c >= 0x100) {
        Text *t = text_new(1, c);
        if (t) text_put(t, 0, c);
        return t;
    }
    if (UNLIKELY(!vm.latin1[c])) {
        Text *t = text_new(1, c);
        if (!t) return NULL;
        t->data[0] = (u8)c;
        t->interned = 1;
        vm.latin1[c] = t;
    }
    object_keep(vm.latin1[c]);
    return vm.latin1[c];
}

/* Anything of length 0, and one Latin-1 character, is shared. NULL with *shared false: the caller makes it. */
static Text *shared_text(u32 length, u32 first, bool *shared) {
    *shared = length == 0 || (length == 1 && first < 0x100);
    return !*shared ? NULL : length ? text_from_char(first) : empty();
}

Text *text_from_ascii(const char *s, u32 length) {
    bool shared;
    Text *t = shared_text(length, length ? (u8)s[0] : 0, &shared);
    if (shared) return t;
    t = text_new(length, 127);
    if (t) memcpy(t->data, s, length);
    return t;
}

Text *text_from_c(const char *s) { return text_from_utf8((const u8 *)s, (u32)strlen(s)); }

/* One after the other; the caller knows the input is valid (save surrogates as three bytes). */
static u32 decode_char(const u8 *s, u32 *at) {
    u32 c = s[*at];
    if (c < 0x80) return *at += 1, c;
    if (c < 0xE0) { c = (c & 0x1F) << 6 | (s[*at + 1] & 0x3F); return *at += 2, c; }
    if (c < 0xF0) { c = (c & 0xF) << 12 | (s[*at + 1] & 0x3F) << 6 | (s[*at + 2] & 0x3F); return *at += 3, c; }
    c = (c & 7) << 18 | (u32)(s[*at + 1] & 0x3F) << 12 | (s[*at + 2] & 0x3F) << 6 | (s[*at + 3] & 0x3F);
    return *at += 4, c;
}

Text *text_from_utf8(const u8 *s, u32 length) {
    u32 count = 0, all = 0;
    for (u32 at = 0; at < length; count++) all |= decode_char(s, &at);
    if (all < 0x80) return text_from_ascii((const char *)s, length);
    bool shared;
    Text *t = shared_text(count, all, &shared);
    if (shared || !(t = text_new(count, all))) return t;
    for (u32 at = 0, i = 0; i < count; i++) text_put(t, i, decode_char(s, &at));
    return t;
}

Text *text_from_latin1(const u8 *s, u32 length) {
    bool shared;
    Text *t = shared_text(length, length ? s[0] : 0, &shared);
    if (shared) return t;
    u8 all = 0;
    for (u32 i = 0; i < length; i++) all |= s[i];
    t = text_new(length, all);
    if (t) memcpy(t->data, s, length);
    return t;
}

Text *text_from_u32(const u32 *s, u32 length) {
    bool shared;
    Text *t = shared_text(length, length ? s[0] : 0, &shared);
    if (shared) return t;
    u32 all = 0;
    for (u32 i = 0; i < length; i++) all |= s[i];
    t = text_new(length, all);
    if (t) for (u32 i = 0; i < length; i++) text_put(t, i, s[i]);
    return t;
}

/* ---- asking ---- */

i64 text_hash(Text *t) {
    if (t->hashed) return t->hash;
    HashKey key = {vm.hash_key[0], vm.hash_key[1]};
    t->hash = hash_bytes(&key, t->data, t->length * t->kind);
    t->hashed = 1;
    return t->hash;
}

bool text_equal(const Text *a, const Text *b) {
    if (a == b) return true;
    if (a->length != b->length || a->kind != b->kind || (a->interned && b->interned)) return false;
    if (a->hashed && b->hashed && a->hash != b->hash) return false;
    return memcmp(a->data, b->data, a->length * a->kind) == 0;
}

int text_compare(const Text *a, const Text *b) {
    u32 common = u32_min(a->length, b->length);
    if (a->kind == 1 && b->kind == 1) {
        int order = memcmp(a->data, b->data, common);
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (u32 i = 0; i < common; i++) {
            u32 x = text_char(a, i), y = text_char(b, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return a->length < b->length ? -1 : a->length > b->length;
}

bool text_is(const Text *t, const char *ascii) {
    u32 length = (u32)strlen(ascii);
    return t->kind == 1 && t->length == length && memcmp(t->data, ascii, length) == 0;
}

/* The bits of all characters: as good as the greatest where only the steps 2^7, 2^8, 2^16 matter. */
u32 text_all_bits(const Text *t, u32 start, u32 end) {
    u32 all = 0;
    if (t->ascii) return 127;
    if (t->kind == 1) for (u32 i = start; i < end; i++) all |= t->data[i];
    else if (t->kind == 2) for (u32 i = start; i < end; i++) all |= ((const u16 *)(const void *)t->data)[i];
    else for (u32 i = start; i < end; i++) all |= ((const u32 *)(const void *)t->data)[i];
    return all;
}

/* Copies characters start to end of `from` to `at` of `to`, whose kind can hold them. */
void text_copy_into(Text *to, u32 at, const Text *from, u32 start, u32 end) {
    u32 count = end - start;
    if (to->kind == from->kind) memcpy(to->data + at * to->kind, from->data + start * from->kind, count * to->kind);
    else for (u32 i = 0; i < count; i++) text_put(to, at + i, text_char(from, start + i));
}

/* ---- from other texts ---- */

Text *text_substring(Text *t, u32 start, u32 end) {
    if (start >= end) return empty();
    if (start == 0 && end == t->length) return object_keep(t), t;
    bool shared;
    Text *part = shared_text(end - start, text_char(t, start), &shared);
    if (shared) return part;
    part = text_new(end - start, t->ascii ? 0x7F : text_all_bits(t, start, end));
    if (part) text_copy_into(part, 0, t, start, end);
    return part;
}

static u32 upper_bound(const Text *t) { return t->ascii ? 0x7F : t->kind == 1 ? 0xFF : t->kind == 2 ? 0xFFFF : 0x10FFFF; }

Text *text_concat(Text *a, Text *b) {
    if (!b->length) return object_keep(a), a;
    if (!a->length) return object_keep(b), b;
    if (UNLIKELY(a->length > TEXT_BYTES_MAX - b->length)) return (void)raise_no_memory(), NULL;
    Text *both = text_new(a->length + b->length, upper_bound(a) | upper_bound(b));
    if (!both) return NULL;
    fuel_charge(both->length >> 6);
    text_copy_into(both, 0, a, 0, a->length);
    text_copy_into(both, a->length, b, 0, b->length);
    return both;
}

/* In place: nobody else holds it, no table does, the kind stays, and the cell is of the size the longer one takes. */
static bool can_grow(const Text *a, const Text *b) {
    return a->head.refs >> 3 == 1 && !a->interned && b->kind <= a->kind && b->length <= TEXT_BYTES_MAX / a->kind - a->length
        && cell_size(a->length, a->kind) == cell_size(a->length + b->length, a->kind);
}

bool text_append(Value *slot, Text *b) {
    Text *a = AS(Text, ref(*slot));
    if (!b->length) return true;
    if (!can_grow(a, b)) {
        Text *both = text_concat(a, b);
        if (!both) return false;
        value_set(slot, value_of(both));
        return true;
    }
    u32 at = a->length;
    fuel_charge(b->length >> 6);
    a->length += b->length;
    a->ascii &= b->ascii;
    a->hashed = 0;
    text_copy_into(a, at, b, 0, a->length - at); /* b may be a itself only with two references */
    terminate(a);
    return true;
}

/* ---- UTF-8 ---- */

static u32 utf8_width(u32 c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

u32 text_utf8_length(const Text *t) {
    u64 bytes = 0;
    if (t->ascii) return t->length;
    for (u32 i = 0; i < t->length; i++) bytes += utf8_width(text_char(t, i));
    return bytes > TEXT_BYTES_MAX ? TEXT_BYTES_MAX + 1 : (u32)bytes;
}

u32 text_put_utf8(u8 *out, u32 c) {
    u32 width = utf8_width(c);
    if (width == 1) return out[0] = (u8)c, 1;
    for (u32 i = width; i-- > 1; c >>= 6) out[i] = (u8)(0x80 | (c & 0x3F));
    out[0] = (u8)((0xF00 >> width & 0xFF) | c);
    return width;
}

u32 text_to_utf8(const Text *t, u8 *out) {
    if (t->ascii) {
        memcpy(out, t->data, t->length);
        return t->length;
    }
    u32 at = 0;
    for (u32 i = 0; i < t->length; i++) at += text_put_utf8(out + at, text_char(t, i));
    return at;
}
