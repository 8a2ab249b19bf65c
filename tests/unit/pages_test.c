/* pages_test.c: runs are lent once, join again, stay within the budget, and are found without a scan. */
#include "unit.h"

#include "mem/budget.h"
#include "mem/pages.h"

static bool is_page(const void *at) { return at && (uintptr_t)at % PAGE_SIZE == 0; }

static void fill(u8 *run, u32 count, u8 mark) { memset(run, mark, count * PAGE_SIZE); }

static bool holds(const u8 *run, u32 count, u8 mark) {
    return run[0] == mark && run[count * PAGE_SIZE - 1] == mark && run[count * PAGE_SIZE / 2] == mark;
}

TEST(a_run_is_counted_and_given_back) {
    u64 used = budget.used;
    u8 *first = pages_take(1); /* the first of all makes the map of edges, which stays */
    pages_give(first, 1);
    used = budget.used;
    u8 *run = pages_take(3);
    EXPECT(is_page(run));
    EXPECT_EQ(budget.used - used, 3 * PAGE_SIZE);
    EXPECT(budget.peak >= budget.used);
    fill(run, 3, 7);
    EXPECT(holds(run, 3, 7));
    pages_give(run, 3);
    EXPECT_EQ(budget.used, used);
}

TEST(neighbours_join_in_any_order) {
    static const u8 orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (u32 i = 0; i < COUNT_OF(orders); i++) {
        u8 *runs[3];
        for (u32 k = 0; k < 3; k++) runs[k] = pages_take(40);
        u8 *stopper = pages_take(1);
        PagesUsage before = pages_usage();
        for (u32 k = 0; k < 3; k++) pages_give(runs[orders[i][k]], 40);
        PagesUsage after = pages_usage();
        EXPECT_EQ(before.lent - after.lent, 120);
        EXPECT_EQ(after.free_runs, before.free_runs + 1);
        u8 *whole = pages_take(120);
        EXPECT(whole == runs[0]);
        pages_give(whole, 120);
        pages_give(stopper, 1);
        EXPECT_EQ(pages_usage().free_runs, 0);
    }
}

TEST(a_part_of_a_run_may_be_given_back) {
    u8 *run = pages_take(10), *stopper = pages_take(1);
    pages_give(run + 3 * PAGE_SIZE, 4);
    u8 *again = pages_take(4);
    EXPECT(again == run + 3 * PAGE_SIZE);
    pages_give(run, 3);
    pages_give(run + 7 * PAGE_SIZE, 3);
    pages_give(again, 4);
    pages_give(stopper, 1);
    EXPECT_EQ(pages_usage().free_runs, 0);
}

TEST(alignment_is_kept_and_its_gap_used) {
    u8 *odd = pages_take(1);
    for (u32 align = 1; align <= 64; align *= 2) {
        u8 *run = pages_take_aligned(3, align);
        EXPECT_EQ((uintptr_t)run % (align * PAGE_SIZE), 0);
        fill(run, 3, (u8)align);
        u8 *gap = align > 4 ? pages_take(1) : NULL;
        if (gap) EXPECT(gap < run);
        if (gap) pages_give(gap, 1);
        pages_give(run, 3);
    }
    pages_give(odd, 1);
    EXPECT_EQ(pages_usage().free_runs, 0);
}

TEST(a_run_grows_in_place_only_into_free_pages) {
    u8 *run = pages_take(2);
    EXPECT(pages_extend(run, 2, 30));
    fill(run, 32, 5);
    u8 *behind = pages_take(8), *stopper = pages_take(1);
    EXPECT(behind == run + 32 * PAGE_SIZE);
    EXPECT(!pages_extend(run, 32, 1));
    pages_give(behind, 8);
    EXPECT(!pages_extend(run, 32, 9));
    EXPECT(pages_extend(run, 32, 3));
    EXPECT(pages_extend(run, 35, 5));
    EXPECT(holds(run, 32, 5));
    EXPECT(pages_extend(run, 40, 0));
    pages_give(run, 40);
    pages_give(stopper, 1);
    EXPECT_EQ(pages_usage().free_runs, 0);
}

TEST(the_limit_holds) {
    u64 limit = budget.limit, used = budget.used;
    budget.limit = used + 10 * PAGE_SIZE;
    u8 *run = pages_take(10);
    EXPECT(run != NULL);
    EXPECT(pages_take(1) == NULL);
    EXPECT(!pages_extend(run, 10, 1));
    EXPECT_EQ(budget.used, budget.limit);
    pages_give(run, 10);
    budget.reserve = 4 * PAGE_SIZE;
    EXPECT(pages_take(7) == NULL);
    run = pages_take(6);
    EXPECT(run != NULL);
    budget_open_reserve();
    EXPECT(pages_extend(run, 6, 4));
    pages_give((u8 *)run + 6 * PAGE_SIZE, 4);
    EXPECT(pages_extend(run, 6, 2)); /* not as much is free as closes it */
    pages_give((u8 *)run + 2 * PAGE_SIZE, 6);
    EXPECT(!pages_extend(run, 2, 5)); /* eight were free */
    EXPECT(pages_extend(run, 2, 4));
    pages_give((u8 *)run + 2 * PAGE_SIZE, 4);
    budget.reserve = 0;
    EXPECT(pages_extend(run, 2, 8));
    budget.limit = 0; /* below what is used: nothing breaks, nothing is lent */
    EXPECT(pages_take(1) == NULL);
    pages_give(run, 10);
    budget.limit = limit;
    EXPECT_EQ(budget.used, used);
}

TEST(memory_does_not_grow_past_the_limit) {
    u64 limit = budget.limit;
    budget.limit = (u64)pages_usage().total * PAGE_SIZE + 64 * PAGE_SIZE;
    u32 most = (u32)(budget.limit / PAGE_SIZE);
    u8 *runs[4096];
    u32 count = 0;
    while (count < 4096 && (runs[count] = pages_take(3)) != NULL) count++;
    EXPECT(count > 0);
    EXPECT(pages_usage().total <= most);
    for (u32 i = 0; i < count; i++) pages_give(runs[i], 3);
    budget.limit = limit;
}

TEST(absurd_sizes_are_refused) {
    EXPECT(pages_take(1u << 20) == NULL);
    EXPECT(pages_take(UINT32_MAX) == NULL);
    EXPECT(pages_take((512u << 20) / PAGE_SIZE) == NULL);
    u8 *run = pages_take(1);
    EXPECT(!pages_extend(run, 1, UINT32_MAX));
    EXPECT(!pages_extend(run, 1, UINT32_MAX / PAGE_SIZE));
    pages_give(run, 1);
}

TEST(the_nth_request_fails_once) {
    budget.fail_after = 3;
    u8 *first = pages_take(1), *second = pages_take(1);
    EXPECT(first && second);
    EXPECT(pages_take(1) == NULL);
    u8 *third = pages_take(1);
    EXPECT(third != NULL);
    pages_give(first, 1);
    pages_give(second, 1);
    pages_give(third, 1);
}

TEST(a_wrong_gift_is_a_crash) {
    u8 *run = pages_take(1);
    EXPECT_CRASH(pages_give(run + 4096 * 1024, 1), "never lent");
    EXPECT_CRASH(pages_give((void *)4096, 1), "never lent");
    EXPECT_CRASH(pages_give(run + 16, 1), "whole pages");
    EXPECT_CRASH(CHECK(1 > 2, "a sentence"), "pages_test.c:");
    pages_give(run, 1);
}

enum { MANY = 400 };
static struct { u8 *at; u32 count; u8 mark; } lent[MANY];

static void lend(u32 i) {
    u32 count = unit_random(4) ? 1 + unit_random(12) : 1 + unit_random(200);
    u8 *at = unit_random(3) ? pages_take(count) : pages_take_aligned(count, 4);
    if (!at) return;
    lent[i].at = at, lent[i].count = count, lent[i].mark = (u8)unit_random(255);
    fill(at, count, lent[i].mark);
}

static void take_back(u32 i) {
    EXPECT(holds(lent[i].at, lent[i].count, lent[i].mark));
    if (unit_random(4) == 0 && pages_extend(lent[i].at, lent[i].count, 2)) {
        fill(lent[i].at, lent[i].count += 2, lent[i].mark);
        return;
    }
    pages_give(lent[i].at, lent[i].count);
    lent[i].at = NULL;
}

TEST(no_two_runs_overlap_over_many_random_requests) {
    u64 used = budget.used;
    for (u32 step = 0; step < 30000; step++) {
        u32 i = unit_random(MANY);
        if (lent[i].at) take_back(i);
        else lend(i);
    }
    u32 sum = 0;
    for (u32 i = 0; i < MANY; i++) sum += lent[i].at ? lent[i].count : 0;
    EXPECT_EQ(budget.used - used, (u64)sum * PAGE_SIZE);
    for (u32 i = 0; i < MANY; i++)
        while (lent[i].at) take_back(i);
    EXPECT_EQ(budget.used, used);
    EXPECT_EQ(pages_usage().free_runs, 0);
}

TEST(memory_crosses_a_region_of_the_map) {
    u64 used = budget.used;
    u32 size = (100u << 20) / PAGE_SIZE;
    u8 *runs[4];
    for (u32 i = 0; i < 4; i++) runs[i] = pages_take(size);
    for (u32 i = 0; i < 4; i++) EXPECT(is_page(runs[i]));
    pages_give(runs[1], size);
    u8 *part = pages_take(size / 2);
    EXPECT(part == runs[1]);
    pages_give(runs[0], size);
    pages_give(part, size / 2);
    pages_give(runs[3], size);
    pages_give(runs[2], size);
    EXPECT(budget.used - used <= 8 * PAGE_SIZE);
    EXPECT(pages_usage().free_runs <= 4);
}

UNIT_MAIN()
