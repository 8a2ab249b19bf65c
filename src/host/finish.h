/* finish.h: the end of a script, and of an interpreter. */
#ifndef KRAIT_FINISH_H
#define KRAIT_FINISH_H
#include "base/base.h"

/* One stage of taking the modules of a script down, in CPython's order; what it queues is finalized before the next.
 * `stage` begins at 0. false: nothing is left to do. */
bool finish_next(u32 *stage);
/* Releases what an interpreter holds beside its runs. Runs no Python. */
void end_interpreter(void);
#endif
