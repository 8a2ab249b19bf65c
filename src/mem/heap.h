/* heap.h: cells for objects and for raw buffers, by size class.
 *
 * Two kinds never share a pool: OBJECT cells begin with an object header
 * {u32 refs, u32 type}; the collector walks them pool by pool, and a free cell
 * shows type == 0. RAW cells hold buffers (list items, tables, digits) and are
 * never walked. Sizes are bytes; the caller knows the size of what it frees.
 * Cells are aligned to 8 and not cleared (an object cell's header is).
 *
 * Small cells live in pools of 16 KiB, aligned to 16 KiB; larger ones are page
 * runs of their own. No function here calls up, and none collects: the memory
 * pressure hook belongs to the object floor.
 */
#ifndef KRAIT_HEAP_H
#define KRAIT_HEAP_H
#include "base/base.h"

MUST_CHECK void *heap_alloc_object(u32 size); /* NULL: no memory */
void heap_free_object(void *cell, u32 size);
MUST_CHECK void *heap_alloc(u32 size);        /* raw */
MUST_CHECK void *heap_realloc(void *cell, u32 size, u32 new_size); /* raw; NULL leaves the old cell as it was; NULL,0 allocates */
void heap_free(void *cell, u32 size);         /* NULL with size 0 is allowed */
u32 heap_good_size(u32 size);                 /* what a cell of this size really holds */

/* Walk every live object cell (type word != 0), in any order. The visitor may free the cell it is
 * shown and no other, and may not allocate objects. */
typedef struct { u32 pool, cell; void *large; } HeapCursor; /* zero it to begin; survives in linear memory between slices */
void *heap_next_object(HeapCursor *cursor);   /* NULL at the end */

typedef struct { u64 object_bytes, raw_bytes; u32 object_cells; } HeapUsage;
HeapUsage heap_usage(void);
#endif
