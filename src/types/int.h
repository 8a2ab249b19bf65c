/* int.h: ints as the compiler, the loop and other types see them. Layouts are object/number.h's.
 *
 * "An int" here is any of: an int48, a bool, a heap int, an instance of a subclass (its payload). Results are exact ints
 * in their smallest form, new references, or VALUE_ERROR.
 */
#ifndef KRAIT_INT_H
#define KRAIT_INT_H
#include "object/number.h"
#include "types/native.h"

/* Any int as sign and magnitude. `small` holds the digits of what has none of its own: the struct stays where it is. */
typedef struct {
    const u32 *digits;
    u32 count;
    bool negative;
    u32 small[2];
} IntView;
void int_view(Ref r, IntView *out);
bool int_small(Ref r, i64 *out);                 /* false: it has digits, and nothing is stored */
i32 int_sign(Ref r);                             /* -1, 0, 1 */
bool int_is_odd(Ref r);
u64 int_bit_length(Ref r);
Value int_exact(Ref r);                          /* itself, or what the subclass instance holds */

MUST_CHECK Value int_from_digits(const u32 *digits, u32 count, bool negative); /* zeros on top are allowed */
/* An int being made: room for so many digits, uncleared; finished with those that count. NULL: raised. */
MUST_CHECK IntDigits *int_blank(u64 room);
MUST_CHECK Value int_finish(IntDigits *made, u64 room, u32 count, bool negative);
void int_abandon(IntDigits *made, u64 room);
void int_destroy(Object *self);

/* Working digits. Everything long takes its room here, so that the bill of base/digits has somebody who pays. */
enum { INT_ROOM_FEW = 192 };
typedef struct {
    u32 *at, count;
    u32 few[INT_ROOM_FEW];
} IntRoom;
MUST_CHECK bool int_room(IntRoom *room, u64 words); /* false: MemoryError raised */
void int_room_drop(IntRoom *room);

Value int_add(Ref a, Ref b);
Value int_subtract(Ref a, Ref b);
Value int_multiply(Ref a, Ref b);
Value int_floor_divide(Ref a, Ref b);
Value int_modulo(Ref a, Ref b);
Value int_true_divide(Ref a, Ref b);             /* a float, correctly rounded */
MUST_CHECK bool int_divmod(Ref a, Ref b, Value *quotient, Value *remainder); /* floor; either may be NULL. false: raised */
Value int_power(Ref a, Ref b);                   /* a float for a negative b */
Value int_power_modulo(Ref a, Ref b, Ref modulus);
Value int_shift_left(Ref a, Ref b);
Value int_shift_right(Ref a, Ref b);
Value int_and(Ref a, Ref b);
Value int_or(Ref a, Ref b);
Value int_xor(Ref a, Ref b);
Value int_negative(Ref a);
Value int_absolute(Ref a);
Value int_invert(Ref a);
/* For the loop: two ints and an operator N_ADD … N_XOR or N_DIVMOD, without asking types. */
Value int_operate(Ref a, Ref b, u32 op);
Value int_gcd(Ref a, Ref b);
Value int_isqrt(Ref a);                          /* a is not negative */

i32 int_compare(Ref a, Ref b);                   /* -1, 0, 1 */
i32 int_compare_double(Ref a, f64 x);            /* exact; x is no NaN */
MUST_CHECK bool int_to_double(Ref r, f64 *x);    /* rounded; false: OverflowError raised */
MUST_CHECK Value int_from_double(f64 x);         /* toward zero; ValueError, OverflowError */

/* Of ASCII digits of the base (2 to 36) alone: no sign, no prefix, no underscore. The digit limit is not looked at. */
MUST_CHECK Value int_from_ascii(const u8 *digits, u32 length, u32 base);
/* int(source) and int(source, base) of a str or bytes, or an instance of a subclass. */
Value int_from_source(Ref source, u32 base);
/* The ASCII that a number's text is, for int() and float(): digits of any script as ASCII ones, other spaces as ' ',
 * what else is not ASCII as '?'. out: t's length. */
void int_ascii_of(const Text *t, u8 *out);
/* The first 200 characters of its repr, as error texts show what could not be read. NULL: raised. */
MUST_CHECK Text *int_told_source(Ref source);

#endif
