/* wait.h: natives that have to wait for the embedder: the loop is left, and the answer comes back as their result. */
#ifndef KRAIT_WAIT_H
#define KRAIT_WAIT_H
#include "frame/op.h"

/* Leaves the loop with state `kind` (KraitState of host/embed.h) and a payload (taken over) that the host floor puts
 * into the wire format. The result is what the embedder answered. */
Outcome wait_for(u32 kind, Value payload);
Outcome wait_sleep(f64 ms);          /* None */
Outcome wait_input(Value prompt);    /* a str (a line without its newline), or None at the end of input */
Outcome wait_file(Value request);    /* a list (operation, path): see embed.h */
#endif
