/* names.c: identifiers, one per spelling in a parse.
 *
 * An open hash table in the arena, doubled at two thirds; the old table is left
 * behind. Names with characters above 0x7f are brought to NFKC first (PEP 3131).
 */
#include "base/unicode.h"
#include "mem/heap.h"
#include "syntax/parse.h"

typedef struct NameTable {
    Identifier *slots;
    u32 room; /* a power of two */
    u32 count;
} NameTable;

static u32 hash_of(const u8 *text, u32 length) {
    u32 hash = 2166136261u;
    for (u32 i = 0; i < length; i++) hash = (hash ^ text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool grow(Arena *arena, NameTable *table) {
    NameTable larger = {.room = table->room ? table->room * 2 : 64, .count = table->count};
    larger.slots = arena_alloc(arena, larger.room * (u32)sizeof(Identifier));
    if (!larger.slots) return false;
    for (u32 i = 0; i < table->room; i++) {
        if (!table->slots[i]) continue;
        u32 at = table->slots[i]->hash & (larger.room - 1);
        while (larger.slots[at]) at = (at + 1) & (larger.room - 1);
        larger.slots[at] = table->slots[i];
    }
    *table = larger;
    return true;
}

Identifier names_intern(Arena *arena, Parse *parse, const u8 *text, u32 length) {
    if (!parse->names) {
        parse->names = arena_alloc(arena, sizeof(NameTable));
        if (!parse->names) return NULL;
    }
    NameTable *table = parse->names;
    if ((table->count + 1) * 3 > table->room * 2 && !grow(arena, table)) return NULL;
    u32 hash = hash_of(text, length), at = hash & (table->room - 1);
    for (; table->slots[at]; at = (at + 1) & (table->room - 1)) {
        Identifier name = table->slots[at];
        if (name->hash == hash && name->length == length && !memcmp(name->text, text, length)) return name;
    }
    IdentifierText *name = arena_alloc(arena, (u32)sizeof(IdentifierText) + length + 1);
    if (!name) return NULL;
    name->length = length;
    name->hash = hash;
    name->index = table->count++;
    memcpy(name->text, text, length);
    parse->identifiers = table->count;
    return table->slots[at] = name;
}

Identifier parse_identifier(Arena *arena, Parse *parse, const char *text, u32 length) {
    return names_intern(arena, parse, (const u8 *)text, length);
}

static Identifier normalised(Parser *p, const u8 *text, u32 length) {
    u32 room = length * 19 + 1;
    u32 *in = heap_alloc((length + room) * 4), *out = in + length;
    if (!in) return parse_no_memory(p);
    u32 count = 0, used;
    for (u32 at = 0; at < length; at += used) in[count++] = lexer_decode(text + at, &used);
    u32 n = unicode_nfkc(in, count, out), begin = p->scratch_count;
    bool good = true;
    for (u32 i = 0; good && i < n; i++) {
        u8 bytes[4];
        good = scratch_add(p, bytes, unicode_utf8_put(out[i], bytes));
    }
    Identifier name = good ? names_intern(p->arena, p->parse, p->scratch + begin, p->scratch_count - begin) : NULL;
    p->scratch_count = begin;
    heap_free(in, (length + room) * 4);
    return name;
}

Identifier names_of_token(Parser *p, const Token *token) {
    const u8 *text = p->lexer->text.at + token->start;
    u32 length = token->end - token->start;
    bool ascii = true;
    for (u32 i = 0; i < length && ascii; i++) ascii = text[i] < 0x80;
    if (!ascii && length > UINT32_MAX / 128) return parse_no_memory(p);
    Identifier name = ascii ? names_intern(p->arena, p->parse, text, length) : normalised(p, text, length);
    return name ? name : parse_no_memory(p);
}

Identifier parse_name(Parser *p) {
    if (peek(p) != TK_NAME) return NULL;
    Identifier name = names_of_token(p, p->at);
    if (name) parse_next(p);
    return name;
}
