/* rows.h: rows that many builtin types have alike. COMPARE_METHODS(x, f) makes the six natives from one
 * `Outcome f(Ref a, Ref b, u32 op)`, COMPARE_ROWS(x) lists them. */
#ifndef KRAIT_ROWS_H
#define KRAIT_ROWS_H
#include "types/native.h"

#define COMPARE_METHODS(prefix, compare) \
    static Outcome prefix##_lt(Ref a, Ref b) { return compare(a, b, N_LT); } \
    static Outcome prefix##_le(Ref a, Ref b) { return compare(a, b, N_LE); } \
    static Outcome prefix##_eq(Ref a, Ref b) { return compare(a, b, N_EQ); } \
    static Outcome prefix##_ne(Ref a, Ref b) { return compare(a, b, N_NE); } \
    static Outcome prefix##_gt(Ref a, Ref b) { return compare(a, b, N_GT); } \
    static Outcome prefix##_ge(Ref a, Ref b) { return compare(a, b, N_GE); }
#define COMPARE_ROWS(prefix) \
    METHOD("__lt__($self, value, /)", O1, prefix##_lt, "Return self<value."), \
    METHOD("__le__($self, value, /)", O1, prefix##_le, "Return self<=value."), \
    METHOD("__eq__($self, value, /)", O1, prefix##_eq, "Return self==value."), \
    METHOD("__ne__($self, value, /)", O1, prefix##_ne, "Return self!=value."), \
    METHOD("__gt__($self, value, /)", O1, prefix##_gt, "Return self>value."), \
    METHOD("__ge__($self, value, /)", O1, prefix##_ge, "Return self>=value.")

#define NEW_DOC "Create and return a new object.  See help(type) for accurate signature."
#define INIT_DOC "Initialize self.  See help(type(self)) for accurate signature."
#define ITER_ROW(function) METHOD("__iter__($self, /)", P0, function, "Implement iter(self).")
#define NEXT_ROW METHOD("__next__($self, /)", O0, op_own_next, "Implement next(self).")
#define LEN_ROW(function) METHOD("__len__($self, /)", P0, function, "Return len(self).")
#define REPR_ROW(kind, function) METHOD("__repr__($self, /)", kind, function, "Return repr(self).")
#define HASH_ROW(kind, function) METHOD("__hash__($self, /)", kind, function, "Return hash(self).")
#define REDUCE_ROW(kind, function) METHOD("__reduce__($self, /)", kind, function, "Return state information for pickling.")
#define LENGTH_HINT_ROW(function) \
    METHOD("__length_hint__($self, /)", P0, function, "Private method returning an estimate of len(list(it)).")
#endif
