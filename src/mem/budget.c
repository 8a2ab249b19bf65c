/* budget.c: counts bytes against the limit; see budget.h. */
#include "mem/budget.h"

Budget budget = {.limit = 512ull << 20};

bool budget_take(u32 bytes) {
    u64 wanted = budget.used + bytes + (budget.reserve_open ? 0 : budget.reserve);
    if (wanted > budget.limit) return false;
    budget.used += bytes;
    if (budget.used > budget.peak) budget.peak = budget.used;
    return true;
}

void budget_give(u32 bytes) {
    ASSERT(budget.used >= bytes, "more bytes given back than were taken");
    budget.used -= bytes;
    if (budget.reserve_open && budget.used + 2 * (u64)budget.reserve <= budget.limit) budget.reserve_open = false;
}
