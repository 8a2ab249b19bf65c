/* wasi_heap.c: what wasm/wasi_malloc.c stands on in C tests: a heap apart, so that our own begins untouched.
 * Powers of two, each with a list of what was given back. */
#include "host/embed.h"

typedef struct Free Free;
struct Free { Free *next; };
static _Alignas(16) u8 bytes[8 << 20];
static u32 used;
static Free *lists[32];

static u32 power_for(u32 length) { return length <= 16 ? 4 : 32 - (u32)__builtin_clz(length - 1); }

u8 *krait_alloc(u32 length) {
    u32 power = power_for(length);
    Free *found = power < 32 ? lists[power] : NULL;
    if (found) {
        lists[power] = found->next;
        return (u8 *)found;
    }
    if (power >= 24 || 1u << power > sizeof bytes - used) return NULL;
    used += 1u << power;
    return bytes + used - (1u << power);
}

void krait_free(u8 *at, u32 length) {
    Free *given = (Free *)at;
    given->next = lists[power_for(length)];
    lists[power_for(length)] = given;
}
