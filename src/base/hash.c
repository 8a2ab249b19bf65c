/* hash.c: SipHash-1-3, residues modulo 2^61-1, and the combiners of containers.
 *
 * SipHash is Aumasson and Bernstein's, with one round per word and three at the
 * end. The tuple's combiner is the accumulator of xxHash with one lane.
 */
#include "base/hash.h"

INLINE u64 rotate_left(u64 x, u32 by) { return x << by | x >> (64 - by); }

INLINE i64 not_minus_one(u64 hash) { return hash == ~0ull ? -2 : (i64)hash; }

/* -- text and bytes ------------------------------------------------------- */

HashKey hash_key_from_seed(u32 seed) {
    if (seed == 0) return (HashKey){0, 0};
    u8 bytes[16];
    u32 x = seed;
    for (u32 i = 0; i < sizeof bytes; i++) {
        x = x * 214013u + 2531011u;
        bytes[i] = (u8)(x >> 16);
    }
    HashKey key;
    memcpy(&key.k0, bytes, 8);
    memcpy(&key.k1, bytes + 8, 8);
    return key;
}

typedef struct {
    u64 v0, v1, v2, v3;
} Sip;

INLINE void sip_round(Sip *s) {
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate_left(s->v1, 13) ^ s->v0;
    s->v3 = rotate_left(s->v3, 16) ^ s->v2;
    s->v0 = rotate_left(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate_left(s->v1, 17) ^ s->v2;
    s->v3 = rotate_left(s->v3, 21) ^ s->v0;
    s->v2 = rotate_left(s->v2, 32);
}

i64 hash_bytes(const HashKey *key, const void *bytes, u32 length) {
    if (length == 0) return 0;
    const u8 *at = bytes;
    Sip s = {key->k0 ^ 0x736f6d6570736575ull, key->k1 ^ 0x646f72616e646f6dull,
             key->k0 ^ 0x6c7967656e657261ull, key->k1 ^ 0x7465646279746573ull};
    u32 left = length;
    for (; left >= 8; left -= 8, at += 8) {
        u64 word;
        memcpy(&word, at, 8);
        s.v3 ^= word;
        sip_round(&s);
        s.v0 ^= word;
    }
    u64 last = (u64)length << 56;
    for (u32 i = 0; i < left; i++) last |= (u64)at[i] << (8 * i);
    s.v3 ^= last;
    sip_round(&s);
    s.v0 ^= last;
    s.v2 ^= 0xff;
    for (u32 i = 0; i < 3; i++) sip_round(&s);
    return not_minus_one(s.v0 ^ s.v1 ^ s.v2 ^ s.v3);
}

/* -- numbers -------------------------------------------------------------- */

/* Multiplying by 2^by modulo 2^61-1 is a rotation of 61 bits. */
INLINE u64 residue_shift(u64 r, u32 by) {
    return by == 0 ? r : ((r << by) & HASH_MODULUS) | r >> (HASH_MODULUS_BITS - by);
}

INLINE i64 with_sign(u64 residue, bool negative) {
    return not_minus_one(negative ? 0 - residue : residue);
}

i64 hash_i64(i64 n) {
    u64 magnitude = n < 0 ? 0 - (u64)n : (u64)n;
    u64 residue = (magnitude & HASH_MODULUS) + (magnitude >> HASH_MODULUS_BITS);
    if (residue >= HASH_MODULUS) residue -= HASH_MODULUS;
    return with_sign(residue, n < 0);
}

i64 hash_digits(const u32 *digits, u32 count, bool negative) {
    u64 residue = 0;
    while (count-- > 0) {
        residue = residue_shift(residue, 32) + digits[count];
        if (residue >= HASH_MODULUS) residue -= HASH_MODULUS;
    }
    return with_sign(residue, negative);
}

i64 hash_double(f64 x) {
    u64 bits;
    memcpy(&bits, &x, 8);
    bool negative = bits >> 63;
    u64 mantissa = bits & ((1ull << 52) - 1);
    i32 exponent = (i32)(bits >> 52 & 0x7ff);
    if (exponent == 0x7ff) return mantissa ? 0 : negative ? -HASH_INFINITY : HASH_INFINITY;
    if (exponent == 0) exponent = 1;
    else mantissa |= 1ull << 52;
    exponent = (exponent - 1075) % HASH_MODULUS_BITS;
    if (exponent < 0) exponent += HASH_MODULUS_BITS;
    return with_sign(residue_shift(mantissa, (u32)exponent), negative);
}

i64 hash_complex(f64 real, f64 imaginary) {
    return not_minus_one((u64)hash_double(real) + 1000003ull * (u64)hash_double(imaginary));
}

i64 hash_address(u64 address) { return not_minus_one(rotate_left(address, 60)); }

/* -- containers ----------------------------------------------------------- */

#define XX_PRIME_1 11400714785074694791ull
#define XX_PRIME_2 14029467366897019727ull
#define XX_PRIME_5 2870177450012600261ull

INLINE u64 xx_step(u64 state, u64 item) {
    return rotate_left(state + item * XX_PRIME_2, 31) * XX_PRIME_1;
}

void hash_tuple_step(HashTuple *tuple, i64 item) {
    tuple->state = xx_step(tuple->state, (u64)item);
    tuple->count++;
}

i64 hash_tuple_end(const HashTuple *tuple) {
    u64 hash = tuple->state + (tuple->count ^ XX_PRIME_5 ^ 3527539ull);
    return hash == ~0ull ? 1546275796 : (i64)hash;
}

i64 hash_slice(i64 start, i64 stop, i64 step) {
    u64 hash = xx_step(xx_step(xx_step(XX_PRIME_5, (u64)start), (u64)stop), (u64)step);
    return hash == ~0ull ? 1546275796 : (i64)hash;
}

void hash_set_step(HashSet *set, i64 item) {
    u64 h = (u64)item;
    set->state ^= (h ^ 89869747ull ^ h << 16) * 3644798167ull;
    set->count++;
}

i64 hash_set_end(const HashSet *set) {
    u64 hash = set->state ^ (set->count + 1) * 1927868237ull;
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069ull + 907133923ull;
    return hash == ~0ull ? 590923713 : (i64)hash;
}
