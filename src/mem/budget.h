/* budget.h: every byte the interpreter takes from its host is counted here.
 *
 * Units are bytes. `used` counts page runs lent out (mem/pages), the program's
 * image included; `limit` may be moved at any time, also below `used`. `reserve`
 * is held back from ordinary requests. The first MemoryError opens it, so that
 * there is room for its traceback and its handler, and for the next run, which may
 * free what fills memory; it closes when memory is free again, twice as much.
 */
#ifndef KRAIT_BUDGET_H
#define KRAIT_BUDGET_H
#include "base/base.h"

typedef struct {
    u64 limit, used, peak;
    u32 reserve;
    bool reserve_open;
    u32 fail_after; /* KRAIT_DEBUG builds: the nth request from now on is refused, once; 0 = never */
} Budget;
extern Budget budget;

MUST_CHECK bool budget_take(u32 bytes); /* false: over the limit, nothing taken */
void budget_give(u32 bytes);
INLINE void budget_open_reserve(void) { budget.reserve_open = true; }

/* Asked once by every heap, arena and page request. Counts `fail_after` down; true at its end. */
INLINE MUST_CHECK bool budget_fails_now(void) {
#ifdef KRAIT_DEBUG
    return UNLIKELY(budget.fail_after) && --budget.fail_after == 0;
#else
    return false;
#endif
}
#endif
