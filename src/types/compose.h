/* compose.h: a str made of the str() and repr() of any objects: what most `__repr__` and `__str__` natives are. */
#ifndef KRAIT_COMPOSE_H
#define KRAIT_COMPOSE_H
#include "types/native.h"

/* %S: str(args[i]), %R: repr(args[i]), %%. Objects are asked in the order of the format; each directive takes the next
 * of args, which are kept. The format must be static: a frame remembers its address. */
Outcome compose(const char *format, const Value *args, u32 n);
/* True while the repr of `self` is being made further down the stack (a set mark); unmark when it ends. Objects that
 * contain themselves through their attributes are told once. */
bool compose_is_marked(Ref self);
/* As compose, with self (an object whose FLAG_KIND is free) marked meanwhile. */
Outcome compose_marked(Ref self, const char *format, const Value *args, u32 n);
#endif
