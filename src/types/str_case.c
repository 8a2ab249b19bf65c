/* str_case.c: letter case and the is…() questions of str. ASCII is answered here; the rest is base/unicode's. */
#include "base/unicode.h"
#include "types/str.h"

static Value text_value(Text *t) { return t ? value_of(t) : VALUE_ERROR; }
static bool ascii_lower(u32 c) { return c - 'a' < 26; }
static bool ascii_upper(u32 c) { return c - 'A' < 26; }
static u32 reader(const void *text, u32 at) { return text_char(text, at); }

/* ---- changing case ---- */

/* What character i becomes. */
static u32 change(UnicodeCase which, const Text *t, u32 i, u32 out[UNICODE_CASE_MAX]) {
    u32 c = text_char(t, i);
    if (c < 0x80) {
        bool lower = which == CASE_LOWER || which == CASE_FOLD;
        out[0] = lower ? (ascii_upper(c) ? c + 32 : c) : ascii_lower(c) ? c - 32 : c;
        return 1;
    }
    if (c == 0x3A3 && which == CASE_LOWER) return out[0] = unicode_final_sigma(reader, t, t->length, i) ? 0x3C2 : 0x3C3, 1;
    return unicode_case(which, c, out);
}

static void put_changed(TextBuilder *b, UnicodeCase which, const Text *t, u32 i) {
    u32 out[UNICODE_CASE_MAX], n = change(which, t, i, out);
    for (u32 k = 0; k < n; k++) builder_char(b, out[k]);
}

/* What a letter's case hangs on, in a text of ASCII. */
typedef enum { TO_UPPER, TO_LOWER, TO_CAPITALIZED, TO_TITLE, TO_SWAPPED } AsciiChange;

static Value change_ascii(const Text *t, AsciiChange to) {
    Text *made = text_new(t->length, 127);
    if (!made) return VALUE_ERROR;
    u32 low = to == TO_LOWER ? 32 : 0; /* the bit that the next letter gets */
    for (u32 i = 0; i < t->length; i++) {
        u32 c = t->data[i], letter = (c | 32) - 'a' < 26 ? 32 : 0;
        if (to == TO_SWAPPED) low = ~c & 32;
        made->data[i] = (u8)((c & ~letter) | (low & letter));
        if (to == TO_TITLE) low = letter;
        if (to == TO_CAPITALIZED) low = 32;
    }
    return value_of(made);
}

static bool is_ascii_run(const Text *t) { return t->ascii && t->length > 1; } /* one character is a text that is there already */

static Value change_all(Ref self, UnicodeCase which) {
    const Text *t = text_of(self);
    fuel_charge(t->length >> 3);
    if (is_ascii_run(t)) return change_ascii(t, which == CASE_UPPER ? TO_UPPER : TO_LOWER);
    TextBuilder b = {0};
    for (u32 i = 0; i < t->length; i++) put_changed(&b, which, t, i);
    return text_value(builder_finish(&b));
}

Value str_lower(Ref self) { return change_all(self, CASE_LOWER); }
Value str_upper(Ref self) { return change_all(self, CASE_UPPER); }
Value str_casefold(Ref self) { return change_all(self, CASE_FOLD); }

Value str_capitalize(Ref self) {
    const Text *t = text_of(self);
    fuel_charge(t->length >> 3);
    if (is_ascii_run(t)) return change_ascii(t, TO_CAPITALIZED);
    TextBuilder b = {0};
    for (u32 i = 0; i < t->length; i++) put_changed(&b, i ? CASE_LOWER : CASE_TITLE, t, i);
    return text_value(builder_finish(&b));
}

Value str_title(Ref self) {
    const Text *t = text_of(self);
    fuel_charge(t->length >> 3);
    if (is_ascii_run(t)) return change_ascii(t, TO_TITLE);
    TextBuilder b = {0};
    bool inside = false;
    for (u32 i = 0; i < t->length; i++) {
        put_changed(&b, inside ? CASE_LOWER : CASE_TITLE, t, i);
        inside = unicode_is_cased(text_char(t, i));
    }
    return text_value(builder_finish(&b));
}

Value str_swapcase(Ref self) {
    const Text *t = text_of(self);
    fuel_charge(t->length >> 3);
    if (is_ascii_run(t)) return change_ascii(t, TO_SWAPPED);
    TextBuilder b = {0};
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        if (unicode_is_upper(c)) put_changed(&b, CASE_LOWER, t, i);
        else if (unicode_is_lower(c)) put_changed(&b, CASE_UPPER, t, i);
        else builder_char(&b, c);
    }
    return text_value(builder_finish(&b));
}

/* ---- asking ---- */

Value str_isascii(Ref self) { return value_bool(text_of(self)->ascii); }

typedef bool Question(u32 c);
static Value all(Ref self, Question *question) {
    const Text *t = text_of(self);
    fuel_charge(t->length >> 4);
    for (u32 i = 0; i < t->length; i++)
        if (!question(text_char(t, i))) return value_bool(false);
    return value_bool(t->length > 0);
}

Value str_isspace(Ref self) { return all(self, unicode_is_space); }
Value str_isdecimal(Ref self) { return all(self, unicode_is_decimal); }
Value str_isdigit(Ref self) { return all(self, unicode_is_digit); }
Value str_isnumeric(Ref self) { return all(self, unicode_is_numeric); }
Value str_isalpha(Ref self) { return all(self, unicode_is_alpha); }
Value str_isalnum(Ref self) { return all(self, unicode_is_alnum); }
Value str_isprintable(Ref self) { return text_of(self)->length ? all(self, unicode_is_printable) : value_bool(true); }

/* No character is of `other` case or title case, and one is of `case_`. */
static Value is_case(Ref self, Question *case_, Question *other) {
    const Text *t = text_of(self);
    bool any = false;
    fuel_charge(t->length >> 4);
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        if (other(c) || unicode_is_title(c)) return value_bool(false);
        any |= case_(c);
    }
    return value_bool(any);
}

Value str_islower(Ref self) { return is_case(self, unicode_is_lower, unicode_is_upper); }
Value str_isupper(Ref self) { return is_case(self, unicode_is_upper, unicode_is_lower); }

Value str_istitle(Ref self) {
    const Text *t = text_of(self);
    bool inside = false, any = false;
    fuel_charge(t->length >> 4);
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        bool begins = unicode_is_upper(c) || unicode_is_title(c), goes_on = unicode_is_lower(c);
        if (begins ? inside : goes_on && !inside) return value_bool(false);
        inside = begins || goes_on;
        any |= inside;
    }
    return value_bool(any);
}

Value str_isidentifier(Ref self) {
    const Text *t = text_of(self);
    if (!t->length || !unicode_is_identifier_start(text_char(t, 0))) return value_bool(false);
    fuel_charge(t->length >> 4);
    for (u32 i = 1; i < t->length; i++)
        if (!unicode_is_identifier_part(text_char(t, i))) return value_bool(false);
    return value_bool(true);
}
