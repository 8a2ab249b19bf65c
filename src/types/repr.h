/* repr.h: the repr of containers: items joined by ", " between what opens and what closes. One that is met again inside
 * itself is told by `nested`: FLAG_KIND of the object is the mark while its repr is being made. */
#ifndef KRAIT_REPR_H
#define KRAIT_REPR_H
#include "types/native.h"

typedef struct {
    NativeFrameKind native; /* REPR_KIND fills it */
    /* The next item from *position (0 to begin): 0 at the end, 1 piece, or 2 pieces ("key: value"). */
    u32 (*next)(Ref self, u32 *position, Ref pieces[2]);
    void (*begin)(Ref self, TextBuilder *b);
    void (*end)(Ref self, TextBuilder *b);
    void (*nested)(Ref self, TextBuilder *b);
} ReprKind;
#define REPR_SLOTS 6
#define REPR_KIND(name_, next_, begin_, end_, nested_) \
    {.native = {.name = (name_), .step = repr_step, .slots = REPR_SLOTS, .leave = repr_leave}, \
     .next = (next_), .begin = (begin_), .end = (end_), .nested = (nested_)}
Value repr_try(const ReprKind *kind, Ref self);  /* a str, ERROR, NEEDS_PYTHON */
Outcome repr_of(const ReprKind *kind, Ref self); /* natively as far as it goes, then as a frame */
Outcome repr_step(Frame *f, Value incoming);     /* for REPR_KIND */
void repr_leave(Frame *f);
#endif
