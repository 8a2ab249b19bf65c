/* math_sum.c: math's functions over many numbers: fsum (Shewchuk's exact partial sums), sumprod and hypot and dist (sums
 * whose lost digits are carried along), prod. */
#include "modules/math.h"
#include <math.h>

/* ---- fsum: slot PARTIALS is a list of floats that do not overlap, smallest first; aux: what was not finite ---- */

enum { PARTIALS = ITERATE_FIRST, FSUM_SLOTS = 1 };
enum { SAW_PLUS = 1, SAW_MINUS = 2, SAW_NAN = 4 };

static Outcome fsum_add(Frame *f, f64 item) {
    ListObject *partials = AS(ListObject, ref(frame_slots(f)[PARTIALS]));
    f64 x = item;
    u32 kept = 0;
    for (u32 i = 0; i < partials->count; i++) {
        f64 y = double_of(ref(partials->items[i]));
        if (fabs(x) < fabs(y)) {
            f64 swapped = x;
            x = y;
            y = swapped;
        }
        f64 high = x + y, rounded = high - x, low = y - rounded;
        if (low != 0) partials->items[kept++] = value_double(low);
        x = high;
    }
    partials->count = kept;
    if (x == 0) return ITERATE_NEXT;
    if (isfinite(x)) return list_append(ref(frame_slots(f)[PARTIALS]), value_double(x)) ? ITERATE_NEXT : native_fail(f);
    if (isfinite(item)) return (void)raise(ERR_OVERFLOW, "intermediate overflow in fsum"), native_fail(f);
    f->aux |= isnan(item) ? SAW_NAN : item > 0 ? SAW_PLUS : SAW_MINUS;
    partials->count = 0; /* only what is not finite counts from here on */
    return ITERATE_NEXT;
}

static Outcome fsum_item(Frame *f, Value item) {
    f64 x;
    Answer answer = math_real(ref(item), &x);
    Outcome asked = answer == ANSWER_PYTHON ? op_float(ref(item)) : OUTCOME_ERROR;
    value_release(item);
    if (answer == ANSWER_PYTHON) return asked;
    return answer == ANSWER_YES ? fsum_add(f, x) : native_fail(f);
}

static Outcome fsum_resume(Frame *f, Value incoming) {
    f64 x = math_double(incoming);
    value_release(incoming);
    return fsum_add(f, x);
}

/* The partials from the top, rounded once: half to even even where the next partial decides. */
static f64 rounded_sum(const ListObject *partials) {
    u32 n = partials->count;
    f64 high = n ? double_of(ref(partials->items[--n])) : 0, low = 0;
    while (n && low == 0) {
        f64 x = high, y = double_of(ref(partials->items[--n]));
        high = x + y;
        low = y - (high - x);
    }
    if (n && low != 0 && (low < 0) == (double_of(ref(partials->items[n - 1])) < 0)) {
        f64 twice = low * 2, x = high + twice;
        if (twice == x - high) high = x;
    }
    return high;
}

static Outcome fsum_finish(Frame *f) {
    if ((f->aux & SAW_PLUS) && (f->aux & SAW_MINUS)) return (void)raise(ERR_VALUE, "-inf + inf in fsum"), native_fail(f);
    f64 sum = f->aux & SAW_NAN ? NAN : f->aux ? (f->aux & SAW_PLUS ? INFINITY : -INFINITY) : rounded_sum(AS(ListObject, ref(frame_slots(f)[PARTIALS])));
    Value made = float_value(sum);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const IterateKind fsum_frame = ITERATE_KIND("fsum", FSUM_SLOTS, fsum_item, fsum_resume, fsum_finish);

Outcome math_fsum(Ref self, Ref iterable) {
    Value partials = list_new(0);
    Frame *f = is_error(partials) ? NULL : iterate_push(&fsum_frame, iterable);
    if (!f) return value_release(partials), OUTCOME_ERROR;
    frame_slots(f)[PARTIALS] = partials;
    return OUTCOME_PUSHED;
}

/* ---- pairs of doubles: what a rounded operation gives, and exactly what it lost ---- */

typedef struct { f64 high, low; } Pair;

static Pair sum_ordered(f64 a, f64 b) { /* |a| >= |b| */
    f64 high = a + b;
    return (Pair){high, b - (high - a)};
}
static Pair sum_of(f64 a, f64 b) {
    f64 high = a + b, other = high - a;
    return (Pair){high, (a - (high - other)) + (b - other)};
}
static Pair product_of(f64 a, f64 b) {
    f64 high = a * b;
    return (Pair){high, fma(a, b, -high)};
}

/* ---- hypot, dist: the root of a sum of squares, scaled by a power of two, within one unit of the last place ---- */

static f64 norm_scaled(f64 *x, u32 n, f64 greatest) {
    int exponent;
    (void)frexp(greatest, &exponent);
    f64 scale = ldexp(1.0, -exponent), sum = 1.0, lost_squares = 0, lost_sums = 0;
    for (u32 i = 0; i < n; i++) {
        f64 size = x[i] * scale;
        Pair square = product_of(size, size), next = sum_ordered(sum, square.high);
        sum = next.high;
        lost_squares += square.low;
        lost_sums += next.low;
    }
    f64 root = sqrt(sum - 1.0 + (lost_squares + lost_sums));
    Pair square = product_of(-root, root), next = sum_ordered(sum, square.high);
    sum = next.high;
    lost_squares += square.low;
    lost_sums += next.low;
    f64 error = sum - 1.0 + (lost_squares + lost_sums);
    return (root + error / (2.0 * root)) / scale;
}

/* x holds sizes, none negative. */
static f64 norm(f64 *x, u32 n) {
    const f64 smallest = 2.2250738585072014e-308;
    f64 greatest = 0;
    bool nan = false;
    for (u32 i = 0; i < n; i++) {
        nan = nan || isnan(x[i]);
        if (x[i] > greatest) greatest = x[i];
    }
    if (isinf(greatest)) return greatest;
    if (nan) return NAN;
    if (greatest == 0 || n <= 1) return greatest;
    int exponent;
    (void)frexp(greatest, &exponent);
    if (exponent >= -1023) return norm_scaled(x, n, greatest);
    for (u32 i = 0; i < n; i++) x[i] /= smallest; /* subnormal all of them: their scale would be infinite */
    return smallest * norm_scaled(x, n, greatest / smallest);
}

enum { NORM_FEW = 16 };
/* Of n sizes; with `pairs`, of the differences of n pairs. */
static Value norm_value(const Value *args, u32 n, bool pairs) {
    f64 few[NORM_FEW], *x = n > NORM_FEW ? buffer_new(n * (u32)sizeof(f64)) : few;
    if (!x) return VALUE_ERROR;
    for (u32 i = 0; i < n; i++) x[i] = fabs(pairs ? math_double(args[2 * i]) - math_double(args[2 * i + 1]) : math_double(args[i]));
    fuel_charge(n / 16);
    f64 result = norm(x, n);
    if (x != few) buffer_free(x, n * (u32)sizeof(f64));
    return float_value(result);
}

static Value hypot_ready(const Value *args, u32 n) { return norm_value(args, n, false); }
Outcome math_hypot(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"f", hypot_ready};
    const Tuple *coordinates = AS(Tuple, ref(args[0]));
    return math_call(&kind, coordinates->items, coordinates->count);
}

static Value dist_ready(const Value *args, u32 n) { return norm_value(args, n / 2, true); }

/* Slots: p, q, as tuples once they are. */
static Outcome dist_measure(Frame *f) {
    static const MathKind kind = {"f", dist_ready};
    const Tuple *p = tuple_of(ref(frame_slots(f)[0])), *q = tuple_of(ref(frame_slots(f)[1]));
    if (p->count != q->count) return (void)raise(ERR_VALUE, "both points must have the same number of dimensions"), native_fail(f);
    Tuple *both = tuple_new(p->count * 2);
    if (!both) return native_fail(f);
    for (u32 i = 0; i < p->count; i++) {
        both->items[2 * i] = value_keep(ref(p->items[i]));
        both->items[2 * i + 1] = value_keep(ref(q->items[i]));
    }
    f->state = 4;
    Outcome answer = math_call(&kind, both->items, both->count);
    object_release(both);
    return answer;
}

static Outcome dist_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 4) return native_done(f, incoming);
    if (f->state) value_set(&slots[f->state - 1], incoming);
    while (f->state < 2) {
        Ref point = ref(slots[f->state++]);
        if (!is_kind(point, TYPE_IS_TUPLE)) return op_tuple(point);
    }
    return dist_measure(f);
}
static const NativeFrameKind dist_frame = {.name = "dist", .step = dist_step, .slots = 2};

Outcome math_dist(Ref self, Ref p, Ref q) {
    Frame *f = native_push(&dist_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(p);
    frame_slots(f)[1] = value_keep(q);
    return OUTCOME_PUSHED;
}

/* ---- prod ---- */

enum { PRODUCT = ITERATE_FIRST, PROD_SLOTS = 1 };

static Outcome prod_item(Frame *f, Value item) {
    Value *product = &frame_slots(f)[PRODUCT];
    if (is_double(ref(item)) && is_double(ref(*product))) {
        f64 made = double_of(ref(item)) * double_of(ref(*product));
        if (made == made) return *product = value_double(made), ITERATE_NEXT;
    }
    Outcome asked = op_binary(ref(*product), ref(item), N_MUL);
    value_release(item);
    return asked;
}
static Outcome prod_resume(Frame *f, Value incoming) {
    value_set(&frame_slots(f)[PRODUCT], incoming);
    return ITERATE_NEXT;
}
static Outcome prod_finish(Frame *f) { return native_done(f, value_take(&frame_slots(f)[PRODUCT])); }
static const IterateKind prod_frame = ITERATE_KIND("prod", PROD_SLOTS, prod_item, prod_resume, prod_finish);

Outcome math_prod(Ref self, const Value *args, u32 n) {
    Frame *f = iterate_push(&prod_frame, ref(args[0]));
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[PRODUCT] = is_empty(ref(args[1])) ? value_int48(1) : value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

/* ---- sumprod: ints exactly, then floats as a sum of three doubles, then whatever * and + make of the rest ----
 *
 * Slots: the iterators of p and q, an item of each, the total so far, the sum of the floats (its high, low and tiny part).
 * aux: which of the quick ways are still open, as in CPython; a way once left is not taken again. */

enum { P, Q, P_ITEM, Q_ITEM, TOTAL, HIGH, LOW, TINY, SUMPROD_SLOTS };
enum { BEGIN, P_ITER, Q_ITER, NEXT_P, ASKED_P, NEXT_Q, ASKED_Q, MULTIPLIED, ADDED, FLOATS_ADDED };
enum { OPEN_INTS = 1, OPEN_FLOATS = 2, HAVE_FLOATS = 4 };

/* total += p * q; false: it is not finite, and nothing was changed. */
static bool add_product(Value *slots, f64 p, f64 q) {
    Pair product = product_of(p, q), sum = sum_of(double_of(ref(slots[HIGH])), product.high);
    Pair lower = sum_of(double_of(ref(slots[LOW])), product.low), middle = sum_of(lower.high, sum.low);
    if (!isfinite(sum.high)) return false;
    f64 tiny = double_of(ref(slots[TINY])) + lower.low + middle.low;
    if (!isfinite(middle.high) || !isfinite(tiny)) return false;
    slots[HIGH] = value_double(sum.high);
    slots[LOW] = value_double(middle.high);
    slots[TINY] = value_double(tiny);
    return true;
}

/* A float, or an int or bool beside a float. */
static bool float_operand(Ref r, Ref other, f64 *x) {
    if (is_double(r)) return *x = double_of(r), true;
    if (!is_double(other) || !(is_int48(r) || is_bool(r) || is_exact(r, T_INT))) return false;
    if (int_to_double(r, x)) return true;
    raised_clear();
    return false;
}

static Outcome sumprod_next(Frame *f);

static Outcome multiply_items(Frame *f) {
    Value *slots = frame_slots(f);
    f->state = MULTIPLIED;
    return op_binary(ref(slots[P_ITEM]), ref(slots[Q_ITEM]), N_MUL);
}

/* The floats so far go into the total; then what stopped them, or the end. */
static Outcome close_floats(Frame *f) {
    Value *slots = frame_slots(f);
    bool had = (f->aux & HAVE_FLOATS) != 0;
    f->aux = 0;
    if (had) {
        f64 sum = double_of(ref(slots[HIGH])) + sum_of(double_of(ref(slots[LOW])), double_of(ref(slots[TINY]))).high;
        Value made = float_value(sum);
        f->state = FLOATS_ADDED;
        if (is_error(made)) return native_fail(f);
        value_set(&slots[HIGH], made);
        return op_binary(ref(slots[TOTAL]), ref(slots[HIGH]), N_ADD);
    }
    return is_empty(ref(slots[P_ITEM])) ? native_done(f, value_take(&slots[TOTAL])) : multiply_items(f);
}

static Outcome both_items(Frame *f) {
    Value *slots = frame_slots(f);
    Ref p = ref(slots[P_ITEM]), q = ref(slots[Q_ITEM]);
    f64 x, y;
    if ((f->aux & OPEN_INTS) && (is_int48(p) || is_exact(p, T_INT)) && (is_int48(q) || is_exact(q, T_INT))) {
        Value product = int_multiply(p, q), sum = is_error(product) ? VALUE_ERROR : int_add(ref(slots[TOTAL]), ref(product));
        value_release(product);
        if (is_error(sum)) return native_fail(f);
        value_set(&slots[TOTAL], sum);
        return sumprod_next(f);
    }
    f->aux &= ~(u32)OPEN_INTS;
    if ((f->aux & OPEN_FLOATS) && float_operand(p, q, &x) && float_operand(q, p, &y) && add_product(slots, x, y)) {
        f->aux |= HAVE_FLOATS;
        return sumprod_next(f);
    }
    return close_floats(f);
}

static Outcome sumprod_over(Frame *f, bool p_over, bool q_over) {
    Value *slots = frame_slots(f);
    if (p_over != q_over) return (void)raise(ERR_VALUE, "Inputs are not the same length"), native_fail(f);
    value_set(&slots[P_ITEM], EMPTY);
    return close_floats(f);
}

/* Asks p, then q. Both are asked even where p is exhausted. */
static Outcome sumprod_next(Frame *f) {
    Value *slots = frame_slots(f);
    value_set(&slots[P_ITEM], EMPTY);
    value_set(&slots[Q_ITEM], EMPTY);
    f->state = NEXT_P;
    fuel_charge(1);
    return native_again(f);
}

static Outcome take_q(Frame *f, Value item) {
    Value *slots = frame_slots(f);
    bool p_over = is_empty(ref(slots[P_ITEM])), q_over = is_stop(item);
    if (q_over || p_over) {
        if (!q_over) value_release(item);
        return sumprod_over(f, p_over, q_over);
    }
    value_set(&slots[Q_ITEM], item);
    return both_items(f);
}

static Outcome ask_q(Frame *f) {
    Value item = try_next(ref(frame_slots(f)[Q]));
    if (is_error(item)) return native_fail(f);
    if (!is_needs_python(item)) return take_q(f, item);
    f->state = ASKED_Q;
    return op_next(ref(frame_slots(f)[Q]));
}

static Outcome take_p(Frame *f, Value item) {
    if (!is_stop(item)) value_set(&frame_slots(f)[P_ITEM], item);
    return ask_q(f);
}

static Outcome sumprod_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case BEGIN: f->state = P_ITER; return op_iter(ref(slots[P]));
    case P_ITER:
        value_set(&slots[P], incoming);
        f->state = Q_ITER;
        return op_iter(ref(slots[Q]));
    case Q_ITER: value_set(&slots[Q], incoming); f->state = NEXT_P; break;
    case NEXT_P: break;
    case ASKED_P: return take_p(f, incoming);
    case ASKED_Q: return take_q(f, incoming);
    case MULTIPLIED:
        value_set(&slots[P_ITEM], incoming);
        f->state = ADDED;
        return op_binary(ref(slots[TOTAL]), ref(slots[P_ITEM]), N_ADD);
    case ADDED: value_set(&slots[TOTAL], incoming); return sumprod_next(f);
    default:
        value_set(&slots[TOTAL], incoming);
        return close_floats(f);
    }
    Value item = try_next(ref(slots[P]));
    if (is_error(item)) return native_fail(f);
    if (!is_needs_python(item)) return take_p(f, item);
    f->state = ASKED_P;
    return op_next(ref(slots[P]));
}
static const NativeFrameKind sumprod_frame = {.name = "sumprod", .step = sumprod_step, .slots = SUMPROD_SLOTS};

Outcome math_sumprod(Ref self, Ref p, Ref q) {
    Frame *f = native_push(&sumprod_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[P] = value_keep(p);
    slots[Q] = value_keep(q);
    slots[TOTAL] = value_int48(0);
    for (u32 i = HIGH; i <= TINY; i++) slots[i] = value_double(0);
    f->aux = OPEN_INTS | OPEN_FLOATS;
    return OUTCOME_PUSHED;
}
