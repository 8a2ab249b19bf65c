/* int_text.c: ints as text and from text: str(i), int("…", base), and int literals.
 *
 * What int() reads (language reference 2.7.1 and int's own page): white space, a sign, a prefix that fits the base,
 * digits with single underscores between them, white space. Digits of any script count. Bases that are no power of two
 * cost more than linear time, so both ways stop at vm.int_digits_limit digits (0: no limit).
 */
#include "base/digits.h"
#include "base/unicode.h"
#include "types/bytes.h"
#include "types/format.h"
#include "types/int.h"

enum { CHUNK = 18 /* decimal digits that fit an i64 */ };

static bool is_power_of_two(u32 base) { return (base & (base - 1)) == 0; }

/* ---- to text ---- */

static Text *too_long(void) {
    return RAISE_NULL(ERR_VALUE, "Exceeds the limit (%u digits) for integer string conversion; "
                      "use sys.set_int_max_str_digits() to increase the limit", vm.int_digits_limit);
}

static Text *small_to_text(i64 n, u32 base) {
    char room[66];
    u32 at = sizeof room;
    u64 magnitude = n < 0 ? 0 - (u64)n : (u64)n;
    for (; magnitude >> 32; magnitude /= base) room[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % base];
    u32 rest = (u32)magnitude;
    do room[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % base];
    while (rest /= base);
    if (n < 0) room[--at] = '-';
    return text_from_ascii(room + at, (u32)sizeof room - at);
}

/* A lower bound of the decimal digits is above the limit: no need to count them. */
static bool surely_too_long(const IntView *v) {
    return vm.int_digits_limit && (digits_bit_length(v->digits, v->count) - 1) * 30102 / 100000 > vm.int_digits_limit;
}

static Text *big_to_text(const IntView *v, u32 base) {
    IntRoom room;
    u64 bound = digits_text_bound(v->digits, v->count, base) + 1;
    u32 length;
    bool limited = !is_power_of_two(base) && vm.int_digits_limit;
    if (limited && surely_too_long(v)) return too_long();
    if (bound > UINT32_MAX) return (void)raise_no_memory(), NULL;
    Text *t = NULL;
    u8 *digits = buffer_new((u32)bound);
    if (!digits) return NULL;
    if (int_room(&room, digits_to_text_scratch(v->count, base))) {
        fuel_charge(v->count >> 2);
        digits[0] = '-';
        if (digits_to_text(digits + 1, &length, v->digits, v->count, base, room.at))
            t = limited && length > vm.int_digits_limit ? too_long() : text_from_ascii((const char *)digits + !v->negative, length + v->negative);
        int_room_drop(&room);
    }
    buffer_free(digits, (u32)bound);
    return t;
}

Text *int_to_text(Ref i, u32 base) {
    i64 n;
    IntView v;
    if (int_small(i, &n)) return small_to_text(n, base);
    int_view(i, &v);
    return big_to_text(&v, base);
}

/* ---- from digits ---- */

INLINE u32 digit_of(u32 c) { return c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 26 ? (c | 32) - 'a' + 10 : 99; }

Value int_from_ascii(const u8 *digits, u32 length, u32 base) {
    while (length > 1 && *digits == '0') digits++, length--;
    if (length <= (base <= 10 ? CHUNK : 12)) {
        u64 n = 0;
        for (u32 i = 0; i < length; i++) n = n * base + digit_of(digits[i]);
        return value_from_i64_fast((i64)n);
    }
    IntRoom room;
    u32 size = digits_from_text_size(length, base), count;
    IntDigits *made = int_blank(size);
    if (!made) return VALUE_ERROR;
    bool done = int_room(&room, digits_from_text_scratch(length, base));
    if (!done) return int_abandon(made, size), VALUE_ERROR;
    fuel_charge(length >> 5);
    done = digits_from_text(made->digits, &count, digits, length, base, room.at);
    int_room_drop(&room);
    if (!done) return int_abandon(made, size), VALUE_ERROR;
    return int_finish(made, size, count, false);
}

/* ---- from a source ---- */

void int_ascii_of(const Text *t, u8 *out) {
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        i32 digit = c < 127 ? -1 : unicode_decimal(c);
        out[i] = c < 127 ? (u8)c : digit >= 0 ? (u8)('0' + digit) : unicode_is_space(c) ? ' ' : '?';
    }
}

Text *int_told_source(Ref source) {
    Bytes bytes;
    TextBuilder b = {0};
    Text *whole;
    if (bytes_view(source, &bytes)) {
        whole = bytes_repr(bytes.at, u32_min(bytes.length, 200));
    } else {
        Text *shown = text_substring(text_of(source), 0, u32_min(text_of(source)->length, 200));
        if (!shown) return NULL;
        builder_repr(&b, shown);
        whole = builder_finish(&b);
        object_release(shown);
    }
    if (!whole || whole->length <= 200) return whole;
    Text *cut = text_substring(whole, 0, 200);
    object_release(whole);
    return cut;
}

static Value invalid(Ref source, u32 base) {
    Text *told = int_told_source(source);
    if (!told) return VALUE_ERROR;
    (void)raise(ERR_VALUE, "invalid literal for int() with base %u: %U", base, told);
    object_release(told);
    return VALUE_ERROR;
}

static bool is_space(u8 c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* What a prefix says of the base; 0: there is none. */
static u32 prefix_base(const u8 *at, const u8 *end) {
    if (end - at < 2 || at[0] != '0') return 0;
    u8 letter = at[1] | 32;
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

/* Digits of the base with single underscores between them, moved to `out` without; 0: there are none, or an underscore
 * stands wrong. *at moves behind them. */
static u32 take_digits(const u8 **at, const u8 *end, u32 base, u8 *out) {
    u32 count = 0;
    u8 before = '_';
    for (; *at < end; before = *(*at)++) {
        if (**at == '_' && before == '_') return 0;
        if (**at == '_') continue;
        if (digit_of(**at) >= base) break;
        out[count++] = **at;
    }
    return before == '_' ? 0 : count;
}

static bool all_zeros(const u8 *digits, u32 count) {
    while (count && digits[count - 1] == '0') count--;
    return !count;
}

/* Reads ASCII in place: `text` is the caller's copy. */
static Value read(Ref source, u8 *text, u32 length, u32 base) {
    const u8 *at = text, *end = text + length;
    while (at < end && is_space(*at)) at++;
    while (end > at && is_space(end[-1])) end--;
    bool negative = at < end && *at == '-', old_octal = false;
    if (at < end && (*at == '-' || *at == '+')) at++;
    u32 prefix = prefix_base(at, end), asked = base;
    if (!base) {
        old_octal = !prefix && at < end && *at == '0';
        base = prefix ? prefix : 10;
    }
    if (prefix && prefix == base) {
        at += 2;
        if (at < end && *at == '_') at++;
    }
    u32 count = take_digits(&at, end, base, text);
    if (!count || at < end || (old_octal && !all_zeros(text, count))) return invalid(source, asked);
    if (!is_power_of_two(base) && vm.int_digits_limit && count > vm.int_digits_limit)
        return raise(ERR_VALUE, "Exceeds the limit (%u digits) for integer string conversion: value has %u digits; "
                     "use sys.set_int_max_str_digits() to increase the limit", vm.int_digits_limit, count);
    Value n = int_from_ascii(text, count, base);
    if (!negative || is_error(n)) return n;
    Value opposite = int_negative(ref(n));
    value_release(n);
    return opposite;
}

Value int_from_source(Ref source, u32 base) {
    u8 few[64], *copy = few;
    Bytes bytes = {NULL, 0};
    const Text *t = bytes_view(source, &bytes) ? NULL : text_of(source);
    u32 length = t ? t->length : bytes.length;
    if (length > sizeof few && !(copy = buffer_new(length))) return VALUE_ERROR;
    fuel_charge(length >> 5);
    if (t && !t->ascii) int_ascii_of(t, copy);
    else if (length) memcpy(copy, t ? t->data : bytes.at, length);
    Value made = read(source, copy, length, base);
    if (copy != few) buffer_free(copy, length);
    return made;
}
