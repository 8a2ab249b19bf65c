/* collect.h: the cycle collector: marking from what the program can reach, over the heap's pools.
 *
 * It finds what only garbage cycles hold. Objects with finalizers are queued for the safe point (oldest first) and live on
 * until those have run; the rest is taken apart at once. Runs no Python. vm.gc.found: how many unreachable objects there
 * were.
 */
#ifndef KRAIT_COLLECT_H
#define KRAIT_COLLECT_H
#include "object/object.h"

enum { COLLECT_STRETCH = 64 }; /* objects looked at: about one unit of fuel */

bool collect_some(void);   /* a stretch, the first one if none is running; true: the collection is over */
void collect_rest(void);   /* the rest of the running collection, if there is one */
u32 collect_garbage(void); /* a whole collection at once; vm.gc.found */
#endif
