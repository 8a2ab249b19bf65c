/* inflate.h: the bytes of a raw DEFLATE stream (RFC 1951). Allocates nothing and reads no table: start-up unpacks the
 * module's own data with it (base/packed.h), tables among them. */
#ifndef KRAIT_INFLATE_H
#define KRAIT_INFLATE_H
#include "base/base.h"

/* Exactly `length` bytes into `to`. false: the stream is wrong, ends early, or gives more or fewer bytes. Whatever the
 * stream is, nothing outside `to` is written, and the work is in proportion to both lengths. */
MUST_CHECK bool inflate(Bytes packed, u8 *to, u32 length);
#endif
