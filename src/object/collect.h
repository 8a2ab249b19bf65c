/* collect.h: the cycle collector: marking from what the program can reach, over the heap's pools. */
#ifndef KRAIT_COLLECT_H
#define KRAIT_COLLECT_H
#include "object/object.h"

/* Finds what only garbage cycles hold. Objects with finalizers are queued for the safe point (oldest first) and live
 * on until those have run; the rest is taken apart at once. Runs no Python. Returns how many unreachable objects there were. */
u32 collect_garbage(void);
#endif
