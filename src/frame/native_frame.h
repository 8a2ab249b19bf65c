/* native_frame.h: natives with a loop or state of their own.
 *
 * A native that may have to ask Python more than once, or whose work goes on after the answer, pushes a native frame:
 * a few traced slots, a `state`, and a step function. The driver calls
 *
 *     Outcome step(Frame *f, Value incoming)
 *
 * first with EMPTY, then with the result of whatever the step asked for. The step OWNS `incoming`; VALUE_ERROR means
 * that what it asked for raised (vm.raised is set): it may clear that and go on, or `return native_fail(f)`. A step
 * answers in one of three ways:
 *
 *     return op_…(…);            ask: the answer comes as the next `incoming`
 *     return native_done(f, v);  the frame is finished; its result is v (taken over)
 *     return native_fail(f);     the frame is finished; vm.raised goes on
 *
 * So a step sets f->state to what it will do with the answer, and then asks. Operands of an ask must be kept alive by
 * the frame's slots. C depth does not grow: the driver loops, and the loop drives. A step that loops natively charges
 * fuel (fuel_charge) in proportion and, every few thousand units, leaves by `return native_again(f)` when fuel has run
 * out: the next incoming is then EMPTY. Everything a step knows lives in its slots, state and aux: the C stack holds
 * nothing between steps.
 *
 *     static Outcome total_step(Frame *f, Value incoming) { … }
 *     const NativeFrameKind total_frame = {"sum", total_step, .slots = 3};
 *     Outcome builtin_sum(…) { Frame *f = native_push(&total_frame); if (!f) return OUTCOME_ERROR;
 *                              frame_slots(f)[0] = value_keep(iterable); return OUTCOME_PUSHED; }
 */
#ifndef KRAIT_NATIVE_FRAME_H
#define KRAIT_NATIVE_FRAME_H
#include "frame/frame.h"
#include "object/protocol.h"

typedef Outcome NativeStep(Frame *f, Value incoming);
struct NativeFrameKind {
    const char *name;
    NativeStep *step;
    u16 slots;        /* traced, EMPTY at first */
    u16 stack;        /* value stack slots (only holders of operands need any) */
    void (*leave)(Frame *f); /* when the frame goes, finished or unwound, before its slots are released; may be NULL. No Python. */
};

/* Links a native frame whose parent is the innermost frame. Returning OUTCOME_PUSHED then hands over to it.
 * NULL: MemoryError raised. It counts against the recursion limit only if `native_push_counted`. */
MUST_CHECK Frame *native_push(const NativeFrameKind *kind);
MUST_CHECK Frame *native_push_counted(const NativeFrameKind *kind); /* NULL also: RecursionError raised */
MUST_CHECK Frame *native_push_sized(const NativeFrameKind *kind, u32 slots);
INLINE Outcome native_done(Frame *f, Value result) { f->flags |= FRAME_FINISHED; return outcome(result); }
INLINE Outcome native_fail(Frame *f) { f->flags |= FRAME_FINISHED; return OUTCOME_ERROR; }
INLINE Outcome native_again(Frame *f) { (void)f; return outcome(EMPTY); } /* the next incoming is EMPTY; the driver looks at fuel */
/* The driver: for the loop only. Runs the innermost (native) frame until it finishes (popped; its outcome) or pushes. */
Outcome native_drive(Frame *f, Value incoming);
#endif
