/* names.c: identifiers of the source and the strs they become; maps by order of arrival. */
#include "compile/compiler.h"

bool names_begin(Compiler *c) {
    static const char *const texts[] = {
#define X(id, text) text,
        KNOWN_NAMES(X)
#undef X
    };
    for (u32 i = 0; i < K_COUNT; i++) {
        c->known[i] = names_of_bytes(c, (const u8 *)texts[i], (u32)strlen(texts[i]));
        if (!c->known[i]) return false;
    }
    return true;
}

static bool remember(Compiler *c, Identifier name) {
    u32 needed = name->index + 1;
    if (needed > c->identifier_capacity) {
        u32 larger = u32_max(needed * 2, 64);
        Identifier *grown = compile_alloc(c, larger * (u32)sizeof(Identifier));
        if (!grown) return false;
        if (c->identifier_capacity) memcpy(grown, c->identifiers, c->identifier_capacity * sizeof(Identifier));
        c->identifiers = grown;
        c->identifier_capacity = larger;
    }
    c->identifiers[name->index] = name;
    return true;
}

Identifier names_of_bytes(Compiler *c, const u8 *text, u32 length) {
    Identifier name = parse_identifier(&c->arena, &c->parse, (const char *)text, length);
    if (!name) compile_no_memory(c);
    return name;
}

Identifier names_identifier(Compiler *c, u32 index) { return c->identifiers[index]; }

Text *names_text(Compiler *c, Identifier name) {
    if (name->index >= c->text_capacity) {
        u32 larger = u32_max(u32_max(name->index + 1, c->parse.identifiers) + 32, c->text_capacity * 2);
        Text **grown = buffer_resize(c->texts, c->text_capacity * (u32)sizeof(Text *), larger * (u32)sizeof(Text *));
        if (!grown) return compile_fail(c), NULL;
        memset(grown + c->text_capacity, 0, (larger - c->text_capacity) * sizeof(Text *));
        c->texts = grown;
        c->text_capacity = larger;
    }
    if (!c->texts[name->index]) {
        Text *text = text_from_utf8(name->text, name->length);
        text = text ? text_intern(text) : NULL;
        if (!text) return compile_fail(c), NULL;
        c->texts[name->index] = text;
    }
    return c->texts[name->index];
}

void names_drop(Compiler *c) {
    for (u32 i = 0; i < c->text_capacity; i++)
        if (c->texts[i]) object_release(c->texts[i]);
    buffer_free(c->texts, c->text_capacity * (u32)sizeof(Text *));
    c->texts = NULL;
    c->text_capacity = 0;
}

/* __name inside class C is _C__name, C without its leading underscores. */
Identifier names_mangle(Compiler *c, Identifier class_name, const Scope *scope, Identifier name) {
    if (!remember(c, name)) return NULL;
    if (!class_name || name->length < 2 || name->text[0] != '_' || name->text[1] != '_') return name;
    if (name->length >= 2 && name->text[name->length - 1] == '_' && name->text[name->length - 2] == '_') return name;
    if (memchr(name->text, '.', name->length)) return name;
    if (scope && scope->mangles_only) {
        bool listed = false;
        for (u32 i = 0; i < scope->mangled_count; i++) listed |= scope->mangled[i] == name;
        if (!listed) return name;
    }
    u32 skip = 0;
    while (skip < class_name->length && class_name->text[skip] == '_') skip++;
    if (skip == class_name->length) return name;
    u32 kept = class_name->length - skip, length = 1 + kept + name->length;
    u8 *text = compile_alloc(c, length);
    if (!text) return NULL;
    text[0] = '_';
    memcpy(text + 1, class_name->text + skip, kept);
    memcpy(text + 1 + kept, name->text, name->length);
    Identifier mangled = names_of_bytes(c, text, length);
    return mangled && remember(c, mangled) ? mangled : NULL;
}

/* ---- order maps ---- */

enum { LINEAR_KEYS = 8 };
static u32 spread(u32 n) { return n * 2654435769u; }

bool order_find(const OrderMap *map, u32 key, u32 *place) {
    if (!map->index) {
        for (u32 i = 0; i < map->count; i++)
            if (map->keys[i] == key) return *place = i, true;
        return false;
    }
    for (u32 i = spread(key);; i++) {
        u32 entry = map->index[i & (map->index_size - 1)];
        if (!entry) return false;
        if (map->keys[entry - 1] == key) return *place = entry - 1, true;
    }
}

static void put(OrderMap *map, u32 place) {
    u32 i = spread(map->keys[place]);
    while (map->index[i & (map->index_size - 1)]) i++;
    map->index[i & (map->index_size - 1)] = place + 1;
}

static bool reindex(OrderMap *map) {
    u32 size = map->index_size ? map->index_size * 2 : LINEAR_KEYS * 4;
    u32 *index = buffer_new(size * 4);
    if (!index) return false;
    memset(index, 0, size * 4);
    buffer_free(map->index, map->index_size * 4);
    map->index = index;
    map->index_size = size;
    for (u32 i = 0; i < map->count; i++) put(map, i);
    return true;
}

u32 order_add(Compiler *c, OrderMap *map, u32 key) {
    u32 place;
    if (order_find(map, key, &place)) return place;
    if (map->count == map->capacity) {
        u32 larger = map->capacity ? map->capacity * 2 : 8;
        u32 *keys = buffer_resize(map->keys, map->capacity * 4, larger * 4);
        if (!keys) return compile_fail(c), 0;
        map->keys = keys;
        map->capacity = larger;
    }
    map->keys[map->count++] = key;
    if (map->count > LINEAR_KEYS && map->count * 2 > map->index_size) {
        if (!reindex(map)) {
            map->count--;
            return compile_fail(c), 0;
        }
    } else if (map->index) {
        put(map, map->count - 1);
    }
    return map->count - 1;
}

void order_drop(OrderMap *map) {
    buffer_free(map->keys, map->capacity * 4);
    buffer_free(map->index, map->index_size * 4);
    *map = (OrderMap){0};
}
