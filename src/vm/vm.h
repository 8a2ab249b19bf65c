/* vm.h: the loop and what stands beside it. Only host/embed.c calls eval. */
#ifndef KRAIT_VM_H
#define KRAIT_VM_H
#include "frame/call.h"
#include "frame/generator.h"

/* Runs the current thread until its fuel is gone, it waits or it has ended; returns LEFT_…. `instructions` in vm counts
 * bytecodes down in the second form, which stops exactly there. */
u32 eval(void);
u32 eval_traced(void);

/* Lets the outcome of what the innermost frame asked for, or of the frame that has just ended, find its way: through
 * continuations, native frames and exception handlers, to a Python frame that can go on. NULL: the loop is to be left. */
Frame *vm_settle(Outcome o);
/* The frame to start or go on with when the loop is entered. */
Frame *vm_enter(void);
/* A Python frame returns: it is popped, and its value is the outcome for the frame below. */
Outcome vm_return(Frame *f, Value value);
Outcome vm_yield(Frame *f, Value value);
#endif
