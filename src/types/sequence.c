/* sequence.c: what list and tuple share. Each begins natively; where Python must be asked, a frame goes on from the
 * index reached, and reads the sequence anew after each answer: a list may have changed. */
#include "types/sequence.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/list.h"
#include "types/repr.h"

enum { POLL_EVERY = 1024, POLL_UNITS = 512 };

bool is_sequence(Ref r) { return is_kind(r, TYPE_IS_LIST | TYPE_IS_TUPLE); }

bool sequence_items(Ref r, const Value **items, u32 *count) {
    u32 flags = type_of(r)->flags;
    if (flags & TYPE_IS_LIST) {
        *items = AS(ListObject, r)->items;
        *count = AS(ListObject, r)->count;
    } else if (flags & TYPE_IS_TUPLE) {
        *items = tuple_of(r)->items;
        *count = tuple_of(r)->count;
    } else {
        return false;
    }
    return true;
}

INLINE Ref item_at(Ref sequence, u32 i) { /* EMPTY: past the end */
    const Value *items;
    u32 count;
    return sequence_items(sequence, &items, &count) && i < count ? ref(items[i]) : REF_EMPTY;
}

/* ---- searching ---- */

enum { SEARCH_SELF, SEARCH_VALUE, SEARCH_ITEM, SEARCH_FOUND, SEARCH_STOP, SEARCH_SLOTS };

static Outcome not_found(Ref self, SearchOp op, u32 found) {
    switch (op) {
    case SEARCH_CONTAINS: return outcome(value_bool(false));
    case SEARCH_COUNT: return outcome(value_u32(found));
    case SEARCH_INDEX: return RAISE_OUTCOME(ERR_VALUE, is_kind(self, TYPE_IS_LIST) ? "list.index(x): x not in list" : "tuple.index(x): x not in tuple");
    case SEARCH_REMOVE: return RAISE_OUTCOME(ERR_VALUE, "list.remove(x): x not in list");
    }
    UNREACHABLE();
}

static Outcome found_at(Ref self, SearchOp op, u32 i) {
    if (op == SEARCH_CONTAINS) return outcome(value_bool(true));
    if (op == SEARCH_INDEX) return outcome(value_u32(i));
    list_remove_at(self, i);
    return outcome(NONE);
}

/* From *i on: YES found at *i; NO the end; PYTHON ask for item *i. Counting never says YES. */
static Answer search_natively(Ref self, Ref value, SearchOp op, u32 *i, u32 stop, u32 *found) {
    const Value *items;
    u32 count;
    (void)sequence_items(self, &items, &count);
    for (; *i < count && *i < stop; (*i)++) {
        if ((*i & (POLL_EVERY - 1)) == POLL_EVERY - 1 && !fuel_poll(POLL_UNITS)) return ANSWER_ERROR;
        Answer answer = try_equal(ref(items[*i]), value);
        if (answer == ANSWER_NO) continue;
        if (answer != ANSWER_YES || op != SEARCH_COUNT) return answer;
        ++*found;
    }
    return ANSWER_NO;
}

static Outcome search_ask(Frame *f, SearchOp op, u32 i, u32 found) {
    Value *slots = frame_slots(f);
    f->aux = i;
    f->state = (u16)(op << 1 | 1);
    slots[SEARCH_FOUND] = value_u32(found);
    value_set(&slots[SEARCH_ITEM], value_keep(item_at(ref(slots[SEARCH_SELF]), i)));
    return op_equal(ref(slots[SEARCH_ITEM]), ref(slots[SEARCH_VALUE]));
}

static Outcome search_end(Frame *f, Outcome answer) {
    f->flags |= FRAME_FINISHED;
    return answer;
}

static Outcome search_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref self = ref(slots[SEARCH_SELF]), value = ref(slots[SEARCH_VALUE]);
    SearchOp op = (SearchOp)(f->state >> 1);
    u32 i = f->aux, found = (u32)int48_of(ref(slots[SEARCH_FOUND])), stop = (u32)int48_of(ref(slots[SEARCH_STOP]));
    if (is_error(incoming)) return native_fail(f);
    if (!(f->state & 1)) return search_ask(f, op, i, found);
    if (is_true(ref(incoming))) {
        if (op != SEARCH_COUNT) return search_end(f, found_at(self, op, i));
        found++;
    }
    i++;
    switch (search_natively(self, value, op, &i, stop, &found)) {
    case ANSWER_YES: return search_end(f, found_at(self, op, i));
    case ANSWER_NO: return search_end(f, not_found(self, op, found));
    case ANSWER_ERROR: return native_fail(f);
    case ANSWER_PYTHON: break;
    }
    return search_ask(f, op, i, found);
}

static const NativeFrameKind search_frame = {.name = "search", .step = search_step, .slots = SEARCH_SLOTS};

Outcome sequence_search(Ref self, Ref value, SearchOp op, u32 start, u32 stop) {
    u32 i = start, found = 0;
    switch (search_natively(self, value, op, &i, stop, &found)) {
    case ANSWER_YES: return found_at(self, op, i);
    case ANSWER_NO: return not_found(self, op, found);
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_PYTHON: break;
    }
    Frame *f = native_push_counted(&search_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[SEARCH_SELF] = value_keep(self);
    slots[SEARCH_VALUE] = value_keep(value);
    slots[SEARCH_FOUND] = value_u32(found);
    slots[SEARCH_STOP] = value_u32(stop);
    f->aux = i;
    f->state = (u16)(op << 1);
    return OUTCOME_PUSHED;
}

static Outcome index_ready(Ref self, const Value *args, u32 n) {
    const Value *items;
    u32 count, start, stop;
    (void)sequence_items(self, &items, &count);
    arg_bounds(args[1], args[2], count, &start, &stop);
    return sequence_search(self, ref(args[0]), SEARCH_INDEX, start, is_empty(ref(args[2])) ? ~0u : stop);
}

Outcome sequence_index(Ref self, const Value *args, u32 n) {
    static const ArgsSpec spec = {"index", "oss", index_ready};
    for (u32 i = 1; i < n; i++) {
        Ref bound = ref(args[i]);
        if (!is_empty(bound) && !is_integer(bound) && !type_lookup_dunder(type_of(bound), N_INDEX))
            return RAISE_OUTCOME(ERR_TYPE, "slice indices must be integers or have an __index__ method");
    }
    ARGS(spec);
    return index_ready(self, args, n);
}

/* ---- comparing ---- */

enum { COMPARE_A, COMPARE_B, COMPARE_ITEM_A, COMPARE_ITEM_B, COMPARE_SLOTS };
enum { COMPARE_BEGIN, COMPARE_EQUAL, COMPARE_ORDER, COMPARE_PHASE_BITS = 2 };

static bool comparable(Ref a, Ref b) {
    u32 kinds = TYPE_IS_LIST | TYPE_IS_TUPLE;
    return (type_of(a)->flags & type_of(b)->flags & kinds) != 0;
}

static Value compare_counts(u32 a, u32 b, u32 op) {
    switch (op) {
    case N_LT: return value_bool(a < b);
    case N_LE: return value_bool(a <= b);
    case N_EQ: return value_bool(a == b);
    case N_NE: return value_bool(a != b);
    case N_GT: return value_bool(a > b);
    default: return value_bool(a >= b);
    }
}

/* Lists of different lengths are not equal, whatever is in them; tuples look. */
static bool differ_in_length(Ref a, Ref b, u32 op) {
    return (op == N_EQ || op == N_NE) && is_kind(a, TYPE_IS_LIST) && AS(ListObject, a)->count != AS(ListObject, b)->count;
}

/* From *i on. YES: they differ at *i. NO: one has ended. */
static Answer first_difference(Ref a, Ref b, u32 *i) {
    const Value *x, *y;
    u32 m, n;
    (void)sequence_items(a, &x, &m);
    (void)sequence_items(b, &y, &n);
    for (; *i < m && *i < n; ++*i) {
        if ((*i & (POLL_EVERY - 1)) == POLL_EVERY - 1 && !fuel_poll(POLL_UNITS)) return ANSWER_ERROR;
        Answer answer = try_equal(ref(x[*i]), ref(y[*i]));
        if (answer == ANSWER_YES) continue;
        return answer == ANSWER_NO ? ANSWER_YES : answer;
    }
    return ANSWER_NO;
}

static Value compare_ended(Ref a, Ref b, u32 op) {
    const Value *items;
    u32 m, n;
    (void)sequence_items(a, &items, &m);
    (void)sequence_items(b, &items, &n);
    return compare_counts(m, n, op);
}

Value sequence_try_compare(Ref a, Ref b, u32 op) {
    u32 i = 0;
    if (!comparable(a, b)) return NOT_IMPLEMENTED;
    if (differ_in_length(a, b, op)) return value_bool(op == N_NE);
    switch (first_difference(a, b, &i)) {
    case ANSWER_NO: return compare_ended(a, b, op);
    case ANSWER_ERROR: return VALUE_ERROR;
    case ANSWER_PYTHON: return NEEDS_PYTHON;
    case ANSWER_YES: break;
    }
    if (op == N_EQ || op == N_NE) return value_bool(op == N_NE);
    return try_compare(item_at(a, i), item_at(b, i), op);
}

static Outcome compare_ask(Frame *f, u32 phase, u32 op, u32 i) {
    Value *slots = frame_slots(f);
    f->aux = i;
    f->state = (u16)((op - N_LT) << COMPARE_PHASE_BITS | phase);
    value_set(&slots[COMPARE_ITEM_A], value_keep(item_at(ref(slots[COMPARE_A]), i)));
    value_set(&slots[COMPARE_ITEM_B], value_keep(item_at(ref(slots[COMPARE_B]), i)));
    Ref x = ref(slots[COMPARE_ITEM_A]), y = ref(slots[COMPARE_ITEM_B]);
    return phase == COMPARE_EQUAL ? op_equal(x, y) : op_compare(x, y, op);
}

/* Items i differ: that decides, or is asked for the order. The items asked for equality may be gone by now: in
 * CPython too it is those that are there now. */
static Outcome compare_differ(Frame *f, u32 op, u32 i) {
    Value *slots = frame_slots(f);
    if (op == N_EQ || op == N_NE) return native_done(f, value_bool(op == N_NE));
    if (is_empty(item_at(ref(slots[COMPARE_A]), i)) || is_empty(item_at(ref(slots[COMPARE_B]), i)))
        return native_done(f, compare_ended(ref(slots[COMPARE_A]), ref(slots[COMPARE_B]), op));
    return compare_ask(f, COMPARE_ORDER, op, i);
}

static Outcome compare_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref a = ref(slots[COMPARE_A]), b = ref(slots[COMPARE_B]);
    u32 op = N_LT + (f->state >> COMPARE_PHASE_BITS), i = f->aux;
    if (is_error(incoming)) return native_fail(f);
    switch (f->state & 3) {
    case COMPARE_BEGIN: return compare_ask(f, COMPARE_EQUAL, op, i);
    case COMPARE_ORDER: return native_done(f, incoming);
    case COMPARE_EQUAL:
        if (is_false(ref(incoming))) return compare_differ(f, op, i);
    }
    i++;
    switch (first_difference(a, b, &i)) {
    case ANSWER_NO: return native_done(f, compare_ended(a, b, op));
    case ANSWER_ERROR: return native_fail(f);
    case ANSWER_YES: return compare_differ(f, op, i);
    case ANSWER_PYTHON: break;
    }
    return compare_ask(f, COMPARE_EQUAL, op, i);
}

static const NativeFrameKind compare_frame = {.name = "compare", .step = compare_step, .slots = COMPARE_SLOTS};

Outcome sequence_compare(Ref a, Ref b, u32 op) {
    u32 i = 0;
    if (!comparable(a, b)) return outcome(NOT_IMPLEMENTED);
    if (differ_in_length(a, b, op)) return outcome(value_bool(op == N_NE));
    switch (first_difference(a, b, &i)) {
    case ANSWER_NO: return outcome(compare_ended(a, b, op));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_YES:
        if (op == N_EQ || op == N_NE) return outcome(value_bool(op == N_NE));
        return op_compare(item_at(a, i), item_at(b, i), op);
    case ANSWER_PYTHON: break;
    }
    Frame *f = native_push_counted(&compare_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[COMPARE_A] = value_keep(a);
    frame_slots(f)[COMPARE_B] = value_keep(b);
    f->state = (u16)((op - N_LT) << COMPARE_PHASE_BITS | COMPARE_BEGIN);
    f->aux = i;
    return OUTCOME_PUSHED;
}

/* ---- repr ---- */

static u32 next_item(Ref self, u32 *position, Ref pieces[2]) {
    pieces[0] = item_at(self, *position);
    if (is_empty(pieces[0])) return 0;
    ++*position;
    return 1;
}

static void begin_list(Ref self, TextBuilder *b) { builder_char(b, '['); }
static void end_list(Ref self, TextBuilder *b) { builder_char(b, ']'); }
static void nested_list(Ref self, TextBuilder *b) { builder_c(b, "[...]"); }
static void begin_tuple(Ref self, TextBuilder *b) { builder_char(b, '('); }
static void end_tuple(Ref self, TextBuilder *b) { builder_c(b, AS(Tuple, self)->count == 1 ? ",)" : ")"); }
static void nested_tuple(Ref self, TextBuilder *b) { builder_c(b, "(...)"); }
static const ReprKind list_repr = REPR_KIND("list.__repr__", next_item, begin_list, end_list, nested_list);
static const ReprKind tuple_repr = REPR_KIND("tuple.__repr__", next_item, begin_tuple, end_tuple, nested_tuple);

Value sequence_try_repr(Ref self) {
    if (is_kind(self, TYPE_IS_LIST)) return repr_try(&list_repr, self);
    return repr_try(&tuple_repr, ref_of(tuple_of(self)));
}

Outcome sequence_repr(Ref self) {
    if (is_kind(self, TYPE_IS_LIST)) return repr_of(&list_repr, self);
    return repr_of(&tuple_repr, ref_of(tuple_of(self)));
}

/* ---- + and * ---- */

/* Doubles what is there, so that few copies do the work; at most so much between two polls. */
bool sequence_repeat(Value *to, u32 *filled, const Value *items, u32 count, u32 times) {
    enum { BLOCK = 1 << 16 };
    const Value *source = items;
    for (u32 left = times, ready = 1; left;) {
        u32 copies = u32_min(ready, left), n = copies * count;
        if (n >= BLOCK / 16 && !fuel_poll(n / 16)) return false;
        for (u32 i = 0; i < count; i++)
            if (is_pointer(ref(items[i]))) object_of(ref(items[i]))->refs += copies * REF_ONE;
        memcpy(to + *filled, source, n * 8);
        *filled += n;
        left -= copies;
        source = to;
        if (n < BLOCK) ready = times - left;
    }
    return true;
}

Answer repeat_count(Ref by, i64 *times) {
    if (is_integer(by)) {
        if (!integer_fits(by)) return (void)raise(ERR_OVERFLOW, "cannot fit 'int' into an index-sized integer"), ANSWER_ERROR;
        *times = integer_clamp(by);
        return ANSWER_YES;
    }
    return type_lookup_dunder(type_of(by), N_INDEX) ? ANSWER_PYTHON : ANSWER_NO;
}

/* CPython's sequences have no number slots: the right operand's __radd__ or __rmul__ comes first, unless it is itself
 * that of a builtin sequence, which is no number slot either. */
static bool knows_better(Ref other, u32 id) {
    Type *type = type_of(other);
    return type_lookup_dunder(type, id) && !(type->spec->flags & TYPE_SEQUENCE) && !(type->flags & (TYPE_IS_STR | TYPE_IS_BYTES));
}

Value sequence_no_concat(Ref self, Ref other) {
    const char *name = is_kind(self, TYPE_IS_LIST) ? "list" : "tuple";
    return raise(ERR_TYPE, "can only concatenate %s (not \"%T\") to %s", name, other, name);
}

Value sequence_no_repeat(Ref by) {
    if (knows_better(by, N_RMUL)) return NOT_IMPLEMENTED;
    return raise(ERR_TYPE, "can't multiply sequence by non-int of type '%T'", by);
}
