/* sort_merge.h: the sorting machine of list.sort: a stable adaptive merge sort that can stop at each comparison.
 *
 * It sorts a permutation (`order`), not the items: keys stay where they are, so that the collector and a failing program
 * always see whole lists. What to compare is told by indices into the keys. */
#ifndef KRAIT_SORT_MERGE_H
#define KRAIT_SORT_MERGE_H
#include "types/native.h"

typedef enum { KEYS_ANY, KEYS_INT, KEYS_FLOAT, KEYS_TEXT, KEYS_TUPLE } KeyKind; /* all int48; doubles; exact str; tuples that begin so */
enum { SORT_DONE = 0, SORT_ASK = -1, SORT_YIELD = -2, SORT_ERROR = -3 };
enum { SORT_RUNS_MAX = 85 };

typedef struct { u32 base, length, power; } SortRun;

typedef struct {
    const Value *keys;
    u32 *order, *temp;      /* count of them; temp: half as many, or NULL so far */
    u32 count, temp_count;
    u8 kind, first_kind;
    bool has_answer, answer, progress;
    bool alike;             /* for the caller: all keys are of one class */
    u32 left, right;        /* SORT_ASK: is keys[left] < keys[right]? */
    u32 min_gallop, run_count;
    SortRun runs[SORT_RUNS_MAX];
    /* What the coroutines keep between two comparisons; pc: where each goes on. */
    struct { u32 pc, low, remaining, length, force, power, minrun; } main;
    struct { u32 pc, n, equal; u32 *low; } run;
    struct { u32 pc, done, from, to, middle, pivot; u32 *low; } insert;
    struct { u32 pc, at, moving; u32 *a, *b; u32 na, nb; } merge;
    struct { u32 pc, key, n, hint, last, offset, most, middle; const u32 *a; } gallop;
    struct { u32 pc, na, nb, a_wins, b_wins, min_gallop; u32 *to, *a, *b, *a_base, *b_base; } move;
} Sort;

MUST_CHECK Sort *sort_new(const Value *keys, u32 count, bool reverse); /* NULL: MemoryError */
void sort_free(Sort *sort);
/* DONE: `order` is sorted. ASK: answer by has_answer and answer, then run again. YIELD: fuel has run out, run again. */
i32 sort_run(Sort *sort);
/* Stops in the middle: makes `order` a permutation again, as far sorted as CPython leaves it. */
void sort_abandon(Sort *sort);
#endif
