/* set.h: sets and frozensets as other types and the loop see them. The table is CPython's own (set.c), because sets are
 * printed in the order of their slots. */
#ifndef KRAIT_SET_H
#define KRAIT_SET_H
#include "types/native.h"

typedef struct { Value key; i64 hash; } SetEntry; /* key EMPTY: free (hash 0) or a hole (hash -1) */
typedef struct SetObject {
    Object head;
    Object *weakrefs;
    SetEntry *entries;  /* mask + 1 of them; NULL while nothing has been added: then mask is 0 and stands for 7 */
    u32 mask;
    u32 fill, used;     /* slots not free; live keys */
    u32 finger;         /* where pop() looks next */
    u32 rebuilt;        /* changes when the slots move: what PROBE held is then void */
    i64 hash;           /* frozenset: -1 until it is asked for */
} SetObject;

INLINE bool is_set(Ref r) { return is_exact(r, T_SET); }
INLINE bool is_any_set(Ref r) { return is_kind(r, TYPE_IS_SET); } /* set, frozenset, subclasses */
MUST_CHECK Value set_new(u32 type_id);                     /* T_SET or T_FROZENSET; empty and mutable until shown */
bool set_next(const SetObject *set, u32 *position, Ref *key, i64 *hash); /* slots in order, *position 0 to begin */
/* Natively: YES present or added; NO absent; ERROR; PYTHON: nothing has happened, ask through op_set_*. */
Answer set_try_contains(Ref set, Ref key);
Answer set_try_add(Ref set, Ref key);
Outcome op_set_add(Ref set, Ref key);                      /* None */
Outcome op_set_contains(Ref set, Ref key);                 /* True or False */
Outcome op_set_discard(Ref set, Ref key);                  /* True: was there */
Outcome set_update(Ref set, Ref iterable);                 /* None */
#endif
