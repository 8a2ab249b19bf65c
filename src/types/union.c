/* union.c: `int | str` (PEP 604; since 3.14 typing.Union): several classes of which one is meant. The members are a tuple,
 * flat and each once. What may be a member: classes, None, aliases, unions, and what says so by having an `__or__` of its
 * own that comes here (type parameters).
 */
#include "frame/call.h"
#include "object/tuple.h"
#include "types/generic_alias.h"
#include "types/rows.h"
#include "types/set.h"
#include "types/type.h"

typedef struct { Object head; Object *weakrefs; u32 pad; Value args; } Union;

INLINE Union *union_at(Ref r) { return AS(Union, r); }
INLINE const Tuple *members_of(Ref self) { return AS(Tuple, ref(union_at(self)->args)); }
static bool is_union(Ref r) { return is_exact(r, T_UNION); }
static bool fits(Ref r) { return is_none(r) || is_kind(r, TYPE_IS_TYPE) || is_generic_alias(r) || is_union(r); }

static void union_destroy(Object *self) {
    value_release(((Union *)self)->args);
    object_free(self, sizeof(Union));
}
static void union_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((Union *)self)->args)); }

/* Members are compared natively: classes by identity, aliases by what they hold. */
static bool known(const Tuple *members, u32 count, Ref item) {
    for (u32 i = 0; i < count; i++) {
        Ref other = ref(members->items[i]);
        if (same(other, item)) return true;
        if (is_generic_alias(other) && is_generic_alias(item)) {
            Answer equal = try_equal(other, item);
            if (equal == ANSWER_ERROR) raised_clear();
            if (equal == ANSWER_YES) return true;
        }
    }
    return false;
}

static void add(Tuple *members, u32 *count, Ref item) {
    if (is_none(item)) item = ref_of(vm.types[T_NONE]);
    const Tuple *inner = is_union(item) ? members_of(item) : NULL;
    for (u32 i = 0; inner && i < inner->count; i++) add(members, count, ref(inner->items[i])); /* one level: unions are flat */
    if (!inner && !known(members, *count, item)) members->items[(*count)++] = value_keep(item);
}

static u32 weight(Ref r) { return is_union(r) ? members_of(r)->count : 1; }

static Value make(const Ref *items, u32 n) {
    u32 room = 0, count = 0;
    for (u32 i = 0; i < n; i++) room += weight(items[i]);
    Tuple *members = tuple_new(room);
    if (!members) return VALUE_ERROR;
    for (u32 i = 0; i < n; i++) add(members, &count, items[i]);
    Value args = count == 1 ? value_keep(ref(members->items[0])) : tuple_slice(ref_of(members), 0, count);
    object_release(members);
    if (count == 1 || is_error(args)) return args;
    Union *made = NEW(Union, T_UNION);
    if (!made) return value_release(args), VALUE_ERROR;
    made->weakrefs = NULL;
    made->args = args;
    return value_of(made);
}

Value union_of(Ref a, Ref b) {
    if (!fits(a) || !fits(b)) return NOT_IMPLEMENTED;
    Ref both[2] = {a, b};
    return make(both, 2);
}

static Outcome union_repr(Ref self) { return alias_repr(REF_EMPTY, ref(union_at(self)->args), ALIAS_UNION); }

/* ---- isinstance: of any member, in order ---- */

static Outcome union_instancecheck(Ref self, Ref object) {
    return op_isinstance(object, ref(union_at(self)->args));
}

static Outcome union_subclasscheck(Ref self, Ref type) {
    if (!is_kind(type, TYPE_IS_TYPE)) return RAISE_OUTCOME(ERR_TYPE, "issubclass() arg 1 must be a class");
    return op_issubclass(type, ref(union_at(self)->args));
}

/* ---- equality and hash: as sets ---- */

static Value union_try_compare(Ref a, Ref b, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_union(a) || !is_union(b)) return NOT_IMPLEMENTED;
    const Tuple *x = members_of(a), *y = members_of(b);
    bool equal = x->count == y->count;
    for (u32 i = 0; equal && i < x->count; i++) equal = known(y, y->count, ref(x->items[i]));
    return value_bool(equal == (op == N_EQ));
}
static Outcome union_compare(Ref a, Ref b, u32 op) { return outcome(union_try_compare(a, b, op)); }
COMPARE_METHODS(union, union_compare)

/* slots: the members as a frozenset, which is hashed */
static Outcome hash_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_call1(ref_of(vm.types[T_FROZENSET]), ref(union_at(ref(frame_slots(f)[0]))->args));
    case 1:
        value_set(&frame_slots(f)[0], incoming);
        return op_hash(ref(incoming));
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind hash_frame = {"hash", hash_step, 1, 0, NULL};

static Outcome union_hash(Ref self) {
    Frame *f = native_push(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}
static Value union_try_hash(Ref self) { return NEEDS_PYTHON; }

/* ---- parameters: Union[T, int][str] joins the parts by | again; slots: self, items, the parts, what has been joined; aux ---- */

static Outcome getitem_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case 0:
        f->state = 1;
        return alias_substitute(ref(slot[0]), ref(union_at(ref(slot[0]))->args), ref(slot[1]));
    case 1:
        f->state = 2;
        slot[2] = incoming;
        slot[3] = value_keep(ref(AS(Tuple, ref(incoming))->items[0]));
        f->aux = 1;
        break;
    default:
        value_set(&slot[3], incoming);
    }
    const Tuple *parts = AS(Tuple, ref(slot[2]));
    if (f->aux == parts->count) return native_done(f, value_take(&slot[3]));
    return op_binary(ref(slot[3]), ref(parts->items[f->aux++]), N_OR);
}
static const NativeFrameKind getitem_frame = {"__getitem__", getitem_step, 4, 0, NULL};

static Outcome union_getitem(Ref self, Ref items) {
    Frame *f = native_push(&getitem_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(items);
    return OUTCOME_PUSHED;
}

static Value union_or(Ref self, Ref other) { return union_of(self, other); }
static Value union_ror(Ref self, Ref other) { return union_of(other, self); }

/* Brackets take more than | does: type variables and aliases of `typing`, which are objects of classes written in Python. */
static Value union_class_getitem(Ref type, Ref items) {
    const Tuple *all = is_tuple(items) ? AS(Tuple, items) : NULL;
    u32 count = all ? all->count : 1;
    if (!count) return raise(ERR_TYPE, "Cannot take a Union of no types.");
    Value result = EMPTY;
    for (u32 i = 0; i < count; i++) {
        Ref item = all ? ref(all->items[i]) : items, both[2] = {i ? ref(result) : item, item};
        Value wider = make(both, 2);
        value_release(result);
        if (is_error(wider)) return wider;
        result = wider;
    }
    return result;
}

static Outcome entries_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return union_repr(ref(frame_slots(f)[0]));
    raise(ERR_TYPE, "Cannot subclass %U", text_of(ref(incoming)));
    value_release(incoming);
    return native_fail(f);
}
static const NativeFrameKind entries_frame = {"__mro_entries__", entries_step, 1, 0, NULL};

static Outcome no_entries(Ref self, Ref bases) {
    Frame *f = native_push(&entries_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Value c_text(const char *s) {
    Text *t = text_from_c(s);
    return t ? value_of(t) : VALUE_ERROR;
}
static Value get_name(Ref self) { return c_text("Union"); }
static Value get_args(Ref self) { return value_keep(ref(union_at(self)->args)); }
static Outcome get_parameters(Ref self) { return alias_parameters(ref(union_at(self)->args)); }
static Value get_origin(Ref self) { return value_keep(ref_of(vm.types[T_UNION])); }

static const NativeRow union_methods[] = {
    REPR_ROW(O0, union_repr), HASH_ROW(O0, union_hash), COMPARE_ROWS(union),
    METHOD("__or__($self, value, /)", P1, union_or, "Return self|value."),
    METHOD("__ror__($self, value, /)", P1, union_ror, "Return value|self."),
    METHOD("__getitem__($self, key, /)", O1, union_getitem, "Return self[key]."),
    METHOD("__mro_entries__($self, bases, /)", O1, no_entries, NULL),
    METHOD("__instancecheck__($self, object, /)", O1, union_instancecheck, NULL),
    METHOD("__subclasscheck__($self, object, /)", O1, union_subclasscheck, NULL),
    CLASS_METHOD("__class_getitem__($type, object, /)", P1, union_class_getitem, "See PEP 585"),
};
static const GetSetRow union_getset[] = {
    ATTRIBUTE("__name__", get_name, NULL, "Name of the type"),
    ATTRIBUTE("__qualname__", get_name, NULL, "Qualified name of the type"),
    ATTRIBUTE("__origin__", get_origin, NULL, "Always returns the type"),
    MEMBER("__args__", get_args, NULL, NULL),
    {.name = "__parameters__", .ask = get_parameters, .doc = "Type variables in the types.UnionType."},
};

const TypeSpec union_spec = {
    .name = "typing.Union", .doc = "Represent a union type\n\nE.g. for int | str",
    .size = sizeof(Union), .weakref_offset = offsetof(Union, weakrefs), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW,
    METHODS(union_methods), GETSET(union_getset), .destroy = union_destroy, .visit = union_visit,
    .try_hash = union_try_hash, .try_compare = union_try_compare,
};
