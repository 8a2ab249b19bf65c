/* tuple.h: tuples: a count and the items behind it. Immutable once anyone but its maker has seen it.
 *
 *   | refs type | count | hashed | hash (8) | item 0 … |
 *
 * The hash is kept, as in CPython 3.14: a second hash() asks no item again. The empty tuple is one (vm.empty_tuple).
 * Python's side of the type is types/tuple.c.
 */
#ifndef KRAIT_TUPLE_H
#define KRAIT_TUPLE_H
#include "object/protocol.h"

struct Tuple {
    Object head;
    u32 count;
    u32 hashed;
    i64 hash;
    Value items[];
};
INLINE bool is_tuple(Ref r) { return is_exact(r, T_TUPLE); }
Tuple *tuple_of(Ref r); /* a tuple or a subclass instance (its payload) */

/* count items, EMPTY each: the caller fills them before anyone sees it. NULL: MemoryError raised. */
MUST_CHECK Tuple *tuple_new(u32 count);
MUST_CHECK Value tuple_from(const Value *items, u32 count); /* keeps each item; vm.empty_tuple for none */
MUST_CHECK Value tuple_take(Value *items, u32 count);       /* moves each item in, also when it fails (then released) */
/* *at is a tuple: its items, the first on top, take its place. Answers the slot after the last. */
Value *tuple_unpack(Value *at);
MUST_CHECK Value tuple_pack1(Value a);                      /* these take their items over; an ERROR among them is the answer */
MUST_CHECK Value tuple_pack2(Value a, Value b);
MUST_CHECK Value tuple_pack3(Value a, Value b, Value c);
MUST_CHECK Value tuple_slice(Ref tuple, u32 start, u32 end);
void tuple_destroy(Object *self);
void tuple_visit(Object *self, GcVisit *visit);
Value tuple_try_hash(Ref self);
HashAnswer tuple_hash_native(Tuple *t, i64 *hash); /* as try_hash, of what is a tuple */
#endif
