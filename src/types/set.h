/* set.h: sets and frozensets as other types and the loop see them. The table is CPython's own (set_table.c), because sets
 * are printed in the order of their slots. */
#ifndef KRAIT_SET_H
#define KRAIT_SET_H
#include "types/native.h"

typedef struct { Value key; i64 hash; } SetEntry; /* key EMPTY: free (hash 0) or a hole (hash -1) */
typedef struct SetObject {
    Object head;
    Object *weakrefs;
    SetEntry *entries;  /* mask + 1 of them; NULL until something is added: it then counts as 8 free ones */
    u32 mask;
    u32 fill, used;     /* slots not free; live keys */
    u32 finger;         /* where pop() looks next */
    u32 rebuilt;        /* changes when the slots move: what a search held is then void */
    i64 hash;           /* frozenset: -1 until it is asked for */
} SetObject;

INLINE SetObject *set_of(Ref r) { return AS(SetObject, r); }
INLINE bool is_set(Ref r) { return is_exact(r, T_SET); }
INLINE bool is_any_set(Ref r) { return is_kind(r, TYPE_IS_SET); } /* set, frozenset, subclasses */
bool is_mutable_set(Ref r);                                /* set or a subclass */

MUST_CHECK Value set_new(u32 type_id);                     /* T_SET or T_FROZENSET; empty, mutable until shown */
MUST_CHECK Value set_like(Ref set);                        /* an empty set or frozenset, as the builtin that `set` derives from */
MUST_CHECK Value set_copy(Ref set);                        /* likewise, with the keys */
void set_clear(SetObject *set);
bool set_next(const SetObject *set, u32 *position, Ref *key, i64 *hash); /* slots in order, *position 0 to begin */
i64 set_frozen_hash(Ref set);
Value set_pop(Ref set);

/* Natively: YES it is (or was) there, NO it was not; ERROR; PYTHON: nothing has happened, ask through op_set_*. */
typedef enum { SET_CONTAINS, SET_ADD, SET_DISCARD } SetOp;
Answer set_try(Ref set, Ref key, SetOp op);
Answer set_try_hashed(Ref set, Ref key, i64 hash, SetOp op);
/* True or False: was there. */
Outcome op_set(Ref set, Ref key, SetOp op);
Outcome op_set_hashed(Ref set, Ref key, i64 hash, SetOp op);

/* set_table.c, for set_bulk.c */
MUST_CHECK bool set_merge_clean(SetObject *to, const SetObject *from);  /* `to` is empty: no key is compared */
MUST_CHECK bool set_make_room(SetObject *set, u32 more);                /* before a bulk insertion */
MUST_CHECK bool set_drop_holes(SetObject *set);                         /* after a bulk removal, if they are many */
void set_swap(SetObject *a, SetObject *b);                              /* their contents */

/* Set algebra (set_bulk.c); other: any iterable. */
Outcome set_update(Ref set, Ref other);                    /* None */
Outcome set_difference_update(Ref set, Ref other);
Outcome set_symmetric_update(Ref set, Ref other);
Outcome set_union(Ref set, Ref other);                     /* a new set */
Outcome set_intersection(Ref set, Ref other);
Outcome set_difference(Ref set, Ref other);
Outcome set_symmetric(Ref set, Ref other);
Outcome set_is_subset(Ref set, Ref other);                 /* True or False */
Outcome set_is_superset(Ref set, Ref other);
Outcome set_is_disjoint(Ref set, Ref other);
Value set_try_compare(Ref a, Ref b, u32 op);
Outcome set_compare(Ref a, Ref b, u32 op);
#endif
