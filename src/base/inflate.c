/* inflate.c: see inflate.h. Owns nothing; all state is on the C stack (about 4 KB).
 *
 * A code is decoded by one look at the next QUICK bits; the few codes that are longer, bit by bit: codes of a length are
 * consecutive numbers, and the first of a length follows from the counts of the shorter ones (RFC 1951, 3.2.2).
 * Bits beyond the stream's end read as zeros, but cannot be dropped: that is how an early end is found.
 */
#include "base/inflate.h"

enum { LONGEST = 15, QUICK = 9, LITERALS = 288, DISTANCES = 30, LENGTH_CODES = 19, END_OF_BLOCK = 256, BAD = 0xFFFF };

typedef struct {
    const u8 *at, *end;
    u64 bits; /* the lowest is next */
    u32 count;
    u8 *to, *begin, *limit;
} Stream;

typedef struct {
    u16 counts[LONGEST + 1];    /* codes of each length */
    u16 symbols[LITERALS];      /* in the order of their codes */
    u16 quick[1 << QUICK];      /* symbol << 4 | length; 0: longer than QUICK, or no code */
} Code;

/* At least 56 bits, as long as there are any: enough for a whole match. What is above `count` may be there already. */
INLINE void fill(Stream *s) {
    if (LIKELY(s->end - s->at >= 8)) {
        u64 next;
        memcpy(&next, s->at, 8);
        s->bits |= next << s->count;
        s->at += (63 - s->count) >> 3;
        s->count |= 56;
        return;
    }
    while (s->count <= 56 && s->at < s->end) {
        s->bits |= (u64)*s->at++ << s->count;
        s->count += 8;
    }
}

INLINE bool drop(Stream *s, u32 n) {
    if (s->count < n) return false;
    s->bits >>= n;
    s->count -= n;
    return true;
}

/* n <= 16. BAD + 1: the stream is at its end. */
INLINE u32 take_filled(Stream *s, u32 n) {
    u32 value = (u32)s->bits & ((1u << n) - 1);
    return drop(s, n) ? value : BAD + 1;
}

static u32 take(Stream *s, u32 n) {
    fill(s);
    return take_filled(s, n);
}

static u32 reversed(u32 code, u32 length) {
    u32 result = 0;
    for (; length; length--, code >>= 1) result = result << 1 | (code & 1);
    return result;
}

/* false: more codes than there is room for. Too few are no fault: what has no code is found when it is met. */
static bool code_build(Code *code, const u8 *lengths, u32 n) {
    u16 next[LONGEST + 1], first = 0;
    u32 number = 0;
    memset(code, 0, sizeof *code);
    for (u32 i = 0; i < n; i++) code->counts[lengths[i]]++;
    code->counts[0] = 0;
    for (u32 length = 1; length <= LONGEST; length++) {
        next[length] = first;
        first += code->counts[length];
        number = number << 1;
        if (number + code->counts[length] > 1u << length) return false;
        number += code->counts[length];
    }
    for (u32 i = 0; i < n; i++)
        if (lengths[i]) code->symbols[next[lengths[i]]++] = (u16)i;
    number = 0;
    for (u32 length = 1, at = 0; length <= QUICK; length++, number <<= 1) {
        for (u32 i = 0; i < code->counts[length]; i++, number++, at++)
            for (u32 bits = reversed(number, length); bits < 1u << QUICK; bits += 1u << length)
                code->quick[bits] = (u16)(code->symbols[at] << 4 | length);
    }
    return true;
}

/* symbol << 4 | length; 0: no code. */
static NOINLINE u32 find_long(u32 bits, const Code *code) {
    u32 number = 0, first = 0, at = 0;
    for (u32 length = 1; length <= LONGEST; length++) {
        u32 count = code->counts[length];
        number = number << 1 | (bits >> (length - 1) & 1);
        if (number - first < count) return (u32)code->symbols[at + number - first] << 4 | length;
        at += count;
        first = (first + count) << 1;
    }
    return 0;
}

INLINE u32 decode(Stream *s, const Code *code) {
    u32 found = code->quick[(u32)s->bits & ((1u << QUICK) - 1)];
    if (UNLIKELY(!found)) found = find_long((u32)s->bits, code);
    return found && drop(s, found & 15) ? found >> 4 : BAD;
}

/* `coarse`: how many codes have each number of extra bits, as a power of two (lengths 2: four, distances 1: two). */
INLINE u32 extended(Stream *s, u32 code, u32 coarse) {
    u32 step = 1u << coarse;
    if (code < 2 * step) return code;
    u32 extra = (code >> coarse) - 1;
    u32 low = take_filled(s, extra);
    return low > BAD ? BAD : ((step + (code & (step - 1))) << extra) + low;
}

INLINE bool copy(Stream *s, u32 symbol, const Code *distances) {
    u32 code = symbol - (END_OF_BLOCK + 1);
    if (code > 28) return false;
    u32 length = code == 28 ? 255 : extended(s, code, 2);
    u32 distance_code = length == BAD ? BAD : decode(s, distances);
    if (distance_code >= DISTANCES) return false;
    u32 distance = extended(s, distance_code, 1);
    if (distance == BAD) return false;
    length += 3;
    distance += 1;
    if (distance > (u32)(s->to - s->begin) || length > (u32)(s->limit - s->to)) return false;
    u8 *to = s->to;
    s->to += length;
    for (const u8 *from = to - distance; length; length--) *to++ = *from++; /* may overlap: it repeats then */
    return true;
}

/* Works on a copy of the stream, which the compiler keeps in registers. */
static bool block(Stream *stream, const Code *literals, const Code *distances) {
    Stream s = *stream;
    for (;;) {
        fill(&s);
        u32 symbol = decode(&s, literals);
        if (symbol < END_OF_BLOCK) {
            if (s.to == s.limit) return false;
            *s.to++ = (u8)symbol;
        } else if (symbol == END_OF_BLOCK) {
            *stream = s;
            return true;
        } else if (!copy(&s, symbol, distances)) {
            return false;
        }
    }
}

static bool stored_block(Stream *s) {
    (void)drop(s, s->count & 7); /* the rest of a byte */
    u32 length = take(s, 16), complement = take(s, 16);
    if (length > BAD || complement > BAD || (length ^ complement) != 0xFFFF) return false;
    s->at -= s->count >> 3; /* whole bytes that were looked at go back */
    s->bits = s->count = 0;
    if (length > (u32)(s->end - s->at) || length > (u32)(s->limit - s->to)) return false;
    memcpy(s->to, s->at, length);
    s->to += length;
    s->at += length;
    return true;
}

static bool fixed_codes(Code *literals, Code *distances) {
    u8 lengths[LITERALS];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    if (!code_build(literals, lengths, LITERALS)) return false;
    memset(lengths, 5, DISTANCES);
    return code_build(distances, lengths, DISTANCES);
}

/* 16 17 18 0 8 7 9 6 10 5 … 15: from the middle outwards. */
static u32 length_code_at(u32 i) {
    if (i < 4) return i < 3 ? 16 + i : 0;
    i -= 4;
    return i & 1 ? 7 - i / 2 : 8 + i / 2;
}

/* Lengths are coded themselves, with runs: 16 repeats the last, 17 and 18 are zeros. */
static bool read_lengths(Stream *s, const Code *code, u8 *lengths, u32 n) {
    for (u32 i = 0; i < n;) {
        fill(s);
        u32 symbol = decode(s, code), run, value = 0;
        if (symbol < 16) {
            lengths[i++] = (u8)symbol;
            continue;
        }
        if (symbol > 18) return false;
        if (symbol == 16) {
            if (!i) return false;
            value = lengths[i - 1];
        }
        run = take(s, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
        if (run > BAD) return false;
        run += symbol == 18 ? 11 : 3;
        if (run > n - i) return false;
        memset(lengths + i, (int)value, run);
        i += run;
    }
    return true;
}

static bool dynamic_codes(Stream *s, Code *literals, Code *distances) {
    u8 lengths[LITERALS + 32];
    u32 header = take(s, 14);
    if (header > BAD) return false;
    u32 literal_count = (header & 31) + 257, distance_count = (header >> 5 & 31) + 1, n = (header >> 10) + 4;
    if (literal_count > 286 || distance_count > DISTANCES) return false;
    memset(lengths, 0, LENGTH_CODES);
    for (u32 i = 0; i < n; i++) {
        u32 length = take(s, 3);
        if (length > BAD) return false;
        lengths[length_code_at(i)] = (u8)length;
    }
    if (!code_build(literals, lengths, LENGTH_CODES)) return false;
    if (!read_lengths(s, literals, lengths, literal_count + distance_count)) return false;
    return code_build(literals, lengths, literal_count) && code_build(distances, lengths + literal_count, distance_count);
}

bool inflate(Bytes packed, u8 *to, u32 length) {
    Stream s = {.at = packed.at, .end = packed.at + packed.length, .to = to, .begin = to, .limit = to + length};
    Code literals, distances;
    for (;;) {
        u32 header = take(&s, 3);
        bool done;
        switch (header >> 1) {
        case 0: done = stored_block(&s); break;
        case 1: done = fixed_codes(&literals, &distances) && block(&s, &literals, &distances); break;
        case 2: done = dynamic_codes(&s, &literals, &distances) && block(&s, &literals, &distances); break;
        default: done = false; /* no such kind, or the stream's end */
        }
        if (!done) return false;
        if (header & 1) return s.to == s.limit;
    }
}
