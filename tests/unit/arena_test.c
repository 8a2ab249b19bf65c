/* arena_test.c: what lives together dies together, zeroed, aligned, and failed for good once it has failed. */
#include "unit.h"

#include "mem/arena.h"
#include "mem/budget.h"
#include "mem/heap.h"

static bool is_clear(const u8 *at, u32 size) {
    for (u32 i = 0; i < size; i++)
        if (at[i]) return false;
    return true;
}

TEST(pieces_are_clear_aligned_and_apart) {
    static u8 *at[2000];
    static u32 sizes[2000];
    Arena arena = {0};
    HeapUsage before = heap_usage();
    for (u32 round = 0; round < 2; round++) {
        for (u32 i = 0; i < 2000; i++) {
            sizes[i] = unit_random(40) ? unit_random(100) : unit_random(40000);
            at[i] = arena_alloc(&arena, sizes[i]);
            EXPECT(at[i] && (uintptr_t)at[i] % 8 == 0 && is_clear(at[i], sizes[i]));
            memset(at[i], (int)(i % 251) + 1, sizes[i]);
        }
        for (u32 i = 0; i < 2000; i++)
            if (sizes[i]) EXPECT(at[i][0] == i % 251 + 1 && at[i][sizes[i] - 1] == i % 251 + 1);
        EXPECT_EQ(arena.bytes, heap_usage().raw_bytes - before.raw_bytes);
        arena_free(&arena);
        EXPECT_EQ(arena.bytes, 0);
        EXPECT_EQ(heap_usage().raw_bytes, before.raw_bytes);
    }
}

TEST(a_large_piece_does_not_waste_the_block_in_use) {
    Arena arena = {0};
    u8 *first = arena_alloc(&arena, 16);
    EXPECT(arena_alloc(&arena, 100000) != NULL);
    EXPECT((u8 *)arena_alloc(&arena, 16) == first + 16);
    arena_free(&arena);
    EXPECT(arena_alloc(&arena, 100000) != NULL);
    EXPECT(arena_alloc(&arena, 8) != NULL);
    arena_free(&arena);
}

TEST(failure_is_for_good) {
    Arena arena = {0};
    EXPECT(arena_alloc(&arena, 8) != NULL);
    budget.fail_after = 2;
    EXPECT(arena_alloc(&arena, 8) != NULL);
    EXPECT(arena_alloc(&arena, 8) == NULL);
    EXPECT(arena.failed);
    EXPECT(arena_alloc(&arena, 8) == NULL);
    arena_free(&arena);
    EXPECT(!arena.failed);
    EXPECT(arena_alloc(&arena, UINT32_MAX) == NULL);
    EXPECT(arena.failed);
    arena_free(&arena);
    EXPECT(arena_alloc(&arena, 2000000000) == NULL);
    arena_free(&arena);
    EXPECT(arena_alloc(&arena, 0) != NULL);
    arena_free(&arena);
}

UNIT_MAIN()
