/* format_percent.c: `format % values` for str and bytes: the printf-like formatting of the library reference.
 *
 * One native frame goes over the format. What is needed next is either known natively or asked for (a mapping's item,
 * `__str__`, `__int__`, …), and then the directive goes on where it was: position in aux, the rest in slots. The result
 * of a bytes format is gathered as Latin-1 text and turned into bytes at the end.
 */
#include "base/dtoa.h"
#include "object/number.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/float.h"
#include "types/format.h"
#include "types/string.h"

enum { FORMAT, VALUES, MAPPING, RESULT, CURRENT, WIDTH, PRECISION, PACKED, TAKEN, PERCENT_SLOTS };
enum { START, GOT_ITEM, GOT_CONVERTED };
enum { LEFT = 1, PLUS = 2, SPACE = 4, ALTERNATE = 8, ZERO = 16 };
#define PERCENT_MAX 0x7FFFFF00

/* A directive while its argument is being found and converted. */
typedef struct { i64 width, precision; u32 flags, type; } Directive;
/* PACKED: flags, type and whether VALUES is one value (not a tuple). TAKEN: how many values have been used. */

static void save(Frame *f, const Directive *d) {
    Value *slots = frame_slots(f);
    slots[WIDTH] = value_int48(d->width);
    slots[PRECISION] = value_int48(d->precision);
    slots[PACKED] = value_int48((i64)d->flags << 32 | d->type);
}

static Directive saved(Frame *f) {
    Value *slots = frame_slots(f);
    i64 packed = int48_of(ref(slots[PACKED]));
    return (Directive){int48_of(ref(slots[WIDTH])), int48_of(ref(slots[PRECISION])), (u32)(packed >> 32), (u32)packed};
}

static StringView format_of(Frame *f) { return string_view(ref(frame_slots(f)[FORMAT])); }
static const char *kind_name(Frame *f) { return format_of(f).text ? "string" : "bytes"; }

/* ---- the values ---- */

static bool is_single(Frame *f) { return !is_kind(ref(frame_slots(f)[VALUES]), TYPE_IS_TUPLE) || !is_empty(ref(frame_slots(f)[CURRENT])); }

/* The next value, borrowed; EMPTY: TypeError raised. After a key, the mapping's item is the one value. */
static Ref next_value(Frame *f) {
    Value *slots = frame_slots(f);
    u32 taken = (u32)int48_of(ref(slots[TAKEN]));
    slots[TAKEN] = value_u32(taken + 1);
    if (is_single(f)) {
        if (taken == 0) return ref(is_empty(ref(slots[CURRENT])) ? slots[VALUES] : slots[CURRENT]);
    } else {
        Tuple *tuple = tuple_of(ref(slots[VALUES]));
        if (taken < tuple->count) return ref(tuple->items[taken]);
    }
    (void)raise(ERR_TYPE, "not enough arguments for format string");
    return REF_EMPTY;
}

static bool all_taken(Frame *f) {
    Value *slots = frame_slots(f);
    u32 taken = (u32)int48_of(ref(slots[TAKEN]));
    if (!is_empty(ref(slots[MAPPING]))) return true;
    return taken >= (is_single(f) ? 1 : tuple_of(ref(slots[VALUES]))->count);
}

/* ---- the result ---- */

static bool append(Frame *f, Text *t) {
    if (!t) return false;
    bool done = text_append(&frame_slots(f)[RESULT], t);
    object_release(t);
    return done;
}

static bool append_literal(Frame *f, const StringView *v, u32 start, u32 end) {
    if (start == end) return true;
    return append(f, v->text ? text_substring(AS(Text, v->owner), start, end) : text_from_latin1(v->data + start, end - start));
}

static bool put_padded(Frame *f, const Directive *d, const Text *t) {
    FormatSpec spec = {.fill = ' ', .align = d->flags & LEFT ? '<' : '>', .width = d->width};
    u32 length = d->precision >= 0 && d->precision < (i64)t->length ? (u32)d->precision : t->length;
    if (d->width > PERCENT_MAX) return (void)raise_no_memory(), false;
    TextBuilder b = {0};
    format_put_padded(&b, t, length, &spec);
    return append(f, builder_finish(&b));
}

/* sign, prefix, zeros, digits: padded with spaces at either end, or with zeros behind the prefix. */
static bool put_number(Frame *f, const Directive *d, bool negative, const char *prefix, const u8 *digits, u32 count, i64 least) {
    u32 sign = negative ? '-' : d->flags & PLUS ? '+' : d->flags & SPACE ? ' ' : 0;
    u32 zeros = least > (i64)count ? (u32)(least - count) : 0;
    u64 length = (u64)(sign != 0) + strlen(prefix) + zeros + count;
    if (d->width > PERCENT_MAX || least > PERCENT_MAX) return (void)raise_no_memory(), false;
    u32 more = d->width > (i64)length ? (u32)(d->width - (i64)length) : 0;
    bool left = d->flags & LEFT, fill = !left && d->flags & ZERO;
    TextBuilder b = {0};
    builder_fill(&b, ' ', left || fill ? 0 : more);
    if (sign) builder_char(&b, sign);
    builder_c(&b, prefix);
    builder_fill(&b, '0', zeros + (fill ? more : 0));
    builder_ascii(&b, (const char *)digits, count);
    builder_fill(&b, ' ', left ? more : 0);
    return append(f, builder_finish(&b));
}

static bool put_int(Frame *f, const Directive *d, Ref i) {
    u32 base = d->type == 'o' ? 8 : d->type == 'x' || d->type == 'X' ? 16 : 10;
    const char *prefix = !(d->flags & ALTERNATE) ? "" : d->type == 'o' ? "0o" : d->type == 'x' ? "0x" : d->type == 'X' ? "0X" : "";
    u8 room[32], *digits;
    u32 at = sizeof room, count;
    bool negative;
    Text *big = NULL;
    if (is_int48(i) || is_bool(i)) {
        i64 n = integer_clamp(i);
        u64 magnitude = n < 0 ? 0 - (u64)n : (u64)n;
        do room[--at] = (u8)"0123456789abcdef"[magnitude % base];
        while (magnitude /= base);
        negative = n < 0;
        digits = room + at;
        count = (u32)sizeof room - at;
    } else {
        if (!(big = int_to_text(payload_of(i), base))) return false;
        negative = big->data[0] == '-';
        digits = big->data + negative;
        count = big->length - negative;
    }
    for (u32 k = 0; d->type == 'X' && k < count; k++)
        if (digits[k] >= 'a') digits[k] = (u8)(digits[k] - 32);
    bool done = put_number(f, d, negative, prefix, digits, count, d->precision);
    if (big) object_release(big);
    return done;
}

static bool put_float(Frame *f, const Directive *d, f64 x) {
    u32 precision = d->precision < 0 ? 6 : (u32)d->precision;
    u32 flags = (d->flags & ALTERNATE ? DTOA_ALTERNATE : 0) | (d->type < 'a' ? DTOA_UPPER : 0);
    u64 bound = dtoa_format_bound(x, (u8)(d->type | 32), precision);
    if (bound > PERCENT_MAX) return (void)raise_no_memory(), false;
    u8 *out = buffer_new((u32)bound);
    if (!out) return false;
    fuel_charge((u32)bound >> 4);
    u32 length = dtoa_format(x, (u8)(d->type | 32), precision, flags, out), negative = length && out[0] == '-';
    bool done = put_number(f, d, negative, "", out + negative, length - negative, 0);
    buffer_free(out, (u32)bound);
    return done;
}

static bool put_char(Frame *f, const Directive *d, Ref i) {
    bool text = format_of(f).text;
    i64 c = integer_clamp(i), limit = text ? 0x110000 : 256;
    if (c < 0 || c >= limit) return RAISE_FALSE(ERR_OVERFLOW, text ? "%%c arg not in range(0x110000)" : "%%c arg not in range(256)");
    Text *t = text_from_char((u32)c);
    bool done = t && put_padded(f, d, t);
    if (t) object_release(t);
    return done;
}

/* Appends what has been converted: a str, bytes, an int or a float, as the type of the directive wants it. */
static bool put_converted(Frame *f, const Directive *given, Ref value) {
    Directive plain = *given, *d = &plain;
    if (d->type == 'c') d->precision = -1; /* a character is never cut off */
    switch (d->type) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return put_int(f, d, value);
    case 'c':
        if (is_integer(value)) return put_char(f, d, value);
        break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        return put_float(f, d, format_double_of(value));
    }
    if (is_kind(value, TYPE_IS_STR)) return put_padded(f, d, text_of(value));
    Bytes bytes;
    if (!bytes_view_or_raise(value, &bytes)) return false;
    Text *t = text_from_latin1(bytes.at, bytes.length);
    bool done = t && put_padded(f, d, t);
    if (t) object_release(t);
    return done;
}

/* ---- converting ---- */

static bool is_numeric(Ref r) {
    const Type *type = type_of(r);
    return type_lookup_dunder(type, N_INT) || type_lookup_dunder(type, N_INDEX);
}

static Value refuse_int(const Directive *d, Ref value) {
    bool hex = d->type == 'x' || d->type == 'X' || d->type == 'o';
    return raise(ERR_TYPE, hex ? "%%%c format: an integer is required, not %T" : "%%%c format: a real number is required, not %T", d->type, value);
}

static Value refuse_char(Frame *f, Ref value) {
    if (!format_of(f).text) {
        if (is_kind(value, TYPE_IS_BYTES)) return raise(ERR_TYPE, "%%c requires an integer in range(256) or a single byte, not a bytes object of length %u", bytes_of(value)->length);
        return raise(ERR_TYPE, "%%c requires an integer in range(256) or a single byte, not %T", value);
    }
    if (is_kind(value, TYPE_IS_STR)) return raise(ERR_TYPE, "%%c requires an int or a unicode character, not a string of length %u", text_of(value)->length);
    return raise(ERR_TYPE, "%%c requires an int or a unicode character, not %T", value);
}

static Value convert_char(Frame *f, Ref value) {
    u32 flag = format_of(f).text ? TYPE_IS_STR : TYPE_IS_BYTES;
    if (is_kind(value, flag) && string_view(value).length == 1) return value_keep(payload_of(value));
    if (is_integer(value)) return value_keep(value);
    if (type_lookup_dunder(type_of(value), N_INDEX)) return NEEDS_PYTHON;
    return refuse_char(f, value);
}

static Value convert_int(const Directive *d, Ref value) {
    bool hex = d->type == 'x' || d->type == 'X' || d->type == 'o';
    if (is_integer(value)) return value_keep(value);
    if (hex ? type_lookup_dunder(type_of(value), N_INDEX) != NULL : is_numeric(value)) return NEEDS_PYTHON;
    return refuse_int(d, value);
}

static Value convert_float(Frame *f, Ref value) {
    if (is_double(value) || is_exact(value, T_FLOAT)) return value_keep(value);
    const Type *type = type_of(value);
    if (type_has(type, TYPE_IS_FLOAT)) return float_value(float_of(value));
    if (type_lookup_dunder(type, N_FLOAT) || type_lookup_dunder(type, N_INDEX)) return NEEDS_PYTHON;
    return raise(ERR_TYPE, format_of(f).text ? "must be real number, not %T" : "float argument required, not %T", value);
}

static Value convert_bytes(Ref value) {
    Bytes bytes;
    if (bytes_view(value, &bytes)) return value_keep(value);
    if (type_lookup_dunder(type_of(value), N_BYTES)) return NEEDS_PYTHON;
    return raise(ERR_TYPE, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", value);
}

static Value unsupported(u32 type, u32 at) {
    TextBuilder b = {0};
    u32 digits = 1;
    while (type >> (digits * 4)) digits++;
    while (digits--) builder_char(&b, (u8)"0123456789abcdef"[type >> (digits * 4) & 15]);
    Text *hex = builder_finish(&b);
    if (!hex) return VALUE_ERROR;
    (void)raise(ERR_VALUE, "unsupported format character '%c' (0x%U) at index %u", type > 31 && type < 127 ? type : '?', hex, at);
    object_release(hex);
    return VALUE_ERROR;
}

/* What the directive's type makes of the value, natively: see put_converted. */
static Value convert(Frame *f, const Directive *d, Ref value, u32 at) {
    bool text = format_of(f).text;
    switch (d->type) {
    case 'c': return convert_char(f, value);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return convert_int(d, value);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return convert_float(f, value);
    case 'b':
        if (text) break;
        return convert_bytes(value);
    case 's': return text ? try_str(value) : convert_bytes(value);
    case 'r': return text ? try_repr(value) : NEEDS_PYTHON;
    case 'a': return NEEDS_PYTHON;
    }
    return unsupported(d->type, at);
}

/* The same by Python. */
static Outcome ask(const Directive *d, Ref value, bool text) {
    switch (d->type) {
    case 'r': return text ? op_repr(value) : op_ascii(value);
    case 'a': return op_ascii(value);
    case 's': return text ? op_str(value) : op_call_dunder(value, N_BYTES, NULL, 0);
    case 'b': return op_call_dunder(value, N_BYTES, NULL, 0);
    case 'd': case 'i': case 'u': return op_int(value);
    case 'c': case 'o': case 'x': case 'X': return op_index(value);
    default: return op_float(value);
    }
}

/* A TypeError of a number's own conversion shows as the directive's. */
static bool answer_is_wrong(Frame *f, const Directive *d, Value incoming) {
    Ref value = ref(frame_slots(f)[CURRENT]);
    if (is_error(incoming)) {
        if (!raised_is(ERR_TYPE) || !strchr("cdiuoxX", (int)d->type)) return true;
        raised_clear();
        (void)(d->type == 'c' ? refuse_char(f, value) : refuse_int(d, value));
        return true;
    }
    if (format_of(f).text || (d->type != 's' && d->type != 'b') || is_kind(ref(incoming), TYPE_IS_BYTES)) return false;
    (void)raise(ERR_TYPE, "__bytes__ returned non-bytes (type %T)", ref(incoming));
    return true;
}

/* ---- reading a directive ---- */

/* Behind '(': the key up to the ')' that closes it. aux: behind that. */
static Value read_key(Frame *f, const StringView *v) {
    u32 start = f->aux, depth = 1;
    while (f->aux < v->length && depth) {
        u32 c = view_char(v, f->aux++);
        depth += c == '(' ? 1u : c == ')' ? ~0u : 0;
    }
    if (depth) return raise(ERR_VALUE, "incomplete format key");
    return view_slice(v, start, f->aux - 1);
}

/* '*' or digits. false: raised. */
static bool read_size(Frame *f, const StringView *v, i64 *size, bool is_precision) {
    if (f->aux < v->length && view_char(v, f->aux) == '*') {
        f->aux++;
        Ref given = next_value(f);
        if (is_empty(given)) return false;
        if (!is_integer(given)) return RAISE_FALSE(ERR_TYPE, "* wants int");
        *size = integer_clamp(given);
        if (!integer_fits(given) || (is_precision && *size != (i32)*size)) return RAISE_FALSE(ERR_OVERFLOW, "Python int too large to convert to C %s", is_precision ? "int" : "ssize_t");
        *size = *size > PERCENT_MAX ? PERCENT_MAX + 1ll : *size < -PERCENT_MAX ? -(PERCENT_MAX + 1ll) : *size;
        return true;
    }
    i64 limit = is_precision ? 0x7FFFFFFF : INT64_MAX;
    for (bool any = false; f->aux < v->length; any = true) {
        u32 digit = view_char(v, f->aux) - '0';
        if (digit > 9) break;
        if (!any) *size = 0;
        if (*size > (limit - (i64)digit) / 10) return RAISE_FALSE(ERR_VALUE, !is_precision ? "width too big" : v->text ? "precision too big" : "prec too big");
        *size = *size * 10 + digit;
        f->aux++;
    }
    return true;
}

static u32 flag_of(u32 c) { return c == '-' ? LEFT : c == '+' ? PLUS : c == ' ' ? SPACE : c == '#' ? ALTERNATE : c == '0' ? ZERO : 0; }

/* From the flags to the type. false: raised. */
static bool read_directive(Frame *f, const StringView *v, Directive *d) {
    *d = (Directive){-1, -1, 0, 0};
    while (f->aux < v->length && flag_of(view_char(v, f->aux))) d->flags |= flag_of(view_char(v, f->aux++));
    if (!read_size(f, v, &d->width, false)) return false;
    if (d->width < -1 || (d->width == -1 && f->aux && view_char(v, f->aux - 1) == '*')) {
        d->flags |= LEFT;
        d->width = -d->width;
    }
    if (f->aux < v->length && view_char(v, f->aux) == '.') {
        f->aux++;
        d->precision = 0;
        if (!read_size(f, v, &d->precision, true)) return false;
        if (d->precision < 0) d->precision = 0;
    }
    if (d->width > PERCENT_MAX) d->width = PERCENT_MAX + 1ll;
    if (f->aux < v->length && (view_char(v, f->aux) == 'h' || view_char(v, f->aux) == 'l' || view_char(v, f->aux) == 'L')) f->aux++;
    if (f->aux >= v->length) return RAISE_FALSE(ERR_VALUE, "incomplete format");
    d->type = view_char(v, f->aux++);
    return true;
}

/* ---- the frame ---- */

static Outcome finish(Frame *f) {
    if (!all_taken(f)) return (void)raise(ERR_TYPE, "not all arguments converted during %s formatting", kind_name(f)), native_fail(f);
    Value result = value_take(&frame_slots(f)[RESULT]);
    if (format_of(f).text) return native_done(f, result);
    Text *t = AS(Text, ref(result));
    Value bytes = bytes_from(t->data, t->length);
    value_release(result);
    return is_error(bytes) ? native_fail(f) : native_done(f, bytes);
}

typedef enum { GO_ON, ASKED, FAILED } Progress;

/* The directive's flags are next. ASKED: *answer is the frame's. */
static Progress go_on_directive(Frame *f, const StringView *v, Outcome *answer) {
    Directive d;
    if (!read_directive(f, v, &d)) return FAILED;
    Ref value = next_value(f);
    if (is_empty(value)) return FAILED;
    Value converted = convert(f, &d, value, f->aux - 1);
    if (is_error(converted)) return FAILED;
    if (is_needs_python(converted)) {
        save(f, &d);
        bool mapped = !is_empty(ref(frame_slots(f)[CURRENT]));
        if (!mapped) frame_slots(f)[CURRENT] = value_keep(value);
        f->state = GOT_CONVERTED;
        /* the flag that CURRENT was borrowed from VALUES only for the asking */
        frame_slots(f)[PACKED] = value_int48(int48_of(ref(frame_slots(f)[PACKED])) | (mapped ? 0 : (i64)1 << 40));
        *answer = ask(&d, value, v->text);
        return ASKED;
    }
    bool done = put_converted(f, &d, ref(converted));
    value_release(converted);
    return done ? GO_ON : FAILED;
}

/* Behind '%'. */
static Progress begin_directive(Frame *f, const StringView *v, Outcome *answer) {
    Value *slots = frame_slots(f);
    if (f->aux < v->length && view_char(v, f->aux) == '%') {
        f->aux++;
        return append(f, text_from_char('%')) ? GO_ON : FAILED;
    }
    if (f->aux >= v->length || view_char(v, f->aux) != '(') return go_on_directive(f, v, answer);
    if (is_empty(ref(slots[MAPPING]))) return (void)raise(ERR_TYPE, "format requires a mapping"), FAILED;
    f->aux++;
    Value key = read_key(f, v);
    if (is_error(key)) return FAILED;
    value_set(&slots[CURRENT], EMPTY);
    f->state = GOT_ITEM;
    value_set(&slots[WIDTH], key); /* keeps the key while it is asked for */
    *answer = op_getitem(ref(slots[MAPPING]), ref(slots[WIDTH]));
    return ASKED;
}

static Outcome percent_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    StringView v = format_of(f);
    Outcome answer = OUTCOME_ERROR;
    Progress progress = GO_ON;
    if (f->state == GOT_CONVERTED) {
        Directive d = saved(f);
        bool mapped = !(d.flags >> 8);
        d.flags &= 0xFF;
        if (answer_is_wrong(f, &d, incoming)) {
            if (!is_error(incoming)) value_release(incoming);
            return native_fail(f);
        }
        if (!mapped) value_set(&slots[CURRENT], EMPTY);
        bool done = put_converted(f, &d, ref(incoming));
        value_release(incoming);
        if (!done) return native_fail(f);
    } else if (is_error(incoming)) {
        return native_fail(f);
    } else if (f->state == GOT_ITEM) {
        value_set(&slots[WIDTH], EMPTY);
        value_set(&slots[CURRENT], incoming);
        slots[TAKEN] = value_u32(0);
        progress = go_on_directive(f, &v, &answer);
    }
    while (progress == GO_ON) {
        f->state = START;
        u32 start = f->aux;
        while (f->aux < v.length && view_char(&v, f->aux) != '%') f->aux++;
        fuel_charge(1 + ((f->aux - start) >> 4));
        if (!append_literal(f, &v, start, f->aux)) return native_fail(f);
        if (f->aux == v.length) return finish(f);
        f->aux++;
        progress = begin_directive(f, &v, &answer);
        if (UNLIKELY(vm.fuel <= 0) && progress == GO_ON) {
            f->state = START;
            return native_again(f);
        }
    }
    return progress == ASKED ? answer : native_fail(f);
}

static const NativeFrameKind percent_frame = {.name = "%", .step = percent_step, .slots = PERCENT_SLOTS};

/* ---- without a frame: a short ASCII format whose directives are %s of ASCII texts and ints, and %d of ints, with no more
 * than a width between. Anything else is NEEDS_PYTHON, and nothing has happened. ---- */

enum { SHORT_MAX = 256, SHORT_WIDTH = 64 };

static Value short_percent(Ref format, Ref values) {
    if (!is_text(format)) return NEEDS_PYTHON;
    const Text *t = AS(Text, format);
    bool many = is_exact(values, T_TUPLE);
    u32 taken = 0, given = many ? AS(Tuple, values)->count : 1, length = 0;
    u8 out[SHORT_MAX];
    if (!t->ascii || t->length > SHORT_MAX / 2) return NEEDS_PYTHON;
    for (u32 i = 0; i < t->length; i++) {
        if (length > SHORT_MAX - SHORT_WIDTH) return NEEDS_PYTHON;
        if (t->data[i] != '%') {
            out[length++] = t->data[i];
            continue;
        }
        u32 type = t->data[++i], width = 0; /* at the end: the NUL */
        u8 fill = ' ', digits[20];
        if (type == '0') fill = '0';
        for (; type - '0' < 10 && width < SHORT_WIDTH; type = t->data[++i]) width = width * 10 + type - '0';
        if (width >= SHORT_WIDTH || (type != 'd' && type != 's') || taken == given) return NEEDS_PYTHON;
        Ref value = many ? ref(AS(Tuple, values)->items[taken]) : values;
        const u8 *from = digits;
        u32 count;
        taken++;
        if (is_int48(value)) {
            i64 n = int48_of(value);
            u64 magnitude = n < 0 ? 0 - (u64)n : (u64)n;
            u32 at = sizeof digits;
            if (n < 0 && fill == '0') return NEEDS_PYTHON;
            for (; magnitude >> 32; magnitude /= 10) digits[--at] = (u8)('0' + magnitude % 10);
            u32 rest = (u32)magnitude;
            do digits[--at] = (u8)('0' + rest % 10);
            while (rest /= 10);
            if (n < 0) digits[--at] = '-';
            from = digits + at;
            count = (u32)sizeof digits - at;
        } else if (type == 's' && is_text(value) && AS(Text, value)->ascii && AS(Text, value)->length < SHORT_WIDTH) {
            from = AS(Text, value)->data;
            count = AS(Text, value)->length;
        } else {
            return NEEDS_PYTHON;
        }
        if (type == 's') fill = ' ';
        while (width > count) out[length++] = fill, width--;
        memcpy(out + length, from, count);
        length += count;
    }
    if (taken != given) return NEEDS_PYTHON;
    fuel_charge(length >> 4);
    Text *made = text_from_ascii((const char *)out, length);
    return made ? value_of(made) : VALUE_ERROR;
}

Outcome format_percent(Ref format, Ref values) {
    Value made = short_percent(format, values);
    if (!is_needs_python(made)) return outcome(made);
    Text *empty = text_from_ascii("", 0);
    Frame *f = empty ? native_push(&percent_frame) : NULL;
    if (!f) {
        if (empty) object_release(empty);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[FORMAT] = value_keep(format);
    slots[VALUES] = value_keep(values);
    slots[RESULT] = value_of(empty);
    slots[TAKEN] = value_u32(0);
    bool string = is_kind(values, TYPE_IS_TUPLE | TYPE_IS_STR) || (is_kind(format, TYPE_IS_BYTES) && is_kind(values, TYPE_IS_BYTES));
    if (!string && type_lookup_dunder(type_of(values), N_GETITEM)) slots[MAPPING] = value_keep(values);
    return OUTCOME_PUSHED;
}
