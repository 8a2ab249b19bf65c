/* dict.c: Python's side of dicts. Each method looks in the table natively; where a key's `__hash__` or `__eq__` is Python's,
 * one frame (`lookup`) asks through PROBE and then does what the method does with the answer. */
#include "types/dict.h"
#include "object/tuple.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/repr.h"
#include "types/rows.h"
#include "types/set.h"

static void dict_destroy(Object *self) {
    table_destroy(&((Dict *)self)->table);
    object_free(self, sizeof(Dict));
}
static void dict_visit(Object *self, GcVisit *visit) { table_visit(&((Dict *)self)->table, visit); }
static void dict_clear_cycle(Object *self) { table_clear(&((Dict *)self)->table); }

/* ---- looking up ---- */

typedef enum { LOOK_ITEM, LOOK_GET, LOOK_CONTAINS, LOOK_DELETE, LOOK_POP } Look;
enum { LOOK_SELF, LOOK_KEY, LOOK_DEFAULT, LOOK_SLOTS };

static Outcome missing(Ref self, Ref key) {
    if (type_has(type_of(self), TYPE_HEAP)) {
        Object *method = type_lookup_dunder(type_of(self), N_MISSING);
        Value args[] = {VALUE(BITS(key))};
        if (method && method != DUNDER_NONE) return op_call_dunder(self, N_MISSING, args, 1);
    }
    return outcome(raise_with(ERR_KEY, key));
}

/* found: taken over, EMPTY: the key is not there. */
static Outcome looked(Ref self, Ref key, Ref otherwise, Look look, Value found) {
    bool here = !is_empty(ref(found));
    switch (look) {
    case LOOK_ITEM: return here ? outcome(found) : missing(self, key);
    case LOOK_GET: return outcome(here ? found : is_empty(otherwise) ? NONE : value_keep(otherwise));
    case LOOK_CONTAINS:
        value_release(found);
        return outcome(value_bool(here));
    case LOOK_DELETE:
        value_release(found);
        return here ? outcome(NONE) : outcome(raise_with(ERR_KEY, key));
    case LOOK_POP:
        if (here) return outcome(found);
        return is_empty(otherwise) ? outcome(raise_with(ERR_KEY, key)) : outcome(value_keep(otherwise));
    }
    UNREACHABLE();
}

static Outcome look_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[LOOK_SELF]), key = ref(slots[LOOK_KEY]);
    Look look = (Look)f->aux;
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        if (look == LOOK_DELETE || look == LOOK_POP) return op_table_delete(self, &dict_of(self)->table, key);
        return op_table_get(self, &dict_of(self)->table, key);
    case 1:
        if (look == LOOK_ITEM && is_empty(ref(incoming))) return missing(self, key);
        return frame_end(f, looked(self, key, ref(slots[LOOK_DEFAULT]), look, incoming));
    default: return native_done(f, incoming); /* what __missing__ answered */
    }
}
static const NativeFrameKind look_frame = {.name = "dict lookup", .step = look_step, .slots = LOOK_SLOTS};

static Outcome look_later(Ref self, Ref key, Ref otherwise, Look look) {
    Frame *f = native_push(&look_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[LOOK_SELF] = value_keep(self);
    frame_slots(f)[LOOK_KEY] = value_keep(key);
    frame_slots(f)[LOOK_DEFAULT] = value_keep(otherwise);
    f->aux = look;
    return OUTCOME_PUSHED;
}

static Outcome look(Ref self, Ref key, Ref otherwise, Look how) {
    Ref found;
    switch (table_try_get(&dict_of(self)->table, key, &found)) {
    case TABLE_FOUND: return looked(self, key, otherwise, how, how == LOOK_CONTAINS ? value_bool(true) : value_keep(found));
    case TABLE_ABSENT: return looked(self, key, otherwise, how, EMPTY);
    case TABLE_ERROR: return OUTCOME_ERROR;
    case TABLE_ASK: return look_later(self, key, otherwise, how);
    }
    UNREACHABLE();
}

/* Natively removed, or by the frame. */
static Outcome look_and_remove(Ref self, Ref key, Ref otherwise, Look how) {
    Table *table = &dict_of(self)->table;
    TableCursor cursor = {0};
    switch (try_hash(key, &cursor.hash)) {
    case HASH_PYTHON: return look_later(self, key, otherwise, how);
    case HASH_ERROR: probe_unhashable(key, "a dict key"); return OUTCOME_ERROR;
    case HASH_OK: break;
    }
    Value old_key, value;
    switch (table_find(table, key, &cursor)) {
    case TABLE_ABSENT: return looked(self, key, otherwise, how, EMPTY);
    case TABLE_ERROR: return OUTCOME_ERROR;
    case TABLE_ASK: return look_later(self, key, otherwise, how);
    case TABLE_FOUND: break;
    }
    table_remove(table, cursor.entry, &old_key, &value);
    value_release(old_key);
    return looked(self, key, otherwise, how, value);
}

Outcome dict_getitem(Ref self, Ref key) { return look(self, key, REF_EMPTY, LOOK_ITEM); }
Outcome dict_contains(Ref self, Ref key) { return look(self, key, REF_EMPTY, LOOK_CONTAINS); }
static Outcome dict_setitem(Ref self, Ref key, Ref value) { return op_table_set(self, &dict_of(self)->table, key, value); }
static Outcome dict_delitem(Ref self, Ref key) { return look_and_remove(self, key, REF_EMPTY, LOOK_DELETE); }
static Outcome dict_get(Ref self, const Value *args, u32 n) { return look(self, ref(args[0]), ref(args[1]), LOOK_GET); }

static Outcome dict_pop(Ref self, const Value *args, u32 n) {
    if (!dict_of(self)->table.used) return looked(self, ref(args[0]), ref(args[1]), LOOK_POP, EMPTY);
    return look_and_remove(self, ref(args[0]), ref(args[1]), LOOK_POP);
}

static Outcome dict_setdefault(Ref self, const Value *args, u32 n) {
    Ref value = is_empty(ref(args[1])) ? REF_NONE : ref(args[1]);
    return op_table_setdefault(self, &dict_of(self)->table, ref(args[0]), value);
}

static Value dict_popitem(Ref self) {
    Value key, value;
    i64 hash;
    if (!table_pop_last(&dict_of(self)->table, &key, &value, &hash)) return raise(ERR_KEY, "popitem(): dictionary is empty");
    return tuple_pack2(key, value);
}

/* ---- making ---- */

static Value dict_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    if (type_has(c.type, TYPE_HEAP)) return type_allocate(c.type);
    Dict *made = dict_new();
    return made ? value_of(made) : VALUE_ERROR;
}

/* First what came by position, then the keywords. */
static Outcome update_both_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 2) return native_done(f, NONE);
    return dict_update(ref(slots[0]), ref(slots[1 + f->state++]));
}
static const NativeFrameKind update_both_frame = {.name = "dict.update", .step = update_both_step, .slots = 3};

static Outcome update_with(Ref self, const Value *args, const char *name) {
    Construct c = construct_args(args);
    if (!construct_count(&c, name, 0, 1)) return OUTCOME_ERROR;
    if (!c.n && !c.keywords) return outcome(NONE);
    if (!c.n) return dict_update(self, ref_of(c.keywords));
    if (!c.keywords) return dict_update(self, ref(c.args[0]));
    Frame *f = native_push(&update_both_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(ref(c.args[0]));
    frame_slots(f)[2] = value_keep(ref_of(c.keywords));
    return OUTCOME_PUSHED;
}

static Outcome dict_init(Ref self, const Value *args, u32 n) { return update_with(self, args, "dict"); }
static Outcome dict_update_method(Ref self, const Value *args, u32 n) { return update_with(self, args, "update"); }

enum { FROM_DICT, FROM_ITERATOR, FROM_VALUE, FROM_KEY, FROM_SLOTS };
enum { FROM_CALLED, FROM_ITER, FROM_ITER_ASKED, FROM_NEXT, FROM_NEXT_ASKED, FROM_WALK };

static Outcome from_next(Frame *f) {
    f->state = FROM_NEXT_ASKED;
    return op_next(ref(frame_slots(f)[FROM_ITERATOR]));
}

static Outcome from_set(Frame *f, u32 state) {
    Value *slots = frame_slots(f);
    Ref dict = ref(slots[FROM_DICT]);
    f->state = (u16)state;
    if (is_dict(dict)) return op_table_set(dict, &dict_of(dict)->table, ref(slots[FROM_KEY]), ref(slots[FROM_VALUE]));
    return op_setitem(dict, ref(slots[FROM_KEY]), ref(slots[FROM_VALUE]));
}

/* The keys of an exact dict or set, with their hashes. aux: position */
static Outcome from_walk(Frame *f) {
    Value *slots = frame_slots(f);
    Ref source = ref(slots[FROM_ITERATOR]), dict = ref(slots[FROM_DICT]), key, unused;
    u32 position = f->aux;
    i64 hash = 0;
    bool more = is_dict(source) ? table_next(&dict_of(source)->table, &position, &key, &unused) : set_next(set_of(source), &position, &key, &hash);
    if (!more) return native_done(f, value_take(&slots[FROM_DICT]));
    if (is_dict(source)) hash = table_hash(&dict_of(source)->table, position - 1);
    f->aux = position;
    f->state = FROM_WALK;
    value_set(&slots[FROM_KEY], value_keep(key));
    return op_table_set_hashed(dict, &dict_of(dict)->table, key, hash, ref(slots[FROM_VALUE]));
}

static Outcome from_begin(Frame *f) {
    Value *slots = frame_slots(f);
    Ref source = ref(slots[FROM_ITERATOR]);
    bool hashed = is_dict(source) || is_exact(source, T_SET) || is_exact(source, T_FROZENSET);
    if (is_dict(ref(slots[FROM_DICT])) && hashed) return from_walk(f);
    f->state = FROM_ITER_ASKED;
    return op_iter(source);
}

static Outcome from_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case FROM_CALLED: value_set(&slots[FROM_DICT], incoming); return from_begin(f);
    case FROM_ITER: f->state = FROM_CALLED; return op_call(ref(slots[FROM_DICT]), NULL, 0); /* the class stands there first */
    case FROM_ITER_ASKED: value_set(&slots[FROM_ITERATOR], incoming); return from_next(f);
    case FROM_WALK: return from_walk(f);
    case FROM_NEXT: value_release(incoming); return from_next(f);
    default: break;
    }
    if (is_stop(incoming)) return native_done(f, value_take(&slots[FROM_DICT]));
    value_set(&slots[FROM_KEY], incoming);
    return from_set(f, FROM_NEXT);
}
static const NativeFrameKind from_frame = {.name = "dict.fromkeys", .step = from_step, .slots = FROM_SLOTS};

static Outcome dict_fromkeys(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&from_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[FROM_DICT] = value_keep(self);
    frame_slots(f)[FROM_ITERATOR] = value_keep(ref(args[0]));
    frame_slots(f)[FROM_VALUE] = is_empty(ref(args[1])) ? NONE : value_keep(ref(args[1]));
    f->state = FROM_ITER;
    return OUTCOME_PUSHED;
}

/* ---- operators ---- */

static Outcome or_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return dict_copy(ref(slots[0]));
    case 1: value_set(&slots[0], incoming); return dict_update(ref(slots[0]), ref(slots[1]));
    default: return native_done(f, value_take(&slots[0]));
    }
}
static const NativeFrameKind or_frame = {.name = "dict.__or__", .step = or_step, .slots = 2};

static Outcome merged(Ref left, Ref right, u32 state) {
    Frame *f = native_push(&or_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(left);
    frame_slots(f)[1] = value_keep(right);
    f->state = (u16)state;
    return OUTCOME_PUSHED;
}

static Outcome dict_or(Ref self, Ref other) { return is_any_dict(other) ? merged(self, other, 0) : outcome(NOT_IMPLEMENTED); }
static Outcome dict_ror(Ref self, Ref other) { return is_any_dict(other) ? merged(other, self, 0) : outcome(NOT_IMPLEMENTED); }

static Outcome ior_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return dict_update(ref(slots[0]), ref(slots[1]));
    return native_done(f, value_take(&slots[0]));
}
static const NativeFrameKind ior_frame = {.name = "dict.__ior__", .step = ior_step, .slots = 2};

static Outcome dict_ior(Ref self, Ref other) {
    Frame *f = native_push(&ior_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(other);
    return OUTCOME_PUSHED;
}

COMPARE_METHODS(dict, dict_compare)

/* ---- repr and the rest ---- */

static u32 next_entry(Ref self, u32 *position, Ref pieces[2]) {
    return table_next(&dict_of(self)->table, position, &pieces[0], &pieces[1]) ? 2 : 0;
}
static void begin_repr(Ref self, TextBuilder *b) { builder_char(b, '{'); }
static void end_repr(Ref self, TextBuilder *b) { builder_char(b, '}'); }
static void nested_repr(Ref self, TextBuilder *b) { builder_c(b, "{...}"); }
static const ReprKind repr_kind = REPR_KIND("dict.__repr__", next_entry, begin_repr, end_repr, nested_repr);
static Value dict_try_repr(Ref self) { return repr_try(&repr_kind, self); }
static Outcome dict_repr(Ref self) { return repr_of(&repr_kind, self); }

static Value dict_try_len(Ref self) { return value_u32(dict_of(self)->table.used); }

static Value dict_clear(Ref self) {
    table_clear(&dict_of(self)->table);
    return NONE;
}

/* What CPython's layout takes: 48 bytes, then an index and entries of 16 or 24 bytes for two thirds of it. */
static Value dict_sizeof(Ref self) {
    const Table *t = &dict_of(self)->table;
    if (!t->index_log2) return value_int48(48);
    i64 slots = (i64)1 << t->index_log2, width = t->index_log2 <= 7 ? 1 : t->index_log2 <= 15 ? 2 : 4;
    return value_int48(48 + 32 + slots * width + slots * 2 / 3 * (t->kind == TABLE_STR ? 16 : 24));
}

static Value dict_keys(Ref self) { return dict_view_new(self, DICT_KEYS); }
static Value dict_values(Ref self) { return dict_view_new(self, DICT_VALUES); }
static Value dict_items(Ref self) { return dict_view_new(self, DICT_ITEMS); }

static const NativeRow dict_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, dict_new_native, NEW_DOC),
    REPR_ROW(O0, dict_repr),
    COMPARE_ROWS(dict),
    ITER_ROW(dict_iter),
    METHOD("__init__($self, /, *args, **kwargs)", ON, dict_init, INIT_DOC),
    METHOD("__or__($self, value, /)", O1, dict_or, "Return self|value."),
    METHOD("__ror__($self, value, /)", O1, dict_ror, "Return value|self."),
    METHOD("__ior__($self, value, /)", O1, dict_ior, "Return self|=value."),
    LEN_ROW(dict_try_len),
    METHOD("__getitem__($self, key, /)", O1, dict_getitem, "Return self[key]."),
    METHOD("__setitem__($self, key, value, /)", O2, dict_setitem, "Set self[key] to value."),
    METHOD("__delitem__($self, key, /)", O1, dict_delitem, "Delete self[key]."),
    METHOD("__contains__($self, key, /)", O1, dict_contains, "True if the dictionary has the specified key, else False."),
    METHOD("__sizeof__($self, /)", P0, dict_sizeof, "Return the size of the dict in memory, in bytes."),
    METHOD("get($self, key, default=None, /)", ON, dict_get, "Return the value for key if key is in the dictionary, else default."),
    METHOD("setdefault($self, key, default=None, /)", ON, dict_setdefault,
           "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, "
           "else default."),
    METHOD("pop($self, key, default=<unrepresentable>, /)", ON, dict_pop,
           "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if "
           "given; otherwise,\nraise a KeyError."),
    METHOD("popitem($self, /)", P0, dict_popitem,
           "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError "
           "if the dict is empty."),
    METHOD("keys($self, /)", P0, dict_keys, "Return a set-like object providing a view on the dict's keys."),
    METHOD("items($self, /)", P0, dict_items, "Return a set-like object providing a view on the dict's items."),
    METHOD("values($self, /)", P0, dict_values, "Return an object providing a view on the dict's values."),
    METHOD("update($self, /, *args, **kwargs)", ON, dict_update_method,
           "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k "
           "in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this "
           "is followed by: for k in F:  D[k] = F[k]"),
    CLASS_METHOD("fromkeys($type, iterable, value=None, /)", ON, dict_fromkeys,
                 "Create a new dictionary with keys from iterable and values set to value."),
    METHOD("clear($self, /)", P0, dict_clear, "Remove all items from the dict."),
    METHOD("copy($self, /)", O0, dict_copy, "Return a shallow copy of the dict."),
    METHOD("__reversed__($self, /)", P0, dict_reversed, "Return a reverse iterator over the dict keys."),
    CLASS_GETITEM_ROW("dicts are generic over two types, signifying (respectively) the types of their keys and values"),
};

const TypeSpec dict_spec = {
    .name = "dict",
    .doc = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
           "dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) "
           "-> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    .size = sizeof(Dict),
    .flags = TYPE_BASE | TYPE_IMMUTABLE | TYPE_IS_DICT | TYPE_MAPPING,
    METHODS(dict_methods),
    .destroy = dict_destroy, .visit = dict_visit, .clear = dict_clear_cycle,
    .try_compare = dict_try_compare, .try_iter = dict_iter, .try_len = dict_try_len, .try_repr = dict_try_repr,
};
