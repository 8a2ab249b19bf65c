/* embed.h: the whole frontier between an interpreter and its embedder.
 *
 * One instance is one interpreter. Every function returns at once or after a
 * bounded piece of work; none blocks, and no import runs the embedder's code.
 * Pointers and lengths are bytes in linear memory; what comes in is copied
 * before the function returns.
 *
 * Values cross as bytes in the wire format (all numbers little-endian):
 *
 *   'N' None        'T' True      'F' False
 *   'i' i64         an int within 64 bits
 *   'I' u32 n, n bytes  an int beyond: two's complement
 *   'f' f64
 *   's' u32 n, n bytes  str: UTF-8, lone surrogates as their three bytes
 *   'b' u32 n, n bytes  bytes
 *   'l' u32 n, n values list or tuple
 *   'S' u32 n, n values set
 *   'o' u32 n, n pairs  dict whose keys are all str
 *   'm' u32 n, n pairs  dict
 *   'h' u32 id, 's' type name   a handle: what has no copy
 *   'e' an exception: 's' type, 's' text, 's' traceback, 'l' frames (each 'l' of function, file,
 *       'i' line, 'i' column), 'N' or 'i' exit code, 'h' handle
 */
#ifndef KRAIT_EMBED_H
#define KRAIT_EMBED_H
#include "base/base.h"

/* What a step answers; the payload is at krait_payload(). */
typedef enum {
    KRAIT_SLICE = 0,      /* out of budget; no payload */
    KRAIT_INPUT = 1,      /* 's' prompt. krait_resume with 's' or 'N' (end of file) */
    KRAIT_SLEEP = 2,      /* 'f' milliseconds. krait_resume with 'N' */
    KRAIT_BREAKPOINT = 3, /* 'l' file, line */
    KRAIT_HOSTCALL = 4,   /* 'l' module, name, args, kwargs */
    KRAIT_DONE = 5,       /* a value */
    KRAIT_ERROR = 6,      /* 'e' */
    KRAIT_FILE = 7,       /* the loader's own business, never shown to an embedder: 'l' of operation 's' and its
                             arguments. 'stat' path -> 'N' or 'l' kind ('s' "file" or "dir"), 'i' size, 'f' mtime in ms;
                             'read' path -> 'b' or 'N'; 'list' path -> 'l' of 's' or 'N' */
} KraitState;

/* Once, first. `options` is an 'o': argv 'l', env 'o', memory 'f' (bytes), recursion 'i', intDigits 'i', seed 'i',
 * hashSeed 'i', now 'f', filesystem 'T' (whether KRAIT_FILE is answered), path 'l' (sys.path), executable 's'. All optional.
 * 0 = ready; else an errno-like code: 1 bad options, 2 no memory. */
u32 krait_create(const u8 *options, u32 length);

/* Room for what comes in. NULL: no memory. */
u8 *krait_alloc(u32 length);
void krait_free(u8 *at, u32 length);

/* Opens a run; nothing of it is run yet. `request` is an 'o': source 's' or 'b' | path 's' (a file to run as __main__) |
 * module 's' (-m), filename 's', mode 's': "exec" (default; the value of a last expression statement without ';' is the
 * result), "main" (a script: as CPython runs a file; no result, and its traceback goes to stderr); result 's' "copy" | "handle".
 * Returns a run id above 0, or 0: no memory or a bad request. */
u32 krait_eval(const u8 *request, u32 length);

/* Runs until `fuel` is used up (to the first charge point at or past it) or, if instructions > 0, until that many
 * bytecodes have run. Returns a KraitState. An unanswered wait is returned again. */
u32 krait_run(u32 run, u32 fuel, u32 instructions);

/* Answers a wait. failed = 1: the payload is 'l' of exception type name 's' and text 's', raised at the waiting call. */
u32 krait_resume(u32 run, u32 failed, const u8 *value, u32 length);

void krait_interrupt(u32 run);  /* KeyboardInterrupt at the next charge point; run 0: whichever runs next */
void krait_stop(u32 run);       /* the next krait_run ends it past every except and finally, with KRAIT_ERROR */
void krait_close(u32 run);      /* releases what a run holds, at any state */
void krait_dispose(void);       /* releases everything; the leak check of test builds runs here */

/* {u32 address, u32 length} of the last answer; valid until the next call. */
typedef struct { const u8 *at; u32 length; } KraitPayload;
const KraitPayload *krait_payload(void);

typedef struct { f64 memory, memory_peak, wasm_memory, fuel, cpu_ms; u32 depth, c_stack_peak; } KraitUsage;
const KraitUsage *krait_usage(void);

/* The host table: the only imports (wasm module name "krait"). */
f64 host_clock(u32 which);                 /* 0: nanoseconds since 1970; 1: monotonic nanoseconds; 2: processor nanoseconds */
void host_entropy(u8 *at, u32 length);
void host_write(u32 stream, const u8 *at, u32 length); /* 1 stdout, 2 stderr: copies the bytes (UTF-8, whole characters) */
NORETURN void host_crash(const u8 *at, u32 length);    /* a broken CHECK: says why, then traps */
#endif
