/* type_bases.c: what may be changed of a class that exists: its bases, with the search order of all that derives from it,
 * and which classes' instances are alike enough for one class to take the other's place.
 */
#include "frame/call.h"
#include "types/list.h"
#include "types/type.h"

/* ---- layouts: as CPython compares them, so that the same assignments are refused ---- */

typedef struct { bool dict, weakref, collected; } Traits;

/* Instances of builtin exceptions cannot be referred to weakly, though our struct has room. */
static Traits traits_of(const Type *type) {
    bool hidden = !(type->flags & TYPE_HEAP) && type->flags & TYPE_IS_EXCEPTION;
    return (Traits){type->dict_offset != 0, type->weakref_offset && !hidden, type->flags & TYPE_HEAP || !(type->flags & TYPE_LEAF)};
}

static u32 own_slots(const Type *type) {
    if (!(type->flags & TYPE_HEAP)) return 0;
    const Type *base = type->base;
    return type->own_slot_count + (type->slot_count - (base->flags & TYPE_HEAP ? base->slot_count : base->flags & TYPE_PAYLOAD ? 1 : 0));
}

static bool adds_nothing(const Type *type) {
    const Type *base = type->base;
    if (!base || own_slots(type)) return false;
    if (!(type->flags & TYPE_HEAP) && (type->size != base->size || (type->flags ^ base->flags) & TYPE_PAYLOAD)) return false;
    Traits mine = traits_of(type), theirs = traits_of(base);
    return mine.dict == theirs.dict && mine.weakref == theirs.weakref && mine.collected == theirs.collected;
}

/* The slots that two classes add to the same base, by name. */
static bool same_slots(const Type *a, const Type *b) {
    u32 n = own_slots(a);
    if (n != own_slots(b)) return false;
    if (!n) return true;
    u32 at = 0;
    Ref key, value;
    while (table_next(&a->dict->table, &at, &key, &value)) {
        if (!is_exact(value, T_MEMBER_DESCRIPTOR) || AS(GetSetObject, value)->row || AS(GetSetObject, value)->owner != a) continue;
        const GetSetObject *mine = AS(GetSetObject, value);
        u32 k = 0;
        bool found = false;
        for (Ref other_key, other; !found && table_next(&b->dict->table, &k, &other_key, &other);)
            found = is_exact(other, T_MEMBER_DESCRIPTOR) && AS(GetSetObject, other)->owner == b && AS(GetSetObject, other)->offset == mine->offset
                 && text_equal(AS(GetSetObject, other)->name, mine->name);
        if (!found) return false;
        n--;
    }
    return n == 0; /* descriptors taken out of the class may have hidden a difference */
}

bool type_check_layout(const Type *from, const Type *to, const char *attribute) {
    if (traits_of(from).collected != traits_of(to).collected)
        return RAISE_FALSE(ERR_TYPE, "%s assignment: '%N' deallocator differs from '%N'", attribute, to, from);
    const Type *a = from, *b = to;
    while (adds_nothing(a)) a = a->base;
    while (adds_nothing(b)) b = b->base;
    if (a == b) return true;
    Traits mine = traits_of(a), theirs = traits_of(b);
    bool alike = a->flags & b->flags & TYPE_HEAP && a->base == b->base && mine.dict == theirs.dict && mine.weakref == theirs.weakref && same_slots(a, b);
    return alike || RAISE_FALSE(ERR_TYPE, "%s assignment: '%N' object layout differs from '%N'", attribute, to, from);
}

/* ---- the search order ---- */

static bool check_mro(const Type *type, const Tuple *mro) {
    const Type *solid = type_solid_base(type);
    for (u32 i = 0; i < mro->count; i++) {
        Ref r = ref(mro->items[i]);
        if (!is_kind(r, TYPE_IS_TYPE)) return RAISE_FALSE(ERR_TYPE, "mro() returned a non-class ('%T')", r);
        const Type *theirs = type_solid_base(AS(Type, r));
        for (const Type *line = solid; line != theirs; line = line->base)
            if (!line->base) return RAISE_FALSE(ERR_TYPE, "mro() returned base with unsuitable layout ('%N')", AS(Type, r));
    }
    return true;
}

bool type_take_mro(Type *type, Tuple *mro, bool asked) {
    if (asked && !check_mro(type, mro)) return false;
    Tuple *old = type->mro;
    object_keep(mro);
    type->mro = mro;
    type_modified(type);
    type_fill_dunders(type);
    if (old) object_release(old);
    return true;
}

/* ---- __bases__; slots: the class, new bases, old bases, old base, the classes whose order changes, their old orders ---- */

enum { SET_TYPE, SET_BASES, SET_OLD_BASES, SET_OLD_BASE, SET_CLASSES, SET_ORDERS, SET_SLOTS };
enum { SET_NEXT, SET_ASKED, SET_TUPLE };

static bool is_listed(const Type *type, u64 walk) {
    for (u32 i = 0; i < type->bases->count; i++)
        if (AS(Type, ref(type->bases->items[i]))->walked == walk) return false;
    return true;
}

/* The class, then what derives from it, each behind all its bases. What is listed is marked 0. */
static bool collect(Ref list, Type *type) {
    u32 left = 0;
    for (Type *t = type_walk(type); t; t = t->walk_next) left++;
    u64 walk = type->walked;
    type->walked = 0;
    if (!list_append(list, value_keep(ref_of(type)))) return false;
    for (left--; left; fuel_charge(AS(ListObject, list)->count))
        for (Type *t = type->walk_next; t; t = t->walk_next) {
            if (t->walked != walk || !is_listed(t, walk)) continue;
            t->walked = 0;
            if (!list_append(list, value_keep(ref_of(t)))) return false;
            left--;
        }
    return true;
}

/* A class is among the subclasses of its bases, and while they are being changed also among those of the old ones: what
 * its bases change must reach it in any case. mro() may change the bases in turn, so each change counts its own. */
static bool link_to(const Tuple *bases, Type *type) {
    for (u32 i = 0; i < bases->count; i++)
        if (!type_link_subclass(AS(Type, ref(bases->items[i])), type)) {
            while (i-- > 0) type_unlink_subclass(AS(Type, ref(bases->items[i])), type);
            return false;
        }
    return true;
}

static void unlink_from(const Tuple *bases, Type *type) {
    for (u32 i = 0; i < bases->count; i++) type_unlink_subclass(AS(Type, ref(bases->items[i])), type);
}

static void put_bases(Type *type, Ref bases, Ref base) {
    Tuple *old = type->bases;
    Type *old_base = type->base;
    object_keep(object_of(bases));
    object_keep(object_of(base));
    type->bases = AS(Tuple, bases);
    type->base = AS(Type, base);
    object_release(old);
    object_release(old_base);
}

/* Puts everything back as it was: what has a new order gets its old one again. */
static Outcome take_back(Frame *f) {
    Value *slot = frame_slots(f);
    Value raised = raised_take();
    const ListObject *classes = AS(ListObject, ref(slot[SET_CLASSES])), *orders = AS(ListObject, ref(slot[SET_ORDERS]));
    Type *type = AS(Type, ref(slot[SET_TYPE]));
    unlink_from(type->bases, type);
    put_bases(type, ref(slot[SET_OLD_BASES]), ref(slot[SET_OLD_BASE]));
    for (u32 i = orders->count; i-- > 0;)
        if (!type_take_mro(AS(Type, ref(classes->items[i])), AS(Tuple, ref(orders->items[i])), false)) raised_clear();
    raised_restore(raised);
    return native_fail(f);
}

static Outcome finish(Frame *f) {
    Value *slot = frame_slots(f);
    unlink_from(AS(Tuple, ref(slot[SET_OLD_BASES])), AS(Type, ref(slot[SET_TYPE])));
    return native_done(f, NONE);
}

/* The next class gets its order. */
static Outcome next(Frame *f) {
    Value *slot = frame_slots(f);
    const ListObject *classes = AS(ListObject, ref(slot[SET_CLASSES]));
    while (f->aux < classes->count) {
        Type *type = AS(Type, ref(classes->items[f->aux]));
        if (!same(type_lookup(type_of(ref_of(type)), vm.names[N_MRO]), type_lookup(vm.types[T_TYPE], vm.names[N_MRO]))) {
            f->state = SET_ASKED;
            return op_call_method(ref_of(type), vm.names[N_MRO], NULL, 0);
        }
        Value order = type_compute_mro(type);
        if (is_error(order)) return take_back(f);
        bool done = list_append(ref(slot[SET_ORDERS]), value_keep(ref_of(type->mro))) && type_take_mro(type, AS(Tuple, ref(order)), false);
        value_release(order);
        if (!done) return take_back(f);
        f->aux++;
    }
    return finish(f);
}

static Outcome bases_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return take_back(f);
    switch (f->state) {
    case SET_NEXT:
        return next(f);
    case SET_ASKED: {
        f->state = SET_TUPLE;
        Outcome asked = op_tuple(ref(incoming));
        value_release(incoming);
        return asked;
    }
    default: {
        Type *type = AS(Type, ref(AS(ListObject, ref(slot[SET_CLASSES]))->items[f->aux]));
        bool done = list_append(ref(slot[SET_ORDERS]), value_keep(ref_of(type->mro))) && type_take_mro(type, AS(Tuple, ref(incoming)), true);
        value_release(incoming);
        if (!done) return take_back(f);
        f->aux++;
        return next(f);
    }
    }
}
static const NativeFrameKind bases_frame = {"__bases__", bases_step, SET_SLOTS, 0, NULL};

static bool check_bases(const Type *type, Ref value) {
    if (!is_kind(value, TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "can only assign tuple to %N.__bases__, not %T", type, value);
    const Tuple *bases = tuple_of(value);
    if (!bases->count) return RAISE_FALSE(ERR_TYPE, "can only assign non-empty tuple to %N.__bases__, not ()", type);
    for (u32 i = 0; i < bases->count; i++) {
        Ref base = ref(bases->items[i]);
        if (!is_kind(base, TYPE_IS_TYPE)) return RAISE_FALSE(ERR_TYPE, "%N.__bases__ must be tuple of classes, not '%T'", type, base);
        bool cycle = type_is_subtype(AS(Type, base), type);
        for (const Type *line = AS(Type, base); line; line = line->base) cycle = cycle || line == type; /* whatever its mro() says */
        if (cycle) return RAISE_FALSE(ERR_TYPE, "a __bases__ item causes an inheritance cycle");
    }
    return true;
}

Outcome type_set_bases(Ref self, Ref value) {
    Type *type = AS(Type, self);
    if (!check_bases(type, value)) return OUTCOME_ERROR;
    Type *base = type_best_base(tuple_of(value));
    if (!base || !type_check_layout(type->base, base, "__bases__")) return OUTCOME_ERROR;
    Value classes = list_new(0), orders = list_new(0);
    bool ready = !is_error(classes) && !is_error(orders) && collect(ref(classes), type);
    Frame *f = ready ? native_push(&bases_frame) : NULL;
    if (!f) {
        if (!is_error(classes)) value_release(classes);
        if (!is_error(orders)) value_release(orders);
        return OUTCOME_ERROR;
    }
    Value *slot = frame_slots(f);
    slot[SET_TYPE] = value_keep(self);
    slot[SET_BASES] = value_keep(ref_of(tuple_of(value)));
    slot[SET_OLD_BASES] = value_keep(ref_of(type->bases));
    slot[SET_OLD_BASE] = value_keep(ref_of(type->base));
    slot[SET_CLASSES] = classes;
    slot[SET_ORDERS] = orders;
    if (!link_to(AS(Tuple, ref(slot[SET_BASES])), type)) return frame_pop(f), OUTCOME_ERROR;
    put_bases(type, ref(slot[SET_BASES]), ref_of(base));
    return OUTCOME_PUSHED;
}
