/* heap.c: pools of cells, and the directory by which the collector finds them; see heap.h.
 *
 * A pool is in one of four places: current (one for each kind and class; cells
 * come from it), with room (on its class's list), full (on no list; the first
 * cell that comes back puts it on the list), or empty (kept as one of a few
 * spares of no class, or given back to the pages).
 *
 * The directory gives every pool and every large cell a slot, a word each:
 * pool or run address, tagged in its low bits. A free slot links to the next.
 * Slots are never renumbered, so a walk may pause between any two cells.
 *
 *   large object:  | LargeObject | cell ............ |   a page run; a large raw cell is a bare page run
 */
#include "mem/heap.h"
#include "mem/pages.h"

enum { SLOT_POOL = 0, SLOT_LARGE_OBJECT = 1, SLOT_LARGE_RAW = 2, SLOT_FREE = 3, SLOT_TAG = 3 };
enum {
    HEADER = (sizeof(HeapPool) + 15) / 16 * 16,
    POOL_PAGES = HEAP_POOL_SIZE / PAGE_SIZE,
    SPARE_POOLS = 4,
    BLOCK_SLOTS = PAGE_SIZE / 4,
    BLOCKS = 1024, /* a slot for every page of the address space */
};

typedef struct {
    u32 slot, pages;
    u32 pad[2];
} LargeObject;

static HeapPool no_pool; /* full, of no class: what is current before the first request */
Heap heap = {.current = {[0 ... 1] = {[0 ... HEAP_CLASS_COUNT - 1] = &no_pool}}};

#define RANGE(from, class_, size) [(from) ... (size) / 16] = (class_)
const u8 heap_class_of[HEAP_SMALL_MAX / 16 + 1] = {
    RANGE(33, 33, 576), RANGE(37, 34, 640), RANGE(41, 35, 704), RANGE(45, 36, 768), RANGE(49, 37, 896),
    RANGE(57, 38, 1008), RANGE(64, 39, 1088), RANGE(69, 40, 1248), RANGE(79, 41, 1360), RANGE(86, 42, 1632),
    RANGE(103, 43, 2032), RANGE(128, 44, 2336), RANGE(147, 45, 2720), RANGE(171, 46, 3264), RANGE(205, 47, 4080),
    RANGE(256, 48, 5440), RANGE(341, 49, 8176),
};
static const u16 class_sizes[HEAP_CLASS_COUNT] = {
#define SIZE(class_, size) [class_] = size,
    HEAP_CLASSES(SIZE)
#undef SIZE
};

static struct {
    HeapPool *room[2][HEAP_CLASS_COUNT];
    HeapPool *spares; /* linked by next */
    u32 spare_count;
    u32 slots;        /* in use or free; slot 0 is the first */
    u32 free_slot;    /* 1 + its number; 0: none */
    u32 *blocks[BLOCKS];
    u64 large_object_bytes, large_raw_bytes;
    u32 large_objects, large_raws;
} own;

static u32 class_size(u32 class_) { return class_ <= HEAP_FINE_MAX / 16 ? class_ * 16 : class_sizes[class_]; }
static u32 pages_for(u32 size) { return size / PAGE_SIZE + (size % PAGE_SIZE != 0); }

/* --- The directory --- */

static u32 *slot_at(u32 slot) { return &own.blocks[slot / BLOCK_SLOTS][slot % BLOCK_SLOTS]; }

/* Makes sure that the next slot_take finds one. */
static bool slot_prepare(void) {
    if (own.free_slot || own.slots % BLOCK_SLOTS != 0 || own.blocks[own.slots / BLOCK_SLOTS]) return true;
    own.blocks[own.slots / BLOCK_SLOTS] = pages_take(1);
    return own.blocks[own.slots / BLOCK_SLOTS] != NULL;
}

static u32 slot_take(void *at, u32 tag) {
    u32 slot = own.free_slot ? own.free_slot - 1 : own.slots++;
    if (own.free_slot) own.free_slot = *slot_at(slot) >> 2;
    *slot_at(slot) = (u32)(uintptr_t)at | tag;
    return slot;
}

static void slot_give(u32 slot) {
    *slot_at(slot) = own.free_slot << 2 | SLOT_FREE;
    own.free_slot = slot + 1;
}

/* --- Pools --- */

static void room_add(HeapPool *pool) {
    HeapPool **head = &own.room[pool->kind][pool->class];
    pool->previous = NULL;
    pool->next = *head;
    if (*head) (*head)->previous = pool;
    *head = pool;
}

static void room_remove(HeapPool *pool) {
    if (pool->next) pool->next->previous = pool->previous;
    if (pool->previous) pool->previous->next = pool->next;
    else own.room[pool->kind][pool->class] = pool->next;
}

static HeapPool *take_spare(void) {
    HeapPool *pool = own.spares;
    if (!pool) return pages_take_aligned(POOL_PAGES, POOL_PAGES);
    own.spares = pool->next;
    own.spare_count--;
    return pool;
}

static void give_spare(HeapPool *pool) {
    slot_give(pool->slot);
    if (own.spare_count == SPARE_POOLS) {
        pages_give(pool, POOL_PAGES);
        return;
    }
    pool->next = own.spares;
    own.spares = pool;
    own.spare_count++;
}

/* All cells free, the lowest address first. */
static void thread_cells(HeapPool *pool) {
    u8 *cell = (u8 *)pool + HEADER, *end = cell + pool->capacity * pool->cell_size;
    UNPOISON(cell, HEAP_POOL_SIZE - HEADER);
    pool->free = (HeapCell *)cell;
    for (; cell < end; cell += pool->cell_size) {
        HeapCell *free_cell = (HeapCell *)cell;
        free_cell->next = cell + pool->cell_size < end ? (HeapCell *)(cell + pool->cell_size) : NULL;
        free_cell->type = 0;
    }
    POISON((u8 *)pool + HEADER, HEAP_POOL_SIZE - HEADER);
}

static HeapPool *new_pool(HeapKind kind, u32 class_) {
    if (!slot_prepare()) return NULL;
    HeapPool *pool = take_spare();
    if (!pool) return NULL;
    u32 size = class_size(class_);
    *pool = (HeapPool){.cell_size = size, .capacity = (u16)((HEAP_POOL_SIZE - HEADER) / size), .class = (u8)class_, .kind = (u8)kind};
    pool->slot = slot_take(pool, SLOT_POOL);
    thread_cells(pool);
    return pool;
}

/* Another pool than the current one, which is full, becomes current. */
static bool renew_current(HeapKind kind, u32 class_) {
    HeapPool **current = &heap.current[kind][class_], *pool = own.room[kind][class_];
    if (pool) room_remove(pool);
    else pool = new_pool(kind, class_);
    if (!pool) return false;
    if (*current != &no_pool) (*current)->live--;
    pool->live++;
    *current = pool;
    return true;
}

void heap_pool_changed(HeapPool *pool) {
    if (heap.current[pool->kind][pool->class] == pool) return;
    if (pool->live > 0) {
        room_add(pool);
        return;
    }
    room_remove(pool); /* it holds two cells at least, so it was on the list before this one came back */
    give_spare(pool);
}

/* --- Large cells --- */

static void *alloc_large_object(u32 size) {
    u32 count = pages_for(size + (u32)sizeof(LargeObject));
    if (!slot_prepare()) return NULL;
    LargeObject *large = pages_take(count);
    if (!large) return NULL;
    u32 *header = (u32 *)(large + 1);
    header[0] = header[1] = 0;
    *large = (LargeObject){.slot = slot_take(large, SLOT_LARGE_OBJECT), .pages = count};
    own.large_object_bytes += (u64)count * PAGE_SIZE;
    own.large_objects++;
    return large + 1;
}

static void *alloc_large_raw(u32 size) {
    void *run = pages_take(pages_for(size));
    if (!run) return NULL;
    own.large_raw_bytes += (u64)pages_for(size) * PAGE_SIZE;
    own.large_raws++;
    return run;
}

void heap_free_large(HeapKind kind, void *cell, u32 size) {
    if (kind == HEAP_RAW) {
        own.large_raw_bytes -= (u64)pages_for(size) * PAGE_SIZE;
        own.large_raws--;
        pages_give(cell, pages_for(size));
        return;
    }
    LargeObject *large = (LargeObject *)cell - 1;
    own.large_object_bytes -= (u64)large->pages * PAGE_SIZE;
    own.large_objects--;
    slot_give(large->slot);
    pages_give(large, large->pages);
}

static bool resize_large_raw(u8 *run, u32 size, u32 new_size) {
    u32 count = pages_for(size), new_count = pages_for(new_size);
    if (new_count > count && !pages_extend(run, count, new_count - count)) return false;
    if (new_count < count) pages_give(run + new_count * PAGE_SIZE, count - new_count);
    own.large_raw_bytes += ((u64)new_count - (u64)count) * PAGE_SIZE;
    return true;
}

/* --- Public --- */

void *heap_alloc_slow(HeapKind kind, u32 size) {
    if (size > UINT32_MAX - 2 * PAGE_SIZE) return NULL;
    if (size > HEAP_SMALL_MAX) return kind == HEAP_OBJECT ? alloc_large_object(size) : alloc_large_raw(size);
    u32 class_ = heap_class(size ? size : 1);
    HeapPool *pool = heap.current[kind][class_];
    if (!pool->free && !renew_current(kind, class_)) return NULL;
    pool = heap.current[kind][class_];
    HeapCell *cell = pool->free;
    UNPOISON(cell, size < sizeof *cell ? sizeof *cell : size);
    pool->free = cell->next;
    pool->live++;
    cell->next = NULL;
    return cell;
}

void heap_check_free(HeapKind kind, const void *cell, u32 size) {
    CHECK(cell, "NULL is freed");
    CHECK(!IS_POISONED(cell), "a cell is freed twice");
    if (size > HEAP_SMALL_MAX) return;
    const HeapPool *pool = heap_pool_of(cell);
    u32 offset = (u32)((const u8 *)cell - (const u8 *)pool) - HEADER;
    CHECK(pool->kind == kind && pool->class == heap_class(size ? size : 1), "a cell is freed as another kind or size");
    CHECK(offset % pool->cell_size == 0 && offset / pool->cell_size < pool->capacity, "what is freed is not a cell");
}

/* Stays where it is: its class or its run's length is right already, or can be made so. */
static bool resize_in_place(void *cell, u32 size, u32 new_size) {
    bool large = size > HEAP_SMALL_MAX, new_large = new_size > HEAP_SMALL_MAX;
    if (large != new_large) return false;
    if (large) return resize_large_raw(cell, size, new_size);
    if (heap_class(size ? size : 1) != heap_class(new_size ? new_size : 1)) return false;
    POISON(cell, heap_pool_of(cell)->cell_size);
    UNPOISON(cell, new_size < sizeof(HeapCell) ? sizeof(HeapCell) : new_size);
    return true;
}

void *heap_realloc(void *cell, u32 size, u32 new_size) {
    if (!cell) return heap_alloc(new_size);
    if (budget_fails_now() || new_size > UINT32_MAX - 2 * PAGE_SIZE) return NULL;
    if (resize_in_place(cell, size, new_size)) return cell;
    void *moved = heap_alloc(new_size);
    if (!moved) return NULL;
    memcpy(moved, cell, u32_min(size, new_size));
    heap_free(cell, size);
    return moved;
}

u32 heap_good_size(u32 size) {
    if (size > HEAP_SMALL_MAX) return size > UINT32_MAX - PAGE_SIZE ? size : pages_for(size) * PAGE_SIZE;
    return class_size(heap_class(size ? size : 1));
}

static void *next_in_pool(const HeapPool *pool, HeapCursor *cursor) {
    while (cursor->cell < pool->capacity) {
        u8 *at = (u8 *)pool + HEADER + cursor->cell++ * pool->cell_size;
        if (!IS_POISONED(at) && ((HeapCell *)at)->type != 0) return at;
    }
    return NULL;
}

static void *next_in_slot(u32 word, HeapCursor *cursor) {
    void *at = (void *)(uintptr_t)(word & ~(u32)SLOT_TAG);
    if ((word & SLOT_TAG) == SLOT_POOL) return ((HeapPool *)at)->kind == HEAP_OBJECT ? next_in_pool(at, cursor) : NULL;
    if ((word & SLOT_TAG) != SLOT_LARGE_OBJECT || cursor->cell > 0) return NULL;
    cursor->cell = 1;
    HeapCell *cell = (HeapCell *)((LargeObject *)at + 1);
    return cell->type != 0 ? cell : NULL;
}

void *heap_next_object(HeapCursor *cursor) {
    for (; cursor->slot < own.slots; cursor->slot++, cursor->cell = 0) {
        void *found = next_in_slot(*slot_at(cursor->slot), cursor);
        if (found) return found;
    }
    return NULL;
}

HeapUsage heap_usage(void) {
    HeapUsage usage = {
        .object_bytes = own.large_object_bytes, .raw_bytes = own.large_raw_bytes,
        .object_cells = own.large_objects, .raw_cells = own.large_raws,
    };
    for (u32 slot = 0; slot < own.slots; slot++) {
        u32 word = *slot_at(slot);
        if ((word & SLOT_TAG) != SLOT_POOL) continue;
        const HeapPool *pool = (const HeapPool *)(uintptr_t)word;
        u32 live = pool->live - (heap.current[pool->kind][pool->class] == pool);
        if (pool->kind == HEAP_OBJECT) usage.object_cells += live, usage.object_bytes += (u64)live * pool->cell_size;
        else usage.raw_cells += live, usage.raw_bytes += (u64)live * pool->cell_size;
    }
    return usage;
}
