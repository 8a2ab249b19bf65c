/* list.h: lists as other types and the loop see them. The rest of the type is list.c and sort.c. */
#ifndef KRAIT_LIST_H
#define KRAIT_LIST_H
#include "types/native.h"

typedef struct ListObject {
    Object head;
    Value *items;      /* capacity of them; those from count on are not there */
    u32 count, capacity;
} ListObject;
enum { LIST_MAX = 0x7FFFFFF8u / sizeof(Value) };

INLINE bool is_list(Ref r) { return is_exact(r, T_LIST); }
/* count items, EMPTY each: the caller fills them before anyone sees it. */
MUST_CHECK Value list_new(u32 count);
MUST_CHECK Value list_from(const Value *items, u32 count);   /* keeps each item */
MUST_CHECK Value list_take(Value *items, u32 count);         /* moves each item in, also when it fails (then released) */
MUST_CHECK bool list_append(Ref list, Value item);           /* takes item over, also when it fails */
MUST_CHECK bool list_reserve(ListObject *list, u32 capacity);
MUST_CHECK bool list_extend_values(Ref list, const Value *items, u32 count); /* keeps each item */
MUST_CHECK Value list_slice(Ref list, u32 start, u32 end);
MUST_CHECK Value list_to_tuple(Ref list);
void list_clear(Ref list);
void list_remove_at(Ref list, u32 i);                        /* i is inside */
Outcome list_extend(Ref list, Ref iterable);                 /* any iterable; None */
Outcome list_from_iterable(Ref iterable);                    /* list(iterable) */
Outcome list_collect(Ref iterable);                          /* the same, but no class is asked for a length first */
Outcome list_sort(Ref list, Ref key, bool reverse);          /* key EMPTY or None: the items themselves; None. sort.c */

#endif
