/* collect.c: the cycle collector's frame: it lies on top of whatever runs and works a stretch a step, so that a
 * collection over a large heap is sliced, charged and stopped as everything else is.
 */
#include "object/collect.h"
#include "frame/call.h"

/* aux: the number of our collection. Between two steps someone else may have finished it. */
enum { BEGIN, GO_ON };

static Outcome collect_step(Frame *f, Value incoming) {
    (void)incoming; /* nothing is asked */
    bool is_ours = f->state == BEGIN || (vm.gc.running && vm.gc.collections == f->aux);
    if (!is_ours || collect_some()) return native_done(f, value_u32(vm.gc.found));
    f->state = GO_ON;
    f->aux = vm.gc.collections;
    return native_again(f);
}

static const NativeFrameKind collect_frame = {"collect", collect_step, 0, 0, NULL};

Outcome op_collect(void) {
    collect_rest(); /* of another run */
    if (native_push(&collect_frame)) return OUTCOME_PUSHED;
    raised_clear(); /* no memory for a frame: this may be the remedy */
    return outcome(value_u32(collect_garbage()));
}
