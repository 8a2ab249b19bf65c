/* gc.c: the gc module: the collector asked by name. A collection runs the finalizers it has lined up, and then looks
 * again, as CPython's does. */
#include "modules/native.h"

/* aux: objects found so far. state: what the answer is of. */
enum { BEGUN, COLLECTED, FINALIZED, COLLECTED_AGAIN, FINALIZED_AGAIN };

static Outcome collect_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case BEGUN:
        return op_collect();
    case COLLECTED:
        f->aux = (u32)int48_of(ref(incoming));
        if (!(vm.pending & PENDING_FINALIZERS)) break;
        return finalize_pending();
    case FINALIZED:
        value_release(incoming);
        return op_collect(); /* what the finalizers have not brought back to life */
    case COLLECTED_AGAIN:
        f->aux = (u32)int48_of(ref(incoming)); /* only those count */
        if (vm.pending & PENDING_FINALIZERS) return finalize_pending();
        break;
    default:
        value_release(incoming);
    }
    return native_done(f, value_u32(f->aux));
}
static const NativeFrameKind collect_frame = {"collect", collect_step, 0, 0, NULL};

static Outcome gc_collect(Ref self, const Value *args, u32 n) { return native_push(&collect_frame) ? OUTCOME_PUSHED : OUTCOME_ERROR; }

static Value gc_enable(Ref self) {
    vm.gc.enabled = true;
    return NONE;
}
static Value gc_disable(Ref self) {
    vm.gc.enabled = false;
    return NONE;
}
static Value gc_isenabled(Ref self) { return value_bool(vm.gc.enabled); }
static Value gc_is_tracked(Ref self, Ref x) { return value_bool(is_pointer(x) && object_of(x)->type->visit && !(object_of(x)->type->flags & TYPE_LEAF)); }
static Value gc_is_finalized(Ref self, Ref x) { return value_bool(is_pointer(x) && object_of(x)->refs & FLAG_FINALIZED); }
static Value gc_get_count(Ref self) { return tuple_pack3(value_u32(vm.gc.allocated), value_u32(0), value_u32(0)); }
static Value gc_get_threshold(Ref self) { return tuple_pack3(value_u32(2000), value_u32(10), value_u32(10)); }
static Value gc_set_threshold(Ref self, const Value *args, u32 n) { return NONE; }
static Value gc_freeze(Ref self) { return NONE; }

static const NativeRow functions[] = {
    METHOD("collect($module, /, generation=2)", ON, gc_collect, "Collects garbage cycles; answers how many objects were unreachable."),
    METHOD("enable($module, /)", P0, gc_enable, "Lets the collector run by itself."),
    METHOD("disable($module, /)", P0, gc_disable, "Only collect() collects."),
    METHOD("isenabled($module, /)", P0, gc_isenabled, "Whether the collector runs by itself."),
    METHOD("is_tracked($module, obj, /)", P1, gc_is_tracked, "Whether the collector looks at the object."),
    METHOD("is_finalized($module, obj, /)", P1, gc_is_finalized, "Whether the object's finalizer has run."),
    METHOD("get_count($module, /)", P0, gc_get_count, "Containers made since the last collection."),
    METHOD("get_threshold($module, /)", P0, gc_get_threshold, "CPython's thresholds; Krait's own grow with the heap."),
    METHOD("set_threshold($module, /, threshold0, threshold1=10, threshold2=10)", PN, gc_set_threshold, "Accepted; Krait's thresholds grow with the heap."),
    METHOD("freeze($module, /)", P0, gc_freeze, "Accepted."),
};
const ModuleSpec gc_module = {.name = "gc", .doc = "The cycle collector.", FUNCTIONS(functions)};
