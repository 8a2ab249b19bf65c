/* run.h: one run: a program that the embedder started, from its source to its result. */
#ifndef KRAIT_RUN_H
#define KRAIT_RUN_H
#include "host/wire.h"

typedef enum { RUN_EXEC, RUN_MAIN } RunMode;
typedef struct Run {
    struct Run *next;
    u32 id;
    u32 state;        /* KraitState of its last step */
    bool begun, ended, failed; /* failed: its result is an exception */
    bool stopping, stopped;    /* krait_stop was called; it has been done */
    u32 finish;       /* how far the modules of a script have been taken down */
    u8 mode;
    bool want_handle;
    Thread thread;
    Value thrown;     /* the exception that answers its wait; EMPTY: none */
    Value source;     /* str or bytes; EMPTY: read `path` */
    Value path;       /* str or EMPTY */
    Value module;     /* str: -m, or EMPTY */
    Value filename;   /* str */
    Value result;     /* DONE: the value. ERROR: the exception */
    Value text;       /* ERROR: str(exception), a str */
    Value traceback;  /* ERROR: what CPython prints, a str */
} Run;

MUST_CHECK Run *run_open(Bytes request); /* NULL: no memory or a bad request */
Run *run_find(u32 id);
MUST_CHECK bool run_stop(Run *run);  /* goes on with an exception past every except and finally; false: MemoryError raised */
void run_close(Run *run);
void runs_close_all(void);
/* Puts the frame that a run begins with on its thread. */
MUST_CHECK bool run_begin(Run *run);
#endif
