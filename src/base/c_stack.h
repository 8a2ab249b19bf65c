/* c_stack.h: how deep the C stack has been: for test builds, which fail when a program drives it past half.
 *
 * The room below the caller is painted once; the lowest byte that has lost its paint since shows the depth.
 */
#ifndef KRAIT_C_STACK_H
#define KRAIT_C_STACK_H
#include "base/base.h"

enum { C_STACK_PAINTED = 512 * 1024 }; /* bytes; a test build's stack must have them */
void c_stack_paint(void);
u32 c_stack_peak(void); /* bytes below the painter's caller; 0: never painted */
#endif
