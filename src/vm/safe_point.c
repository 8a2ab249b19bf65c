/* safe_point.c: what the loop does between two instructions when something is pending: finalizers first, then an
 * interrupt, then the collector. Each is a frame on top of the running one; its result is dropped. */
#include "vm/ops.h"

Outcome vm_safe_point(Frame *f) {
    if (vm.pending & PENDING_FINALIZERS) return op_wanting(f, WANT_DROP, finalize_pending());
    if (vm.pending & PENDING_INTERRUPT) {
        vm.pending &= ~(u32)PENDING_INTERRUPT;
        f->ip++; /* it is raised at the instruction that comes next, under its handlers */
        return outcome(raise_with_nothing(ERR_KEYBOARD_INTERRUPT));
    }
    if (vm.pending & PENDING_COLLECT) {
        vm.pending &= ~(u32)PENDING_COLLECT;
        if (vm.gc.enabled) return op_wanting(f, WANT_DROP, op_collect());
    }
    return OP_NOTHING;
}
