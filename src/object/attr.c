/* attr.c: where instances keep their attributes: see the picture in type.h and the rules in attr.h. */
#include "object/attr.h"
#include "object/descriptor.h"
#include "object/error.h"
#include "object/gc.h"
#include "mem/heap.h"

INLINE Instance *instance_of(Ref r) { return AS(Instance, r); }
INLINE bool is_inline(const Type *type, const u32 *word) { return (type->flags & TYPE_INLINE) && (*word & 1); }
INLINE u32 *dict_word(Ref r) { return (u32 *)(void *)((u8 *)object_of(r) + object_of(r)->type->dict_offset); }
INLINE Dict *dict_in(u32 word) { return (Dict *)(uintptr_t)word; }

u32 type_key_index(Type *type, Text *name, bool add) {
    TypeKeys *keys = type->keys;
    for (u32 i = 0; i < keys->count; i++)
        if (keys->names[i] == name) return i;
    if (!add || keys->count == keys->capacity || !name->interned) return ~0u;
    object_keep(name);
    keys->names[keys->count] = name;
    type_renew_version(type); /* caches that say "instances have no such attribute" end here */
    return keys->count++;
}

bool instance_has_dict(Ref object) { return is_pointer(object) && object_of(object)->type->dict_offset != 0; }

Ref instance_get(Ref object, Text *name) {
    if (!instance_has_dict(object)) return REF_EMPTY;
    Type *type = object_of(object)->type;
    u32 *word = dict_word(object);
    if (is_inline(type, word)) {
        u32 i = type_key_index(type, name, false);
        return i == ~0u ? REF_EMPTY : ref(instance_of(object)->values[type->slot_count + i]);
    }
    return *word ? dict_get_text(dict_in(*word), name) : REF_EMPTY;
}

/* Moves inline values into a dict of their own: `__dict__` was asked for, or they would lose their order. */
static Dict *detach(Ref object, Type *type, u32 *word) {
    Dict *dict = dict_new();
    if (!dict) return NULL;
    Instance *instance = instance_of(object);
    u32 count = *word >> 1;
    if (count && !table_reserve(&dict->table, count)) {
        object_release(dict);
        return NULL;
    }
    for (u32 i = 0; i < count; i++) {
        Value *slot = &instance->values[type->slot_count + i];
        if (is_empty(ref(*slot))) continue;
        Text *name = type->keys->names[i];
        object_keep(name);
        CHECK(table_insert(&dict->table, value_of(name), text_hash(name), *slot), "room was reserved");
        *slot = EMPTY;
    }
    *word = (u32)(uintptr_t)dict;
    return dict;
}

/* Sets an inline attribute if it keeps the order; 1 done, 0 it must go to a dict. */
static bool set_inline(Instance *instance, Type *type, u32 i, Ref value) {
    Value *slot = &instance->values[type->slot_count + i];
    if (is_empty(ref(*slot))) {
        if (i < instance->dict >> 1) return false;
        instance->dict = (i + 1) << 1 | 1;
    }
    value_set(slot, value_keep(value));
    return true;
}

bool instance_set(Ref object, Text *name, Ref value) {
    Type *type = object_of(object)->type;
    u32 *word = dict_word(object);
    if (is_inline(type, word)) {
        u32 i = type_key_index(type, name, true);
        if (i != ~0u && set_inline(instance_of(object), type, i, value)) return true;
        if (!detach(object, type, word)) return false;
    } else if (!*word) {
        Dict *made = dict_new();
        if (!made) return false;
        *word = (u32)(uintptr_t)made;
    }
    return dict_set_text(dict_in(*word), name, value);
}

u32 instance_delete(Ref object, Text *name) {
    Type *type = object_of(object)->type;
    u32 *word = dict_word(object);
    if (is_inline(type, word)) {
        u32 i = type_key_index(type, name, false);
        if (i == ~0u) return 0;
        Value *slot = &instance_of(object)->values[type->slot_count + i];
        if (is_empty(ref(*slot))) return 0;
        Value old = value_take(slot);
        if (*word >> 1 == i + 1) *word = i << 1 | 1;
        value_release(old);
        return 1;
    }
    return *word ? dict_delete_text(dict_in(*word), name) : 0;
}

Dict *instance_dict(Ref object) {
    Type *type = object_of(object)->type;
    u32 *word = dict_word(object);
    if (is_inline(type, word)) return detach(object, type, word);
    if (!*word) {
        Dict *made = dict_new();
        if (!made) return NULL;
        *word = (u32)(uintptr_t)made;
    }
    return dict_in(*word);
}

bool instance_set_dict(Ref object, Ref dict) {
    Type *type = object_of(object)->type;
    u32 *word = dict_word(object);
    u32 old = *word;
    object_keep(object_of(dict));
    *word = (u32)(uintptr_t)object_of(dict);
    if (type->flags & TYPE_INLINE && old & 1) {
        Instance *instance = instance_of(object);
        for (u32 i = 0; i < old >> 1; i++) value_release(value_take(&instance->values[type->slot_count + i]));
    } else if (old) {
        object_release(dict_in(old));
    }
    return true;
}

static void release_dict_word(Object *o, const Type *type) {
    if (!type->dict_offset) return;
    u32 *word = (u32 *)(void *)((u8 *)o + type->dict_offset);
    if (*word && !(type->flags & TYPE_INLINE && *word & 1)) object_release(dict_in(*word));
    *word = 0;
}

/* Once its attributes are in a dict an instance's inline values mean nothing, and its class may become one with fewer or
 * more of them (instance_set_class). The first then holds the cell's size in bytes. */
static u32 value_count(const Instance *instance, const Type *type) {
    return type->flags & TYPE_INLINE && !(instance->dict & 1) ? type->slot_count : type->inline_capacity;
}

static u32 cell_size(const Instance *instance, const Type *type) {
    if (!(type->flags & TYPE_INLINE) || instance->dict & 1) return type->size;
    Ref told = ref(instance->values[type->slot_count]);
    return is_int48(told) ? (u32)int48_of(told) : type->size;
}

void instance_set_class(Ref object, Type *type) {
    Object *o = object_of(object);
    Type *old = o->type;
    if (old->destroy == instance_destroy && old->flags & TYPE_INLINE) {
        Instance *instance = instance_of(object);
        instance->values[old->slot_count] = value_int48(cell_size(instance, old));
    }
    if (type->flags & TYPE_HEAP) object_keep(type);
    o->type = type;
    if (old->flags & TYPE_HEAP) object_release(old);
}

/* Slots go first, then attributes, then the payload: CPython's subtype_dealloc. */
void instance_destroy(Object *o) {
    Instance *instance = (Instance *)o;
    Type *type = o->type;
    u32 first = type->flags & TYPE_PAYLOAD ? 1 : 0, count = value_count(instance, type), size = cell_size(instance, type);
    for (u32 i = first; i < count; i++) value_release(instance->values[i]);
    if (type->dict_offset) release_dict_word(o, type);
    if (first) value_release(instance->values[0]);
    if (LIKELY(size == type->size)) {
        object_free(o, size);
    } else {
        heap_free_object(o, size);
        object_release(type);
    }
}

void instance_visit(Object *o, GcVisit *visit) {
    Instance *instance = (Instance *)o;
    Type *type = o->type;
    gc_visit_object(visit, type);
    gc_visit_slots(visit, instance->values, value_count(instance, type));
    if (type->dict_offset && instance->dict && !(instance->dict & 1)) gc_visit_object(visit, dict_in(instance->dict));
}

void instance_clear(Object *o) {
    Instance *instance = (Instance *)o;
    Type *type = o->type;
    u32 count = value_count(instance, type);
    bool inlined = type->flags & TYPE_INLINE && instance->dict & 1;
    for (u32 i = type->flags & TYPE_PAYLOAD ? 1 : 0; i < count; i++) value_release(value_take(&instance->values[i]));
    release_dict_word(o, type);
    if (inlined) instance->dict = 1;
}

/* The builtin that a class made in Python derives from; what its own spec leaves out it has from its bases. */
static const Type *builtin_base(const Type *type) {
    while (type->flags & TYPE_HEAP) type = type->base;
    return type;
}

/* Subclasses of builtins with a struct: their own slots and dict, then what the builtin holds; its destroy frees the cell. */
void extended_destroy(Object *o) {
    Type *type = o->type;
    for (Type *t = type; t && t->flags & TYPE_HEAP; t = t->base) {
        Value *own = (Value *)(void *)((u8 *)o + t->own_slots);
        for (u32 i = 0; i < t->own_slot_count; i++) value_release(value_take(&own[i]));
    }
    release_dict_word(o, type);
    builtin_base(type)->destroy(o);
}

void extended_visit(Object *o, GcVisit *visit) {
    Type *type = o->type;
    gc_visit_object(visit, type);
    for (Type *t = type; t && t->flags & TYPE_HEAP; t = t->base) gc_visit_slots(visit, (Value *)(void *)((u8 *)o + t->own_slots), t->own_slot_count);
    u32 *word = (u32 *)(void *)((u8 *)o + type->dict_offset);
    if (type->dict_offset && *word) gc_visit_object(visit, dict_in(*word));
    if (builtin_base(type)->visit) builtin_base(type)->visit(o, visit);
}

void extended_clear(Object *o) {
    Type *type = o->type;
    for (Type *t = type; t && t->flags & TYPE_HEAP; t = t->base) {
        Value *own = (Value *)(void *)((u8 *)o + t->own_slots);
        for (u32 i = 0; i < t->own_slot_count; i++) value_release(value_take(&own[i]));
    }
    release_dict_word(o, type);
    if (builtin_base(type)->clear) builtin_base(type)->clear(o);
}

Value wrap_static(Ref callable, u32 type_id) {
    WrappedMethod *made = NEW(WrappedMethod, type_id);
    if (!made) return VALUE_ERROR;
    made->dict = 0;
    made->weakrefs = NULL;
    made->callable = value_keep(callable);
    return value_of(made);
}

Value method_new(Ref function, Ref self) {
    BoundMethod *made = NEW(BoundMethod, T_METHOD);
    if (!made) return VALUE_ERROR;
    made->weakrefs = NULL;
    made->function = value_keep(function);
    made->self = value_keep(self);
    return value_of(made);
}
