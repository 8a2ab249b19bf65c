/* generator.h: generators, coroutines and async generators as far as calling and resuming them goes. They own their
 * activation record: it lies behind the struct, and is linked to who resumed it only while it runs.
 */
#ifndef KRAIT_GENERATOR_H
#define KRAIT_GENERATOR_H
#include "frame/frame.h"

enum { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_CLOSED };

typedef struct Generator {
    Object head;
    Object *weakrefs;
    u32 serial;          /* behind weakrefs: see serial.h */
    u8 state;            /* GENERATOR_… */
    u8 hooked;           /* async generators: first iteration hooks were called */
    u8 ended;            /* async generators: aclose() was called, or they are through */
    u8 awaited;          /* async generators: an awaitable of theirs is being awaited */
    Text *name, *qualname;
    ExcInfo exc;         /* what the generator's own except blocks handle */
    Value origin;        /* coroutines: cr_origin */
    Frame frame;         /* then its slots */
} Generator;

INLINE u32 generator_size(const Code *code) { return (u32)offsetof(Generator, frame) + code->frame_slots * 8u; }
INLINE Generator *generator_of(Frame *f) { return (Generator *)(void *)((u8 *)f - offsetof(Generator, frame)); }
INLINE bool is_generator_like(Ref r) { return is_pointer(r) && (object_of(r)->type == vm.types[T_GENERATOR] || object_of(r)->type == vm.types[T_COROUTINE]); }

/* A generator, coroutine or async generator by the code's flags, with its record started and its locals EMPTY. */
MUST_CHECK Generator *generator_new(Function *function);
/* Links the record in and lets it go on: `sent` (taken over) is what its yield gives; EMPTY at the first start.
 * on_return: ON_RESUMED, ON_RESUMED_NEXT, ON_RESUMED_SEND. PUSHED, or ERROR ("already executing", recursion). A closed one answers
 * as if it had returned None. */
Outcome generator_resume(Generator *g, Value sent, u32 on_return);
/* close() of a generator that nobody holds any more: GeneratorExit at its yield. */
Outcome generator_finalize(Generator *g);
/* Throws vm.raised's exception (taken over) in at the yield; a delegate is asked first. on_return as for generator_resume. */
Outcome generator_throw(Generator *g, Value exception, u32 on_return);
Outcome generator_close(Generator *g);    /* generator.close() */
void generator_drop(Generator *g);         /* its frame ends without its code being asked */
bool generator_wants_finalizer(Object *generator);
Ref generator_delegate(Generator *g);     /* what `yield from` or await waits for; EMPTY: nothing */
/* Unlinks a record that yields or ends. */
void generator_unlink(Generator *g, u32 state);
#endif
