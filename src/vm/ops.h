/* ops.h: the instructions that are not written out in the loop. Each cold one takes the frame, spilled, with its operands
 * on the frame's stack; it pops them and answers with the value to push, EMPTY for none, ERROR, or PUSHED (with
 * f->wanted saying what becomes of the result). */
#ifndef KRAIT_OPS_H
#define KRAIT_OPS_H
#include "frame/call.h"

typedef Outcome ColdOp(Frame *f, u32 a);
extern ColdOp *const vm_cold[256];
#define OP_NOTHING ((Outcome){BITS_EMPTY}) /* done; nothing to push */
INLINE Value op_pop(Frame *f) { return *--f->sp; }
/* The result that an op asks for is wanted otherwise than pushed: set it before asking; a value at hand comes back as told. */
Outcome op_wanting(Frame *f, u32 wanted, Outcome asked);

Outcome vm_load_method(Frame *f, u16 *cache, Ref object, Text *name);
Outcome vm_load_attr(Frame *f, u16 *cache, Ref object, Text *name);
Outcome vm_store_attr(Frame *f, u16 *cache, Ref object, Text *name, Ref value);
Outcome vm_load_global(Frame *f, const u16 *cache, u32 name);
Outcome vm_subscript(Ref object, Ref key);
Outcome vm_store_subscript(Ref object, Ref key, Ref value);
/* Membership in a dict, set or str, where Python need not be asked: 0, 1; 2: it is not known. */
u32 vm_quick_contains(Ref container, Ref item);
Outcome vm_call(Value *base, u32 n);
/* Division, shifts and the like of small ints and floats, where nothing can fail. */
bool vm_quick_operator(u32 op, Ref x, Ref y, Value *result);
/* x: what *held_x holds, or what a local holds (then *held_x is EMPTY). */
Outcome vm_operator(Frame *f, Ref x, Ref y, u32 op, u32 augmented, Value *held_x);
Outcome vm_safe_point(Frame *f); /* EMPTY: nothing was pending after all */
void vm_raise_unbound(Frame *f, u32 local);

#define OPCODE(name, units, cache, effect, picture) ColdOp cold_##name;
#include "bytecode/opcodes.def"
#endif
