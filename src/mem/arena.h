/* arena.h: bytes that live together and die together (one parse, one compile).
 * A failed allocation sets `failed`, and every later one fails too, so a front
 * wing may check once at the end of a production. */
#ifndef KRAIT_ARENA_H
#define KRAIT_ARENA_H
#include "base/base.h"

typedef struct ArenaBlock ArenaBlock;
typedef struct { ArenaBlock *blocks; u8 *top, *limit; bool failed; u64 bytes; } Arena; /* zero it to begin */
MUST_CHECK void *arena_alloc(Arena *arena, u32 size); /* aligned to 8, zeroed; NULL: no memory */
void arena_free(Arena *arena);                        /* all of it; the arena may be used again */
#endif
