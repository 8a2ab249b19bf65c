/* float.c: floats: IEEE 754 doubles (library reference, "Numeric Types"). Text and rounding are base/dtoa's; reading them
 * from a source and the hexadecimal form are float_text.c.
 *
 * A float is a Value of itself, save a NaN that came from outside arithmetic: that is a heap float, which keeps its bits
 * and its identity. Results here go through float_value, so a NaN from arithmetic is an object of its own, too. An int
 * among the operands is made a double first, as in CPython; comparisons with ints are exact.
 */
#include "types/float.h"
#include "base/digits.h"
#include "base/dtoa.h"
#include "base/hash.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/construct.h"
#include "types/float_text.h"
#include "types/format.h"
#include "types/int.h"
#include "types/rows.h"
#include <math.h>

f64 float_of(Ref r) { return format_double_of(payload_of(r)); }

/* The very float, where it is one; what a subclass instance holds. */
static Value exact(Ref self) { return value_keep(payload_of(self)); }

/* ---- arithmetic ---- */

/* The other operand as a double. NO: it is no number of ours; ERROR: an int too large. */
static Answer operand(Ref r, f64 *x) {
    if (is_double(r)) return *x = double_of(r), ANSWER_YES;
    if (is_kind(r, TYPE_IS_FLOAT)) return *x = float_of(r), ANSWER_YES;
    if (!is_integer(r)) return ANSWER_NO;
    return int_to_double(r, x) ? ANSWER_YES : ANSWER_ERROR;
}

static Value refused(Answer answer) { return answer == ANSWER_NO ? NOT_IMPLEMENTED : VALUE_ERROR; }

#define BINARY(name, function) \
    static Value name(Ref self, Ref other) { \
        f64 y; \
        Answer answer = operand(other, &y); \
        return answer == ANSWER_YES ? function(float_of(self), y) : refused(answer); \
    } \
    static Value reflected_##name(Ref self, Ref other) { \
        f64 x; \
        Answer answer = operand(other, &x); \
        return answer == ANSWER_YES ? function(x, float_of(self)) : refused(answer); \
    }

static Value no_zero(void) { return raise(ERR_ZERO_DIVISION, "division by zero"); }
static Value plus(f64 x, f64 y) { return float_value(x + y); }
static Value minus(f64 x, f64 y) { return float_value(x - y); }
static Value times(f64 x, f64 y) { return float_value(x * y); }
static Value over(f64 x, f64 y) { return y == 0 ? no_zero() : float_value(x / y); }

f64 float_modulo(f64 x, f64 y) {
    f64 rest = fmod(x, y);
    if (rest == 0) return copysign(0.0, y);
    return (y < 0) != (rest < 0) ? rest + y : rest;
}

/* From the remainder before its sign is mended: what is left divides evenly, up to rounding. */
f64 float_floor_divide(f64 x, f64 y) {
    f64 rest = fmod(x, y), quotient = (x - rest) / y;
    if (rest != 0 && (y < 0) != (rest < 0)) quotient -= 1;
    if (quotient == 0) return copysign(0.0, x / y);
    f64 whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1 : whole;
}

static Value rest(f64 x, f64 y) { return y == 0 ? no_zero() : float_value(float_modulo(x, y)); }
static Value whole(f64 x, f64 y) { return y == 0 ? no_zero() : float_value(float_floor_divide(x, y)); }
static Value both(f64 x, f64 y) {
    return y == 0 ? no_zero() : tuple_pack2(float_value(float_floor_divide(x, y)), float_value(float_modulo(x, y)));
}

BINARY(add, plus)
BINARY(subtract, minus)
BINARY(multiply, times)
BINARY(true_divide, over)
BINARY(modulo, rest)
BINARY(floor_divide, whole)
BINARY(divide_modulo, both)
BINARY(power, float_power)

/* ---- powers ---- */

Value float_range_error(void) {
    Text *told = text_from_c("Numerical result out of range");
    Value args = told ? tuple_pack2(value_int48(34), value_of(told)) : VALUE_ERROR;
    if (is_error(args)) return args;
    (void)raise_with_nothing(ERR_OVERFLOW);
    if (raised_is(ERR_OVERFLOW)) value_set(&exception_of(ref(vm.raised))->args, args);
    else value_release(args);
    return VALUE_ERROR;
}

static bool is_odd(f64 x) { return fmod(fabs(x), 2.0) == 1.0; }

/* One of the two is infinite, none is NaN. */
static f64 power_at_infinity(f64 x, f64 y) {
    if (isinf(y)) {
        f64 size = fabs(x);
        if (size == 1) return 1;
        return (y > 0) == (size > 1) ? fabs(y) : 0;
    }
    if (y > 0) return is_odd(y) ? x : fabs(x);
    return is_odd(y) ? copysign(0.0, x) : 0;
}

Value float_power(f64 x, f64 y) {
    if (y == 0 || x == 1) return value_double(1);
    if (x != x || y != y) return float_value(x != x ? x : y);
    if (isinf(x) || isinf(y)) return value_double(power_at_infinity(x, y));
    if (x == 0) {
        if (y < 0) return raise(ERR_ZERO_DIVISION, "zero to a negative power");
        return value_double(is_odd(y) ? x : 0);
    }
    bool negative = x < 0 && is_odd(y);
    if (x < 0 && y != floor(y))
        return raise(ERR_NOT_IMPLEMENTED, "a negative number raised to a fractional power is complex, and there are no complex numbers yet");
    f64 result = pow(fabs(x), y);
    if (isinf(result)) return float_range_error();
    return value_double(negative ? -result : result);
}

Value float_operate(f64 x, f64 y, u32 op) {
    switch (op) {
    case N_ADD: return plus(x, y);
    case N_SUB: return minus(x, y);
    case N_MUL: return times(x, y);
    case N_TRUEDIV: return over(x, y);
    case N_FLOORDIV: return whole(x, y);
    case N_MOD: return rest(x, y);
    case N_POW: return float_power(x, y);
    default: return EMPTY;
    }
}

static Value no_modulus(Ref modulus) {
    return raise(ERR_TYPE, "pow() 3rd argument not allowed unless all arguments are integers");
}
static Value float_pow(Ref self, const Value *args, u32 n) {
    return is_empty(ref(args[1])) || is_none(ref(args[1])) ? power(self, ref(args[0])) : no_modulus(ref(args[1]));
}
static Value float_rpow(Ref self, const Value *args, u32 n) {
    return is_empty(ref(args[1])) || is_none(ref(args[1])) ? reflected_power(self, ref(args[0])) : no_modulus(ref(args[1]));
}

static Value negative(Ref self) { return float_value(-float_of(self)); }
static Value absolute(Ref self) { return float_value(fabs(float_of(self))); }
static Value truth(Ref self) { return value_bool(float_of(self) != 0); }

/* ---- comparison, hash, text ---- */

static bool holds(f64 x, f64 y, u32 op) {
    switch (op) {
    case N_LT: return x < y;
    case N_LE: return x <= y;
    case N_EQ: return x == y;
    case N_NE: return x != y;
    case N_GT: return x > y;
    default: return x >= y;
    }
}

static Value compare(Ref a, Ref b, u32 op) {
    f64 x = float_of(a);
    if (is_double(b)) return value_bool(holds(x, double_of(b), op));
    if (is_kind(b, TYPE_IS_FLOAT)) return value_bool(holds(x, float_of(b), op));
    if (!is_integer(b)) return NOT_IMPLEMENTED;
    if (x != x) return value_bool(op == N_NE);
    return value_bool(holds(-int_compare_double(b, x), 0, op));
}
static Outcome compare_row(Ref a, Ref b, u32 op) { return outcome(compare(a, b, op)); }
COMPARE_METHODS(float, compare_row)

/* A NaN's hash is its identity's: the object's own, also where it is an instance of a subclass. */
static Value hash(Ref self) {
    f64 x = float_of(self);
    return value_from_i64_fast(x == x ? hash_double(x) : hash_address(object_id(self)));
}

static Value repr(Ref self) {
    u8 out[DTOA_REPR_MAX];
    Text *t = text_from_ascii((const char *)out, dtoa_repr(float_of(self), out));
    return t ? value_of(t) : VALUE_ERROR;
}

static Outcome format(Ref self, Ref spec) {
    if (!is_kind(spec, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "__format__() argument must be str, not %T", spec);
    if (!text_of(spec)->length && type_has(type_of(self), TYPE_HEAP)) return op_str(self);
    return outcome(format_float(float_of(self), text_of(spec)));
}

/* ---- to ints ---- */

f64 float_round_half_even(f64 x) {
    f64 rounded = round(x);
    if (fabs(x - rounded) == 0.5) rounded = 2.0 * round(x / 2.0);
    return rounded;
}

static Value to_int(Ref self) { return int_from_double(float_of(self)); }
static Value to_floor(Ref self) { return int_from_double(floor(float_of(self))); }
static Value to_ceiling(Ref self) { return int_from_double(ceil(float_of(self))); }

/* Beyond these many places nothing changes, or nothing is left. */
enum { PLACES_MOST = 323, PLACES_LEAST = -308 };

static Outcome round_ready(Ref self, const Value *args, u32 n) {
    f64 x = float_of(self), rounded;
    Ref given = ref(args[0]);
    if (is_empty(given) || is_none(given)) return outcome(int_from_double(float_round_half_even(x)));
    i64 places = integer_clamp(given);
    if (x - x != 0 || x == 0 || places > PLACES_MOST) return outcome(exact(self));
    if (places < PLACES_LEAST) return outcome(value_double(copysign(0.0, x)));
    if (!dtoa_round_places(x, places, &rounded)) return RAISE_OUTCOME(ERR_OVERFLOW, "rounded value too large to represent");
    return outcome(value_double(rounded));
}

static Outcome round_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_index(ref(slots[1]));
    if (f->state > 2) return native_done(f, incoming);
    value_set(&slots[1], incoming);
    return round_ready(ref(slots[0]), &slots[1], 1);
}
static const NativeFrameKind round_frame = {.name = "float.__round__", .step = round_step, .slots = 2};

static Outcome float_round(Ref self, const Value *args, u32 n) {
    Ref places = ref(args[0]);
    if (is_empty(places) || is_none(places) || is_integer(places)) return round_ready(self, args, n);
    if (!type_lookup_dunder(type_of(places), N_INDEX)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object cannot be interpreted as an integer", places);
    Frame *f = native_push(&round_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(places);
    return OUTCOME_PUSHED;
}

/* x = m * 2**e with an odd m: the ratio in lowest terms. */
static Value as_integer_ratio(Ref self) {
    f64 x = float_of(self);
    if (x != x) return raise(ERR_VALUE, "cannot convert NaN to integer ratio");
    if (isinf(x)) return raise(ERR_OVERFLOW, "cannot convert Infinity to integer ratio");
    if (x == 0) return tuple_pack2(value_int48(0), value_int48(1));
    int exponent;
    i64 mantissa = (i64)ldexp(frexp(x, &exponent), 53);
    u32 zeros = (u32)__builtin_ctzll((u64)mantissa);
    mantissa >>= zeros;
    exponent += (i32)zeros - 53;
    Value m = value_from_i64(mantissa), shift = value_int48(exponent < 0 ? -exponent : exponent);
    if (is_error(m)) return m;
    if (exponent < 0) return tuple_pack2(m, int_shift_left(ref(value_int48(1)), ref(shift)));
    Value numerator = int_shift_left(ref(m), ref(shift));
    value_release(m);
    return tuple_pack2(numerator, value_int48(1));
}

/* ---- small methods ---- */

static Value is_integer_method(Ref self) {
    f64 x = float_of(self);
    return value_bool(x - x == 0 && floor(x) == x);
}
static Value getnewargs(Ref self) { return tuple_pack1(exact(self)); }
static Value get_zero(Ref self) { return value_double(0); }

static Value getformat(Ref self, Ref name) {
    if (!is_kind(name, TYPE_IS_STR)) return raise(ERR_TYPE, "__getformat__() argument must be str, not %T", name);
    const Text *t = text_of(name);
    if (!text_is(t, "double") && !text_is(t, "float")) return raise(ERR_VALUE, "__getformat__() argument 1 must be 'double' or 'float'");
    Text *made = text_from_c("IEEE, little-endian");
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome from_hex(Ref type, Ref text) {
    f64 x;
    if (!float_from_hex(text, &x)) return OUTCOME_ERROR;
    Value made = value_from_double(x);
    if (is_error(made) || same(type, ref_of(vm.types[T_FLOAT]))) return outcome(made);
    Outcome instance = op_call1(type, ref(made));
    value_release(made);
    return instance;
}

/* ---- float(x) and from_number ---- */

enum { NEW_TYPE, NEW_SOURCE, NEW_SLOTS };
enum { NEW_BEGIN, NEW_FLOAT, NEW_CALLED };

/* aux 1: the class is called with the float (from_number), else the float is put into an instance. */
static Outcome new_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Type *type = AS(Type, ref(slots[NEW_TYPE]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case NEW_BEGIN: return op_float(ref(slots[NEW_SOURCE]));
    case NEW_FLOAT: break;
    default: return native_done(f, incoming);
    }
    if (f->aux) {
        value_set(&slots[NEW_SOURCE], incoming);
        return op_call1(ref(slots[NEW_TYPE]), ref(slots[NEW_SOURCE]));
    }
    Value made = construct_payload(type, incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {.name = "float", .step = new_step, .slots = NEW_SLOTS};

static Outcome convert(Type *type, Ref source, u32 calls) {
    if (type == vm.types[T_FLOAT]) return op_float(source);
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEW_TYPE] = value_keep(ref_of(type));
    frame_slots(f)[NEW_SOURCE] = value_keep(source);
    f->aux = calls;
    return OUTCOME_PUSHED;
}

static bool converts(Ref r) { return type_lookup_dunder(type_of(r), N_FLOAT) || type_lookup_dunder(type_of(r), N_INDEX); }

static Outcome float_new(Ref self, const Value *args, u32 n) {
    Construct c;
    f64 x;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == vm.types[T_FLOAT]->dunder[N_INIT] && !construct_no_keywords(&c, "float")) return OUTCOME_ERROR;
    if (!construct_count(&c, "float", 0, 1)) return OUTCOME_ERROR;
    if (!c.n) return outcome(construct_payload(c.type, value_double(0)));
    Ref source = ref(c.args[0]);
    if (is_float(source)) return outcome(construct_payload(c.type, value_keep(source)));
    if (converts(source) || !(is_kind(source, TYPE_IS_STR) || is_kind(source, TYPE_IS_BYTES))) return convert(c.type, source, 0);
    return float_from_source(source, &x) ? outcome(construct_payload(c.type, value_from_double(x))) : OUTCOME_ERROR;
}

static Outcome from_number(Ref type, Ref number) {
    if (same(type, ref_of(vm.types[T_FLOAT])) && is_float(number)) return outcome(value_keep(number));
    if (!converts(number)) return RAISE_OUTCOME(ERR_TYPE, "must be real number, not %T", number);
    return convert(AS(Type, type), number, 1);
}

/* ---- the type ---- */

static void destroy(Object *self) { object_free(self, sizeof(FloatObject)); }

#define OPERATOR(dunder, function, sign) \
    METHOD("__" dunder "__($self, value, /)", P1, function, "Return self" sign "value."), \
    METHOD("__r" dunder "__($self, value, /)", P1, reflected_##function, "Return value" sign "self.")

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, float_new, NEW_DOC),
    REPR_ROW(P0, repr), HASH_ROW(P0, hash), COMPARE_ROWS(float),
    OPERATOR("add", add, "+"), OPERATOR("sub", subtract, "-"), OPERATOR("mul", multiply, "*"),
    OPERATOR("mod", modulo, "%"), OPERATOR("floordiv", floor_divide, "//"), OPERATOR("truediv", true_divide, "/"),
    METHOD("__divmod__($self, value, /)", P1, divide_modulo, "Return divmod(self, value)."),
    METHOD("__rdivmod__($self, value, /)", P1, reflected_divide_modulo, "Return divmod(value, self)."),
    METHOD("__pow__($self, value, mod=None, /)", PN, float_pow, "Return pow(self, value, mod)."),
    METHOD("__rpow__($self, value, mod=None, /)", PN, float_rpow, "Return pow(value, self, mod)."),
    METHOD("__neg__($self, /)", P0, negative, "-self"),
    METHOD("__pos__($self, /)", P0, exact, "+self"),
    METHOD("__abs__($self, /)", P0, absolute, "abs(self)"),
    METHOD("__bool__($self, /)", P0, truth, "True if self else False"),
    METHOD("__int__($self, /)", P0, to_int, "int(self)"),
    METHOD("__float__($self, /)", P0, exact, "float(self)"),
    METHOD("__trunc__($self, /)", P0, to_int, "The nearest int toward zero."),
    METHOD("__floor__($self, /)", P0, to_floor, "The nearest int below."),
    METHOD("__ceil__($self, /)", P0, to_ceiling, "The nearest int above."),
    METHOD("__round__($self, ndigits=None, /)", ON, float_round,
           "The nearest int, or the nearest float of so many decimal places; half goes to the even one."),
    METHOD("__format__($self, format_spec, /)", O1, format, "The float as text, as the specification says."),
    METHOD("__getnewargs__($self, /)", P0, getnewargs, NULL),
    CLASS_METHOD("__getformat__($type, typestr, /)", P1, getformat, "How 'double' or 'float' numbers lie in memory."),
    METHOD("conjugate($self, /)", P0, exact, "The float itself: it is its own complex conjugate."),
    METHOD("as_integer_ratio($self, /)", P0, as_integer_ratio, "The pair of ints, in lowest terms, whose ratio is the float exactly."),
    METHOD("is_integer($self, /)", P0, is_integer_method, "Whether there is no fraction."),
    METHOD("hex($self, /)", P0, float_hex, "The float as hexadecimal text, exactly."),
    CLASS_METHOD("fromhex($type, string, /)", O1, from_hex, "The float that hexadecimal text stands for."),
    CLASS_METHOD("from_number($type, number, /)", O1, from_number, "A real number as a float; text is none.")};

static const GetSetRow getset[] = {
    {.name = "real", .get = exact, .doc = "the real part of a complex number"},
    {.name = "imag", .get = get_zero, .doc = "the imaginary part of a complex number"}};

const TypeSpec float_spec = {
    .name = "float", .doc = "A number or the text of one as a floating-point number.", .signature = "(x=0, /)",
    .flags = TYPE_BASE | TYPE_LEAF | TYPE_PAYLOAD | TYPE_IMMUTABLE | TYPE_IS_FLOAT,
    METHODS(methods), GETSET(getset), .destroy = destroy, .try_hash = hash, .try_compare = compare, .try_repr = repr,
};
