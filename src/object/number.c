/* number.c: making ints and floats that do not fit a Value; see number.h. */
#include "object/number.h"

Value value_from_i64(i64 n) {
    if (fits_int48(n)) return value_int48(n);
    IntCell *cell = NEW(IntCell, T_INT);
    if (UNLIKELY(!cell)) return VALUE_ERROR;
    cell->head.refs |= FLAG_KIND;
    cell->cell = n;
    return value_of(cell);
}

Value value_from_u64(u64 n) {
    if (n >> 63 == 0) return value_from_i64((i64)n);
    IntDigits *big = object_new(vm.types[T_INT], int_digits_size(2));
    if (UNLIKELY(!big)) return VALUE_ERROR;
    big->count = 2;
    big->digits[0] = (u32)n;
    big->digits[1] = (u32)(n >> 32);
    return value_of(big);
}

Value value_from_double(f64 d) {
    if (LIKELY(d == d)) return value_double(d);
    FloatObject *nan = NEW(FloatObject, T_FLOAT);
    if (UNLIKELY(!nan)) return VALUE_ERROR;
    memcpy(&nan->bits, &d, sizeof nan->bits);
    return value_of(nan);
}
