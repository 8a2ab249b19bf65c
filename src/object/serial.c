/* serial.c: the table of serial.h: open addressing by address, backward shift on removal, at most half full. */
#include "object/serial.h"
#include "mem/heap.h"

typedef struct { const Object *object; u32 serial; } Row;
enum { FEWEST_ROWS = 64 };

static struct { Row *rows; u32 size, used, last; } serials; /* size: a power of two, or 0 */

u32 serial_next(void) { return ++serials.last; }
bool serial_was_given(void) { return serials.last != 0; }

static u32 home_of(const Object *o) { return ((u32)(uintptr_t)o >> 3) * 0x9E3779B1u >> 7 & (serials.size - 1); }

/* Its row, or the free one where it belongs. */
static u32 row_of(const Object *o) {
    u32 i = home_of(o);
    while (serials.rows[i].object && serials.rows[i].object != o) i = (i + 1) & (serials.size - 1);
    return i;
}

static bool grow(void) {
    u32 size = serials.size;
    Row *old = serials.rows, *rows = heap_alloc((size ? size * 2 : FEWEST_ROWS) * (u32)sizeof(Row));
    if (!rows) return false;
    serials.rows = rows;
    serials.size = size ? size * 2 : FEWEST_ROWS;
    memset(rows, 0, serials.size * sizeof(Row));
    for (u32 i = 0; i < size; i++)
        if (old[i].object) rows[row_of(old[i].object)] = old[i];
    if (old) heap_free(old, size * (u32)sizeof(Row));
    return true;
}

NOINLINE void serial_give(const Object *o) {
    u32 serial = serial_next();
    if (serials.used * 2 >= serials.size && !grow()) return;
    Row *row = &serials.rows[row_of(o)];
    serials.used += !row->object;
    *row = (Row){o, serial};
}

/* The rows behind the hole that may lie nearer to their home move up. */
NOINLINE void serial_forget(const Object *o) {
    if (!serials.size) return;
    u32 mask = serials.size - 1, hole = row_of(o);
    if (!serials.rows[hole].object) return;
    for (u32 i = (hole + 1) & mask; serials.rows[i].object; i = (i + 1) & mask) {
        u32 home = home_of(serials.rows[i].object);
        if (((i - home) & mask) < ((i - hole) & mask)) continue;
        serials.rows[hole] = serials.rows[i];
        hole = i;
    }
    serials.rows[hole].object = NULL;
    serials.used--;
}

u32 serial_of(Object *o) {
    if (o->type->flags & TYPE_HAS_SERIAL) return *serial_word(o);
    if (!serials.size) return 0;
    const Row *row = &serials.rows[row_of(o)];
    return row->object ? row->serial : 0;
}
