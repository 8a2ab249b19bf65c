/* native_frame.c: pushing native frames, and the driver that steps them. */
#include "frame/native_frame.h"

Frame *native_push_sized(const NativeFrameKind *kind, u32 slots) {
    Thread *t = vm.thread;
    Frame *f = (Frame *)(void *)stack_push(&t->stack, FRAME_HEADER_SLOTS + slots + kind->stack);
    if (UNLIKELY(!f)) {
        raise_no_memory();
        return NULL;
    }
    f->previous = t->frame;
    f->native = kind;
    f->ip = NULL;
    f->kind = FRAME_NATIVE;
    f->on_return = ON_VALUE;
    f->flags = FRAME_HIDDEN;
    f->wanted = WANT_PUSH;
    f->data = 0;
    f->view = NULL;
    f->function = NULL;
    f->state = 0;
    f->slot_count = (u16)slots;
    f->aux = 0;
    f->held = EMPTY;
    Value *slot = frame_slots(f);
    for (u32 i = 0; i < slots; i++) {
        slot[i] = EMPTY;
        KEEP_LOOP();
    }
    f->sp = slot + slots;
    t->frame = f;
    return f;
}

Frame *native_push(const NativeFrameKind *kind) { return native_push_sized(kind, kind->slots); }

Frame *native_push_counted(const NativeFrameKind *kind) {
    if (!frame_enter_depth()) return NULL;
    Frame *f = native_push(kind);
    if (!f) {
        frame_leave_depth();
        return NULL;
    }
    f->flags |= FRAME_COUNTED;
    return f;
}

/* One step after another while the answers are at hand. A finished frame is popped, and its outcome has gone through
 * its continuation: it is then for the frame below, which is innermost. When fuel runs out between two steps the next
 * incoming is kept in the thread, and EMPTY with vm.left set tells the loop to leave. */
Outcome native_drive(Frame *f, Value incoming) {
    for (;;) {
        f->flags &= (u8)~FRAME_FINISHED;
        Outcome answer = f->native->step(f, incoming);
        vm.fuel--;
        if (f->flags & FRAME_FINISHED && vm.thread->frame == f) {
            u32 how = f->on_return, data = f->data;
            Value held = value_take(&f->held);
            frame_pop(f);
            if (how == ON_VALUE) return answer;
            return outcome_is_error(answer) ? frame_rescue(how, data, held) : frame_accept(how, data, held, outcome_value(answer));
        }
        if (outcome_is_pushed(answer) || vm.thread->frame != f) return answer; /* also an exception thrown into a generator */
        incoming = outcome_value(answer);
        if (UNLIKELY(vm.fuel <= 0 || vm.left)) {
            vm.thread->incoming = incoming;
            if (!vm.left) vm.left = LEFT_SLICE;
            return outcome(EMPTY);
        }
    }
}
