/* traceback.h: traceback entries: one for each visible frame that an exception leaves or is caught in. */
#ifndef KRAIT_TRACEBACK_H
#define KRAIT_TRACEBACK_H
#include "frame/frame.h"

typedef struct {
    Object head;
    Value next;        /* the entry nearer to where it was raised, or None */
    FrameView *frame;
    u32 unit;          /* inside the instruction: positions are looked up there */
    u32 line;          /* LINE_OF_UNIT: nobody has asked yet */
} Traceback;
enum { LINE_OF_UNIT = 0xFFFFFFFF };
u32 traceback_line(const Traceback *entry); /* 0: none */

/* Puts an entry for f in front of the raised exception's traceback. Out of memory: the entry is left out. */
void traceback_add(Frame *f);
#endif
