/* probe.c: PROBE, the native frame that finds a key in a dict's table when Python must be asked.
 *
 * Order as in CPython: the key's `__hash__` once, then `stored == key` for each stored key of equal hash on the probe
 * sequence. While `__eq__` runs the table may change: the answer counts only if no rebuild has moved the entries and the
 * asked key is still where it was; else the search starts again.
 *
 * slots: container, key, value, the asked stored key, hash (2), cursor and step, entry and table generation
 * aux:   the table (inside the container, which is kept)
 * state: phase, and the operation above it
 */
#include "frame/probe.h"
#include "object/number.h"
#include "object/tuple.h"

enum { PROBE_CONTAINER, PROBE_KEY, PROBE_VALUE, PROBE_ASKED, PROBE_HASH, PROBE_CURSOR = PROBE_HASH + 2, PROBE_ENTRY, PROBE_SLOTS };
enum { PHASE_HASH, PHASE_HASHED, PHASE_FIND, PHASE_COMPARED, PHASE_BITS = 2 };
typedef enum { PROBE_GET, PROBE_SET, PROBE_DELETE, PROBE_SETDEFAULT } ProbeOp;

void probe_unhashable(Ref key, const char *use) {
    if (!is_pointer(ref(vm.raised)) || !is_exact(ref(vm.raised), T_ERRORS + ERR_TYPE)) return;
    Value raised = raised_take();
    Ref args = ref(exception_of(ref(raised))->args);
    if (is_tuple(args) && AS(Tuple, args)->count == 1 && is_text(ref(AS(Tuple, args)->items[0]))) {
        (void)raise(ERR_TYPE, "cannot use '%T' as %s (%U)", key, use, AS(Text, ref(AS(Tuple, args)->items[0])));
        value_release(raised);
    } else {
        raised_restore(raised);
    }
}

void probe_put_hash(Value slots[2], i64 hash) {
    slots[0] = value_int48(hash >> 32);
    slots[1] = value_int48((i64)(u32)hash);
}

i64 probe_get_hash(const Value slots[2]) {
    return (i64)((u64)int48_of(ref(slots[0])) << 32 | (u32)int48_of(ref(slots[1])));
}

i64 probe_hash_of(Ref value) {
    return int_clamp_i64(value);
}

static Outcome found(Table *table, u32 entry, ProbeOp op, Ref value) {
    switch (op) {
    case PROBE_GET:
    case PROBE_SETDEFAULT: return outcome(value_keep(table_value(table, entry)));
    case PROBE_SET:
        value_set(table_value_slot(table, entry), value_keep(value));
        return outcome(NONE);
    case PROBE_DELETE: {
        Value old_key, old_value;
        table_remove(table, entry, &old_key, &old_value);
        value_release(old_key);
        return outcome(old_value);
    }
    }
    UNREACHABLE();
}

static Outcome absent(Table *table, Ref key, i64 hash, ProbeOp op, Ref value) {
    if (op == PROBE_GET || op == PROBE_DELETE) return outcome(EMPTY);
    if (!table_insert(table, value_keep(key), hash, value_keep(value))) return OUTCOME_ERROR;
    return outcome(op == PROBE_SET ? NONE : value_keep(value));
}

/* ---- the frame ---- */

static void save_cursor(Value *slots, const TableCursor *cursor) {
    slots[PROBE_CURSOR] = value_int48((i64)cursor->cursor | (i64)u32_min(cursor->step, 15) << 32);
    slots[PROBE_ENTRY] = value_int48((i64)((u64)cursor->entry | (u64)cursor->version << 32));
}

static TableCursor load_cursor(const Value *slots) {
    u64 position = (u64)int48_of(ref(slots[PROBE_CURSOR])), entry = (u64)int48_of(ref(slots[PROBE_ENTRY]));
    return (TableCursor){.hash = probe_get_hash(slots + PROBE_HASH), .cursor = (u32)position, .step = (u32)(position >> 32),
                         .entry = (u32)entry, .version = (u32)(entry >> 32) & 0xFFFF};
}

static Outcome finish(Frame *f, Outcome answer) {
    f->flags |= FRAME_FINISHED;
    return answer;
}

static Outcome find_on(Frame *f, TableCursor *cursor) {
    Table *table = (Table *)(uintptr_t)f->aux;
    Value *slots = frame_slots(f);
    Ref key = ref(slots[PROBE_KEY]), value = ref(slots[PROBE_VALUE]);
    ProbeOp op = (ProbeOp)(f->state >> PHASE_BITS);
    fuel_charge(1);
    switch (table_find(table, key, cursor)) {
    case TABLE_FOUND: return finish(f, found(table, cursor->entry, op, value));
    case TABLE_ABSENT: return finish(f, absent(table, key, cursor->hash, op, value));
    case TABLE_ERROR: return native_fail(f);
    case TABLE_ASK: break;
    }
    save_cursor(slots, cursor);
    value_set(&slots[PROBE_ASKED], value_keep(table_key(table, cursor->entry)));
    f->state = (u16)(op << PHASE_BITS | PHASE_COMPARED);
    return op_equal(ref(slots[PROBE_ASKED]), key);
}

static Outcome compared(Frame *f, bool equal) {
    Table *table = (Table *)(uintptr_t)f->aux;
    Value *slots = frame_slots(f);
    TableCursor cursor = load_cursor(slots);
    if (table->rebuilt != cursor.version || !same(table_key(table, cursor.entry), ref(slots[PROBE_ASKED]))) {
        cursor = (TableCursor){.hash = cursor.hash};
    } else if (equal) {
        return finish(f, found(table, cursor.entry, (ProbeOp)(f->state >> PHASE_BITS), ref(slots[PROBE_VALUE])));
    }
    return find_on(f, &cursor);
}

static Outcome probe_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    u32 phase = f->state & ((1 << PHASE_BITS) - 1);
    if (is_error(incoming)) {
        if (phase == PHASE_HASHED) probe_unhashable(ref(slots[PROBE_KEY]), "a dict key");
        return native_fail(f);
    }
    switch (phase) {
    case PHASE_HASH:
        f->state = (u16)((f->state & ~3u) | PHASE_HASHED);
        return op_hash(ref(slots[PROBE_KEY]));
    case PHASE_HASHED:
        probe_put_hash(slots + PROBE_HASH, probe_hash_of(ref(incoming)));
        value_release(incoming);
        break;
    case PHASE_COMPARED: return compared(f, is_true(ref(incoming)));
    default: break;
    }
    TableCursor cursor = {.hash = probe_get_hash(slots + PROBE_HASH)};
    return find_on(f, &cursor);
}

static const NativeFrameKind probe_frame = {.name = "probe", .step = probe_step, .slots = PROBE_SLOTS};

static Outcome ask(Ref container, Table *table, Ref key, ProbeOp op, Ref value, u32 phase, i64 hash) {
    Frame *f = native_push(&probe_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[PROBE_CONTAINER] = value_keep(container);
    slots[PROBE_KEY] = value_keep(key);
    slots[PROBE_VALUE] = value_keep(value);
    probe_put_hash(slots + PROBE_HASH, hash);
    f->aux = (u32)(uintptr_t)table;
    f->state = (u16)(op << PHASE_BITS | phase);
    return OUTCOME_PUSHED;
}

/* ---- natively as far as it goes ---- */

static Outcome probe_hashed(Ref container, Table *table, Ref key, i64 hash, ProbeOp op, Ref value) {
    TableCursor cursor = {.hash = hash};
    switch (table_find(table, key, &cursor)) {
    case TABLE_FOUND: return found(table, cursor.entry, op, value);
    case TABLE_ABSENT: return absent(table, key, hash, op, value);
    case TABLE_ERROR: return OUTCOME_ERROR;
    case TABLE_ASK: return ask(container, table, key, op, value, PHASE_FIND, hash);
    }
    UNREACHABLE();
}

static Outcome probe(Ref container, Table *table, Ref key, ProbeOp op, Ref value) {
    i64 hash;
    switch (try_hash(key, &hash)) {
    case HASH_OK: return probe_hashed(container, table, key, hash, op, value);
    case HASH_PYTHON: return ask(container, table, key, op, value, PHASE_HASH, 0);
    case HASH_ERROR: probe_unhashable(key, "a dict key"); return OUTCOME_ERROR;
    }
    UNREACHABLE();
}

Outcome op_table_get(Ref container, Table *table, Ref key) {
    return probe(container, table, key, PROBE_GET, REF_EMPTY);
}

Outcome op_table_set(Ref container, Table *table, Ref key, Ref value) {
    return probe(container, table, key, PROBE_SET, value);
}

Outcome op_table_delete(Ref container, Table *table, Ref key) {
    return probe(container, table, key, PROBE_DELETE, REF_EMPTY);
}

Outcome op_table_setdefault(Ref container, Table *table, Ref key, Ref value) {
    return probe(container, table, key, PROBE_SETDEFAULT, value);
}

Outcome op_table_get_hashed(Ref container, Table *table, Ref key, i64 hash) {
    return probe_hashed(container, table, key, hash, PROBE_GET, REF_EMPTY);
}

Outcome op_table_set_hashed(Ref container, Table *table, Ref key, i64 hash, Ref value) {
    return probe_hashed(container, table, key, hash, PROBE_SET, value);
}

Outcome op_table_delete_hashed(Ref container, Table *table, Ref key, i64 hash) {
    return probe_hashed(container, table, key, hash, PROBE_DELETE, REF_EMPTY);
}

TableAnswer table_try_get(const Table *table, Ref key, Ref *value) {
    TableCursor cursor = {0};
    if (table->kind == TABLE_STR && is_text(key)) {
        u32 entry = table_find_text(table, AS(Text, key));
        if (entry == ~0u) return TABLE_ABSENT;
        *value = ref(((const StrEntry *)table->entries)[entry].value);
        return TABLE_FOUND;
    }
    if (table->kind == TABLE_IMMEDIATE && is_int48(key)) {
        u32 entry = table_find_int(table, key);
        if (entry == ~0u) return TABLE_ABSENT;
        *value = table_value(table, entry);
        return TABLE_FOUND;
    }
    switch (try_hash(key, &cursor.hash)) {
    case HASH_PYTHON: return TABLE_ASK;
    case HASH_ERROR: probe_unhashable(key, "a dict key"); return TABLE_ERROR;
    case HASH_OK: break;
    }
    TableAnswer answer = table_find(table, key, &cursor);
    if (answer == TABLE_FOUND) *value = table_value(table, cursor.entry);
    return answer;
}
