/* codec.c: text to bytes and back. Each encoding has a step for one character; what is valid throughout takes a fast way
 * first. Faults go to the error handler, by name, as in CPython's codecs; handlers written in Python are not known here.
 *
 * Bytes are gathered in a TextBuilder as if they were ASCII (bytes_finish reads its data only).
 */
#include "types/codec.h"
#include "base/unicode.h"
#include "types/bytes.h"

typedef enum { CODEC_UTF8, CODEC_UTF8_SIG, CODEC_ASCII, CODEC_LATIN1, CODEC_UTF16, CODEC_UTF16_LE, CODEC_UTF16_BE, CODEC_UTF32,
               CODEC_UTF32_LE, CODEC_UTF32_BE, CODEC_NONE } Codec;
static const char *const codec_names[] = {"utf-8", "utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"};

/* Names as normalized: letters small, runs of anything but letters and digits one '_'. */
static const struct { const char *name; u8 codec; } aliases[] = {
    {"utf_8", CODEC_UTF8}, {"utf8", CODEC_UTF8}, {"u8", CODEC_UTF8}, {"utf", CODEC_UTF8}, {"cp65001", CODEC_UTF8},
    {"utf8_ucs2", CODEC_UTF8}, {"utf8_ucs4", CODEC_UTF8}, {"utf_8_sig", CODEC_UTF8_SIG},
    {"ascii", CODEC_ASCII}, {"us_ascii", CODEC_ASCII}, {"646", CODEC_ASCII}, {"us", CODEC_ASCII}, {"cp367", CODEC_ASCII},
    {"csascii", CODEC_ASCII}, {"ibm367", CODEC_ASCII}, {"iso646_us", CODEC_ASCII}, {"iso_ir_6", CODEC_ASCII},
    {"ansi_x3.4_1968", CODEC_ASCII}, {"ansi_x3_4_1968", CODEC_ASCII}, {"ansi_x3.4_1986", CODEC_ASCII}, {"iso_646.irv_1991", CODEC_ASCII},
    {"latin_1", CODEC_LATIN1}, {"latin1", CODEC_LATIN1}, {"latin", CODEC_LATIN1}, {"l1", CODEC_LATIN1}, {"8859", CODEC_LATIN1},
    {"cp819", CODEC_LATIN1}, {"csisolatin1", CODEC_LATIN1}, {"ibm819", CODEC_LATIN1}, {"iso8859", CODEC_LATIN1},
    {"iso8859_1", CODEC_LATIN1}, {"iso_8859_1", CODEC_LATIN1}, {"iso_8859_1_1987", CODEC_LATIN1}, {"iso_ir_100", CODEC_LATIN1},
    {"utf_16", CODEC_UTF16}, {"utf16", CODEC_UTF16}, {"u16", CODEC_UTF16},
    {"utf_16_le", CODEC_UTF16_LE}, {"utf_16le", CODEC_UTF16_LE}, {"unicodelittleunmarked", CODEC_UTF16_LE},
    {"utf_16_be", CODEC_UTF16_BE}, {"utf_16be", CODEC_UTF16_BE}, {"unicodebigunmarked", CODEC_UTF16_BE},
    {"utf_32", CODEC_UTF32}, {"utf32", CODEC_UTF32}, {"u32", CODEC_UTF32},
    {"utf_32_le", CODEC_UTF32_LE}, {"utf_32le", CODEC_UTF32_LE}, {"utf_32_be", CODEC_UTF32_BE}, {"utf_32be", CODEC_UTF32_BE},
};

typedef enum { HANDLER_STRICT, HANDLER_IGNORE, HANDLER_REPLACE, HANDLER_BACKSLASH, HANDLER_XML, HANDLER_NAME, HANDLER_ESCAPE,
               HANDLER_PASS, HANDLER_UNKNOWN } ErrorHandler;
static const char *const handler_names[] = {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace",
                                            "surrogateescape", "surrogatepass"};

/* ---- names ---- */

static u32 normalize(const Text *t, char *out, u32 room) {
    u32 n = 0;
    bool gap = false;
    for (u32 i = 0; i < t->length && n + 2 < room; i++) {
        u32 c = text_char(t, i);
        if (c >= 'A' && c <= 'Z') c += 32;
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
        if (!word) {
            gap = true;
            continue;
        }
        if (gap && n) out[n++] = '_';
        gap = false;
        out[n++] = (char)c;
    }
    out[n] = 0;
    return n;
}

/* CODEC_NONE: LookupError raised. */
static Codec find_codec(Ref encoding) {
    char name[32];
    if (is_empty(encoding)) return CODEC_UTF8;
    const Text *t = text_of(encoding);
    for (u32 i = 0; i < t->length; i++)
        if (!text_char(t, i)) return (void)raise(ERR_VALUE, "embedded null character"), CODEC_NONE;
    if (t->ascii && t->length < sizeof name) normalize(t, name, sizeof name);
    else name[0] = 0;
    for (u32 i = 0; i < COUNT_OF(aliases); i++)
        if (strcmp(name, aliases[i].name) == 0) return (Codec)aliases[i].codec;
    (void)raise(ERR_LOOKUP, "unknown encoding: %U", t);
    return CODEC_NONE;
}

static ErrorHandler find_handler(Ref errors) {
    if (is_empty(errors)) return HANDLER_STRICT;
    for (u32 i = 0; i < HANDLER_UNKNOWN; i++)
        if (text_is(text_of(errors), handler_names[i])) return (ErrorHandler)i;
    return HANDLER_UNKNOWN;
}

static Value unknown_handler(Ref errors) { return raise(ERR_LOOKUP, "unknown error handler name '%U'", text_of(errors)); }

/* ---- decoding ---- */

typedef struct { Codec codec; ErrorHandler handler; Ref errors, object; Bytes bytes; } Decoder;

static u32 unit16(const u8 *s, bool big) { return big ? (u32)(s[0] << 8 | s[1]) : (u32)(s[1] << 8 | s[0]); }
static u32 unit32(const u8 *s, bool big) {
    return big ? (u32)s[0] << 24 | (u32)s[1] << 16 | (u32)s[2] << 8 | s[3] : (u32)s[3] << 24 | (u32)s[2] << 16 | (u32)s[1] << 8 | s[0];
}

static u32 fault(UnicodeFault *f, u32 start, u32 end, const char *reason) {
    *f = (UnicodeFault){start, end, reason};
    return 0;
}

static u32 next16(const Bytes *b, u32 at, bool big, u32 *c, UnicodeFault *f) {
    if (b->length - at < 2) return fault(f, at, b->length, "truncated data");
    u32 unit = unit16(b->at + at, big);
    *c = unit;
    if (!unicode_is_surrogate(unit)) return 2;
    if (unit >= 0xDC00) return fault(f, at, at + 2, "illegal encoding");
    if (b->length - at < 4) return fault(f, at, b->length, "unexpected end of data");
    u32 low = unit16(b->at + at + 2, big);
    if (low >> 10 != 0xDC00 >> 10) return fault(f, at, at + 2, "illegal UTF-16 surrogate");
    *c = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
    return 4;
}

static u32 next32(const Bytes *b, u32 at, bool big, u32 *c, UnicodeFault *f) {
    if (b->length - at < 4) return fault(f, at, b->length, "truncated data");
    *c = unit32(b->at + at, big);
    if (*c > UNICODE_MAX) return fault(f, at, at + 4, "code point not in range(0x110000)");
    if (unicode_is_surrogate(*c)) return fault(f, at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    return 4;
}

/* The character at `at`, and its bytes; 0: a fault. */
static u32 next_char(const Decoder *d, u32 at, u32 *c, UnicodeFault *f) {
    switch (d->codec) {
    case CODEC_ASCII:
        *c = d->bytes.at[at];
        return *c < 0x80 ? 1 : fault(f, at, at + 1, "ordinal not in range(128)");
    case CODEC_LATIN1: *c = d->bytes.at[at]; return 1;
    case CODEC_UTF16_LE: return next16(&d->bytes, at, false, c, f);
    case CODEC_UTF16_BE: return next16(&d->bytes, at, true, c, f);
    case CODEC_UTF32_LE: return next32(&d->bytes, at, false, c, f);
    case CODEC_UTF32_BE: return next32(&d->bytes, at, true, c, f);
    default: return unicode_utf8_next(d->bytes.at, at, d->bytes.length, c, f);
    }
}

/* A surrogate, encoded where it should not be; 0: there is none. */
static u32 pass_surrogate(const Decoder *d, u32 at, u32 *c) {
    const u8 *s = d->bytes.at + at;
    u32 left = d->bytes.length - at, width = 0;
    switch (d->codec) {
    case CODEC_UTF8:
    case CODEC_UTF8_SIG:
        if (left >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] < 0xC0 && s[2] >> 6 == 2) *c = 0xD000u | (u32)(s[1] & 0x3F) << 6 | (s[2] & 0x3F), width = 3;
        break;
    case CODEC_UTF16_LE:
    case CODEC_UTF16_BE:
        if (left >= 2) *c = unit16(s, d->codec == CODEC_UTF16_BE), width = 2;
        break;
    case CODEC_UTF32_LE:
    case CODEC_UTF32_BE:
        if (left >= 4) *c = unit32(s, d->codec == CODEC_UTF32_BE), width = 4;
        break;
    default: break;
    }
    return width && unicode_is_surrogate(*c) ? width : 0;
}

static void put_hex_byte(TextBuilder *b, u32 byte) {
    builder_c(b, "\\x");
    builder_char(b, (u8)"0123456789abcdef"[byte >> 4]);
    builder_char(b, (u8)"0123456789abcdef"[byte & 15]);
}

/* What the handler puts in place of a fault; answers where to go on, or ~0u with an exception raised. */
static u32 handle_decode(const Decoder *d, TextBuilder *b, const UnicodeFault *f) {
    u32 c, at = f->start;
    switch (d->handler) {
    case HANDLER_IGNORE: return f->end;
    case HANDLER_REPLACE: builder_char(b, 0xFFFD); return f->end;
    case HANDLER_BACKSLASH:
        while (at < f->end) put_hex_byte(b, d->bytes.at[at++]);
        return at;
    case HANDLER_ESCAPE:
        while (at < f->end && d->bytes.at[at] >= 0x80) builder_char(b, 0xDC00u + d->bytes.at[at++]);
        if (at > f->start) return at;
        break;
    case HANDLER_PASS: {
        u32 width = pass_surrogate(d, at, &c);
        if (width) return builder_char(b, c), at + width;
        break;
    }
    case HANDLER_XML:
    case HANDLER_NAME: return (void)raise(ERR_TYPE, "don't know how to handle UnicodeDecodeError in error callback"), ~0u;
    case HANDLER_UNKNOWN: return (void)unknown_handler(d->errors), ~0u;
    case HANDLER_STRICT: break;
    }
    (void)raise_unicode_decode(codec_names[d->codec], d->object, f->start, f->end, f->reason);
    return ~0u;
}

static Value decode_slowly(Decoder *d, u32 at) {
    TextBuilder b = {0};
    UnicodeFault f;
    while (at < d->bytes.length) {
        u32 c, width = next_char(d, at, &c, &f);
        if (LIKELY(width)) {
            builder_char(&b, c);
            at += width;
        } else if ((at = handle_decode(d, &b, &f)) == ~0u) {
            builder_drop(&b);
            return VALUE_ERROR;
        }
    }
    Text *t = builder_finish(&b);
    return t ? value_of(t) : VALUE_ERROR;
}

static bool all_ascii(Bytes b) {
    u8 all = 0;
    for (u32 i = 0; i < b.length; i++) all |= b.at[i];
    return all < 0x80;
}

/* Valid throughout: at once. NULL without an exception: not so. */
static Text *decode_fast(Codec codec, Bytes b, bool *failed) {
    UnicodeScan scan;
    UnicodeFault f;
    Text *t = NULL;
    bool valid = true;
    if (codec == CODEC_LATIN1) t = text_from_latin1(b.at, b.length);
    else if (codec <= CODEC_ASCII && all_ascii(b)) t = text_from_ascii((const char *)b.at, b.length);
    else if (codec > CODEC_UTF8_SIG || !unicode_utf8_scan(b.at, b.length, &scan, &f)) valid = false;
    else if (scan.count == 1) {
        u32 c;
        CHECK(unicode_utf8_next(b.at, 0, b.length, &c, &f), "a scan has accepted it");
        t = text_from_char(c);
    } else if ((t = text_new(scan.count, scan.highest))) {
        unicode_utf8_decode(b.at, b.length, t->data, t->kind);
    }
    *failed = valid && !t;
    return t;
}

/* Takes the byte order mark off, and its order on. */
static u32 byte_order(Decoder *d) {
    Bytes b = d->bytes;
    bool wide = d->codec == CODEC_UTF32, big = false, marked = false;
    if (d->codec == CODEC_UTF8_SIG) return b.length >= 3 && memcmp(b.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (d->codec != CODEC_UTF16 && !wide) return 0;
    if (b.length >= (wide ? 4u : 2u)) {
        big = wide ? unit32(b.at, true) == 0xFEFF : unit16(b.at, true) == 0xFEFF;
        marked = big || (wide ? unit32(b.at, false) == 0xFEFF : unit16(b.at, false) == 0xFEFF);
    }
    d->codec = wide ? (big ? CODEC_UTF32_BE : CODEC_UTF32_LE) : big ? CODEC_UTF16_BE : CODEC_UTF16_LE;
    return !marked ? 0 : wide ? 4 : 2;
}

static Value decode(Codec codec, Ref object, Bytes bytes, Ref errors);

/* What utf-8-sig reports faults in is what is behind the mark. */
static Value decode_behind_mark(const Decoder *d) {
    Value rest = bytes_from(d->bytes.at + 3, d->bytes.length - 3);
    if (is_error(rest)) return rest;
    const BytesObject *b = AS(BytesObject, ref(rest));
    Value made = decode(CODEC_UTF8, ref(rest), (Bytes){b->data, b->length}, d->errors);
    value_release(rest);
    return made;
}

static Value decode(Codec codec, Ref object, Bytes bytes, Ref errors) {
    Decoder d = {codec, find_handler(errors), errors, object, bytes};
    bool failed;
    fuel_charge(bytes.length >> 4);
    u32 start = byte_order(&d);
    if (codec == CODEC_UTF8_SIG && start) return decode_behind_mark(&d);
    Text *t = decode_fast(d.codec, (Bytes){bytes.at + start, bytes.length - start}, &failed);
    if (t || failed) return t ? value_of(t) : VALUE_ERROR;
    return decode_slowly(&d, start);
}

Value codec_decode(Ref object, Bytes bytes, Ref encoding, Ref errors) {
    Codec codec = find_codec(encoding);
    return codec == CODEC_NONE ? VALUE_ERROR : decode(codec, object, bytes, errors);
}

Value codec_decode_utf8(Bytes bytes) { return decode(CODEC_UTF8, REF_EMPTY, bytes, REF_EMPTY); }

/* ---- encoding ---- */

typedef struct { Codec codec; ErrorHandler handler; Ref errors; Text *text; TextBuilder out; } Encoder;

static void put_byte(Encoder *e, u32 byte) { builder_char(&e->out, byte); }

static void put_unit(Encoder *e, u32 unit, u32 bytes, bool big) {
    for (u32 i = 0; i < bytes; i++) put_byte(e, unit >> (big ? (bytes - 1 - i) * 8 : i * 8) & 0xFF);
}

static void put16(Encoder *e, u32 c, bool big) {
    if (c >= 0x10000) {
        put_unit(e, 0xD7C0 + (c >> 10), 2, big);
        c = 0xDC00 | (c & 0x3FF);
    }
    put_unit(e, c, 2, big);
}

/* A character that the encoding has, or a surrogate that shall pass. */
static void put_char(Encoder *e, u32 c) {
    u8 bytes[4];
    switch (e->codec) {
    case CODEC_ASCII:
    case CODEC_LATIN1: put_byte(e, c); return;
    case CODEC_UTF16:
    case CODEC_UTF16_LE: put16(e, c, false); return;
    case CODEC_UTF16_BE: put16(e, c, true); return;
    case CODEC_UTF32:
    case CODEC_UTF32_LE: put_unit(e, c, 4, false); return;
    case CODEC_UTF32_BE: put_unit(e, c, 4, true); return;
    default:
        builder_ascii(&e->out, (const char *)bytes, unicode_utf8_put(c, bytes));
    }
}

static bool has_char(const Encoder *e, u32 c) {
    return e->codec == CODEC_ASCII ? c < 0x80 : e->codec == CODEC_LATIN1 ? c < 0x100 : !unicode_is_surrogate(c);
}

static void put_escape(Encoder *e, u32 c) {
    u32 digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    put_char(e, '\\');
    put_char(e, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    while (digits--) put_char(e, (u8)"0123456789abcdef"[c >> (digits * 4) & 15]);
}

static void put_reference(Encoder *e, u32 c) {
    u8 digits[10];
    u32 at = sizeof digits;
    put_char(e, '&');
    put_char(e, '#');
    do digits[--at] = (u8)('0' + c % 10);
    while (c /= 10);
    while (at < sizeof digits) put_char(e, digits[at++]);
    put_char(e, ';');
}

/* One character in place of which the handler has something. false: it has not. */
static bool handle_char(Encoder *e, u32 c) {
    switch (e->handler) {
    case HANDLER_IGNORE: return true;
    case HANDLER_REPLACE: return put_char(e, '?'), true;
    case HANDLER_BACKSLASH:
    case HANDLER_NAME: return put_escape(e, c), true; /* names of characters come with unicodedata */
    case HANDLER_XML: return put_reference(e, c), true;
    case HANDLER_ESCAPE:
        if (c < 0xDC80 || c > 0xDCFF || e->codec > CODEC_LATIN1) return false;
        return put_byte(e, c & 0xFF), true;
    case HANDLER_PASS:
        if (e->codec == CODEC_ASCII || e->codec == CODEC_LATIN1 || !unicode_is_surrogate(c)) return false;
        return put_char(e, c), true;
    default: return false;
    }
}

/* The run of characters from `at` that the encoding lacks; UTF-16 and 32 name one at a time. */
static u32 run_end(const Encoder *e, u32 at) {
    u32 end = at + 1;
    while (e->codec <= CODEC_LATIN1 && end < e->text->length && !has_char(e, text_char(e->text, end))) end++;
    return end;
}

static bool handle_run(Encoder *e, u32 at, u32 end) {
    const char *reason = e->codec == CODEC_ASCII ? "ordinal not in range(128)" : e->codec == CODEC_LATIN1 ? "ordinal not in range(256)" : "surrogates not allowed";
    while (at < end && handle_char(e, text_char(e->text, at))) at++;
    if (at == end) return true;
    if (e->handler == HANDLER_UNKNOWN) (void)unknown_handler(e->errors);
    else (void)raise_unicode_encode(codec_names[e->codec], ref_of(e->text), at, end, reason);
    return false;
}

static Value encode_slowly(Encoder *e) {
    u32 n = e->text->length;
    if (e->codec == CODEC_UTF8_SIG || e->codec == CODEC_UTF16 || e->codec == CODEC_UTF32) put_char(e, 0xFEFF);
    for (u32 at = 0; at < n;) {
        u32 c = text_char(e->text, at);
        if (LIKELY(has_char(e, c))) {
            put_char(e, c);
            at++;
            continue;
        }
        u32 end = run_end(e, at);
        if (!handle_run(e, at, end)) return builder_drop(&e->out), VALUE_ERROR;
        at = end;
    }
    return bytes_finish(&e->out);
}

Value codec_encode(Text *t, Ref encoding, Ref errors) {
    Codec codec = find_codec(encoding);
    UnicodeFault f;
    u64 size;
    if (codec == CODEC_NONE) return VALUE_ERROR;
    fuel_charge(t->length >> 4);
    if ((codec == CODEC_LATIN1 && t->kind == 1) || (t->ascii && (codec == CODEC_UTF8 || codec == CODEC_ASCII))) return bytes_from(t->data, t->length);
    if (codec == CODEC_UTF8 && unicode_utf8_size(t->data, t->length, t->kind, &size, &f)) {
        if (size > 0x7FFFFF00) return raise_no_memory();
        BytesObject *b = bytes_new((u32)size);
        if (!b) return VALUE_ERROR;
        unicode_utf8_encode(t->data, t->length, t->kind, b->data);
        return value_of(b);
    }
    Encoder e = {codec, find_handler(errors), errors, t, {0}};
    return encode_slowly(&e);
}
