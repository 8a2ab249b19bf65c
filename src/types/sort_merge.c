/* sort_merge.c: the merge sort of CPython's lists, comparison for comparison: runs counted (descending ones reversed, with
 * their equal stretches kept in order), short ones lengthened by binary insertion, merged by the powersort policy with
 * galloping.
 *
 * Each routine is a coroutine: its variables live in the Sort, and each comparison is a place where it can be left and
 * entered again. The macros: BEGIN opens a routine at its `pc`; LESS asks whether key x is less than key y and leaves
 * the answer in `less`; CALL runs another routine. A routine that is left returns a code below 0. */
#include "types/sort_merge.h"
#include "object/tuple.h"

enum { MIN_GALLOP = 7, MAX_MINRUN = 64 };

#define BEGIN(routine) \
    i32 less = 0; \
    (void)less; \
    switch ((routine).pc) { \
    case 0:
#define END } return SORT_DONE
#define LESS(routine, x, y) \
    (routine).pc = __LINE__; \
    __attribute__((fallthrough)); \
    case __LINE__: \
        less = key_less(s, (x), (y)); \
        if (less < 0) return less
#define CALL(routine, other, call) \
    (other).pc = 0; \
    (routine).pc = __LINE__; \
    __attribute__((fallthrough)); \
    case __LINE__: \
        less = (call); \
        if (less < 0) return less

static i32 natively_less(Sort *s, Ref x, Ref y) {
    Value answer = try_compare(x, y, N_LT);
    if (is_bool(ref(answer))) return is_true(ref(answer));
    if (is_error(answer)) return SORT_ERROR;
    if (is_needs_python(answer)) return SORT_ASK;
    Answer truth = try_truth(ref(answer));
    value_release(answer);
    return truth == ANSWER_ERROR ? SORT_ERROR : truth == ANSWER_PYTHON ? SORT_ASK : (i32)truth;
}

/* Below 0, above 0; 0: equal, or a NaN. */
static i32 order_of(KeyKind kind, Ref a, Ref b) {
    if (kind == KEYS_INT) return (int48_of(a) > int48_of(b)) - (int48_of(a) < int48_of(b));
    if (kind == KEYS_FLOAT) return (double_of(a) > double_of(b)) - (double_of(a) < double_of(b));
    return text_compare(AS(Text, a), AS(Text, b));
}

static i32 key_less(Sort *s, u32 x, u32 y) {
    if (s->has_answer) {
        s->has_answer = false;
        return s->answer;
    }
    if (UNLIKELY(vm.fuel <= 0) && s->progress) return SORT_YIELD;
    s->progress = true;
    vm.fuel--;
    Ref a = ref(s->keys[x]), b = ref(s->keys[y]);
    switch ((KeyKind)s->kind) {
    case KEYS_INT: return int48_of(a) < int48_of(b);
    case KEYS_FLOAT: return double_of(a) < double_of(b);
    case KEYS_TEXT: return text_compare(AS(Text, a), AS(Text, b)) < 0;
    case KEYS_TUPLE: {
        i32 order = order_of((KeyKind)s->first_kind, ref(AS(Tuple, a)->items[0]), ref(AS(Tuple, b)->items[0]));
        if (order) return order < 0;
        break;
    }
    case KEYS_ANY: break;
    }
    s->left = x;
    s->right = y;
    return natively_less(s, a, b);
}

static void copy_up(u32 *to, const u32 *from, u32 n) { memmove(to, from, n * sizeof *to); }

static void reverse(u32 *low, u32 n) {
    for (u32 i = 0, k = n; i + 1 < k; i++) {
        u32 x = low[i];
        low[i] = low[--k];
        low[k] = x;
    }
}

/* ---- runs ---- */

/* In a descending run: the equal stretch at its end goes the other way, so that the final reversal keeps its order. */
static void reverse_equal(Sort *s) {
    if (s->run.equal) reverse(s->run.low + s->run.n - s->run.equal - 1, s->run.equal + 1);
    s->run.equal = 0;
}

/* The length of the run at run.low becomes run.n; it is ascending then. */
static i32 count_run(Sort *s, u32 remaining) {
    u32 *low = s->run.low;
    BEGIN(s->run)
    s->run.equal = 0;
    for (s->run.n = 1; s->run.n < remaining; s->run.n++) {
        LESS(s->run, low[s->run.n], low[s->run.n - 1]);
        if (less) break;
    }
    if (s->run.n == remaining) return SORT_DONE;
    if (s->run.n > 1) {
        LESS(s->run, low[0], low[s->run.n - 1]);
        if (less) return SORT_DONE;
        reverse(low, s->run.n); /* all equal so far: the beginning of a descending run */
    }
    for (s->run.n++; s->run.n < remaining; s->run.n++) {
        LESS(s->run, low[s->run.n], low[s->run.n - 1]);
        if (less) {
            reverse_equal(s);
            continue;
        }
        LESS(s->run, low[s->run.n - 1], low[s->run.n]);
        if (less) break;
        s->run.equal++;
    }
    reverse_equal(s);
    reverse(low, s->run.n);
    for (; s->run.n < remaining; s->run.n++) {
        LESS(s->run, low[s->run.n], low[s->run.n - 1]);
        if (less) break;
    }
    END;
}

/* The first insert.done of n are sorted; then all are. */
static i32 insert_all(Sort *s, u32 n) {
    u32 *low = s->insert.low;
    BEGIN(s->insert)
    for (; s->insert.done < n; s->insert.done++) {
        s->insert.pivot = low[s->insert.done];
        s->insert.from = 0;
        s->insert.to = s->insert.done;
        while (s->insert.from < s->insert.to) {
            s->insert.middle = (s->insert.from + s->insert.to) >> 1;
            LESS(s->insert, s->insert.pivot, low[s->insert.middle]);
            if (less) s->insert.to = s->insert.middle;
            else s->insert.from = s->insert.middle + 1;
        }
        copy_up(low + s->insert.from + 1, low + s->insert.from, s->insert.done - s->insert.from);
        low[s->insert.from] = s->insert.pivot;
    }
    END;
}

/* ---- galloping ---- */

static void gallop_begin(Sort *s, u32 key, const u32 *a, u32 n, u32 hint) {
    s->gallop.key = key;
    s->gallop.a = a;
    s->gallop.n = n;
    s->gallop.hint = hint;
    s->gallop.last = 0;
    s->gallop.offset = 1;
}

static void gallop_farther(Sort *s) {
    s->gallop.last = s->gallop.offset;
    s->gallop.offset = (s->gallop.offset << 1) + 1;
}

/* Offsets from the hint become indices; `last` may be one below the first. */
static void gallop_rightward(Sort *s) {
    s->gallop.offset = u32_min(s->gallop.offset, s->gallop.most) + s->gallop.hint;
    s->gallop.last += s->gallop.hint;
}
static void gallop_leftward(Sort *s) {
    u32 near = s->gallop.last;
    s->gallop.last = s->gallop.hint - u32_min(s->gallop.offset, s->gallop.most);
    s->gallop.offset = s->gallop.hint - near;
}

/* gallop.offset: where key belongs in the sorted a, before those that equal it. */
static i32 gallop_left(Sort *s) {
    const u32 *a = s->gallop.a;
    BEGIN(s->gallop)
    LESS(s->gallop, a[s->gallop.hint], s->gallop.key);
    if (less) {
        for (s->gallop.most = s->gallop.n - s->gallop.hint; s->gallop.offset < s->gallop.most; gallop_farther(s)) {
            LESS(s->gallop, a[s->gallop.hint + s->gallop.offset], s->gallop.key);
            if (!less) break;
        }
        gallop_rightward(s);
    } else {
        for (s->gallop.most = s->gallop.hint + 1; s->gallop.offset < s->gallop.most; gallop_farther(s)) {
            LESS(s->gallop, a[s->gallop.hint - s->gallop.offset], s->gallop.key);
            if (less) break;
        }
        gallop_leftward(s);
    }
    for (s->gallop.last++; s->gallop.last < s->gallop.offset;) {
        s->gallop.middle = s->gallop.last + ((s->gallop.offset - s->gallop.last) >> 1);
        LESS(s->gallop, a[s->gallop.middle], s->gallop.key);
        if (less) s->gallop.last = s->gallop.middle + 1;
        else s->gallop.offset = s->gallop.middle;
    }
    END;
}

/* Likewise, behind those that equal it. */
static i32 gallop_right(Sort *s) {
    const u32 *a = s->gallop.a;
    BEGIN(s->gallop)
    LESS(s->gallop, s->gallop.key, a[s->gallop.hint]);
    if (less) {
        for (s->gallop.most = s->gallop.hint + 1; s->gallop.offset < s->gallop.most; gallop_farther(s)) {
            LESS(s->gallop, s->gallop.key, a[s->gallop.hint - s->gallop.offset]);
            if (!less) break;
        }
        gallop_leftward(s);
    } else {
        for (s->gallop.most = s->gallop.n - s->gallop.hint; s->gallop.offset < s->gallop.most; gallop_farther(s)) {
            LESS(s->gallop, s->gallop.key, a[s->gallop.hint + s->gallop.offset]);
            if (less) break;
        }
        gallop_rightward(s);
    }
    for (s->gallop.last++; s->gallop.last < s->gallop.offset;) {
        s->gallop.middle = s->gallop.last + ((s->gallop.offset - s->gallop.last) >> 1);
        LESS(s->gallop, s->gallop.key, a[s->gallop.middle]);
        if (less) s->gallop.offset = s->gallop.middle;
        else s->gallop.last = s->gallop.middle + 1;
    }
    END;
}

/* ---- merging two neighbours ---- */

static MUST_CHECK bool need_temp(Sort *s, u32 n) {
    if (n <= s->temp_count) return true;
    u32 *temp = buffer_new(n * (u32)sizeof(u32));
    if (!temp) return false;
    if (s->temp) buffer_free(s->temp, s->temp_count * (u32)sizeof(u32));
    s->temp = temp;
    s->temp_count = n;
    return true;
}

/* Rightward: a has been copied to temp; `to` runs through a's place. What is left of a goes where `to` stands. */
static void finish_low(Sort *s) {
    copy_up(s->move.to, s->move.a, s->move.na);
    s->move.na = 0;
}
static void finish_low_after_b(Sort *s) { /* the last of a comes after all of b */
    copy_up(s->move.to, s->move.b, s->move.nb);
    s->move.to[s->move.nb] = s->move.a[0];
    s->move.na = 0;
}

static bool take_b(Sort *s) { /* true: b is used up */
    *s->move.to++ = *s->move.b++;
    return --s->move.nb == 0;
}
static bool take_a(Sort *s) { /* true: one of a is left */
    *s->move.to++ = *s->move.a++;
    return --s->move.na == 1;
}

static i32 merge_low(Sort *s) {
    BEGIN(s->move)
    if (!need_temp(s, s->move.na)) return SORT_ERROR;
    copy_up(s->temp, s->move.a, s->move.na);
    s->move.to = s->move.a;
    s->move.a = s->temp;
    if (take_b(s)) goto succeed;
    if (s->move.na == 1) goto copy_b;
    s->move.min_gallop = s->min_gallop;
    for (;;) {
        s->move.a_wins = s->move.b_wins = 0;
        for (;;) {
            LESS(s->move, *s->move.b, *s->move.a);
            if (less) {
                s->move.b_wins++;
                s->move.a_wins = 0;
                if (take_b(s)) goto succeed;
                if (s->move.b_wins >= s->move.min_gallop) break;
            } else {
                s->move.a_wins++;
                s->move.b_wins = 0;
                if (take_a(s)) goto copy_b;
                if (s->move.a_wins >= s->move.min_gallop) break;
            }
        }
        s->move.min_gallop++;
        do {
            s->move.min_gallop -= s->move.min_gallop > 1;
            s->min_gallop = s->move.min_gallop;
            gallop_begin(s, *s->move.b, s->move.a, s->move.na, 0);
            CALL(s->move, s->gallop, gallop_right(s));
            s->move.a_wins = s->gallop.offset;
            if (s->move.a_wins) {
                copy_up(s->move.to, s->move.a, s->move.a_wins);
                s->move.to += s->move.a_wins;
                s->move.a += s->move.a_wins;
                s->move.na -= s->move.a_wins;
                if (s->move.na == 1) goto copy_b;
                if (s->move.na == 0) goto succeed; /* only if the comparisons contradict each other */
            }
            if (take_b(s)) goto succeed;
            gallop_begin(s, *s->move.a, s->move.b, s->move.nb, 0);
            CALL(s->move, s->gallop, gallop_left(s));
            s->move.b_wins = s->gallop.offset;
            if (s->move.b_wins) {
                copy_up(s->move.to, s->move.b, s->move.b_wins);
                s->move.to += s->move.b_wins;
                s->move.b += s->move.b_wins;
                s->move.nb -= s->move.b_wins;
                if (s->move.nb == 0) goto succeed;
            }
            if (take_a(s)) goto copy_b;
        } while (s->move.a_wins >= MIN_GALLOP || s->move.b_wins >= MIN_GALLOP);
        s->min_gallop = ++s->move.min_gallop;
    }
succeed:
    finish_low(s);
    return SORT_DONE;
copy_b:
    finish_low_after_b(s);
    END;
}

/* Leftward: b has been copied to temp; `to` is the last place that is free, a and b the last of each that is left. */
static void finish_high(Sort *s) {
    if (s->move.nb) copy_up(s->move.to - (s->move.nb - 1), s->move.b_base, s->move.nb);
    s->move.nb = 0;
}
static void finish_high_after_a(Sort *s) { /* the first of b comes before all of a */
    copy_up(s->move.to - s->move.na + 1, s->move.a - s->move.na + 1, s->move.na);
    s->move.to[-(i32)s->move.na] = *s->move.b;
    s->move.nb = 0;
}

static bool take_last_a(Sort *s) { /* true: a is used up */
    *s->move.to-- = *s->move.a--;
    return --s->move.na == 0;
}
static bool take_last_b(Sort *s) { /* true: one of b is left */
    *s->move.to-- = *s->move.b--;
    return --s->move.nb == 1;
}

static i32 merge_high(Sort *s) {
    BEGIN(s->move)
    if (!need_temp(s, s->move.nb)) return SORT_ERROR;
    copy_up(s->temp, s->move.b, s->move.nb);
    s->move.to = s->move.b + s->move.nb - 1;
    s->move.a_base = s->move.a;
    s->move.b_base = s->temp;
    s->move.b = s->temp + s->move.nb - 1;
    s->move.a += s->move.na - 1;
    if (take_last_a(s)) goto succeed;
    if (s->move.nb == 1) goto copy_a;
    s->move.min_gallop = s->min_gallop;
    for (;;) {
        s->move.a_wins = s->move.b_wins = 0;
        for (;;) {
            LESS(s->move, *s->move.b, *s->move.a);
            if (less) {
                s->move.a_wins++;
                s->move.b_wins = 0;
                if (take_last_a(s)) goto succeed;
                if (s->move.a_wins >= s->move.min_gallop) break;
            } else {
                s->move.b_wins++;
                s->move.a_wins = 0;
                if (take_last_b(s)) goto copy_a;
                if (s->move.b_wins >= s->move.min_gallop) break;
            }
        }
        s->move.min_gallop++;
        do {
            s->move.min_gallop -= s->move.min_gallop > 1;
            s->min_gallop = s->move.min_gallop;
            gallop_begin(s, *s->move.b, s->move.a_base, s->move.na, s->move.na - 1);
            CALL(s->move, s->gallop, gallop_right(s));
            s->move.a_wins = s->move.na - s->gallop.offset;
            if (s->move.a_wins) {
                s->move.to -= s->move.a_wins;
                s->move.a -= s->move.a_wins;
                copy_up(s->move.to + 1, s->move.a + 1, s->move.a_wins);
                s->move.na -= s->move.a_wins;
                if (s->move.na == 0) goto succeed;
            }
            if (take_last_b(s)) goto copy_a;
            gallop_begin(s, *s->move.a, s->move.b_base, s->move.nb, s->move.nb - 1);
            CALL(s->move, s->gallop, gallop_left(s));
            s->move.b_wins = s->move.nb - s->gallop.offset;
            if (s->move.b_wins) {
                s->move.to -= s->move.b_wins;
                s->move.b -= s->move.b_wins;
                copy_up(s->move.to + 1, s->move.b + 1, s->move.b_wins);
                s->move.nb -= s->move.b_wins;
                if (s->move.nb == 1) goto copy_a;
                if (s->move.nb == 0) goto succeed; /* only if the comparisons contradict each other */
            }
            if (take_last_a(s)) goto succeed;
        } while (s->move.a_wins >= MIN_GALLOP || s->move.b_wins >= MIN_GALLOP);
        s->min_gallop = ++s->move.min_gallop;
    }
succeed:
    finish_high(s);
    return SORT_DONE;
copy_a:
    finish_high_after_a(s);
    END;
}

/* Runs merge.at and the next become one. */
static void join_runs(Sort *s) {
    SortRun *runs = s->runs;
    u32 i = s->merge.at;
    s->merge.a = s->order + runs[i].base;
    s->merge.na = runs[i].length;
    s->merge.b = s->order + runs[i + 1].base;
    s->merge.nb = runs[i + 1].length;
    runs[i].length += runs[i + 1].length;
    if (i + 3 == s->run_count) runs[i + 1] = runs[i + 2];
    s->run_count--;
    fuel_charge(s->merge.na / 64 + s->merge.nb / 64);
}

static void move_begin(Sort *s) {
    s->move.to = NULL; /* nothing has moved */
    s->move.a = s->merge.a;
    s->move.na = s->merge.na;
    s->move.b = s->merge.b;
    s->move.nb = s->merge.nb;
}

enum { MOVING_NOTHING, MOVING_LOW, MOVING_HIGH };

static i32 merge_at(Sort *s) {
    BEGIN(s->merge)
    join_runs(s);
    gallop_begin(s, *s->merge.b, s->merge.a, s->merge.na, 0);
    CALL(s->merge, s->gallop, gallop_right(s));
    s->merge.a += s->gallop.offset;
    s->merge.na -= s->gallop.offset;
    if (!s->merge.na) return SORT_DONE;
    gallop_begin(s, s->merge.a[s->merge.na - 1], s->merge.b, s->merge.nb, s->merge.nb - 1);
    CALL(s->merge, s->gallop, gallop_left(s));
    s->merge.nb = s->gallop.offset;
    if (!s->merge.nb) return SORT_DONE;
    move_begin(s);
    if (s->merge.na <= s->merge.nb) {
        s->merge.moving = MOVING_LOW;
        CALL(s->merge, s->move, merge_low(s));
    } else {
        s->merge.moving = MOVING_HIGH;
        CALL(s->merge, s->move, merge_high(s));
    }
    s->merge.moving = MOVING_NOTHING;
    END;
}

/* ---- the whole ---- */

/* The first bit in which the midpoints of two neighbouring runs differ, as fractions of the whole. */
static u32 power_of(u64 start, u64 n1, u64 n2, u64 n) {
    u64 a = 2 * start + n1, b = a + n1 + n2;
    for (u32 power = 1;; power++) {
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

static u32 minrun_of(u32 n) {
    u32 rest = 0;
    while (n >= MAX_MINRUN) {
        rest |= n & 1;
        n >>= 1;
    }
    return n + rest;
}

i32 sort_run(Sort *s) {
    s->progress = false;
    BEGIN(s->main)
    s->main.remaining = s->count;
    s->main.low = 0;
    s->main.minrun = minrun_of(s->count);
    if (s->count < 2) return SORT_DONE;
    while (s->main.remaining) {
        s->run.low = s->order + s->main.low;
        CALL(s->main, s->run, count_run(s, s->main.remaining));
        s->main.length = s->run.n;
        if (s->main.length < s->main.minrun) {
            s->main.force = u32_min(s->main.remaining, s->main.minrun);
            s->insert.low = s->order + s->main.low;
            s->insert.done = s->main.length;
            CALL(s->main, s->insert, insert_all(s, s->main.force));
            s->main.length = s->main.force;
        }
        if (s->run_count) {
            const SortRun *last = &s->runs[s->run_count - 1];
            s->main.power = power_of(last->base, last->length, s->main.length, s->count);
            while (s->run_count > 1 && s->runs[s->run_count - 2].power > s->main.power) {
                s->merge.at = s->run_count - 2;
                CALL(s->main, s->merge, merge_at(s));
            }
            s->runs[s->run_count - 1].power = s->main.power;
        }
        CHECK(s->run_count < SORT_RUNS_MAX, "pending runs are as few as powersort proves");
        s->runs[s->run_count++] = (SortRun){s->main.low, s->main.length, 0};
        s->main.low += s->main.length;
        s->main.remaining -= s->main.length;
    }
    while (s->run_count > 1) {
        s->merge.at = s->run_count - 2;
        if (s->merge.at > 0 && s->runs[s->merge.at - 1].length < s->runs[s->merge.at + 1].length) s->merge.at--;
        CALL(s->main, s->merge, merge_at(s));
    }
    END;
}

void sort_abandon(Sort *s) {
    if (s->merge.moving == MOVING_LOW && s->move.to) finish_low(s);
    if (s->merge.moving == MOVING_HIGH && s->move.to) finish_high(s);
    s->merge.moving = MOVING_NOTHING;
}

static KeyKind simple_kind(Ref key) { return is_int48(key) ? KEYS_INT : is_double(key) ? KEYS_FLOAT : is_text(key) ? KEYS_TEXT : KEYS_ANY; }

/* What all keys are; for tuples also what all their first items are. */
static void find_kind(Sort *s) {
    for (u32 i = 0; i < s->count; i++) {
        Ref key = ref(s->keys[i]);
        KeyKind kind = simple_kind(key), first = KEYS_ANY;
        if (kind == KEYS_ANY && is_exact(key, T_TUPLE) && AS(Tuple, key)->count) {
            kind = KEYS_TUPLE;
            first = simple_kind(ref(AS(Tuple, key)->items[0]));
            if (first == KEYS_ANY) kind = KEYS_ANY;
        }
        if (i == 0) {
            s->kind = (u8)kind;
            s->first_kind = (u8)first;
        } else if (kind != s->kind || first != s->first_kind) {
            s->kind = KEYS_ANY;
        }
        if (s->kind == KEYS_ANY) return;
    }
}

Sort *sort_new(const Value *keys, u32 count, bool reversed) {
    Sort *s = buffer_new(sizeof *s);
    u32 *order = s ? buffer_new(u32_max(count, 1) * (u32)sizeof(u32)) : NULL;
    if (!order) {
        if (s) buffer_free(s, sizeof *s);
        return NULL;
    }
    memset(s, 0, sizeof *s);
    s->keys = keys;
    s->order = order;
    s->count = count;
    find_kind(s);
    s->min_gallop = MIN_GALLOP;
    for (u32 i = 0; i < count; i++) order[i] = reversed ? count - 1 - i : i;
    fuel_charge(count / 8);
    return s;
}

void sort_free(Sort *s) {
    if (s->temp) buffer_free(s->temp, s->temp_count * (u32)sizeof(u32));
    buffer_free(s->order, u32_max(s->count, 1) * (u32)sizeof(u32));
    buffer_free(s, sizeof *s);
}
