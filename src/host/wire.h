/* wire.h: values to and from the bytes that cross the frontier; the format is drawn in embed.h. */
#ifndef KRAIT_WIRE_H
#define KRAIT_WIRE_H
#include "types/native.h"

/* One buffer for one answer after another. When memory is short the rest of an answer is left out and `failed` stays set
 * until the next; WIRE_LEAST bytes always have room. */
typedef struct { u8 *at; u32 length, capacity; bool failed; } Wire;
enum { WIRE_LEAST = 256 };
MUST_CHECK bool wire_open(Wire *w);               /* false: no memory */
void wire_close(Wire *w);
void wire_reset(Wire *w);                         /* to the next answer */
void wire_byte(Wire *w, u8 b);
void wire_u32(Wire *w, u32 n);
void wire_i64(Wire *w, i64 n);
void wire_f64(Wire *w, f64 d);
void wire_begin(Wire *w, u8 tag, u32 count);      /* 'l', 'S', 'o', 'm' */
void wire_text(Wire *w, const Text *t);
void wire_ascii(Wire *w, const char *s);
/* Copies a value in. What has no copy is a handle at the top (kept in the handle table) and a TypeError inside a
 * container. false: raised, the wire is as it was. Runs no Python. */
MUST_CHECK bool wire_value(Wire *w, Ref value);

/* Reading, with every length checked. A reader that has failed stays failed. */
typedef struct { const u8 *at, *end; bool failed; } WireReader;
bool wire_find(Bytes object, const char *key, WireReader *out); /* out: at the value of `key` in an 'o' */
bool wire_read_text(WireReader *r, Bytes *out);
bool wire_read_number(WireReader *r, f64 *out);                 /* 'i' or 'f' */
MUST_CHECK Value wire_read_value(WireReader *r);                /* a new Python value; ERROR raised */

u32 handle_new(Ref value); /* 0: no memory */
Ref handle_get(u32 id);
void handle_free(u32 id);
void handles_clear(void);
#endif
