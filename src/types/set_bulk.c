/* set_bulk.c: set algebra. Each operation walks one source and does one thing with each of its keys; the order of walking,
 * of comparing and of growing is CPython's.
 *
 * A walk is a Bulk. It runs natively as far as it goes; at the first key that needs Python it becomes a frame that asks
 * and walks on. The keys of sets and exact dicts bring their hashes along.
 *
 * slots: source, target, result, the key in hand, its hash (2); aux: position in a set or dict
 * state: phase, kind of source, target is a dict, action, end */
#include "types/iterators.h"
#include "types/set.h"

typedef enum { FROM_SET, FROM_DICT, FROM_ITERATOR } SourceKind;
typedef enum {
    ACT_ADD,        /* to the target */
    ACT_DISCARD,    /* from the target */
    ACT_TOGGLE,     /* discard, or add if it was not there */
    ACT_KEEP,       /* those in the target go to the result */
    ACT_DROP,       /* those not in the target go to the result */
    ACT_ALL,        /* False at the first that is not in the target */
    ACT_NONE        /* False at the first that is */
} Action;
typedef enum { END_NONE, END_RESULT, END_TARGET, END_TRUE, END_DROP_HOLES, END_COUNT } End; /* COUNT: as many in result as in target */

typedef struct {
    Ref source, target, result, key;
    i64 hash;
    u32 position;
    u8 source_kind, action, end, target_is_dict;
    bool has_key;
} Bulk;

enum { BULK_SOURCE, BULK_TARGET, BULK_RESULT, BULK_KEY, BULK_HASH, BULK_SLOTS = BULK_HASH + 2 };
enum { RUN, NEXT_ASKED, HASH_ASKED, FIRST_ASKED, SECOND_ASKED, BEGIN_HASH, BEGIN_FIRST, BEGIN_SECOND };

/* What a walk has come to. */
typedef enum { WALK_END, WALK_FULL, WALK_FALSE, WALK_ERROR, WALK_FUEL, WALK_NEXT, WALK_HASH, WALK_FIRST, WALK_SECOND } Walk;

static SetOp first_op(u32 action) { return action == ACT_ADD ? SET_ADD : action == ACT_DISCARD || action == ACT_TOGGLE ? SET_DISCARD : SET_CONTAINS; }

/* ---- natively ---- */

/* YES: b->key and b->hash are the next. NO: the end. */
static Answer next_key(Bulk *b, Value *owned) {
    Ref value;
    if (b->source_kind == FROM_SET) return set_next(set_of(b->source), &b->position, &b->key, &b->hash) ? ANSWER_YES : ANSWER_NO;
    if (b->source_kind == FROM_DICT) {
        const Table *table = &AS(Dict, b->source)->table;
        if (!table_next(table, &b->position, &b->key, &value)) return ANSWER_NO;
        b->hash = table_hash(table, b->position - 1);
        return ANSWER_YES;
    }
    Value item = try_next(b->source);
    if (is_stop(item)) return ANSWER_NO;
    if (is_error(item)) return ANSWER_ERROR;
    if (is_needs_python(item)) return ANSWER_PYTHON;
    *owned = item;
    b->key = ref(item);
    return ANSWER_YES;
}

static Answer first(const Bulk *b) {
    if (!b->target_is_dict) return set_try_hashed(b->target, b->key, b->hash, first_op(b->action));
    TableCursor cursor = {.hash = b->hash};
    switch (table_find(&AS(Dict, b->target)->table, b->key, &cursor)) {
    case TABLE_FOUND: return ANSWER_YES;
    case TABLE_ABSENT: return ANSWER_NO;
    case TABLE_ERROR: return ANSWER_ERROR;
    case TABLE_ASK: return ANSWER_PYTHON;
    }
    UNREACHABLE();
}

/* Whether the key is to be added somewhere, now that it is known whether the target had it. */
static bool wants_second(const Bulk *b, bool had) {
    return (b->action == ACT_TOGGLE && !had) || (b->action == ACT_KEEP && had) || (b->action == ACT_DROP && !had);
}
static bool answers_false(const Bulk *b, bool had) { return (b->action == ACT_ALL && !had) || (b->action == ACT_NONE && had); }
static Ref second_target(const Bulk *b) { return b->action == ACT_TOGGLE ? b->target : b->result; }

/* Says what the key was for; an intersection lets the error of `__hash__` through as it is. */
static void tell_unhashable(const Bulk *b) {
    if (b->action != ACT_KEEP || b->target_is_dict) probe_unhashable(b->key, "a set element");
}

static MUST_CHECK bool hash_key(Bulk *b, HashAnswer *answer) {
    *answer = try_hash(b->key, &b->hash);
    if (*answer == HASH_ERROR) tell_unhashable(b);
    return *answer != HASH_ERROR;
}

/* An intersection with an iterable is over as soon as every key has been found. */
static bool is_full(const Bulk *b) {
    if (b->action != ACT_KEEP || b->source_kind != FROM_ITERATOR) return false;
    return set_of(b->result)->used >= (b->target_is_dict ? AS(Dict, b->target)->table.used : set_of(b->target)->used);
}

/* One key's work; WALK_END: done with it. */
static Walk one(Bulk *b) {
    Answer had = first(b);
    if (had == ANSWER_ERROR) return WALK_ERROR;
    if (had == ANSWER_PYTHON) return WALK_FIRST;
    if (answers_false(b, had == ANSWER_YES)) return WALK_FALSE;
    if (!wants_second(b, had == ANSWER_YES)) return WALK_END;
    Answer added = set_try_hashed(second_target(b), b->key, b->hash, SET_ADD);
    return added == ANSWER_ERROR ? WALK_ERROR : added == ANSWER_PYTHON ? WALK_SECOND : is_full(b) ? WALK_FULL : WALK_END;
}

/* *owned holds the key of an iterator; whoever stops in the middle keeps it. */
static Walk walk(Bulk *b, Value *owned) {
    for (;;) {
        switch (next_key(b, owned)) {
        case ANSWER_NO: return WALK_END;
        case ANSWER_ERROR: return WALK_ERROR;
        case ANSWER_PYTHON: return WALK_NEXT;
        case ANSWER_YES: break;
        }
        if (b->source_kind == FROM_ITERATOR) {
            HashAnswer answer;
            if (!hash_key(b, &answer)) return WALK_ERROR;
            if (answer == HASH_PYTHON) return WALK_HASH;
        }
        Walk done = one(b);
        if (done != WALK_END) return done;
        value_release(value_take(owned));
        if (UNLIKELY(--vm.fuel <= 0)) return WALK_FUEL;
    }
}

/* ---- as a frame ---- */

static void store(Frame *f, const Bulk *b, u32 phase) {
    Value *slots = frame_slots(f);
    f->aux = b->position;
    f->state = (u16)(phase | b->source_kind << 3 | b->target_is_dict << 5 | b->action << 6 | b->end << 9);
    probe_put_hash(&slots[BULK_HASH], b->hash);
}

static Bulk fetch(Frame *f) {
    Value *slots = frame_slots(f);
    return (Bulk){.source = ref(slots[BULK_SOURCE]), .target = ref(slots[BULK_TARGET]), .result = ref(slots[BULK_RESULT]),
                  .key = ref(slots[BULK_KEY]), .hash = is_empty(ref(slots[BULK_HASH])) ? 0 : probe_get_hash(&slots[BULK_HASH]), .position = f->aux,
                  .source_kind = f->state >> 3 & 3, .target_is_dict = f->state >> 5 & 1, .action = f->state >> 6 & 7, .end = (u8)(f->state >> 9)};
}

static Outcome end(const Bulk *b) {
    switch ((End)b->end) {
    case END_NONE: return outcome(NONE);
    case END_RESULT: return outcome(value_keep(b->result));
    case END_TARGET: return outcome(value_keep(b->target));
    case END_TRUE: return outcome(value_bool(true));
    case END_DROP_HOLES: return set_drop_holes(set_of(b->target)) ? outcome(NONE) : OUTCOME_ERROR;
    case END_COUNT: return outcome(value_bool(set_of(b->result)->used == set_of(b->target)->used));
    }
    UNREACHABLE();
}

static Outcome ask_first(const Bulk *b) {
    if (b->target_is_dict) return op_table_get_hashed(b->target, &AS(Dict, b->target)->table, b->key, b->hash);
    return op_set_hashed(b->target, b->key, b->hash, first_op(b->action));
}

static Outcome walked(Frame *f, Bulk *b, Walk walk);

static Outcome go_on(Frame *f, Bulk *b) {
    Value owned = EMPTY;
    Walk came_to = walk(b, &owned);
    Value *slots = frame_slots(f);
    bool in_hand = came_to == WALK_HASH || came_to == WALK_FIRST || came_to == WALK_SECOND;
    if (in_hand) {
        value_set(&slots[BULK_KEY], is_empty(ref(owned)) ? value_keep(b->key) : owned);
    } else {
        value_release(owned);
        value_set(&slots[BULK_KEY], EMPTY);
    }
    return walked(f, b, came_to);
}

static Outcome walked(Frame *f, Bulk *b, Walk came_to) {
    switch (came_to) {
    case WALK_END:
    case WALK_FULL: return frame_end(f, end(b));
    case WALK_FALSE: return native_done(f, value_bool(false));
    case WALK_ERROR: return native_fail(f);
    case WALK_FUEL: store(f, b, RUN); return native_again(f);
    case WALK_NEXT: store(f, b, NEXT_ASKED); return op_next(b->source);
    case WALK_HASH: store(f, b, HASH_ASKED); return op_hash(b->key);
    case WALK_FIRST: store(f, b, FIRST_ASKED); return ask_first(b);
    case WALK_SECOND: store(f, b, SECOND_ASKED); return op_set_hashed(second_target(b), b->key, b->hash, SET_ADD);
    }
    UNREACHABLE();
}

/* The key in the frame's slot has its hash: its work, then the walk goes on. */
static Outcome key_is_ready(Frame *f, Bulk *b) {
    Walk done = one(b);
    return done == WALK_END ? go_on(f, b) : walked(f, b, done);
}

static Outcome bulk_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Bulk b = fetch(f);
    u32 phase = f->state & 7u;
    if (is_error(incoming)) {
        if (phase == HASH_ASKED) tell_unhashable(&b);
        return native_fail(f);
    }
    switch (phase) {
    case BEGIN_HASH: return walked(f, &b, WALK_HASH);
    case BEGIN_FIRST: return walked(f, &b, WALK_FIRST);
    case BEGIN_SECOND: return walked(f, &b, WALK_SECOND);
    case NEXT_ASKED: {
        HashAnswer answer;
        if (is_stop(incoming)) return frame_end(f, end(&b));
        value_set(&slots[BULK_KEY], incoming);
        b.key = ref(incoming);
        if (!hash_key(&b, &answer)) return native_fail(f);
        return answer == HASH_PYTHON ? walked(f, &b, WALK_HASH) : key_is_ready(f, &b);
    }
    case HASH_ASKED:
        b.hash = probe_hash_of(ref(incoming));
        value_release(incoming);
        return key_is_ready(f, &b);
    case FIRST_ASKED: {
        bool had = b.target_is_dict ? !is_empty(ref(incoming)) : is_true(ref(incoming));
        value_release(incoming);
        if (answers_false(&b, had)) return native_done(f, value_bool(false));
        if (wants_second(&b, had)) {
            store(f, &b, SECOND_ASKED);
            return op_set_hashed(second_target(&b), b.key, b.hash, SET_ADD);
        }
        break;
    }
    case SECOND_ASKED:
        if (is_full(&b)) return frame_end(f, end(&b));
        break;
    default: break;
    }
    return go_on(f, &b);
}
static const NativeFrameKind bulk_frame = {.name = "set operation", .step = bulk_step, .slots = BULK_SLOTS};

/* Runs the walk: natively to its end, or as a frame from where it came to. */
static Outcome run(Bulk *b) {
    Value owned = EMPTY;
    Walk came_to = walk(b, &owned);
    if (came_to == WALK_END) return end(b);
    if (came_to == WALK_FULL || came_to == WALK_FALSE || came_to == WALK_ERROR) {
        value_release(owned);
        if (came_to == WALK_FULL) return end(b);
        return came_to == WALK_ERROR ? OUTCOME_ERROR : outcome(value_bool(false));
    }
    Frame *f = native_push(&bulk_frame);
    if (!f) {
        value_release(owned);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[BULK_SOURCE] = value_keep(b->source);
    slots[BULK_TARGET] = value_keep(b->target);
    slots[BULK_RESULT] = value_keep(b->result);
    if (came_to == WALK_FUEL || came_to == WALK_NEXT) { /* the frame begins by asking again: nothing has been consumed */
        store(f, b, RUN);
        return OUTCOME_PUSHED;
    }
    slots[BULK_KEY] = is_empty(ref(owned)) ? value_keep(b->key) : owned;
    store(f, b, came_to == WALK_HASH ? BEGIN_HASH : came_to == WALK_FIRST ? BEGIN_FIRST : BEGIN_SECOND);
    return OUTCOME_PUSHED;
}

/* Over any iterable: an iterator is asked for first, if need be by a frame that then becomes the walk. */
enum { ITER_SOURCE, ITER_TARGET, ITER_RESULT, ITER_SLOTS };
static Outcome iter_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 0) {
        f->state = 1;
        return op_iter(ref(slots[ITER_SOURCE]));
    }
    if (f->state == 2) return native_done(f, incoming);
    value_set(&slots[ITER_SOURCE], incoming);
    Bulk b = {.source = ref(slots[ITER_SOURCE]), .target = ref(slots[ITER_TARGET]), .result = ref(slots[ITER_RESULT]),
              .source_kind = FROM_ITERATOR, .action = f->aux & 7, .end = (u8)(f->aux >> 3)};
    f->state = 2;
    return run(&b);
}
static const NativeFrameKind iter_frame = {.name = "set operation", .step = iter_step, .slots = ITER_SLOTS};

static Outcome run_over_iterable(Bulk *b) {
    Value iterator = try_iter(b->source);
    if (is_error(iterator)) return OUTCOME_ERROR;
    if (!is_needs_python(iterator)) {
        b->source = ref(iterator);
        b->source_kind = FROM_ITERATOR;
        Outcome answer = run(b);
        value_release(iterator);
        return answer;
    }
    Frame *f = native_push(&iter_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ITER_SOURCE] = value_keep(b->source);
    frame_slots(f)[ITER_TARGET] = value_keep(b->target);
    frame_slots(f)[ITER_RESULT] = value_keep(b->result);
    f->aux = b->action | (u32)b->end << 3;
    return OUTCOME_PUSHED;
}

static Outcome run_over(Ref source, Ref target, Ref result, Action action, End ends) {
    Bulk b = {.source = source, .target = target, .result = result, .source_kind = FROM_SET, .action = action, .end = ends};
    b.target_is_dict = is_exact(target, T_DICT);
    if (is_any_set(source)) return run(&b);
    if (!is_exact(source, T_DICT) || (action != ACT_ADD && action != ACT_TOGGLE)) return run_over_iterable(&b); /* hashes are asked anew */
    b.source_kind = FROM_DICT;
    return run(&b);
}

/* With a result of its own, which the walk answers. */
static Outcome run_into_new(Ref like, Ref source, Ref target, Action action, End ends) {
    Value result = set_like(like);
    if (is_error(result)) return OUTCOME_ERROR;
    Outcome answer = run_over(source, target, ref(result), action, ends);
    value_release(result); /* the answer or the frame keeps it */
    return answer;
}

/* ---- operations ---- */

static Outcome update(Ref set, Ref other, End ends) {
    SetObject *s = set_of(set);
    Bulk nothing = {.target = set, .end = ends};
    if (same(set, other)) return end(&nothing);
    if (is_any_set(other)) {
        if (set_of(other)->used && !set_make_room(s, set_of(other)->used)) return OUTCOME_ERROR; /* holes may vanish */
        if (s->fill == 0) return set_merge_clean(s, set_of(other)) ? end(&nothing) : OUTCOME_ERROR;
    } else if (is_exact(other, T_DICT)) {
        if (!set_make_room(s, AS(Dict, other)->table.used)) return OUTCOME_ERROR;
    }
    return run_over(other, set, REF_EMPTY, ACT_ADD, ends);
}

Outcome set_update(Ref set, Ref other) { return update(set, other, END_NONE); }

Outcome set_union(Ref set, Ref other) {
    Value made = set_copy(set);
    if (is_error(made) || same(set, other)) return outcome(made);
    Outcome answer = update(ref(made), other, END_TARGET);
    value_release(made);
    return answer;
}

enum { DIFFERENCE_SELF, DIFFERENCE_OTHER, DIFFERENCE_SLOTS };
static Outcome difference_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return set_intersection(ref(slots[DIFFERENCE_SELF]), ref(slots[DIFFERENCE_OTHER]));
    case 1:
        value_set(&slots[DIFFERENCE_OTHER], incoming);
        return run_over(ref(slots[DIFFERENCE_OTHER]), ref(slots[DIFFERENCE_SELF]), REF_EMPTY, ACT_DISCARD, END_DROP_HOLES);
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind difference_frame = {.name = "set difference", .step = difference_step, .slots = DIFFERENCE_SLOTS};

Outcome set_difference_update(Ref set, Ref other) {
    if (same(set, other)) {
        set_clear(set_of(set));
        return outcome(NONE);
    }
    if (!is_any_set(other) || set_of(other)->used >> 3 <= set_of(set)->used) return run_over(other, set, REF_EMPTY, ACT_DISCARD, END_DROP_HOLES);
    /* Much the larger: what both have is found first. */
    Frame *f = native_push(&difference_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[DIFFERENCE_SELF] = value_keep(set);
    frame_slots(f)[DIFFERENCE_OTHER] = value_keep(other);
    return OUTCOME_PUSHED;
}

/* A second operation on what the first made: the copy, then updated. aux: which. */
enum { THEN_SELF, THEN_OTHER, THEN_MADE, THEN_SLOTS };
enum { THEN_DIFFERENCE, THEN_TOGGLE_SELF, THEN_TOGGLE_MADE };
static Outcome then_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[THEN_SELF]), other = ref(slots[THEN_OTHER]), made = ref(slots[THEN_MADE]);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return f->aux == THEN_DIFFERENCE ? set_difference_update(made, other) : set_update(made, other);
    case 1:
        if (f->aux == THEN_TOGGLE_MADE) return run_over(self, made, REF_EMPTY, ACT_TOGGLE, END_NONE);
        if (f->aux == THEN_TOGGLE_SELF) return run_over(made, self, REF_EMPTY, ACT_TOGGLE, END_NONE);
        break;
    default: break;
    }
    return native_done(f, f->aux == THEN_TOGGLE_SELF ? NONE : value_take(&slots[THEN_MADE]));
}
static const NativeFrameKind then_frame = {.name = "set operation", .step = then_step, .slots = THEN_SLOTS};

static Outcome then(Ref self, Ref other, Value made, u32 what) {
    Frame *f = is_error(made) ? NULL : native_push(&then_frame);
    if (!f) {
        value_release(made);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[THEN_SELF] = value_keep(self);
    frame_slots(f)[THEN_OTHER] = value_keep(other);
    frame_slots(f)[THEN_MADE] = made;
    f->aux = what;
    return OUTCOME_PUSHED;
}

Outcome set_difference(Ref set, Ref other) {
    bool dict = is_exact(other, T_DICT);
    if (!dict && !is_any_set(other)) return then(set, other, set_copy(set), THEN_DIFFERENCE);
    u32 size = dict ? AS(Dict, other)->table.used : set_of(other)->used;
    if (set_of(set)->used >> 2 > size) return then(set, other, set_copy(set), THEN_DIFFERENCE);
    return run_into_new(set, set, other, ACT_DROP, END_RESULT);
}

Outcome set_symmetric_update(Ref set, Ref other) {
    if (same(set, other)) {
        set_clear(set_of(set));
        return outcome(NONE);
    }
    if (is_any_set(other) || is_exact(other, T_DICT)) return run_over(other, set, REF_EMPTY, ACT_TOGGLE, END_NONE);
    return then(set, other, set_like(set), THEN_TOGGLE_SELF);
}

Outcome set_symmetric(Ref set, Ref other) { return then(set, other, set_like(set), THEN_TOGGLE_MADE); }

Outcome set_intersection(Ref set, Ref other) {
    if (same(set, other)) return outcome(set_copy(set));
    if (!is_any_set(other)) return run_into_new(set, other, set, ACT_KEEP, END_RESULT);
    bool swap = set_of(other)->used > set_of(set)->used; /* the smaller is walked */
    return run_into_new(set, swap ? set : other, swap ? other : set, ACT_KEEP, END_RESULT);
}

Outcome set_is_subset(Ref set, Ref other) {
    if (!is_any_set(other)) return run_into_new(set, other, set, ACT_KEEP, END_COUNT);
    if (set_of(set)->used > set_of(other)->used) return outcome(value_bool(false));
    return run_over(set, other, REF_EMPTY, ACT_ALL, END_TRUE);
}

Outcome set_is_superset(Ref set, Ref other) {
    if (is_any_set(other)) return set_is_subset(other, set);
    return run_over_iterable(&(Bulk){.source = other, .target = set, .result = REF_EMPTY, .action = ACT_ALL, .end = END_TRUE});
}

Outcome set_is_disjoint(Ref set, Ref other) {
    if (same(set, other)) return outcome(value_bool(!set_of(set)->used));
    if (is_exact(other, T_SET) || is_exact(other, T_FROZENSET)) {
        bool swap = set_of(other)->used > set_of(set)->used;
        return run_over(swap ? set : other, swap ? other : set, REF_EMPTY, ACT_NONE, END_TRUE);
    }
    return run_over_iterable(&(Bulk){.source = other, .target = set, .result = REF_EMPTY, .action = ACT_NONE, .end = END_TRUE});
}

/* ---- comparing ---- */

/* YES: subset must hold of (*small, *large). NO: the answer is false. */
static bool compare_sizes(Ref a, Ref b, u32 op, Ref *small, Ref *large) {
    const SetObject *x = set_of(a), *y = set_of(b);
    *small = op == N_GT || op == N_GE ? b : a;
    *large = op == N_GT || op == N_GE ? a : b;
    if (op == N_EQ || op == N_NE) return x->used == y->used && (x->hash == -1 || y->hash == -1 || x->hash == y->hash);
    u32 m = set_of(*small)->used, n = set_of(*large)->used;
    return op == N_LT || op == N_GT ? m < n : m <= n;
}

Value set_try_compare(Ref a, Ref b, u32 op) {
    Ref small, large;
    if (!is_any_set(a) || !is_any_set(b)) return NOT_IMPLEMENTED;
    if (!compare_sizes(a, b, op, &small, &large)) return value_bool(op == N_NE);
    Bulk bulk = {.source = small, .target = large, .source_kind = FROM_SET, .action = ACT_ALL};
    u32 walked_keys = 0;
    for (;; walked_keys++) {
        if (next_key(&bulk, NULL) == ANSWER_NO) return value_bool(op != N_NE);
        if ((walked_keys & 1023) == 1023 && !fuel_poll(1024)) return VALUE_ERROR;
        Walk done = one(&bulk);
        if (done == WALK_FALSE) return value_bool(op == N_NE);
        if (done != WALK_END) return done == WALK_ERROR ? VALUE_ERROR : NEEDS_PYTHON;
    }
}

static Outcome inverted_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return run_over(ref(frame_slots(f)[0]), ref(frame_slots(f)[1]), REF_EMPTY, ACT_ALL, END_TRUE);
    return native_done(f, value_bool(!is_true(ref(incoming))));
}
static const NativeFrameKind inverted_frame = {.name = "set.__ne__", .step = inverted_step, .slots = 2};

Outcome set_compare(Ref a, Ref b, u32 op) {
    Ref small, large;
    if (!is_any_set(a) || !is_any_set(b)) return outcome(NOT_IMPLEMENTED);
    if (!compare_sizes(a, b, op, &small, &large)) return outcome(value_bool(op == N_NE));
    if (op != N_NE) return run_over(small, large, REF_EMPTY, ACT_ALL, END_TRUE);
    Frame *f = native_push(&inverted_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(small);
    frame_slots(f)[1] = value_keep(large);
    return OUTCOME_PUSHED;
}
