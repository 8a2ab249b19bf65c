/* streams.h: sys.stdin, sys.stdout and sys.stderr as the host floor offers them: text only. */
#ifndef KRAIT_STREAMS_H
#define KRAIT_STREAMS_H
#include "modules/native.h"

typedef struct { Object head; u32 dict; Object *weakrefs; u32 number; } Stream; /* 0 stdin, 1 stdout, 2 stderr */
extern const TypeSpec stream_spec;
MUST_CHECK Value stream_new(Type *type, u32 number);
bool is_input(Ref r);  /* exactly our own stdin */
bool is_output(Ref r); /* exactly our own stdout or stderr, its write() not overridden */
#endif
