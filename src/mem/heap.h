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
 *
 *   pool:  | HeapPool | cell | cell | cell | ... |    a cell's pool is found by masking its address
 *
 * Taking a cell pops the free list of its class's current pool; giving it back
 * pushes it on its own pool's. Both are inlined; what a pool gains or loses by
 * it (full, empty, room again) is heap.c's.
 */
#ifndef KRAIT_HEAP_H
#define KRAIT_HEAP_H
#include "base/base.h"
#include "mem/budget.h"

typedef enum { HEAP_OBJECT, HEAP_RAW } HeapKind;

/* Classes of 16 bytes up to 512, then these: the largest sizes of which so many fit in a pool. */
#define HEAP_CLASSES(X) \
    X(33, 576) X(34, 640) X(35, 704) X(36, 768) X(37, 896) X(38, 1008) X(39, 1088) X(40, 1248) X(41, 1360) \
    X(42, 1632) X(43, 2032) X(44, 2336) X(45, 2720) X(46, 3264) X(47, 4080) X(48, 5440) X(49, 8176)
enum { HEAP_FINE_MAX = 512, HEAP_SMALL_MAX = 8176, HEAP_CLASS_COUNT = 50, HEAP_POOL_SIZE = 16 * 1024 };

typedef struct HeapCell HeapCell;
struct HeapCell { /* a free one */
    HeapCell *next;
    u32 type; /* 0 */
};
typedef struct HeapPool HeapPool;
struct HeapPool {
    HeapCell *free;   /* NULL: full */
    u32 live;         /* cells lent, and 1 more while it is its class's current pool */
    u32 cell_size;
    u16 capacity;     /* cells */
    u8 class, kind;
    u32 slot;         /* in the directory */
    HeapPool *next, *previous; /* among its class's pools with room; neither full nor current ones are there */
};
typedef struct { HeapPool *current[2][HEAP_CLASS_COUNT]; } Heap;
extern Heap heap;
extern const u8 heap_class_of[HEAP_SMALL_MAX / 16 + 1];

MUST_CHECK void *heap_alloc_slow(HeapKind kind, u32 size);
void heap_free_large(HeapKind kind, void *cell, u32 size);
void heap_pool_changed(HeapPool *pool); /* it was full, or holds nothing now */
void heap_check_free(HeapKind kind, const void *cell, u32 size); /* debug builds: crashes on a wrong size, kind or a second free */

INLINE u32 heap_class(u32 size) { return size <= HEAP_FINE_MAX ? (size + 15) / 16 : heap_class_of[(size + 15) / 16]; }
INLINE HeapPool *heap_pool_of(const void *cell) { return (HeapPool *)((uintptr_t)cell & ~(uintptr_t)(HEAP_POOL_SIZE - 1)); }

INLINE MUST_CHECK void *heap_alloc_kind(HeapKind kind, u32 size) {
    if (budget_fails_now()) return NULL;
    if (UNLIKELY(size > HEAP_SMALL_MAX)) return heap_alloc_slow(kind, size);
    HeapPool *pool = heap.current[kind][heap_class(size)];
    HeapCell *cell = pool->free;
    if (UNLIKELY(!cell)) return heap_alloc_slow(kind, size);
    UNPOISON(cell, size < sizeof *cell ? sizeof *cell : size);
    pool->free = cell->next;
    pool->live++;
    if (kind == HEAP_OBJECT) cell->next = NULL;
    return cell;
}

INLINE void heap_free_kind(HeapKind kind, void *at, u32 size) {
#ifdef KRAIT_DEBUG
    heap_check_free(kind, at, size);
#endif
    if (UNLIKELY(size > HEAP_SMALL_MAX)) {
        heap_free_large(kind, at, size);
        return;
    }
    HeapPool *pool = heap_pool_of(at);
    HeapCell *cell = at, *next = pool->free;
    UNPOISON(cell, sizeof *cell);
    cell->next = next;
    cell->type = 0;
    pool->free = cell;
    POISON(cell, pool->cell_size);
    if (UNLIKELY(--pool->live == 0 || !next)) heap_pool_changed(pool);
}

INLINE MUST_CHECK void *heap_alloc_object(u32 size) { return heap_alloc_kind(HEAP_OBJECT, size); } /* NULL: no memory */
INLINE void heap_free_object(void *cell, u32 size) { heap_free_kind(HEAP_OBJECT, cell, size); }
INLINE MUST_CHECK void *heap_alloc(u32 size) { return heap_alloc_kind(HEAP_RAW, size); }
INLINE void heap_free(void *cell, u32 size) { /* NULL with size 0 is allowed */
    if (cell) heap_free_kind(HEAP_RAW, cell, size);
}
/* Raw. NULL leaves the old cell as it was; NULL, 0 allocates. */
MUST_CHECK void *heap_realloc(void *cell, u32 size, u32 new_size);
u32 heap_good_size(u32 size); /* what a raw cell of this size really holds */

/* Walk every live object cell (type word != 0), in any order. The visitor may free the cell it is shown and no other,
 * and may not allocate objects. Between slices of a walk both are allowed: what was allocated meanwhile may be shown. */
typedef struct { u32 slot, cell; } HeapCursor; /* zero it to begin; survives in linear memory between slices */
void *heap_next_object(HeapCursor *cursor);    /* NULL at the end */

typedef struct { u64 object_bytes, raw_bytes; u32 object_cells, raw_cells; } HeapUsage; /* bytes of lent cells, slack included */
HeapUsage heap_usage(void); /* reads every pool's header: for reports, not for decisions in a loop */
#endif
