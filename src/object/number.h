/* number.h: ints and floats that do not fit a Value.
 *
 *   int, FLAG_KIND set     | refs type | i64 |                       48 to 63 bits: one cell
 *   int, FLAG_KIND clear   | refs type | ±count | digits of 32 bits … |  beyond: sign and magnitude
 *   float                  | refs type | 64 bits |                   a NaN from outside: bits and identity are kept
 *
 * Every int has one form only: the smallest that holds it.
 */
#ifndef KRAIT_NUMBER_H
#define KRAIT_NUMBER_H
#include "object/object.h"

typedef struct { Object head; i64 cell; } IntCell;
typedef struct { Object head; i32 count; u32 digits[]; } IntDigits; /* |count| digits, the highest not 0; the sign is the int's */
typedef struct { Object head; u64 bits; } FloatObject;

INLINE bool is_int_cell(Ref r) { return (object_of(r)->refs & FLAG_KIND) != 0; } /* r: a heap int */
INLINE u32 int_digits_size(u32 count) { return (u32)sizeof(IntDigits) + count * 4; }
#endif
