/* unicode_test.c: every character asked every question, the answers folded into one
 * number per question and compared with CPython's (unicode_digests.h); and the
 * few things that need more than one character.
 *
 * Where a digest differs, tests/tools/unicode_digests.py is the place to print the
 * stream and compare word by word.
 */
#include "unit.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "unicode_digests.h"

static u64 state;

static void begin(void) { state = 0xcbf29ce484222325ull; }
static void word(u64 w) { state = (state ^ w) * 0x100000001b3ull; }

static void text(const u32 *characters, u32 n) {
    word(n);
    for (u32 i = 0; i < n; i++) word(characters[i]);
}

TEST(kinds) {
    begin();
    for (u32 c = 0; c <= UNICODE_MAX; c++) {
        bool upper = unicode_is_upper(c), lower = unicode_is_lower(c);
        bool sre_cased = unicode_simple_case(CASE_LOWER, c) != c || unicode_simple_case(CASE_UPPER, c) != c;
        bool answers[] = {unicode_is_alpha(c), unicode_is_alnum(c), unicode_is_decimal(c), unicode_is_digit(c),
                          unicode_is_numeric(c), unicode_is_printable(c), unicode_is_space(c),
                          unicode_is_line_break(c), lower, upper, upper || unicode_is_title(c),
                          unicode_is_identifier_start(c), unicode_is_identifier_part(c), sre_cased};
        u32 flags = 0;
        for (u32 i = 0; i < COUNT_OF(answers); i++) flags |= (u32)answers[i] << i;
        word((u64)flags << 16 | (u32)unicode_category(c) << 8 | unicode_combining(c));
    }
    EXPECT_EQ(state, DIGEST_KINDS);
}

static u64 case_digest(UnicodeCase which) {
    begin();
    for (u32 c = 0; c <= UNICODE_MAX; c++) {
        u32 out[UNICODE_CASE_MAX];
        text(out, unicode_case(which, c, out));
    }
    return state;
}

TEST(letter_case) {
    EXPECT_EQ(case_digest(CASE_LOWER), DIGEST_LOWER);
    EXPECT_EQ(case_digest(CASE_UPPER), DIGEST_UPPER);
    EXPECT_EQ(case_digest(CASE_TITLE), DIGEST_TITLE);
    EXPECT_EQ(case_digest(CASE_FOLD), DIGEST_FOLD);
}

TEST(swapped_case) {
    begin();
    for (u32 c = 0; c <= UNICODE_MAX; c++) {
        u32 out[UNICODE_CASE_MAX] = {c}, n = 1;
        if (unicode_is_upper(c)) n = unicode_case(CASE_LOWER, c, out);
        else if (unicode_is_lower(c)) n = unicode_case(CASE_UPPER, c, out);
        text(out, n);
    }
    EXPECT_EQ(state, DIGEST_SWAP);
}

TEST(simple_lower_case) {
    begin();
    for (u32 c = 0; c <= UNICODE_MAX; c++) word(unicode_simple_case(CASE_LOWER, c));
    EXPECT_EQ(state, DIGEST_SIMPLE_LOWER);
}

TEST(numbers) {
    begin();
    for (u32 c = 0; c <= UNICODE_MAX; c++) {
        word((u64)(unicode_decimal(c) + 1));
        word((u64)(unicode_digit(c) + 1));
        f64 value = -1;
        unicode_numeric(c, &value);
        u64 bits;
        memcpy(&bits, &value, 8);
        word(bits);
    }
    EXPECT_EQ(state, DIGEST_NUMBERS);
}

static void normal(UnicodeForm form, const u32 *in, u32 n) {
    u32 out[100];
    CHECK(unicode_normalize_room(form, in, n) <= COUNT_OF(out), "short texts stay short");
    text(out, unicode_normalize(form, in, n, out));
}

static u64 normal_digest(UnicodeForm form) {
    begin();
    for (u32 c = 0; c < 0x2fa20; c++) {
        normal(form, (u32[]){c}, 1);
        normal(form, (u32[]){c, 0x323, 0x307, 0x301}, 4);
        normal(form, (u32[]){0x1100, c, 0x11a8}, 3);
        normal(form, (u32[]){'a', c, 0x327, c, 0x301}, 5);
    }
    return state;
}

TEST(normal_forms) {
    EXPECT_EQ(normal_digest(FORM_NFC), DIGEST_NFC);
    EXPECT_EQ(normal_digest(FORM_NFD), DIGEST_NFD);
    EXPECT_EQ(normal_digest(FORM_NFKC), DIGEST_NFKC);
    EXPECT_EQ(normal_digest(FORM_NFKD), DIGEST_NFKD);
}

/* 3,000 marks of mixed classes after one letter: sorted by class, equals as they came. */
TEST(many_marks_stay_stable) {
    enum { N = 3001 };
    static const u32 marks[] = {0x301, 0x327, 0x316, 0x345, 0xff9e, 0x300};
    static const u32 classes_low_to_high[] = {0x3099, 0x327, 0x316, 0x301, 0x300, 0x345};
    u32 *in = malloc(N * sizeof(u32));
    in[0] = 'x';
    for (u32 i = 1; i < N; i++) in[i] = marks[(i - 1) % 6];
    u64 room = unicode_normalize_room(FORM_NFKD, in, N);
    EXPECT_EQ(room, N + N - 1);
    u32 *out = malloc((size_t)room * sizeof(u32));
    EXPECT_EQ(unicode_normalize(FORM_NFKD, in, N, out), N);
    EXPECT_EQ(out[0], 'x');
    EXPECT_EQ(out[1], classes_low_to_high[0]);
    EXPECT_EQ(out[1 + 500], classes_low_to_high[1]);
    EXPECT_EQ(out[1 + 1000], classes_low_to_high[2]);
    for (u32 i = 0; i < 1000; i++) EXPECT_EQ(out[1 + 1500 + i], classes_low_to_high[3 + i % 2]);
    EXPECT_EQ(out[N - 1], classes_low_to_high[5]);
    free(in);
    free(out);
}

static u32 read_byte_as_greek(const void *greek, u32 at) { /* one letter a byte; S is capital sigma */
    char c = ((const char *)greek)[at];
    return c == 'S' ? 0x3a3 : c == 'a' ? 0x3b1 : (u32)(u8)c;
}

static bool is_final(const char *greek, u32 at) {
    return unicode_final_sigma(read_byte_as_greek, greek, (u32)strlen(greek), at);
}

TEST(final_sigma) {
    EXPECT(is_final("aS", 1));
    EXPECT(is_final("aS a", 1));
    EXPECT(!is_final("aSa", 1));
    EXPECT(!is_final("S", 0));
    EXPECT(!is_final(" S", 1));
    EXPECT(is_final("a'S'.", 2));
    EXPECT(!is_final("a'S'a", 2));
    EXPECT(!is_final("1S", 1));
    EXPECT(is_final("SS", 1));
    EXPECT(!is_final("SS", 0));
}

/* -- UTF-8 ---------------------------------------------------------------- */

static const u8 EDGES[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xff};

static u32 reason_index(const char *reason) {
    static const char *const REASONS[] = {"invalid start byte", "invalid continuation byte", "unexpected end of data"};
    for (u32 i = 0; i < COUNT_OF(REASONS); i++)
        if (strcmp(REASONS[i], reason) == 0) return i;
    return 1000;
}

static void utf8_words(const u8 *bytes, u32 n) {
    UnicodeScan scan;
    UnicodeFault fault;
    if (!unicode_utf8_scan(bytes, n, &scan, &fault)) {
        word(99);
        word(fault.start);
        word(fault.end);
        word(reason_index(fault.reason));
        return;
    }
    u32 out[4];
    unicode_utf8_decode(bytes, n, out, 4);
    text(out, scan.count);
}

TEST(utf8_faults) {
    begin();
    u32 edges = COUNT_OF(EDGES);
    for (u32 lead = 0x80; lead < 0x100; lead++) {
        for (u32 size = 0, tails = 1; size < 4; size++, tails *= edges) {
            for (u32 number = 0; number < tails; number++) {
                u8 bytes[4] = {(u8)lead};
                for (u32 i = size, rest = number; i > 0; i--, rest /= edges) bytes[i] = EDGES[rest % edges];
                utf8_words(bytes, size + 1);
            }
        }
    }
    EXPECT_EQ(state, DIGEST_UTF8);
}

TEST(utf8_there_and_back) {
    for (u32 c = 0; c <= UNICODE_MAX; c++) {
        if (unicode_is_surrogate(c)) continue;
        u8 bytes[12];
        u32 text[2] = {c, 'x'}, back[2] = {0, 0};
        u64 size;
        UnicodeScan scan;
        UnicodeFault fault;
        EXPECT(unicode_utf8_size(text, 2, 4, &size, &fault));
        unicode_utf8_encode(text, 2, 4, bytes);
        EXPECT(unicode_utf8_scan(bytes, (u32)size, &scan, &fault));
        EXPECT(scan.count == 2 && scan.highest == (c < 0x80 ? 0 : c));
        unicode_utf8_decode(bytes, (u32)size, back, 4);
        EXPECT(back[0] == c && back[1] == 'x');
    }
}

TEST(utf8_of_other_widths) {
    static const u8 latin[] = {'h', 0xe9, 'l', 'l', 'o', ' ', 't', 'h', 'e', 'r', 'e', '!', 0xff};
    u8 bytes[40], back[sizeof latin];
    u64 size;
    UnicodeFault fault;
    EXPECT(unicode_utf8_size(latin, sizeof latin, 1, &size, &fault));
    EXPECT_EQ(size, sizeof latin + 2);
    unicode_utf8_encode(latin, sizeof latin, 1, bytes);
    unicode_utf8_decode(bytes, (u32)size, back, 1);
    EXPECT(memcmp(back, latin, sizeof latin) == 0);
    static const u16 broken[] = {'a', 0xd800, 0xdfff, 'b', 0xd800};
    EXPECT(!unicode_utf8_size(broken, COUNT_OF(broken), 2, &size, &fault));
    EXPECT(fault.start == 1 && fault.end == 3 && strcmp(fault.reason, "surrogates not allowed") == 0);
}

UNIT_MAIN()
