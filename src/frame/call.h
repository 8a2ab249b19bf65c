/* call.h: what op_call is made of, for the frame floor and the loop. */
#ifndef KRAIT_CALL_H
#define KRAIT_CALL_H
#include "frame/op.h"
#include "object/native_object.h"
#include "object/tuple.h"

/* What a call passes: `self` first if has_self, then n args of which the last `named` have the names in `names`. All borrowed. */
typedef struct { Ref self; const Value *args; Tuple *names; u32 n, named; u32 has_self; } Passed;

Outcome call_passed(Ref callable, const Passed *p);
Outcome call_function(Function *function, const Passed *p, u32 on_return);
Outcome call_native_function(Ref callable, const Passed *p);
Outcome call_native_descriptor(Ref callable, const Passed *p);
Outcome call_bound(const NativeRow *row, Ref self, const Value *args, u32 n); /* n: all parameters, EMPTY where not given */
Outcome call_native_self(NativeObject *native, Ref self, const Value *args, u32 n); /* positional, self given apart */
/* found.__get__(self) if self is given, then the call, in a native frame of its own. names may be NULL. */
Outcome call_bound_later(Ref found, Ref self, Tuple *args, Tuple *names);
/* A special method found on a type, called with its instance: functions directly, natives directly, the rest by __get__.
 * on_return: what the result goes through. */
/* What a builtin's own method answers needs no check: only what a class made in Python says goes through a continuation. */
INLINE u32 checked(Ref self, u32 on_return) { return type_has(type_of(self), TYPE_HEAP) ? on_return : ON_VALUE; }
Outcome call_special(Object *found, Ref self, const Value *args, u32 n, u32 on_return, u32 data, Value held);
/* Gives the frame just pushed its continuation, or lets the value at hand go through it. */
Outcome through(Outcome o, u32 on_return, u32 data, Value held);
Outcome call_method_later(Ref object, Text *name, const Value *args, u32 n);
Outcome op_getattr_odd_dict(Ref object, Text *name); /* an instance dict whose keys must be asked */
Outcome op_type_setattr(Ref type, Text *name, Ref value); /* type.__setattr__; value EMPTY deletes */
Outcome op_set_getset(Ref descriptor, Ref instance, Ref value); /* of a getset_descriptor or member_descriptor; value EMPTY deletes */
MUST_CHECK Text *call_told_name(Ref callable);     /* "module.f()", as error texts of calls begin; as far as no Python is asked */
MUST_CHECK Text *text_default_repr(Ref a);         /* what object.__repr__ says */
Outcome finalize_pending(void);                    /* calls what waits in the finalizer queue, in a frame of its own */
Outcome op_collect(void);                          /* one collection, in a frame of its own; how many unreachable objects there were */
MUST_CHECK Function *function_new(Code *code, Dict *globals, Dict *builtins); /* takes nothing over */
const char *operator_symbol(u32 op);              /* "+", "** or pow()", "<" … of a name id */
Outcome op_load_global(Frame *f, Text *name);     /* a global or builtin of f's nearest Python frame, or NameError */
#endif
