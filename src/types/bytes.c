/* bytes.c: bytes objects: making, comparing, repr, the constructor, iterating, and the table of their methods. What
 * they share with str is string*.c, what is theirs alone is bytes_methods.c.
 *
 * Cells are rounded up to 8 bytes; the empty bytes object is one (vm.empty_bytes).
 */
#include "types/bytes.h"
#include "base/hash.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/format.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/string.h"

#define BYTES_MAX 0x7FFFFF00u

static u32 cell_size(u32 length) { return align_up((u32)sizeof(BytesObject) + length + 1, 8); }

/* ---- making ---- */

BytesObject *bytes_of(Ref r) { return AS(BytesObject, payload_of(r)); }

BytesObject *bytes_new(u32 length) {
    if (UNLIKELY(length > BYTES_MAX)) return (void)raise_no_memory(), NULL;
    BytesObject *b = object_new(vm.types[T_BYTES], cell_size(length));
    if (!b) return NULL;
    b->length = length;
    b->hashed = 0;
    b->hash = 0;
    b->data[length] = 0;
    return b;
}

static void destroy(Object *self) { object_free(self, cell_size(((BytesObject *)self)->length)); }

Value bytes_from(const u8 *data, u32 length) {
    if (length == 0 && is_pointer(ref(vm.empty_bytes))) return value_keep(ref(vm.empty_bytes));
    BytesObject *b = bytes_new(length);
    if (!b) return VALUE_ERROR;
    memcpy(b->data, data, length);
    if (length == 0) vm.empty_bytes = value_keep(ref_of(b));
    return value_of(b);
}

Value bytes_slice(Ref bytes, u32 start, u32 end) {
    const BytesObject *b = AS(BytesObject, bytes);
    if (start >= end) return bytes_from(b->data, 0);
    if (start == 0 && end == b->length) return value_keep(bytes);
    return bytes_from(b->data + start, end - start);
}

Value bytes_finish(TextBuilder *b) {
    Value made = b->failed ? VALUE_ERROR : bytes_from(b->length ? b->data : (const u8 *)"", b->length);
    if (b->failed) memset(b, 0, sizeof *b);
    else builder_drop(b);
    return made;
}

bool bytes_view(Ref r, Bytes *out) {
    if (!is_kind(r, TYPE_IS_BYTES)) return false;
    const BytesObject *b = bytes_of(r);
    *out = (Bytes){b->data, b->length};
    return true;
}

bool bytes_view_or_raise(Ref r, Bytes *out) {
    return bytes_view(r, out) || RAISE_FALSE(ERR_TYPE, "a bytes-like object is required, not '%T'", r);
}

/* ---- operators ---- */

static Value bytes_hash(Ref self) {
    BytesObject *b = bytes_of(self);
    if (!b->hashed) {
        HashKey key = {vm.hash_key[0], vm.hash_key[1]};
        b->hash = hash_bytes(&key, b->data, b->length);
        b->hashed = 1;
    }
    return value_from_i64(b->hash);
}

static Value compare(Ref a, Ref b, u32 op) {
    if (!is_kind(a, TYPE_IS_BYTES) || !is_kind(b, TYPE_IS_BYTES)) return value_keep(ref(NOT_IMPLEMENTED));
    const BytesObject *x = bytes_of(a), *y = bytes_of(b);
    fuel_charge(u32_min(x->length, y->length) >> 6);
    if ((op == N_EQ || op == N_NE) && x->length != y->length) return value_bool(op == N_NE);
    int order = memcmp(x->data, y->data, u32_min(x->length, y->length));
    if (!order) order = x->length < y->length ? -1 : x->length > y->length;
    switch (op) {
    case N_EQ: return value_bool(order == 0);
    case N_NE: return value_bool(order != 0);
    case N_LT: return value_bool(order < 0);
    case N_LE: return value_bool(order <= 0);
    case N_GT: return value_bool(order > 0);
    default: return value_bool(order >= 0);
    }
}

static Value bytes_lt(Ref self, Ref other) { return compare(self, other, N_LT); }
static Value bytes_le(Ref self, Ref other) { return compare(self, other, N_LE); }
static Value bytes_eq(Ref self, Ref other) { return compare(self, other, N_EQ); }
static Value bytes_ne(Ref self, Ref other) { return compare(self, other, N_NE); }
static Value bytes_gt(Ref self, Ref other) { return compare(self, other, N_GT); }
static Value bytes_ge(Ref self, Ref other) { return compare(self, other, N_GE); }
static Value bytes_len(Ref self) { return value_u32(bytes_of(self)->length); }

Text *bytes_repr(const u8 *data, u32 length) {
    TextBuilder b = {0};
    u32 quote = memchr(data, '\'', length) && !memchr(data, '"', length) ? '"' : '\'';
    fuel_charge(length >> 4);
    builder_char(&b, 'b');
    builder_char(&b, quote);
    for (u32 i = 0; i < length; i++) {
        u32 c = data[i];
        if (c == quote || c == '\\') builder_char(&b, '\\'), builder_char(&b, c);
        else if (c == '\t') builder_c(&b, "\\t");
        else if (c == '\n') builder_c(&b, "\\n");
        else if (c == '\r') builder_c(&b, "\\r");
        else if (c >= 0x20 && c < 0x7F) builder_char(&b, c);
        else {
            builder_c(&b, "\\x");
            builder_char(&b, (u8)"0123456789abcdef"[c >> 4]);
            builder_char(&b, (u8)"0123456789abcdef"[c & 15]);
        }
    }
    builder_char(&b, quote);
    return builder_finish(&b);
}

static Value repr(Ref self) {
    const BytesObject *b = bytes_of(self);
    Text *t = bytes_repr(b->data, b->length);
    return t ? value_of(t) : VALUE_ERROR;
}

static Value bytes_add(Ref self, Ref other) {
    Bytes right;
    const BytesObject *left = bytes_of(self);
    if (!bytes_view(other, &right)) return string_no_concat(self, other);
    if (right.length > BYTES_MAX - left->length) return raise_no_memory();
    if (!right.length) return value_keep(ref_of(left));
    BytesObject *both = bytes_new(left->length + right.length);
    if (!both) return VALUE_ERROR;
    fuel_charge(both->length >> 6);
    memcpy(both->data, left->data, left->length);
    memcpy(both->data + left->length, right.at, right.length);
    return value_of(both);
}

static NativeON contains_ready;
static const ArgsSpec contains_args = {"__contains__", "Y", contains_ready};
static Outcome contains_ready(Ref self, const Value *args, u32 n) {
    ARGS(contains_args);
    const BytesObject *b = bytes_of(self);
    if (is_integer(ref(args[0]))) return outcome(value_bool(memchr(b->data, (int)integer_clamp(ref(args[0])), b->length) != NULL));
    StringView v = string_view(self), part = string_view(ref(args[0]));
    return outcome(value_bool(string_find(&v, &part, 0, v.length) >= 0));
}
static Outcome bytes_contains(Ref self, Ref part) {
    Value args[1] = {value_keep(part)};
    Outcome answer = contains_ready(self, args, 1);
    value_release(args[0]);
    return answer;
}

static Outcome bytes_mod(Ref self, Ref values) { return format_percent(self, values); }
static Outcome bytes_rmod(Ref self, Ref format) {
    return is_kind(format, TYPE_IS_BYTES) ? format_percent(format, self) : outcome(value_keep(ref(NOT_IMPLEMENTED)));
}

static Value exact(Ref self) { return value_keep(payload_of(self)); }
static Value bytes_getnewargs(Ref self) { return tuple_pack1(exact(self)); }
static Value bytes_sizeof(Ref self) { return value_int48(33 + (i64)bytes_of(self)->length); }

/* ---- the constructor ---- */

enum { NEW_TYPE, NEW_SOURCE, NEW_ITEMS, NEW_ITEM, NEW_SLOTS };
enum { NEW_BEGIN, NEW_FROM_BYTES, NEW_FROM_COUNT, NEW_FROM_LIST, NEW_FROM_ITEM, NEW_FROM_ITERATOR, NEW_HINTED, NEW_NEXT, NEW_INDEXED };

static Value zeros(Ref count) {
    i64 n = integer_clamp(count);
    if (!integer_fits(count)) return raise(ERR_OVERFLOW, "cannot fit 'int' into an index-sized integer");
    if (n < 0) return raise(ERR_VALUE, "negative count");
    if (n > (i64)BYTES_MAX) return raise_no_memory();
    BytesObject *b = bytes_new((u32)n);
    if (!b) return VALUE_ERROR;
    memset(b->data, 0, b->length);
    fuel_charge(b->length >> 6);
    return value_of(b);
}

static bool byte_of(Ref item, u8 *out) {
    i64 n = integer_clamp(item);
    if (n < 0 || n > 255) return RAISE_FALSE(ERR_VALUE, "bytes must be in range(0, 256)");
    return *out = (u8)n, true;
}

/* The items of the list from aux on; the ready ones are in the bytes object of NEW_SOURCE's place. */
static Outcome take_items(Frame *f) {
    Value *slots = frame_slots(f);
    const Value *items;
    u32 count;
    CHECK(sequence_items(ref(slots[NEW_ITEMS]), &items, &count), "bytes() has listed its argument");
    if (!f->aux) {
        BytesObject *b = bytes_new(count);
        if (!b) return native_fail(f);
        value_set(&slots[NEW_SOURCE], value_of(b));
    }
    BytesObject *b = AS(BytesObject, ref(slots[NEW_SOURCE]));
    fuel_charge((count - f->aux) >> 3);
    for (; f->aux < count && f->aux < b->length; f->aux++) {
        Ref item = ref(items[f->aux]);
        if (is_integer(item)) {
            if (!byte_of(item, &b->data[f->aux])) return native_fail(f);
            continue;
        }
        if (!type_lookup_dunder(type_of(item), N_INDEX)) return (void)raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", item), native_fail(f);
        f->state = NEW_FROM_ITEM;
        return op_index(item);
    }
    Value made = construct_payload(AS(Type, ref(slots[NEW_TYPE])), value_take(&slots[NEW_SOURCE]));
    return is_error(made) ? native_fail(f) : native_done(f, made);
}

static bool add_byte(Frame *f, Ref item) {
    Value *slots = frame_slots(f);
    BytesObject *b = AS(BytesObject, ref(slots[NEW_SOURCE]));
    u8 byte;
    if (!byte_of(item, &byte)) return false;
    if (f->aux == b->length) {
        BytesObject *wider = bytes_new(f->aux < 48 ? 64 : f->aux + f->aux / 2);
        if (!wider) return false;
        memcpy(wider->data, b->data, f->aux);
        value_set(&slots[NEW_SOURCE], value_of(wider));
        b = wider;
    }
    b->data[f->aux++] = byte;
    return true;
}

static Outcome finish_items(Frame *f) {
    Value *slots = frame_slots(f);
    Value exact = bytes_from(AS(BytesObject, ref(slots[NEW_SOURCE]))->data, f->aux);
    Value made = is_error(exact) ? exact : construct_payload(AS(Type, ref(slots[NEW_TYPE])), exact);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}

static Outcome ask_item(Frame *f, Value item) {
    value_set(&frame_slots(f)[NEW_ITEM], item);
    if (!type_lookup_dunder(type_of(ref(item)), N_INDEX)) return (void)raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", ref(item)), native_fail(f);
    f->state = NEW_INDEXED;
    return op_index(ref(item));
}

/* Each item of the iterator in NEW_ITEMS is asked for its index before the next is asked for. aux: how many bytes are in
 * NEW_SOURCE's place. */
static Outcome next_items(Frame *f) {
    Value *slots = frame_slots(f);
    f->state = NEW_NEXT;
    for (u32 work = 0;; work++) {
        if (work == 1024 && vm.fuel <= 0) return native_again(f);
        fuel_charge(1);
        Value item = try_next(ref(slots[NEW_ITEMS]));
        if (is_stop(item)) return finish_items(f);
        if (is_error(item)) return native_fail(f);
        if (is_needs_python(item)) return op_next(ref(slots[NEW_ITEMS]));
        if (!is_integer(ref(item))) return ask_item(f, item);
        bool added = add_byte(f, ref(item));
        value_release(item);
        if (!added) return native_fail(f);
    }
}

/* What came of the iterator or of an item's index. */
static Outcome took_item(Frame *f, Value incoming) {
    if (is_stop(incoming)) return finish_items(f);
    if (is_empty(ref(incoming))) return next_items(f);
    if (!is_integer(ref(incoming))) return ask_item(f, incoming);
    bool added = add_byte(f, ref(incoming));
    value_release(incoming);
    return added ? next_items(f) : native_fail(f);
}

/* What the source is, in CPython's order: __bytes__, an index, the buffer protocol, an iterable. */
static Outcome begin_new(Frame *f) {
    Ref source = ref(frame_slots(f)[NEW_SOURCE]);
    const Type *type = type_of(source);
    Bytes bytes;
    if (type_lookup_dunder(type, N_BYTES) && !is_bytes(source)) {
        f->state = NEW_FROM_BYTES;
        return op_call_dunder(source, N_BYTES, NULL, 0);
    }
    if (is_integer(source) || type_lookup_dunder(type, N_INDEX)) {
        f->state = NEW_FROM_COUNT;
        return op_index(source);
    }
    if (bytes_view(source, &bytes)) {
        f->state = NEW_FROM_BYTES;
        return outcome(is_bytes(source) ? value_keep(source) : bytes_from(bytes.at, bytes.length));
    }
    if (is_kind(source, TYPE_IS_STR) || (!type_lookup_dunder(type, N_ITER) && !type_lookup_dunder(type, N_GETITEM)))
        return (void)raise(ERR_TYPE, "cannot convert '%T' object to bytes", source), native_fail(f);
    if (is_exact(source, T_LIST) || is_exact(source, T_TUPLE)) {
        f->state = NEW_FROM_LIST;
        return op_list(source); /* a list of its own: nobody else can change it */
    }
    f->state = NEW_FROM_ITERATOR;
    return op_iter(source);
}

static Outcome new_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Value made;
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case NEW_BEGIN: return begin_new(f);
    case NEW_FROM_BYTES:
        if (!is_kind(ref(incoming), TYPE_IS_BYTES)) {
            (void)raise(ERR_TYPE, "__bytes__ returned non-bytes (type %T)", ref(incoming));
            value_release(incoming);
            return native_fail(f);
        }
        if (!type_has(AS(Type, ref(slots[NEW_TYPE])), TYPE_HEAP)) return native_done(f, incoming);
        made = construct_payload(AS(Type, ref(slots[NEW_TYPE])), exact(ref(incoming)));
        break;
    case NEW_FROM_COUNT: made = construct_payload(AS(Type, ref(slots[NEW_TYPE])), zeros(ref(incoming))); break;
    case NEW_FROM_LIST:
        value_set(&slots[NEW_ITEMS], incoming);
        return take_items(f);
    case NEW_FROM_ITERATOR:
        value_set(&slots[NEW_ITEMS], incoming);
        f->state = NEW_HINTED;
        return op_length_hint(ref(slots[NEW_SOURCE]), 64);
    case NEW_HINTED:
        value_release(incoming);
        made = bytes_from((const u8 *)"", 0);
        if (is_error(made)) return native_fail(f);
        value_set(&slots[NEW_SOURCE], made);
        return next_items(f);
    case NEW_NEXT:
    case NEW_INDEXED:
        return took_item(f, incoming);
    default: {
        bool done = byte_of(ref(incoming), &AS(BytesObject, ref(slots[NEW_SOURCE]))->data[f->aux++]);
        value_release(incoming);
        return done ? take_items(f) : native_fail(f);
    }
    }
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {.name = "bytes", .step = new_step, .slots = NEW_SLOTS};

static Outcome from_text(Type *type, Ref source, Ref encoding, Ref errors) {
    if (!is_empty(encoding) && !is_kind(encoding, TYPE_IS_STR)) return outcome(raise_bad_argument("bytes", "argument 'encoding'", "str", encoding));
    if (!is_empty(errors) && !is_kind(errors, TYPE_IS_STR)) return outcome(raise_bad_argument("bytes", "argument 'errors'", "str", errors));
    bool text = !is_empty(source) && is_kind(source, TYPE_IS_STR);
    if (!text) return RAISE_OUTCOME(ERR_TYPE, is_empty(encoding) ? "errors without a string argument" : "encoding without a string argument");
    if (is_empty(encoding)) return RAISE_OUTCOME(ERR_TYPE, "string argument without an encoding");
    return outcome(construct_payload(type, codec_encode(text_of(source), encoding, errors)));
}

static Outcome bytes_new_method(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"source", "encoding", "errors"};
    Construct c;
    Ref given[3];
    if (!construct_new(self, args, &c) || !args_construct(&c, "bytes", names, 3, given)) return OUTCOME_ERROR;
    Ref source = given[0];
    if (!is_empty(given[1]) || !is_empty(given[2])) return from_text(c.type, source, given[1], given[2]);
    if (is_empty(source)) return outcome(construct_payload(c.type, bytes_from((const u8 *)"", 0)));
    if (is_kind(source, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "string argument without an encoding");
    if (is_bytes(source)) return outcome(construct_payload(c.type, value_keep(source)));
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEW_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[NEW_SOURCE] = value_keep(source);
    return OUTCOME_PUSHED;
}

/* ---- iterating ---- */

typedef struct { Object head; BytesObject *bytes; /* NULL: exhausted */ u32 next; } BytesIterator;

static Value bytes_iter(Ref self) {
    BytesIterator *it = NEW(BytesIterator, T_BYTES_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->bytes = bytes_of(self);
    object_keep(it->bytes);
    it->next = 0;
    return value_of(it);
}

static Value iterator_next(Ref self) {
    BytesIterator *it = AS(BytesIterator, self);
    if (!it->bytes) return STOP;
    if (it->next < it->bytes->length) return value_u32(it->bytes->data[it->next++]);
    object_release(it->bytes);
    it->bytes = NULL;
    return STOP;
}

static Outcome iterator_next_method(Ref self) { return op_raise_iteration_result(iterator_next(self)); }
static Value iterator_iter(Ref self) { return value_keep(self); }

static Value iterator_length_hint(Ref self) {
    BytesIterator *it = AS(BytesIterator, self);
    return value_u32(it->bytes ? it->bytes->length - it->next : 0);
}

static Value iterator_reduce(Ref self) {
    BytesIterator *it = AS(BytesIterator, self);
    if (it->bytes) return string_reduce_iterator(ref_of(it->bytes), true, it->next);
    return string_reduce_iterator(ref(vm.empty_tuple), false, 0);
}

static Value iterator_setstate(Ref self, Ref state) {
    BytesIterator *it = AS(BytesIterator, self);
    if (!is_integer(state)) return raise(ERR_TYPE, "an integer is required (got type %T)", state);
    i64 at = integer_clamp(state);
    if (it->bytes) it->next = at < 0 ? 0 : at > it->bytes->length ? it->bytes->length : (u32)at;
    return NONE;
}

static void iterator_destroy(Object *self) {
    BytesIterator *it = (BytesIterator *)self;
    if (it->bytes) object_release(it->bytes);
    object_free(it, sizeof *it);
}

static const NativeRow iterator_methods[] = {
    METHOD("__iter__($self, /)", P0, iterator_iter, "Itself."),
    METHOD("__next__($self, /)", O0, iterator_next_method, "The next byte, as an int."),
    METHOD("__length_hint__($self, /)", P0, iterator_length_hint, "How many bytes are left."),
    METHOD("__reduce__($self, /)", P0, iterator_reduce, "State for pickling."),
    METHOD("__setstate__($self, state, /)", P1, iterator_setstate, "Sets the position, for unpickling."),
};

const TypeSpec bytes_iterator_spec = {
    .name = "bytes_iterator", .size = sizeof(BytesIterator), .flags = TYPE_NO_NEW | TYPE_LEAF | TYPE_IMMUTABLE,
    METHODS(iterator_methods), .destroy = iterator_destroy, .try_iter = iterator_iter, .try_next = iterator_next,
};

/* ---- the type ---- */

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, bytes_new_method, NEW_DOC),
    METHOD("__repr__($self, /)", P0, repr, "Python source for it."),
    METHOD("__hash__($self, /)", P0, bytes_hash, "Its hash."),
    METHOD("__str__($self, /)", P0, repr, "As repr()."),
    METHOD("__lt__($self, value, /)", P1, bytes_lt, "self < value."),
    METHOD("__le__($self, value, /)", P1, bytes_le, "self <= value."),
    METHOD("__eq__($self, value, /)", P1, bytes_eq, "self == value."),
    METHOD("__ne__($self, value, /)", P1, bytes_ne, "self != value."),
    METHOD("__gt__($self, value, /)", P1, bytes_gt, "self > value."),
    METHOD("__ge__($self, value, /)", P1, bytes_ge, "self >= value."),
    METHOD("__iter__($self, /)", P0, bytes_iter, "An iterator over its bytes."),
    METHOD("__mod__($self, value, /)", O1, bytes_mod, "Formatting in the manner of printf."),
    METHOD("__rmod__($self, value, /)", O1, bytes_rmod, "value % self."),
    METHOD("__len__($self, /)", P0, bytes_len, "How many bytes it has."),
    METHOD("__getitem__($self, key, /)", O1, string_getitem, "A byte as an int, or the bytes of a slice."),
    METHOD("__add__($self, value, /)", P1, bytes_add, "Both, one after the other."),
    METHOD("__mul__($self, value, /)", O1, string_repeat, "Itself, that many times."),
    METHOD("__rmul__($self, value, /)", O1, string_repeat, "Itself, that many times."),
    METHOD("__contains__($self, key, /)", O1, bytes_contains, "Whether key, bytes or one byte as an int, is part of it."),
    METHOD("__getnewargs__($self, /)", P0, bytes_getnewargs, "Arguments to make it anew, for pickling."),
    METHOD("__bytes__($self, /)", P0, exact, "Itself, as exact bytes."),
    METHOD("__sizeof__($self, /)", P0, bytes_sizeof, "Its size in memory, in bytes, as in CPython."),
    METHOD("capitalize($self, /)", P0, bytes_capitalize, "First byte in upper case, the rest in lower case (ASCII)."),
    METHOD("center($self, width, fillchar=b' ', /)", ON, string_center, "In the middle of width bytes."),
    METHOD("count($self, sub, start=None, end=None, /)", ON, string_count_method, "How often sub occurs without overlapping."),
    METHOD("decode($self, /, encoding='utf-8', errors='strict')", PN, bytes_decode, "As text in that encoding."),
    METHOD("endswith($self, suffix, start=None, end=None, /)", ON, string_endswith, "Whether it ends with suffix, or with one of a tuple."),
    METHOD("expandtabs($self, /, tabsize=8)", ON, string_expandtabs, "With spaces up to the next column in place of tabs."),
    METHOD("find($self, sub, start=None, end=None, /)", ON, string_find_method, "Where sub first begins, or -1."),
    CLASS_METHOD("fromhex($type, string, /)", O1, bytes_fromhex, "The bytes that pairs of hexadecimal digits stand for."),
    METHOD("hex($self, /, sep=None, bytes_per_sep=1)", ON, bytes_hex, "Two hexadecimal digits for each byte."),
    METHOD("index($self, sub, start=None, end=None, /)", ON, string_index, "Where sub first begins; ValueError if nowhere."),
    METHOD("isalnum($self, /)", P0, bytes_isalnum, "Whether all bytes are ASCII letters or digits, and there is one."),
    METHOD("isalpha($self, /)", P0, bytes_isalpha, "Whether all bytes are ASCII letters, and there is one."),
    METHOD("isascii($self, /)", P0, bytes_isascii, "Whether all bytes are ASCII."),
    METHOD("isdigit($self, /)", P0, bytes_isdigit, "Whether all bytes are ASCII digits, and there is one."),
    METHOD("islower($self, /)", P0, bytes_islower, "Whether all ASCII letters are lower case, and there is one."),
    METHOD("isspace($self, /)", P0, bytes_isspace, "Whether all bytes are ASCII white space, and there is one."),
    METHOD("istitle($self, /)", P0, bytes_istitle, "Whether each word begins with a capital and goes on in lower case."),
    METHOD("isupper($self, /)", P0, bytes_isupper, "Whether all ASCII letters are upper case, and there is one."),
    METHOD("join($self, iterable_of_bytes, /)", O1, bytes_join, "The parts of the iterable with this one between them."),
    METHOD("ljust($self, width, fillchar=b' ', /)", ON, string_ljust, "At the left of width bytes."),
    METHOD("lower($self, /)", P0, bytes_lower, "With ASCII letters in lower case."),
    METHOD("lstrip($self, bytes=None, /)", PN, string_lstrip, "Without leading white space, or without those leading bytes."),
    STATIC_METHOD("maketrans(frm, to, /)", P2, bytes_maketrans, "A table for translate()."),
    METHOD("partition($self, sep, /)", P1, string_partition, "What is before the first sep, sep, and what is after."),
    METHOD("replace($self, old, new, count=-1, /)", ON, string_replace, "With new in place of old, count times at most if it is not negative."),
    METHOD("removeprefix($self, prefix, /)", P1, string_removeprefix, "Without that prefix, if it has it."),
    METHOD("removesuffix($self, suffix, /)", P1, string_removesuffix, "Without that suffix, if it has it."),
    METHOD("rfind($self, sub, start=None, end=None, /)", ON, string_rfind_method, "Where sub last begins, or -1."),
    METHOD("rindex($self, sub, start=None, end=None, /)", ON, string_rindex, "Where sub last begins; ValueError if nowhere."),
    METHOD("rjust($self, width, fillchar=b' ', /)", ON, string_rjust, "At the right of width bytes."),
    METHOD("rpartition($self, sep, /)", P1, string_rpartition, "What is before the last sep, sep, and what is after."),
    METHOD("rsplit($self, /, sep=None, maxsplit=-1)", ON, string_rsplit, "Its parts between separators, from the right."),
    METHOD("rstrip($self, bytes=None, /)", PN, string_rstrip, "Without trailing white space, or without those trailing bytes."),
    METHOD("split($self, /, sep=None, maxsplit=-1)", ON, string_split, "Its parts between separators, from the left."),
    METHOD("splitlines($self, /, keepends=False)", ON, string_splitlines, "Its lines."),
    METHOD("startswith($self, prefix, start=None, end=None, /)", ON, string_startswith, "Whether it begins with prefix, or with one of a tuple."),
    METHOD("strip($self, bytes=None, /)", PN, string_strip, "Without white space, or without those bytes, at both ends."),
    METHOD("swapcase($self, /)", P0, bytes_swapcase, "With upper and lower case of ASCII letters exchanged."),
    METHOD("title($self, /)", P0, bytes_title, "Each word capitalized (ASCII)."),
    METHOD("translate($self, table, /, delete=b'')", PN, bytes_translate, "Without the bytes of delete, the rest mapped by a table of 256."),
    METHOD("upper($self, /)", P0, bytes_upper, "With ASCII letters in upper case."),
    METHOD("zfill($self, width, /)", ON, string_zfill, "With zeros behind its sign up to width bytes."),
};

const TypeSpec bytes_spec = {
    .name = "bytes", .doc = "An immutable sequence of bytes.", .signature = "(source=b'', encoding='utf-8', errors='strict')",
    .flags = TYPE_BASE | TYPE_LEAF | TYPE_PAYLOAD | TYPE_IMMUTABLE | TYPE_IS_BYTES,
    METHODS(methods), .destroy = destroy,
    .try_hash = bytes_hash, .try_compare = compare, .try_iter = bytes_iter, .try_len = bytes_len, .try_repr = repr,
};
