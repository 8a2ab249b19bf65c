/* unicode_error.c: UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError: what could not be converted, where,
 * and why. */
#include "types/args.h"
#include "types/bytes.h"
#include "types/exception.h"
#include "types/rows.h"

INLINE UnicodeErrorObject *unicode_error_of(Ref r) { return AS(UnicodeErrorObject, r); }

void unicode_error_fill(Ref exception, Ref args) {
    UnicodeErrorObject *e = unicode_error_of(exception);
    const Tuple *t = AS(Tuple, args);
    Value *const fields[] = {&e->encoding, &e->object, &e->start, &e->end, &e->reason};
    for (u32 i = 0; i < 5 && i < t->count; i++) value_set(fields[i], value_keep(ref(t->items[i])));
}

/* kinds: one letter for each argument: U a str, B bytes-like, N an index, in the order of the constructor. */
static bool check(Ref arg, char kind, u32 position) {
    switch (kind) {
    case 'U':
        return is_kind(arg, TYPE_IS_STR) || RAISE_FALSE(ERR_TYPE, "argument %u must be str, not %T", position, arg);
    case 'N':
        if (is_integer(arg)) return true;
        return RAISE_FALSE(ERR_TYPE, "'%T' object cannot be interpreted as an integer", arg);
    default: {
        Bytes view;
        return bytes_view(arg, &view) || RAISE_FALSE(ERR_TYPE, "a bytes-like object is required, not '%T'", arg);
    }
    }
}

static Value unicode_init(Ref self, const Value *args, const char *kinds, u32 first) {
    Construct c = construct_args(args);
    if (c.keywords) return raise(ERR_TYPE, "%T() takes no keyword arguments", self);
    u32 wanted = (u32)strlen(kinds);
    if (!exception_set_args(self, c.args, c.n)) return VALUE_ERROR;
    if (c.n != wanted) return raise(ERR_TYPE, "function takes exactly %u arguments (%u given)", wanted, c.n);
    static const u8 order[] = {0, 2, 3, 4, 1}; /* a bytes-like object is looked at last */
    for (u32 k = 0; k < 5; k++) {
        u32 i = (u32)order[k] - first;
        if (order[k] >= first && kinds[i] != 'B' && !check(ref(c.args[i]), kinds[i], i + 1)) return VALUE_ERROR;
    }
    for (u32 i = 0; i < wanted; i++)
        if (kinds[i] == 'B' && !check(ref(c.args[i]), kinds[i], i + 1)) return VALUE_ERROR;
    UnicodeErrorObject *e = unicode_error_of(self);
    Value *const fields[] = {&e->encoding, &e->object, &e->start, &e->end, &e->reason};
    for (u32 i = 0; i < wanted; i++) value_set(fields[first + i], value_keep(ref(c.args[i])));
    return NONE;
}

static Value decode_init(Ref self, const Value *args, u32 n) { return unicode_init(self, args, "UBNNU", 0); }
static Value encode_init(Ref self, const Value *args, u32 n) { return unicode_init(self, args, "UUNNU", 0); }
static Value translate_init(Ref self, const Value *args, u32 n) { return unicode_init(self, args, "UNNU", 1); }

/* ---- the place, brought inside the object ---- */

static i64 length_of(const UnicodeErrorObject *e) {
    Ref object = ref(e->object);
    Bytes view;
    if (is_kind(object, TYPE_IS_STR)) return text_of(object)->length;
    return bytes_view(object, &view) ? view.length : 0;
}

static i64 start_of(const UnicodeErrorObject *e) {
    i64 start = is_empty(ref(e->start)) ? 0 : integer_clamp(ref(e->start)), length = length_of(e);
    return start < 0 ? 0 : start >= length ? (length ? length - 1 : 0) : start;
}

static i64 end_of(const UnicodeErrorObject *e) {
    i64 end = is_empty(ref(e->end)) ? 0 : integer_clamp(ref(e->end)), length = length_of(e);
    return end < 1 ? (length ? 1 : 0) : end > length ? length : end;
}

static void put_hex(TextBuilder *b, u32 n, u32 digits) {
    while (digits--) builder_char(b, (u8) "0123456789abcdef"[n >> digits * 4 & 15]);
}

static void put_character(TextBuilder *b, u32 c) {
    builder_char(b, '\\');
    builder_char(b, c < 256 ? 'x' : c < 65536 ? 'u' : 'U');
    put_hex(b, c, c < 256 ? 2 : c < 65536 ? 4 : 8);
}

/* what: "decode byte", "encode character", "translate character" */
static Value unicode_str(Ref self, const char *verb, const char *unit) {
    const UnicodeErrorObject *e = unicode_error_of(self);
    if (is_empty(ref(e->object))) return value_keep(ref(vm.empty_text)); /* never initialised */
    TextBuilder b = {0};
    if (!is_empty(ref(e->encoding))) {
        builder_char(&b, '\'');
        if (is_kind(ref(e->encoding), TYPE_IS_STR)) builder_text(&b, text_of(ref(e->encoding)));
        builder_c(&b, "' codec ");
    }
    i64 start = start_of(e), end = end_of(e);
    builder_c(&b, "can't ");
    builder_c(&b, verb);
    builder_char(&b, ' ');
    builder_c(&b, unit);
    Bytes view;
    if (end == start + 1 && start < length_of(e)) {
        builder_char(&b, ' ');
        if (is_kind(ref(e->object), TYPE_IS_STR)) {
            builder_char(&b, '\'');
            put_character(&b, text_char(text_of(ref(e->object)), (u32)start));
            builder_char(&b, '\'');
        } else if (bytes_view(ref(e->object), &view)) {
            builder_c(&b, "0x");
            put_hex(&b, view.at[start], 2);
        }
        builder_c(&b, " in position ");
        builder_i64(&b, start);
    } else {
        builder_c(&b, "s in position ");
        builder_i64(&b, start);
        builder_char(&b, '-');
        builder_i64(&b, end - 1);
    }
    builder_c(&b, ": ");
    if (is_kind(ref(e->reason), TYPE_IS_STR)) builder_text(&b, text_of(ref(e->reason)));
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static Value decode_str(Ref self) { return unicode_str(self, "decode", "byte"); }
static Value encode_str(Ref self) { return unicode_str(self, "encode", "character"); }
static Value translate_str(Ref self) { return unicode_str(self, "translate", "character"); }

EXCEPTION_ACCESS(UnicodeErrorObject, unicode, encoding)
EXCEPTION_ACCESS(UnicodeErrorObject, unicode, object)
EXCEPTION_ACCESS(UnicodeErrorObject, unicode, reason)

static Value unicode_get_start(Ref self) { return is_empty(ref(unicode_error_of(self)->start)) ? value_u32(0) : value_keep(ref(unicode_error_of(self)->start)); }
static Value unicode_get_end(Ref self) { return is_empty(ref(unicode_error_of(self)->end)) ? value_u32(0) : value_keep(ref(unicode_error_of(self)->end)); }
static bool set_index(Value *field, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "can't delete numeric/char attribute");
    if (!check(value, 'N', 0)) return false;
    value_set(field, value_keep(value));
    return true;
}
static bool unicode_set_start(Ref self, Ref value) { return set_index(&unicode_error_of(self)->start, value); }
static bool unicode_set_end(Ref self, Ref value) { return set_index(&unicode_error_of(self)->end, value); }

static const GetSetRow unicode_getset[] = {
    EXCEPTION_FIELD(UnicodeErrorObject, unicode, encoding, encoding, "exception encoding"),
    EXCEPTION_FIELD(UnicodeErrorObject, unicode, object, object, "exception object"),
    MEMBER("start", unicode_get_start, unicode_set_start, "exception start"),
    MEMBER("end", unicode_get_end, unicode_set_end, "exception end"),
    EXCEPTION_FIELD(UnicodeErrorObject, unicode, reason, reason, "exception reason"),
};

#define UNICODE_SPEC(spec_, name_, doc_, init_, str_) \
    static const NativeRow init_##_methods[] = { \
        EXCEPTION_NEW_ROW, \
        METHOD("__str__($self, /)", P0, str_, "Return str(self)."), \
        METHOD("__init__($self, /, *args, **kwargs)", PN, init_, INIT_DOC), \
    }; \
    const TypeSpec spec_ = { \
        .name = name_, .doc = doc_, .size = sizeof(UnicodeErrorObject), .flags = EXCEPTION_FLAGS, METHODS(init_##_methods), \
        GETSET(unicode_getset), .blank = exception_blank, \
    };
UNICODE_SPEC(unicode_decode_error_spec, "UnicodeDecodeError", "Unicode decoding error.", decode_init, decode_str)
UNICODE_SPEC(unicode_encode_error_spec, "UnicodeEncodeError", "Unicode encoding error.", encode_init, encode_str)
UNICODE_SPEC(unicode_translate_error_spec, "UnicodeTranslateError", "Unicode translation error.", translate_init, translate_str)

const TypeSpec unicode_error_spec = {
    .name = "UnicodeError", .doc = "Unicode related error.", .size = sizeof(UnicodeErrorObject), .flags = EXCEPTION_FLAGS, .blank = exception_blank,
};
