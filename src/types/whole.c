/* whole.c: op_list and op_tuple of frame/op.h: an iterable's items as a list or tuple. */
#include "frame/native_frame.h"
#include "types/list.h"
#include "types/tuple.h"

Outcome op_list(Ref iterable) { return list_from_iterable(iterable); }
Outcome op_tuple(Ref iterable) { return tuple_from_iterable(iterable); }

static Outcome sequence_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0: return op_iter(ref(slots[0]));
    case 1:
        value_set(&slots[0], incoming);
        return op_list(ref(slots[0]));
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind sequence_frame = {.name = "sequence", .step = sequence_step, .slots = 1};

Outcome op_sequence(Ref iterable) {
    Frame *f = native_push(&sequence_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterable);
    return OUTCOME_PUSHED;
}
