/* bytes_methods.c: the methods of bytes that str does not share: ASCII case, hex, join, translate, decode. */
#include "types/bytes_methods.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/sequence.h"
#include "types/str.h"

static bool lower(u32 c) { return c - 'a' < 26; }
static bool upper(u32 c) { return c - 'A' < 26; }
static bool letter(u32 c) { return lower(c | 32); }
static bool digit(u32 c) { return c - '0' < 10; }
static bool space(u32 c) { return c == ' ' || c - 9 < 5; }
static bool word(u32 c) { return letter(c) || digit(c); }
static bool ascii(u32 c) { return c < 0x80; }
static u32 to_lower(u32 c) { return upper(c) ? c + 32 : c; }
static u32 to_upper(u32 c) { return lower(c) ? c - 32 : c; }

/* ---- letter case ---- */

/* What a byte becomes: `first` begins a word. */
typedef u32 Change(u32 c, bool first);
static u32 change_lower(u32 c, bool first) { return to_lower(c); }
static u32 change_upper(u32 c, bool first) { return to_upper(c); }
static u32 change_swap(u32 c, bool first) { return letter(c) ? c ^ 32 : c; }
static u32 change_title(u32 c, bool first) { return first ? to_upper(c) : to_lower(c); }

static Value change(Ref self, Change *each) {
    const BytesObject *b = bytes_of(self);
    BytesObject *made = bytes_new(b->length);
    if (!made) return VALUE_ERROR;
    fuel_charge(b->length >> 4);
    for (u32 i = 0; i < b->length; i++) made->data[i] = (u8)each(b->data[i], i == 0 || !letter(b->data[i - 1]));
    return value_of(made);
}

Value bytes_lower(Ref self) { return change(self, change_lower); }
Value bytes_upper(Ref self) { return change(self, change_upper); }
Value bytes_swapcase(Ref self) { return change(self, change_swap); }
Value bytes_title(Ref self) { return change(self, change_title); }

Value bytes_capitalize(Ref self) {
    Value made = change(self, change_lower);
    if (is_error(made) || !bytes_of(self)->length) return made;
    BytesObject *b = AS(BytesObject, ref(made));
    b->data[0] = (u8)to_upper(b->data[0]);
    return made;
}

/* ---- asking ---- */

typedef bool Question(u32 c);
static Value all(Ref self, Question *question) {
    const BytesObject *b = bytes_of(self);
    fuel_charge(b->length >> 4);
    for (u32 i = 0; i < b->length; i++)
        if (!question(b->data[i])) return value_bool(false);
    return value_bool(b->length > 0);
}

Value bytes_isalnum(Ref self) { return all(self, word); }
Value bytes_isalpha(Ref self) { return all(self, letter); }
Value bytes_isdigit(Ref self) { return all(self, digit); }
Value bytes_isspace(Ref self) { return all(self, space); }
Value bytes_isascii(Ref self) { return bytes_of(self)->length ? all(self, ascii) : value_bool(true); }

static Value is_case(Ref self, Question *wanted, Question *other) {
    const BytesObject *b = bytes_of(self);
    bool any = false;
    fuel_charge(b->length >> 4);
    for (u32 i = 0; i < b->length; i++) {
        if (other(b->data[i])) return value_bool(false);
        any |= wanted(b->data[i]);
    }
    return value_bool(any);
}

Value bytes_islower(Ref self) { return is_case(self, lower, upper); }
Value bytes_isupper(Ref self) { return is_case(self, upper, lower); }

Value bytes_istitle(Ref self) {
    const BytesObject *b = bytes_of(self);
    bool any = false;
    fuel_charge(b->length >> 4);
    for (u32 i = 0; i < b->length; i++) {
        bool inside = i && letter(b->data[i - 1]);
        if (upper(b->data[i]) ? inside : lower(b->data[i]) && !inside) return value_bool(false);
        any |= letter(b->data[i]);
    }
    return value_bool(any);
}

/* ---- decode, translate ---- */

Value bytes_decode(Ref self, const Value *args, u32 n) {
    Ref encoding = ref(args[0]), errors = ref(args[1]);
    if (!is_empty(encoding) && !is_kind(encoding, TYPE_IS_STR)) return raise_bad_argument("decode", "argument 'encoding'", "str", encoding);
    if (!is_empty(errors) && !is_kind(errors, TYPE_IS_STR)) return raise_bad_argument("decode", "argument 'errors'", "str", errors);
    const BytesObject *b = bytes_of(self);
    return codec_decode(ref_of(b), (Bytes){b->data, b->length}, encoding, errors);
}

Value bytes_translate(Ref self, const Value *args, u32 n) {
    const BytesObject *b = bytes_of(self);
    Bytes table = {NULL, 0}, removed = {NULL, 0};
    u32 gone[8] = {0};
    TextBuilder out = {0};
    if (!is_none(ref(args[0]))) {
        if (!bytes_view_or_raise(ref(args[0]), &table)) return VALUE_ERROR;
        if (table.length != 256) return raise(ERR_VALUE, "translation table must be 256 characters long");
    }
    if (!is_empty(ref(args[1])) && !bytes_view_or_raise(ref(args[1]), &removed)) return VALUE_ERROR;
    for (u32 i = 0; i < removed.length; i++) gone[removed.at[i] >> 5] |= 1u << (removed.at[i] & 31);
    fuel_charge(b->length >> 3);
    for (u32 i = 0; i < b->length; i++) {
        u8 c = b->data[i];
        if (!(gone[c >> 5] >> (c & 31) & 1)) builder_char(&out, table.at ? table.at[c] : c);
    }
    return bytes_finish(&out);
}

Value bytes_maketrans(Ref self, Ref from, Ref to) {
    Bytes a, b;
    if (!bytes_view_or_raise(from, &a) || !bytes_view_or_raise(to, &b)) return VALUE_ERROR;
    if (a.length != b.length) return raise(ERR_VALUE, "maketrans arguments must have same length");
    BytesObject *table = bytes_new(256);
    if (!table) return VALUE_ERROR;
    for (u32 i = 0; i < 256; i++) table->data[i] = (u8)i;
    for (u32 i = 0; i < a.length; i++) table->data[a.at[i]] = b.at[i];
    return value_of(table);
}

/* ---- join ---- */

static Value join(Ref self, Ref list) {
    const BytesObject *separator = bytes_of(self);
    const Value *items;
    u32 count;
    u64 length = 0;
    CHECK(sequence_items(list, &items, &count), "join has a list or tuple");
    if (count == 1 && is_bytes(ref(items[0]))) return value_keep(ref(items[0]));
    for (u32 i = 0; i < count; i++) {
        Bytes part;
        if (!bytes_view(ref(items[i]), &part)) return raise(ERR_TYPE, "sequence item %u: expected a bytes-like object, %T found", i, ref(items[i]));
        length += part.length + (i ? separator->length : 0);
    }
    if (length > 0x7FFFFF00) return raise_no_memory();
    BytesObject *made = bytes_new((u32)length);
    if (!made) return VALUE_ERROR;
    fuel_charge((made->length >> 6) + count);
    u8 *out = made->data;
    for (u32 i = 0; i < count; i++) {
        Bytes part;
        CHECK(bytes_view(ref(items[i]), &part), "it was one before");
        if (i) memcpy(out, separator->data, separator->length), out += separator->length;
        memcpy(out, part.at, part.length);
        out += part.length;
    }
    return value_of(made);
}

enum { JOIN_SELF, JOIN_ITERABLE, JOIN_SLOTS };
static Outcome join_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_sequence(ref(slots[JOIN_ITERABLE]));
    Value joined = join(ref(slots[JOIN_SELF]), ref(incoming));
    value_release(incoming);
    return is_error(joined) ? native_fail(f) : native_done(f, joined);
}
static const NativeFrameKind join_frame = {.name = "join", .step = join_step, .slots = JOIN_SLOTS};

Outcome bytes_join(Ref self, Ref iterable) {
    if (is_exact(iterable, T_LIST) || is_exact(iterable, T_TUPLE)) return outcome(join(self, iterable));
    Type *type = type_of(iterable);
    if (!type_lookup_dunder(type, N_ITER) && !type_lookup_dunder(type, N_GETITEM)) return RAISE_OUTCOME(ERR_TYPE, "can only join an iterable");
    Frame *f = native_push(&join_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[JOIN_SELF] = value_keep(self);
    frame_slots(f)[JOIN_ITERABLE] = value_keep(iterable);
    return OUTCOME_PUSHED;
}

/* ---- hex ---- */

static i32 hex_digit(u32 c) { return digit(c) ? (i32)(c - '0') : lower(c | 32) && (c | 32) <= 'f' ? (i32)((c | 32) - 'a' + 10) : -1; }

/* Pairs of digits with white space between; `kind` bytes a character. */
static Value from_hex(const u8 *data, u32 length, const Text *text) {
    TextBuilder b = {0};
    fuel_charge(length >> 3);
    for (u32 i = 0; i < length;) {
        u32 c = text ? text_char(text, i) : data[i];
        if (space(c)) {
            i++;
            continue;
        }
        i32 high = hex_digit(c), low = i + 1 < length ? hex_digit(text ? text_char(text, i + 1) : data[i + 1]) : -1;
        if (high >= 0 && low >= 0) {
            builder_char(&b, (u32)(high << 4 | low));
            i += 2;
            continue;
        }
        builder_drop(&b);
        if (high >= 0 && i + 1 == length) return raise(ERR_VALUE, "fromhex() arg must contain an even number of hexadecimal digits");
        return raise(ERR_VALUE, "non-hexadecimal number found in fromhex() arg at position %u", high < 0 ? i : i + 1);
    }
    return bytes_finish(&b);
}

Outcome bytes_fromhex(Ref type, Ref source) {
    Bytes bytes;
    Value made;
    if (is_kind(source, TYPE_IS_STR)) made = from_hex(NULL, text_of(source)->length, text_of(source));
    else if (bytes_view(source, &bytes)) made = from_hex(bytes.at, bytes.length, NULL);
    else return RAISE_OUTCOME(ERR_TYPE, "fromhex() argument must be str or bytes-like, not %T", source);
    if (is_error(made) || !type_has(AS(Type, type), TYPE_HEAP)) return outcome(made);
    Value args[1] = {made};
    Outcome instance = op_call(type, args, 1); /* a subclass is called with the bytes */
    value_release(made);
    return instance;
}

/* The separator's character; ~0u: none; false: raised. */
static bool separator_of(Ref sep, u32 *c) {
    *c = ~0u;
    if (is_empty(sep)) return true;
    if (is_kind(sep, TYPE_IS_STR)) {
        const Text *t = text_of(sep);
        if (t->length != 1) return RAISE_FALSE(ERR_VALUE, "sep must be length 1.");
        *c = text_char(t, 0);
    } else if (is_kind(sep, TYPE_IS_BYTES)) {
        if (bytes_of(sep)->length != 1) return RAISE_FALSE(ERR_VALUE, "sep must be length 1.");
        *c = bytes_of(sep)->data[0];
    } else {
        if (!type_lookup_dunder(type_of(sep), N_LEN)) return RAISE_FALSE(ERR_TYPE, "object of type '%T' has no len()", sep);
        return RAISE_FALSE(ERR_TYPE, "sep must be str or bytes.");
    }
    return *c < 0x80 || RAISE_FALSE(ERR_VALUE, "sep must be ASCII.");
}

static const ArgsSpec hex_args = {"hex", "oi", bytes_hex};
Outcome bytes_hex(Ref self, const Value *args, u32 n) {
    u32 sep;
    ARGS(hex_args);
    const BytesObject *b = bytes_of(self);
    i64 group = arg_i64(args[1], 1);
    if (!separator_of(ref(args[0]), &sep)) return OUTCOME_ERROR;
    TextBuilder out = {0};
    u32 size = (u32)(group < 0 ? -group : group);
    fuel_charge(b->length >> 3);
    for (u32 i = 0; i < b->length; i++) {
        u32 counted = group < 0 ? i : b->length - i; /* groups are counted from the right, or from the left if negative */
        if (sep != ~0u && size && i && counted % size == 0) builder_char(&out, sep);
        builder_char(&out, (u8)"0123456789abcdef"[b->data[i] >> 4]);
        builder_char(&out, (u8)"0123456789abcdef"[b->data[i] & 15]);
    }
    Text *t = builder_finish(&out);
    return t ? outcome(value_of(t)) : OUTCOME_ERROR;
}
