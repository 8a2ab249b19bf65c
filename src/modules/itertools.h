/* itertools.h: what the iterators of itertools share: one struct, one way to be made, one way to push the frame of a
 * `__next__` that has to ask.
 *
 * All but tee's are an ItObject: a few values, a few machine numbers, and an array of indices. What each means is said in
 * the iterator's own file. `pending` holds what try_next has consumed and could not finish with (NEEDS_PYTHON); the frame
 * of the `__next__` that follows takes it over at once, so that a source which asks the same object again begins anew, as
 * in CPython.
 */
#ifndef KRAIT_ITERTOOLS_H
#define KRAIT_ITERTOOLS_H
#include "modules/native.h"

enum { IT_SLOTS = 6 };
typedef struct {
    Object head;
    u32 state;
    Value slot[IT_SLOTS];
    Value pending[2];
    i64 number[4];
    u32 *indices;      /* `room` of them; NULL: none */
    u32 room, count;
} ItObject;
INLINE ItObject *it_of(Ref r) { return AS(ItObject, r); }
void it_destroy(Object *self);
void it_visit(Object *self, GcVisit *visit);
void it_blank(Object *self);
MUST_CHECK bool it_indices(ItObject *it, u64 room); /* uncleared; false: MemoryError */

/* How a constructor takes its arguments: bound to `names` (the first `positional` by position too, the first `least`
 * needed), or by position only, where names is NULL. `script` then converts them, a letter and an argument's digit each:
 *
 *   i  its iterator                    t  a tuple of its items        n  an index of 64 bits
 *   b  its truth                       p  None, or an int             x  None, or an index; -1 if it is neither
 *   c  no argument: `check` is asked
 *
 * What was not given stays EMPTY. `make` fills a blank instance from the arguments; it may move them out. */
typedef struct {
    const char *name;
    const char *const *names;
    u8 least, positional, most;
    const char *script;
    bool (*make)(ItObject *it, Value *args);
    bool (*check)(Value *args); /* false: raised */
} ItMake;
enum { IT_ARGS = 4 };
Outcome it_new(const ItMake *how, Ref self, const Value *args);
MUST_CHECK bool it_bind(const ItMake *how, const Construct *c, Ref *out);
Outcome it_convert(const ItMake *how, Type *type, const Ref *given); /* makes the instance */
i64 it_number(Value arg, i64 otherwise);                             /* of n, p or x */

/* A frame for `__next__`: slot 0 is the iterator, the pending values follow in 1 and 2. */
Outcome it_push(const NativeFrameKind *kind, Ref self);
enum { IT_SELF, IT_FIRST, IT_SECOND, IT_FRAME_SLOTS };
INLINE bool it_is_answer(Value v) { return is_stop(v) || is_error(v) || is_needs_python(v); }

#define IT_TYPE(name_, doc_, signature_, rows, next_try, next_) { \
    .name = "itertools." name_, .doc = doc_, .signature = signature_, .size = sizeof(ItObject), \
    .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(rows), .destroy = it_destroy, .visit = it_visit, .blank = it_blank, \
    .try_iter = native_self, .try_next = next_try, .next = next_}
#define IT_NEW(name, how) \
    static Outcome name##_new(Ref self, const Value *args, u32 n) { return it_new(&how, self, args); }
#define IT_NEW_ROW(name) STATIC_METHOD("__new__($type, *args, **kwargs)", ON, name##_new, NEW_DOC)

/* itertools_endless.c */
extern const TypeSpec count_spec, cycle_spec, repeat_spec;
/* itertools_chain.c */
extern const TypeSpec chain_spec, islice_spec, pairwise_spec, batched_spec, zip_longest_spec;
/* itertools_choose.c */
extern const TypeSpec compress_spec, dropwhile_spec, takewhile_spec, filterfalse_spec, starmap_spec, accumulate_spec;
/* itertools_combine.c */
extern const TypeSpec product_spec, combinations_spec, combinations_with_replacement_spec, permutations_spec;
/* itertools_group.c */
extern const TypeSpec groupby_spec, grouper_spec;
extern Type *grouper_type;
/* itertools_tee.c */
extern const TypeSpec tee_spec, tee_data_spec;
extern Type *tee_type, *tee_data_type;
NativeON itertools_tee;
#endif
