/* bytes.h: bytes objects. Length, hash and data inline, a NUL behind; immutable once anyone but its maker has seen it. */
#ifndef KRAIT_BYTES_H
#define KRAIT_BYTES_H
#include "types/native.h"

typedef struct BytesObject {
    Object head;
    u32 length;
    u32 hashed;
    i64 hash;
    u8 data[];
} BytesObject;

INLINE bool is_bytes(Ref r) { return is_exact(r, T_BYTES); }
BytesObject *bytes_of(Ref r);                             /* bytes or a subclass instance (its payload) */
MUST_CHECK BytesObject *bytes_new(u32 length);            /* data uncleared. NULL: MemoryError raised */
MUST_CHECK Value bytes_from(const u8 *data, u32 length);  /* vm.empty_bytes for none */
MUST_CHECK Value bytes_slice(Ref bytes, u32 start, u32 end);
MUST_CHECK Value bytes_finish(TextBuilder *b);            /* what a builder of characters below 256 holds, as bytes */
/* What the buffer protocol shows: bytes and its subclasses as yet. false: it has none (nothing is raised). */
bool bytes_view(Ref r, Bytes *out);
/* The same, with TypeError "a bytes-like object is required, not 'T'". */
MUST_CHECK bool bytes_view_or_raise(Ref r, Bytes *out);
MUST_CHECK Text *bytes_repr(const u8 *data, u32 length);  /* b'…' */
#endif
