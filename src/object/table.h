/* table.h: the hash table of dicts and namespaces: an index apart from the entries, entries in insertion order and tight.
 *
 *   kinds   STR        every key is an exact str: entries {Text *key, u32 hash, Value value}
 *           IMMEDIATE  every key is an int48, bool… or None, a double that is no NaN: entries {Value key, Value value}
 *           GENERAL    anything: entries {i64 hash, Value key, Value value}
 *
 * A table starts in the kind of its first key and becomes GENERAL when a key does not fit. Deleted entries stay as
 * holes (key EMPTY or NULL) until the next growth. `keys_version` changes whenever a key is added, removed or moved, to
 * a number that no table has had:
 * what was found at an index holds while the version does. Finding may have to ask Python (`__eq__` of a key):
 * table_find then answers ASK with the entry, and the caller (PROBE, frame/probe.h) asks and goes on.
 */
#ifndef KRAIT_TABLE_H
#define KRAIT_TABLE_H
#include "object/text.h"

#define TABLE_NO_VERSION (~0u)
typedef enum { TABLE_STR, TABLE_IMMEDIATE, TABLE_GENERAL } TableKind;
typedef struct { Text *key; u32 hash; Value value; } StrEntry; /* key NULL: a hole. The loop's caches look here by entry number */
typedef struct {
    void *index;      /* of u8, u16 or u32 by index_log2: entry numbers + 1, 0 = free, see table.c */
    void *entries;
    u32 used;         /* live entries */
    u32 filled;       /* entries in use, holes included */
    u32 capacity;     /* entries allocated */
    u32 usable;       /* insertions left before the index is made anew */
    u8 index_log2;    /* 0: no index yet: the table is empty */
    u8 kind;
    u16 rebuilt;      /* changes when entries move: a TableCursor is void then */
    u32 keys_version;
} Table;              /* all zero is an empty table */

typedef enum { TABLE_ABSENT, TABLE_FOUND, TABLE_ASK, TABLE_ERROR } TableAnswer;
/* Zero it, set hash; table_find goes on from it after an ASK that was answered "not equal". `version` is the table's
 * `rebuilt` at that time: an answer counts only while it holds and the asked key is still there (as in CPython, keys
 * that come or go elsewhere meanwhile do not matter). */
typedef struct { i64 hash; u32 cursor, step, entry; u32 version; } TableCursor;

void table_init(Table *t);
void table_destroy(Table *t);               /* releases every key and value in order, frees the buffers */
void table_visit(Table *t, GcVisit *visit);
TableAnswer table_find(const Table *t, Ref key, TableCursor *cursor); /* FOUND and ASK set cursor->entry */
/* A new key (not present; the caller has found so with this hash): takes over both references. false: MemoryError, both released. */
MUST_CHECK bool table_insert(Table *t, Value key, i64 hash, Value value);
void table_remove(Table *t, u32 entry, Value *key, Value *value); /* moves both out */
Ref table_key(const Table *t, u32 entry);   /* EMPTY: a hole or past the end */
Ref table_value(const Table *t, u32 entry);
Value *table_value_slot(Table *t, u32 entry);
i64 table_hash(const Table *t, u32 entry);
bool table_next(const Table *t, u32 *position, Ref *key, Ref *value); /* walks live entries from *position (0 to begin) */
MUST_CHECK bool table_reserve(Table *t, u32 entries);
MUST_CHECK bool table_copy(Table *to, const Table *from); /* to: initialised and empty; keeps every key and value */
void table_clear(Table *t);
bool table_pop_last(Table *t, Value *key, Value *value, i64 *hash); /* moves the newest entry out; false: empty */

/* Exact str keys: natively, always. On a table of kind GENERAL that holds a key which is no builtin of exact type, `asks`
 * is true for keys with the same hash, and the get answers NEEDS_PYTHON's bits. */
Ref table_get_text(const Table *t, Text *key);            /* EMPTY: absent; REF(BITS_NEEDS_PYTHON): ask through PROBE */
u32 table_find_text(const Table *t, Text *key);           /* entry, or ~0u; STR tables only */
MUST_CHECK bool table_set_text(Table *t, Text *key, Ref value); /* keeps both; false: MemoryError. STR tables, or no equal key that must be asked */
/* int48 keys in a table of kind IMMEDIATE. */
INLINE i64 hash_int48(Ref key) { return int48_of(key) == -1 ? -2 : int48_of(key); } /* hash_i64 of so small a number */
u32 table_find_int(const Table *t, Ref key);              /* entry, or ~0u */
MUST_CHECK bool table_set_int(Table *t, Ref key, Ref value);
bool table_delete_text(Table *t, Text *key);              /* false: absent */

struct Dict { Object head; Table table; }; /* what a subclass instance has of its own lies behind it */
MUST_CHECK Dict *dict_new(void);                           /* object/table.c: namespaces are needed below types/ */
INLINE Ref dict_get_text(const Dict *d, Text *key) { return table_get_text(&d->table, key); }
INLINE MUST_CHECK bool dict_set_text(Dict *d, Text *key, Ref value) { return table_set_text(&d->table, key, value); }
INLINE bool dict_delete_text(Dict *d, Text *key) { return table_delete_text(&d->table, key); }
#endif
