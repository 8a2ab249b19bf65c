/* op.h: operations that may run Python: the other half of object/protocol.h.
 *
 * Each answers at once (a value or ERROR) when no Python is needed, else pushes a frame whose result, already through
 * its continuation, reaches the frame that was innermost at the call. A plain native may end with `return op_…(…)`: the
 * result is then its own. A native frame's step gets it as `incoming`. Arguments are borrowed; what a pushed frame
 * needs it has kept.
 */
#ifndef KRAIT_OP_H
#define KRAIT_OP_H
#include "frame/native_frame.h"

/* Calls. names: EMPTY or a tuple of str for the last len(names) of args. */
Outcome op_call(Ref callable, const Value *args, u32 n);
Outcome op_call_names(Ref callable, const Value *args, u32 n, Ref names);
Outcome op_call_self(Ref callable, Ref self, const Value *args, u32 n, Ref names); /* self: a first argument, or EMPTY */
Outcome op_call1(Ref callable, Ref a);
Outcome op_call2(Ref callable, Ref a, Ref b);
Outcome op_call_ex(Ref callable, Ref tuple, Ref dict_or_empty);   /* f(*tuple, **dict) with an exact tuple and exact dict */
Outcome op_call_method(Ref object, Text *name, const Value *args, u32 n); /* object.name(*args) by getattr */
Outcome op_call_dunder(Ref object, u32 name_id, const Value *args, u32 n); /* type(object).name(object, *args); the caller knows it is there */

/* Operators. op ids are those of names.def: N_ADD … N_XOR, N_DIVMOD; N_LT … N_GE; N_NEG …. */
Outcome op_binary(Ref a, Ref b, u32 op);
Outcome op_inplace(Ref a, Ref b, u32 op);          /* op: N_ADD …; tries __iadd__ first */
Outcome op_pow(Ref base, Ref exponent, Ref modulus); /* modulus None: two operands */
Outcome op_unary(Ref a, u32 op);                   /* N_NEG N_POS N_INVERT N_ABS */
Outcome op_compare(Ref a, Ref b, u32 op);          /* any value */
Outcome op_compare_bool(Ref a, Ref b, u32 op);     /* its truth: True or False. Identity is not looked at first */
Outcome op_equal(Ref a, Ref b);                    /* as containers compare: identity first; True or False */
Outcome op_truth(Ref a);                           /* True or False */
Outcome op_not(Ref a);
Outcome op_hash(Ref a);                            /* an int */
Outcome op_len(Ref a);                             /* an int */
Outcome op_contains(Ref container, Ref item);      /* True or False */
Outcome op_iter(Ref a);
Outcome op_next(Ref iterator);                     /* an item, or STOP (a StopIteration has been swallowed) */
Outcome op_getitem(Ref a, Ref key);
Outcome op_setitem(Ref a, Ref key, Ref value);     /* None */
Outcome op_delitem(Ref a, Ref key);                /* None */
Outcome op_repr(Ref a);
Outcome op_str(Ref a);
Outcome op_format(Ref a, Ref spec);                /* spec: a str */
Outcome op_ascii(Ref a);
Outcome op_index(Ref a);                           /* an exact int */
Outcome op_int(Ref a);                             /* int(a) */
Outcome op_float(Ref a);
Outcome op_length_hint(Ref a, i64 otherwise);      /* an int */

/* Attributes. */
Outcome op_getattr(Ref object, Text *name);
Outcome op_getattr_or(Ref object, Text *name, Ref otherwise); /* AttributeError gives `otherwise` (EMPTY is allowed) */
Outcome op_setattr(Ref object, Text *name, Ref value);        /* None */
Outcome op_delattr(Ref object, Text *name);                   /* None */
Outcome op_generic_getattr(Ref object, Text *name);           /* object.__getattribute__ */
Outcome op_generic_setattr(Ref object, Text *name, Ref value); /* object.__setattr__; value EMPTY deletes */
Outcome op_type_getattr(Ref type, Text *name);                /* type.__getattribute__ */
Outcome op_super_getattr(Type *start_after, Ref object, Type *object_type, Text *name);
/* The class whose MRO super(type, object) walks: object's own, or object itself where it is a class; NULL: neither derives
 * from type, nothing raised. */
Type *op_super_class(Type *type, Ref object);
Ref op_super_lookup(const Type *start_after, const Type *object_type, Text *name); /* what follows in the MRO, unbound; EMPTY: nothing */
/* A descriptor found in a class, bound: `__get__` called as attribute lookup does. instance EMPTY: through the class. */
Outcome op_bind(Ref descriptor, Ref instance, Type *owner);

/* Classes. */
Outcome op_isinstance(Ref object, Ref class_or_tuple); /* True or False */
Outcome op_issubclass(Ref type, Ref class_or_tuple);
Outcome op_type_check(Ref type, Ref object, bool instance); /* type.__instancecheck__ and type.__subclasscheck__ */
Outcome op_construct(Type *type, Ref self_unused, const Value *args, u32 n, Ref names); /* type.__call__ */

/* Whole iterables. */
Outcome op_list(Ref iterable);                     /* a new list */
Outcome op_sequence(Ref iterable);                 /* likewise, of an iterator that is asked for its iterator once more, as PySequence_Fast does */
Outcome op_tuple(Ref iterable);                    /* a tuple; itself if exact */
Outcome op_visible_next(Ref iterator);             /* as next(iterator): the end is a raised StopIteration */
Outcome op_own_next(Ref iterator);                 /* the same by the builtin type's own way: its __next__ row, which super() may reach past an override */
Outcome op_raise_iteration_result(Value v);        /* STOP becomes a raised StopIteration: what next() answers */

/* A frozen slow path: function `name` of src/lib/_slow/<module>.py. */
Outcome op_slow(const char *module, const char *function, const Value *args, u32 n);
#endif
