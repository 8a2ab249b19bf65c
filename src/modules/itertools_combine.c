/* itertools_combine.c: product, combinations, combinations_with_replacement, permutations. All hold their pools as tuples
 * and an array of indices into them; a row is made from the indices anew each time. None of them asks anything once made.
 *
 * state: BEFORE the first row, WITHIN, or OVER. Bill: a unit of fuel for each few items of a row. */
#include "modules/itertools.h"

enum { BEFORE, WITHIN, OVER };
enum { POOL };

static Value row_of(const ItObject *it, u32 count) {
    Tuple *row = count ? tuple_new(count) : NULL;
    if (!row) return count ? VALUE_ERROR : value_keep(ref(vm.empty_tuple));
    const Tuple *pool = AS(Tuple, ref(it->slot[POOL]));
    for (u32 i = 0; i < count; i++) row->items[i] = value_keep(ref(pool->items[it->indices[i]]));
    fuel_charge(count / 16);
    return value_of(row);
}

/* ---- product: POOL is a tuple of tuples; count: how many of them ---- */

enum { PRODUCT_TYPE, PRODUCT_POOLS, PRODUCT_REPEAT, PRODUCT_SLOTS };
enum { PRODUCT_BEGIN, PRODUCT_TIMES, PRODUCT_TUPLE };

static MUST_CHECK Value pools_repeated(const ListObject *once, i64 times) {
    i64 total;
    if (__builtin_mul_overflow(times, (i64)once->count, &total)) return raise(ERR_OVERFLOW, "repeat argument too large");
    if (total > LIST_MAX / 2) return raise_no_memory();
    Tuple *pools = total ? tuple_new((u32)total) : AS(Tuple, ref(value_keep(ref(vm.empty_tuple))));
    for (u32 i = 0; pools && i < (u32)total; i++) pools->items[i] = value_keep(ref(once->items[i % once->count]));
    return pools ? value_of(pools) : VALUE_ERROR;
}

static Outcome product_end(Frame *f) {
    Value *slots = frame_slots(f);
    const ListObject *once = AS(ListObject, ref(slots[PRODUCT_POOLS]));
    i64 times = is_empty(ref(slots[PRODUCT_REPEAT])) ? 1 : integer_clamp(ref(slots[PRODUCT_REPEAT]));
    Value pools = pools_repeated(once, times), made = is_error(pools) ? VALUE_ERROR : type_allocate(AS(Type, ref(slots[PRODUCT_TYPE])));
    if (is_error(made)) return value_release(pools), native_fail(f);
    ItObject *it = it_of(ref(made));
    it->slot[POOL] = pools;
    it->count = AS(Tuple, ref(pools))->count;
    if (it_indices(it, it->count)) {
        if (it->count) memset(it->indices, 0, it->count * 4);
        return native_done(f, made);
    }
    value_release(made);
    return native_fail(f);
}

/* aux: the pool that is made a tuple. */
static Outcome product_make_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    ListObject *pools = AS(ListObject, ref(slots[PRODUCT_POOLS]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case PRODUCT_BEGIN:
        if (is_empty(ref(slots[PRODUCT_REPEAT]))) break;
        f->state = PRODUCT_TIMES;
        return op_index(ref(slots[PRODUCT_REPEAT]));
    case PRODUCT_TIMES:
        value_set(&slots[PRODUCT_REPEAT], incoming);
        if (!int_fits_i64(ref(incoming))) return (void)raise(ERR_OVERFLOW, "Python int too large to convert to C ssize_t"), native_fail(f);
        if (int_sign(ref(incoming)) < 0) return (void)raise(ERR_VALUE, "repeat argument cannot be negative"), native_fail(f);
        if (int_sign(ref(incoming)) == 0) list_clear(ref(slots[PRODUCT_POOLS])); /* the iterables are not even asked */
        break;
    default: value_set(&pools->items[f->aux++], incoming); break;
    }
    if (f->aux >= pools->count) return product_end(f);
    f->state = PRODUCT_TUPLE;
    return op_tuple(ref(pools->items[f->aux]));
}
static const NativeFrameKind product_make_frame = {.name = "product", .step = product_make_step, .slots = PRODUCT_SLOTS};

static MUST_CHECK bool product_repeat(const Construct *c, Ref *repeat) {
    u32 position = 0;
    Ref key;
    *repeat = REF_EMPTY;
    if (!c->keywords) return true;
    if (c->keywords->table.used > 1) return RAISE_FALSE(ERR_TYPE, "product() takes at most 1 keyword argument (%u given)", c->keywords->table.used);
    if (table_next(&c->keywords->table, &position, &key, repeat) && text_is(text_of(key), "repeat")) return true;
    return RAISE_FALSE(ERR_TYPE, "product() got an unexpected keyword argument '%U'", text_of(key));
}

static Outcome product_new(Ref self, const Value *args, u32 n) {
    Construct c;
    Ref repeat;
    if (!construct_new(self, args, &c) || !product_repeat(&c, &repeat)) return OUTCOME_ERROR;
    Value pools = list_from(c.args, c.n);
    Frame *f = is_error(pools) ? NULL : native_push(&product_make_frame);
    if (!f) return value_release(pools), OUTCOME_ERROR;
    frame_slots(f)[PRODUCT_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[PRODUCT_POOLS] = pools;
    frame_slots(f)[PRODUCT_REPEAT] = value_keep(repeat);
    return OUTCOME_PUSHED;
}

static const Tuple *pool_at(const ItObject *it, u32 i) { return AS(Tuple, ref(AS(Tuple, ref(it->slot[POOL]))->items[i])); }

static Value product_row(const ItObject *it) {
    Tuple *row = it->count ? tuple_new(it->count) : NULL;
    if (!row) return it->count ? VALUE_ERROR : value_keep(ref(vm.empty_tuple));
    for (u32 i = 0; i < it->count; i++) row->items[i] = value_keep(ref(pool_at(it, i)->items[it->indices[i]]));
    fuel_charge(it->count / 16);
    return value_of(row);
}

/* The next indices, as an odometer turns. false: there are none. */
static bool product_advance(ItObject *it) {
    if (it->state == BEFORE) {
        for (u32 i = 0; i < it->count; i++)
            if (!pool_at(it, i)->count) return false;
        return true;
    }
    for (u32 i = it->count; i-- > 0;) {
        if (++it->indices[i] < pool_at(it, i)->count) return true;
        it->indices[i] = 0;
    }
    return false;
}

#define COMBINE_NEXT(name, advance, row) \
    static Value name##_try_next(Ref self) { \
        ItObject *it = it_of(self); \
        if (it->state == OVER) return STOP; \
        if (!advance) return it->state = OVER, STOP; \
        it->state = WITHIN; \
        return row; \
    } \
    static Outcome name##_next(Ref self) { return outcome(name##_try_next(self)); } \
    static Value name##_sizeof(Ref self) { return value_int48((i64)sizeof(ItObject) + it_of(self)->room * 4); } \
    static const NativeRow name##_methods[] = { \
        IT_NEW_ROW(name), ITER_ROW(native_self), NEXT_ROW, METHOD("__sizeof__($self, /)", P0, name##_sizeof, "Returns size in memory, in bytes.")};
COMBINE_NEXT(product, product_advance(it), product_row(it))
const TypeSpec product_spec = IT_TYPE("product", "Cartesian product of input iterables.  Equivalent to nested for-loops.", "(*iterables, repeat=1)", product_methods, product_try_next, product_next);

/* ---- combinations: count indices, each larger than the one before ---- */

static bool r_check(Value *args) { return it_number(args[1], 0) >= 0 || RAISE_FALSE(ERR_VALUE, "r must be non-negative"); }

/* count = r indices; more than `most` of them are never needed: then there is no row. */
static bool combine_make(ItObject *it, Value *args, i64 r, u32 extra) {
    u32 pool = AS(Tuple, ref(args[0]))->count;
    it->slot[POOL] = value_take(&args[0]);
    if (r > LIST_MAX) return raise_no_memory(), false;
    it->count = (u32)r;
    return it_indices(it, extra ? (u64)pool + it->count : it->count);
}

static bool combinations_make(ItObject *it, Value *args) {
    i64 r = it_number(args[1], 0);
    u32 pool = AS(Tuple, ref(args[0]))->count;
    if (!combine_make(it, args, r, 0)) return false;
    for (u32 i = 0; i < it->count; i++) it->indices[i] = i;
    if (it->count > pool) it->state = OVER;
    return true;
}
static const char *const combine_names[] = {"iterable", "r"};
static const ItMake combinations_how = {"combinations", combine_names, 2, 2, 2, "n1t0c0", combinations_make, r_check};
IT_NEW(combinations, combinations_how)

static bool combinations_advance(ItObject *it) {
    u32 pool = AS(Tuple, ref(it->slot[POOL]))->count, r = it->count, i = r;
    if (it->state == BEFORE) return true;
    while (i-- > 0 && it->indices[i] == i + pool - r) {}
    if (i == ~0u) return false;
    for (u32 index = it->indices[i]; i < r; i++) it->indices[i] = ++index;
    return true;
}
COMBINE_NEXT(combinations, combinations_advance(it), row_of(it, it->count))
const TypeSpec combinations_spec = IT_TYPE("combinations", "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)", "(iterable, r)", combinations_methods, combinations_try_next, combinations_next);

/* ---- combinations_with_replacement: count indices, none smaller than the one before ---- */

static bool combinations_with_replacement_make(ItObject *it, Value *args) {
    i64 r = it_number(args[1], 0);
    u32 pool = AS(Tuple, ref(args[0]))->count;
    if (!combine_make(it, args, r, 0)) return false;
    if (it->count) memset(it->indices, 0, it->count * 4);
    if (!pool && r > 0) it->state = OVER;
    return true;
}
static const ItMake combinations_with_replacement_how = {"combinations_with_replacement", combine_names, 2, 2, 2, "n1t0c0", combinations_with_replacement_make, r_check};
IT_NEW(combinations_with_replacement, combinations_with_replacement_how)

static bool replacing_advance(ItObject *it) {
    u32 pool = AS(Tuple, ref(it->slot[POOL]))->count, r = it->count, i = r;
    if (it->state == BEFORE) return true;
    while (i-- > 0 && it->indices[i] == pool - 1) {}
    if (i == ~0u) return false;
    for (u32 index = it->indices[i] + 1; i < r; i++) it->indices[i] = index;
    return true;
}
COMBINE_NEXT(combinations_with_replacement, replacing_advance(it), row_of(it, it->count))
const TypeSpec combinations_with_replacement_spec = IT_TYPE("combinations_with_replacement", "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')", "(iterable, r)", combinations_with_replacement_methods, combinations_with_replacement_try_next, combinations_with_replacement_next);

/* ---- permutations: an index for each of the pool, of which the first count make the row; behind them count cycles:
 * how many turns each place still has ---- */

static bool permutations_make(ItObject *it, Value *args) {
    u32 pool = AS(Tuple, ref(args[0]))->count;
    i64 r = it_number(args[1], pool);
    if (!combine_make(it, args, r, 1)) return false;
    if (r > pool) return it->state = OVER, true;
    for (u32 i = 0; i < pool; i++) it->indices[i] = i;
    for (u32 i = 0; i < it->count; i++) it->indices[pool + i] = pool - i;
    return true;
}
static const ItMake permutations_how = {"permutations", combine_names, 1, 2, 2, "t0p1c0", permutations_make, r_check};
IT_NEW(permutations, permutations_how)

static bool permutations_advance(ItObject *it) {
    u32 pool = AS(Tuple, ref(it->slot[POOL]))->count, *index = it->indices, *turns = it->indices + pool;
    if (it->state == BEFORE) return true;
    for (u32 i = it->count; i-- > 0;) {
        u32 moved = index[i];
        if (--turns[i]) { /* the next of those behind takes the place */
            index[i] = index[pool - turns[i]];
            index[pool - turns[i]] = moved;
            return true;
        }
        memmove(&index[i], &index[i + 1], (pool - 1 - i) * 4);
        index[pool - 1] = moved;
        turns[i] = pool - i;
    }
    return false;
}
COMBINE_NEXT(permutations, permutations_advance(it), row_of(it, it->count))
const TypeSpec permutations_spec = IT_TYPE("permutations", "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)", "(iterable, r=None)", permutations_methods, permutations_try_next, permutations_next);
