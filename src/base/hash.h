/* hash.h: the hash functions of Python's builtin types, bit for bit those of a
 * 64-bit CPython, because sets are printed and their order follows the hashes.
 *
 * A hash is an i64 that is never -1 (callers use -1 for "failed"); a result of
 * -1 becomes -2. Numbers hash modulo HASH_MODULUS, so that equal numbers of
 * different types hash alike. Text and bytes hash with SipHash-1-3 under a key
 * that whoever owns the interpreter's seed keeps and passes.
 */
#ifndef KRAIT_HASH_H
#define KRAIT_HASH_H
#include "base/base.h"

#define HASH_MODULUS_BITS 61
#define HASH_MODULUS ((1ull << HASH_MODULUS_BITS) - 1)
#define HASH_INFINITY 314159

typedef struct {
    u64 k0, k1;
} HashKey;

/* The key that PYTHONHASHSEED=seed gives: 0 means no randomness at all. */
HashKey hash_key_from_seed(u32 seed);

/* Of a str: its characters as stored (1, 2 or 4 bytes each). Empty input is 0. */
i64 hash_bytes(const HashKey *key, const void *bytes, u32 length);

i64 hash_i64(i64 n);
i64 hash_digits(const u32 *digits, u32 count, bool negative); /* a magnitude as in digits.h */
i64 hash_double(f64 x); /* NaN is the caller's affair: it hashes by identity */
i64 hash_complex(f64 real, f64 imaginary);
i64 hash_address(u64 address); /* id() of an object without a hash of its own */

/* A tuple's hash: begin, one step for each item's hash in order, end. */
typedef struct {
    u64 state;
    u64 count;
} HashTuple;

INLINE HashTuple hash_tuple_begin(void) { return (HashTuple){2870177450012600261ull, 0}; }
void hash_tuple_step(HashTuple *tuple, i64 item);
i64 hash_tuple_end(const HashTuple *tuple);

/* A slice hashes its three parts like a tuple but without the length. */
i64 hash_slice(i64 start, i64 stop, i64 step);

/* A frozenset's hash: the same steps in any order. */
typedef struct {
    u64 state;
    u64 count;
} HashSet;

INLINE HashSet hash_set_begin(void) { return (HashSet){0, 0}; }
void hash_set_step(HashSet *set, i64 item);
i64 hash_set_end(const HashSet *set);

#endif
