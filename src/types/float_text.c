/* float_text.c: floats from text, and to and from the hexadecimal form (float(), float.hex, float.fromhex). What a number
 * is, base/dtoa knows; here are white space, underscores, digits of other scripts, and the errors.
 */
#include "types/float_text.h"
#include "base/dtoa.h"
#include "types/bytes.h"
#include "types/float.h"
#include "types/int.h"

static bool is_space(u8 c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

static void strip(const u8 **at, u32 *length) {
    while (*length && is_space(**at)) ++*at, --*length;
    while (*length && is_space((*at)[*length - 1])) --*length;
}

/* Takes out underscores, each of which must stand between two digits. */
static bool without_underscores(u8 *text, u32 *length) {
    u32 kept = 0;
    for (u32 i = 0; i < *length; i++) {
        if (text[i] != '_') text[kept++] = text[i];
        else if (i == 0 || i + 1 == *length || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) return false;
    }
    *length = kept;
    return true;
}

/* `text` is the caller's copy. */
static bool read(u8 *text, u32 length, f64 *x) {
    const u8 *stripped = text;
    strip(&stripped, &length);
    u8 *at = text + (stripped - text);
    return length && (!memchr(at, '_', length) || without_underscores(at, &length)) && dtoa_parse(at, length, x) == length;
}

static bool invalid(Ref source) {
    Text *told = int_told_source(source);
    if (!told) return false;
    (void)raise(ERR_VALUE, "could not convert string to float: %U", told);
    object_release(told);
    return false;
}

bool float_from_source(Ref source, f64 *x) {
    u8 few[64], *copy = few;
    Bytes bytes = {NULL, 0};
    const Text *t = bytes_view(source, &bytes) ? NULL : text_of(source);
    u32 length = t ? t->length : bytes.length;
    if (length > sizeof few && !(copy = buffer_new(length))) return false;
    fuel_charge(length >> 4);
    if (t && !t->ascii) int_ascii_of(t, copy);
    else if (length) memcpy(copy, t ? t->data : bytes.at, length);
    bool done = read(copy, length, x);
    if (copy != few) buffer_free(copy, length);
    return done || invalid(source);
}

Value float_hex(Ref self) {
    u8 out[DTOA_HEX_MAX];
    Text *t = text_from_ascii((const char *)out, dtoa_hex(float_of(self), out));
    return t ? value_of(t) : VALUE_ERROR;
}

bool float_from_hex(Ref text, f64 *x) {
    if (!is_kind(text, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "bad argument type for built-in operation");
    const Text *t = text_of(text);
    const u8 *at = t->data;
    u32 length = t->length;
    DtoaHexResult result = DTOA_HEX_INVALID;
    fuel_charge(length >> 4);
    if (t->ascii) {
        strip(&at, &length);
        result = dtoa_parse_hex(at, length, x);
    }
    if (result == DTOA_HEX_TOO_LARGE) return RAISE_FALSE(ERR_OVERFLOW, "hexadecimal value too large to represent as a float");
    return result == DTOA_HEX_OK || RAISE_FALSE(ERR_VALUE, "invalid hexadecimal floating-point string");
}
