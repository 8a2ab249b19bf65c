/* format.c: the format mini-language: reading a spec, and writing str, int and float by it. The grammar is the library
 * reference's "Format Specification Mini-Language" as of 3.14 (with grouping of fractions). There is no locale: 'n' is
 * 'd' or 'g'. Widths and precisions are characters.
 */
#include "types/format.h"
#include "base/digits.h"
#include "base/dtoa.h"
#include "base/unicode.h"
#include "object/number.h"
#include "types/args.h"

#define FORMAT_MAX 0x7FFFFF00

static Value text_value(Text *t) { return t ? value_of(t) : VALUE_ERROR; }
static bool is_align(u32 c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* ---- reading a spec ---- */

typedef struct { const Text *spec; u32 at; } Reader;
static u32 peek(const Reader *r) { return r->at < r->spec->length ? text_char(r->spec, r->at) : 0; }
static bool accept(Reader *r, u32 c) { return r->at < r->spec->length && peek(r) == c && ++r->at; }

/* Decimal digits of any script; *n stays where there are none. false: raised. */
static bool read_number(Reader *r, i64 *n) {
    for (bool first = true; r->at < r->spec->length; r->at++, first = false) {
        i32 digit = unicode_decimal(peek(r));
        if (digit < 0) break;
        if (first) *n = 0;
        if (*n > (INT64_MAX - digit) / 10) return RAISE_FALSE(ERR_VALUE, "Too many decimal digits in format string");
        *n = *n * 10 + digit;
    }
    return true;
}

/* ',' or '_', not both. */
static bool read_grouping(Reader *r, u32 *grouping) {
    if (accept(r, ',')) *grouping = ',';
    if (peek(r) == '_' && *grouping) return RAISE_FALSE(ERR_VALUE, "Cannot specify both ',' and '_'.");
    if (accept(r, '_')) *grouping = '_';
    if (peek(r) == ',' && *grouping == '_') return RAISE_FALSE(ERR_VALUE, "Cannot specify both ',' and '_'.");
    return true;
}

static void read_alignment(Reader *r, FormatSpec *out) {
    if (r->spec->length >= 2 && is_align(text_char(r->spec, 1))) {
        out->fill = text_char(r->spec, 0);
        out->align = text_char(r->spec, 1);
        out->fill_given = out->align_given = true;
        r->at = 2;
    } else if (is_align(peek(r))) {
        out->align = peek(r);
        out->align_given = true;
        r->at = 1;
    }
}

static bool read_precision(Reader *r, FormatSpec *out) {
    if (!accept(r, '.')) return true;
    u32 start = r->at;
    if (!read_number(r, &out->precision) || !read_grouping(r, &out->fraction_thousands)) return false;
    return r->at > start || RAISE_FALSE(ERR_VALUE, "Format specifier missing precision");
}

static Text *hex_text(u32 c) {
    TextBuilder b = {0};
    u32 digits = 1;
    while (digits < 8 && c >> (digits * 4)) digits++;
    while (digits--) builder_char(&b, (u8)"0123456789abcdef"[c >> (digits * 4) & 15]);
    return builder_finish(&b);
}

static bool grouping_fits(const FormatSpec *spec) {
    u32 type = spec->type;
    if (!spec->thousands || type == 0 || (type < 0x80 && strchr("defgEG%F", (int)type))) return true;
    if (spec->thousands == '_' && type < 0x80 && strchr("boxX", (int)type)) return true;
    if (type > 32 && type < 128) return RAISE_FALSE(ERR_VALUE, "Cannot specify '%c' with '%c'.", spec->thousands, type);
    Text *hex = hex_text(type);
    if (hex) (void)raise(ERR_VALUE, "Cannot specify '%c' with '\\x%U'.", spec->thousands, hex);
    if (hex) object_release(hex);
    return false;
}

bool format_parse(const Text *spec, u32 default_type, u32 default_align, Ref object, FormatSpec *out) {
    Reader r = {spec, 0};
    *out = (FormatSpec){.fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
    read_alignment(&r, out);
    if (peek(&r) == '+' || peek(&r) == '-' || peek(&r) == ' ') out->sign = text_char(spec, r.at++);
    out->no_negative_zero = accept(&r, 'z');
    out->alternate = accept(&r, '#');
    if (!out->fill_given && accept(&r, '0')) {
        out->fill = '0';
        if (!out->align_given && default_align == '>') out->align = '=';
    }
    if (!read_number(&r, &out->width) || !read_grouping(&r, &out->thousands) || !read_precision(&r, out)) return false;
    if (spec->length - r.at > 1) return RAISE_FALSE(ERR_VALUE, "Invalid format specifier '%U' for object of type '%T'", spec, object);
    if (r.at < spec->length) out->type = text_char(spec, r.at);
    return grouping_fits(out);
}

static Value unknown_code(u32 code, Ref object) {
    if (code > 32 && code < 128) return raise(ERR_VALUE, "Unknown format code '%c' for object of type '%T'", code, object);
    Text *hex = hex_text(code);
    if (!hex) return VALUE_ERROR;
    (void)raise(ERR_VALUE, "Unknown format code '\\x%U' for object of type '%T'", hex, object);
    object_release(hex);
    return VALUE_ERROR;
}

/* ---- padding ---- */

static bool too_wide(const FormatSpec *spec) { return spec->width > FORMAT_MAX && ((void)raise_no_memory(), true); }

void format_put_padded(TextBuilder *b, const Text *t, u32 length, const FormatSpec *spec) {
    u32 more = spec->width > (i64)length ? (u32)spec->width - length : 0;
    u32 left = spec->align == '<' ? 0 : spec->align == '^' ? more / 2 : more;
    builder_fill(b, spec->fill, left);
    builder_slice(b, t, 0, length);
    builder_fill(b, spec->fill, more - left);
}

static Value refuse(const char *what) { return raise(ERR_VALUE, "%s not allowed in string format specifier", what); }

Value format_text(Text *t, const Text *spec) {
    FormatSpec f;
    Ref self = ref_of(t);
    if (!spec->length) return value_keep(self);
    if (!format_parse(spec, 's', '<', self, &f)) return VALUE_ERROR;
    if (f.type != 's') return unknown_code(f.type, self);
    if (f.sign) return refuse(f.sign == ' ' ? "Space" : "Sign");
    if (f.no_negative_zero) return refuse("Negative zero coercion (z)");
    if (f.alternate) return refuse("Alternate form (#)");
    if (f.align == '=') return refuse("'=' alignment");
    if (too_wide(&f)) return VALUE_ERROR;
    u32 length = f.precision >= 0 && f.precision < (i64)t->length ? (u32)f.precision : t->length;
    if (f.width <= (i64)length) return text_value(text_substring(t, 0, length));
    TextBuilder b = {0};
    format_put_padded(&b, t, length, &f);
    return text_value(builder_finish(&b));
}

/* ---- numbers ---- */

/* The integer part in groups from the right, filled with zeros up to `least` characters, separators counted; a separator
 * never comes first, so it may be one wider. b NULL: only measured. Answers the characters. */
static u32 put_grouped(TextBuilder *b, const u8 *digits, u32 count, i64 least, u32 group, u32 separator) {
    if (!separator) {
        u32 zeros = least > (i64)count ? (u32)(least - count) : 0;
        if (b) builder_fill(b, '0', zeros), builder_ascii(b, (const char *)digits, count);
        return zeros + count;
    }
    u32 whole = u32_max(count, 1); /* digits, zeros included */
    if (count == 0) return 0;
    if (least > 0) {
        u32 width = whole + (whole - 1) / group;
        if (least > (i64)width) {
            u32 full = (u32)least / (group + 1), over = (u32)least % (group + 1);
            whole = full * group + u32_max(over, 1);
        }
    }
    for (u32 i = whole; b && i > 0; i--) {
        builder_char(b, i > count ? '0' : digits[count - i]);
        if (i > 1 && (i - 1) % group == 0) builder_char(b, separator);
    }
    return whole + (whole - 1) / group;
}

/* The fraction's digits in groups of three from the left. */
static u32 put_fraction(TextBuilder *b, const u8 *rest, u32 digits, u32 separator) {
    u32 written = digits;
    for (u32 i = 0; i < digits; i++) {
        if (separator && i && i % 3 == 0) {
            if (b) builder_char(b, separator);
            written++;
        }
        if (b) builder_char(b, rest[i]);
    }
    return written;
}

void format_put_number(TextBuilder *b, const FormatNumber *number, const FormatSpec *spec) {
    u32 sign = number->negative ? '-' : spec->sign == '+' ? '+' : spec->sign == ' ' ? ' ' : 0;
    u32 prefix = (u32)strlen(number->prefix), fraction = 0, point = number->rest && number->digits[number->whole] == '.';
    u32 group = spec->type && strchr("boxX", (int)spec->type) ? 4 : 3;
    const u8 *rest = number->digits + number->whole + point;
    while (point && fraction < number->rest - point && rest[fraction] >= '0' && rest[fraction] <= '9') fraction++;
    u32 tail = number->rest - point - fraction; /* exponent, percent sign, inf, nan */
    u32 around = (sign != 0) + prefix + point + tail + put_fraction(NULL, rest, fraction, spec->fraction_thousands);
    i64 least = spec->fill == '0' && spec->align == '=' ? spec->width - around : 0;
    if (number->whole == 0) least = 0;
    u32 width = around + put_grouped(NULL, number->digits, number->whole, least, group, spec->thousands);
    u32 more = spec->width > (i64)width ? (u32)spec->width - width : 0;
    u32 left = spec->align == '>' ? more : spec->align == '^' ? more / 2 : 0, inner = spec->align == '=' ? more : 0;
    builder_fill(b, spec->fill, left);
    if (sign) builder_char(b, sign);
    builder_ascii(b, number->prefix, prefix);
    builder_fill(b, spec->fill, inner);
    put_grouped(b, number->digits, number->whole, least, group, spec->thousands);
    if (point) builder_char(b, '.');
    put_fraction(b, rest, fraction, spec->fraction_thousands);
    builder_ascii(b, (const char *)rest + fraction, tail);
    builder_fill(b, spec->fill, more - left - inner);
}

/* Digits of a small int, at the end of `room`. */
static u32 small_digits(u64 n, u32 base, u8 room[64]) {
    u32 at = 64;
    do room[--at] = (u8)"0123456789abcdef"[n % base];
    while (n /= base);
    return at;
}

static Value finish_int(const u8 *digits, u32 count, bool negative, const FormatSpec *f) {
    const char *prefix = !f->alternate ? "" : f->type == 'b' ? "0b" : f->type == 'o' ? "0o" : f->type == 'x' ? "0x" : f->type == 'X' ? "0X" : "";
    FormatNumber number = {negative, prefix, digits, count, 0};
    TextBuilder b = {0};
    format_put_number(&b, &number, f);
    return text_value(builder_finish(&b));
}

static Value format_char(Ref i, const FormatSpec *f) {
    if (f->sign) return raise(ERR_VALUE, "Sign not allowed with integer format specifier 'c'");
    if (f->alternate) return raise(ERR_VALUE, "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!integer_fits(i)) return raise(ERR_OVERFLOW, "Python int too large to convert to C long");
    i64 c = integer_clamp(i);
    if (c < 0 || c > 0x10FFFF) return raise(ERR_OVERFLOW, "%%c arg not in range(0x110000)");
    Text *t = text_from_char((u32)c);
    if (!t) return VALUE_ERROR;
    TextBuilder b = {0};
    format_put_padded(&b, t, 1, f);
    object_release(t);
    return text_value(builder_finish(&b));
}

static Value format_big(Ref i, u32 base, const FormatSpec *f) {
    Text *t = int_to_text(i, base);
    if (!t) return VALUE_ERROR;
    bool negative = t->data[0] == '-';
    for (u32 k = 0; f->type == 'X' && k < t->length; k++)
        if (t->data[k] >= 'a') t->data[k] = (u8)(t->data[k] - 32); /* just made: nobody else has seen it */
    Value made = finish_int(t->data + negative, t->length - negative, negative, f);
    object_release(t);
    return made;
}

static bool int_as_double(Ref i, f64 *x) {
    if (is_int48(i) || is_bool(i)) return *x = (f64)integer_clamp(i), true;
    if (is_int_cell(i)) return *x = (f64)AS(IntCell, i)->cell, true;
    const IntDigits *big = AS(IntDigits, i);
    if (!digits_to_double(big->digits, (u32)(big->count < 0 ? -big->count : big->count), x)) return RAISE_FALSE(ERR_OVERFLOW, "int too large to convert to float");
    if (big->count < 0) *x = -*x;
    return true;
}

static Value format_double(f64 x, const FormatSpec *given, Ref object);

Value format_int(Ref i, const Text *spec) {
    FormatSpec f;
    if (!spec->length) return try_str(i);
    if (!format_parse(spec, 'd', '>', i, &f)) return VALUE_ERROR;
    if (f.type && f.type < 0x80 && strchr("eEfFgG%", (int)f.type)) {
        f64 x;
        return int_as_double(i, &x) ? format_double(x, &f, i) : VALUE_ERROR;
    }
    if (f.type >= 0x80 || !strchr("bcdoxXn", (int)f.type)) return unknown_code(f.type, i);
    if (f.precision >= 0 || f.fraction_thousands) return raise(ERR_VALUE, "Precision not allowed in integer format specifier");
    if (f.no_negative_zero) return raise(ERR_VALUE, "Negative zero coercion (z) not allowed in integer format specifier");
    if (too_wide(&f)) return VALUE_ERROR;
    if (f.type == 'c') return format_char(i, &f);
    u32 base = f.type == 'b' ? 2 : f.type == 'o' ? 8 : f.type == 'x' || f.type == 'X' ? 16 : 10;
    if (!is_int48(i) && !is_bool(i)) return format_big(i, base, &f);
    u8 room[64];
    i64 n = integer_clamp(i);
    u32 at = small_digits(n < 0 ? 0 - (u64)n : (u64)n, base, room);
    for (u32 k = at; f.type == 'X' && k < 64; k++)
        if (room[k] >= 'a') room[k] = (u8)(room[k] - 32);
    return finish_int(room + at, 64 - at, n < 0, &f);
}

static bool all_zero(const u8 *out, u32 length) {
    for (u32 i = 0; i < length && out[i] != 'e' && out[i] != 'E'; i++)
        if ((out[i] >= '1' && out[i] <= '9') || out[i] == 'n' || out[i] == 'N') return false;
    return true;
}

static Value format_double(f64 x, const FormatSpec *given, Ref object) {
    FormatSpec f = *given;
    bool percent = f.type == '%', upper = f.type == 'E' || f.type == 'F' || f.type == 'G';
    if (f.type >= 0x80 || !strchr("eEfFgGn%", (int)f.type)) return unknown_code(f.type, object);
    u8 code = f.type == 0 ? 'r' : percent ? 'f' : f.type == 'n' ? 'g' : (u8)(f.type | 32);
    u32 flags = (f.alternate ? DTOA_ALTERNATE : 0) | (f.type == 0 ? DTOA_DOT_ZERO : 0) | (upper ? DTOA_UPPER : 0);
    if (f.precision > 0x7FFFFFFF) return raise(ERR_VALUE, "precision too big");
    if (too_wide(&f)) return VALUE_ERROR;
    if (f.precision >= 0 && code == 'r') code = 'g';
    u32 precision = f.precision >= 0 ? (u32)f.precision : code == 'r' ? 0 : 6;
    if (percent) x *= 100;
    u64 bound = dtoa_format_bound(x, code, precision) + 1;
    if (bound > FORMAT_MAX) return raise_no_memory();
    u8 *out = buffer_new((u32)bound);
    if (!out) return VALUE_ERROR;
    fuel_charge((u32)bound >> 4);
    u32 length = dtoa_format(x, code, precision, flags, out), start = length && out[0] == '-', whole = 0;
    if (percent) out[length++] = '%';
    while (start + whole < length && out[start + whole] >= '0' && out[start + whole] <= '9') whole++;
    bool negative = start && !(f.no_negative_zero && all_zero(out, length));
    FormatNumber number = {negative, "", out + start, whole, length - start - whole};
    TextBuilder b = {0};
    format_put_number(&b, &number, &f);
    buffer_free(out, (u32)bound);
    return text_value(builder_finish(&b));
}

f64 format_double_of(Ref r) {
    f64 x;
    if (is_double(r)) return double_of(r);
    memcpy(&x, &AS(FloatObject, r)->bits, sizeof x);
    return x;
}

Value format_float(f64 x, const Text *spec) {
    FormatSpec f;
    Value object = value_double(x); /* for its type's name; a NaN is one of the two immediate ones or never looked at */
    if (!spec->length) {
        u8 out[DTOA_REPR_MAX];
        return text_value(text_from_ascii((const char *)out, dtoa_repr(x, out)));
    }
    if (x != x) object = value_double(0);
    if (!format_parse(spec, 0, '>', ref(object), &f)) return VALUE_ERROR;
    return format_double(x, &f, ref(object));
}

Value try_format(Ref value, Text *spec) {
    if (is_text(value)) return format_text(AS(Text, value), spec);
    if (is_int48(value) || is_bool(value) || is_exact(value, T_INT)) return format_int(value, spec);
    if (is_double(value) || is_exact(value, T_FLOAT)) return format_float(format_double_of(value), spec);
    if (is_none(value) && !spec->length) return text_value(text_from_ascii("None", 4));
    return NEEDS_PYTHON;
}
