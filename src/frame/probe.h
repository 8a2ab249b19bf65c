/* probe.h: finding a key in a hashed container when Python must be asked for `__hash__` or `__eq__`.
 *
 * op_table_* answer for any key. The frame owns the asked entry, and starts again if the table's keys moved meanwhile.
 * `container` is the object that owns the table (kept while asking).
 */
#ifndef KRAIT_PROBE_H
#define KRAIT_PROBE_H
#include "frame/op.h"
#include "object/table.h"

Outcome op_table_get(Ref container, Table *table, Ref key);             /* the value (new reference) or EMPTY */
Outcome op_table_set(Ref container, Table *table, Ref key, Ref value);  /* None */
Outcome op_table_delete(Ref container, Table *table, Ref key);          /* the value moved out, or EMPTY */
Outcome op_table_setdefault(Ref container, Table *table, Ref key, Ref value); /* the value now there */
/* The same with a hash that is known: bulk operations ask a key for it once. */
Outcome op_table_get_hashed(Ref container, Table *table, Ref key, i64 hash);
Outcome op_table_set_hashed(Ref container, Table *table, Ref key, i64 hash, Ref value);
Outcome op_table_delete_hashed(Ref container, Table *table, Ref key, i64 hash);
/* Natively only: FOUND, ABSENT, ASK (needs the frame), ERROR (unhashable). */
TableAnswer table_try_get(const Table *table, Ref key, Ref *value);
/* vm.raised is what hashing `key` raised: a plain TypeError is told anew as "cannot use 'X' as <use> (…)". */
void probe_unhashable(Ref key, const char *use);
/* A hash as two ints for a native frame's traced slots, and back. */
void probe_put_hash(Value slots[2], i64 hash);
i64 probe_get_hash(const Value slots[2]);
i64 probe_hash_of(Ref value); /* of an int that op_hash answered */
#endif
