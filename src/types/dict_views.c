/* dict_views.c: dict_keys, dict_values, dict_items. Keys and items behave as sets; their operators make sets, in
 * CPython's order of asking: which side is walked, and which is asked whether it contains. */
#include "object/tuple.h"
#include "types/dict.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/rows.h"
#include "types/set.h"

INLINE DictView *view_of(Ref r) { return AS(DictView, r); }
INLINE Ref dict_ref(Ref view) { return ref_of(view_of(view)->dict); }
static bool is_keys(Ref r) { return is_exact(r, T_DICT_KEYS); }
static bool is_set_view(Ref r) { return is_keys(r) || is_exact(r, T_DICT_ITEMS); }
static DictPart part_of(Ref view) { return is_keys(view) ? DICT_KEYS : is_exact(view, T_DICT_VALUES) ? DICT_VALUES : DICT_ITEMS; }
static u32 count_of(Ref view) { return view_of(view)->dict->table.used; }

Value dict_view_new(Ref dict, DictPart part) {
    DictView *view = NEW(DictView, T_DICT_KEYS + part);
    if (!view) return VALUE_ERROR;
    view->dict = dict_of(dict);
    object_keep(view->dict);
    return value_of(view);
}

static void view_destroy(Object *self) {
    object_release(((DictView *)self)->dict);
    object_free(self, sizeof(DictView));
}
static void view_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((DictView *)self)->dict); }

static Value view_iter(Ref self) { return dict_iterator_new(dict_ref(self), part_of(self), false); }
static Value view_reversed(Ref self) { return dict_iterator_new(dict_ref(self), part_of(self), true); }
static Value view_try_len(Ref self) { return value_u32(count_of(self)); }
static Value view_mapping(Ref self);

/* ---- repr: that of the list ---- */

static Value view_list(Ref self) {
    Value list = list_new(0), iterator = is_error(list) ? list : view_iter(self);
    if (!is_error(iterator)) {
        Type *type = type_of(ref(iterator));
        for (;;) {
            Value item = type->try_next(ref(iterator));
            if (is_stop(item)) {
                value_release(iterator);
                return list;
            }
            if (is_error(item) || !list_append(ref(list), item)) break;
        }
        value_release(iterator);
    }
    value_release(list);
    return VALUE_ERROR;
}

static bool is_marked(Ref self) { return (object_of(self)->refs & FLAG_KIND) != 0; }
static void set_mark(Ref self, bool on) { object_of(self)->refs = (object_of(self)->refs & ~(u32)FLAG_KIND) | (on ? FLAG_KIND : 0); }
static Value dots(void) {
    Text *text = text_from_c("...");
    return text ? value_of(text) : VALUE_ERROR;
}

static Value around(Ref self, Value list_text) {
    Text *text = text_format("%T(%U)", self, AS(Text, ref(list_text)));
    value_release(list_text);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value view_try_repr(Ref self) {
    if (is_marked(self)) return dots();
    Value list = view_list(self);
    if (is_error(list)) return list;
    set_mark(self, true);
    Value text = try_repr(ref(list));
    set_mark(self, false);
    value_release(list);
    return is_error(text) || is_needs_python(text) ? text : around(self, text);
}

static Outcome repr_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_repr(ref(slots[1]));
    Value text = around(ref(slots[0]), incoming);
    return is_error(text) ? native_fail(f) : native_done(f, text);
}
static void repr_leave(Frame *f) { set_mark(ref(frame_slots(f)[0]), false); }
static const NativeFrameKind repr_frame = {.name = "view.__repr__", .step = repr_step, .slots = 2, .leave = repr_leave};

static Outcome view_repr(Ref self) {
    Value text = view_try_repr(self);
    if (!is_needs_python(text)) return outcome(text);
    Value list = view_list(self);
    Frame *f = is_error(list) ? NULL : native_push_counted(&repr_frame);
    if (!f) {
        value_release(list);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = list;
    set_mark(self, true);
    return OUTCOME_PUSHED;
}

/* ---- membership ---- */

enum { IN_VIEW, IN_PAIR, IN_FOUND, IN_SLOTS };
static Outcome in_items_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const Tuple *pair = tuple_of(ref(slots[IN_PAIR]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return op_table_get(dict_ref(ref(slots[IN_VIEW])), &view_of(ref(slots[IN_VIEW]))->dict->table, ref(pair->items[0]));
    case 1:
        if (is_empty(ref(incoming))) return native_done(f, value_bool(false));
        slots[IN_FOUND] = incoming;
        return op_equal(ref(slots[IN_FOUND]), ref(pair->items[1]));
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind in_items_frame = {.name = "dict_items.__contains__", .step = in_items_step, .slots = IN_SLOTS};

static Outcome view_contains(Ref self, Ref item) {
    if (is_keys(self)) return dict_contains(dict_ref(self), item);
    if (!is_kind(item, TYPE_IS_TUPLE) || tuple_of(item)->count != 2) return outcome(value_bool(false));
    Frame *f = native_push(&in_items_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[IN_VIEW] = value_keep(self);
    frame_slots(f)[IN_PAIR] = value_keep(item);
    return OUTCOME_PUSHED;
}

/* ---- walking one side and asking the other: comparisons, isdisjoint, & ---- */

enum { WALK_SOURCE, WALK_OTHER, WALK_ITEM, WALK_RESULT, WALK_SLOTS };
enum { WALK_ITER, WALK_ITER_ASKED, WALK_NEXT, WALK_NEXT_ASKED, WALK_IN_ASKED, WALK_ADDED, WALK_PHASES = 7, WALK_INVERT = 8 };
typedef enum { FOR_ALL, FOR_NONE, FOR_RESULT } WalkFor; /* aux */

static Outcome walk_answer(Frame *f, bool answer) { return native_done(f, value_bool(answer != ((f->state & WALK_INVERT) != 0))); }
static void walk_phase(Frame *f, u32 phase) { f->state = (u16)((f->state & WALK_INVERT) | phase); }

static Outcome walk_next(Frame *f) {
    walk_phase(f, WALK_NEXT_ASKED);
    return op_next(ref(frame_slots(f)[WALK_SOURCE]));
}

static Outcome walk_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    WalkFor what = (WalkFor)f->aux;
    if (is_error(incoming)) return native_fail(f);
    switch (f->state & WALK_PHASES) {
    case WALK_ITER:
        walk_phase(f, WALK_ITER_ASKED);
        return op_iter(ref(slots[WALK_SOURCE]));
    case WALK_ITER_ASKED:
        value_set(&slots[WALK_SOURCE], incoming);
        return walk_next(f);
    case WALK_NEXT_ASKED:
        if (is_stop(incoming)) return what == FOR_RESULT ? native_done(f, value_take(&slots[WALK_RESULT])) : walk_answer(f, true);
        value_set(&slots[WALK_ITEM], incoming);
        walk_phase(f, WALK_IN_ASKED);
        if (what == FOR_RESULT) return view_contains(ref(slots[WALK_OTHER]), ref(slots[WALK_ITEM]));
        return op_contains(ref(slots[WALK_OTHER]), ref(slots[WALK_ITEM]));
    case WALK_IN_ASKED:
        if (what != FOR_RESULT && is_true(ref(incoming)) != (what == FOR_ALL)) return walk_answer(f, false);
        if (what != FOR_RESULT || !is_true(ref(incoming))) return walk_next(f);
        walk_phase(f, WALK_ADDED);
        return op_set(ref(slots[WALK_RESULT]), ref(slots[WALK_ITEM]), SET_ADD);
    default: return walk_next(f);
    }
}
static const NativeFrameKind walk_frame = {.name = "dict view", .step = walk_step, .slots = WALK_SLOTS};

static Outcome walk(Ref source, Ref other, WalkFor what, bool invert) {
    Value result = what == FOR_RESULT ? set_new(T_SET) : EMPTY;
    Frame *f = is_error(result) ? NULL : native_push(&walk_frame);
    if (!f) {
        value_release(result);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[WALK_SOURCE] = value_keep(source);
    frame_slots(f)[WALK_OTHER] = value_keep(other);
    frame_slots(f)[WALK_RESULT] = result;
    f->aux = what;
    f->state = invert ? WALK_INVERT : 0;
    return OUTCOME_PUSHED;
}

static u32 size_of(Ref r) { return is_set_view(r) ? count_of(r) : set_of(r)->used; }

static Outcome view_compare(Ref a, Ref b, u32 op) {
    if (!is_any_set(b) && !is_set_view(b)) return outcome(NOT_IMPLEMENTED);
    u32 m = size_of(a), n = size_of(b);
    bool swap = op == N_GT || op == N_GE;
    bool fits = op == N_EQ || op == N_NE ? m == n : op == N_LT ? m < n : op == N_LE ? m <= n : op == N_GT ? m > n : m >= n;
    if (!fits) return outcome(value_bool(op == N_NE));
    return walk(swap ? b : a, swap ? a : b, FOR_ALL, op == N_NE);
}
COMPARE_METHODS(view, view_compare)

static Outcome view_isdisjoint(Ref self, Ref other) {
    if (same(self, other)) return outcome(value_bool(!count_of(self)));
    bool sized = is_exact(other, T_SET) || is_exact(other, T_FROZENSET) || is_set_view(other);
    bool swap = sized && size_of(other) > count_of(self);
    return walk(swap ? self : other, swap ? other : self, FOR_NONE, false);
}

/* Python gives the operands in their order: the view may be the right one. */
static Outcome view_and(Ref self, Ref other) {
    if (!is_set_view(self)) {
        Ref left = self;
        self = other;
        other = left;
    }
    if (is_exact(other, T_SET) && count_of(self) <= set_of(other)->used) return set_intersection(other, self);
    if (is_set_view(other) && count_of(other) > count_of(self)) {
        Ref smaller = self;
        self = other;
        other = smaller;
    }
    return walk(other, self, FOR_RESULT, false);
}

/* ---- | - ^: a set of the left operand, updated by the right one ---- */

enum { MAKE_OR, MAKE_SUB, MAKE_XOR };
static Outcome make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: {
        Ref left = ref(slots[0]);
        if (is_keys(left) && is_dict(dict_ref(left))) left = dict_ref(left);
        Value made = set_new(T_SET);
        if (is_error(made)) return native_fail(f);
        slots[2] = made;
        return set_update(ref(slots[2]), left);
    }
    case 1:
        if (f->aux == MAKE_OR) return set_update(ref(slots[2]), ref(slots[1]));
        return f->aux == MAKE_SUB ? set_difference_update(ref(slots[2]), ref(slots[1])) : set_symmetric_update(ref(slots[2]), ref(slots[1]));
    default: return native_done(f, value_take(&slots[2]));
    }
}
static const NativeFrameKind make_frame = {.name = "dict view", .step = make_step, .slots = 3};

static Outcome make(Ref left, Ref right, u32 what) {
    Frame *f = native_push(&make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(left);
    frame_slots(f)[1] = value_keep(right);
    f->aux = what;
    return OUTCOME_PUSHED;
}

/* Of two item views: what is in one only. Values are compared, and only pairs that differ are hashed. */
enum { XOR_REST, XOR_OTHER, XOR_RESULT, XOR_KEY, XOR_VALUE, XOR_FOUND, XOR_SLOTS };
enum { XOR_WALK, XOR_GOT, XOR_COMPARED, XOR_CHANGED, XOR_REMOVED, XOR_END };

static Outcome xor_walk(Frame *f) {
    Value *slots = frame_slots(f);
    Ref other = ref(slots[XOR_OTHER]), rest = ref(slots[XOR_REST]), key, value;
    u32 position = f->aux;
    if (!table_next(&dict_of(other)->table, &position, &key, &value)) {
        Value items = dict_view_new(rest, DICT_ITEMS);
        if (is_error(items)) return native_fail(f);
        value_set(&slots[XOR_KEY], items);
        f->state = XOR_END;
        return set_update(ref(slots[XOR_RESULT]), ref(slots[XOR_KEY]));
    }
    f->aux = position;
    f->state = XOR_GOT;
    value_set(&slots[XOR_KEY], value_keep(key));
    value_set(&slots[XOR_VALUE], value_keep(value));
    return op_table_get_hashed(rest, &dict_of(rest)->table, key, table_hash(&dict_of(other)->table, position - 1));
}

static Outcome xor_differs(Frame *f) {
    Value *slots = frame_slots(f);
    Value pair = tuple_pack2(value_keep(ref(slots[XOR_KEY])), value_keep(ref(slots[XOR_VALUE])));
    if (is_error(pair)) return native_fail(f);
    value_set(&slots[XOR_VALUE], pair);
    f->state = XOR_CHANGED;
    return op_set(ref(slots[XOR_RESULT]), ref(slots[XOR_VALUE]), SET_ADD);
}

static Outcome xor_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref rest = ref(slots[XOR_REST]);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case XOR_GOT:
        if (is_empty(ref(incoming))) return xor_differs(f);
        value_set(&slots[XOR_FOUND], incoming);
        f->state = XOR_COMPARED;
        return op_equal(ref(slots[XOR_FOUND]), ref(slots[XOR_VALUE]));
    case XOR_COMPARED:
        if (!is_true(ref(incoming))) return xor_differs(f);
        f->state = XOR_REMOVED;
        return op_table_delete(rest, &dict_of(rest)->table, ref(slots[XOR_KEY]));
    case XOR_END: return native_done(f, value_take(&slots[XOR_RESULT]));
    default:
        value_release(incoming);
        return xor_walk(f);
    }
}
static const NativeFrameKind xor_frame = {.name = "dict_items.__xor__", .step = xor_step, .slots = XOR_SLOTS};

static Outcome items_xor(Ref left, Ref right) {
    bool swap = count_of(left) > count_of(right);
    Value rest = dict_copy_plain(dict_ref(swap ? right : left)), result = is_error(rest) ? rest : set_new(T_SET);
    Frame *f = is_error(result) ? NULL : native_push(&xor_frame);
    if (!f) {
        value_release(rest);
        value_release(result);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[XOR_REST] = rest;
    frame_slots(f)[XOR_OTHER] = value_keep(dict_ref(swap ? left : right));
    frame_slots(f)[XOR_RESULT] = result;
    return OUTCOME_PUSHED;
}

static Outcome xor_of(Ref left, Ref right) {
    bool items = is_exact(left, T_DICT_ITEMS) && is_exact(right, T_DICT_ITEMS);
    return items ? items_xor(left, right) : make(left, right, MAKE_XOR);
}

static Outcome view_or(Ref self, Ref other) { return make(self, other, MAKE_OR); }
static Outcome view_ror(Ref self, Ref other) { return make(other, self, MAKE_OR); }
static Outcome view_sub(Ref self, Ref other) { return make(self, other, MAKE_SUB); }
static Outcome view_rsub(Ref self, Ref other) { return make(other, self, MAKE_SUB); }
static Outcome view_xor(Ref self, Ref other) { return xor_of(self, other); }
static Outcome view_rxor(Ref self, Ref other) { return xor_of(other, self); }
static Outcome view_rand(Ref self, Ref other) { return view_and(other, self); }

/* ---- the types ---- */

static Value view_mapping(Ref self) {
    typedef struct { Object head; Value mapping; } Proxy; /* as types.MappingProxyType holds it */
    Proxy *proxy = NEW(Proxy, T_MAPPING_PROXY);
    if (!proxy) return VALUE_ERROR;
    proxy->mapping = value_keep(dict_ref(self));
    return value_of(proxy);
}

static const GetSetRow view_getset[] = {{.name = "mapping", .get = view_mapping, .doc = "dictionary that this view refers to"}};

#define SET_ROWS(reversed_doc) \
    REPR_ROW(O0, view_repr), COMPARE_ROWS(view), ITER_ROW(view_iter), \
    METHOD("__sub__($self, value, /)", O1, view_sub, "Return self-value."), \
    METHOD("__rsub__($self, value, /)", O1, view_rsub, "Return value-self."), \
    METHOD("__and__($self, value, /)", O1, view_and, "Return self&value."), \
    METHOD("__rand__($self, value, /)", O1, view_rand, "Return value&self."), \
    METHOD("__xor__($self, value, /)", O1, view_xor, "Return self^value."), \
    METHOD("__rxor__($self, value, /)", O1, view_rxor, "Return value^self."), \
    METHOD("__or__($self, value, /)", O1, view_or, "Return self|value."), \
    METHOD("__ror__($self, value, /)", O1, view_ror, "Return value|self."), \
    LEN_ROW(view_try_len), METHOD("__contains__($self, key, /)", O1, view_contains, "Return bool(key in self)."), \
    METHOD("isdisjoint($self, object, /)", O1, view_isdisjoint, "Return True if the view and the given iterable have a null intersection."), \
    METHOD("__reversed__($self, /)", P0, view_reversed, reversed_doc)

static const NativeRow keys_methods[] = {SET_ROWS("Return a reverse iterator over the dict keys.")};
static const NativeRow items_methods[] = {SET_ROWS("Return a reverse iterator over the dict items.")};
static const NativeRow values_methods[] = {
    REPR_ROW(O0, view_repr), ITER_ROW(view_iter), LEN_ROW(view_try_len),
    METHOD("__reversed__($self, /)", P0, view_reversed, "Return a reverse iterator over the dict values.")};

#define SPEC(spec_, name_, methods_) \
    const TypeSpec spec_ = { \
        .name = name_, .size = sizeof(DictView), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(methods_), GETSET(view_getset), \
        .destroy = view_destroy, .visit = view_visit, .try_iter = view_iter, .try_len = view_try_len, .try_repr = view_try_repr};
SPEC(dict_keys_spec, "dict_keys", keys_methods)
SPEC(dict_values_spec, "dict_values", values_methods)
SPEC(dict_items_spec, "dict_items", items_methods)
