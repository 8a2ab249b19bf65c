/* set_table.c: the hash table of sets: CPython's, slot for slot.
 *
 * A key's search begins at slot hash & mask and looks at ten slots in a row (where they do not run over the end), then
 * jumps by i = i * 5 + 1 + perturb, ten again, and so on. A removed key leaves a hole; a new key goes into the last hole
 * that its search has passed, else into the free slot that ended it. The table grows when three fifths of it are filled, to the power of two above four times (beyond 50,000: twice) its keys.
 *
 * Where a key's `__hash__` or a stored key's `__eq__` is Python's, the search is a native frame, as PROBE is for dicts.
 */
#include "base/hash.h"
#include "types/set.h"

enum { SET_MINSIZE = 8, LINEAR_PROBES = 9, PERTURB_SHIFT = 5, PERTURB_STEPS = 13, SET_LARGE = 50000, SET_SLOTS_MAX = 1 << 27 };

/* Where a search stands: the row's first slot, how many of the row have been looked at, how many rows. */
typedef struct { i64 hash; u32 row, offset, step, entry, rebuilt, hole; } Cursor; /* hole: 1 + the last one passed; 0: none */

INLINE bool is_free(const SetEntry *e) { return is_empty(ref(e->key)) && e->hash == 0; }
INLINE u32 mask_of(const SetObject *s) { return s->entries ? s->mask : SET_MINSIZE - 1; }
INLINE u32 next_row(u32 row, i64 hash, u32 step, u32 mask) {
    u32 perturb = step < PERTURB_STEPS ? (u32)((u64)hash >> (PERTURB_SHIFT * step)) : 0;
    return (row * 5 + 1 + perturb) & mask;
}
INLINE u32 row_length(u32 row, u32 mask) { return row + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; }

bool is_mutable_set(Ref r) { return is_any_set(r) && type_is_subtype(type_of(r), vm.types[T_SET]); }

/* ---- making ---- */

Value set_new(u32 type_id) {
    SetObject *s = NEW(SetObject, type_id);
    if (!s) return VALUE_ERROR;
    memset(&s->weakrefs, 0, sizeof *s - offsetof(SetObject, weakrefs));
    s->hash = -1;
    return value_of(s);
}

Value set_like(Ref set) { return set_new(is_mutable_set(set) ? T_SET : T_FROZENSET); }

static SetEntry *entries_new(u32 slots) {
    SetEntry *entries = buffer_new(slots * (u32)sizeof(SetEntry));
    for (u32 i = 0; entries && i < slots; i++) entries[i] = (SetEntry){EMPTY, 0};
    return entries;
}

static void entries_free(SetEntry *entries, u32 mask) {
    if (entries) buffer_free(entries, (mask + 1) * (u32)sizeof(SetEntry));
}

static void insert_clean(SetEntry *entries, u32 mask, Value key, i64 hash) {
    for (u32 row = (u32)hash & mask, step = 1;; row = next_row(row, hash, step++, mask)) {
        for (u32 i = row, end = row + row_length(row, mask); i <= end; i++) {
            if (!is_empty(ref(entries[i].key))) continue;
            entries[i] = (SetEntry){key, hash};
            return;
        }
    }
}

/* More than `least` slots; holes vanish. */
static MUST_CHECK bool resize(SetObject *s, u64 least) {
    u64 slots = SET_MINSIZE;
    while (slots <= least) slots <<= 1;
    if (slots > SET_SLOTS_MAX) return (void)raise_no_memory(), false;
    SetEntry *entries = entries_new((u32)slots);
    if (!entries) return false;
    u32 mask = (u32)slots - 1;
    for (u32 i = 0; s->entries && i <= s->mask; i++)
        if (!is_empty(ref(s->entries[i].key))) insert_clean(entries, mask, s->entries[i].key, s->entries[i].hash);
    entries_free(s->entries, s->mask);
    s->entries = entries;
    s->mask = mask;
    s->fill = s->used;
    s->rebuilt++;
    fuel_charge((u32)slots / 8);
    return true;
}

static MUST_CHECK bool grow(SetObject *s) { return resize(s, s->used > SET_LARGE ? (u64)s->used * 2 : (u64)s->used * 4); }

bool set_make_room(SetObject *s, u32 more) {
    if (((u64)s->fill + more) * 5 < (u64)mask_of(s) * 3) return true;
    return resize(s, ((u64)s->used + more) * 2);
}

bool set_drop_holes(SetObject *s) { return s->fill - s->used <= mask_of(s) / 4 || grow(s); }

bool set_merge_clean(SetObject *to, const SetObject *from) {
    if (!from->used) return true;
    if (!set_make_room(to, from->used)) return false;
    if (!to->entries && !resize(to, 0)) return false;
    bool alike = to->mask == from->mask && from->fill == from->used;
    for (u32 i = 0; i <= from->mask; i++) {
        const SetEntry *e = &from->entries[i];
        if (is_empty(ref(e->key))) continue;
        if (alike) to->entries[i] = (SetEntry){value_keep(ref(e->key)), e->hash};
        else insert_clean(to->entries, to->mask, value_keep(ref(e->key)), e->hash);
    }
    to->fill = to->used = from->used;
    fuel_charge(from->mask / 8);
    return true;
}

Value set_copy(Ref set) {
    Value copy = set_like(set);
    if (is_error(copy) || set_merge_clean(set_of(ref(copy)), set_of(set))) return copy;
    value_release(copy);
    return VALUE_ERROR;
}

void set_clear(SetObject *s) {
    SetEntry *entries = s->entries;
    u32 mask = s->mask;
    s->entries = NULL;
    s->mask = s->fill = s->used = 0; /* not the finger: CPython's goes on from where it was */
    s->rebuilt++;
    s->hash = -1;
    if (!entries) return;
    for (u32 i = 0; i <= mask; i++) value_release(entries[i].key);
    entries_free(entries, mask);
    fuel_charge(mask / 8);
}

void set_swap(SetObject *a, SetObject *b) {
    SetObject t = *a;
    a->entries = b->entries, a->mask = b->mask, a->fill = b->fill, a->used = b->used;
    b->entries = t.entries, b->mask = t.mask, b->fill = t.fill, b->used = t.used;
    a->rebuilt++, b->rebuilt++;
    a->hash = b->hash = -1;
}

bool set_next(const SetObject *s, u32 *position, Ref *key, i64 *hash) {
    if (!s->entries) return false;
    for (u32 i = *position; i <= s->mask; i++) {
        if (is_empty(ref(s->entries[i].key))) continue;
        *key = ref(s->entries[i].key);
        *hash = s->entries[i].hash;
        *position = i + 1;
        return true;
    }
    *position = s->mask + 1;
    return false;
}

i64 set_frozen_hash(Ref set) {
    SetObject *s = set_of(set);
    bool frozen = !is_mutable_set(set);
    if (frozen && s->hash != -1) return s->hash;
    HashSet state = hash_set_begin();
    u32 position = 0;
    Ref key;
    i64 hash;
    while (set_next(s, &position, &key, &hash)) hash_set_step(&state, hash);
    hash = hash_set_end(&state);
    if (frozen) s->hash = hash;
    fuel_charge(mask_of(s) / 8);
    return hash;
}

static Value take_out(SetObject *s, u32 slot) {
    Value key = s->entries[slot].key;
    s->entries[slot] = (SetEntry){EMPTY, -1};
    s->used--;
    return key;
}

Value set_pop(Ref set) {
    SetObject *s = set_of(set);
    if (!s->used) return raise(ERR_KEY, "pop from an empty set");
    u32 i = s->finger & s->mask;
    while (is_empty(ref(s->entries[i].key))) i = i == s->mask ? 0 : i + 1;
    s->finger = i + 1;
    return take_out(s, i);
}

/* ---- searching ---- */

/* FOUND: cursor->entry. ABSENT: cursor->entry is the free slot that ended the search (if there is a table). */
static TableAnswer find(const SetObject *s, Ref key, Cursor *c) {
    if (!s->entries) return TABLE_ABSENT;
    u32 mask = s->mask, step = c->step ? c->step : 1, offset = c->offset;
    u32 row = (c->step ? c->row : (u32)c->hash) & mask;
    for (;; row = next_row(row, c->hash, step++, mask), offset = 0) {
        for (u32 length = row_length(row, mask); offset <= length; offset++) {
            const SetEntry *e = &s->entries[row + offset];
            if (e->hash != c->hash) {
                if (e->hash == -1) c->hole = row + offset + 1;
                if (!is_free(e)) continue;
            } else if (!is_empty(ref(e->key))) {
                Answer answer = same(ref(e->key), key) ? ANSWER_YES : try_equal(ref(e->key), key);
                if (answer == ANSWER_NO) continue;
                *c = (Cursor){c->hash, row, offset + 1, step, row + offset, s->rebuilt, c->hole};
                return answer == ANSWER_YES ? TABLE_FOUND : answer == ANSWER_ERROR ? TABLE_ERROR : TABLE_ASK;
            }
            c->entry = row + offset;
            return TABLE_ABSENT;
        }
    }
}

static bool is_hole(const SetEntry *e) { return is_empty(ref(e->key)) && e->hash == -1; }

static MUST_CHECK bool add_at(SetObject *s, u32 slot, u32 hole, Ref key, i64 hash) {
    if (hole && is_hole(&s->entries[hole - 1])) {
        s->entries[hole - 1] = (SetEntry){value_keep(key), hash};
        s->used++;
        return true;
    }
    if (!s->entries) {
        if (!resize(s, 0)) return false;
        slot = (u32)hash & s->mask;
    }
    s->entries[slot] = (SetEntry){value_keep(key), hash};
    s->fill++;
    s->used++;
    if ((u64)s->fill * 5 < (u64)s->mask * 3 || grow(s)) return true;
    s->entries[slot] = (SetEntry){EMPTY, 0}; /* a table must keep free slots */
    s->fill--;
    s->used--;
    value_release(VALUE(BITS(key)));
    return false;
}

static Answer apply(SetObject *s, const Cursor *c, bool found, Ref key, SetOp op) {
    if (op == SET_ADD && !found) return add_at(s, c->entry, c->hole, key, c->hash) ? ANSWER_NO : ANSWER_ERROR;
    if (op == SET_DISCARD && found) value_release(take_out(s, c->entry));
    return found ? ANSWER_YES : ANSWER_NO;
}

Answer set_try_hashed(Ref set, Ref key, i64 hash, SetOp op) {
    Cursor c = {.hash = hash};
    TableAnswer answer = find(set_of(set), key, &c);
    if (answer == TABLE_ASK) return ANSWER_PYTHON;
    return answer == TABLE_ERROR ? ANSWER_ERROR : apply(set_of(set), &c, answer == TABLE_FOUND, key, op);
}

/* vm.raised is what hashing raised. A set is looked for by the hash that it would have as a frozenset. */
static MUST_CHECK bool hash_of_set(Ref key, SetOp op, i64 *hash) {
    if (op == SET_ADD || !is_mutable_set(key) || !raised_is(ERR_TYPE)) {
        probe_unhashable(key, "a set element");
        return false;
    }
    raised_clear();
    *hash = set_frozen_hash(key);
    return true;
}

static Answer hash_natively(Ref key, SetOp op, i64 *hash) {
    switch (try_hash(key, hash)) {
    case HASH_OK: return ANSWER_YES;
    case HASH_PYTHON: return ANSWER_PYTHON;
    case HASH_ERROR: return hash_of_set(key, op, hash) ? ANSWER_YES : ANSWER_ERROR;
    }
    UNREACHABLE();
}

Answer set_try(Ref set, Ref key, SetOp op) {
    i64 hash;
    Answer answer = hash_natively(key, op, &hash);
    return answer == ANSWER_YES ? set_try_hashed(set, key, hash, op) : answer;
}

/* ---- the frame ---- */

enum { FIND_SET, FIND_KEY, FIND_ASKED, FIND_HASH, FIND_ROW = FIND_HASH + 2, FIND_ENTRY, FIND_REBUILT, FIND_HOLE, FIND_SLOTS };
enum { PHASE_HASH, PHASE_HASHED, PHASE_FIND, PHASE_COMPARED, PHASE_BITS = 2 };

static void save(Value *slots, const Cursor *c) {
    slots[FIND_ROW] = value_int48((i64)c->row | (i64)u32_min(c->step, 15) << 32);
    slots[FIND_ENTRY] = value_int48((i64)c->entry | (i64)c->offset << 32);
    slots[FIND_REBUILT] = value_u32(c->rebuilt);
    slots[FIND_HOLE] = value_u32(c->hole);
}

static Cursor load(const Value *slots) {
    u64 row = (u64)int48_of(ref(slots[FIND_ROW])), entry = (u64)int48_of(ref(slots[FIND_ENTRY]));
    return (Cursor){probe_get_hash(slots + FIND_HASH), (u32)row, (u32)(entry >> 32), (u32)(row >> 32), (u32)entry,
                    (u32)int48_of(ref(slots[FIND_REBUILT])), (u32)int48_of(ref(slots[FIND_HOLE]))};
}

static Outcome found_on(Frame *f, const Cursor *c, bool found) {
    Value *slots = frame_slots(f);
    Answer answer = apply(set_of(ref(slots[FIND_SET])), c, found, ref(slots[FIND_KEY]), (SetOp)(f->state >> PHASE_BITS));
    return answer == ANSWER_ERROR ? native_fail(f) : native_done(f, value_bool(answer == ANSWER_YES));
}

static Outcome find_on(Frame *f, Cursor *c) {
    Value *slots = frame_slots(f);
    const SetObject *s = set_of(ref(slots[FIND_SET]));
    TableAnswer answer = find(s, ref(slots[FIND_KEY]), c);
    if (answer == TABLE_ERROR) return native_fail(f);
    if (answer != TABLE_ASK) return found_on(f, c, answer == TABLE_FOUND);
    save(slots, c);
    value_set(&slots[FIND_ASKED], value_keep(ref(s->entries[c->entry].key)));
    f->state = (u16)((f->state & ~3u) | PHASE_COMPARED);
    return op_equal(ref(slots[FIND_ASKED]), ref(slots[FIND_KEY]));
}

static Outcome compared(Frame *f, bool equal) {
    Value *slots = frame_slots(f);
    const SetObject *s = set_of(ref(slots[FIND_SET]));
    Cursor c = load(slots);
    if (s->rebuilt != c.rebuilt || !same(ref(s->entries[c.entry].key), ref(slots[FIND_ASKED]))) c = (Cursor){.hash = c.hash};
    else if (equal) return found_on(f, &c, true);
    return find_on(f, &c);
}

static Outcome find_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    u32 phase = f->state & 3u;
    i64 hash;
    if (is_error(incoming)) {
        if (phase != PHASE_HASHED || !hash_of_set(ref(slots[FIND_KEY]), (SetOp)(f->state >> PHASE_BITS), &hash)) return native_fail(f);
        incoming = value_from_i64(hash);
        if (is_error(incoming)) return native_fail(f);
    }
    switch (phase) {
    case PHASE_HASH:
        f->state = (u16)(f->state | PHASE_HASHED);
        return op_hash(ref(slots[FIND_KEY]));
    case PHASE_HASHED:
        probe_put_hash(slots + FIND_HASH, probe_hash_of(ref(incoming)));
        value_release(incoming);
        break;
    case PHASE_COMPARED: return compared(f, is_true(ref(incoming)));
    default: break;
    }
    Cursor c = {.hash = probe_get_hash(slots + FIND_HASH)};
    return find_on(f, &c);
}
static const NativeFrameKind find_frame = {.name = "set probe", .step = find_step, .slots = FIND_SLOTS};

static Outcome ask(Ref set, Ref key, SetOp op, u32 phase, i64 hash) {
    Frame *f = native_push(&find_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[FIND_SET] = value_keep(set);
    slots[FIND_KEY] = value_keep(key);
    probe_put_hash(slots + FIND_HASH, hash);
    f->state = (u16)(op << PHASE_BITS | phase);
    return OUTCOME_PUSHED;
}

Outcome op_set_hashed(Ref set, Ref key, i64 hash, SetOp op) {
    Answer answer = set_try_hashed(set, key, hash, op);
    if (answer == ANSWER_PYTHON) return ask(set, key, op, PHASE_FIND, hash);
    return answer == ANSWER_ERROR ? OUTCOME_ERROR : outcome(value_bool(answer == ANSWER_YES));
}

Outcome op_set(Ref set, Ref key, SetOp op) {
    i64 hash;
    switch (hash_natively(key, op, &hash)) {
    case ANSWER_YES: return op_set_hashed(set, key, hash, op);
    case ANSWER_PYTHON: return ask(set, key, op, PHASE_HASH, 0);
    default: return OUTCOME_ERROR;
    }
}
