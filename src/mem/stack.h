/* stack.h: the data stack's chunks, after CPython's bpo-44032.
 *
 * A thread's locals, cells, evaluation stacks and frame headers live in chunks
 * of linear memory. A chunk has 16 KiB at least, and doubles until the request
 * plus STACK_OVERHEAD slots fits. The first slot of the root chunk is reserved,
 * so the root is never popped. One spare chunk is kept, so that a loop of calls
 * at a chunk's edge does not take and give pages each time. Unit: slots of 8
 * bytes.
 *
 *   chunk:  | previous | size | top | (pad) | data[] ............ |
 */
#ifndef KRAIT_STACK_H
#define KRAIT_STACK_H
#include "base/base.h"

typedef u64 Slot;
enum { STACK_CHUNK_MIN = 16 * 1024, STACK_OVERHEAD = 1000 };
#define SLOT_EMPTY ((Slot)~0ull)

typedef struct StackChunk StackChunk;
struct StackChunk {
    StackChunk *previous;
    u32 size; /* bytes, header included */
    u32 top;  /* slots in use when the next chunk was pushed */
    u32 pad;
    Slot data[];
};
typedef struct {
    StackChunk *chunk;  /* newest */
    Slot *top, *limit;  /* in the newest chunk */
    StackChunk *spare;
    u64 bytes;          /* of all chunks */
    u32 chunks;
} DataStack; /* zero it, then stack_init */

MUST_CHECK bool stack_init(DataStack *stack);
MUST_CHECK Slot *stack_push_slow(DataStack *stack, u32 slots); /* a new chunk; NULL: no memory */
void stack_pop_slow(DataStack *stack, Slot *base);             /* base is the first slot of its chunk */
void stack_clear(DataStack *stack);                            /* frees every chunk */

/* Uncleared slots; the caller fills what the collector may see before it allocates. */
INLINE MUST_CHECK Slot *stack_push(DataStack *stack, u32 slots) {
#ifndef KRAIT_STRESS /* the stress build takes a fresh chunk at every push */
    if (LIKELY((u32)(stack->limit - stack->top) >= slots)) {
        Slot *base = stack->top;
        stack->top += slots;
        return base;
    }
#endif
    return stack_push_slow(stack, slots);
}
/* Frees everything from `base` up. `base` must be what stack_push returned. */
INLINE void stack_pop(DataStack *stack, Slot *base) {
    if (UNLIKELY(base == stack->chunk->data)) stack_pop_slow(stack, base);
    else stack->top = base;
}
#endif
