/* unicode.c: lookups in the tables that toolchain/gen_unicode.mjs makes.
 *
 * unicode_data.h is included here and nowhere else. ASCII takes no path of its
 * own here: callers who care loop over ASCII themselves.
 */
#include "base/unicode.h"

#include "unicode_data.h"

/* -- kinds ---------------------------------------------------------------- */

INLINE const Kind *kind(u32 c) { return &KINDS[kind_of(c)]; }

INLINE bool has(u32 c, u32 flag) { return (kind(c)->flags & flag) != 0; }

INLINE bool in_categories(u32 c, u32 set) { return set >> kind(c)->category & 1; }

#define SET(category) (1u << CATEGORY_##category)
#define LETTERS (SET(LU) | SET(LL) | SET(LT) | SET(LM) | SET(LO))
#define UNPRINTABLE (SET(CN) | SET(ZS) | SET(ZL) | SET(ZP) | SET(CC) | SET(CF) | SET(CS) | SET(CO))

UnicodeCategory unicode_category(u32 c) { return (UnicodeCategory)kind(c)->category; }
u8 unicode_combining(u32 c) { return kind(c)->combining; }

const char *unicode_category_name(UnicodeCategory category) {
    static const char NAMES[][3] = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd",
                                    "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
                                    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"};
    return NAMES[category];
}

bool unicode_is_alpha(u32 c) { return in_categories(c, LETTERS); }
bool unicode_is_decimal(u32 c) { return has(c, FLAG_DECIMAL); }
bool unicode_is_digit(u32 c) { return has(c, FLAG_DIGIT); }
bool unicode_is_printable(u32 c) { return c == ' ' || !in_categories(c, UNPRINTABLE); }
bool unicode_is_space(u32 c) { return has(c, FLAG_SPACE); }
bool unicode_is_line_break(u32 c) { return has(c, FLAG_LINE_BREAK); }
bool unicode_is_lower(u32 c) { return has(c, FLAG_LOWER); }
bool unicode_is_upper(u32 c) { return has(c, FLAG_UPPER); }
bool unicode_is_title(u32 c) { return in_categories(c, SET(LT)); }
bool unicode_is_cased(u32 c) { return has(c, FLAG_CASED); }
bool unicode_is_case_ignorable(u32 c) { return has(c, FLAG_CASE_IGNORABLE); }
bool unicode_is_identifier_start(u32 c) { return c == '_' || has(c, FLAG_XID_START); }
bool unicode_is_identifier_part(u32 c) { return has(c, FLAG_XID_CONTINUE); }

/* -- numbers -------------------------------------------------------------- */

/* The index of the last start that is not above c, or -1. */
static i32 find_run(const u32 *starts, u32 count, u32 c) {
    u32 low = 0, high = count;
    while (low < high) {
        u32 middle = (low + high) / 2;
        if (starts[middle] <= c) low = middle + 1;
        else high = middle;
    }
    return (i32)low - 1;
}

static i32 value_index(u32 c) {
    i32 run = find_run(NUMBER_STARTS, COUNT_OF(NUMBER_STARTS), c);
    if (run < 0 || c - NUMBER_STARTS[run] >= NUMBER_COUNTS[run]) return -1;
    return (i32)(NUMBER_FIRSTS[run] + c - NUMBER_STARTS[run]);
}

bool unicode_is_numeric(u32 c) { return value_index(c) >= 0; }

bool unicode_is_alnum(u32 c) { return unicode_is_alpha(c) || unicode_is_numeric(c); } /* decimals, digits are numeric */

bool unicode_numeric(u32 c, f64 *value) {
    i32 index = value_index(c);
    if (index >= 0) *value = NUMBER_VALUES[index];
    return index >= 0;
}

/* The values 0 to 9 stand first, so that an index is its value. */
i32 unicode_decimal(u32 c) { return has(c, FLAG_DECIMAL) ? value_index(c) : -1; }
i32 unicode_digit(u32 c) { return has(c, FLAG_DIGIT) ? value_index(c) : -1; }

/* -- letter case ---------------------------------------------------------- */

/* A row is a letter, then for each case where its characters start in CASE_UNITS, and in two bits how many. */
enum { SPECIAL_COLUMNS = 5, SPECIAL_ROWS = COUNT_OF(CASE_SPECIAL) / SPECIAL_COLUMNS };

static const u16 *special_row(u32 c) {
    u32 low = 0, high = SPECIAL_ROWS;
    while (low < high) {
        u32 middle = (low + high) / 2;
        if (CASE_SPECIAL[middle * SPECIAL_COLUMNS] < c) low = middle + 1;
        else high = middle;
    }
    return &CASE_SPECIAL[low * SPECIAL_COLUMNS];
}

u32 unicode_case(UnicodeCase which, u32 c, u32 out[UNICODE_CASE_MAX]) {
    const u8 *row = CASE_ROWS[case_row_of(c)];
    if (!row[4]) {
        out[0] = c + (u32)CASE_DELTAS[row[which]];
        return 1;
    }
    u32 cell = special_row(c)[1 + which], count = cell & 3;
    for (u32 i = 0; i < count; i++) out[i] = CASE_UNITS[(cell >> 2) + i];
    return count;
}

u32 unicode_simple_case(UnicodeCase which, u32 c) {
    u32 out[UNICODE_CASE_MAX];
    unicode_case(which, c, out);
    return out[0];
}

/* A cased letter before and none after, not counting what case ignores. */
bool unicode_final_sigma(UnicodeReader read, const void *text, u32 length, u32 at) {
    u32 i = at;
    while (i > 0 && unicode_is_case_ignorable(read(text, i - 1))) i--;
    if (i == 0 || !unicode_is_cased(read(text, i - 1))) return false;
    for (i = at + 1; i < length && unicode_is_case_ignorable(read(text, i)); i++) {}
    return i == length || !unicode_is_cased(read(text, i));
}

/* -- normal forms --------------------------------------------------------- */

/* Hangul syllables are computed: leading, vowel, trailing. */
enum { L_BASE = 0x1100, V_BASE = 0x1161, T_BASE = 0x11a7, S_BASE = 0xac00, L_COUNT = 19, V_COUNT = 21, T_COUNT = 28 };
enum { S_COUNT = L_COUNT * V_COUNT * T_COUNT };

static u32 decompose_hangul(u32 syllable, u32 *out) {
    u32 s = syllable - S_BASE;
    out[0] = L_BASE + s / (V_COUNT * T_COUNT);
    out[1] = V_BASE + s / T_COUNT % V_COUNT;
    out[2] = T_BASE + s % T_COUNT;
    return s % T_COUNT == 0 ? 2 : 3;
}

/* One step; `out` holds UNICODE_DECOMPOSITION_MAX. 0 if c stays. */
static u32 decompose_once(u32 c, u32 *out, bool *compatible) {
    *compatible = false;
    if (c - S_BASE < S_COUNT) return decompose_hangul(c, out);
    i32 run = find_run(DECOMPOSITION_STARTS, COUNT_OF(DECOMPOSITION_STARTS), c);
    if (run < 0 || c - DECOMPOSITION_STARTS[run] >= DECOMPOSITION_COUNTS[run]) return 0;
    u32 length = DECOMPOSITION_LENGTHS[run];
    const u16 *at = DECOMPOSITION_UNITS + DECOMPOSITION_AT[run] + (c - DECOMPOSITION_STARTS[run]) * length;
    *compatible = at >= DECOMPOSITION_UNITS + DECOMPOSITION_CANONICAL_END;
    u32 count = 0;
    for (const u16 *end = at + length; at < end; at++) {
        bool high = *at >> 10 == 0xd800 >> 10;
        out[count++] = high ? 0x10000 + ((*at & 0x3ffu) << 10) + (at[1] & 0x3ffu) : *at;
        at += high;
    }
    return count;
}

u32 unicode_decomposition(u32 c, u32 out[UNICODE_DECOMPOSITION_MAX], bool *compatible) {
    return c - S_BASE < S_COUNT ? 0 : decompose_once(c, out, compatible);
}

/* To the end, at most UNICODE_DECOMPOSITION_MAX characters. Depth: the tables', at most 4. */
static u32 decompose(u32 c, bool compatible, u32 *out) {
    u32 parts[UNICODE_DECOMPOSITION_MAX];
    bool loose;
    u32 count = c < 0xa0 ? 0 : decompose_once(c, parts, &loose);
    if (count == 0 || (loose && !compatible)) {
        out[0] = c;
        return 1;
    }
    u32 total = 0;
    for (u32 i = 0; i < count; i++) total += decompose(parts[i], compatible, out + total);
    return total;
}

enum { SHORT_RUN = 24 };

/* Marks after a letter, in the order of their classes, equals as they came. Few by insertion;
 * many by counting, with as much room behind the text, so that a hostile text stays linear. */
static void sort_marks(u32 *marks, u32 n, u32 *room) {
    if (n <= SHORT_RUN) {
        for (u32 i = 1; i < n; i++) {
            u32 mark = marks[i], at = i;
            u8 class = unicode_combining(mark);
            for (; at > 0 && unicode_combining(marks[at - 1]) > class; at--) marks[at] = marks[at - 1];
            marks[at] = mark;
        }
        return;
    }
    u32 ends[257] = {0};
    for (u32 i = 0; i < n; i++) ends[unicode_combining(marks[i]) + 1]++;
    for (u32 i = 1; i < COUNT_OF(ends); i++) ends[i] += ends[i - 1];
    for (u32 i = 0; i < n; i++) room[ends[unicode_combining(marks[i])]++] = marks[i];
    memcpy(marks, room, (size_t)n * sizeof(u32));
}

static void order_marks(u32 *text, u32 n) {
    for (u32 at = 0; at < n;) {
        u32 start = at;
        while (at < n && unicode_combining(text[at]) != 0) at++;
        sort_marks(text + start, at - start, text + n);
        at += at == start;
    }
}

static u32 compose_hangul(u32 first, u32 second) {
    if (first - L_BASE < L_COUNT && second - V_BASE < V_COUNT)
        return S_BASE + ((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;
    if (first - S_BASE < S_COUNT && (first - S_BASE) % T_COUNT == 0 && second - T_BASE - 1 < T_COUNT - 1)
        return first + (second - T_BASE);
    return 0;
}

/* The character that decomposes into this pair, or 0. */
static u32 compose_pair(u32 first, u32 second) {
    u32 syllable = compose_hangul(first, second);
    if (syllable || !has(second, FLAG_COMPOSES_BACK)) return syllable;
    u32 key = first << 16 | (second & 0xffff), low = 0, high = COUNT_OF(PAIR_FIRSTS);
    while (low < high) {
        u32 middle = (low + high) / 2;
        if (((u32)PAIR_FIRSTS[middle] << 16 | PAIR_SECONDS[middle]) < key) low = middle + 1;
        else high = middle;
    }
    if (low == COUNT_OF(PAIR_FIRSTS) || ((u32)PAIR_FIRSTS[low] << 16 | PAIR_SECONDS[low]) != key) return 0;
    u32 parts[UNICODE_DECOMPOSITION_MAX], composed = (first & ~0xffffu) | PAIR_COMPOSED[low];
    bool loose;
    bool same_plane = decompose_once(composed, parts, &loose) == 2 && parts[0] == first && parts[1] == second;
    return same_plane ? composed : 0;
}

/* In place: each mark joins the last letter unless one of the same or a higher class stands between. */
static u32 compose_all(u32 *text, u32 n) {
    u32 kept = 0, starter = UINT32_MAX;
    u8 last = 0;
    for (u32 i = 0; i < n; i++) {
        u32 c = text[i];
        u8 class = unicode_combining(c);
        bool open = starter != UINT32_MAX && (starter + 1 == kept || (last != 0 && last < class));
        u32 composed = open ? compose_pair(text[starter], c) : 0;
        if (composed) {
            text[starter] = composed;
            continue;
        }
        if (class == 0) starter = kept;
        last = class;
        text[kept++] = c;
    }
    return kept;
}

u64 unicode_normalize_room(UnicodeForm form, const u32 *in, u32 n) {
    bool compatible = form == FORM_NFKC || form == FORM_NFKD;
    u64 total = 0;
    u32 marks = 0, most = 0, parts[UNICODE_DECOMPOSITION_MAX];
    for (u32 i = 0; i < n; i++) {
        u32 count = decompose(in[i], compatible, parts);
        for (u32 k = 0; k < count; k++) {
            marks = unicode_combining(parts[k]) != 0 ? marks + 1 : 0;
            most = u32_max(most, marks);
        }
        total += count;
    }
    return total + (most > SHORT_RUN ? most : 0);
}

u32 unicode_normalize(UnicodeForm form, const u32 *in, u32 n, u32 *out) {
    bool compatible = form == FORM_NFKC || form == FORM_NFKD;
    u32 length = 0;
    for (u32 i = 0; i < n; i++) length += decompose(in[i], compatible, out + length);
    order_marks(out, length);
    return form == FORM_NFC || form == FORM_NFKC ? compose_all(out, length) : length;
}

/* -- UTF-8 ---------------------------------------------------------------- */

INLINE bool is_tail(u8 byte) { return byte >> 6 == 2; }

static u32 utf8_fault(UnicodeFault *fault, u32 start, u32 end, const char *reason) {
    *fault = (UnicodeFault){start, end, reason};
    return 0;
}

/* The first tail is narrower after E0, ED, F0 and F4: no overlong forms, surrogates, or beyond U+10FFFF. */
static bool is_first_tail(u8 lead, u8 tail) {
    u8 low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    u8 high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return tail >= low && tail <= high;
}

u32 unicode_utf8_next(const u8 *bytes, u32 at, u32 n, u32 *c, UnicodeFault *fault) {
    u8 lead = bytes[at];
    if (lead < 0x80) {
        *c = lead;
        return 1;
    }
    u32 size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size == 0) return utf8_fault(fault, at, at + 1, "invalid start byte");
    u32 value = lead & (0x7fu >> size);
    for (u32 i = 1; i < size; i++) {
        if (at + i == n) return utf8_fault(fault, at, n, "unexpected end of data");
        u8 tail = bytes[at + i];
        bool good = i == 1 ? is_first_tail(lead, tail) : is_tail(tail);
        if (!good) return utf8_fault(fault, at, at + i, "invalid continuation byte");
        value = value << 6 | (tail & 0x3f);
    }
    *c = value;
    return size;
}

/* Bytes of ASCII from `at` on, eight at a time. */
static u32 ascii_run(const u8 *bytes, u32 at, u32 n) {
    u32 start = at;
    for (u64 word; at + 8 <= n; at += 8) {
        memcpy(&word, bytes + at, 8);
        if (word & 0x8080808080808080ull) break;
    }
    while (at < n && bytes[at] < 0x80) at++;
    return at - start;
}

bool unicode_utf8_scan(const u8 *bytes, u32 n, UnicodeScan *scan, UnicodeFault *fault) {
    *scan = (UnicodeScan){0, 0};
    for (u32 at = 0; at < n;) {
        u32 c, size = ascii_run(bytes, at, n);
        at += size;
        scan->count += size;
        if (at == n) break;
        size = unicode_utf8_next(bytes, at, n, &c, fault);
        if (size == 0) return false;
        at += size;
        scan->count++;
        scan->highest = u32_max(scan->highest, c);
    }
    return true;
}

INLINE void store(void *out, u32 width, u32 at, u32 c) {
    if (width == 1) ((u8 *)out)[at] = (u8)c;
    else if (width == 2) ((u16 *)out)[at] = (u16)c;
    else ((u32 *)out)[at] = c;
}

INLINE u32 load(const void *text, u32 width, u32 at) {
    return width == 1 ? ((const u8 *)text)[at] : width == 2 ? ((const u16 *)text)[at] : ((const u32 *)text)[at];
}

void unicode_utf8_decode(const u8 *bytes, u32 n, void *out, u32 width) {
    u32 count = 0;
    UnicodeFault fault;
    for (u32 at = 0; at < n;) {
        u32 c, run = ascii_run(bytes, at, n);
        if (width == 1) memcpy((u8 *)out + count, bytes + at, run);
        else
            for (u32 i = 0; i < run; i++) store(out, width, count + i, bytes[at + i]);
        at += run;
        count += run;
        if (at == n) break;
        u32 size = unicode_utf8_next(bytes, at, n, &c, &fault);
        CHECK(size > 0, "only what was scanned is decoded");
        store(out, width, count++, c);
        at += size;
    }
}

bool unicode_utf8_size(const void *text, u32 n, u32 width, u64 *size, UnicodeFault *fault) {
    u64 total = n;
    for (u32 i = 0; i < n; i++) {
        u32 c = load(text, width, i);
        total += (c > 0x7f) + (c > 0x7ff) + (c > 0xffff);
        if (unicode_is_surrogate(c)) {
            u32 end = i + 1;
            while (end < n && unicode_is_surrogate(load(text, width, end))) end++;
            utf8_fault(fault, i, end, "surrogates not allowed");
            return false;
        }
    }
    *size = total;
    return true;
}

u32 unicode_utf8_put(u32 c, u8 out[4]) {
    if (c < 0x80) {
        out[0] = (u8)c;
        return 1;
    }
    u32 size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (u32 i = size - 1; i > 0; i--, c >>= 6) out[i] = 0x80 | (c & 0x3f);
    out[0] = (u8)(0xf00u >> size | c);
    return size;
}

void unicode_utf8_encode(const void *text, u32 n, u32 width, u8 *out) {
    for (u32 i = 0; i < n; i++) {
        u32 c = load(text, width, i);
        if (c < 0x80) *out++ = (u8)c;
        else out += unicode_utf8_put(c, out);
    }
}
