/* hooks.h: the slots of vm.hooks, filled at start-up. */
#ifndef KRAIT_HOOKS_H
#define KRAIT_HOOKS_H
void hooks_fill(void);
#endif
