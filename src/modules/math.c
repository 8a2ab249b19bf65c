/* math.c: the math module: functions of real numbers (library reference, "math"). libm does the curves; what it refuses is
 * told as CPython tells it: a NaN from a number is a ValueError, an infinity from a finite number an OverflowError where
 * the function grows without bound, else a ValueError.
 */
#include "modules/math.h"
#include "base/digits.h"
#include <math.h>

/* ---- arguments ---- */

static bool is_plain_int(Ref r) { return is_integer(r) && type_of(r)->dunder[N_FLOAT] == vm.types[T_INT]->dunder[N_FLOAT]; }

Answer math_real(Ref r, f64 *x) {
    if (is_double(r)) return *x = double_of(r), ANSWER_YES;
    if (is_int48(r)) return *x = (f64)int48_of(r), ANSWER_YES;
    if (is_kind(r, TYPE_IS_FLOAT)) return *x = float_of(r), ANSWER_YES;
    if (is_plain_int(r)) return int_to_double(r, x) ? ANSWER_YES : ANSWER_ERROR;
    const Type *type = type_of(r);
    if (type_lookup_dunder(type, N_FLOAT) || type_lookup_dunder(type, N_INDEX)) return ANSWER_PYTHON;
    (void)raise(ERR_TYPE, "must be real number, not %T", r);
    return ANSWER_ERROR;
}

/* arg as `kind` wants it, in *out. */
static Answer convert(char kind, Ref arg, Value *out) {
    *out = EMPTY;
    if (is_empty(arg)) return ANSWER_YES;
    if (kind == 'o' || (kind == '?' && is_none(arg))) return *out = value_keep(arg), ANSWER_YES;
    if (kind == 'f') {
        f64 x;
        if (is_kind(arg, TYPE_IS_FLOAT)) return *out = value_keep(payload_of(arg)), ANSWER_YES;
        Answer answer = math_real(arg, &x);
        if (answer == ANSWER_YES) *out = value_double(x);
        return answer;
    }
    Value made = try_index(arg);
    if (is_needs_python(made)) return ANSWER_PYTHON;
    if (is_error(made)) return ANSWER_ERROR;
    *out = made;
    return ANSWER_YES;
}

/* Slots: the arguments, each replaced by what it became. aux: the kind; state: the one that is next. */
static Outcome call_step(Frame *f, Value incoming) {
    const MathKind *kind = (const MathKind *)(uintptr_t)f->aux;
    Value *args = frame_slots(f), made;
    u32 letters = (u32)strlen(kind->kinds);
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming))) value_set(&args[f->state++], incoming);
    for (; f->state < f->slot_count; f->state++) {
        char letter = kind->kinds[u32_min(f->state, letters - 1)];
        switch (convert(letter, ref(args[f->state]), &made)) {
        case ANSWER_PYTHON: return letter == 'f' ? op_float(ref(args[f->state])) : op_index(ref(args[f->state]));
        case ANSWER_YES: value_set(&args[f->state], made); break;
        default: return native_fail(f);
        }
    }
    Value result = kind->ready(args, f->slot_count);
    return is_error(result) ? native_fail(f) : native_done(f, result);
}
static const NativeFrameKind call_frame = {.name = "math", .step = call_step};

static Outcome call_later(const MathKind *kind, const Value *args, u32 n) {
    Frame *f = native_push_sized(&call_frame, n);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < n; i++) frame_slots(f)[i] = value_keep(ref(args[i]));
    f->aux = (u32)(uintptr_t)kind;
    return OUTCOME_PUSHED;
}

enum { CALL_FEW = 8 };
Outcome math_call(const MathKind *kind, const Value *args, u32 n) {
    if (n > CALL_FEW) return call_later(kind, args, n);
    Value made[CALL_FEW] = {EMPTY};
    u32 letters = (u32)strlen(kind->kinds), i = 0;
    Answer answer = ANSWER_YES;
    for (; i < n && answer == ANSWER_YES; i++) answer = convert(kind->kinds[u32_min(i, letters - 1)], ref(args[i]), &made[i]);
    Value result = answer == ANSWER_YES ? kind->ready(made, n) : VALUE_ERROR;
    while (i--) value_release(made[i]);
    return answer == ANSWER_PYTHON ? call_later(kind, args, n) : outcome(result);
}

/* ---- one real number to another ---- */

typedef struct {
    f64 (*function)(f64);
    const char *refused; /* the error where there is no answer: %U is the number; NULL: "math domain error" */
    bool grows;          /* an infinite result is an overflow */
} Curve;

static Value refuse(const char *format, f64 x) {
    Value shown = value_from_double(x), told = is_error(shown) ? VALUE_ERROR : try_repr(ref(shown));
    value_release(shown);
    if (!is_error(told)) (void)raise(ERR_VALUE, format, AS(Text, ref(told)));
    value_release(told);
    return VALUE_ERROR;
}

static Value range_error(void) { return raise(ERR_OVERFLOW, "math range error"); }
static Value domain_error(void) { return raise(ERR_VALUE, "math domain error"); }

static Value curve_at(const Curve *c, f64 x) {
    f64 y = c->function(x);
    if (LIKELY(isfinite(y)) || !isfinite(x)) {
        if (isnan(y) && !isnan(x)) return refuse(c->refused, x);
        return float_value(y);
    }
    return isinf(y) && c->grows ? range_error() : refuse(c->refused, x);
}

static Outcome curve_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_float(ref(frame_slots(f)[0]));
    f64 x = math_double(incoming);
    value_release(incoming);
    Value y = curve_at((const Curve *)(uintptr_t)f->aux, x);
    return is_error(y) ? native_fail(f) : native_done(f, y);
}
static const NativeFrameKind curve_frame = {.name = "math", .step = curve_step, .slots = 1};

static Outcome curve_call(const Curve *c, Ref r) {
    f64 x;
    switch (math_real(r, &x)) {
    case ANSWER_YES: return outcome(curve_at(c, x));
    case ANSWER_PYTHON: break;
    default: return OUTCOME_ERROR;
    }
    Frame *f = native_push(&curve_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(r);
    f->aux = (u32)(uintptr_t)c;
    return OUTCOME_PUSHED;
}

static f64 to_degrees(f64 x) { return x * (180.0 / M_PI); }
static f64 to_radians(f64 x) { return x * (M_PI / 180.0); }
/* libm's own answers at and below zero differ between libms: NaN and an infinity are what curve_at wants. */
static f64 log_of(f64 x) { return x > 0 ? log(x) : x == 0 ? -INFINITY : NAN; }
static f64 log2_of(f64 x) { return x > 0 ? log2(x) : x == 0 ? -INFINITY : x < 0 ? (f64)NAN : x; }
static f64 log10_of(f64 x) { return x > 0 ? log10(x) : x == 0 ? -INFINITY : x < 0 ? (f64)NAN : x; }
/* log1p(-0.0) keeps its sign in every libm but old ones. */
static f64 log1p_of(f64 x) { return x == 0 ? x : log1p(x); }
static f64 unit_in_last_place(f64 x) {
    if (isnan(x)) return x;
    x = fabs(x);
    if (isinf(x)) return x;
    f64 above = nextafter(x, INFINITY);
    return isinf(above) ? x - nextafter(x, -INFINITY) : above - x;
}

#define ANGLE "expected a finite input, got %U"
#define UNIT_RANGE "expected a number in range from -1 up to 1, got %U"
#define POSITIVE "expected a positive input, got %U"
#define WHOLE "expected a noninteger or positive integer, got %U"
#define ODD_DOMAIN "math domain error"
#define CURVES(X) \
    X(acos, acos, UNIT_RANGE, false, "Return the arc cosine (measured in radians) of x.") \
    X(acosh, acosh, "expected argument value not less than 1, got %U", false, "Return the inverse hyperbolic cosine of x.") \
    X(asin, asin, UNIT_RANGE, false, "Return the arc sine (measured in radians) of x.") \
    X(asinh, asinh, ODD_DOMAIN, false, "Return the inverse hyperbolic sine of x.") \
    X(atan, atan, ODD_DOMAIN, false, "Return the arc tangent (measured in radians) of x.") \
    X(atanh, atanh, "expected a number between -1 and 1, got %U", false, "Return the inverse hyperbolic tangent of x.") \
    X(cbrt, cbrt, ODD_DOMAIN, false, "Return the cube root of x.") \
    X(cos, cos, ANGLE, false, "Return the cosine of x (measured in radians).") \
    X(cosh, cosh, ODD_DOMAIN, true, "Return the hyperbolic cosine of x.") \
    X(erf, erf, ODD_DOMAIN, false, "Error function at x.") \
    X(erfc, erfc, ODD_DOMAIN, false, "Complementary error function at x.") \
    X(exp, exp, ODD_DOMAIN, true, "Return e raised to the power of x.") \
    X(exp2, exp2, ODD_DOMAIN, true, "Return 2 raised to the power of x.") \
    X(expm1, expm1, ODD_DOMAIN, true, "Return exp(x)-1, precise for small x.") \
    X(fabs, fabs, ODD_DOMAIN, false, "Return the absolute value of the float x.") \
    X(gamma, math_gamma_of, WHOLE, true, "Gamma function at x.") \
    X(lgamma, math_lgamma_of, WHOLE, true, "Natural logarithm of absolute value of Gamma function at x.") \
    X(log1p, log1p_of, "expected argument value > -1, got %U", false, "Return the natural logarithm of 1+x (base e).") \
    X(sin, sin, ANGLE, false, "Return the sine of x (measured in radians).") \
    X(sinh, sinh, ODD_DOMAIN, true, "Return the hyperbolic sine of x.") \
    X(sqrt, sqrt, "expected a nonnegative input, got %U", false, "Return the square root of x.") \
    X(tan, tan, ANGLE, false, "Return the tangent of x (measured in radians).") \
    X(tanh, tanh, ODD_DOMAIN, false, "Return the hyperbolic tangent of x.")
#define CURVE_NATIVE(name, function, refused, grows, doc) \
    static Outcome math_##name(Ref self, Ref x) { \
        static const Curve curve = {function, refused, grows}; \
        return curve_call(&curve, x); \
    }
CURVES(CURVE_NATIVE)
#define CURVE_ROW(name, function, refused, grows, doc) FUNCTION_ROW(#name "($module, x, /)", O1, math_##name, doc),

/* ---- functions of one number whose answers are never refused ---- */

#define OF_ONE(name, expression) \
    static Value name##_ready(const Value *args, u32 n) { \
        f64 x = math_double(args[0]); \
        return expression; \
    } \
    static Outcome math_##name(Ref self, Ref r) { \
        static const MathKind kind = {"f", name##_ready}; \
        Value arg = value_keep(r); \
        Outcome answer = math_call(&kind, &arg, 1); \
        value_release(arg); \
        return answer; \
    }
OF_ONE(degrees, float_value(to_degrees(x)))
OF_ONE(radians, float_value(to_radians(x)))
OF_ONE(ulp, float_value(unit_in_last_place(x)))
OF_ONE(isnan, value_bool(isnan(x)))
OF_ONE(isinf, value_bool(isinf(x) != 0))
OF_ONE(isfinite, value_bool(isfinite(x)))

static Value frexp_pair(f64 x) {
    int exponent = 0;
    f64 mantissa = isfinite(x) && x != 0 ? frexp(x, &exponent) : x;
    return tuple_pack2(float_value(mantissa), value_int48(exponent));
}
OF_ONE(frexp, frexp_pair(x))

static Value modf_pair(f64 x) {
    f64 whole = x;
    f64 part = isinf(x) ? copysign(0.0, x) : isnan(x) ? x : modf(x, &whole);
    return tuple_pack2(float_value(part), float_value(whole));
}
OF_ONE(modf, modf_pair(x))

/* ---- functions of two and three ---- */

#define OF_TWO(name, expression) \
    static Value name##_ready(const Value *args, u32 n) { \
        f64 x = math_double(args[0]), y = math_double(args[1]); \
        return expression; \
    } \
    static Outcome math_##name(Ref self, Ref a, Ref b) { \
        static const MathKind kind = {"f", name##_ready}; \
        return call_two(&kind, a, b); \
    }
static Outcome call_two(const MathKind *kind, Ref a, Ref b) {
    Value args[2] = {value_keep(a), value_keep(b)};
    Outcome answer = math_call(kind, args, 2);
    value_release(args[0]);
    value_release(args[1]);
    return answer;
}

OF_TWO(atan2, float_value(atan2(x, y)))
OF_TWO(copysign, float_value(copysign(x, y)))

static Value fmod_value(f64 x, f64 y) {
    if (isinf(y) && isfinite(x)) return value_double(x);
    f64 rest = fmod(x, y);
    return isnan(rest) && !isnan(x) && !isnan(y) ? domain_error() : float_value(rest);
}
OF_TWO(fmod, fmod_value(x, y))

static Value remainder_value(f64 x, f64 y) {
    if (isinf(y) && isfinite(x)) return value_double(x);
    f64 rest = remainder(x, y);
    return isnan(rest) && !isnan(x) && !isnan(y) ? domain_error() : float_value(rest);
}
OF_TWO(remainder, remainder_value(x, y))

static f64 pow_not_finite(f64 x, f64 y) {
    if (isnan(x)) return y == 0 ? 1 : x;
    if (isnan(y)) return x == 1 ? 1 : y;
    if (isinf(x)) {
        bool odd = isfinite(y) && fmod(fabs(y), 2.0) == 1.0;
        if (y > 0) return odd ? x : fabs(x);
        return y == 0 ? 1 : odd ? copysign(0.0, x) : 0;
    }
    f64 size = fabs(x);
    if (size == 1) return 1;
    return (y > 0) == (size > 1) ? fabs(y) : 0;
}

static Value pow_value(f64 x, f64 y) {
    if (!isfinite(x) || !isfinite(y)) return float_value(pow_not_finite(x, y));
    f64 result = pow(x, y);
    if (LIKELY(isfinite(result))) return value_double(result);
    return isnan(result) || x == 0 ? domain_error() : range_error();
}
OF_TWO(pow, pow_value(x, y))

static Value ldexp_ready(const Value *args, u32 n) {
    f64 x = math_double(args[0]);
    if (!is_integer(ref(args[1]))) return raise(ERR_TYPE, "Expected an int as second argument to ldexp.");
    i64 exponent = integer_clamp(ref(args[1]));
    if (x == 0 || !isfinite(x)) return float_value(x);
    if (exponent > INT32_MAX) return range_error();
    f64 result = exponent < INT32_MIN ? copysign(0.0, x) : ldexp(x, (int)exponent);
    return isinf(result) ? range_error() : value_double(result);
}
static Outcome math_ldexp(Ref self, Ref x, Ref exponent) {
    static const MathKind kind = {"fo", ldexp_ready};
    return call_two(&kind, x, exponent);
}

static Value fma_ready(const Value *args, u32 n) {
    f64 x = math_double(args[0]), y = math_double(args[1]), z = math_double(args[2]), result = fma(x, y, z);
    if (LIKELY(isfinite(result))) return value_double(result);
    if (isnan(result)) return !isnan(x) && !isnan(y) && !isnan(z) ? raise(ERR_VALUE, "invalid operation in fma") : float_value(result);
    return isfinite(x) && isfinite(y) && isfinite(z) ? raise(ERR_OVERFLOW, "overflow in fma") : value_double(result);
}
static Outcome math_fma(Ref self, Ref x, Ref y, Ref z) {
    static const MathKind kind = {"f", fma_ready};
    Value args[3] = {value_keep(x), value_keep(y), value_keep(z)};
    Outcome answer = math_call(&kind, args, 3);
    for (u32 i = 0; i < 3; i++) value_release(args[i]);
    return answer;
}

/* ---- neighbours ---- */

static u64 bits_of(f64 x) { u64 bits; memcpy(&bits, &x, 8); return bits; }
static f64 of_bits(u64 bits) { f64 x; memcpy(&x, &bits, 8); return x; }

/* Doubles of one sign are in the order of their bits. */
static f64 step_toward(f64 x, f64 y, u64 steps) {
    const u64 sign = 1ull << 63;
    u64 from = bits_of(x), to = bits_of(y), from_size = from & ~sign, to_size = to & ~sign;
    if (!steps || isnan(x)) return x;
    if (isnan(y) || from == to) return y;
    if ((from ^ to) & sign) {
        if (from_size + to_size <= steps) return y;
        return of_bits(from_size < steps ? (to & sign) | (steps - from_size) : from - steps);
    }
    if (from_size > to_size) return from_size - to_size >= steps ? of_bits(from - steps) : y;
    return to_size - from_size >= steps ? of_bits(from + steps) : y;
}

static Value nextafter_ready(const Value *args, u32 n) {
    f64 x = math_double(args[0]), y = math_double(args[1]);
    Ref steps = ref(args[2]);
    if (is_empty(steps) || is_none(steps)) return float_value(nextafter(x, y));
    if (int_sign(steps) < 0) return raise(ERR_VALUE, "steps must be a non-negative integer");
    return float_value(step_toward(x, y, int_fits_i64(steps) ? (u64)int_clamp_i64(steps) : ~0ull));
}
static Outcome math_nextafter(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"ff?", nextafter_ready};
    return math_call(&kind, args, n);
}

static Value isclose_ready(const Value *args, u32 n) {
    f64 a = math_double(args[0]), b = math_double(args[1]);
    f64 relative = is_empty(ref(args[2])) ? 1e-9 : math_double(args[2]), absolute = is_empty(ref(args[3])) ? 0 : math_double(args[3]);
    if (relative < 0 || absolute < 0) return raise(ERR_VALUE, "tolerances must be non-negative");
    if (a == b) return value_bool(true);
    if (isinf(a) || isinf(b)) return value_bool(false);
    f64 apart = fabs(b - a);
    return value_bool(apart <= fabs(relative * b) || apart <= fabs(relative * a) || apart <= absolute);
}
static Outcome math_isclose(Ref self, const Value *args, u32 n) {
    static const MathKind kind = {"f", isclose_ready};
    return math_call(&kind, args, n);
}

/* ---- logarithms: of an int of any size ---- */

static Value int_log(Ref r, f64 (*function)(f64)) {
    if (int_sign(r) <= 0) return raise(ERR_VALUE, "expected a positive input");
    f64 x;
    if (int_to_double(r, &x)) return value_double(function(x));
    if (!raised_is(ERR_OVERFLOW)) return VALUE_ERROR;
    raised_clear();
    i64 exponent;
    IntView view;
    int_view(r, &view);
    f64 mantissa = digits_frexp(view.digits, view.count, &exponent);
    return value_double(function(mantissa) + function(2.0) * (f64)exponent);
}

/* arg is an int, or a float (converted). */
static Value log_value(Ref arg, f64 (*function)(f64)) {
    if (is_integer(arg)) return int_log(arg, function);
    const Curve curve = {function, POSITIVE, false};
    return curve_at(&curve, float_of(arg));
}

typedef struct { f64 (*function)(f64); } Logarithm;
/* Slots: number, base (EMPTY: none), the number's logarithm. Each is converted and taken in its turn, as in CPython. */
enum { LOG_NUMBER, LOG_BASE, LOG_RESULT, LOG_SLOTS };

static Outcome log_finish(Frame *f, Value second) {
    Value *slots = frame_slots(f);
    if (is_error(second)) return native_fail(f);
    f64 over = math_double(slots[LOG_RESULT]), under = math_double(second);
    value_release(second);
    if (under == 0) return (void)raise(ERR_ZERO_DIVISION, "division by zero"), native_fail(f);
    Value made = float_value(over / under);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}

static Outcome log_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    f64 (*function)(f64) = ((const Logarithm *)(uintptr_t)f->aux)->function;
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming))) value_set(&slots[f->state], incoming);
    for (;; f->state++) {
        Value *slot = &slots[f->state];
        f64 x;
        if (!is_integer(ref(*slot)) && !is_float(ref(*slot))) {
            switch (math_real(ref(*slot), &x)) {
            case ANSWER_PYTHON: return op_float(ref(*slot));
            case ANSWER_YES: value_set(slot, float_value(x)); break;
            default: return native_fail(f);
            }
        }
        Value made = log_value(ref(*slot), function);
        if (f->state == LOG_BASE) return log_finish(f, made);
        if (is_error(made)) return native_fail(f);
        if (is_empty(ref(slots[LOG_BASE]))) return native_done(f, made);
        value_set(&slots[LOG_RESULT], made);
    }
}
static const NativeFrameKind log_frame = {.name = "log", .step = log_step, .slots = LOG_SLOTS};

static Outcome log_call(const Logarithm *logarithm, Ref number, Ref base) {
    if (is_empty(base) && (is_float(number) || is_integer(number))) return outcome(log_value(number, logarithm->function));
    Frame *f = native_push(&log_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[LOG_NUMBER] = value_keep(number);
    frame_slots(f)[LOG_BASE] = value_keep(base);
    f->aux = (u32)(uintptr_t)logarithm;
    return OUTCOME_PUSHED;
}

static Outcome math_log(Ref self, const Value *args, u32 n) {
    static const Logarithm natural = {log_of};
    return log_call(&natural, ref(args[0]), ref(args[1]));
}
static Outcome math_log2(Ref self, Ref x) {
    static const Logarithm binary = {log2_of};
    return log_call(&binary, x, REF_EMPTY);
}
static Outcome math_log10(Ref self, Ref x) {
    static const Logarithm decimal = {log10_of};
    return log_call(&decimal, x, REF_EMPTY);
}

/* ---- to an int: the type's own answer, else a float's ---- */

static Outcome round_call(const MathKind *kind, u32 dunder, Ref x) {
    if (is_int48(x)) return outcome(value_keep(x));
    if (!is_float(x) && type_lookup_dunder(type_of(x), dunder)) return op_call_dunder(x, dunder, NULL, 0);
    Value arg = value_keep(x);
    Outcome answer = math_call(kind, &arg, 1);
    value_release(arg);
    return answer;
}

static Value floor_ready(const Value *args, u32 n) { return int_from_double(floor(math_double(args[0]))); }
static Outcome math_floor(Ref self, Ref x) {
    static const MathKind kind = {"f", floor_ready};
    return round_call(&kind, N_FLOOR, x);
}

static Value ceil_ready(const Value *args, u32 n) { return int_from_double(ceil(math_double(args[0]))); }
static Outcome math_ceil(Ref self, Ref x) {
    static const MathKind kind = {"f", ceil_ready};
    return round_call(&kind, N_CEIL, x);
}

static Outcome math_trunc(Ref self, Ref x) {
    if (is_int48(x)) return outcome(value_keep(x));
    if (is_float(x)) return outcome(int_from_double(float_of(x)));
    if (!type_lookup_dunder(type_of(x), N_TRUNC)) return RAISE_OUTCOME(ERR_TYPE, "type %T doesn't define __trunc__ method", x);
    return op_call_dunder(x, N_TRUNC, NULL, 0);
}

/* ---- the module ---- */

#define ONE(name, doc) FUNCTION_ROW(#name "($module, x, /)", O1, math_##name, doc)
static const NativeRow functions[] = {
    CURVES(CURVE_ROW)
    ONE(degrees, "Convert angle x from radians to degrees."),
    ONE(radians, "Convert angle x from degrees to radians."),
    ONE(ulp, "Return the value of the least significant bit of the float x."),
    ONE(isnan, "Return True if x is a NaN (not a number), and False otherwise."),
    ONE(isinf, "Return True if x is a positive or negative infinity, and False otherwise."),
    ONE(isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    ONE(frexp, "Return the mantissa and exponent of x, as pair (m, e)."),
    ONE(modf, "Return the fractional and integer parts of x."),
    ONE(floor, "Return the floor of x as an Integral."),
    ONE(ceil, "Return the ceiling of x as an Integral."),
    ONE(trunc, "Truncate x to the nearest Integral toward 0."),
    ONE(log2, "Return the base 2 logarithm of x."),
    ONE(log10, "Return the base 10 logarithm of x."),
    FUNCTION_ROW("log($module, x, base=math.e, /)", ON, math_log, "Return the logarithm of x to the given base."),
    FUNCTION_ROW("atan2($module, y, x, /)", O2, math_atan2, "Return the arc tangent (measured in radians) of y/x."),
    FUNCTION_ROW("copysign($module, x, y, /)", O2, math_copysign, "Return a float with the magnitude of x but the sign of y."),
    FUNCTION_ROW("fmod($module, x, y, /)", O2, math_fmod, "Return fmod(x, y), according to platform C."),
    FUNCTION_ROW("remainder($module, x, y, /)", O2, math_remainder, "Difference between x and the closest integer multiple of y."),
    FUNCTION_ROW("pow($module, x, y, /)", O2, math_pow, "Return x**y (x to the power of y)."),
    FUNCTION_ROW("ldexp($module, x, i, /)", O2, math_ldexp, "Return x * (2**i)."),
    FUNCTION_ROW("fma($module, x, y, z, /)", O3, math_fma, "Fused multiply-add operation: x*y + z with one rounding."),
    FUNCTION_ROW("nextafter($module, x, y, /, *, steps=None)", ON, math_nextafter, "Return the floating-point value the given number of steps after x towards y."),
    FUNCTION_ROW("isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", ON, math_isclose, "Determine whether two floating-point numbers are close in value."),
    FUNCTION_ROW("gcd($module, /, *integers)", ON, math_gcd, "Greatest Common Divisor."),
    FUNCTION_ROW("lcm($module, /, *integers)", ON, math_lcm, "Least Common Multiple."),
    FUNCTION_ROW("comb($module, n, k, /)", ON, math_comb, "Number of ways to choose k items from n items without repetition and without order."),
    FUNCTION_ROW("perm($module, n, k=None, /)", ON, math_perm, "Number of ways to choose k items from n items without repetition and with order."),
    FUNCTION_ROW("isqrt($module, n, /)", O1, math_isqrt, "Return the integer part of the square root of the input."),
    FUNCTION_ROW("factorial($module, n, /)", O1, math_factorial, "Find n!."),
    FUNCTION_ROW("fsum($module, seq, /)", O1, math_fsum, "Return an accurate floating-point sum of values in the iterable seq."),
    FUNCTION_ROW("dist($module, p, q, /)", O2, math_dist, "Return the Euclidean distance between two points p and q."),
    FUNCTION_ROW("sumprod($module, p, q, /)", O2, math_sumprod, "Return the sum of products of values from two iterables p and q."),
    FUNCTION_ROW("hypot($module, /, *coordinates)", ON, math_hypot, "Multidimensional Euclidean distance from the origin to a point."),
    FUNCTION_ROW("prod($module, iterable, /, *, start=1)", ON, math_prod, "Calculate the product of all the elements in the input iterable."),
};

static bool fill(Dict *namespace_) {
    static const struct { const char *name; f64 value; } constants[] = {
        {"pi", M_PI}, {"e", M_E}, {"tau", 2 * M_PI}, {"inf", INFINITY}, {"nan", NAN}};
    for (u32 i = 0; i < COUNT_OF(constants); i++) {
        Text *name = text_intern_c(constants[i].name);
        Value value = name ? value_from_double(constants[i].value) : VALUE_ERROR;
        bool done = !is_error(value) && dict_set_text(namespace_, name, ref(value));
        if (name) object_release(name);
        value_release(value);
        if (!done) return false;
    }
    return true;
}

const ModuleSpec math_module = {.name = "math", .doc = "This module provides access to the mathematical functions\ndefined by the C standard.", FUNCTIONS(functions), .fill = fill};
