/* serial.h: the order in which objects with finalizers were made, which is the order in which a garbage cycle's are called.
 *
 * Only such objects have a number: types with TYPE_HAS_SERIAL keep it in the word behind their weakrefs word; instances of
 * classes with `__del__` in a table beside, from their making to their end. A table that finds no memory forgets: those
 * objects then come first, in the order of their addresses. A weak reference with a callback keeps one for its object.
 */
#ifndef KRAIT_SERIAL_H
#define KRAIT_SERIAL_H
#include "object/object.h"

INLINE u32 *serial_word(Object *o) { return (u32 *)(void *)((u8 *)o + o->type->weakref_offset + 4); }

u32 serial_next(void);
void serial_give(const Object *object);   /* its type has a finalizer */
void serial_forget(const Object *object); /* it ends */
bool serial_was_given(void);              /* false: so far nothing is there whose end a program would notice */
u32 serial_of(Object *object);            /* 0: none */
#endif
