/* stack.c: pushes and pops the data stack's chunks; see stack.h. */
#include "mem/stack.h"
#include "mem/pages.h"

enum { HEADER = offsetof(StackChunk, data) };

static Slot *chunk_limit(StackChunk *chunk) { return (Slot *)((u8 *)chunk + chunk->size); }

/* Bytes of the chunk for a request, by bpo-44032's rule; 0: no such chunk can be. */
static u32 chunk_size_for(u32 slots) {
    u64 least = ((u64)slots + STACK_OVERHEAD) * sizeof(Slot);
    u64 size = STACK_CHUNK_MIN;
    while (size < least) size *= 2;
    return size <= 1u << 31 ? (u32)size : 0;
}

static StackChunk *take_chunk(DataStack *stack, u32 size) {
    StackChunk *chunk = stack->spare;
    if (chunk && chunk->size >= size) {
        stack->spare = NULL;
    } else {
        chunk = pages_take(size / PAGE_SIZE);
        if (!chunk) return NULL;
        chunk->size = size;
        stack->bytes += size;
        stack->chunks++;
    }
    chunk->top = 0;
    return chunk;
}

static void free_chunk(DataStack *stack, StackChunk *chunk) {
    stack->bytes -= chunk->size;
    stack->chunks--;
    pages_give(chunk, chunk->size / PAGE_SIZE);
}

/* Only the smallest size is worth keeping: a deep call needs many of them, a huge frame is rare. */
static void keep_or_free(DataStack *stack, StackChunk *chunk) {
    if (stack->spare || chunk->size > STACK_CHUNK_MIN) free_chunk(stack, chunk);
    else stack->spare = chunk;
}

static bool push_chunk(DataStack *stack, u32 slots) {
    u32 size = chunk_size_for(slots);
    StackChunk *chunk = size ? take_chunk(stack, size) : NULL;
    if (!chunk) return false;
    if (stack->chunk) stack->chunk->top = (u32)(stack->top - stack->chunk->data);
    chunk->previous = stack->chunk;
    stack->chunk = chunk;
    stack->top = chunk->data + (chunk->previous ? 0 : 1); /* so the root's first slot is never popped */
    stack->limit = chunk_limit(chunk);
    return true;
}

bool stack_init(DataStack *stack) { return push_chunk(stack, 1); }

Slot *stack_push_slow(DataStack *stack, u32 slots) {
    if (!push_chunk(stack, slots)) return NULL;
    Slot *base = stack->top;
    stack->top += slots;
    return base;
}

void stack_pop_slow(DataStack *stack, Slot *base) {
    StackChunk *chunk = stack->chunk;
    CHECK(chunk->previous && base == chunk->data, "the root chunk is never popped");
    stack->chunk = chunk->previous;
    stack->top = stack->chunk->data + stack->chunk->top;
    stack->limit = chunk_limit(stack->chunk);
    keep_or_free(stack, chunk);
}

void stack_clear(DataStack *stack) {
    while (stack->chunk) {
        StackChunk *chunk = stack->chunk;
        stack->chunk = chunk->previous;
        free_chunk(stack, chunk);
    }
    if (stack->spare) free_chunk(stack, stack->spare);
    *stack = (DataStack){0};
}
