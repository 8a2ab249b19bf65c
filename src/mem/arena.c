/* arena.c: a chain of raw cells, filled one after the other; see arena.h. Units are bytes. */
#include "mem/arena.h"
#include "mem/budget.h"
#include "mem/heap.h"

struct ArenaBlock {
    ArenaBlock *next;
    u32 size; /* header included */
    u8 data[];
};
enum { FIRST_BLOCK = 2032, LARGEST_BLOCK = 64 * 1024, BLOCK_HEADER = sizeof(ArenaBlock) };
_Static_assert(BLOCK_HEADER % 8 == 0, "what an arena lends is aligned to 8");

static ArenaBlock *add_block(Arena *arena, u32 size) {
    size = heap_good_size(size);
    ArenaBlock *block = heap_alloc(size);
    if (!block) return NULL;
    block->size = size;
    arena->bytes += size;
    return block;
}

/* A block of its own for what is too large to share one; the block in use stays in use. */
static void *alloc_apart(Arena *arena, u32 size) {
    ArenaBlock *block = add_block(arena, BLOCK_HEADER + size);
    if (!block) return NULL;
    ArenaBlock **at = arena->blocks ? &arena->blocks->next : &arena->blocks;
    block->next = *at;
    *at = block;
    return block->data;
}

static bool start_block(Arena *arena) {
    u32 size = arena->bytes ? (u32)(arena->bytes < LARGEST_BLOCK ? arena->bytes * 2 : LARGEST_BLOCK) : FIRST_BLOCK;
    ArenaBlock *block = add_block(arena, u32_min(size, LARGEST_BLOCK));
    if (!block) return false;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->top = block->data;
    arena->limit = (u8 *)block + block->size;
    return true;
}

static void *alloc_slow(Arena *arena, u32 size) {
    if (size > LARGEST_BLOCK / 4) return size < UINT32_MAX / 2 ? alloc_apart(arena, size) : NULL;
    while ((u32)(arena->limit - arena->top) < size)
        if (!start_block(arena)) return NULL;
    void *at = arena->top;
    arena->top += size;
    return at;
}

void *arena_alloc(Arena *arena, u32 size) {
    if (arena->failed) return NULL;
    u32 rounded = align_up(u32_max(size, 1), 8);
    void *at = NULL;
    if (rounded < size || budget_fails_now()) {
        arena->failed = true;
        return NULL;
    }
    if (LIKELY((u32)(arena->limit - arena->top) >= rounded)) {
        at = arena->top;
        arena->top += rounded;
    } else {
        at = alloc_slow(arena, rounded);
    }
    if (at) return memset(at, 0, rounded);
    arena->failed = true;
    return NULL;
}

void arena_free(Arena *arena) {
    while (arena->blocks) {
        ArenaBlock *block = arena->blocks;
        arena->blocks = block->next;
        heap_free(block, block->size);
    }
    *arena = (Arena){0};
}
