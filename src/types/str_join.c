/* str_join.c: str.join, str.translate and str.maketrans. */
#include "object/table.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/sequence.h"
#include "types/str.h"

static Value text_value(Text *t) { return t ? value_of(t) : VALUE_ERROR; }

/* ---- join ---- */

enum { JOIN_MAX = 0x7FFFFF00 };

static bool is_part(Ref item, u32 i) {
    if (is_kind(item, TYPE_IS_STR)) return true;
    return RAISE_FALSE(ERR_TYPE, "sequence item %u: expected str instance, %T found", i, item);
}

/* Length and characters of all; false: raised. */
static bool measure(const Text *separator, const Value *items, u32 count, u64 *length, u32 *all) {
    *length = (u64)separator->length * (count - 1);
    *all = count > 1 ? text_all_bits(separator, 0, separator->length) : 0;
    for (u32 i = 0; i < count; i++) {
        if (!is_part(ref(items[i]), i)) return false;
        const Text *t = text_of(ref(items[i]));
        *length += t->length;
        *all |= t->ascii ? 127 : t->kind == 1 ? 0xFF : t->kind == 2 ? 0xFFFF : 0x10FFFF;
    }
    if (*length > JOIN_MAX) return (void)raise_no_memory(), false;
    return true;
}

/* No character in all, or one: shared texts. */
static Text *join_short(const Text *separator, const Value *items, u32 count) {
    const Text *only = separator;
    for (u32 i = 0; i < count; i++)
        if (text_of(ref(items[i]))->length) only = text_of(ref(items[i]));
    if (!only->length || (only == separator && count == 1)) return text_from_ascii("", 0);
    return text_from_char(text_char(only, 0));
}

Text *text_join(const Text *separator, const Value *items, u32 count) {
    u64 length;
    u32 all, at = 0;
    if (count == 0) return text_from_ascii("", 0);
    if (count == 1 && is_text(ref(items[0]))) return object_keep(object_of(ref(items[0]))), AS(Text, ref(items[0]));
    if (!measure(separator, items, count, &length, &all)) return NULL;
    if (length <= 1) return join_short(separator, items, count);
    Text *joined = text_new((u32)length, all);
    if (!joined) return NULL;
    fuel_charge((joined->length >> 6) + count);
    for (u32 i = 0; i < count; i++) {
        const Text *t = text_of(ref(items[i]));
        if (i) {
            text_copy_into(joined, at, separator, 0, separator->length);
            at += separator->length;
        }
        text_copy_into(joined, at, t, 0, t->length);
        at += t->length;
    }
    return joined;
}

static Value join_list(Ref self, Ref list) {
    const Value *items;
    u32 count;
    CHECK(sequence_items(list, &items, &count), "join has a list or tuple");
    return text_value(text_join(text_of(self), items, count));
}

enum { JOIN_SELF, JOIN_ITERABLE, JOIN_SLOTS };
static Outcome join_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_sequence(ref(slots[JOIN_ITERABLE]));
    Value joined = join_list(ref(slots[JOIN_SELF]), ref(incoming));
    value_release(incoming);
    return is_error(joined) ? native_fail(f) : native_done(f, joined);
}
static const NativeFrameKind join_frame = {.name = "join", .step = join_step, .slots = JOIN_SLOTS};

/* The iterable is read to its end before the first item is looked at, as in CPython. */
Outcome str_join(Ref self, Ref iterable) {
    if (is_exact(iterable, T_LIST) || is_exact(iterable, T_TUPLE)) return outcome(join_list(self, iterable));
    Type *type = type_of(iterable);
    if (!type_lookup_dunder(type, N_ITER) && !type_lookup_dunder(type, N_GETITEM)) return RAISE_OUTCOME(ERR_TYPE, "can only join an iterable");
    Frame *f = native_push(&join_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[JOIN_SELF] = value_keep(self);
    frame_slots(f)[JOIN_ITERABLE] = value_keep(iterable);
    return OUTCOME_PUSHED;
}

/* ---- translate ---- */

/* In CPython's order: while the text is ASCII and each answer is None or one ASCII character, every character is asked for
 * once and the answer kept. At the first other answer that ends: from then on each occurrence is asked for, and after one
 * that goes, the characters behind it are asked for until one stays, which is then asked for again.
 *
 * CACHE: 128 answers, a byte each; EMPTY: that has ended. aux: the character to go on with. */
enum { TRANSLATE_SELF, TRANSLATE_TABLE, TRANSLATE_RESULT, TRANSLATE_CACHE, TRANSLATE_SLOTS };
enum { TRANSLATE_ASKED = 1, TRANSLATE_DROPPING = 2 };
enum { ANSWER_UNKNOWN = 0xFF, ANSWER_GOES = 0xFE };

static bool append_char(Value *slot, u32 c) {
    Text *t = text_from_char(c);
    if (!t) return false;
    bool done = text_append(slot, t);
    object_release(t);
    return done;
}

/* What the table has for a character must be None, an int, or a str; EMPTY: it has nothing. */
static bool check_mapped(Ref mapped) {
    if (is_empty(mapped) || is_none(mapped) || is_kind(mapped, TYPE_IS_STR)) return true;
    if (!is_integer(mapped)) return RAISE_FALSE(ERR_TYPE, "character mapping must return integer, None or str");
    i64 c = integer_clamp(mapped);
    if (c < 0 || c > 0x10FFFF) return RAISE_FALSE(ERR_VALUE, "character mapping must be in range(0x110000)");
    return true;
}

static bool append_mapped(Value *result, u32 c, Ref mapped) {
    if (is_empty(mapped)) return append_char(result, c);
    if (is_kind(mapped, TYPE_IS_STR)) return text_append(result, text_of(mapped));
    return append_char(result, (u32)integer_clamp(mapped));
}

/* The answer as the cache keeps it; UNKNOWN: it cannot. */
static u8 answer_of(u32 c, Ref mapped) {
    if (is_empty(mapped)) return (u8)c;
    if (is_none(mapped)) return ANSWER_GOES;
    u32 to;
    if (is_kind(mapped, TYPE_IS_STR)) {
        const Text *t = text_of(mapped);
        if (t->length != 1) return ANSWER_UNKNOWN;
        to = text_char(t, 0);
    } else {
        to = (u32)integer_clamp(mapped);
    }
    return to < 128 ? (u8)to : ANSWER_UNKNOWN;
}

/* Goes on by what the table has for the character at aux. false: raised. */
static bool take_mapped(Frame *f, Ref mapped) {
    Value *slots = frame_slots(f);
    u32 c = text_char(text_of(ref(slots[TRANSLATE_SELF])), f->aux);
    if (!check_mapped(mapped)) return false;
    if (!is_empty(ref(slots[TRANSLATE_CACHE]))) {
        u8 answer = answer_of(c, mapped);
        AS(BytesObject, ref(slots[TRANSLATE_CACHE]))->data[c] = answer;
        if (answer == ANSWER_UNKNOWN) value_set(&slots[TRANSLATE_CACHE], EMPTY);
        return true; /* the cache has it now, or it is asked for again */
    }
    if (is_none(mapped)) {
        f->state |= TRANSLATE_DROPPING;
        f->aux++;
        return true;
    }
    if (f->state & TRANSLATE_DROPPING) {
        f->state &= (u16)~TRANSLATE_DROPPING;
        return true;
    }
    f->aux++;
    return append_mapped(&slots[TRANSLATE_RESULT], c, mapped);
}

/* FOUND and ABSENT only for exact dicts whose keys need no asking. */
static TableAnswer look_up(Ref table, u32 c, Ref *mapped) {
    if (!is_exact(table, T_DICT)) return TABLE_ASK;
    Value key = value_u32(c);
    return table_try_get(&AS(Dict, table)->table, ref(key), mapped);
}

static u8 cached(const Value *slots, u32 c) {
    return is_empty(ref(slots[TRANSLATE_CACHE])) ? ANSWER_UNKNOWN : AS(BytesObject, ref(slots[TRANSLATE_CACHE]))->data[c];
}

/* The answer to what was asked; a LookupError is one too. */
static bool take_answer(Frame *f, Value incoming) {
    f->state &= (u16)~TRANSLATE_ASKED;
    if (is_error(incoming)) {
        if (!raised_is(ERR_LOOKUP)) return false;
        raised_clear();
        return take_mapped(f, REF_EMPTY);
    }
    bool taken = take_mapped(f, ref(incoming));
    value_release(incoming);
    return taken;
}

static Outcome translate_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    const Text *self = text_of(ref(slots[TRANSLATE_SELF]));
    if (f->state & TRANSLATE_ASKED && !take_answer(f, incoming)) return native_fail(f);
    for (u32 work = 0; f->aux < self->length; work++) {
        if (work == 4096 && vm.fuel <= 0) return native_again(f);
        fuel_charge(1);
        u32 c = text_char(self, f->aux);
        u8 answer = cached(slots, c);
        if (answer != ANSWER_UNKNOWN) {
            f->aux++;
            if (answer != ANSWER_GOES && !append_char(&slots[TRANSLATE_RESULT], answer)) return native_fail(f);
            continue;
        }
        Ref mapped = REF_EMPTY;
        TableAnswer found = look_up(ref(slots[TRANSLATE_TABLE]), c, &mapped);
        if (found == TABLE_ASK) {
            Value key = value_u32(c);
            f->state |= TRANSLATE_ASKED;
            return op_getitem(ref(slots[TRANSLATE_TABLE]), ref(key));
        }
        if (found == TABLE_ERROR || !take_mapped(f, found == TABLE_FOUND ? mapped : REF_EMPTY)) return native_fail(f);
    }
    return native_done(f, value_take(&slots[TRANSLATE_RESULT]));
}
static const NativeFrameKind translate_frame = {.name = "translate", .step = translate_step, .slots = TRANSLATE_SLOTS};

/* EMPTY for a text that is not ASCII. */
static Value translate_cache(const Text *self) {
    if (!self->ascii) return EMPTY;
    BytesObject *cache = bytes_new(128);
    if (!cache) return VALUE_ERROR;
    memset(cache->data, ANSWER_UNKNOWN, 128);
    return value_of(cache);
}

Outcome str_translate(Ref self, Ref table) {
    Frame *f;
    if (text_of(self)->length && !type_lookup_dunder(type_of(table), N_GETITEM)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not subscriptable", table);
    Value empty = text_value(text_from_ascii("", 0));
    Value cache = is_error(empty) ? VALUE_ERROR : translate_cache(text_of(self));
    if (is_error(cache) || !(f = native_push(&translate_frame))) return value_release(empty), value_release(cache), OUTCOME_ERROR;
    frame_slots(f)[TRANSLATE_SELF] = value_keep(self);
    frame_slots(f)[TRANSLATE_TABLE] = value_keep(table);
    frame_slots(f)[TRANSLATE_RESULT] = empty;
    frame_slots(f)[TRANSLATE_CACHE] = cache;
    return OUTCOME_PUSHED;
}

/* ---- maketrans ---- */

/* Natively: keys are exact ints. Takes value over. */
static bool set_int(Dict *d, u32 c, Value value) {
    Value key = value_u32(c);
    TableCursor cursor = {.hash = c};
    if (table_find(&d->table, ref(key), &cursor) != TABLE_FOUND) return table_insert(&d->table, key, c, value);
    value_set(table_value_slot(&d->table, cursor.entry), value);
    return true;
}

static bool set_key(Dict *d, Ref key, Ref value) {
    if (is_kind(key, TYPE_IS_STR)) {
        const Text *t = text_of(key);
        if (t->length != 1) return RAISE_FALSE(ERR_VALUE, "string keys in translatetable must be of length 1");
        return set_int(d, text_char(t, 0), value_keep(value));
    }
    if (!is_integer(key)) return RAISE_FALSE(ERR_TYPE, "keys in translate table mustbe strings or integers");
    Ref exact = is_bool(key) ? key : payload_of(key);
    i64 n = integer_clamp(exact);
    if (n >= 0 && n <= 0x10FFFF && !is_bool(key)) return set_int(d, (u32)n, value_keep(value));
    i64 hash;
    TableCursor cursor = {0};
    if (try_hash(exact, &hash) != HASH_OK) return false;
    cursor.hash = hash;
    if (table_find(&d->table, exact, &cursor) != TABLE_FOUND) return table_insert(&d->table, value_keep(exact), hash, value_keep(value));
    value_set(table_value_slot(&d->table, cursor.entry), value_keep(value));
    return true;
}

static bool fill_from_dict(Dict *d, Ref from) {
    u32 position = 0;
    Ref key, value;
    while (table_next(&AS(Dict, from)->table, &position, &key, &value))
        if (!set_key(d, key, value)) return false;
    return true;
}

static bool fill_from_texts(Dict *d, const Text *x, const Text *y, const Text *z) {
    for (u32 i = 0; i < x->length; i++)
        if (!set_int(d, text_char(x, i), value_u32(text_char(y, i)))) return false;
    for (u32 i = 0; z && i < z->length; i++)
        if (!set_int(d, text_char(z, i), NONE)) return false;
    return true;
}

/* false: raised. */
static bool check_texts(Ref x, Ref y, Ref z) {
    if (!is_kind(y, TYPE_IS_STR)) return ((void)raise_bad_argument("maketrans", "argument 2", "str", y), false);
    if (!is_empty(z) && !is_kind(z, TYPE_IS_STR)) return ((void)raise_bad_argument("maketrans", "argument 3", "str", z), false);
    if (!is_kind(x, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "first maketrans argument must be a string if there is a second argument");
    if (text_of(x)->length != text_of(y)->length) return RAISE_FALSE(ERR_VALUE, "the first two maketrans arguments must have equal length");
    return true;
}

Value str_maketrans(Ref self, const Value *args, u32 n) {
    Ref x = ref(args[0]), y = ref(args[1]), z = ref(args[2]);
    bool from_dict = is_empty(y);
    if (from_dict && !is_kind(x, TYPE_IS_DICT)) return raise(ERR_TYPE, "if you give only one argument to maketrans it must be a dict");
    if (!from_dict && !check_texts(x, y, z)) return VALUE_ERROR;
    Dict *made = dict_new();
    if (!made) return VALUE_ERROR;
    if (from_dict ? fill_from_dict(made, x) : fill_from_texts(made, text_of(x), text_of(y), is_empty(z) ? NULL : text_of(z))) return value_of(made);
    object_release(made);
    return VALUE_ERROR;
}
