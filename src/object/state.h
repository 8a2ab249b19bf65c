/* state.h: the one struct that holds an interpreter. One wasm instance = one
 * interpreter = one `vm` at a fixed address. Hot fields first.
 *
 * `fuel` counts down at calls and backward jumps and in native loops; at or
 * below zero the loop leaves (slice over) or looks at `pending`.
 */
#ifndef KRAIT_STATE_H
#define KRAIT_STATE_H
#include "object/value.h"
#include "object/type.h"
#include "mem/stack.h"

typedef struct Frame Frame;
typedef struct ExcInfo ExcInfo;
struct ExcInfo { Value handled; ExcInfo *previous; }; /* what `raise` without operand raises again: None or an exception */

typedef struct Thread Thread;
struct Thread {
    Frame *frame;              /* running: what is innermost */
    DataStack stack;
    ExcInfo *exc_info;         /* innermost; generators have their own while they run */
    ExcInfo exc_root;
    u32 depth, depth_limit;    /* visible calls; sys.setrecursionlimit */
    u32 depth_headroom;        /* while a RecursionError is being handled */
    Value incoming;            /* for the innermost native frame, when a slice ended before it was fed; EMPTY: none */
    Value sent_result;         /* what a delegate returned, while STOP tells SEND so */
    u32 wait;                  /* KraitState of host/embed.h that the thread waits in; 0: none */
    Value wait_payload;        /* what the wait is about, as the host floor put it */
    Thread *next;
    u32 id;
};

/* Why the loop was left. */
enum { LEFT_NONE, LEFT_SLICE, LEFT_DONE, LEFT_FAILED, LEFT_WAIT, LEFT_INSTRUCTIONS };
enum { PENDING_FINALIZERS = 1, PENDING_INTERRUPT = 2, PENDING_STOP = 4, PENDING_COLLECT = 8, PENDING_SLICE_END = 16 };

/* What a lower floor asks of a higher one, filled at start-up: down by name, up by slot. */
typedef struct {
    Value (*sequence_iterator)(Ref sequence);          /* iter() of what has only __getitem__ */
    Value (*generic_alias)(Ref origin, Ref arguments); /* list[int] */
    Outcome (*slow)(const char *module, const char *function, const Value *args, u32 n); /* src/lib/_slow */
    bool (*write)(u32 stream, Text *text);             /* 1 stdout, 2 stderr: buffered by the host floor; false: raised, it cannot be encoded */
    void (*flush)(void);
    void (*remember_source)(Text *filename, Bytes source); /* so that tracebacks can show its lines */
    void (*write_stderr)(const Text *text);
    Text *(*source_line)(Text *filename, u32 line);    /* without its newline; NULL: not known, nothing raised */
    f64 (*clock)(u32 which);                           /* nanoseconds: 0 since 1970, 1 monotonic, 2 of the processor */
    void (*warn)(const Text *message, const char *advice); /* a RuntimeWarning about the line that runs */
    Outcome (*unraisable)(Ref object);                 /* vm.raised goes to sys.unraisablehook or stderr; None */
} Hooks;

typedef struct {
    i32 fuel;
    u32 pending;               /* PENDING_… bits: what the next safe point must look at */
    Thread *thread;
    Value raised;              /* the exception on its way; EMPTY: none */
    u32 left;                  /* LEFT_…: why the loop was left last */
    u32 instructions;          /* TRACED: bytecodes still to run before it is left */
    u32 c_depth;               /* nested C calls through type slots; see C_DEPTH_MAX */
    Text *names[N_COUNT];      /* interned, immortal */
    Type *types[T_COUNT];
    Text *latin1[256];         /* one-character strings */
    Value memory_error;        /* made at start-up, for when nothing can be made */
    bool raising_memory;
    Value empty_tuple, empty_text, empty_bytes, empty_frozenset;
    Dict *builtins;            /* the builtins module's namespace */
    Dict *modules;             /* sys.modules */
    Dict *interned;            /* weak: see text.c */
    u32 type_version;          /* the last one given */
    u32 function_version;
    u32 keys_version;          /* likewise, of tables */
    bool reraising;            /* the exception on its way has its traceback entry for this frame already */
    u64 hash_key[2];
    u64 fuel_used;
    u32 int_digits_limit;
    Object *queue, *queue_floor; /* objects whose count has reached 0: see gc.c */
    Object **queue_insert;
    Object *queue_after, *queue_tail;
    bool draining;
    struct { Object **items; u32 count, capacity, next; } finalizable; /* of garbage cycles: each with a reference */
    struct WeakRef *callbacks; /* weak references whose callback waits for the safe point */
    struct { u32 allocated, threshold; bool enabled, running; u32 collections, found; } gc;
    Hooks hooks;
    Thread main_thread;
} Vm;
extern Vm vm;

enum { C_DEPTH_MAX = 32 };
/* Charges native work: n units of about one bytecode each. The loop notices at its next safe point. */
INLINE void fuel_charge(u32 units) { vm.fuel -= (i32)(units < 1u << 20 ? units : 1u << 20); }
/* Inside a long killable native: false, with an exception set, when the run must end now (hard limit, stop). */
MUST_CHECK bool fuel_poll(u32 units);
#endif
