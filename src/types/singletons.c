/* singletons.c: None, Ellipsis and NotImplemented: immediates, each the only instance of its class. */
#include "object/text.h"
#include "types/construct.h"
#include "types/rows.h"

static Value ascii(const char *s) {
    Text *t = text_from_c(s);
    return t ? value_of(t) : VALUE_ERROR;
}

static Outcome only(Ref self, const Value *args, const char *told, Value instance) {
    Construct c;
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (c.n || c.keywords) return RAISE_OUTCOME(ERR_TYPE, "%s takes no arguments", told);
    return outcome(instance);
}

/* ---- None ---- */

enum { NONE_HASH = 0x7CA86420 }; /* CPython's is this with the top bit set: the same in every process */

static Outcome none_new(Ref self, const Value *args, u32 n) { return only(self, args, "NoneType", NONE); }
static Value none_repr(Ref self) { return ascii("None"); }
static Value none_bool(Ref self) { return value_bool(false); }
static Value none_hash(Ref self) { return value_int48((i64)NONE_HASH | 1ll << 31); }

static Value none_try_compare(Ref a, Ref b, u32 op) {
    if ((op != N_EQ && op != N_NE) || !is_none(b)) return NOT_IMPLEMENTED;
    return value_bool(op == N_EQ);
}
static Outcome none_compare(Ref a, Ref b, u32 op) { return outcome(none_try_compare(a, b, op)); }
COMPARE_METHODS(none, none_compare)

static const NativeRow none_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, none_new, NEW_DOC),
    REPR_ROW(P0, none_repr), HASH_ROW(P0, none_hash), COMPARE_ROWS(none),
    METHOD("__bool__($self, /)", P0, none_bool, "True if self else False")};

const TypeSpec none_spec = {
    .name = "NoneType", .doc = "The type of the None singleton.", .signature = "()", .flags = TYPE_LEAF | TYPE_IMMUTABLE,
    METHODS(none_methods), .try_hash = none_hash, .try_compare = none_try_compare, .try_repr = none_repr,
};

/* ---- Ellipsis ---- */

static Outcome ellipsis_new(Ref self, const Value *args, u32 n) { return only(self, args, "EllipsisType", ELLIPSIS); }
static Value ellipsis_repr(Ref self) { return ascii("Ellipsis"); }

static const NativeRow ellipsis_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, ellipsis_new, NEW_DOC),
    REPR_ROW(P0, ellipsis_repr), METHOD("__reduce__($self, /)", P0, ellipsis_repr, NULL)};

const TypeSpec ellipsis_spec = {
    .name = "ellipsis", .doc = "The type of the Ellipsis singleton.", .signature = "()", .flags = TYPE_LEAF | TYPE_IMMUTABLE,
    METHODS(ellipsis_methods), .try_repr = ellipsis_repr,
};

/* ---- NotImplemented ---- */

static Outcome not_implemented_new(Ref self, const Value *args, u32 n) { return only(self, args, "NotImplementedType", NOT_IMPLEMENTED); }
static Value not_implemented_repr(Ref self) { return ascii("NotImplemented"); }
static Value not_implemented_bool(Ref self) { return raise(ERR_TYPE, "NotImplemented should not be used in a boolean context"); }

static const NativeRow not_implemented_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, not_implemented_new, NEW_DOC),
    REPR_ROW(P0, not_implemented_repr), METHOD("__reduce__($self, /)", P0, not_implemented_repr, NULL),
    METHOD("__bool__($self, /)", P0, not_implemented_bool, "True if self else False")};

const TypeSpec not_implemented_spec = {
    .name = "NotImplementedType", .doc = "The type of the NotImplemented singleton.", .signature = "()", .flags = TYPE_LEAF | TYPE_IMMUTABLE,
    METHODS(not_implemented_methods), .try_repr = not_implemented_repr,
};
