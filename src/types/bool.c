/* bool.c: True and False: ints of a class of their own, which nothing derives from. Everything but text, the bit
 * operators between two bools and the constructor is int's.
 */
#include "types/args.h"
#include "types/construct.h"
#include "types/int.h"
#include "types/rows.h"

static Value repr(Ref self) {
    Text *t = is_true(self) ? text_from_ascii("True", 4) : text_from_ascii("False", 5);
    return t ? value_of(t) : VALUE_ERROR;
}

#define BITS_OF(name, function, operator) \
    static Value name(Ref self, Ref other) { \
        if (is_bool(other)) return value_bool((u32)is_true(self) operator (u32)is_true(other)); \
        return is_integer(other) ? function(self, other) : NOT_IMPLEMENTED; \
    }
BITS_OF(bit_and, int_and, &)
BITS_OF(bit_or, int_or, |)
BITS_OF(bit_xor, int_xor, ^)

static Outcome bool_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "bool") || !construct_count(&c, "bool", 0, 1)) return OUTCOME_ERROR;
    return c.n ? op_truth(ref(c.args[0])) : outcome(value_bool(false));
}

#define OPERATOR(dunder, function, sign) \
    METHOD("__" dunder "__($self, value, /)", P1, function, "Return self" sign "value."), \
    METHOD("__r" dunder "__($self, value, /)", P1, function, "Return value" sign "self.")

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, bool_new, NEW_DOC),
    REPR_ROW(P0, repr),
    OPERATOR("and", bit_and, "&"), OPERATOR("or", bit_or, "|"), OPERATOR("xor", bit_xor, "^"),
    METHOD("__invert__($self, /)", P0, int_invert, "~self")};

const TypeSpec bool_spec = {
    .name = "bool", .doc = "True or False: whether the argument counts as true.", .signature = "(object=False, /)", .base = T_INT,
    .flags = TYPE_LEAF | TYPE_IMMUTABLE | TYPE_IS_INT, METHODS(methods), .try_repr = repr,
};
