/* frame.h: activation records on the data stack.
 *
 *   | header (6 slots) | locals, cells, free variables | globals builtins locals | value stack … |
 *
 * A record's `previous` is who gets its result. What the result must go through first is in `on_return`
 * (continuations.def). Generators, coroutines and async generators own their record: it lies in the generator object
 * and is linked in while it runs. A frame *object* (FrameView) is a thin view, made only when Python asks for one; when
 * the record goes and the view stays, frame_part_from_view gives it memory of its own.
 *
 * `ip` is the unit after the running instruction, so (ip - 1) lies inside it: positions and handlers are looked up
 * there. `ip` and `sp` are true whenever the loop is not in its own registers: in every op_*, native and step.
 */
#ifndef KRAIT_FRAME_H
#define KRAIT_FRAME_H
#include "bytecode/code.h"
#include "object/error.h"
#include "object/gc.h"

typedef struct NativeFrameKind NativeFrameKind;
typedef struct FrameView FrameView;

enum { FRAME_PYTHON, FRAME_NATIVE };
enum {
    FRAME_HIDDEN = 1,    /* not seen by tracebacks, f_back, the recursion limit */
    FRAME_OWNED = 2,     /* the record lies in a generator */
    FRAME_FINISHED = 4,  /* native: the outcome of this step is the frame's own */
    FRAME_ROOT = 8,      /* the bottom of a run: its result leaves the loop */
    FRAME_CLASS_BODY = 16,
    FRAME_COUNTED = 32,  /* counts against the recursion limit */
    FRAME_FAILED = 64,   /* native: resumed with an error */
    FRAME_ENTERED = 128
};
enum {
#define CONTINUATION(id) ON_##id,
#include "frame/continuations.def"
    ON_COUNT
};

struct Frame {
    Frame *previous;
    union { Code *code; const NativeFrameKind *native; };
    const u16 *ip;
    Value *sp;           /* first free slot of the value stack */
    u8 kind, on_return, flags;
    u8 wanted;           /* WANT_…: what the running instruction does with a result that arrives later */
    u32 data;            /* the continuation's own: an operator, a name id, a jump */
    FrameView *view;
    Function *function;  /* Python frames: owned; it keeps code, globals and builtins alive */
    u16 state;           /* native: where the step goes on. Python: unused */
    u16 slot_count;      /* native: traced slots */
    u32 aux;             /* native: a number of its own. Python: the jump of a waiting FOR_ITER or SEND */
    Value held;          /* what the continuation keeps alive */
};
_Static_assert(sizeof(Frame) == 48, "six slots: the record's header, counted by Code.frame_slots");
enum { FRAME_HEADER_SLOTS = 6, FRAME_SPECIALS_SIZE = 3 };
/* How a Python frame takes the result of the instruction that waits for it. */
enum { WANT_PUSH, WANT_DROP, WANT_NOT /* of True or False */, WANT_FOR /* STOP: pop the iterator, jump by aux */, WANT_SEND,
       WANT_METHOD /* push it and EMPTY */, WANT_THROW /* a delegate was thrown into: as WANT_SEND, from behind the YIELD_VALUE */,
       WANT_UNPACK /* a tuple: push its items, the last first */, WANT_STORE_FAST };
enum { SPECIAL_GLOBALS, SPECIAL_BUILTINS, SPECIAL_LOCALS };

/* specials hold globals and builtins with TAG_BORROWED (the function keeps them); locals is EMPTY or an owned mapping. */
TINY_INLINE Value *frame_locals(Frame *f) { return (Value *)(f + 1); }                 /* Python frames: localsplus */
TINY_INLINE Value *frame_specials(Frame *f) { return frame_locals(f) + f->code->nlocalsplus; }
TINY_INLINE Value *frame_stack(Frame *f) { return frame_specials(f) + FRAME_SPECIALS_SIZE; }
TINY_INLINE Value *frame_slots(Frame *f) { return (Value *)(f + 1); }                  /* native frames: traced slots */
TINY_INLINE Value *native_stack(Frame *f) { return frame_slots(f) + f->slot_count; }
INLINE u32 frame_unit(const Frame *f) { return (u32)(f->ip - f->code->units) - 1; } /* inside the running instruction */

/* Pushes a record for code; locals are EMPTY, stack empty. NULL: RecursionError or MemoryError raised. */
MUST_CHECK Frame *frame_push(Code *code, Function *function, u32 on_return);
/* Unlinks the innermost record: releases locals, specials and what is left on the stack, and returns its memory. */
void frame_pop(Frame *f);
void frame_start(Frame *f, Code *code, Function *function, u32 on_return); /* fills a record's header and clears its locals */
/* What f's result goes through; call with f innermost no more. Both take over `held`. */
Outcome frame_accept(u32 how, u32 data, Value held, Value result);
Outcome frame_rescue(u32 how, u32 data, Value held); /* vm.raised is set; ERROR lets it go on */
void frame_release_contents(Frame *f);   /* locals, specials and stack become EMPTY; also for generators */
void frame_visit(Frame *f, GcVisit *visit);
Frame *frame_visible(Frame *f);          /* the nearest frame that Python may see, f itself included; NULL: none */
bool frame_too_deep(void);               /* false: RecursionError raised */
MUST_CHECK INLINE bool frame_enter_depth(void) { /* counts a visible call; false: RecursionError raised */
    if (UNLIKELY(vm.thread->depth >= vm.thread->depth_limit)) return frame_too_deep();
    vm.thread->depth++;
    return true;
}
INLINE void frame_leave_depth(void) { vm.thread->depth--; }

struct FrameView {
    Object head;
    Frame *record;       /* on the stack, in a generator, or in own memory behind `own` */
    u32 own_slots;       /* 0: the record is not ours */
    Value back;          /* f_back once the record is gone: a view or None; EMPTY while it is live */
    Value trace, extra_locals, fast_locals_proxy;
    u32 trace_lines, trace_opcodes, line_override;
};
MUST_CHECK FrameView *frame_view(Frame *f); /* a new reference */
void frame_part_from_view(Frame *f);     /* f has one and is going: where somebody holds it, it gets memory of its own */
void frame_view_destroy(Object *o);      /* frame_spec's */
void frame_view_visit(Object *o, GcVisit *visit);
Dict *frame_globals(Frame *f);
Dict *frame_builtins(Frame *f);
#endif
