/* value.h: what a Python value is in memory: 64 bits, NaN-boxed.
 *
 *   0000…–FFF8 0000 0000 0000   a double; the only NaNs are 7FF8… and FFF8…
 *   FFF9 iiii iiii iiii         an int of 48 bits, two's complement
 *   FFFA 0000 pppp pppp         a pointer to an Object, counted
 *   FFFB 0000 0000 000c         None, False, True, Ellipsis, NotImplemented
 *   FFFC 0000 pppp pppp         a pointer that is not counted (value stacks only: it outlives its instruction)
 *   FFFE 0000 0000 000s         answers that are no Python value: ERROR, STOP, NEEDS_PYTHON, PUSHED
 *   FFFF FFFF FFFF FFFF         EMPTY: nothing is here
 *
 * Ownership is in the type: a Value owns one reference, a Ref borrows one. In
 * release both are one scalar; with -DCHECK_OWNERSHIP they are two structs, and
 * a syntax-only pass over the tree rejects every mix-up. So code never compares
 * or shifts a Value: it asks through the functions here.
 *
 * An Outcome is what a function answers that may run Python: a value, ERROR, or
 * PUSHED ("I pushed a frame; go on with the loop"). It may be returned and not
 * looked into, save by the loop and the native-frame driver (outcome_* below).
 */
#ifndef KRAIT_VALUE_H
#define KRAIT_VALUE_H
#include "base/base.h"

#ifdef CHECK_OWNERSHIP
typedef struct { u64 bits; } Value;
typedef struct { u64 bits; } Ref;
#define VALUE(b) ((Value){(b)})
#define REF(b) ((Ref){(b)})
#define BITS(v) ((v).bits)
#else
typedef u64 Value;
typedef u64 Ref;
#define VALUE(b) ((Value)(b))
#define REF(b) ((Ref)(b))
#define BITS(v) ((u64)(v))
#endif
typedef struct { u64 bits; } Outcome;

#define TAG_INT 0xFFF9ull
#define TAG_POINTER 0xFFFAull
#define TAG_CONST 0xFFFBull
#define TAG_BORROWED 0xFFFCull
#define TAG_ANSWER 0xFFFEull
#define TAGGED(tag, payload) ((tag) << 48 | (u64)(payload))

#define BITS_NONE TAGGED(TAG_CONST, 0)
#define BITS_FALSE TAGGED(TAG_CONST, 2)
#define BITS_TRUE TAGGED(TAG_CONST, 3)
#define BITS_ELLIPSIS TAGGED(TAG_CONST, 4)
#define BITS_NOT_IMPLEMENTED TAGGED(TAG_CONST, 5)
#define BITS_ERROR TAGGED(TAG_ANSWER, 0)
#define BITS_STOP TAGGED(TAG_ANSWER, 1)
#define BITS_NEEDS_PYTHON TAGGED(TAG_ANSWER, 2)
#define BITS_PUSHED TAGGED(TAG_ANSWER, 3)
#define BITS_EMPTY (~0ull)

#define NONE VALUE(BITS_NONE)
#define ELLIPSIS VALUE(BITS_ELLIPSIS)
#define NOT_IMPLEMENTED VALUE(BITS_NOT_IMPLEMENTED)
#define VALUE_ERROR VALUE(BITS_ERROR)    /* the exception slot is set */
#define STOP VALUE(BITS_STOP)            /* an iterator is exhausted: no StopIteration was made */
#define NEEDS_PYTHON VALUE(BITS_NEEDS_PYTHON) /* nothing has happened yet; ask through the protocol */
#define EMPTY VALUE(BITS_EMPTY)
#define REF_NONE REF(BITS_NONE)
#define REF_EMPTY REF(BITS_EMPTY)

typedef struct Type Type;
/* refs: the count in units of 8; below it three flags. An object with count 0 is on the way out. */
typedef struct { u32 refs; Type *type; } Object;
enum { REF_ONE = 8, FLAG_MARK = 1, FLAG_FINALIZED = 2, FLAG_KIND = 4 /* the type's own */ };

TINY_INLINE Ref ref(Value v) { return REF(BITS(v)); }
TINY_INLINE bool is_int48(Ref r) { return BITS(r) >> 48 == TAG_INT; }
TINY_INLINE bool is_double(Ref r) { return BITS(r) <= 0xFFF8000000000000ull; }
TINY_INLINE bool is_pointer(Ref r) { return (u32)(BITS(r) >> 32) == (u32)(TAG_POINTER << 16); }
TINY_INLINE bool is_none(Ref r) { return BITS(r) == BITS_NONE; }
TINY_INLINE bool is_true(Ref r) { return BITS(r) == BITS_TRUE; }
TINY_INLINE bool is_false(Ref r) { return BITS(r) == BITS_FALSE; }
TINY_INLINE bool is_bool(Ref r) { return (BITS(r) | 1) == BITS_TRUE; }
TINY_INLINE bool is_empty(Ref r) { return BITS(r) == BITS_EMPTY; }
TINY_INLINE bool is_error(Value v) { return BITS(v) == BITS_ERROR; }
TINY_INLINE bool is_stop(Value v) { return BITS(v) == BITS_STOP; }
TINY_INLINE bool is_needs_python(Value v) { return BITS(v) == BITS_NEEDS_PYTHON; }
TINY_INLINE bool is_not_implemented(Ref r) { return BITS(r) == BITS_NOT_IMPLEMENTED; }
TINY_INLINE bool same(Ref a, Ref b) { return BITS(a) == BITS(b); } /* Python's `is` */

TINY_INLINE Value value_bool(bool b) { return VALUE(BITS_FALSE | (u64)b); }
enum { INT48_BITS = 48 };
TINY_INLINE bool fits_int48(i64 n) { return (i64)((u64)n << 16) >> 16 == n; }
TINY_INLINE Value value_int48(i64 n) { return VALUE(TAGGED(TAG_INT, (u64)n & 0xFFFFFFFFFFFFull)); } /* n must fit */
TINY_INLINE i64 int48_of(Ref r) { return (i64)(BITS(r) << 16) >> 16; }
/* For doubles made by arithmetic on Python floats. Foreign ones come through value_from_double (object.h). */
TINY_INLINE Value value_double(f64 d) { u64 bits; memcpy(&bits, &d, 8); return VALUE(bits); }
TINY_INLINE f64 double_of(Ref r) { u64 bits = BITS(r); f64 d; memcpy(&d, &bits, 8); return d; }

TINY_INLINE Object *object_of(Ref r) { return (Object *)(uintptr_t)(u32)BITS(r); } /* r must be a pointer */
TINY_INLINE Value value_of(void *object) { return VALUE(TAGGED(TAG_POINTER, (u32)(uintptr_t)object)); } /* takes over the caller's reference */
TINY_INLINE Ref ref_of(const void *object) { return REF(TAGGED(TAG_POINTER, (u32)(uintptr_t)object)); }
TINY_INLINE Value value_borrowed(const void *object) { return VALUE(TAGGED(TAG_BORROWED, (u32)(uintptr_t)object)); }
#define AS(Kind, r) ((Kind *)(void *)object_of(r)) /* a cast whose truth the caller has checked */

void object_release_last(Object *object); /* the count has reached 0: queue it, drain the queue */
TINY_INLINE void object_keep(void *object) { ((Object *)object)->refs += REF_ONE; }
INLINE void object_release(void *object) {
    Object *o = (Object *)object;
    if (UNLIKELY((o->refs -= REF_ONE) < REF_ONE)) object_release_last(o);
}
INLINE Value value_keep(Ref r) {
    if (is_pointer(r)) object_of(r)->refs += REF_ONE;
    return VALUE(BITS(r));
}
/* Releasing never runs Python and never allocates: finalizers wait in a queue that the loop looks at. */
INLINE void value_release(Value v) {
    if (is_pointer(ref(v))) object_release(object_of(ref(v)));
}
INLINE Value value_take(Value *slot) { Value v = *slot; *slot = EMPTY; return v; } /* moves it out */
INLINE void value_set(Value *slot, Value v) { Value old = *slot; *slot = v; value_release(old); } /* EMPTY is allowed on both sides */

TINY_INLINE Outcome outcome(Value v) { return (Outcome){BITS(v)}; } /* the way from a Value to an Outcome is free, not back */
#define OUTCOME_ERROR ((Outcome){BITS_ERROR})
#define OUTCOME_PUSHED ((Outcome){BITS_PUSHED})
/* For the loop and the native-frame driver only. */
TINY_INLINE bool outcome_is_value(Outcome o) { return o.bits != BITS_PUSHED && o.bits != BITS_ERROR; }
TINY_INLINE bool outcome_is_pushed(Outcome o) { return o.bits == BITS_PUSHED; }
TINY_INLINE bool outcome_is_error(Outcome o) { return o.bits == BITS_ERROR; }
TINY_INLINE Value outcome_value(Outcome o) { return VALUE(o.bits); }
#endif
