/* sort.c: list.sort: the key function's calls, then the sorting machine (sort_merge.c), as one native frame.
 *
 * While it runs the list is empty; what it held lies in a list that nobody else sees, and its keys in another. The leave
 * hook puts the items back in whatever order has been reached, however the frame ends.
 *
 * slots: the list, the key function, items, keys (the items themselves without a key function); aux: the Sort, or how
 * many keys have been asked for; state: phase, reverse, and whether the list was touched meanwhile */
#include "object/table.h"
#include "types/list.h"
#include "types/sort_merge.h"

enum { SORT_LIST, SORT_KEY, SORT_ITEMS, SORT_KEYS, SORT_RESULT, SORT_SLOTS };
enum { KEYS_BEGIN, KEY_CALLED, SORT_BEGIN, SORT_RUNS, LESS_ASKED, SLOT_ASKED, TRUTH_ASKED, SORT_PHASES = 15, SORT_REVERSE = 16 };

INLINE ListObject *list_of(Ref r) { return AS(ListObject, r); }
static void set_phase(Frame *f, u32 phase) { f->state = (u16)((f->state & SORT_REVERSE) | phase); }
static bool has_sort(const Frame *f) { return (f->state & SORT_PHASES) >= SORT_RUNS; }
static Sort *sort_of(const Frame *f) { return (Sort *)(uintptr_t)f->aux; }

/* The items in the order reached, in place: each cycle of the permutation is walked once. */
static void permute(ListObject *items, u32 *order, bool reversed) {
    u32 n = items->count;
    if (reversed)
        for (u32 i = 0, k = n; i + 1 < k; i++) {
            u32 x = order[i];
            order[i] = order[--k];
            order[k] = x;
        }
    for (u32 start = 0; start < n; start++) {
        u32 at = start;
        if (order[at] == at || order[at] == ~0u) continue;
        Value first = items->items[start];
        for (u32 from = order[at]; from != start; at = from, from = order[at]) {
            items->items[at] = items->items[from];
            order[at] = ~0u;
        }
        items->items[at] = first;
        order[at] = ~0u;
    }
    fuel_charge(n / 8);
}

/* Swaps the contents of the list and of its hidden half: true if the list was found as it was left, empty. */
static bool give_back(Frame *f) {
    Value *slots = frame_slots(f);
    ListObject *list = list_of(ref(slots[SORT_LIST])), *items = list_of(ref(slots[SORT_ITEMS]));
    ListObject found = *list;
    list->items = items->items, list->count = items->count, list->capacity = items->capacity;
    items->items = found.items, items->count = found.count, items->capacity = found.capacity;
    return !found.items;
}

static void sort_leave(Frame *f) {
    Value *slots = frame_slots(f);
    if (has_sort(f)) {
        Sort *s = sort_of(f);
        sort_abandon(s);
        permute(list_of(ref(slots[SORT_ITEMS])), s->order, f->state & SORT_REVERSE);
        sort_free(s);
        set_phase(f, SORT_BEGIN);
    }
    if (is_empty(ref(slots[SORT_ITEMS]))) return;
    (void)give_back(f);
    value_set(&slots[SORT_ITEMS], EMPTY);
}

/* Sorted: the list is whole again before anyone hears of it. */
static Outcome sort_done(Frame *f) {
    Value *slots = frame_slots(f);
    Sort *s = sort_of(f);
    permute(list_of(ref(slots[SORT_ITEMS])), s->order, f->state & SORT_REVERSE);
    sort_free(s);
    set_phase(f, SORT_BEGIN);
    bool untouched = give_back(f);
    value_set(&slots[SORT_ITEMS], EMPTY);
    if (untouched) return native_done(f, NONE);
    (void)raise(ERR_VALUE, "list modified during sort");
    return native_fail(f);
}

/* CPython calls the `__lt__` of keys that are all of one class by itself first, and the operator (which calls it again)
 * only if that is not implemented. */
static Object *own_less(Ref left, Ref right) {
    Type *type = type_of(left);
    Object *method = type->dunder[N_LT];
    return type == type_of(right) && type_has(type, TYPE_HEAP) && method && method != DUNDER_NONE && method->type == vm.types[T_FUNCTION] ? method : NULL;
}

static bool of_one_class(const ListObject *keys) {
    for (u32 i = 1; i < keys->count; i++)
        if (type_of(ref(keys->items[i])) != type_of(ref(keys->items[0]))) return false;
    return true;
}

static Outcome ask_less(Frame *f) {
    Sort *s = sort_of(f);
    Ref left = ref(s->keys[s->left]), right = ref(s->keys[s->right]);
    if (s->alike && own_less(left, right)) {
        Value args[] = {VALUE(BITS(right))};
        set_phase(f, SLOT_ASKED);
        return op_call_dunder(left, N_LT, args, 1);
    }
    set_phase(f, LESS_ASKED);
    return op_compare_bool(left, right, N_LT);
}

static Outcome run(Frame *f) {
    switch (sort_run(sort_of(f))) {
    case SORT_DONE: return sort_done(f);
    case SORT_ERROR: return native_fail(f);
    case SORT_YIELD: set_phase(f, SORT_RUNS); return native_again(f);
    default: return ask_less(f);
    }
}

static Outcome answered(Frame *f, bool less) {
    sort_of(f)->has_answer = true;
    sort_of(f)->answer = less;
    return run(f);
}

static Outcome begin_sort(Frame *f) {
    Value *slots = frame_slots(f);
    const ListObject *keys = list_of(ref(slots[SORT_KEYS]));
    Sort *s = sort_new(keys->items, keys->count, f->state & SORT_REVERSE);
    if (!s) return native_fail(f);
    s->alike = of_one_class(keys);
    f->aux = (u32)(uintptr_t)s;
    set_phase(f, SORT_RUNS);
    return run(f);
}

static Outcome next_key(Frame *f) {
    Value *slots = frame_slots(f);
    const ListObject *items = list_of(ref(slots[SORT_ITEMS]));
    if (f->aux == items->count) return begin_sort(f);
    set_phase(f, KEY_CALLED);
    return op_call1(ref(slots[SORT_KEY]), ref(items->items[f->aux++]));
}

static Outcome sort_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state & SORT_PHASES) {
    case KEYS_BEGIN: return next_key(f);
    case KEY_CALLED: return list_append(ref(slots[SORT_KEYS]), incoming) ? next_key(f) : native_fail(f);
    case SORT_BEGIN: return begin_sort(f);
    case SORT_RUNS: return run(f);
    case LESS_ASKED:
    case TRUTH_ASKED: return answered(f, is_true(ref(incoming)));
    case SLOT_ASKED: {
        if (is_not_implemented(ref(incoming))) {
            Sort *s = sort_of(f);
            set_phase(f, LESS_ASKED);
            return op_compare_bool(ref(s->keys[s->left]), ref(s->keys[s->right]), N_LT);
        }
        if (is_bool(ref(incoming))) return answered(f, is_true(ref(incoming)));
        value_set(&slots[SORT_RESULT], incoming);
        set_phase(f, TRUTH_ASKED);
        return op_truth(ref(slots[SORT_RESULT]));
    }
    default: UNREACHABLE();
    }
}
static const NativeFrameKind sort_frame = {.name = "list.sort", .step = sort_step, .slots = SORT_SLOTS, .leave = sort_leave};

Outcome list_sort(Ref r, Ref key, bool reversed) {
    ListObject *list = list_of(r);
    bool keyed = !is_empty(key) && !is_none(key);
    Value items = list_new(0), keys = is_error(items) || !keyed ? EMPTY : list_new(0);
    Frame *f = is_error(items) || is_error(keys) ? NULL : native_push(&sort_frame);
    if (!f || (keyed && !list_reserve(list_of(ref(keys)), list->count))) {
        if (f) frame_pop(f);
        value_release(items);
        value_release(keys);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[SORT_LIST] = value_keep(r);
    slots[SORT_ITEMS] = items;
    slots[SORT_KEYS] = keyed ? keys : value_keep(ref(items));
    if (keyed) slots[SORT_KEY] = value_keep(key);
    ListObject *hidden = list_of(ref(items));
    hidden->items = list->items, hidden->count = list->count, hidden->capacity = list->capacity;
    list->items = NULL;
    list->count = list->capacity = 0;
    f->state = (u16)((keyed ? KEYS_BEGIN : SORT_BEGIN) | (reversed ? SORT_REVERSE : 0));
    return OUTCOME_PUSHED;
}
