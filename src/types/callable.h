/* callable.h: what the types of functions, methods and descriptors share: rows of `__call__` and `__get__`, and calls that
 * must not nest in C. Programs build chains of such objects as deep as they like (a property whose getter is another
 * property's `__get__`, a method of a method): each link of a chain is a frame. */
#ifndef KRAIT_CALLABLE_H
#define KRAIT_CALLABLE_H
#include "types/native.h"

/* As op_call, but whatever is no plain function gets a native frame first. */
Outcome callable_ask(Ref callable, const Value *args, u32 n);
/* As op_getattr: the attributes of what is delegated to. */
Outcome callable_getattr(Ref callable, Text *name);
/* The native of `__call__` rows: calls self. */
Outcome callable_call(Ref self, const Value *args, u32 n);
#define CALL_ROW METHOD("__call__($self, /, *args, **kwargs)", ON, callable_call, "Call self as a function.")
/* The arguments of `__get__`, None and absent alike: EMPTY. false: both are, TypeError raised. */
MUST_CHECK bool callable_get_args(Ref *instance, Ref *owner);
#define GET_ROW(kind, function) \
    METHOD("__get__($self, instance, owner=None, /)", kind, function, "Return an attribute of instance, which is of type owner.")
#define SET_ROW(function) METHOD("__set__($self, instance, value, /)", O2, function, "Set an attribute of instance to value.")
#define DELETE_ROW(function) METHOD("__delete__($self, instance, /)", O1, function, "Delete an attribute of instance.")
/* (getattr, (object, name)): how pickling finds it again. name is taken over. */
MUST_CHECK Value callable_reduce(Ref object, Value name);
/* " at 0x7f…", and a type's name as error texts show it. */
void callable_put_address(TextBuilder *b, Ref object);
void callable_put_type(TextBuilder *b, const Type *type);
/* True where the object's `__isabstractmethod__` is, asked by protocol. */
Outcome callable_is_abstract(Ref object);
#endif
