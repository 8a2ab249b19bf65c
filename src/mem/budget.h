/* budget.h: every byte the interpreter takes from its host is counted here.
 *
 * Units are bytes. `used` counts page runs lent out (mem/pages), the program's
 * image included; `limit` may be moved at any time, also below `used`. The
 * reserve is held back so that the handler of a MemoryError can run.
 */
#ifndef KRAIT_BUDGET_H
#define KRAIT_BUDGET_H
#include "base/base.h"

typedef struct {
    u64 limit, used, peak;
    u32 fail_after; /* test builds: the nth request from now on is refused; 0 = never */
} Budget;
extern Budget budget;

MUST_CHECK bool budget_take(u32 bytes); /* false: over the limit, nothing taken */
void budget_give(u32 bytes);
MUST_CHECK bool budget_fails_now(void); /* counts `fail_after` down (one test per heap, arena or page request) */
#endif
