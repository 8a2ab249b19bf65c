/* int_digits.c: ints as things in memory: looking at any of their forms, making them in the smallest, comparing, and the
 * ways from and to doubles. See object/number.h for the layouts.
 *
 * What is made starts as a blank with as many digits as the result may need; int_finish gives it its smallest form. A
 * blank stays where it is if its cell would be of the same class anyway, else it is copied: digits are never too many.
 */
#include "base/digits.h"
#include "base/hash.h"
#include "mem/heap.h"
#include "types/int.h"

/* ---- looking ---- */

bool int_small(Ref r, i64 *out) {
    r = payload_of(r);
    if (is_int48(r)) return *out = int48_of(r), true;
    if (is_bool(r)) return *out = is_true(r), true;
    if (!is_int_cell(r)) return false;
    return *out = AS(IntCell, r)->cell, true;
}

void int_view(Ref r, IntView *out) {
    i64 n;
    if (int_small(r, &n)) {
        out->negative = n < 0;
        out->count = digits_from_u64(out->small, n < 0 ? 0 - (u64)n : (u64)n);
        out->digits = out->small;
        return;
    }
    const IntDigits *big = AS(IntDigits, payload_of(r));
    out->negative = big->count < 0;
    out->count = (u32)(big->count < 0 ? -big->count : big->count);
    out->digits = big->digits;
}

i32 int_sign(Ref r) {
    i64 n;
    if (int_small(r, &n)) return n < 0 ? -1 : n > 0;
    return AS(IntDigits, payload_of(r))->count < 0 ? -1 : 1;
}

bool int_is_odd(Ref r) {
    i64 n;
    return (int_small(r, &n) ? (u32)n : AS(IntDigits, payload_of(r))->digits[0]) & 1;
}

u64 int_bit_length(Ref r) {
    IntView v;
    int_view(r, &v);
    return digits_bit_length(v.digits, v.count);
}

Value int_exact(Ref r) { return is_bool(r) ? value_int48(is_true(r)) : value_keep(payload_of(r)); }

/* ---- making ---- */

IntDigits *int_blank(u64 room) {
    if (room > DIGITS_MAX) return (void)raise_no_memory(), NULL;
    return object_new(vm.types[T_INT], int_digits_size((u32)room));
}

void int_abandon(IntDigits *made, u64 room) { object_free(made, int_digits_size((u32)room)); }

static Value from_magnitude(u64 magnitude, bool negative) {
    if (!negative) return magnitude >> 63 ? value_from_u64(magnitude) : value_from_i64_fast((i64)magnitude);
    return value_from_i64_fast((i64)(0 - magnitude));
}

/* Whether so many digits have a form without digits. */
static bool is_small(const u32 *digits, u32 count, bool negative) {
    if (count < 2) return true;
    if (count > 2) return false;
    u64 magnitude = digits_to_u64(digits, 2);
    return magnitude >> 63 == 0 || (negative && magnitude << 1 == 0);
}

static Value copied(const u32 *digits, u32 count, bool negative) {
    IntDigits *made = int_blank(count);
    if (!made) return VALUE_ERROR;
    memcpy(made->digits, digits, count * 4);
    made->count = negative ? -(i32)count : (i32)count;
    return value_of(made);
}

Value int_from_digits(const u32 *digits, u32 count, bool negative) {
    count = digits_normalise(digits, count);
    if (is_small(digits, count, negative)) return from_magnitude(digits_to_u64(digits, count), negative);
    return copied(digits, count, negative);
}

static bool same_cell(u32 size, u32 other) {
    return size == other || (size <= HEAP_SMALL_MAX && other <= HEAP_SMALL_MAX && heap_class(size) == heap_class(other));
}

Value int_finish(IntDigits *made, u64 room, u32 count, bool negative) {
    count = digits_normalise(made->digits, count);
    if (same_cell(int_digits_size((u32)room), int_digits_size(count)) && !is_small(made->digits, count, negative)) {
        made->count = negative ? -(i32)count : (i32)count;
        return value_of(made);
    }
    Value smaller = int_from_digits(made->digits, count, negative);
    int_abandon(made, room);
    return smaller;
}

void int_destroy(Object *self) {
    const IntDigits *big = (const IntDigits *)self;
    if (self->refs & FLAG_KIND) object_free(self, sizeof(IntCell));
    else object_free(self, int_digits_size((u32)(big->count < 0 ? -big->count : big->count)));
}

/* ---- working room ---- */

static bool pay(u32 units) { return fuel_poll(units >> 3); } /* a product of two digits takes an eighth of a bytecode */

bool int_room(IntRoom *room, u64 words) {
    digits_pay = pay;
    room->at = room->few;
    room->count = 0;
    if (words <= INT_ROOM_FEW) return true;
    if (words > DIGITS_MAX * 2ull) return (void)raise_no_memory(), false;
    room->at = buffer_new((u32)words * 4);
    room->count = (u32)words;
    return room->at != NULL;
}

void int_room_drop(IntRoom *room) {
    if (room->count) buffer_free(room->at, room->count * 4);
}

/* ---- comparing ---- */

i32 int_compare(Ref a, Ref b) {
    i64 x, y;
    bool small = int_small(a, &x);
    if (small && int_small(b, &y)) return x < y ? -1 : x > y;
    IntView left, right;
    int_view(a, &left);
    int_view(b, &right);
    if (left.negative != right.negative) return left.negative ? -1 : 1;
    fuel_charge(u32_min(left.count, right.count) >> 6);
    i32 order = digits_compare(left.digits, left.count, right.digits, right.count);
    return left.negative ? -order : order;
}

/* ---- doubles ---- */

bool int_to_double(Ref r, f64 *x) {
    i64 n;
    if (int_small(r, &n)) return *x = (f64)n, true;
    IntView v;
    int_view(r, &v);
    if (!digits_to_double(v.digits, v.count, x)) return RAISE_FALSE(ERR_OVERFLOW, "int too large to convert to float");
    if (v.negative) *x = -*x;
    return true;
}

static bool within_i64(f64 x) { return x >= -0x1p63 && x < 0x1p63; }

Value int_from_double(f64 x) {
    u32 digits[33];
    if (LIKELY(within_i64(x))) return value_from_i64_fast((i64)x);
    if (x != x) return raise(ERR_VALUE, "cannot convert float NaN to integer");
    if (x - x != 0) return raise(ERR_OVERFLOW, "cannot convert float infinity to integer");
    return int_from_digits(digits, digits_from_double(digits, x), x < 0);
}

i32 int_compare_double(Ref a, f64 x) {
    i64 n;
    if (x - x != 0) return x > 0 ? -1 : 1; /* infinities */
    if (int_small(a, &n)) {
        if (!within_i64(x)) return x > 0 ? -1 : 1;
        i64 whole = (i64)x;
        f64 rest = x - (f64)whole;
        return n < whole ? -1 : n > whole ? 1 : rest > 0 ? -1 : rest < 0;
    }
    IntView v;
    u32 digits[33];
    int_view(a, &v);
    if (within_i64(x) || v.negative != (x < 0)) return v.negative ? -1 : 1;
    i32 order = digits_compare(v.digits, v.count, digits, digits_from_double(digits, x)); /* x has no fraction */
    return v.negative ? -order : order;
}
