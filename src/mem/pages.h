/* pages.h: page runs over wasm memory.grow (mmap in native builds).
 *
 * The unit is a page of 4 KiB. Runs are lent, taken back, joined with their
 * neighbours and lent again; the memory itself never shrinks, and never grows
 * past the budget's limit either, so free runs between lent ones count. Runs are
 * not cleared (debug builds fill them with 0xA5).
 */
#ifndef KRAIT_PAGES_H
#define KRAIT_PAGES_H
#include "base/base.h"
enum { PAGE_SIZE = 4096 };

MUST_CHECK void *pages_take(u32 count);                       /* NULL: over the budget or the engine has no more */
MUST_CHECK void *pages_take_aligned(u32 count, u32 align);    /* align: pages, a power of two */
void pages_give(void *run, u32 count);                        /* any whole sub-run of what was taken */
MUST_CHECK bool pages_extend(void *run, u32 count, u32 more); /* in place, only if the pages behind are free */
typedef struct { u32 total, lent, free_runs, largest_free; } PagesUsage; /* pages; total: with the image in wasm */
PagesUsage pages_usage(void);
#endif
