/* wait.c: see wait.h. The frame leaves the loop once, and is done when it is given something. */
#include "frame/wait.h"
#include "object/tuple.h"

enum { WAIT_INPUT = 1, WAIT_SLEEP = 2, WAIT_FILE = 7 }; /* KraitState's numbers */

static Outcome wait_step(Frame *f, Value incoming) {
    if (f->state == 0) {
        f->state = 1;
        vm.thread->wait = f->aux;
        value_set(&vm.thread->wait_payload, value_take(&frame_slots(f)[0]));
        vm.left = LEFT_WAIT;
        return native_again(f);
    }
    return is_error(incoming) ? native_fail(f) : native_done(f, incoming);
}
static const NativeFrameKind wait_frame = {"wait", wait_step, 1, 0, NULL};

Outcome wait_for(u32 kind, Value payload) {
    Frame *f = native_push(&wait_frame);
    if (!f) return value_release(payload), OUTCOME_ERROR;
    frame_slots(f)[0] = payload;
    f->aux = kind;
    return OUTCOME_PUSHED;
}

Outcome wait_sleep(f64 ms) { return wait_for(WAIT_SLEEP, value_double(ms)); }
Outcome wait_input(Value prompt) { return wait_for(WAIT_INPUT, prompt); }
Outcome wait_file(Value request) { return wait_for(WAIT_FILE, request); }
