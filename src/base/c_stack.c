/* c_stack.c: see c_stack.h. Reading what lies below one's own frame is no C; the builds that do it keep it in one place. */
#include "base/c_stack.h"

enum { PAINT = 0xA5 };
static uintptr_t lowest; /* an address, as what it names is nobody's */

NOINLINE __attribute__((no_sanitize("address", "undefined")))
void c_stack_paint(void) {
    volatile u8 room[C_STACK_PAINTED];
    for (u32 i = 0; i < C_STACK_PAINTED; i++) room[i] = PAINT;
    lowest = (uintptr_t)room;
}

NOINLINE __attribute__((no_sanitize("address", "undefined")))
u32 c_stack_peak(void) {
    u32 clean = 0;
    if (!lowest) return 0;
    while (clean < C_STACK_PAINTED && ((const volatile u8 *)lowest)[clean] == PAINT) clean++;
    return C_STACK_PAINTED - clean;
}
