/* heap_test.c: cells of every size, both kinds, the walk, and what the heap gives back. */
#include "unit.h"

#include "mem/heap.h"
#include "mem/pages.h"

typedef struct { u32 refs, type; u32 number; } Thing;

static Thing *make_thing(u32 size, u32 number) {
    Thing *thing = heap_alloc_object(size);
    if (!thing) return NULL;
    EXPECT_EQ(thing->refs, 0);
    EXPECT_EQ(thing->type, 0);
    *thing = (Thing){.refs = 1, .type = 0x1000, .number = number};
    return thing;
}

TEST(a_class_holds_what_it_serves) {
    for (u32 size = 0; size <= HEAP_SMALL_MAX; size++) {
        u32 good = heap_good_size(size);
        EXPECT(good >= size && good % 16 == 0 && good > 0);
        if (size > 0 && good < HEAP_SMALL_MAX) EXPECT(heap_class(size) <= heap_class(size + 1));
        if (size > 128) EXPECT(good - size <= size * 51 / 100);
        EXPECT_EQ(heap_good_size(good), good);
    }
    EXPECT_EQ(heap_good_size(HEAP_SMALL_MAX + 1), 2 * PAGE_SIZE);
    EXPECT_EQ(heap_good_size(UINT32_MAX), UINT32_MAX);
}

TEST(cells_of_every_size_keep_their_bytes) {
    static u8 *cells[700];
    u32 count = 0;
    HeapUsage before = heap_usage();
    for (u32 size = 1; count < COUNT_OF(cells) && size < 200000; size += 1 + size / 60, count++) {
        cells[count] = heap_alloc(size);
        EXPECT_EQ((uintptr_t)cells[count] % 8, 0);
        memset(cells[count], (int)count, size);
    }
    EXPECT_EQ(heap_usage().raw_cells - before.raw_cells, count);
    u32 i = 0;
    for (u32 size = 1; i < count; size += 1 + size / 60, i++) {
        EXPECT(cells[i][0] == (u8)i && cells[i][size - 1] == (u8)i);
        heap_free(cells[i], size);
    }
    EXPECT_EQ(heap_usage().raw_cells, before.raw_cells);
    EXPECT_EQ(heap_usage().raw_bytes, before.raw_bytes);
}

TEST(nothing_is_a_cell_too) {
    heap_free(NULL, 0);
    void *empty = heap_alloc(0);
    EXPECT(empty != NULL);
    heap_free(empty, 0);
    void *grown = heap_realloc(NULL, 0, 5);
    EXPECT(grown != NULL);
    grown = heap_realloc(grown, 5, 0);
    EXPECT(grown != NULL);
    heap_free(grown, 0);
}

TEST(the_last_cell_given_back_is_the_next_one_lent) {
    void *keep = heap_alloc(48), *cell = heap_alloc(48);
    heap_free(cell, 48);
    EXPECT(heap_alloc(40) == cell);
    heap_free(cell, 40);
    heap_free(keep, 48);
}

TEST(a_cell_moves_with_its_bytes) {
    static const u32 sizes[] = {1, 16, 17, 500, 513, 4000, 8176, 8177, 12288, 12289, 300000, 70000, 9000, 8000, 100, 3};
    u8 *cell = NULL;
    u32 size = 0;
    HeapUsage before = heap_usage();
    for (u32 i = 0; i < COUNT_OF(sizes); i++) {
        cell = heap_realloc(cell, size, sizes[i]);
        EXPECT(cell != NULL);
        for (u32 k = 0; k < u32_min(size, sizes[i]); k++)
            if (cell[k] != (u8)(k * 7)) EXPECT_EQ(k, UINT32_MAX);
        for (u32 k = 0; k < sizes[i]; k++) cell[k] = (u8)(k * 7);
        size = sizes[i];
    }
    heap_free(cell, size);
    EXPECT_EQ(heap_usage().raw_bytes, before.raw_bytes);
    EXPECT_EQ(heap_usage().raw_cells, before.raw_cells);
}

TEST(a_large_cell_grows_in_place_where_it_can) {
    u8 *cell = heap_alloc(1000000);
    EXPECT(heap_realloc(cell, 1000000, 20000) == cell);
    u8 *grown = heap_realloc(cell, 20000, 700000);
    EXPECT(grown == cell);
    grown[699999] = 1;
    heap_free(grown, 700000);
}

enum { THINGS = 5000 };
static Thing *things[THINGS];
static u32 sizes_of_things[THINGS];
static u8 seen[THINGS];

static void make_things(void) {
    for (u32 i = 0; i < THINGS; i++) {
        sizes_of_things[i] = i % 100 == 0 ? 9000 + i * 3 : 12 + i % 700;
        things[i] = make_thing(sizes_of_things[i], i);
        void *raw = heap_alloc(sizes_of_things[i]); /* must not be shown */
        memset(raw, 1, sizes_of_things[i]);
        heap_free(raw, sizes_of_things[i]);
    }
}

static void free_thing(u32 i) {
    heap_free_object(things[i], sizes_of_things[i]);
    things[i] = NULL;
}

TEST(the_walk_shows_every_live_object_once) {
    make_things();
    for (u32 i = 0; i < THINGS; i += 3) free_thing(i);
    memset(seen, 0, sizeof seen);
    HeapCursor cursor = {0};
    for (Thing *thing; (thing = heap_next_object(&cursor)) != NULL;) {
        EXPECT(thing == things[thing->number]);
        seen[thing->number]++;
    }
    for (u32 i = 0; i < THINGS; i++) EXPECT_EQ(seen[i], i % 3 == 0 ? 0 : 1);
    EXPECT(heap_next_object(&cursor) == NULL);
    for (u32 i = 0; i < THINGS; i++)
        if (things[i]) free_thing(i);
}

TEST(the_visitor_may_free_what_it_is_shown) {
    make_things();
    u32 shown = 0;
    HeapCursor cursor = {0};
    for (Thing *thing; (thing = heap_next_object(&cursor)) != NULL; shown++) free_thing(thing->number);
    EXPECT_EQ(shown, THINGS);
    EXPECT_EQ(heap_usage().object_cells, 0);
    EXPECT_EQ(heap_usage().object_bytes, 0);
}

TEST(a_walk_survives_changes_between_its_slices) {
    make_things();
    memset(seen, 0, sizeof seen);
    HeapCursor cursor = {0};
    u32 kept = 0;
    for (;;) {
        Thing *thing = heap_next_object(&cursor);
        if (!thing) break;
        if (thing->number < THINGS) seen[thing->number]++;
        u32 victim = unit_random(THINGS);
        if (things[victim] && victim % 2) free_thing(victim);
    }
    for (u32 i = 0; i < THINGS; i += 2) EXPECT_EQ(seen[i], 1);
    for (u32 i = 0; i < THINGS; i++)
        if (things[i]) kept++, free_thing(i);
    EXPECT(kept >= THINGS / 2);
}

TEST(an_object_being_made_is_not_shown) {
    void *blank = heap_alloc_object(64), *large = heap_alloc_object(64000);
    HeapCursor cursor = {0};
    EXPECT(heap_next_object(&cursor) == NULL);
    heap_free_object(blank, 64);
    heap_free_object(large, 64000);
}

TEST(empty_pools_go_back_to_the_pages) {
    enum { CELLS = 20000 };
    static void *cells[CELLS];
    for (u32 round = 0; round < 3; round++) {
        u64 before = budget.used;
        for (u32 i = 0; i < CELLS; i++) cells[i] = heap_alloc(64);
        EXPECT(budget.used - before > (CELLS - 2000) * 64);
        for (u32 i = 0; i < CELLS; i++) heap_free(cells[(i * 7919) % CELLS], 64);
        EXPECT(budget.used - before <= 6 * HEAP_POOL_SIZE);
    }
}

TEST(out_of_memory_is_an_answer) {
    u64 limit = budget.limit;
    budget.limit = budget.used + 40 * PAGE_SIZE;
    static void *cells[4000];
    u32 count = 0;
    while (count < COUNT_OF(cells) && (cells[count] = heap_alloc_object(200)) != NULL) count++;
    EXPECT(count > 0 && count < COUNT_OF(cells));
    EXPECT(heap_alloc_object(200) == NULL);
    EXPECT(heap_alloc(1000000) == NULL);
    EXPECT(heap_alloc_object(1000000) == NULL);
    EXPECT(heap_alloc(UINT32_MAX) == NULL);
    EXPECT(heap_alloc_object(UINT32_MAX) == NULL);
    while (count > 0) heap_free_object(cells[--count], 200);
    budget.limit = limit;
    u8 *cell = heap_alloc(20000);
    cell[19999] = 9;
    EXPECT(heap_realloc(cell, 20000, UINT32_MAX) == NULL);
    EXPECT_EQ(cell[19999], 9);
    heap_free(cell, 20000);
}

TEST(the_nth_request_of_each_kind_fails) {
    u64 used = budget.used;
    for (u32 n = 1; n < 8; n++) {
        budget.fail_after = n;
        void *a = heap_alloc(3000), *b = heap_alloc_object(5000), *c = heap_alloc(50000);
        void *d = c ? heap_realloc(c, 50000, 90000) : NULL;
        EXPECT(n > 4 || !a || !b || !c || !d);
        heap_free(a, 3000);
        if (b) heap_free_object(b, 5000);
        heap_free(d ? d : c, d ? 90000 : 50000);
    }
    budget.fail_after = 0;
    EXPECT(budget.used <= used + 4 * HEAP_POOL_SIZE);
}

TEST(random_cells_stay_whole) {
    enum { MANY = 3000 };
    static struct { u8 *at; u32 size; u8 mark; } lent[MANY];
    HeapUsage before = heap_usage();
    for (u32 step = 0; step < 200000; step++) {
        u32 i = unit_random(MANY);
        if (lent[i].at) {
            EXPECT(lent[i].at[0] == lent[i].mark && lent[i].at[lent[i].size - 1] == lent[i].mark);
            heap_free(lent[i].at, lent[i].size);
            lent[i].at = NULL;
        } else {
            lent[i].size = unit_random(50) ? 1 + unit_random(600) : 1 + unit_random(20000);
            lent[i].mark = (u8)step;
            lent[i].at = heap_alloc(lent[i].size);
            memset(lent[i].at, lent[i].mark, lent[i].size);
        }
    }
    for (u32 i = 0; i < MANY; i++) heap_free(lent[i].at, lent[i].size);
    EXPECT_EQ(heap_usage().raw_bytes, before.raw_bytes);
}

TEST(a_wrong_free_is_a_crash) {
    u8 *cell = heap_alloc(40);
    EXPECT_CRASH(heap_free(cell, 100), "another kind or size");
    EXPECT_CRASH(heap_free_object(cell, 40), "another kind or size");
    EXPECT_CRASH(heap_free(cell + 8, 40), "not a cell");
    EXPECT_CRASH(heap_free_object(NULL, 40), "NULL is freed");
    heap_free(cell, 40);
#if defined(__SANITIZE_ADDRESS__)
    EXPECT_CRASH(heap_free(cell, 40), "freed twice");
#endif
}

#if defined(__SANITIZE_ADDRESS__)
TEST(the_sanitizer_knows_free_cells_and_slack) {
    u8 *cell = heap_alloc(20);
    EXPECT(!IS_POISONED(cell + 19));
    EXPECT(IS_POISONED(cell + 24));
    heap_free(cell, 20);
    EXPECT(IS_POISONED(cell) && IS_POISONED(cell + 8));
    cell = heap_alloc(20000);
    heap_free(cell, 20000);
    EXPECT(IS_POISONED(cell + 100));
}
#endif

UNIT_MAIN()
