/* type.c: looking things up in classes, and keeping what was looked up true. How a class is made is type_build.c's.
 *
 * The lookup cache maps (class version, interned name) to what the MRO gives. Versions are never reused, so an entry
 * is never wrong, only unused; absent names are cached too.
 */
#include "object/type.h"
#include "object/attr.h"
#include "object/gc.h"
#include "object/object.h"
#include "object/serial.h"
#include "object/tuple.h"

Object type_dunder_none = {1u << 30, NULL}; /* NoneType as soon as there is one */

enum { CACHE_SIZE = 1024 };
typedef struct { u32 version; Text *name; u64 bits; } CacheRow;
static CacheRow cache[CACHE_SIZE];

static CacheRow *cache_row(const Type *type, const Text *name) {
    return &cache[((u32)(uintptr_t)name >> 4 ^ type->version * 2654435761u >> 7) & (CACHE_SIZE - 1)];
}

bool type_is_subtype(const Type *type, const Type *base) {
    if (type == base) return true;
    const Tuple *mro = type->mro;
    if (!mro) { /* still being made */
        for (; type; type = type->base)
            if (type == base) return true;
        return false;
    }
    for (u32 i = 0; i < mro->count; i++)
        if (object_of(ref(mro->items[i])) == &base->head) return true;
    return false;
}

static Ref lookup_slowly(Type *type, Text *name) {
    Tuple *mro = type->mro;
    if (!mro) return dict_get_text(type->dict, name);
    for (u32 i = 0; i < mro->count; i++) {
        Ref found = dict_get_text(AS(Type, ref(mro->items[i]))->dict, name);
        if (!is_empty(found)) return found;
    }
    return REF_EMPTY;
}

Ref type_lookup(Type *type, Text *name) {
    if (UNLIKELY(!type->version || !name->interned)) return lookup_slowly(type, name);
    CacheRow *row = cache_row(type, name);
    if (LIKELY(row->version == type->version && row->name == name)) return REF(row->bits);
    Ref found = lookup_slowly(type, name);
    *row = (CacheRow){type->version, name, BITS(found)};
    return found;
}

Object *type_lookup_dunder(const Type *type, u32 name_id) { return type->dunder[name_id]; }

/* A version that ran out of numbers leaves classes uncacheable, for good. */
static u32 next_version(void) { return vm.type_version == UINT32_MAX ? 0 : ++vm.type_version; }

void type_renew_version(Type *type) { type->version = next_version(); }

Type *type_walk(Type *type) {
    static u64 walks;
    Type *last = type;
    type->walked = ++walks;
    type->walk_next = NULL;
    for (Type *at = type; at; at = at->walk_next)
        for (u32 i = 0; i < at->subclass_count; i++) {
            Type *sub = at->subclasses[i];
            if (sub->walked == walks) continue;
            sub->walked = walks;
            sub->walk_next = NULL;
            last->walk_next = sub;
            last = sub;
        }
    return type;
}

void type_modified(Type *type) {
    u32 count = 0;
    for (Type *t = type_walk(type); t; t = t->walk_next, count++) t->version = next_version();
    fuel_charge(count / 8);
}

static void update_native_answers(Type *type) {
    const Type *base = type->base;
    const TypeSpec *spec = type->spec;
    if (!(type->flags & TYPE_HEAP)) {
        type->try_hash = spec->try_hash ? spec->try_hash : base && !spec->try_compare ? base->try_hash : NULL;
        type->try_compare = spec->try_compare ? spec->try_compare : base ? base->try_compare : NULL;
        type->try_iter = spec->try_iter ? spec->try_iter : base ? base->try_iter : NULL;
        type->try_next = spec->try_next ? spec->try_next : base ? base->try_next : NULL;
        type->try_len = spec->try_len ? spec->try_len : base ? base->try_len : NULL;
        type->try_repr = spec->try_repr ? spec->try_repr : base ? base->try_repr : NULL;
        return;
    }
    /* A class made in Python: the native answer holds only where nothing in its MRO overrides the dunder. */
    const Type *builtin = base;
    while (builtin->flags & TYPE_HEAP) builtin = builtin->base;
    const Object *const *mine = (const Object *const *)type->dunder, *const *theirs = (const Object *const *)builtin->dunder;
    type->try_hash = mine[N_HASH] == theirs[N_HASH] && mine[N_HASH] ? builtin->try_hash : NULL;
    bool compares = true;
    for (u32 op = N_LT; op <= N_GE; op++) compares = compares && mine[op] == theirs[op];
    type->try_compare = compares ? builtin->try_compare : NULL;
    type->try_iter = mine[N_ITER] == theirs[N_ITER] ? builtin->try_iter : NULL;
    type->try_next = mine[N_NEXT] == theirs[N_NEXT] ? builtin->try_next : NULL;
    type->try_len = mine[N_LEN] == theirs[N_LEN] ? builtin->try_len : NULL;
    type->try_repr = mine[N_REPR] == theirs[N_REPR] ? builtin->try_repr : NULL;
    if (type->dunder[N_DEL]) {
        type->flags |= TYPE_HAS_DEL;
        serial_next(); /* objects that are there already have a finalizer now */
    } else if (!(builtin->flags & TYPE_HAS_DEL)) {
        type->flags &= ~TYPE_HAS_DEL;
    }
}

static Object *dunder_of(Ref found) { return is_pointer(found) ? object_of(found) : DUNDER_NONE; }

void type_update_dunder(Type *type, u32 name_id) {
    u32 count = 0;
    for (Type *t = type_walk(type); t; t = t->walk_next, count++) {
        Ref found = lookup_slowly(t, vm.names[name_id]);
        t->dunder[name_id] = is_empty(found) ? NULL : dunder_of(found);
        update_native_answers(t);
    }
    fuel_charge(count);
}

/* What a class of the MRO says itself, over what those behind it said. False: a name that is not known as one. */
static bool take_own_dunders(Type *type, const Dict *own) {
    Ref key, value;
    for (u32 at = 0; table_next(&own->table, &at, &key, &value);) {
        if (!is_text(key) || !text_of(key)->interned) return false;
        u32 id = text_of(key)->interned - 2u;
        if (id < N_DUNDER_COUNT) type->dunder[id] = dunder_of(value);
    }
    return true;
}

/* Is the order that of the base with the class itself before it? */
static bool extends_its_base(const Type *type) {
    const Tuple *mro = type->mro, *behind = type->base ? type->base->mro : NULL;
    if (!behind || mro->count != behind->count + 1) return false;
    return !memcmp(mro->items + 1, behind->items, behind->count * sizeof(Value));
}

static bool take_dunders(Type *type) {
    if (!type->mro) return false;
    bool extends = extends_its_base(type);
    if (extends) memcpy(type->dunder, type->base->dunder, sizeof type->dunder);
    else memset(type->dunder, 0, sizeof type->dunder);
    for (u32 i = extends ? 1 : type->mro->count; i--;)
        if (!take_own_dunders(type, AS(Type, ref(type->mro->items[i]))->dict)) return false;
    return true;
}

void type_fill_dunders(Type *type) {
    type_dunder_none.type = vm.types[T_NONE];
    if (!take_dunders(type))
        for (u32 i = 0; i < N_DUNDER_COUNT; i++) {
            Ref found = lookup_slowly(type, vm.names[i]);
            type->dunder[i] = is_empty(found) ? NULL : dunder_of(found);
        }
    update_native_answers(type);
}

bool type_set_attr(Type *type, Text *name, Ref value) {
    Value old = value_keep(dict_get_text(type->dict, name)); /* outlives the change: releasing it may look at the class */
    bool done = is_empty(value) ? dict_delete_text(type->dict, name) : dict_set_text(type->dict, name, value);
    if (done) {
        type_modified(type);
        if (name->interned >= 2) type_update_dunder(type, name->interned - 2u);
    }
    value_release(old);
    return done;
}

Ref payload_of(Ref r) {
    if (!is_pointer(r)) return r;
    Type *type = object_of(r)->type;
    return (type->flags & (TYPE_HEAP | TYPE_PAYLOAD)) == (TYPE_HEAP | TYPE_PAYLOAD) ? ref(AS(Instance, r)->values[0]) : r;
}

Ref type_module(const Type *type) {
    return type->flags & TYPE_HEAP ? dict_get_text(type->dict, vm.names[N_MODULE]) : ref_of(type->module);
}

void type_forget_caches(void) { memset(cache, 0, sizeof cache); }

const char *type_short_name(const Type *type, u32 *length) {
    *length = (u32)strlen(type->spec->name);
    return type->spec->name;
}
