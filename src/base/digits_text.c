/* digits_text.c: magnitudes to text and back, bases 2 to 36.
 *
 * Bases that are powers of two copy bits. The others work in chunks: the largest
 * power of the base that fits a digit (10^9 for ten). Small numbers go chunk by
 * chunk, which is quadratic; large ones are split in halves at the powers
 * chunk^(2^k), found by squaring, so that the cost is that of products:
 *
 *   to text     (high, low) = divmod(a, chunk^(2^k)), each half on its own
 *   from text   high * chunk^(2^k) + low
 *
 * The powers live in one ladder, smallest first; a rung keeps its count.
 */
#include "base/digits.h"

enum {
    RUNGS = 32,
    TEXT_SPLIT = 60, /* digits: below, dividing chunk by chunk is faster; measured */
    FROM_SPLIT = 64, /* chunks */
};

typedef struct {
    u32 base;
    u32 width; /* characters in a chunk */
    u32 value; /* base^width, the largest below 2^32 */
} Chunk;

static Chunk chunk_of(u32 base) {
    Chunk c = {base, 1, base};
    while ((u64)c.value * base <= UINT32_MAX) c.value *= base, c.width++;
    return c;
}

/* A power of chunk.value. */
typedef struct {
    const u32 *at;
    u32 n;
} Rung;

typedef struct {
    Chunk chunk;
    Rung rung[RUNGS]; /* rung[k] = chunk.value^(2^k) */
    u32 count;
} Ladder;

/* Climbs while the next power would have at most `most` digits. Room at `at`: 2*most + 2 digits. */
static bool ladder_build(Ladder *l, u32 base, u32 most, u32 *at, u32 *work) {
    l->chunk = chunk_of(base);
    *at = l->chunk.value;
    l->rung[0] = (Rung){at++, 1};
    l->count = 1;
    for (;;) {
        Rung below = l->rung[l->count - 1];
        if (below.n * 2 > most) return true;
        if (!digits_mul(at, below.at, below.n, below.at, below.n, work)) return false;
        Rung next = {at, digits_normalise(at, 2 * below.n)};
        l->rung[l->count++] = next;
        at += next.n;
    }
}

static u32 power_of_two(u32 base) { return (base & (base - 1)) == 0 ? (u32)__builtin_ctz(base) : 0; }

/* -- to text -------------------------------------------------------------- */

static u8 letter(u32 digit) { return (u8)(digit < 10 ? '0' + digit : 'a' + digit - 10); }

u64 digits_text_bound(const u32 *a, u32 n, u32 base) {
    u64 bits = digits_bit_length(a, n);
    u32 power = power_of_two(base);
    if (power) return bits == 0 ? 1 : (bits + power - 1) / power;
    Chunk c = chunk_of(base);
    return (bits / (31 - (u32)__builtin_clz(c.value)) + 1) * c.width;
}

static bool bits_to_text(u8 *text, u32 *length, const u32 *a, u32 n, u32 power) {
    u32 size = (u32)digits_text_bound(a, n, 1u << power);
    u64 window = 0;
    u32 held = 0, next = 0;
    for (u32 i = size; i-- > 0;) {
        if (held < power) {
            window |= (u64)(next < n ? a[next] : 0) << held;
            next++;
            held += 32;
        }
        text[i] = letter((u32)window & ((1u << power) - 1));
        window >>= power;
        held -= power;
    }
    *length = size;
    return digits_charge(size / 8);
}

/* Ends at `end`, fills with zeros down to `width` characters; answers how many it wrote. Destroys a. */
static bool small_to_text(const Chunk *c, u8 *end, u32 width, u32 *a, u32 n, u32 *wrote) {
    u8 *at = end;
    while (n > 0) {
        u32 part;
        if (!digits_charge(n)) return false;
        n = digits_div_small(a, a, n, c->value, &part);
        for (u32 i = 0; i < c->width && (n > 0 || part > 0); i++) {
            *--at = letter(part % c->base);
            part /= c->base;
        }
    }
    while ((u32)(end - at) < width) *--at = '0';
    *wrote = (u32)(end - at);
    return true;
}

/* As small_to_text, splitting at rung[k] and below. `work` serves the quotients. Depth: the ladder's count. */
static bool part_to_text(const Ladder *l, u32 k, u8 *end, u32 width, u32 *a, u32 n, u32 *work, u32 *wrote) {
    while (k > 0 && width == 0 && digits_compare(a, n, l->rung[k].at, l->rung[k].n) < 0) k--;
    if (n < TEXT_SPLIT || k == 0) return small_to_text(&l->chunk, end, width, a, n, wrote);
    Rung split = l->rung[k];
    u32 low_width = l->chunk.width << k, nhigh = 0;
    u32 *high = work;
    if (digits_compare(a, n, split.at, split.n) >= 0) {
        u32 nq = n - split.n + 1;
        if (!digits_divmod(high, a, a, n, split.at, split.n, work + nq)) return false;
        nhigh = digits_normalise(high, nq);
        n = digits_normalise(a, split.n);
    }
    u32 low_wrote, high_wrote;
    if (!part_to_text(l, k - 1, end, low_width, a, n, work + nhigh, &low_wrote)) return false;
    u32 high_width = width > low_width ? width - low_width : 0;
    if (!part_to_text(l, k - 1, end - low_width, high_width, high, nhigh, work + nhigh, &high_wrote)) return false;
    *wrote = low_wrote + high_wrote;
    return true;
}

u32 digits_to_text_scratch(u32 n, u32 base) {
    if (power_of_two(base)) return 0;
    return n + (2 * n + 2) + (2 * n + RUNGS) + (9 * n + 100); /* a copy, the ladder, quotients, a division */
}

bool digits_to_text(u8 *text, u32 *length, const u32 *a, u32 n, u32 base, u32 *scratch) {
    u32 power = power_of_two(base);
    if (power) return bits_to_text(text, length, a, n, power);
    if (n == 0) {
        text[0] = '0';
        *length = 1;
        return true;
    }
    u32 *left = scratch, *rungs = left + n, *work = rungs + 2 * n + 2;
    memcpy(left, a, (size_t)n * sizeof(u32));
    u32 bound = (u32)digits_text_bound(a, n, base);
    Ladder l;
    if (!ladder_build(&l, base, n < TEXT_SPLIT ? 0 : n, rungs, work)) return false;
    if (!part_to_text(&l, l.count - 1, text + bound, 0, left, n, work, length)) return false;
    memmove(text, text + bound - *length, *length);
    return true;
}

/* -- from text ------------------------------------------------------------ */

static u32 digit_of(u8 c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

static bool text_to_bits(u32 *out, u32 *count, const u8 *text, u32 length, u32 power) {
    u64 window = 0;
    u32 held = 0, n = 0;
    for (u32 i = length; i-- > 0;) {
        window |= (u64)digit_of(text[i]) << held;
        held += power;
        if (held >= 32) {
            out[n++] = (u32)window;
            window >>= 32;
            held -= 32;
        }
    }
    out[n++] = (u32)window;
    *count = digits_normalise(out, n);
    return digits_charge(length / 8);
}

static u32 chunk_of_text(const Chunk *c, const u8 *text, u32 length) {
    u32 value = 0;
    for (u32 i = 0; i < length; i++) value = value * c->base + digit_of(text[i]);
    return value;
}

static bool small_from_text(const Chunk *c, u32 *out, u32 *count, const u8 *text, u32 length) {
    u32 n = 0, first = length % c->width;
    if (first > 0) {
        out[0] = chunk_of_text(c, text, first);
        n = digits_normalise(out, 1);
    }
    for (u32 at = first; at < length; at += c->width) {
        n = digits_mul_small(out, out, n, c->value, chunk_of_text(c, text + at, c->width));
        if (!digits_charge(n)) return false;
    }
    *count = n;
    return true;
}

static u32 chunks_in(const Chunk *c, u32 length) { return (length + c->width - 1) / c->width; }

/* `work` holds the two halves while they are joined. Depth: the ladder's count. */
static bool part_from_text(const Ladder *l, u32 k, u32 *out, u32 *count, const u8 *text, u32 length, u32 *work) {
    const Chunk *c = &l->chunk;
    while (k > 0 && c->width << k >= length) k--;
    if (k == 0 || chunks_in(c, length) < FROM_SPLIT) return small_from_text(c, out, count, text, length);
    u32 low_length = c->width << k, high_length = length - low_length;
    u32 nhigh, nlow;
    u32 *high = work, *low = high + chunks_in(c, high_length), *rest = low + chunks_in(c, low_length);
    if (!part_from_text(l, k, high, &nhigh, text, high_length, low) ||
        !part_from_text(l, k - 1, low, &nlow, text + high_length, low_length, rest) ||
        !digits_mul(out, high, nhigh, l->rung[k].at, l->rung[k].n, rest)) {
        return false;
    }
    u32 n = digits_normalise(out, nhigh + l->rung[k].n);
    *count = digits_add(out, out, n, low, nlow);
    return true;
}

u32 digits_from_text_size(u32 length, u32 base) {
    u32 power = power_of_two(base);
    if (power) return (u32)((u64)length * power / 32) + 1;
    Chunk c = chunk_of(base);
    return chunks_in(&c, length) + 1;
}

u32 digits_from_text_scratch(u32 length, u32 base) {
    Chunk c = chunk_of(base);
    u32 n = chunks_in(&c, length);
    if (power_of_two(base) || n < FROM_SPLIT) return 1;
    return (2 * n + 2) + 3 * n + 2 * RUNGS + 80; /* the ladder; halves of halves, or a product's scratch */
}

bool digits_from_text(u32 *out, u32 *count, const u8 *text, u32 length, u32 base, u32 *scratch) {
    u32 power = power_of_two(base);
    if (power) return text_to_bits(out, count, text, length, power);
    Ladder l = {.chunk = chunk_of(base)};
    u32 n = chunks_in(&l.chunk, length);
    if (n < FROM_SPLIT) return small_from_text(&l.chunk, out, count, text, length);
    u32 *work = scratch + 2 * n + 2;
    return ladder_build(&l, base, n, scratch, work) && part_from_text(&l, l.count - 1, out, count, text, length, work);
}
