/* pages.c: lends runs of pages; see pages.h.
 *
 *   0 ........ first ................ fresh ................ end
 *   | image   | lent and free runs   | never or no more lent | not grown yet
 *
 * A free run describes itself: FreeRun at its first page, its length again in
 * the last word of its last page. Which pages begin or end a free run is a bit
 * each in `edges`, so that a returned run finds free neighbours without a scan;
 * a block of that map is one page, made when memory first reaches the 128 MiB
 * that it covers. Free runs hang in bins by length: exact up to 32 pages, then
 * four to each doubling. Nothing here is linear in the size of memory.
 *
 * A run that ends at `fresh` melts into it, so `fresh` falls again.
 */
#include "mem/pages.h"
#include "mem/budget.h"

#if KRAIT_WASM
extern u8 __heap_base;
#else
#include <sys/mman.h>
#endif

typedef struct FreeRun FreeRun;
struct FreeRun {
    FreeRun *next, *previous;
    u32 count;
};

enum {
    WASM_PAGE = 16,                 /* pages that the engine grows at a time */
    PAGES_MAX = 65535 * WASM_PAGE,  /* the last 64 KiB of the address space stay out: no pointer may wrap */
    EDGE_REGION = PAGE_SIZE * 8,    /* pages whose edges one block maps */
    EXACT_BINS = 32,
    BIN_COUNT = EXACT_BINS + 15 * 4 + 1,
    BIN_TRIES = 8,                  /* runs looked at in a bin before the next larger bin */
    GROW_MIN = 4 * WASM_PAGE,
    GROW_MAX = 64 * WASM_PAGE,      /* taken ahead at most: 4 MiB */
};

static struct {
    u32 first, fresh, end; /* page numbers; end == 0: not begun */
    u32 free_pages, free_runs;
    u32 used_bins[(BIN_COUNT + 31) / 32];
    FreeRun *bins[BIN_COUNT];
    u32 *edges[(1u << 20) / EDGE_REGION];
} pages;

INLINE u32 page_of(const void *at) { return (u32)(uintptr_t)at / PAGE_SIZE; }
INLINE void *address_of(u32 page) { return (void *)(uintptr_t)(page * PAGE_SIZE); }

/* --- The engine's memory --- */

#if KRAIT_WASM
static void engine_begin(void) {
    pages.first = page_of(&__heap_base + PAGE_SIZE - 1);
    pages.end = (u32)__builtin_wasm_memory_size(0) * WASM_PAGE;
    budget.used += (u64)pages.first * PAGE_SIZE;
}

/* `count` is a multiple of WASM_PAGE. The number of the first new page; 0: refused. */
static u32 engine_grow(u32 count) {
    size_t old = __builtin_wasm_memory_grow(0, count / WASM_PAGE);
    return old == (size_t)-1 ? 0 : (u32)old * WASM_PAGE;
}

static u32 image_pages(void) { return 0; } /* the image counts as memory */
#else
static u32 reserved_end;

/* The same addresses on every run, if the system lets us: what depends on addresses then repeats. */
static void engine_begin(void) {
    char *hint = (char *)0x60000000;
    u32 bytes = 0x80000000u;
    void *at = MAP_FAILED;
    for (; at == MAP_FAILED && bytes >= 1u << 26; bytes /= 2) {
        at = mmap(hint, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (at != MAP_FAILED) reserved_end = page_of(at) + bytes / PAGE_SIZE;
    }
    CHECK(at != MAP_FAILED, "no address space for the heap");
    pages.first = pages.end = page_of(at);
}

static u32 engine_grow(u32 count) {
    if (count > reserved_end - pages.end) return 0;
    if (mprotect(address_of(pages.end), count * PAGE_SIZE, PROT_READ | PROT_WRITE) != 0) return 0;
    return pages.end;
}

static u32 image_pages(void) { return pages.first; }
#endif

/* --- Free runs --- */

static bool is_edge(u32 page) {
    const u32 *block = pages.edges[page / EDGE_REGION];
    if (page < pages.first || page >= pages.fresh || !block) return false;
    return block[page % EDGE_REGION / 32] >> (page % 32) & 1;
}

static void flip_edge(u32 page) { pages.edges[page / EDGE_REGION][page % EDGE_REGION / 32] ^= 1u << (page % 32); }

static void flip_edges(u32 first, u32 count) {
    flip_edge(first);
    if (count > 1) flip_edge(first + count - 1);
}

static u32 *last_word(u32 first, u32 count) { return (u32 *)address_of(first + count) - 1; }

static u32 bin_of(u32 count) {
    if (count <= EXACT_BINS) return count;
    u32 top = 31 - (u32)__builtin_clz(count); /* 5 or more; the two bits below it choose among four bins */
    return EXACT_BINS + 1 + (top - 5) * 4 + (count >> (top - 2) & 3);
}

static void bin_run(u32 first, u32 count) {
    FreeRun *run = address_of(first);
    u32 bin = bin_of(count);
    UNPOISON(run, sizeof *run);
    UNPOISON(last_word(first, count) - 1, 8);
    *run = (FreeRun){.next = pages.bins[bin], .count = count};
    *last_word(first, count) = count;
    if (run->next) run->next->previous = run;
    pages.bins[bin] = run;
    pages.used_bins[bin / 32] |= 1u << (bin % 32);
    flip_edges(first, count);
    pages.free_pages += count;
    pages.free_runs++;
}

static void unbin_run(FreeRun *run) {
    u32 bin = bin_of(run->count);
    if (run->next) run->next->previous = run->previous;
    if (run->previous) run->previous->next = run->next;
    else pages.bins[bin] = run->next;
    if (!pages.bins[bin]) pages.used_bins[bin / 32] &= ~(1u << (bin % 32));
    flip_edges(page_of(run), run->count);
    pages.free_pages -= run->count;
    pages.free_runs--;
}

/* The first bin from `bin` on that holds a run; BIN_COUNT: none. */
static u32 next_used_bin(u32 bin) {
    for (u32 word = bin / 32; word < COUNT_OF(pages.used_bins); word++) {
        u32 bits = pages.used_bins[word];
        if (word == bin / 32) bits &= ~0u << (bin % 32);
        if (bits) return word * 32 + (u32)__builtin_ctz(bits);
    }
    return BIN_COUNT;
}

/* A free run that holds `count` pages at `*start`, still in its bin; NULL: none was found. */
static FreeRun *find_run(u32 count, u32 align, u32 *start) {
    for (u32 bin = next_used_bin(bin_of(count)); bin < BIN_COUNT; bin = next_used_bin(bin + 1)) {
        u32 tries = BIN_TRIES;
        for (FreeRun *run = pages.bins[bin]; run && tries > 0; run = run->next, tries--) {
            *start = align_up(page_of(run), align);
            if (*start + count <= page_of(run) + run->count) return run;
        }
    }
    return NULL;
}

/* Takes `count` pages at `start` out of a free run; what remains on either side stays free. */
static void cut_run(FreeRun *run, u32 start, u32 count) {
    u32 first = page_of(run), end = first + run->count;
    unbin_run(run);
    if (start > first) bin_run(first, start - first);
    if (end > start + count) bin_run(start + count, end - start - count);
}

/* --- The fresh end --- */

/* How far ahead memory may grow now, in pages beyond `need`; 0 when the limit is near. */
static u32 grow_ahead(u32 need, u64 room) {
    u32 ahead = u32_min(u32_max((pages.end - image_pages()) / 8, GROW_MIN), GROW_MAX);
    ahead = align_up(ahead, WASM_PAGE);
    return need + (u64)ahead <= room ? ahead : 0;
}

/* Memory past `fresh` for `count` pages. May move `fresh`, if someone else has grown the memory meanwhile. */
static bool reserve_fresh(u32 count) {
    if (pages.end - pages.fresh >= count) return true;
    u32 need = align_up(count - (pages.end - pages.fresh), WASM_PAGE);
    u64 limit = budget.limit / PAGE_SIZE + image_pages();
    if (limit > PAGES_MAX) limit = PAGES_MAX;
    if (pages.end + (u64)need > (limit & ~(u64)(WASM_PAGE - 1))) return false;
    u32 ahead = grow_ahead(need, limit - u32_min(pages.end, (u32)limit));
    u32 grown = engine_grow(need + ahead);
    if (!grown && ahead) grown = engine_grow(need), ahead = 0;
    if (!grown) return false;
    POISON(address_of(grown), (need + ahead) * PAGE_SIZE);
    bool joins = grown == pages.end;
    if (!joins) pages.fresh = grown; /* what lay between is not ours, or too little to matter */
    pages.end = grown + need + ahead;
    return joins || pages.end - pages.fresh >= count;
}

static bool maps_edges(u32 first, u32 count) {
    for (u32 region = first / EDGE_REGION; region <= (first + count - 1) / EDGE_REGION; region++)
        if (!pages.edges[region]) return false;
    return true;
}

/* Gives the first unmapped region of the coming run its block, out of the fresh end. */
static bool map_a_region(void) {
    u32 region = pages.fresh / EDGE_REGION;
    while (pages.edges[region]) region++;
    if (!reserve_fresh(1) || !budget_take(PAGE_SIZE)) return false;
    UNPOISON(address_of(pages.fresh), PAGE_SIZE);
    pages.edges[region] = address_of(pages.fresh++);
    memset(pages.edges[region], 0, PAGE_SIZE);
    return true;
}

/* `count` pages from the fresh end; 0: no memory. The gap before an aligned run becomes a free run. */
static u32 take_fresh(u32 count, u32 align) {
    u32 start;
    do {
        start = align_up(pages.fresh, align);
        if (!reserve_fresh(start - pages.fresh + count)) return 0;
        start = align_up(pages.fresh, align);
        if (maps_edges(pages.fresh, start - pages.fresh + count)) break;
        if (!map_a_region()) return 0;
    } while (true);
    if (pages.end < start + count) return 0;
    u32 gap = pages.fresh;
    pages.fresh = start + count;
    if (start > gap) bin_run(gap, start - gap);
    return start;
}

/* --- Public --- */

static void begin(void) {
    engine_begin();
    pages.fresh = pages.first;
}

static void prepare(void *run, u32 count) {
    UNPOISON(run, count * PAGE_SIZE);
#ifdef KRAIT_DEBUG
    memset(run, 0xA5, count * PAGE_SIZE);
#else
    (void)run, (void)count;
#endif
}

void *pages_take_aligned(u32 count, u32 align) {
    ASSERT(count > 0 && align > 0 && (align & (align - 1)) == 0, "a run has pages, and an alignment that is a power of two");
    if (count > PAGES_MAX || budget_fails_now()) return NULL;
    if (!pages.end) begin();
    if (!budget_take(count * PAGE_SIZE)) return NULL;
    u32 start;
    FreeRun *run = find_run(count, align, &start);
    if (run) cut_run(run, start, count);
    else start = take_fresh(count, align);
    if (!start) {
        budget_give(count * PAGE_SIZE);
        return NULL;
    }
    prepare(address_of(start), count);
    return address_of(start);
}

void *pages_take(u32 count) { return pages_take_aligned(count, 1); }

void pages_give(void *given, u32 count) {
    u32 first = page_of(given), end = first + count;
    ASSERT((uintptr_t)given % PAGE_SIZE == 0 && count > 0, "whole pages are given back");
    CHECK(first >= pages.first && end <= pages.fresh && end > first, "a run is given back that was never lent");
    budget_give(count * PAGE_SIZE);
    POISON(given, count * PAGE_SIZE);
    if (is_edge(first - 1)) {
        first -= *last_word(first - 1, 1);
        unbin_run(address_of(first));
    }
    if (end == pages.fresh) {
        POISON(address_of(first), (end - first) * PAGE_SIZE);
        pages.fresh = first;
        return;
    }
    if (is_edge(end)) {
        FreeRun *next = address_of(end);
        end += next->count;
        unbin_run(next);
    }
    bin_run(first, end - first);
}

static bool extend_fresh(u32 end, u32 more) {
    if (end != pages.fresh || !maps_edges(end, more) || !reserve_fresh(more) || end != pages.fresh) return false;
    pages.fresh += more;
    return true;
}

static bool extend_into_run(u32 end, u32 more) {
    if (!is_edge(end)) return false;
    FreeRun *next = address_of(end);
    if (next->count < more) return false;
    cut_run(next, end, more);
    return true;
}

bool pages_extend(void *run, u32 count, u32 more) {
    u32 end = page_of(run) + count;
    if (more == 0) return true;
    if (more > PAGES_MAX - end || budget_fails_now() || !budget_take(more * PAGE_SIZE)) return false;
    if (extend_into_run(end, more) || extend_fresh(end, more)) {
        prepare(address_of(end), more);
        return true;
    }
    budget_give(more * PAGE_SIZE);
    return false;
}

PagesUsage pages_usage(void) {
    PagesUsage usage = {.total = pages.end - image_pages(), .free_runs = pages.free_runs};
    usage.lent = pages.fresh - image_pages() - pages.free_pages;
    usage.largest_free = pages.end - pages.fresh;
    for (u32 bin = 0; bin < BIN_COUNT; bin++)
        for (FreeRun *run = pages.bins[bin]; run; run = run->next) usage.largest_free = u32_max(usage.largest_free, run->count);
    return usage;
}
