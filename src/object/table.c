/* table.c: the hash table of dicts and namespaces.
 *
 * The index has CPython's sizes, probe sequence and moments of growth, so that keys of equal hash are asked in CPython's
 * order and entries move when CPython's do; what differs is what lies behind it: the entries are tight (their array
 * grows by an eighth, within what the index has room for) and of three kinds by what the keys are.
 *
 *   index   2^index_log2 numbers of 1, 2 or 4 bytes: 0 free, all ones: a removed key was here, else entry number + 1
 *   entries used and holes, in order of insertion; never more than two thirds of the index
 *
 * A table with the smallest index (8 slots) has both in one buffer: | index (8 bytes) | entries |.
 *
 * Nothing here runs Python. Allocation may collect, so a table is whole before each allocation.
 */
#include "object/table.h"
#include "base/hash.h"
#include "object/error.h"
#include "object/gc.h"
#include "object/protocol.h"

typedef struct { Value key, value; } ImmediateEntry;                /* key EMPTY: a hole */
typedef struct { i64 hash; Value key, value; } GeneralEntry;
_Static_assert(sizeof(StrEntry) == 16 && sizeof(GeneralEntry) == 24, "entries are tight");

enum { LOG2_MIN = 3, LOG2_MAX = 28, SMALL_INDEX = 8 /* bytes */, PERTURB_SHIFT = 5, PERTURB_STEPS = 13 };

/* No two states of any table's keys have the same number: a cache needs no other proof. Should they run out, the last
 * one says so: caches do not trust it. */
static void renew(Table *t) {
    if (LIKELY(vm.keys_version != TABLE_NO_VERSION)) vm.keys_version++;
    t->keys_version = vm.keys_version;
}

static u32 entry_size(u32 kind) { return kind == TABLE_GENERAL ? sizeof(GeneralEntry) : sizeof(StrEntry); }
static StrEntry *str_entries(const Table *t) { return t->entries; }
static ImmediateEntry *immediate_entries(const Table *t) { return t->entries; }
static GeneralEntry *general_entries(const Table *t) { return t->entries; }

/* ---- the index ---- */

INLINE u32 width_of(u32 log2) { return log2 <= 8 ? 1 : log2 <= 16 ? 2 : 4; }
INLINE u32 hole_mark(u32 width) { return width == 1 ? 0xFF : width == 2 ? 0xFFFF : ~0u; }
INLINE u32 usable_of(u32 log2) { return (u32)(((u64)1 << log2) * 2 / 3); }

INLINE u32 index_at(const void *index, u32 width, u32 slot) {
    return width == 1 ? ((const u8 *)index)[slot] : width == 2 ? ((const u16 *)index)[slot] : ((const u32 *)index)[slot];
}

INLINE void index_put(void *index, u32 width, u32 slot, u32 mark) {
    if (width == 1) ((u8 *)index)[slot] = (u8)mark;
    else if (width == 2) ((u16 *)index)[slot] = (u16)mark;
    else ((u32 *)index)[slot] = mark;
}

/* `step` slots have been looked at, the last of them `slot`. */
INLINE u32 next_slot(u32 slot, i64 hash, u32 step, u32 mask) {
    u32 perturb = step < PERTURB_STEPS ? (u32)((u64)hash >> (PERTURB_SHIFT * step)) : 0;
    return (slot * 5 + perturb + 1) & mask;
}

/* The first slot on the way of `hash` that can take a new entry. */
static void index_add(void *index, u32 log2, i64 hash, u32 entry) {
    u32 width = width_of(log2), mask = (1u << log2) - 1, slot = (u32)hash & mask;
    for (u32 step = 1;; step++) {
        u32 mark = index_at(index, width, slot);
        if (mark == 0 || mark == hole_mark(width)) break;
        slot = next_slot(slot, hash, step, mask);
    }
    index_put(index, width, slot, entry + 1);
}

static void index_drop(Table *t, i64 hash, u32 entry) {
    u32 width = width_of(t->index_log2), mask = (1u << t->index_log2) - 1, slot = (u32)hash & mask;
    for (u32 step = 1; index_at(t->index, width, slot) != entry + 1; step++) slot = next_slot(slot, hash, step, mask);
    index_put(t->index, width, slot, hole_mark(width));
}

static u32 log2_for(u64 entries) {
    u64 n = ((entries | 8) - 1) | 7;
    u32 bits = 0;
    for (; n; n >>= 1) bits++;
    return bits;
}

/* ---- immediate keys ---- */

static bool is_number(Ref r) { return is_int48(r) || is_double(r) || is_bool(r); }
static bool is_immediate_key(Ref r) {
    return is_int48(r) || is_bool(r) || is_none(r) || (is_double(r) && double_of(r) == double_of(r));
}
static f64 number_of(Ref r) { return is_int48(r) ? (f64)int48_of(r) : is_double(r) ? double_of(r) : is_true(r); }

static i64 immediate_hash(Ref r) {
    i64 hash = 0;
    if (is_int48(r)) return hash_int48(r);
    if (is_double(r)) return hash_double(double_of(r));
    if (is_bool(r)) return is_true(r);
    (void)try_hash(r, &hash); /* None: it cannot fail */
    return hash;
}

/* Both immediate, and not the same bits. */
INLINE bool immediate_equal(Ref a, Ref b) {
    if (is_int48(a) && is_int48(b)) return false;
    return is_number(a) && is_number(b) && number_of(a) == number_of(b);
}

static u32 kind_for(Ref key) { return is_text(key) ? TABLE_STR : is_immediate_key(key) ? TABLE_IMMEDIATE : TABLE_GENERAL; }

/* ---- entries ---- */

Ref table_key(const Table *t, u32 entry) {
    if (entry >= t->filled) return REF_EMPTY;
    switch (t->kind) {
    case TABLE_STR: return str_entries(t)[entry].key ? ref_of(str_entries(t)[entry].key) : REF_EMPTY;
    case TABLE_IMMEDIATE: return ref(immediate_entries(t)[entry].key);
    default: return ref(general_entries(t)[entry].key);
    }
}

Value *table_value_slot(Table *t, u32 entry) {
    CHECK(entry < t->filled, "a table's entry must exist");
    switch (t->kind) {
    case TABLE_STR: return &str_entries(t)[entry].value;
    case TABLE_IMMEDIATE: return &immediate_entries(t)[entry].value;
    default: return &general_entries(t)[entry].value;
    }
}

Ref table_value(const Table *t, u32 entry) {
    return ref(*table_value_slot((Table *)(uintptr_t)t, entry));
}

i64 table_hash(const Table *t, u32 entry) {
    switch (t->kind) {
    case TABLE_STR: return text_hash(str_entries(t)[entry].key);
    case TABLE_IMMEDIATE: return immediate_hash(ref(immediate_entries(t)[entry].key));
    default: return general_entries(t)[entry].hash;
    }
}

bool table_next(const Table *t, u32 *position, Ref *key, Ref *value) {
    for (u32 i = *position; i < t->filled; i++) {
        Ref k = table_key(t, i);
        if (is_empty(k)) continue;
        *key = k;
        *value = table_value(t, i);
        *position = i + 1;
        return true;
    }
    *position = t->filled;
    return false;
}

/* Writes a live entry of the table's own kind; the key fits it. */
static void put_entry(Table *t, u32 entry, Value key, i64 hash, Value value) {
    if (t->kind == TABLE_STR) str_entries(t)[entry] = (StrEntry){AS(Text, ref(key)), (u32)hash, value};
    else if (t->kind == TABLE_IMMEDIATE) immediate_entries(t)[entry] = (ImmediateEntry){key, value};
    else general_entries(t)[entry] = (GeneralEntry){hash, key, value};
}

static void put_hole(Table *t, u32 entry) {
    if (t->kind == TABLE_STR) str_entries(t)[entry] = (StrEntry){NULL, 0, EMPTY};
    else if (t->kind == TABLE_IMMEDIATE) immediate_entries(t)[entry] = (ImmediateEntry){EMPTY, EMPTY};
    else general_entries(t)[entry] = (GeneralEntry){-1, EMPTY, EMPTY};
}

/* ---- buffers ---- */

static bool is_small(const Table *t) { return t->index_log2 == LOG2_MIN; }
static u32 index_size(u32 log2) { return width_of(log2) << log2; }
static void *entries_of_small(void *buffer) { return (u8 *)buffer + SMALL_INDEX; }

static void buffers_free(const Table *t) {
    u32 entries = t->capacity * entry_size(t->kind);
    if (!t->index_log2) return;
    if (is_small(t)) {
        buffer_free(t->index, SMALL_INDEX + entries);
        return;
    }
    buffer_free(t->index, index_size(t->index_log2));
    buffer_free(t->entries, entries);
}

static MUST_CHECK bool resize_entries(Table *t, u32 capacity) {
    u32 size = entry_size(t->kind);
    bool small = is_small(t);
    u32 extra = small ? SMALL_INDEX : 0;
    void *buffer = buffer_resize(small ? t->index : t->entries, extra + t->capacity * size, extra + capacity * size);
    if (!buffer) return false;
    if (small) t->index = buffer;
    t->entries = small ? entries_of_small(buffer) : buffer;
    t->capacity = capacity;
    return true;
}

/* An eighth more, in steps that are not too small, within what the index has room for. */
static u32 next_capacity(const Table *t) {
    u32 c = t->capacity, limit = usable_of(t->index_log2);
    if (is_small(t)) return c < 3 ? 3 : limit;
    c += u32_max(4, c < 64 ? c / 2 : c / 8);
    return u32_min(c, limit);
}

/* Moves live entries down over the holes, within the same buffer or into `to`. */
static void compact(Table *t, void *to) {
    u32 size = entry_size(t->kind), live = 0;
    for (u32 i = 0; i < t->filled; i++) {
        if (is_empty(table_key(t, i))) continue;
        u8 *target = (u8 *)to + live * size, *source = (u8 *)t->entries + i * size;
        if (target != source) memcpy(target, source, size);
        live++;
    }
}

static void fill_index(Table *t) {
    memset(t->index, 0, index_size(t->index_log2));
    for (u32 i = 0; i < t->filled; i++) index_add(t->index, t->index_log2, table_hash(t, i), i);
    t->usable = usable_of(t->index_log2) - t->filled;
    t->rebuilt++;
    renew(t);
    fuel_charge(t->filled / 8);
}

/* A new index of 2^log2 slots and entries without holes; room for at least one entry more. */
static MUST_CHECK bool rebuild(Table *t, u32 log2) {
    u32 size = entry_size(t->kind);
    if (log2 > LOG2_MAX) {
        (void)raise_no_memory();
        return false;
    }
    if (log2 > LOG2_MIN && t->index_log2 > LOG2_MIN) {
        void *index = buffer_new(index_size(log2));
        if (!index) return false;
        if (t->used != t->filled) compact(t, t->entries);
        t->filled = t->used;
        buffer_free(t->index, index_size(t->index_log2));
        t->index = index;
        t->index_log2 = (u8)log2;
        fill_index(t);
        if (t->capacity > usable_of(log2)) { /* much was removed: give back; keeping it is no failure but must be bounded */
            void *entries = buffer_resize(t->entries, t->capacity * size, usable_of(log2) * size);
            if (!entries) raised_clear();
            else t->entries = entries, t->capacity = usable_of(log2);
        }
        return true;
    }
    u32 capacity = log2 == LOG2_MIN ? (t->used < 3 ? 3 : 5) : t->used + u32_max(4, t->used / 8);
    u32 extra = log2 == LOG2_MIN ? SMALL_INDEX : 0;
    u8 *entries = buffer_new(extra + capacity * size);
    if (!entries) return false;
    void *index = log2 == LOG2_MIN ? entries : buffer_new(index_size(log2));
    if (!index) {
        buffer_free(entries, extra + capacity * size);
        return false;
    }
    Table old = *t;
    if (t->filled) compact(t, entries + extra);
    t->filled = t->used;
    t->entries = entries + extra;
    t->index = index;
    t->index_log2 = (u8)log2;
    t->capacity = capacity;
    buffers_free(&old);
    fill_index(t);
    return true;
}

/* Every key fits GENERAL; entry numbers stay, so the index does. */
static MUST_CHECK bool make_general(Table *t) {
    if (!t->index_log2) {
        t->kind = TABLE_GENERAL;
        return true;
    }
    u32 extra = is_small(t) ? SMALL_INDEX : 0;
    u8 *buffer = buffer_new(extra + t->capacity * (u32)sizeof(GeneralEntry));
    if (!buffer) return false;
    GeneralEntry *entries = (GeneralEntry *)(void *)(buffer + extra);
    for (u32 i = 0; i < t->filled; i++) {
        Ref key = table_key(t, i);
        if (is_empty(key)) entries[i] = (GeneralEntry){-1, EMPTY, EMPTY};
        else entries[i] = (GeneralEntry){table_hash(t, i), VALUE(BITS(key)), VALUE(BITS(table_value(t, i)))};
    }
    if (extra) {
        memcpy(buffer, t->index, SMALL_INDEX);
        buffer_free(t->index, SMALL_INDEX + t->capacity * entry_size(t->kind));
        t->index = buffer;
    } else {
        buffer_free(t->entries, t->capacity * entry_size(t->kind));
    }
    t->entries = entries;
    t->kind = TABLE_GENERAL;
    renew(t);
    fuel_charge(t->filled / 8);
    return true;
}

/* ---- finding ---- */

INLINE u32 find_text_by(const Table *t, Text *key, i64 hash, u32 width) {
    u32 mask = (1u << t->index_log2) - 1, slot = (u32)hash & mask;
    const StrEntry *entries = t->entries;
    for (u32 step = 1;; step++) {
        u32 mark = index_at(t->index, width, slot);
        if (mark == 0) return ~0u;
        if (mark != hole_mark(width)) {
            const StrEntry *e = &entries[mark - 1];
            if (e->key == key || (e->hash == (u32)hash && text_equal(e->key, key))) return mark - 1;
        }
        slot = next_slot(slot, hash, step, mask);
    }
}

u32 table_find_text(const Table *t, Text *key) {
    if (!t->index_log2) return ~0u;
    i64 hash = key->hashed ? key->hash : text_hash(key);
    if (t->index_log2 <= 8) return find_text_by(t, key, hash, 1);
    return t->index_log2 <= 16 ? find_text_by(t, key, hash, 2) : find_text_by(t, key, hash, 4);
}

static TableAnswer from_answer(Answer answer) {
    switch (answer) {
    case ANSWER_YES: return TABLE_FOUND;
    case ANSWER_NO: return TABLE_ABSENT;
    case ANSWER_ERROR: return TABLE_ERROR;
    case ANSWER_PYTHON: return TABLE_ASK;
    }
    UNREACHABLE();
}

/* FOUND or ABSENT: this entry's key is or is not `key`. */
static TableAnswer match(const Table *t, u32 entry, Ref key, i64 hash) {
    if (t->kind == TABLE_STR) {
        Text *stored = str_entries(t)[entry].key;
        if (str_entries(t)[entry].hash != (u32)hash) return TABLE_ABSENT;
        if (is_text(key)) return text_equal(stored, AS(Text, key)) ? TABLE_FOUND : TABLE_ABSENT;
        return text_hash(stored) == hash ? from_answer(try_equal(ref_of(stored), key)) : TABLE_ABSENT;
    }
    if (t->kind == TABLE_IMMEDIATE) {
        Ref stored = ref(immediate_entries(t)[entry].key);
        if (same(stored, key)) return TABLE_FOUND;
        if (is_immediate_key(key)) return immediate_equal(stored, key) ? TABLE_FOUND : TABLE_ABSENT;
        return immediate_hash(stored) == hash ? from_answer(try_equal(stored, key)) : TABLE_ABSENT;
    }
    const GeneralEntry *e = &general_entries(t)[entry];
    if (same(ref(e->key), key)) return TABLE_FOUND;
    return e->hash == hash ? from_answer(try_equal(ref(e->key), key)) : TABLE_ABSENT;
}

/* The same bits are the same key, and ints equal floats and bools. */
u32 table_find_int(const Table *t, Ref key) {
    if (!t->index_log2) return ~0u;
    i64 hash = hash_int48(key);
    u32 width = width_of(t->index_log2), mask = (1u << t->index_log2) - 1, slot = (u32)hash & mask;
    const ImmediateEntry *entries = t->entries;
    for (u32 step = 1;; step++) {
        u32 mark = index_at(t->index, width, slot);
        if (mark == 0) return ~0u;
        if (mark != hole_mark(width)) {
            Ref stored = ref(entries[mark - 1].key);
            if (same(stored, key) || (UNLIKELY(!is_int48(stored)) && immediate_equal(stored, key))) return mark - 1;
        }
        slot = next_slot(slot, hash, step, mask);
    }
}

TableAnswer table_find(const Table *t, Ref key, TableCursor *cursor) {
    if (!t->index_log2) return TABLE_ABSENT;
    if (t->kind == TABLE_IMMEDIATE && is_int48(key)) {
        cursor->entry = table_find_int(t, key);
        return cursor->entry == ~0u ? TABLE_ABSENT : TABLE_FOUND;
    }
    if (t->kind == TABLE_STR && is_text(key)) {
        cursor->entry = table_find_text(t, AS(Text, key));
        return cursor->entry == ~0u ? TABLE_ABSENT : TABLE_FOUND;
    }
    u32 width = width_of(t->index_log2), mask = (1u << t->index_log2) - 1;
    u32 slot = (cursor->step ? cursor->cursor : (u32)cursor->hash) & mask;
    for (u32 step = cursor->step + 1;; step++) {
        u32 mark = index_at(t->index, width, slot);
        if (mark == 0) return TABLE_ABSENT;
        u32 next = next_slot(slot, cursor->hash, step, mask);
        if (mark != hole_mark(width)) {
            TableAnswer answer = match(t, mark - 1, key, cursor->hash);
            if (answer != TABLE_ABSENT) {
                *cursor = (TableCursor){cursor->hash, next, step, mark - 1, t->rebuilt};
                return answer;
            }
        }
        slot = next;
    }
}

/* ---- changing ---- */

static MUST_CHECK bool make_room(Table *t, u32 kind) {
    if (!t->index_log2) t->kind = (u8)kind;
    else if (t->kind != kind && t->kind != TABLE_GENERAL && !make_general(t)) return false;
    if (!t->index_log2) {
        if (!rebuild(t, LOG2_MIN)) return false;
    } else if (t->usable == 0 && !rebuild(t, log2_for((u64)t->used * 3))) {
        return false;
    }
    return t->filled < t->capacity || resize_entries(t, next_capacity(t));
}

static MUST_CHECK bool insert(Table *t, u32 kind, Value key, i64 hash, Value value) {
    if (!make_room(t, kind)) {
        value_release(key);
        value_release(value);
        return false;
    }
    index_add(t->index, t->index_log2, hash, t->filled);
    put_entry(t, t->filled, key, hash, value);
    t->filled++;
    t->used++;
    t->usable--;
    renew(t);
    return true;
}

bool table_insert(Table *t, Value key, i64 hash, Value value) {
    return insert(t, kind_for(ref(key)), key, hash, value);
}

void table_remove(Table *t, u32 entry, Value *key, Value *value) {
    index_drop(t, table_hash(t, entry), entry);
    *key = VALUE(BITS(table_key(t, entry)));
    *value = *table_value_slot(t, entry);
    put_hole(t, entry);
    t->used--;
    renew(t);
}

bool table_pop_last(Table *t, Value *key, Value *value, i64 *hash) {
    if (!t->used) return false;
    u32 entry = t->filled - 1;
    while (is_empty(table_key(t, entry))) entry--;
    *hash = table_hash(t, entry);
    table_remove(t, entry, key, value);
    t->filled = entry; /* the index keeps its mark of a removed key, so `usable` does not grow */
    return true;
}

bool table_reserve(Table *t, u32 entries) {
    if (entries <= 5 && t->index_log2) return true;
    u32 log2 = log2_for(((u64)entries * 3 + 1) / 2);
    if (entries > u32_min(t->filled + t->usable, usable_of(t->index_log2)) || !t->index_log2) {
        if (!rebuild(t, u32_max(log2, t->index_log2))) return false;
    }
    return entries <= t->capacity || resize_entries(t, entries);
}

static void keep_entries(const Table *t) {
    for (u32 i = 0; i < t->filled; i++) {
        Ref key = table_key(t, i);
        if (is_empty(key)) continue;
        (void)value_keep(key);
        (void)value_keep(table_value(t, i));
    }
}

/* Buffers of the same shape: entry numbers, holes and index are the original's. */
static MUST_CHECK bool clone(Table *to, const Table *from) {
    u32 entries = from->filled * entry_size(from->kind), extra = is_small(from) ? SMALL_INDEX : 0;
    u8 *buffer = buffer_new(extra + entries);
    if (!buffer) return false;
    void *index = extra ? buffer : buffer_new(index_size(from->index_log2));
    if (!index) {
        buffer_free(buffer, extra + entries);
        return false;
    }
    memcpy(index, from->index, extra ? extra : index_size(from->index_log2));
    memcpy(buffer + extra, from->entries, entries);
    u16 rebuilt = (u16)(to->rebuilt + 1);
    *to = *from;
    to->index = index;
    to->entries = buffer + extra;
    to->capacity = from->filled;
    to->rebuilt = rebuilt;
    renew(to);
    keep_entries(to);
    fuel_charge(to->filled / 8);
    return true;
}

bool table_copy(Table *to, const Table *from) {
    ASSERT(to->used == 0, "a table is copied into an empty one");
    if (!from->used) return true;
    if (!to->index_log2 && from->used >= from->filled * 2 / 3) return clone(to, from);
    u32 position = 0;
    Ref key, value;
    if (!table_reserve(to, from->used)) return false;
    while (table_next(from, &position, &key, &value)) {
        if (!insert(to, from->kind, value_keep(key), table_hash(from, position - 1), value_keep(value))) return false;
    }
    fuel_charge(to->filled / 4);
    return true;
}

static void release_entries(const Table *t) {
    for (u32 i = 0; i < t->filled; i++) {
        Ref key = table_key(t, i);
        if (is_empty(key)) continue;
        Ref value = table_value(t, i);
        value_release(VALUE(BITS(key)));
        value_release(VALUE(BITS(value)));
    }
    fuel_charge(t->filled / 8);
}

void table_init(Table *t) {
    *t = (Table){0};
}

void table_clear(Table *t) {
    Table old = *t;
    *t = (Table){.kind = TABLE_STR, .rebuilt = (u16)(old.rebuilt + 1)};
    renew(t);
    release_entries(&old);
    buffers_free(&old);
}

void table_destroy(Table *t) {
    table_clear(t);
}

void table_visit(Table *t, GcVisit *visit) {
    for (u32 i = 0; i < t->filled; i++) {
        Ref key = table_key(t, i);
        if (is_empty(key)) continue;
        if (t->kind != TABLE_IMMEDIATE) gc_visit(visit, key);
        gc_visit(visit, table_value(t, i));
    }
}

/* ---- names ---- */

static TableAnswer find_name(const Table *t, Text *key, u32 *entry) {
    if (t->kind == TABLE_STR) {
        *entry = table_find_text(t, key);
        return *entry == ~0u ? TABLE_ABSENT : TABLE_FOUND;
    }
    TableCursor cursor = {.hash = text_hash(key)};
    TableAnswer answer = table_find(t, ref_of(key), &cursor);
    *entry = cursor.entry;
    if (answer != TABLE_ERROR) return answer;
    raised_clear(); /* whoever asks through PROBE meets it again */
    return TABLE_ASK;
}

Ref table_get_text(const Table *t, Text *key) {
    u32 entry;
    switch (find_name(t, key, &entry)) {
    case TABLE_FOUND: return table_value(t, entry);
    case TABLE_ABSENT: return REF_EMPTY;
    default: return REF(BITS_NEEDS_PYTHON);
    }
}

bool table_set_text(Table *t, Text *key, Ref value) {
    u32 entry;
    if (find_name(t, key, &entry) == TABLE_FOUND) {
        value_set(table_value_slot(t, entry), value_keep(value));
        return true;
    }
    return insert(t, TABLE_STR, value_keep(ref_of(key)), text_hash(key), value_keep(value));
}

bool table_set_int(Table *t, Ref key, Ref value) {
    u32 entry = table_find_int(t, key);
    if (entry == ~0u) return insert(t, TABLE_IMMEDIATE, VALUE(BITS(key)), hash_int48(key), value_keep(value));
    value_set(&immediate_entries(t)[entry].value, value_keep(value));
    return true;
}

bool table_delete_text(Table *t, Text *key) {
    u32 entry;
    Value old_key, old_value;
    if (find_name(t, key, &entry) != TABLE_FOUND) return false;
    table_remove(t, entry, &old_key, &old_value);
    value_release(old_key);
    value_release(old_value);
    return true;
}

Dict *dict_new(void) {
    Dict *d = NEW(Dict, T_DICT);
    if (!d) return NULL;
    table_init(&d->table);
    return d;
}
