/* finalize.c: calling what objects want called when they end: `__del__`, close() of a suspended generator, callbacks of
 * weak references. One frame empties the queue of object/gc.c from the top: while a finalizer runs, what it drops forms a
 * batch of its own above `queue_floor`, and is finished before older siblings go on.
 *
 * The thing whose finalizer runs lives again with one reference, in the frame's slot. If that is still the only one
 * afterwards, it goes on to its end; else it has been resurrected (PEP 442).
 */
#include "frame/call.h"
#include "frame/generator.h"
#include "object/gc.h"

enum { SUBJECT, RAISED, WAITING, FINALIZE_SLOTS };
enum { BETWEEN, CALLED, REPORTED };
/* aux: the queue's floor before this frame. RAISED: the exception that was on its way when the frame was pushed. WAITING:
 * while a callback runs, the address of the one that comes next: what dies meanwhile goes before it. */

static void set_waiting_aside(Frame *f) {
    frame_slots(f)[WAITING] = value_u32((u32)(uintptr_t)vm.callbacks);
    vm.callbacks = NULL;
}

static void take_waiting_back(Frame *f) {
    Ref waiting = ref(frame_slots(f)[WAITING]);
    if (is_empty(waiting)) return;
    frame_slots(f)[WAITING] = EMPTY;
    WeakRef **end = &vm.callbacks;
    while (*end) end = &(*end)->next;
    *end = (WeakRef *)(uintptr_t)(u32)int48_of(waiting);
}

static Outcome next_finalizer(Frame *f) {
    Value *slot = frame_slots(f);
    for (;;) {
        WeakRef *weak = gc_take_callback();
        if (weak) {
            slot[SUBJECT] = value_of(weak);
            Value args[1] = {slot[SUBJECT]};
            f->state = CALLED;
            set_waiting_aside(f);
            vm.queue_floor = vm.queue;
            vm.pending &= ~(u32)PENDING_FINALIZERS; /* this frame sees to what is left */
            return op_call(ref(weak->callback), args, 1);
        }
        Object *o = gc_take_finalizable();
        if (!o) o = gc_take_cyclic();
        if (o) {
            slot[SUBJECT] = value_of(o);
            f->state = CALLED;
            vm.queue_floor = vm.queue; /* what the finalizer drops comes before the rest */
            if (is_generator_like(ref_of(o)) || o->type == vm.types[T_ASYNC_GENERATOR]) return generator_finalize((Generator *)o);
            return call_special(o->type->dunder[N_DEL], ref_of(o), NULL, 0, ON_VALUE, 0, EMPTY);
        }
        Object *before = vm.queue;
        gc_drain();
        if (vm.queue == vm.queue_floor && !vm.callbacks) break;
        if (vm.queue == before && !vm.callbacks) break; /* nothing moved: what is left waits for its floor */
    }
    return native_done(f, NONE);
}

static Outcome finalize_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state == CALLED && is_error(incoming)) {
        f->state = REPORTED;
        return vm.hooks.unraisable(ref(slot[SUBJECT]));
    }
    if (f->state != BETWEEN) {
        if (is_error(incoming)) raised_clear();
        else value_release(incoming);
        f->state = BETWEEN;
        take_waiting_back(f);
        vm.queue_floor = (Object *)(uintptr_t)f->aux;
        value_release(value_take(&slot[SUBJECT]));
    }
    return next_finalizer(f);
}

static void finalize_leave(Frame *f) {
    take_waiting_back(f);
    vm.queue_floor = (Object *)(uintptr_t)f->aux;
    if (vm.queue == vm.queue_floor && !vm.callbacks) vm.pending &= ~(u32)PENDING_FINALIZERS;
}
static const NativeFrameKind finalize_frame = {"finalizer", finalize_step, FINALIZE_SLOTS, 0, finalize_leave};

Outcome finalize_pending(void) {
    Frame *f = native_push(&finalize_frame);
    if (!f) {
        raised_clear(); /* no memory for the frame: they wait for the next safe point */
        return outcome(NONE);
    }
    f->aux = (u32)(uintptr_t)vm.queue_floor;
    vm.pending &= ~(u32)PENDING_FINALIZERS;
    return OUTCOME_PUSHED;
}
