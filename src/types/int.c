/* int.c: Python's side of ints: constructor, operators, methods (library reference, "Numeric Types"). The arithmetic is
 * int_arith.c, text is int_text.c, memory and doubles int_digits.c.
 *
 * Operators answer NotImplemented for what is no int: int with float is float's affair. A self may be an int48, a bool, a
 * heap int or an instance of a subclass; results are exact ints.
 */
#include "types/int.h"
#include "base/digits.h"
#include "base/hash.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/construct.h"
#include "types/format.h"
#include "types/rows.h"

/* ---- operators ---- */

#define BINARY(name, function) \
    static Value name(Ref self, Ref other) { return is_integer(other) ? function(self, other) : NOT_IMPLEMENTED; } \
    static Value reflected_##name(Ref self, Ref other) { return is_integer(other) ? function(other, self) : NOT_IMPLEMENTED; }
static Value divmod_pair(Ref a, Ref b) { return int_operate(a, b, N_DIVMOD); }
BINARY(add, int_add)
BINARY(subtract, int_subtract)
BINARY(multiply, int_multiply)
BINARY(true_divide, int_true_divide)
BINARY(floor_divide, int_floor_divide)
BINARY(modulo, int_modulo)
BINARY(divide_modulo, divmod_pair)
BINARY(shift_left, int_shift_left)
BINARY(shift_right, int_shift_right)
BINARY(bit_and, int_and)
BINARY(bit_or, int_or)
BINARY(bit_xor, int_xor)

static Value power(Ref base, Ref exponent, Ref modulus) {
    if (is_empty(modulus) || is_none(modulus)) return int_power(base, exponent);
    return is_integer(modulus) ? int_power_modulo(base, exponent, modulus) : NOT_IMPLEMENTED;
}
static Value int_pow(Ref self, const Value *args, u32 n) {
    return is_integer(ref(args[0])) ? power(self, ref(args[0]), ref(args[1])) : NOT_IMPLEMENTED;
}
static Value int_rpow(Ref self, const Value *args, u32 n) {
    return is_integer(ref(args[0])) ? power(ref(args[0]), self, ref(args[1])) : NOT_IMPLEMENTED;
}

static Value truth(Ref self) { return value_bool(int_sign(self) != 0); }

static Value int_float(Ref self) {
    f64 x;
    return int_to_double(self, &x) ? value_double(x) : VALUE_ERROR;
}

/* ---- comparison, hash, text ---- */

static Value answer_op(u32 op, i32 order) {
    switch (op) {
    case N_LT: return value_bool(order < 0);
    case N_LE: return value_bool(order <= 0);
    case N_EQ: return value_bool(order == 0);
    case N_NE: return value_bool(order != 0);
    case N_GT: return value_bool(order > 0);
    default: return value_bool(order >= 0);
    }
}

static Value compare(Ref a, Ref b, u32 op) {
    return is_integer(b) ? answer_op(op, int_compare(a, b)) : NOT_IMPLEMENTED;
}

/* For the protocol, exact floats too: heap floats are NaNs, which float's own slot answers. */
static Value try_compare_any(Ref a, Ref b, u32 op) {
    if (!is_double(b)) return compare(a, b, op);
    f64 x = double_of(b);
    return x == x ? answer_op(op, int_compare_double(a, x)) : value_bool(op == N_NE);
}

static Outcome compare_row(Ref a, Ref b, u32 op) { return outcome(compare(a, b, op)); }
COMPARE_METHODS(int, compare_row)

static Value hash(Ref self) {
    i64 n;
    IntView v;
    if (int_small(self, &n)) return value_from_i64_fast(hash_i64(n));
    int_view(self, &v);
    fuel_charge(v.count >> 5);
    return value_from_i64_fast(hash_digits(v.digits, v.count, v.negative));
}

static Value repr(Ref self) {
    Text *t = int_to_text(self, 10);
    return t ? value_of(t) : VALUE_ERROR;
}

static Outcome format(Ref self, Ref spec) {
    if (!is_kind(spec, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "__format__() argument must be str, not %T", spec);
    if (!text_of(spec)->length && !is_int48(self) && !is_exact(self, T_INT)) return op_str(self);
    return outcome(format_int(payload_of(self), text_of(spec)));
}

/* ---- rounding ---- */

/* The multiple of 10**places nearest to a, the even one of two. */
static Value round_to(Ref a, u64 places) {
    if (places > int_bit_length(a)) return value_int48(0); /* 10**places is more than twice a */
    Value unit = int_power(ref(value_int48(10)), ref(value_int48((i64)places)));
    Value quotient, rest, twice = VALUE_ERROR, result = VALUE_ERROR;
    if (is_error(unit)) return unit;
    if (!int_divmod(a, ref(unit), &quotient, &rest)) return value_release(unit), VALUE_ERROR;
    twice = int_add(ref(rest), ref(rest));
    if (!is_error(twice)) {
        i32 order = int_compare(ref(twice), ref(unit));
        result = int_subtract(a, ref(rest));
        if (!is_error(result) && (order > 0 || (order == 0 && int_is_odd(ref(quotient))))) {
            Value down = result;
            result = int_add(ref(down), ref(unit));
            value_release(down);
        }
    }
    value_release(twice);
    value_release(quotient);
    value_release(rest);
    value_release(unit);
    return result;
}

/* args[0] is an int of any size by now. */
static Outcome round_ready(Ref self, const Value *args, u32 n) {
    i64 places;
    Ref given = ref(args[0]);
    if (is_empty(given) || is_none(given) || int_sign(given) >= 0) return outcome(int_exact(self));
    return outcome(round_to(payload_of(self), int_small(given, &places) && places > INT64_MIN ? (u64)-places : UINT64_MAX));
}

static Outcome round_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_index(ref(slots[1]));
    if (f->state > 2) return native_done(f, incoming);
    value_set(&slots[1], incoming);
    return round_ready(ref(slots[0]), &slots[1], 1);
}
static const NativeFrameKind round_frame = {.name = "int.__round__", .step = round_step, .slots = 2};

static Outcome int_round(Ref self, const Value *args, u32 n) {
    Ref places = ref(args[0]);
    if (is_empty(places) || is_none(places) || is_integer(places)) return round_ready(self, args, n);
    if (!type_lookup_dunder(type_of(places), N_INDEX)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object cannot be interpreted as an integer", places);
    Frame *f = native_push(&round_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(places);
    return OUTCOME_PUSHED;
}

/* ---- bits and bytes ---- */

static Value bit_length(Ref self) { return value_from_u64(int_bit_length(self)); }

static Value bit_count(Ref self) {
    IntView v;
    int_view(self, &v);
    return value_from_u64(digits_bit_count(v.digits, v.count));
}

/* NO: ValueError or TypeError raised. */
static Answer byte_order(Ref given, const char *function, bool *big_endian) {
    *big_endian = true;
    if (is_empty(given)) return ANSWER_YES;
    if (!is_kind(given, TYPE_IS_STR)) return (void)raise(ERR_TYPE, "%s() argument 'byteorder' must be str, not %T", function, given), ANSWER_NO;
    if (text_is(text_of(given), "big")) return ANSWER_YES;
    *big_endian = false;
    if (text_is(text_of(given), "little")) return ANSWER_YES;
    return (void)raise(ERR_VALUE, "byteorder must be either 'little' or 'big'"), ANSWER_NO;
}

static Outcome to_bytes_ready(Ref self, const Value *args, u32 n) {
    bool big_endian, is_signed = arg_truth(args[2], false);
    i64 length = arg_i64(args[0], 1);
    if (byte_order(ref(args[1]), "to_bytes", &big_endian) != ANSWER_YES) return OUTCOME_ERROR;
    if (length < 0) return RAISE_OUTCOME(ERR_VALUE, "length argument must be non-negative");
    if (!is_signed && int_sign(self) < 0) return RAISE_OUTCOME(ERR_OVERFLOW, "can't convert negative int to unsigned");
    if (length > INT32_MAX) return outcome(raise_no_memory());
    IntView v;
    int_view(self, &v);
    BytesObject *made = bytes_new((u32)length);
    if (!made) return OUTCOME_ERROR;
    fuel_charge((u32)length >> 8);
    if (digits_to_bytes(made->data, (u32)length, v.digits, v.count, v.negative, big_endian, is_signed)) return outcome(value_of(made));
    object_release(made);
    return RAISE_OUTCOME(ERR_OVERFLOW, "int too big to convert");
}
static const ArgsSpec to_bytes_args = {"to_bytes", "nob", to_bytes_ready};
static Outcome to_bytes(Ref self, const Value *args, u32 n) {
    ARGS(to_bytes_args);
    return to_bytes_ready(self, args, n);
}

static Value int_of_bytes(Bytes bytes, bool big_endian, bool is_signed) {
    u64 room = bytes.length / 4 + 1;
    bool negative;
    IntDigits *made = int_blank(room);
    if (!made) return VALUE_ERROR;
    fuel_charge(bytes.length >> 8);
    u32 count = digits_from_bytes(made->digits, bytes.at, bytes.length, big_endian, is_signed, &negative);
    return int_finish(made, room, count, negative);
}

/* A subclass is called with the int. */
static Outcome from_bytes_view(Ref type, Bytes bytes, const Value *args) {
    bool big_endian;
    if (byte_order(ref(args[1]), "from_bytes", &big_endian) != ANSWER_YES) return OUTCOME_ERROR;
    Value made = int_of_bytes(bytes, big_endian, arg_truth(args[2], false));
    if (is_error(made) || same(type, ref_of(vm.types[T_INT]))) return outcome(made);
    Outcome instance = op_call1(type, ref(made));
    value_release(made);
    return instance;
}

enum { FROM_TYPE, FROM_ARGS, FROM_SLOTS = FROM_ARGS + 3 };

static Outcome from_bytes_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Bytes bytes;
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_call1(ref_of(vm.types[T_BYTES]), ref(slots[FROM_ARGS]));
    if (f->state > 2) return native_done(f, incoming);
    value_set(&slots[FROM_ARGS], incoming);
    if (!bytes_view_or_raise(ref(slots[FROM_ARGS]), &bytes)) return native_fail(f);
    return from_bytes_view(ref(slots[FROM_TYPE]), bytes, &slots[FROM_ARGS]);
}
static const NativeFrameKind from_bytes_frame = {.name = "int.from_bytes", .step = from_bytes_step, .slots = FROM_SLOTS};

/* What bytes() makes of it, but a number or a str says nothing of bytes. */
static bool tells_bytes(Ref r) {
    const Type *type = type_of(r);
    if (type_lookup_dunder(type, N_BYTES)) return true;
    return !is_kind(r, TYPE_IS_STR) && (type_lookup_dunder(type, N_ITER) || type_lookup_dunder(type, N_GETITEM));
}

static Outcome from_bytes_ready(Ref self, const Value *args, u32 n) {
    Bytes bytes;
    bool big_endian;
    if (bytes_view(ref(args[0]), &bytes)) return from_bytes_view(self, bytes, args);
    if (byte_order(ref(args[1]), "from_bytes", &big_endian) != ANSWER_YES) return OUTCOME_ERROR;
    if (!tells_bytes(ref(args[0]))) return RAISE_OUTCOME(ERR_TYPE, "cannot convert '%T' object to bytes", ref(args[0]));
    Frame *f = native_push(&from_bytes_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[FROM_TYPE] = value_keep(self);
    for (u32 i = 0; i < 3; i++) frame_slots(f)[FROM_ARGS + i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}
static const ArgsSpec from_bytes_args = {"from_bytes", "oob", from_bytes_ready};
static Outcome from_bytes(Ref self, const Value *args, u32 n) {
    ARGS(from_bytes_args);
    return from_bytes_ready(self, args, n);
}

/* ---- small methods ---- */

static Value as_integer_ratio(Ref self) { return tuple_pack2(int_exact(self), value_int48(1)); }
static Value is_integer_method(Ref self) { return value_bool(true); }
static Value getnewargs(Ref self) { return tuple_pack1(int_exact(self)); }
static Value get_zero(Ref self) { return value_int48(0); }
static Value get_one(Ref self) { return value_int48(1); }

/* As a 64-bit CPython has it: 30 bits a digit. */
static Value size_of(Ref self) {
    u64 digits = (int_bit_length(self) + 29) / 30;
    return value_from_u64(24 + 4 * (digits ? digits : 1));
}

/* ---- int(x, base) ---- */

enum { NEW_TYPE, NEW_SOURCE, NEW_BASE, NEW_SLOTS };
enum { NEW_BEGIN, NEW_NUMBER, NEW_READ };

static bool is_source(Ref r) { return is_kind(r, TYPE_IS_STR) || is_kind(r, TYPE_IS_BYTES); }
static bool converts(Ref r) { return type_lookup_dunder(type_of(r), N_INT) || type_lookup_dunder(type_of(r), N_INDEX); }

/* With a base that is an int by now. */
static Value read_with_base(Ref source, Ref base) {
    i64 n = integer_clamp(base);
    if ((n && n < 2) || n > 36) return raise(ERR_VALUE, "int() base must be >= 2 and <= 36, or 0");
    if (!is_source(source)) return raise(ERR_TYPE, "int() can't convert non-string with explicit base");
    return int_from_source(source, (u32)n);
}

static Outcome new_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Type *type = AS(Type, ref(slots[NEW_TYPE]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state == NEW_BEGIN) {
        f->state = is_empty(ref(slots[NEW_BASE])) ? NEW_NUMBER : NEW_READ;
        return f->state == NEW_NUMBER ? op_int(ref(slots[NEW_SOURCE])) : op_index(ref(slots[NEW_BASE]));
    }
    Value made = incoming;
    if (f->state == NEW_READ) {
        made = read_with_base(ref(slots[NEW_SOURCE]), ref(incoming));
        value_release(incoming);
    }
    made = construct_payload(type, made);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {.name = "int", .step = new_step, .slots = NEW_SLOTS};

static Outcome make(Type *type, Ref source, Ref base) {
    if (!is_empty(base) && is_integer(base)) return outcome(construct_payload(type, read_with_base(source, base)));
    if (is_empty(base)) {
        if (is_int48(source) || is_exact(source, T_INT) || is_bool(source)) return outcome(construct_payload(type, int_exact(source)));
        if (is_double(source)) return outcome(construct_payload(type, int_from_double(double_of(source))));
        if (is_source(source) && !converts(source)) return outcome(construct_payload(type, int_from_source(source, 10)));
        if (!type_has(type, TYPE_HEAP)) return op_int(source);
    }
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEW_TYPE] = value_keep(ref_of(type));
    frame_slots(f)[NEW_SOURCE] = value_keep(source);
    frame_slots(f)[NEW_BASE] = value_keep(base);
    return OUTCOME_PUSHED;
}

/* The one keyword, `base`. */
static bool take_base(const Construct *c, Ref *base) {
    u32 at = 0;
    Ref key, value;
    if (!c->keywords) return true;
    u32 given = c->n + c->keywords->table.used;
    if (given > 2) return RAISE_FALSE(ERR_TYPE, "int() takes at most 2 arguments (%u given)", given);
    while (table_next(&c->keywords->table, &at, &key, &value)) {
        static const char *const names[] = {"base"};
        if (!text_is(text_of(key), *names)) return raise_unexpected_keyword("int", text_of(key), names, 1);
        *base = value;
    }
    return true;
}

static Outcome int_new(Ref self, const Value *args, u32 n) {
    Construct c;
    Ref base = REF_EMPTY;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.type == vm.types[T_BOOL]) return RAISE_OUTCOME(ERR_TYPE, "int.__new__(bool) is not safe, use bool.__new__()");
    if (!take_base(&c, &base) || !construct_count(&c, "int", 0, 2)) return OUTCOME_ERROR;
    if (c.n == 2) base = ref(c.args[1]);
    if (c.n == 0 && !is_empty(base)) return RAISE_OUTCOME(ERR_TYPE, "int() missing string argument");
    return c.n ? make(c.type, ref(c.args[0]), base) : outcome(construct_payload(c.type, value_int48(0)));
}

/* ---- the type ---- */

#define OPERATOR(dunder, function, sign) \
    METHOD("__" dunder "__($self, value, /)", P1, function, "Return self" sign "value."), \
    METHOD("__r" dunder "__($self, value, /)", P1, reflected_##function, "Return value" sign "self.")

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, int_new, NEW_DOC),
    REPR_ROW(P0, repr), HASH_ROW(P0, hash), COMPARE_ROWS(int),
    OPERATOR("add", add, "+"), OPERATOR("sub", subtract, "-"), OPERATOR("mul", multiply, "*"),
    OPERATOR("mod", modulo, "%"), OPERATOR("floordiv", floor_divide, "//"), OPERATOR("truediv", true_divide, "/"),
    OPERATOR("lshift", shift_left, "<<"), OPERATOR("rshift", shift_right, ">>"),
    OPERATOR("and", bit_and, "&"), OPERATOR("or", bit_or, "|"), OPERATOR("xor", bit_xor, "^"),
    METHOD("__divmod__($self, value, /)", P1, divide_modulo, "Return divmod(self, value)."),
    METHOD("__rdivmod__($self, value, /)", P1, reflected_divide_modulo, "Return divmod(value, self)."),
    METHOD("__pow__($self, value, mod=None, /)", PN, int_pow, "Return pow(self, value, mod)."),
    METHOD("__rpow__($self, value, mod=None, /)", PN, int_rpow, "Return pow(value, self, mod)."),
    METHOD("__neg__($self, /)", P0, int_negative, "-self"),
    METHOD("__pos__($self, /)", P0, int_exact, "+self"),
    METHOD("__abs__($self, /)", P0, int_absolute, "abs(self)"),
    METHOD("__invert__($self, /)", P0, int_invert, "~self"),
    METHOD("__bool__($self, /)", P0, truth, "True if self else False"),
    METHOD("__int__($self, /)", P0, int_exact, "int(self)"),
    METHOD("__float__($self, /)", P0, int_float, "float(self)"),
    METHOD("__index__($self, /)", P0, int_exact, "The int itself, for use as an index."),
    METHOD("__trunc__($self, /)", P0, int_exact, "The int itself."),
    METHOD("__floor__($self, /)", P0, int_exact, "The int itself."),
    METHOD("__ceil__($self, /)", P0, int_exact, "The int itself."),
    METHOD("__round__($self, ndigits=None, /)", ON, int_round,
           "The int itself, or the nearest multiple of 10**-ndigits where ndigits is negative."),
    METHOD("__format__($self, format_spec, /)", O1, format, "The int as text, as the specification says."),
    METHOD("__getnewargs__($self, /)", P0, getnewargs, NULL),
    METHOD("__sizeof__($self, /)", P0, size_of, "Size in memory, in bytes."),
    METHOD("conjugate($self, /)", P0, int_exact, "The int itself: it is its own complex conjugate."),
    METHOD("bit_length($self, /)", P0, bit_length, "How many bits the absolute value has, without leading zeros."),
    METHOD("bit_count($self, /)", P0, bit_count, "How many ones the absolute value has in binary."),
    METHOD("to_bytes($self, /, length=1, byteorder='big', *, signed=False)", ON, to_bytes,
           "The int as so many bytes; OverflowError if it does not fit. signed: as two's complement, negative ones too."),
    CLASS_METHOD("from_bytes($type, /, bytes, byteorder='big', *, signed=False)", ON, from_bytes,
                 "The int that a bytes-like object or an iterable of bytes stands for. signed: as two's complement."),
    METHOD("as_integer_ratio($self, /)", P0, as_integer_ratio, "The pair (self, 1)."),
    METHOD("is_integer($self, /)", P0, is_integer_method, "True, as for floats without a fraction.")};

static const GetSetRow getset[] = {
    {.name = "real", .get = int_exact, .doc = "the real part of a complex number"},
    {.name = "imag", .get = get_zero, .doc = "the imaginary part of a complex number"},
    {.name = "numerator", .get = int_exact, .doc = "the numerator of a rational number in lowest terms"},
    {.name = "denominator", .get = get_one, .doc = "the denominator of a rational number in lowest terms"}};

const TypeSpec int_spec = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nThe int nearest to a number toward zero, or the one that a str or bytes\n"
           "stands for in a base from 2 to 36; base 0 goes by the prefix.",
    .flags = TYPE_BASE | TYPE_LEAF | TYPE_PAYLOAD | TYPE_IMMUTABLE | TYPE_IS_INT,
    METHODS(methods), GETSET(getset), .destroy = int_destroy, .try_hash = hash, .try_compare = try_compare_any, .try_repr = repr,
};
