/* text_intern.c: one text for each name. The table holds its texts weakly: a text that dies takes itself out.
 *
 * Owns `table`: open addressing by linear probing over pointers, at most two thirds full; taking out shifts the run
 * behind back, so there are no tombstones. The empty text and the Latin-1 characters are interned by being the only
 * ones of their kind (text.c) and are not in the table.
 */
#include "object/error.h"
#include "object/text.h"

enum { INTERN_FIRST = 1024 };
static struct {
    Text **slots;
    u32 mask, used; /* mask: slots - 1; 0: none yet */
} table;

static u32 home(Text *t) { return (u32)text_hash(t) & table.mask; }

/* The slot that holds an equal text, or the free one where it belongs. */
static u32 find(Text *t) {
    u32 at = home(t);
    while (table.slots[at] && !(table.slots[at]->hash == t->hash && text_equal(table.slots[at], t))) at = (at + 1) & table.mask;
    return at;
}

static bool grow(void) {
    u32 old_count = table.mask ? table.mask + 1 : 0, count = old_count ? old_count * 2 : INTERN_FIRST;
    Text **old = table.slots, **slots = buffer_new(count * (u32)sizeof(Text *));
    if (!slots) return false;
    memset(slots, 0, count * sizeof(Text *));
    table.slots = slots;
    table.mask = count - 1;
    for (u32 i = 0; i < old_count; i++)
        if (old[i]) table.slots[find(old[i])] = old[i];
    if (old) buffer_free(old, old_count * (u32)sizeof(Text *));
    return true;
}

Text *text_intern(Text *t) {
    if (!t || t->interned) return t;
    if (t->length == 0 || (t->length == 1 && t->kind == 1)) {
        Text *shared = t->length ? text_from_char(t->data[0]) : text_from_ascii("", 0);
        object_release(t);
        return shared;
    }
    if (table.used * 3 >= table.mask * 2 && !grow()) return object_release(t), NULL;
    u32 at = find((text_hash(t), t));
    Text *known = table.slots[at];
    if (known) {
        object_keep(known);
        object_release(t);
        return known;
    }
    table.slots[at] = t;
    table.used++;
    t->interned = 1;
    return t;
}

Text *text_intern_c(const char *s) { return text_intern(text_from_c(s)); }

void text_forget(Text *t) {
    if (!table.mask) return;
    u32 hole = find(t);
    if (table.slots[hole] != t) return;
    table.slots[hole] = NULL;
    table.used--;
    for (u32 at = (hole + 1) & table.mask; table.slots[at]; at = (at + 1) & table.mask) {
        u32 from = home(table.slots[at]);
        if (((at - from) & table.mask) < ((at - hole) & table.mask)) continue; /* its home lies behind the hole */
        table.slots[hole] = table.slots[at];
        table.slots[at] = NULL;
        hole = at;
    }
}
