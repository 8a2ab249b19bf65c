/* dict_update.c: taking over the entries of others, copying, comparing.
 *
 * A dict (or a subclass that iterates as a dict does) gives its entries with their hashes; any other mapping is asked
 * for keys(), then for each item; anything else is an iterable of pairs. Entries go to the table itself: a subclass's
 * `__setitem__` is not asked. */
#include "object/tuple.h"
#include "types/dict.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/sequence.h"

bool dict_iterates_plainly(Ref r) {
    return is_dict(r) || (is_any_dict(r) && type_of(r)->dunder[N_ITER] == vm.types[T_DICT]->dunder[N_ITER]);
}

Value dict_copy_plain(Ref dict) {
    Dict *copy = dict_new();
    if (!copy) return VALUE_ERROR;
    if (table_copy(&copy->table, &dict_of(dict)->table)) return value_of(copy);
    object_release(copy);
    return VALUE_ERROR;
}

/* ---- update ---- */

enum { UPDATE_SELF, UPDATE_OTHER, UPDATE_ITERATOR, UPDATE_KEY, UPDATE_VALUE, UPDATE_SLOTS };
enum {
    DICT_WALK, DICT_SET,                                   /* aux: position */
    ASK_KEYS, KEYS_KNOWN,                                  /* is it a mapping? */
    CALL_KEYS, KEYS_CALLED, KEYS_ITER, KEYS_LISTED,        /* aux: index into the list of keys */
    ITEM_ASKED, ITEM_SET,
    PAIRS_ITER, PAIR_ASKED, PAIR_ITER, PAIR_LISTED, PAIR_SET, PAIRS_NEXT /* aux: number of the pair */
};

/* YES: all of it. PYTHON: the entry before *position must go through PROBE. NO: fuel has run out. */
static Answer merge(Table *to, const Table *from, u32 *position, Ref *key, Ref *value) {
    u32 size = from->used;
    while (table_next(from, position, key, value)) {
        TableCursor cursor = {.hash = table_hash(from, *position - 1)};
        switch (table_find(to, *key, &cursor)) {
        case TABLE_FOUND: value_set(table_value_slot(to, cursor.entry), value_keep(*value)); break;
        case TABLE_ABSENT:
            if (!table_insert(to, value_keep(*key), cursor.hash, value_keep(*value))) return ANSWER_ERROR;
            break;
        case TABLE_ASK: return ANSWER_PYTHON;
        case TABLE_ERROR: return ANSWER_ERROR;
        }
        if (UNLIKELY(from->used != size)) return (void)raise(ERR_RUNTIME, "dict mutated during update"), ANSWER_ERROR;
        if (UNLIKELY(--vm.fuel <= 0)) return ANSWER_NO;
    }
    return ANSWER_YES;
}

static Outcome walk_dict(Frame *f) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[UPDATE_SELF]), other = ref(slots[UPDATE_OTHER]), key, value;
    u32 position = f->aux;
    Answer answer = merge(&dict_of(self)->table, &dict_of(other)->table, &position, &key, &value);
    f->aux = position;
    f->state = DICT_WALK;
    if (answer == ANSWER_YES) return native_done(f, NONE);
    if (answer == ANSWER_ERROR) return native_fail(f);
    if (answer == ANSWER_NO) return native_again(f);
    value_set(&slots[UPDATE_KEY], value_keep(key));
    value_set(&slots[UPDATE_VALUE], value_keep(value));
    slots[UPDATE_ITERATOR] = value_u32(dict_of(other)->table.used);
    f->state = DICT_SET;
    return op_table_set_hashed(self, &dict_of(self)->table, key, table_hash(&dict_of(other)->table, position - 1), value);
}

static Outcome begin_dict(Frame *f) {
    f->aux = 0;
    return walk_dict(f);
}

static Outcome next_key(Frame *f) {
    Value *slots = frame_slots(f);
    const ListObject *keys = AS(ListObject, ref(slots[UPDATE_ITERATOR]));
    if (f->aux >= keys->count) return native_done(f, NONE);
    value_set(&slots[UPDATE_KEY], value_keep(ref(keys->items[f->aux++])));
    f->state = ITEM_ASKED;
    return op_getitem(ref(slots[UPDATE_OTHER]), ref(slots[UPDATE_KEY]));
}

static Outcome set_entry(Frame *f, u32 state) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[UPDATE_SELF]);
    f->state = (u16)state;
    return op_table_set(self, &dict_of(self)->table, ref(slots[UPDATE_KEY]), ref(slots[UPDATE_VALUE]));
}

static Outcome next_pair(Frame *f) {
    Value *slots = frame_slots(f);
    f->state = PAIR_ASKED;
    return op_next(ref(slots[UPDATE_ITERATOR]));
}

static Outcome add_pair(Frame *f, Ref pair) {
    const Value *items;
    u32 count;
    Value *slots = frame_slots(f);
    (void)sequence_items(pair, &items, &count);
    if (count != 2) {
        (void)raise(ERR_VALUE, "dictionary update sequence element #%u has length %u; 2 is required", f->aux, count);
        return native_fail(f);
    }
    value_set(&slots[UPDATE_KEY], value_keep(ref(items[0])));
    value_set(&slots[UPDATE_VALUE], value_keep(ref(items[1])));
    f->aux++;
    return set_entry(f, PAIR_SET);
}

static void note_pair(u32 number) {
    Text *text = text_format("Cannot convert dictionary update sequence element #%u to a sequence", number);
    Exception *e = exception_of(ref(vm.raised));
    if (!text) {
        raised_clear();
        (void)raise_no_memory();
        return;
    }
    if (is_empty(ref(e->notes))) e->notes = list_new(0);
    if (is_error(e->notes)) e->notes = EMPTY;
    if (!is_empty(ref(e->notes))) {
        Value note = value_of(text);
        if (list_append(ref(e->notes), note)) return;
    } else {
        object_release(text);
    }
}

static Outcome update_failed(Frame *f) {
    Value *slots = frame_slots(f);
    if (f->state == PAIR_ITER && raised_is(ERR_TYPE)) {
        raised_clear();
        (void)raise(ERR_TYPE, "object is not iterable");
        note_pair(f->aux);
    } else if (f->state == KEYS_ITER && raised_is(ERR_TYPE)) {
        raised_clear();
        (void)raise(ERR_TYPE, "%T.keys() returned a non-iterable (type %T)", ref(slots[UPDATE_OTHER]), ref(slots[UPDATE_ITERATOR]));
    }
    return native_fail(f);
}

static Outcome update_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref other = ref(slots[UPDATE_OTHER]);
    if (is_error(incoming)) return update_failed(f);
    switch (f->state) {
    case DICT_WALK: return walk_dict(f);
    case DICT_SET:
        if ((u32)int48_of(ref(slots[UPDATE_ITERATOR])) == dict_of(other)->table.used) return walk_dict(f);
        (void)raise(ERR_RUNTIME, "dict mutated during update");
        return native_fail(f);
    case ASK_KEYS:
        f->state = KEYS_KNOWN;
        return op_getattr_or(other, vm.names[N_KEYS], REF_EMPTY);
    case KEYS_KNOWN: {
        bool mapping = !is_empty(ref(incoming));
        value_release(incoming);
        if (!mapping) {
            f->state = PAIRS_ITER;
            return op_iter(other);
        }
        if (dict_iterates_plainly(other)) return begin_dict(f);
    } /* fall through */
    case CALL_KEYS:
        f->state = KEYS_CALLED;
        return op_call_method(other, vm.names[N_KEYS], NULL, 0);
    case KEYS_CALLED:
        value_set(&slots[UPDATE_ITERATOR], incoming);
        f->state = KEYS_ITER;
        return op_iter(ref(slots[UPDATE_ITERATOR]));
    case KEYS_ITER:
        value_set(&slots[UPDATE_ITERATOR], incoming);
        f->state = KEYS_LISTED;
        return list_from_iterable(ref(slots[UPDATE_ITERATOR]));
    case KEYS_LISTED:
        value_set(&slots[UPDATE_ITERATOR], incoming);
        f->aux = 0;
        return next_key(f);
    case ITEM_ASKED:
        value_set(&slots[UPDATE_VALUE], incoming);
        return set_entry(f, ITEM_SET);
    case ITEM_SET: return next_key(f);
    case PAIRS_ITER:
        value_set(&slots[UPDATE_ITERATOR], incoming);
        f->aux = 0;
        return next_pair(f);
    case PAIR_ASKED:
        if (is_stop(incoming)) return native_done(f, NONE);
        value_set(&slots[UPDATE_VALUE], incoming);
        if (is_list(ref(incoming)) || is_tuple(ref(incoming))) return add_pair(f, ref(incoming));
        f->state = PAIR_ITER;
        return op_iter(ref(incoming));
    case PAIR_ITER:
        value_set(&slots[UPDATE_KEY], incoming);
        f->state = PAIR_LISTED;
        return list_from_iterable(ref(incoming));
    case PAIR_LISTED: {
        Outcome answer = add_pair(f, ref(incoming));
        value_release(incoming);
        return answer;
    }
    case PAIR_SET: return next_pair(f);
    default: UNREACHABLE();
    }
}
static const NativeFrameKind update_frame = {.name = "dict.update", .step = update_step, .slots = UPDATE_SLOTS};

static Outcome update_later(Ref dict, Ref other, u32 state, u32 aux) {
    Frame *f = native_push(&update_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[UPDATE_SELF] = value_keep(dict);
    frame_slots(f)[UPDATE_OTHER] = value_keep(other);
    f->state = (u16)state;
    f->aux = aux;
    return OUTCOME_PUSHED;
}

static Outcome merge_plain(Ref dict, Ref other) {
    Table *to = &dict_of(dict)->table, *from = &dict_of(other)->table;
    if (to == from || !from->used) return outcome(NONE);
    if (!to->index_log2 && from->used == from->filled) return table_copy(to, from) ? outcome(NONE) : OUTCOME_ERROR;
    if (from->used > to->usable && !table_reserve(to, to->used + from->used)) return OUTCOME_ERROR;
    u32 position = 0;
    Ref key, value;
    switch (merge(to, from, &position, &key, &value)) {
    case ANSWER_YES: return outcome(NONE);
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_NO: return update_later(dict, other, DICT_WALK, position);
    case ANSWER_PYTHON: break;
    }
    return update_later(dict, other, DICT_WALK, position - 1); /* that entry again, now with a frame that can ask */
}

Outcome dict_update(Ref dict, Ref other) {
    return is_dict(other) ? merge_plain(dict, other) : update_later(dict, other, ASK_KEYS, 0);
}

/* ---- copy ---- */

static Outcome copy_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return update_later(ref(slots[0]), ref(slots[1]), CALL_KEYS, 0);
    return native_done(f, value_take(&slots[0]));
}
static const NativeFrameKind copy_frame = {.name = "dict.copy", .step = copy_step, .slots = 2};

Outcome dict_copy(Ref dict) {
    if (dict_iterates_plainly(dict) || !dict_of(dict)->table.used) return outcome(dict_copy_plain(dict));
    Dict *copy = dict_new();
    Frame *f = copy ? native_push(&copy_frame) : NULL;
    if (!f) {
        if (copy) object_release(copy);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[0] = value_of(copy);
    frame_slots(f)[1] = value_keep(dict);
    return OUTCOME_PUSHED;
}

/* ---- == and != ---- */

enum { EQUAL_A, EQUAL_B, EQUAL_KEY, EQUAL_A_VALUE, EQUAL_B_VALUE, EQUAL_SLOTS };
enum { EQUAL_RUN, EQUAL_FOUND, EQUAL_COMPARED, EQUAL_NEGATED = 8 };

/* From *position on: YES equal, NO not, PYTHON: the entry before *position must be asked about. */
static Answer equal_natively(const Table *a, const Table *b, u32 *position, Ref *key, Ref *value, Ref *other, bool *found) {
    while (table_next(a, position, key, value)) {
        TableCursor cursor = {.hash = table_hash(a, *position - 1)};
        *found = false;
        switch (table_find(b, *key, &cursor)) {
        case TABLE_ABSENT: return ANSWER_NO;
        case TABLE_ERROR: return ANSWER_ERROR;
        case TABLE_ASK: return ANSWER_PYTHON;
        case TABLE_FOUND: break;
        }
        *found = true;
        *other = table_value(b, cursor.entry);
        Answer answer = try_equal(*value, *other);
        if (answer != ANSWER_YES) return answer;
        if ((*position & 1023) == 1023 && !fuel_poll(1024)) return ANSWER_ERROR;
    }
    return ANSWER_YES;
}

Value dict_try_compare(Ref x, Ref y, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_any_dict(x) || !is_any_dict(y)) return NOT_IMPLEMENTED;
    const Table *a = &dict_of(x)->table, *b = &dict_of(y)->table;
    u32 position = 0;
    Ref key, value, other;
    bool found;
    if (a->used != b->used) return value_bool(op == N_NE);
    Answer answer = equal_natively(a, b, &position, &key, &value, &other, &found);
    if (answer == ANSWER_ERROR) return VALUE_ERROR;
    return answer == ANSWER_PYTHON ? NEEDS_PYTHON : value_bool((answer == ANSWER_YES) == (op == N_EQ));
}

static Outcome equal_done(Frame *f, bool equal) { return native_done(f, value_bool(equal != ((f->state & EQUAL_NEGATED) != 0))); }

static Outcome equal_run(Frame *f) {
    Value *slots = frame_slots(f);
    Ref y = ref(slots[EQUAL_B]), key, value, other;
    const Table *a = &dict_of(ref(slots[EQUAL_A]))->table, *b = &dict_of(y)->table;
    u32 position = f->aux;
    bool found;
    Answer answer = equal_natively(a, b, &position, &key, &value, &other, &found);
    f->aux = position;
    if (answer == ANSWER_ERROR) return native_fail(f);
    if (answer != ANSWER_PYTHON) return equal_done(f, answer == ANSWER_YES);
    value_set(&slots[EQUAL_KEY], value_keep(key));
    value_set(&slots[EQUAL_A_VALUE], value_keep(value));
    if (!found) {
        f->state = (u16)((f->state & EQUAL_NEGATED) | EQUAL_FOUND);
        return op_table_get_hashed(y, &dict_of(y)->table, key, table_hash(a, position - 1));
    }
    value_set(&slots[EQUAL_B_VALUE], value_keep(other));
    f->state = (u16)((f->state & EQUAL_NEGATED) | EQUAL_COMPARED);
    return op_equal(ref(slots[EQUAL_A_VALUE]), ref(slots[EQUAL_B_VALUE]));
}

static Outcome equal_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state & 7) {
    case EQUAL_FOUND:
        if (is_empty(ref(incoming))) return equal_done(f, false);
        value_set(&slots[EQUAL_B_VALUE], incoming);
        f->state = (u16)((f->state & EQUAL_NEGATED) | EQUAL_COMPARED);
        return op_equal(ref(slots[EQUAL_A_VALUE]), ref(slots[EQUAL_B_VALUE]));
    case EQUAL_COMPARED:
        if (!is_true(ref(incoming))) return equal_done(f, false);
        break;
    default: break;
    }
    return equal_run(f);
}
static const NativeFrameKind equal_frame = {.name = "dict.__eq__", .step = equal_step, .slots = EQUAL_SLOTS};

Outcome dict_compare(Ref x, Ref y, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_any_dict(x) || !is_any_dict(y)) return outcome(NOT_IMPLEMENTED);
    const Table *a = &dict_of(x)->table, *b = &dict_of(y)->table;
    u32 position = 0;
    Ref key, value, other;
    bool found;
    if (a->used != b->used) return outcome(value_bool(op == N_NE));
    Answer answer = equal_natively(a, b, &position, &key, &value, &other, &found);
    if (answer == ANSWER_ERROR) return OUTCOME_ERROR;
    if (answer != ANSWER_PYTHON) return outcome(value_bool((answer == ANSWER_YES) == (op == N_EQ)));
    Frame *f = native_push_counted(&equal_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[EQUAL_A] = value_keep(x);
    frame_slots(f)[EQUAL_B] = value_keep(y);
    f->aux = position - 1; /* that entry again */
    f->state = op == N_NE ? EQUAL_NEGATED : 0;
    return OUTCOME_PUSHED;
}
