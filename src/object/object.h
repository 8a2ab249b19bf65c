/* object.h: the questions every floor asks of any value. The kernel of the house: value.h says what a value is, type.h
 * what a type is, state.h where the instance keeps what it keeps. */
#ifndef KRAIT_OBJECT_H
#define KRAIT_OBJECT_H
#include "object/value.h"
#include "object/type.h"
#include "object/state.h"

INLINE Type *type_of(Ref r) {
    if (is_pointer(r)) return object_of(r)->type;
    return is_int48(r) ? vm.types[T_INT] : is_double(r) ? vm.types[T_FLOAT]
         : is_none(r) ? vm.types[T_NONE] : is_bool(r) ? vm.types[T_BOOL]
         : BITS(r) == BITS_ELLIPSIS ? vm.types[T_ELLIPSIS] : vm.types[T_NOT_IMPLEMENTED];
}
/* Exactly this builtin type, not a subclass. */
INLINE bool is_exact(Ref r, u32 type_id) { return is_pointer(r) && object_of(r)->type == vm.types[type_id]; }
/* An instance of the builtin type or of a subclass, by flag: is_kind(r, TYPE_IS_LIST). */
INLINE bool is_kind(Ref r, u32 flag) { return type_has(type_of(r), flag); }

/* A cell of `size` bytes with a header {one reference, type}; the rest is not cleared. NULL: MemoryError raised. */
MUST_CHECK ALLOCATES void *object_new(Type *type, u32 size);
#define NEW(Kind, type_id) ((Kind *)object_new(vm.types[type_id], sizeof(Kind)))
void object_free(void *object, u32 size); /* the cell only; for Destroy functions */
/* Raw buffers. NULL: MemoryError raised. */
MUST_CHECK ALLOCATES void *buffer_new(u32 size);
MUST_CHECK ALLOCATES void *buffer_resize(void *buffer, u32 size, u32 new_size);
void buffer_free(void *buffer, u32 size);

/* A double from outside arithmetic (text, bytes, JavaScript): a NaN becomes a heap float that keeps bits and identity. */
MUST_CHECK Value value_from_double(f64 d);
INLINE Value value_from_i64_fast(i64 n);
MUST_CHECK Value value_from_i64(i64 n);  /* int48, or a heap int (types fill the slot) */
MUST_CHECK Value value_from_u64(u64 n);
INLINE Value value_from_i64_fast(i64 n) { return LIKELY(fits_int48(n)) ? value_int48(n) : value_from_i64(n); }
INLINE Value value_u32(u32 n) { return value_int48(n); }

u64 object_id(Ref r); /* id(): an address, or for immediates a number of at least 2^32 */
#endif
