/* wire.c: see wire.h. Containers nest at most DEPTH_MAX deep, so the C recursion here is bounded. */
#include "host/wire.h"
#include "object/number.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/list.h"
#include "types/set.h"

enum { DEPTH_MAX = 100, KEPT = 1 << 16 /* of bytes that an answer took, kept for the next */ };

/* ---- writing ---- */

bool wire_open(Wire *w) {
    *w = (Wire){.at = buffer_new(WIRE_LEAST), .capacity = WIRE_LEAST};
    return w->at != NULL;
}

void wire_close(Wire *w) {
    if (w->at) buffer_free(w->at, w->capacity);
    *w = (Wire){0};
}

void wire_reset(Wire *w) {
    w->length = 0;
    w->failed = false;
    if (w->capacity <= KEPT) return;
    u8 *moved = buffer_resize(w->at, w->capacity, WIRE_LEAST);
    if (!moved) return raised_clear();
    w->at = moved;
    w->capacity = WIRE_LEAST;
}

static u8 *fail(Wire *w) {
    w->failed = true;
    return NULL;
}

static u8 *room(Wire *w, u32 n) {
    if (w->failed) return NULL;
    if (w->capacity - w->length < n) {
        if (n > UINT32_MAX / 4 - w->length) return fail(w);
        u32 wider = u32_max(w->capacity * 2, w->length + n);
        u8 *moved = buffer_resize(w->at, w->capacity, wider);
        if (!moved) {
            raised_clear();
            return fail(w);
        }
        w->at = moved;
        w->capacity = wider;
    }
    w->length += n;
    return w->at + w->length - n;
}

static void put(Wire *w, const void *bytes, u32 n) {
    u8 *to = room(w, n);
    if (to) memcpy(to, bytes, n);
}

void wire_byte(Wire *w, u8 b) { put(w, &b, 1); }
void wire_u32(Wire *w, u32 n) { put(w, &n, 4); }

void wire_i64(Wire *w, i64 n) {
    wire_byte(w, 'i');
    put(w, &n, 8);
}

void wire_f64(Wire *w, f64 d) {
    wire_byte(w, 'f');
    put(w, &d, 8);
}

void wire_begin(Wire *w, u8 tag, u32 count) {
    wire_byte(w, tag);
    wire_u32(w, count);
}

void wire_text(Wire *w, const Text *t) {
    u32 length = text_utf8_length(t);
    wire_begin(w, 's', length);
    u8 *to = room(w, length);
    if (to) text_to_utf8(t, to);
}

void wire_ascii(Wire *w, const char *s) {
    wire_begin(w, 's', (u32)strlen(s));
    put(w, s, (u32)strlen(s));
}

static void put_int(Wire *w, Ref r) {
    if (int_fits_i64(r)) return wire_i64(w, int_clamp_i64(r));
    const IntDigits *big = AS(IntDigits, r);
    u32 count = (u32)(big->count < 0 ? -big->count : big->count), carry = 1;
    wire_begin(w, 'I', count * 4 + 4);
    u8 *to = room(w, count * 4 + 4);
    if (!to) return;
    for (u32 i = 0; i <= count; i++) { /* two's complement, one digit more for the sign */
        u32 digit = i < count ? big->digits[i] : 0;
        if (big->count < 0) {
            digit = ~digit + carry;
            carry = carry && !digit;
        }
        memcpy(to + i * 4, &digit, 4);
    }
}

static bool put_value(Wire *w, Ref value, u32 depth);

static bool put_items(Wire *w, u8 tag, const Value *items, u32 count, u32 depth) {
    wire_begin(w, tag, count);
    for (u32 i = 0; i < count; i++)
        if (!put_value(w, ref(items[i]), depth)) return false;
    return true;
}

static bool put_set(Wire *w, const SetObject *set, u32 depth) {
    u32 at = 0;
    Ref key;
    i64 hash;
    wire_begin(w, 'S', set->used);
    while (set_next(set, &at, &key, &hash))
        if (!put_value(w, key, depth)) return false;
    return true;
}

static bool put_dict(Wire *w, const Dict *dict, u32 depth) {
    u32 at = 0;
    Ref key, value;
    bool texts = true;
    while (table_next(&dict->table, &at, &key, &value)) texts = texts && is_kind(key, TYPE_IS_STR);
    wire_begin(w, texts ? 'o' : 'm', dict->table.used);
    for (at = 0; table_next(&dict->table, &at, &key, &value);)
        if (!put_value(w, key, depth) || !put_value(w, value, depth)) return false;
    return true;
}

static bool put_handle(Wire *w, Ref value, u32 depth) {
    if (depth > 1) return RAISE_FALSE(ERR_TYPE, "'%T' object has no copy outside Python", value);
    u32 id = handle_new(value);
    if (!id) return false;
    const Type *type = type_of(value);
    wire_byte(w, 'h');
    wire_u32(w, id);
    wire_text(w, type->name);
    return true;
}

static bool put_value(Wire *w, Ref value, u32 depth) {
    if (w->failed) return raise_no_memory(), false;
    if (++depth > DEPTH_MAX) return RAISE_FALSE(ERR_VALUE, "value is nested too deeply to be copied, or holds itself");
    Ref exact = payload_of(value);
    if (is_none(value)) wire_byte(w, 'N');
    else if (is_bool(value)) wire_byte(w, is_true(value) ? 'T' : 'F');
    else if (is_int48(exact) || is_exact(exact, T_INT)) put_int(w, exact);
    else if (is_double(exact)) wire_f64(w, double_of(exact));
    else if (is_exact(exact, T_FLOAT)) {
        f64 d;
        memcpy(&d, &AS(FloatObject, exact)->bits, 8);
        wire_f64(w, d);
    } else if (is_text(exact)) wire_text(w, AS(Text, exact));
    else if (is_exact(exact, T_BYTES)) {
        const BytesObject *bytes = AS(BytesObject, exact);
        wire_begin(w, 'b', bytes->length);
        put(w, bytes->data, bytes->length);
    } else if (is_exact(exact, T_TUPLE)) return put_items(w, 'l', AS(Tuple, exact)->items, AS(Tuple, exact)->count, depth);
    else if (is_kind(value, TYPE_IS_LIST)) return put_items(w, 'l', AS(ListObject, value)->items, AS(ListObject, value)->count, depth);
    else if (is_kind(value, TYPE_IS_SET)) return put_set(w, AS(SetObject, value), depth);
    else if (is_kind(value, TYPE_IS_DICT)) return put_dict(w, AS(Dict, value), depth);
    else return put_handle(w, value, depth);
    return true;
}

bool wire_value(Wire *w, Ref value) {
    u32 length = w->length;
    bool done = put_value(w, value, 0);
    if (done && w->failed) done = (raise_no_memory(), false);
    if (done) return true;
    w->length = length;
    w->failed = false;
    return false;
}

/* ---- reading ---- */

static const u8 *take(WireReader *r, u32 n) {
    if (r->failed || (u32)(r->end - r->at) < n) {
        r->failed = true;
        return NULL;
    }
    r->at += n;
    return r->at - n;
}

static u32 take_u32(WireReader *r) {
    const u8 *at = take(r, 4);
    u32 n = 0;
    if (at) memcpy(&n, at, 4);
    return n;
}

static void skip(WireReader *r, u32 depth) {
    const u8 *tag = take(r, 1);
    if (!tag || depth > DEPTH_MAX) {
        r->failed = true;
        return;
    }
    u32 n;
    switch (*tag) {
    case 'N': case 'T': case 'F': return;
    case 'i': case 'f': (void)take(r, 8); return;
    case 'I': case 's': case 'b': n = take_u32(r); (void)take(r, n); return;
    case 'h': (void)take(r, 4); skip(r, depth + 1); return;
    case 'l': case 'S':
        for (n = take_u32(r); n && !r->failed; n--) skip(r, depth + 1);
        return;
    case 'o': case 'm':
        for (n = take_u32(r); n && !r->failed; n--) skip(r, depth + 1), skip(r, depth + 1);
        return;
    default: r->failed = true;
    }
}

bool wire_read_text(WireReader *r, Bytes *out) {
    const u8 *tag = take(r, 1);
    if (!tag || (*tag != 's' && *tag != 'b')) return r->failed = true, false;
    u32 length = take_u32(r);
    const u8 *at = take(r, length);
    if (!at) return false;
    *out = (Bytes){at, length};
    return true;
}

bool wire_read_number(WireReader *r, f64 *out) {
    const u8 *tag = take(r, 1), *at = take(r, 8);
    if (!at || (*tag != 'i' && *tag != 'f')) return r->failed = true, false;
    i64 n;
    memcpy(&n, at, 8);
    if (*tag == 'i') *out = (f64)n;
    else memcpy(out, at, 8);
    return true;
}

bool wire_find(Bytes object, const char *key, WireReader *out) {
    WireReader r = {object.at, object.at + object.length, false};
    const u8 *tag = take(&r, 1);
    if (!tag || *tag != 'o') return false;
    for (u32 n = take_u32(&r); n && !r.failed; n--) {
        Bytes name;
        if (!wire_read_text(&r, &name)) return false;
        if (name.length == strlen(key) && !memcmp(name.at, key, name.length)) {
            *out = r;
            return true;
        }
        skip(&r, 0);
    }
    return false;
}

static Value malformed(WireReader *r) {
    r->failed = true;
    return raise(ERR_VALUE, "malformed value from the embedder");
}

static Value read_big(WireReader *r) {
    u32 length = take_u32(r);
    const u8 *at = take(r, length);
    if (!at || length == 0 || length > 1u << 27) return malformed(r);
    bool negative = at[length - 1] >> 7;
    u32 count = (length + 3) / 4, carry = 1, used = 0;
    IntDigits *big = object_new(vm.types[T_INT], int_digits_size(count));
    if (!big) return VALUE_ERROR;
    for (u32 i = 0; i < count; i++) {
        u32 digit = negative ? ~0u : 0;
        memcpy(&digit, at + i * 4, u32_min(4, length - i * 4));
        if (negative) {
            digit = ~digit + carry;
            carry = carry && !digit;
        }
        big->digits[i] = digit;
        if (digit) used = i + 1;
    }
    big->count = negative ? -(i32)used : (i32)used;
    if (used > 2 || (used == 2 && big->digits[1] >> 31)) return value_of(big);
    u64 n = used ? big->digits[0] | (used > 1 ? (u64)big->digits[1] << 32 : 0) : 0;
    object_free(big, int_digits_size(count));
    return value_from_i64(negative ? -(i64)n : (i64)n);
}

static Value read_value(WireReader *r, u32 depth);

static Value read_list(WireReader *r, u32 n, u32 depth) {
    Value list = list_new(0);
    for (; n && !is_error(list); n--) {
        Value item = read_value(r, depth);
        if (is_error(item) || !list_append(ref(list), item)) return value_release(list), VALUE_ERROR;
    }
    return list;
}

static Value read_dict(WireReader *r, u32 n, u32 depth) {
    Dict *dict = dict_new();
    for (; n && dict; n--) {
        Value key = read_value(r, depth), value = is_error(key) ? VALUE_ERROR : read_value(r, depth);
        bool done = !is_error(key) && !is_error(value);
        if (done && !is_text(ref(key))) done = RAISE_FALSE(ERR_TYPE, "keys from the embedder must be str");
        done = done && dict_set_text(dict, AS(Text, ref(key)), ref(value));
        value_release(key);
        value_release(value);
        if (!done) return object_release(dict), VALUE_ERROR;
    }
    return dict ? value_of(dict) : VALUE_ERROR;
}

static Value read_value(WireReader *r, u32 depth) {
    const u8 *tag = take(r, 1);
    if (!tag || ++depth > DEPTH_MAX) return malformed(r);
    i64 n;
    f64 d;
    const u8 *at;
    switch (*tag) {
    case 'N': return NONE;
    case 'T': return value_bool(true);
    case 'F': return value_bool(false);
    case 'i':
        if (!(at = take(r, 8))) return malformed(r);
        memcpy(&n, at, 8);
        return value_from_i64(n);
    case 'f':
        if (!(at = take(r, 8))) return malformed(r);
        memcpy(&d, at, 8);
        return value_from_double(d);
    case 'I': return read_big(r);
    case 's': {
        u32 length = take_u32(r);
        if (!(at = take(r, length))) return malformed(r);
        Text *text = text_from_utf8(at, length);
        return text ? value_of(text) : VALUE_ERROR;
    }
    case 'b': {
        u32 length = take_u32(r);
        if (!(at = take(r, length))) return malformed(r);
        return bytes_from(at, length);
    }
    case 'l': return read_list(r, take_u32(r), depth);
    case 'o': return read_dict(r, take_u32(r), depth);
    case 'h': {
        u32 id = 0;
        if ((at = take(r, 4))) memcpy(&id, at, 4);
        skip(r, depth);
        Ref held = handle_get(id);
        return is_empty(held) ? malformed(r) : value_keep(held);
    }
    default: return malformed(r);
    }
}

Value wire_read_value(WireReader *r) { return read_value(r, 0); }

/* ---- handles: what the embedder holds, by number ---- */

static struct { Value *items; u32 count, capacity; } handles;

u32 handle_new(Ref value) {
    for (u32 i = 0; i < handles.count; i++)
        if (is_empty(ref(handles.items[i]))) {
            handles.items[i] = value_keep(value);
            return i + 1;
        }
    if (handles.count == handles.capacity) {
        u32 wider = u32_max(16, handles.capacity * 2);
        Value *moved = handles.items ? buffer_resize(handles.items, handles.capacity * 8, wider * 8) : buffer_new(wider * 8);
        if (!moved) return 0;
        handles.items = moved;
        handles.capacity = wider;
    }
    handles.items[handles.count] = value_keep(value);
    return ++handles.count;
}

Ref handle_get(u32 id) { return id && id <= handles.count ? ref(handles.items[id - 1]) : REF_EMPTY; }

void handle_free(u32 id) {
    if (id && id <= handles.count) value_release(value_take(&handles.items[id - 1]));
}

void handles_clear(void) {
    for (u32 i = 0; i < handles.count; i++) value_release(value_take(&handles.items[i]));
    if (handles.items) buffer_free(handles.items, handles.capacity * 8);
    handles.items = NULL;
    handles.count = handles.capacity = 0;
}
