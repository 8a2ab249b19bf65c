/* inflate_test.c: streams that zlib wrote and streams put together bit by bit; then cut, longer, and with every byte wrong. */
#include "unit.h"

#include "base/inflate.h"

static u8 out[8192];

static bool gives(const u8 *packed, u32 n, const char *text, u32 length) {
    memset(out, 0xA5, sizeof out);
    return inflate((Bytes){packed, n}, out, length) && memcmp(out, text, length) == 0 && out[length] == 0xA5;
}

/* By zlib: stored, with fixed codes, with a match that overlaps itself. */
static const u8 stored[] = {1, 5, 0, 250, 255, 'p', 'l', 'a', 'i', 'n'};
static const u8 fixed[] = {75, 76, 74, 78, 196, 64, 58, 10, 137, 73, 201, 41, 0};
static const char fixed_text[] = "abcabcabcabcabcabcabc, abcd";
static const u8 program[] = {
    75, 203, 47, 82, 200, 84, 200, 204, 83, 40, 74, 204, 75, 79, 213, 48, 52, 208, 180, 226, 82, 80, 80, 80, 40, 40, 202,
    204, 43, 209, 200, 212, 81, 72, 205, 75, 177, 85, 82, 80, 210, 228, 74, 203, 47, 82, 200, 66, 168, 52, 66, 85, 153,
    165, 160, 165, 96, 4, 85, 173, 3, 82, 14, 0};
static const char program_text[] = "for i in range(10):\n    print(i, end=\" \")\nfor j in range(20):\n    print(j * 2, end=\", \")\n";

/* Streams of our own: numbers go in from their lowest bit, codes from their highest. */
static u8 made[4096];
static u32 made_bits;
static void put(u32 value, u32 n) {
    for (u32 i = 0; i < n; i++, made_bits++) {
        if (!(made_bits & 7)) made[made_bits >> 3] = 0;
        made[made_bits >> 3] |= (u8)((value >> i & 1) << (made_bits & 7));
    }
}
static void put_code(u32 code, u32 n) {
    while (n--) put(code >> n & 1, 1);
}
static u32 made_bytes(void) { return (made_bits + 7) >> 3; }

/* A last block of codes 0, 10, 110, …: byte i has i + 1 bits up to 14, byte 14 and the end have 15. The code of lengths
 * has five bits for each of 0 … 15 and 18, in this order. */
static void begin_long_codes(void) {
    made_bits = 0;
    put(1, 1), put(2, 2), put(0, 5), put(0, 5), put(15, 4);
    for (u32 i = 0; i < 19; i++) put(i == 0 || i == 1 ? 0 : 5, 3);
    for (u32 length = 1; length <= 15; length++) put_code(length, 5);
    put_code(16, 5), put(138 - 11, 7), put_code(16, 5), put(103 - 11, 7);
    put_code(15, 5), put_code(0, 5);
}
static void put_long(u32 byte) {
    if (byte < 14) put_code((1u << (byte + 1)) - 2, byte + 1);
    else put_code(byte == 14 ? 0x7FFE : 0x7FFF, 15);
}
enum { THE_END = 15 };

TEST(stored_and_fixed_blocks) {
    EXPECT(gives(stored, sizeof stored, "plain", 5));
    EXPECT(gives(fixed, sizeof fixed, fixed_text, sizeof fixed_text - 1));
    EXPECT(gives(program, sizeof program, program_text, sizeof program_text - 1));
    static const u8 nothing[] = {3, 0};
    EXPECT(gives(nothing, 2, "", 0));
}

TEST(codes_of_every_length) {
    char text[15 * 15];
    begin_long_codes();
    for (u32 i = 0; i < sizeof text; i++) put_long((u32)(text[i] = (char)(i * 7 % 15)));
    put_long(THE_END);
    EXPECT(gives(made, made_bytes(), text, sizeof text));
    EXPECT(!gives(made, made_bytes() - 1, text, sizeof text));
}

TEST(several_blocks) {
    static const u8 two[] = {0, 1, 0, 254, 255, 'x', 1, 5, 0, 250, 255, 'p', 'l', 'a', 'i', 'n'};
    EXPECT(gives(two, sizeof two, "xplain", 6));
}

TEST(matches_that_overlap_and_that_reach_back) {
    static char text[4096];
    made_bits = 0;
    put(1, 1), put(1, 2), put_code(0x30 + 'z', 8);
    put_code(0xC5, 8), put_code(0, 5);                 /* 258 from 1 before */
    put_code(0xC0, 8), put(0, 4), put_code(15, 5), put(63, 6); /* 115 from 193 + 63 before */
    put_code(0, 7);
    memset(text, 'z', 1 + 258 + 115);
    EXPECT(gives(made, made_bytes(), text, 1 + 258 + 115));
}

TEST(other_lengths_than_asked_for) {
    EXPECT(!gives(fixed, sizeof fixed, fixed_text, sizeof fixed_text - 2));
    EXPECT(!gives(fixed, sizeof fixed, fixed_text, sizeof fixed_text));
    EXPECT(!gives(stored, sizeof stored, "plai", 4));
    EXPECT(!gives(stored, sizeof stored, "plain", 6));
}

TEST(wrong_streams) {
    static const u8 third_kind[] = {7, 0, 0}, complement[] = {1, 5, 0, 251, 255, 'p', 'l', 'a', 'i', 'n'};
    EXPECT(!gives(third_kind, 3, "", 0));
    EXPECT(!gives(complement, sizeof complement, "plain", 5));
    EXPECT(!inflate((Bytes){third_kind, 0}, out, 0));
    made_bits = 0; /* a match from before the beginning */
    put(1, 1), put(1, 2), put_code(0x30 + 'a', 8), put_code(1, 7), put_code(1, 5), put_code(0, 7);
    EXPECT(!gives(made, made_bytes(), "aaaa", 4));
    made_bits = 0; /* length codes 286 and 287, distances 30 and 31 are no codes */
    put(1, 1), put(1, 2), put_code(0x30 + 'a', 8), put_code(0xC6, 8), put_code(0, 5), put_code(0, 7);
    EXPECT(!gives(made, made_bytes(), "aaaa", 4));
    made_bits = 0;
    put(1, 1), put(1, 2), put_code(0x30 + 'a', 8), put_code(1, 7), put_code(30, 5), put_code(0, 7);
    EXPECT(!gives(made, made_bytes(), "aaaa", 4));
    made_bits = 0; /* a repeat of nothing: 16 is the first length */
    put(1, 1), put(2, 2), put(0, 5), put(0, 5), put(0, 4), put(1, 3), put(1, 3), put(0, 3), put(0, 3), put_code(0, 1);
    put(0, 32);
    EXPECT(!gives(made, made_bytes(), "", 0));
    made_bits = 0; /* three codes of one bit */
    put(1, 1), put(2, 2), put(0, 5), put(0, 5), put(0, 4), put(1, 3), put(1, 3), put(1, 3), put(0, 3), put(0, 32);
    EXPECT(!gives(made, made_bytes(), "", 0));
}

/* What comes out does not matter; nothing may be read or written elsewhere, and a stream that is cut is never right. */
static void spoil(const u8 *packed, u32 n, u32 length) {
    u8 copy[512];
    for (u32 cut = 0; cut < n; cut++) {
        memcpy(copy + sizeof copy - cut, packed, cut);
        EXPECT(!inflate((Bytes){copy + sizeof copy - cut, cut}, out, length));
    }
    for (u32 at = 0; at < n; at++) {
        for (u32 wrong = 1; wrong < 256; wrong++) {
            memcpy(copy + sizeof copy - n, packed, n);
            copy[sizeof copy - n + at] ^= (u8)wrong;
            memset(out, 0xA5, sizeof out);
            bool any = inflate((Bytes){copy + sizeof copy - n, n}, out + sizeof out - length, length);
            (void)any;
            EXPECT_EQ(out[sizeof out - length - 1], 0xA5);
        }
    }
}

TEST(streams_with_every_byte_wrong) {
    spoil(stored, sizeof stored, 5);
    spoil(fixed, sizeof fixed, sizeof fixed_text - 1);
    spoil(program, sizeof program, sizeof program_text - 1);
    begin_long_codes();
    for (u32 i = 0; i < 40; i++) put_long(i % 15);
    put_long(THE_END);
    spoil(made, made_bytes(), 40);
}

UNIT_MAIN()
