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
/* Natively only: FOUND, ABSENT, ASK (needs the frame), ERROR (unhashable). */
TableAnswer table_try_get(const Table *table, Ref key, Ref *value);
#endif
