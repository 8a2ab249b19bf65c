/* stack_test.c: the data stack's chunks, by bpo-44032's shape and constants. */
#include "unit.h"

#include "mem/budget.h"
#include "mem/pages.h"
#include "mem/stack.h"

static u32 slots_left(const DataStack *stack) { return (u32)(stack->limit - stack->top); }

/* So that the next push needs a chunk; in the stress build every push does. */
static Slot *fill_chunk(DataStack *stack) {
#ifdef KRAIT_STRESS
    return NULL;
#else
    return stack_push(stack, slots_left(stack));
#endif
}

TEST(the_root_has_16_KiB_and_a_reserved_slot) {
    DataStack stack = {0};
    EXPECT(stack_init(&stack));
    EXPECT_EQ(stack.chunks, 1);
    EXPECT_EQ(stack.bytes, 16384);
    EXPECT_EQ(stack.chunk->size, 16384);
    EXPECT(stack.chunk->previous == NULL);
    EXPECT_EQ(stack.top - stack.chunk->data, 1);
    EXPECT_EQ(slots_left(&stack), 16384 / 8 - 2 - 1);
    Slot *base = stack_push(&stack, 10);
    stack_pop(&stack, base);
#ifndef KRAIT_STRESS
    EXPECT_EQ(stack.chunks, 1);
#endif
    stack_clear(&stack);
    EXPECT_EQ(stack.bytes, 0);
}

TEST(a_chunk_doubles_until_the_request_and_the_overhead_fit) {
    static const struct { u32 slots, size; } rows[] = {
        {1, 16384}, {1048, 16384}, {1049, 32768}, {3096, 32768}, {3097, 65536}, {100000, 1048576},
    };
    for (u32 i = 0; i < COUNT_OF(rows); i++) {
        DataStack stack = {0};
        EXPECT(stack_init(&stack));
        Slot *fill = fill_chunk(&stack);
        Slot *base = stack_push(&stack, rows[i].slots);
        EXPECT_EQ(stack.chunk->size, rows[i].size);
        EXPECT(base == stack.chunk->data);
        base[rows[i].slots - 1] = SLOT_EMPTY;
        stack_pop(&stack, base);
        if (fill) stack_pop(&stack, fill);
        EXPECT_EQ(stack.chunk->size, 16384);
        stack_clear(&stack);
    }
}

TEST(a_loop_at_the_edge_of_a_chunk_takes_no_pages) {
    DataStack stack = {0};
    EXPECT(stack_init(&stack));
    Slot *fill = fill_chunk(&stack);
    Slot *first = stack_push(&stack, 5);
    stack_pop(&stack, first);
    u64 used = budget.used;
    for (u32 i = 0; i < 1000; i++) {
        budget.fail_after = 1;
        Slot *base = stack_push(&stack, 5);
        EXPECT(base == first);
        stack_pop(&stack, base);
    }
    budget.fail_after = 0;
    EXPECT_EQ(budget.used, used);
    EXPECT_EQ(stack.chunks, 2);
    if (fill) stack_pop(&stack, fill);
    stack_clear(&stack);
}

TEST(frames_keep_their_slots_over_many_chunks) {
    enum { DEPTH = 20000 };
    static Slot *bases[DEPTH];
    static u32 sizes[DEPTH];
    DataStack stack = {0};
    u64 used = budget.used;
    EXPECT(stack_init(&stack));
    for (u32 i = 0; i < DEPTH; i++) {
        sizes[i] = unit_random(300) ? 1 + unit_random(30) : 1 + unit_random(5000);
        bases[i] = stack_push(&stack, sizes[i]);
        for (u32 k = 0; k < sizes[i]; k++) bases[i][k] = i;
    }
    EXPECT(budget.used - used - stack.bytes <= 4 * PAGE_SIZE); /* the map of edges grows with memory, and stays */
    for (u32 i = DEPTH; i-- > 0;) {
        EXPECT(bases[i][0] == i && bases[i][sizes[i] - 1] == i);
        stack_pop(&stack, bases[i]);
    }
    EXPECT(stack.chunk->previous == NULL);
    EXPECT(stack.chunks <= 2);
    stack_clear(&stack);
    EXPECT(budget.used - used <= 4 * PAGE_SIZE);
}

TEST(popping_a_base_drops_what_lies_above_it_in_its_chunk) {
    DataStack stack = {0};
    EXPECT(stack_init(&stack));
    Slot *base = stack_push(&stack, 3);
#ifndef KRAIT_STRESS
    EXPECT(stack_push(&stack, 4) == base + 3);
#endif
    stack_pop(&stack, base);
    EXPECT(stack_push(&stack, 1) == base);
    stack_clear(&stack);
}

TEST(no_memory_leaves_the_stack_as_it_was) {
    DataStack stack = {0};
    EXPECT(stack_init(&stack));
    Slot *fill = fill_chunk(&stack);
    DataStack before = stack;
    budget.fail_after = 1;
    EXPECT(stack_push(&stack, 1) == NULL);
    EXPECT(memcmp(&before, &stack, sizeof stack) == 0);
    EXPECT(stack_push(&stack, UINT32_MAX) == NULL);
    EXPECT(stack_push(&stack, 0x10000000) == NULL);
    EXPECT(memcmp(&before, &stack, sizeof stack) == 0);
    if (fill) stack_pop(&stack, fill);
    stack_clear(&stack);
    budget.fail_after = 1;
    EXPECT(!stack_init(&stack));
    EXPECT(stack.chunk == NULL);
}

UNIT_MAIN()
