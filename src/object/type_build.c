/* type_build.c: making classes: from a builtin's TypeSpec, and natively for type.__new__.
 *
 * Layout of a class made in Python. Its base with the widest layout (the solid base) decides:
 *   object or an Instance class   Instance; values = base slots, own __slots__, then the attributes (TYPE_INLINE)
 *   int, str, tuple, …            Instance; value 0 is the builtin value (TYPE_PAYLOAD)
 *   list, dict, an exception, …   the builtin's struct, then `dict` and `weakrefs` words if it has no room for them,
 *                                 then the values of __slots__
 */
#include "object/attr.h"
#include "object/serial.h"
#include "object/descriptor.h"
#include "object/error.h"
#include "object/gc.h"
#include "object/native_object.h"
#include "object/object.h"
#include "object/tuple.h"
#include "mem/heap.h"

enum { INHERITED = TYPE_IS_TYPE | TYPE_IS_EXCEPTION | TYPE_IS_INT | TYPE_IS_FLOAT | TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE | TYPE_IS_LIST
                 | TYPE_IS_DICT | TYPE_IS_SET | TYPE_IS_COMPLEX | TYPE_SEQUENCE | TYPE_MAPPING | TYPE_HAS_DEL };

void type_fill_dunders(Type *type);
/* The values of __slots__ behind a builtin's struct, those of the classes between included. */
static void empty_own_slots(Object *o) {
    for (const Type *t = o->type; t && t->flags & TYPE_HEAP; t = t->base)
        for (u32 i = 0; i < t->own_slot_count; i++) ((Value *)(void *)((u8 *)o + t->own_slots))[i] = EMPTY;
}

static Type *blank_type(Type *metatype) {
    u32 size = metatype->size > sizeof(Type) ? metatype->size : (u32)sizeof(Type);
    Type *type = object_new(metatype, size);
    if (!type) return NULL;
    memset(&type->head + 1, 0, size - sizeof(Object));
    empty_own_slots(&type->head);
    return type;
}

bool type_link_subclass(Type *base, Type *type) {
    if (base->subclass_count == base->subclass_capacity) {
        u32 wider = base->subclass_capacity ? base->subclass_capacity * 2 : 4;
        Type **moved = base->subclasses ? buffer_resize(base->subclasses, base->subclass_capacity * 4, wider * 4) : buffer_new(wider * 4);
        if (!moved) return false;
        base->subclasses = moved;
        base->subclass_capacity = wider;
    }
    base->subclasses[base->subclass_count++] = type;
    return true;
}

void type_unlink_subclass(Type *base, const Type *type) {
    for (u32 i = 0; i < base->subclass_count; i++)
        if (base->subclasses[i] == type) {
            base->subclass_count--;
            memmove(&base->subclasses[i], &base->subclasses[i + 1], (base->subclass_count - i) * 4);
            return;
        }
}

/* ---- builtin types ---- */

static u32 descriptor_kind(const NativeRow *row, const Text *name) {
    if (row->flags & NATIVE_CLASS) return T_CLASSMETHOD_DESCRIPTOR;
    if (row->flags & NATIVE_STATIC) return T_NATIVE_FUNCTION;
    if (name->interned >= 2) {
        u32 id = name->interned - 2u;
        bool plain = id == N_FORMAT || id == N_REVERSED || id == N_LENGTH_HINT || id == N_BYTES || id == N_COMPLEX || id == N_ROUND || id == N_TRUNC
                  || id == N_FLOOR || id == N_CEIL || id == N_ENTER || id == N_EXIT || id == N_DIR || id == N_INSTANCECHECK || id == N_SUBCLASSCHECK;
        if (!plain) return T_WRAPPER_DESCRIPTOR;
    }
    return T_METHOD_DESCRIPTOR;
}

static bool add_methods(Type *type, const TypeSpec *spec) {
    for (u32 i = 0; i < spec->method_count; i++) {
        const NativeRow *row = &spec->methods[i];
        Text *name = text_from_ascii(row->signature, native_name_length(row->signature));
        name = name ? text_intern(name) : NULL;
        if (!name) return false;
        NativeObject *descriptor = native_object_new(descriptor_kind(row, name), row, type, row->flags & NATIVE_STATIC ? ref_of(type) : REF_EMPTY);
        Value held = descriptor ? value_of(descriptor) : EMPTY;
        bool done = descriptor && dict_set_text(type->dict, name, ref(held));
        value_release(held);
        object_release(name);
        if (!done) return false;
    }
    return true;
}

static bool add_getset(Type *type, const TypeSpec *spec) {
    for (u32 i = 0; i < spec->getset_count; i++) {
        Text *name = text_intern_c(spec->getset[i].name);
        if (!name) return false;
        GetSetObject *descriptor = getset_new(type, &spec->getset[i], name, 0);
        if (!descriptor) return false;
        Value held = value_of(descriptor);
        bool done = dict_set_text(type->dict, name, ref(held));
        value_release(held);
        if (!done) return false;
    }
    return true;
}

static bool name_builtin(Type *type, const TypeSpec *spec) {
    const char *dot = strrchr(spec->name, '.');
    type->name = text_intern_c(dot ? dot + 1 : spec->name);
    if (!type->name) return false;
    object_keep(type->name);
    type->qualname = type->name;
    Text *module = text_intern_c("builtins");
    if (dot) {
        if (module) object_release(module);
        module = text_from_ascii(spec->name, (u32)(dot - spec->name));
        module = module ? text_intern(module) : NULL;
    }
    type->module = module;
    return module != NULL;
}

static bool set_doc(Type *type, const char *doc) {
    if (!is_empty(dict_get_text(type->dict, vm.names[N_DOC]))) return true; /* its instances have one of their own */
    if (!doc) return dict_set_text(type->dict, vm.names[N_DOC], REF_NONE);
    Text *text = text_from_c(doc);
    bool done = text && dict_set_text(type->dict, vm.names[N_DOC], ref_of(text));
    if (text) object_release(text);
    return done;
}

static void inherit(Type *type, const TypeSpec *spec, const Type *base) {
    type->spec = spec;
    type->flags = spec->flags | (base ? base->flags & INHERITED : 0);
    type->size = spec->size ? spec->size : base ? base->size : (u16)sizeof(Instance);
    type->dict_offset = spec->dict_offset ? spec->dict_offset : base ? base->dict_offset : 0;
    type->weakref_offset = spec->weakref_offset ? spec->weakref_offset : base ? base->weakref_offset : 0;
    type->destroy = spec->destroy ? spec->destroy : base ? base->destroy : NULL;
    type->visit = spec->visit ? spec->visit : base ? base->visit : NULL;
    type->clear = spec->clear ? spec->clear : base ? base->clear : NULL;
    type->call = spec->call ? spec->call : base ? base->call : NULL;
}

/* A builtin's struct and layout, before anything has a name. While `type` itself is not there yet, its own header waits
 * for type_fill_builtin. */
Type *type_bare(void) {
    Type *type = heap_alloc_object(sizeof(Type));
    if (!type) return NULL;
    memset(type, 0, sizeof *type);
    type->head = (Object){REF_ONE, vm.types[T_TYPE] ? vm.types[T_TYPE] : type};
    return type;
}

bool type_lay_builtin(Type *type, const TypeSpec *spec, Type *base) {
    type->base = base;
    type->head.type = vm.types[T_TYPE];
    inherit(type, spec, base);
    return !base || type_link_subclass(base, type);
}

/* Second half, once names, tuples, dicts and the descriptor types are there. */
bool type_fill_builtin(Type *type) {
    const TypeSpec *spec = type->spec;
    type->dict = dict_new();
    if (!type->dict || !table_reserve(&type->dict->table, spec->method_count + spec->getset_count + 3u)) return false;
    if (!type->bases) {
        type->bases = tuple_new(type->base ? 1 : 0);
        if (!type->bases) return false;
        if (type->base) type->bases->items[0] = value_keep(ref_of(type->base));
    }
    Value mro = type_compute_mro(type);
    if (is_error(mro)) return false;
    type->mro = AS(Tuple, ref(mro));
    if (!name_builtin(type, spec) || !add_methods(type, spec) || !add_getset(type, spec) || !set_doc(type, spec->doc)) return false;
    /* What compares for itself and does not hash is unhashable, as in CPython. */
    bool compares = !is_empty(dict_get_text(type->dict, vm.names[N_EQ])), hashes = !is_empty(dict_get_text(type->dict, vm.names[N_HASH]));
    if (compares && !hashes && !dict_set_text(type->dict, vm.names[N_HASH], REF_NONE)) return false;
    type->version = 0;
    type_modified(type);
    type_fill_dunders(type);
    return true;
}

Type *type_from_spec(const TypeSpec *spec) {
    Type *type = type_bare();
    return type && type_lay_builtin(type, spec, vm.types[spec->base]) && type_fill_builtin(type) ? type : NULL;
}

/* The first `count` items of a tuple made with room for more; the larger one goes. NULL: MemoryError. */
static Tuple *trimmed(Tuple *roomy, u32 count) {
    Value cut = tuple_slice(ref_of(roomy), 0, count);
    object_release(roomy);
    return is_error(cut) ? NULL : AS(Tuple, ref(cut));
}

/* ---- C3 ---- */

static bool in_tail(const Tuple *list, u32 from, Ref candidate) {
    for (u32 i = from + 1; i < list->count; i++)
        if (same(ref(list->items[i]), candidate)) return true;
    return false;
}

static Value merge_conflict(Tuple **lists, const u32 *heads, u32 n) {
    TextBuilder b = {0};
    builder_c(&b, "Cannot create a consistent method resolution order (MRO) for bases ");
    Ref told[64];
    u32 count = 0;
    for (u32 i = 0; i < n; i++) {
        if (heads[i] >= lists[i]->count) continue;
        Ref head = ref(lists[i]->items[heads[i]]);
        bool seen = false;
        for (u32 k = 0; k < count; k++) seen = seen || same(told[k], head);
        if (seen || count == COUNT_OF(told)) continue;
        if (count) builder_c(&b, ", ");
        told[count++] = head;
        builder_text(&b, AS(Type, head)->name);
    }
    Text *text = builder_finish(&b);
    if (!text) return VALUE_ERROR;
    raise(ERR_TYPE, "%U", text);
    object_release(text);
    return VALUE_ERROR;
}

Value type_compute_mro(Type *type) {
    u32 base_count = type->bases->count, n = base_count + 1, room = 1 + base_count;
    for (u32 i = 0; i < base_count; i++) {
        Type *base = AS(Type, ref(type->bases->items[i]));
        if (!base->mro) return raise(ERR_TYPE, "Cannot extend an incomplete type '%N'", base);
        room += base->mro->count;
        for (u32 k = 0; k < i; k++)
            if (same(ref(type->bases->items[k]), ref_of(base))) return raise(ERR_TYPE, "duplicate base class %U", base->name);
    }
    if (base_count == 1) { /* the common case needs no merging */
        const Tuple *theirs = AS(Type, ref(type->bases->items[0]))->mro;
        Tuple *mro = tuple_new(theirs->count + 1);
        if (!mro) return VALUE_ERROR;
        mro->items[0] = value_keep(ref_of(type));
        for (u32 i = 0; i < theirs->count; i++) mro->items[i + 1] = value_keep(ref(theirs->items[i]));
        fuel_charge(theirs->count / 8);
        return value_of(mro);
    }
    Tuple **lists = buffer_new(n * 8);
    if (!lists) return VALUE_ERROR;
    u32 *heads = (u32 *)(void *)(lists + n);
    for (u32 i = 0; i < base_count; i++) lists[i] = AS(Type, ref(type->bases->items[i]))->mro, heads[i] = 0;
    lists[base_count] = type->bases, heads[base_count] = 0;
    Tuple *mro = tuple_new(room);
    Value result = VALUE_ERROR;
    if (!mro) goto done;
    u32 count = 0;
    mro->items[count++] = value_keep(ref_of(type));
    for (;;) {
        bool left = false, taken = false;
        for (u32 i = 0; i < n && !taken; i++) {
            if (heads[i] >= lists[i]->count) continue;
            left = true;
            Ref candidate = ref(lists[i]->items[heads[i]]);
            bool blocked = false;
            for (u32 k = 0; k < n && !blocked; k++) blocked = heads[k] < lists[k]->count && in_tail(lists[k], heads[k], candidate);
            if (!fuel_poll(1 + room / 32)) { /* a merge takes time as the square of what is merged */
                object_release(mro);
                goto done;
            }
            if (blocked) continue;
            mro->items[count++] = value_keep(candidate);
            for (u32 k = 0; k < n; k++)
                if (heads[k] < lists[k]->count && same(ref(lists[k]->items[heads[k]]), candidate)) heads[k]++;
            taken = true;
        }
        if (!left) break;
        if (!taken) {
            merge_conflict(lists, heads, n);
            object_release(mro);
            goto done;
        }
    }
    mro = trimmed(mro, count);
    if (mro) result = value_of(mro);
done:
    buffer_free(lists, n * 8);
    return result;
}

/* ---- classes made in Python ---- */

/* The nearest class whose layout is its own: what decides which bases fit together. */
const Type *type_solid_base(const Type *type) {
    for (; type->base; type = type->base) {
        const Type *base = type->base;
        if (!(type->flags & TYPE_HEAP)) {
            if (type->size != base->size || type->flags & TYPE_PAYLOAD) return type;
        } else {
            u32 theirs = base->flags & TYPE_HEAP ? base->slot_count : base->flags & TYPE_PAYLOAD ? 1 : 0;
            if (type->own_slot_count || type->slot_count > theirs) return type;
        }
    }
    return type;
}

Type *type_best_base(const Tuple *bases) {
    Type *winner = NULL;
    const Type *solid = NULL;
    for (u32 i = 0; i < bases->count; i++) {
        Ref r = ref(bases->items[i]);
        if (!is_kind(r, TYPE_IS_TYPE)) return RAISE_NULL(ERR_TYPE, "bases must be types");
        Type *base = AS(Type, r);
        if (!(base->flags & TYPE_BASE)) return RAISE_NULL(ERR_TYPE, "type '%N' is not an acceptable base type", base);
        const Type *candidate = type_solid_base(base);
        if (!winner) {
            winner = base;
            solid = candidate;
        } else if (type_is_subtype(solid, candidate)) {
        } else if (type_is_subtype(candidate, solid)) {
            winner = base;
            solid = candidate;
        } else {
            return RAISE_NULL(ERR_TYPE, "multiple bases have instance lay-out conflict");
        }
    }
    return winner;
}

static Text *mangled(Text *name, const Text *class_name) {
    u32 n = name->length, skip = 0;
    while (skip < class_name->length && text_char(class_name, skip) == '_') skip++;
    bool private = n > 2 && text_char(name, 0) == '_' && text_char(name, 1) == '_' && !(text_char(name, n - 1) == '_' && text_char(name, n - 2) == '_');
    if (!private || skip == class_name->length) {
        object_keep(name);
        return text_intern(name);
    }
    TextBuilder b = {0};
    builder_char(&b, '_');
    builder_slice(&b, class_name, skip, class_name->length);
    builder_text(&b, name);
    Text *made = builder_finish(&b);
    return made ? text_intern(made) : NULL;
}

static bool is_identifier(const Text *t) {
    if (!t->length) return false;
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        if (!(c == '_' || (c | 32) - 'a' < 26 || (i && c - '0' < 10) || c > 127)) return false;
    }
    return true;
}

/* One member descriptor a slot; `offset` is where the first value lies. Names arrive sorted as CPython sorts them. */
static bool add_slots(Type *type, Tuple *slots, u32 offset) {
    for (u32 i = 0; i < slots->count; i++) {
        Text *name = mangled(AS(Text, ref(slots->items[i])), type->name);
        if (!name) return false;
        Ref taken = dict_get_text(type->dict, name);
        bool twice = is_exact(taken, T_MEMBER_DESCRIPTOR) && AS(GetSetObject, taken)->owner == type; /* named twice: the last one stays */
        if (!is_empty(taken) && !twice) {
            raise(ERR_VALUE, "%R in __slots__ conflicts with class variable", name);
            object_release(name);
            return false;
        }
        GetSetObject *member = getset_new(type, NULL, name, offset + i * 8);
        if (!member) return false;
        Value held = value_of(member);
        bool done = dict_set_text(type->dict, name, ref(held));
        value_release(held);
        if (!done) return false;
    }
    return true;
}

/* What __slots__ says: the names for values, and whether __dict__ and __weakref__ are among them. */
typedef struct { bool given, dict, weakref; Tuple *names; } Slots;

static bool read_slots(Slots *out, Dict *namespace_, const Type *base) {
    Ref given = dict_get_text(namespace_, vm.names[N_SLOTS]);
    *out = (Slots){.given = !is_empty(given)};
    if (!out->given) return true;
    /* type.__new__'s slow half has already made a tuple of str of it */
    Tuple *all = AS(Tuple, given);
    if (all->count && base->flags & (TYPE_IS_INT | TYPE_IS_BYTES | TYPE_IS_TUPLE | TYPE_IS_TYPE))
        return RAISE_FALSE(ERR_TYPE, "nonempty __slots__ not supported for subtype of '%N'", base);
    Tuple *names = tuple_new(all->count);
    if (!names) return false;
    u32 n = 0;
    for (u32 i = 0; i < all->count; i++) {
        Text *name = text_of(ref(all->items[i]));
        if (!is_identifier(name)) {
            object_release(names);
            return RAISE_FALSE(ERR_TYPE, "__slots__ must be identifiers");
        }
        if (text_equal(name, vm.names[N_DICT])) {
            if (out->dict || base->dict_offset || base->flags & TYPE_INLINE) {
                object_release(names);
                return RAISE_FALSE(ERR_TYPE, "__dict__ slot disallowed: we already got one");
            }
            out->dict = true;
        } else if (text_equal(name, vm.names[N_WEAKREF])) {
            if (out->weakref || base->weakref_offset) {
                object_release(names);
                return RAISE_FALSE(ERR_TYPE, "__weakref__ slot disallowed: we already got one");
            }
            out->weakref = true;
        } else {
            names->items[n++] = value_keep(ref_of(name));
        }
    }
    out->names = trimmed(names, n);
    return out->names != NULL;
}

/* How many attributes instances will keep inline: those that methods assign to self, and the base's. */
static u32 guess_inline(Dict *namespace_, const Type *base) {
    Ref listed = dict_get_text(namespace_, vm.names[N_STATIC_ATTRIBUTES]);
    u32 own = is_exact(listed, T_TUPLE) ? AS(Tuple, listed)->count : 0;
    u32 inherited = base->flags & TYPE_INLINE ? base->inline_capacity - base->slot_count : 0;
    u32 all = own + (inherited > 4 ? inherited : 0);
    return u32_min(u32_max(all, 4), KEYS_MAX);
}

static bool lay_out(Type *type, Type *base, Dict *namespace_, const Slots *slots) {
    bool instance = base->spec->size == 0 || base->flags & TYPE_PAYLOAD || base->destroy == instance_destroy;
    u32 own = slots->names ? slots->names->count : 0;
    bool has_dict = !slots->given || slots->dict || base->dict_offset || base->flags & TYPE_INLINE;
    bool sized = base->flags & (TYPE_IS_INT | TYPE_IS_BYTES | TYPE_IS_TUPLE); /* CPython has no room for weak references there */
    bool has_weakref = (!slots->given && !sized) || slots->weakref || base->weakref_offset;
    if (instance) {
        bool payload = base->flags & TYPE_PAYLOAD && !(base->flags & TYPE_HEAP);
        type->slot_count = (u16)((base->flags & TYPE_HEAP ? base->slot_count : payload ? 1 : 0) + own);
        u32 attributes = has_dict ? guess_inline(namespace_, base) : 0;
        if (type->slot_count + attributes > 4000) return RAISE_FALSE(ERR_OVERFLOW, "too many __slots__");
        type->inline_capacity = (u16)(type->slot_count + attributes);
        type->size = (u16)(sizeof(Instance) + type->inline_capacity * 8u);
        type->dict_offset = has_dict ? offsetof(Instance, dict) : 0;
        type->weakref_offset = has_weakref ? offsetof(Instance, weakrefs) : 0;
        if (has_dict) {
            type->flags |= TYPE_INLINE;
            type->keys = buffer_new((u32)sizeof(TypeKeys) + attributes * 4);
            if (!type->keys) return false;
            type->keys->count = 0;
            type->keys->capacity = (u16)attributes;
        }
        type->destroy = instance_destroy;
        type->visit = instance_visit;
        type->clear = instance_clear;
        type->flags |= base->flags & TYPE_PAYLOAD;
        type->flags &= ~(u32)TYPE_LEAF;
        return !own || add_slots(type, slots->names, (u32)sizeof(Instance) + (type->slot_count - own) * 8u);
    }
    u32 size = base->size;
    type->dict_offset = base->dict_offset;
    type->weakref_offset = base->weakref_offset;
    if (has_dict && !type->dict_offset) type->dict_offset = (u16)size, size += 8;
    if (has_weakref && !type->weakref_offset) {
        if (type->dict_offset == size - 8 && !base->dict_offset) type->weakref_offset = (u16)(size - 4);
        else type->weakref_offset = (u16)size, size += 8;
    }
    if (own) size = (size + 7) & ~7u;
    type->own_slots = (u16)size;
    type->own_slot_count = (u16)own;
    size += own * 8;
    if (size > 32000) return RAISE_FALSE(ERR_OVERFLOW, "too many __slots__");
    type->size = (u16)size;
    type->destroy = extended_destroy;
    type->visit = extended_visit;
    type->clear = extended_clear;
    return !own || add_slots(type, slots->names, type->own_slots);
}

static bool copy_namespace(Type *type, Dict *namespace_) {
    u32 at = 0;
    Ref key, value;
    while (table_next(&namespace_->table, &at, &key, &value)) {
        if (!is_kind(key, TYPE_IS_STR)) continue; /* looked up by nobody: names are str */
        Text *name = AS(Text, payload_of(key));
        object_keep(name);
        name = text_intern(name);
        bool done = name && (name == vm.names[N_CLASSCELL] || name == vm.names[N_QUALNAME] || dict_set_text(type->dict, name, value));
        if (name) object_release(name);
        if (!done) return false;
    }
    return true;
}

/* ---- __dict__ and __weakref__ of instances ---- */

static Value get_instance_dict(Ref self) {
    if (!instance_has_dict(self)) return raise(ERR_ATTRIBUTE, "This object has no __dict__");
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}

static bool set_instance_dict(Ref self, Ref value) {
    if (!instance_has_dict(self)) return RAISE_FALSE(ERR_ATTRIBUTE, "This object has no __dict__");
    if (!is_empty(value)) {
        if (!is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__dict__ must be set to a dictionary, not a '%T'", value);
        return instance_set_dict(self, value);
    }
    Dict *none = dict_new();
    if (!none) return false;
    bool done = instance_set_dict(self, ref_of(none));
    object_release(none);
    return done;
}

static Value get_instance_weakref(Ref self) {
    Object **head = is_pointer(self) ? object_weakrefs(object_of(self)) : NULL;
    if (!head) return raise(ERR_ATTRIBUTE, "This object has no __weakref__");
    return *head ? value_keep(ref_of(*head)) : NONE;
}

static const GetSetRow instance_rows[] = {
    ATTRIBUTE("__dict__", get_instance_dict, set_instance_dict, "dictionary for instance variables"),
    ATTRIBUTE("__weakref__", get_instance_weakref, NULL, "list of weak references to the object"),
};

static bool add_instance_row(Type *type, u32 which, u32 name_id) {
    Text *name = vm.names[name_id];
    if (!is_empty(dict_get_text(type->dict, name))) return true;
    object_keep(name);
    GetSetObject *descriptor = getset_new(type, &instance_rows[which], name, 0);
    Value held = descriptor ? value_of(descriptor) : EMPTY;
    bool done = descriptor && dict_set_text(type->dict, name, ref(held));
    value_release(held);
    return done;
}

/* Where this class is the first of its line whose instances have them. A class's own dict is no instance dict. */
static bool add_instance_rows(Type *type, const Type *base) {
    bool dict = type->dict_offset && !base->dict_offset && !(type->flags & TYPE_IS_TYPE);
    bool hidden = !(base->flags & TYPE_HEAP) && base->flags & TYPE_IS_EXCEPTION; /* room for them, but CPython has none there */
    bool weakref = type->weakref_offset && (!base->weakref_offset || hidden);
    return (!dict || add_instance_row(type, 0, N_DICT)) && (!weakref || add_instance_row(type, 1, N_WEAKREF));
}

static bool set_special_methods(Type *type) {
    static const u16 implied_class[] = {N_INIT_SUBCLASS, N_CLASS_GETITEM};
    Ref made = dict_get_text(type->dict, vm.names[N_NEW]);
    if (is_exact(made, T_FUNCTION)) {
        Value wrapped = wrap_static(made, T_STATICMETHOD);
        if (is_error(wrapped) || !dict_set_text(type->dict, vm.names[N_NEW], ref(wrapped))) return value_release(wrapped), false;
        value_release(wrapped);
    }
    for (u32 i = 0; i < COUNT_OF(implied_class); i++) {
        Ref found = dict_get_text(type->dict, vm.names[implied_class[i]]);
        if (!is_exact(found, T_FUNCTION)) continue;
        Value wrapped = wrap_static(found, T_CLASSMETHOD);
        if (is_error(wrapped) || !dict_set_text(type->dict, vm.names[implied_class[i]], ref(wrapped))) return value_release(wrapped), false;
        value_release(wrapped);
    }
    if (is_empty(dict_get_text(type->dict, vm.names[N_DOC])) && !dict_set_text(type->dict, vm.names[N_DOC], REF_NONE)) return false;
    bool compares = !is_empty(dict_get_text(type->dict, vm.names[N_EQ])), hashes = !is_empty(dict_get_text(type->dict, vm.names[N_HASH]));
    return !compares || hashes || dict_set_text(type->dict, vm.names[N_HASH], REF_NONE);
}

/* For which patterns of `match` the instances of a class count: as the first of its bases that says so. */
static u32 patterns_of(const Tuple *bases) {
    u32 found = 0;
    for (u32 i = 0; i < bases->count && !found; i++) found = AS(Type, ref(bases->items[i]))->flags & (TYPE_SEQUENCE | TYPE_MAPPING);
    return found;
}

Value type_new(Type *metatype, Text *name, Tuple *bases, Dict *namespace_, Ref mro) {
    Value bases_held = EMPTY;
    if (bases->count == 0) {
        bases = tuple_new(1);
        if (!bases) return VALUE_ERROR;
        bases->items[0] = value_keep(ref_of(vm.types[T_OBJECT]));
        bases_held = value_of(bases);
    } else {
        bases_held = value_keep(ref_of(bases));
    }
    Type *base = type_best_base(bases);
    Slots slots = {0};
    Type *type = NULL;
    if (!base || !read_slots(&slots, namespace_, base)) goto fail;
    type = blank_type(metatype);
    if (!type) goto fail;
    type->flags = TYPE_HEAP | TYPE_BASE | (base->flags & INHERITED & ~(u32)(TYPE_SEQUENCE | TYPE_MAPPING)) | patterns_of(bases);
    type->spec = base->spec;
    type->base = base;
    object_keep(base);
    type->bases = bases;
    bases_held = EMPTY;
    object_keep(name);
    type->name = type->qualname = name;
    object_keep(name);
    type->call = base->call;
    type->dict = dict_new();
    if (!type->dict || !copy_namespace(type, namespace_) || !lay_out(type, base, namespace_, &slots)
        || !add_instance_rows(type, base)) goto fail;
    Ref qualname = dict_get_text(namespace_, vm.names[N_QUALNAME]);
    if (!is_empty(qualname)) {
        if (!is_kind(qualname, TYPE_IS_STR)) {
            raise(ERR_TYPE, "type __qualname__ must be a str, not %T", qualname);
            goto fail;
        }
        object_release(type->qualname);
        type->qualname = AS(Text, payload_of(qualname));
        object_keep(type->qualname);
    }
    Value order = is_empty(mro) ? type_compute_mro(type) : value_keep(mro);
    if (is_error(order)) goto fail;
    type->mro = AS(Tuple, ref(order));
    if (!set_special_methods(type)) goto fail;
    for (u32 i = 0; i < type->bases->count; i++)
        if (!type_link_subclass(AS(Type, ref(type->bases->items[i])), type)) goto fail;
    type_modified(type);
    type_fill_dunders(type);
    if (slots.names) object_release(slots.names);
    return value_of(type);
fail:
    if (type) object_release(type);
    if (slots.names) object_release(slots.names);
    value_release(bases_held);
    return VALUE_ERROR;
}

Value type_allocate(Type *type) {
    Object *o = object_new(type, type->size);
    if (UNLIKELY(!o)) return VALUE_ERROR;
    if (UNLIKELY(type->flags & TYPE_HAS_DEL)) serial_give(o);
    if (LIKELY(type->destroy == instance_destroy)) {
        Instance *instance = (Instance *)o;
        instance->dict = type->flags & TYPE_INLINE ? 1 : 0;
        instance->weakrefs = NULL;
        for (u32 i = 0; i < type->inline_capacity; i++) {
            instance->values[i] = EMPTY;
            KEEP_LOOP();
        }
        return value_of(o);
    }
    memset(o + 1, 0, type->size - sizeof(Object));
    if (type->spec->blank) type->spec->blank(o);
    empty_own_slots(o);
    return value_of(o);
}
