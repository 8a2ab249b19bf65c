/* frozen.h: modules written in Python that are part of the engine: src/lib, as toolchain/gen_frozen.mjs has put it. */
#ifndef KRAIT_FROZEN_H
#define KRAIT_FROZEN_H
#include "modules/native.h"

typedef struct {
    const char *name;
    bool package;
    u32 length, packed_length; /* bytes of source; bytes at `packed` */
    const u8 *packed;
} Frozen;
const Frozen *frozen_find(const Text *name); /* NULL: there is none of that name, or programs may not import it */
MUST_CHECK Value frozen_source(const Frozen *module); /* new bytes: its text. ERROR: MemoryError raised */
/* The host floor puts it into vm.hooks.slow: calls a function of src/lib/_slow/<module>.py, unseen by tracebacks, or of a
 * frozen module that programs see, too. */
Outcome frozen_slow(const char *module, const char *function, const Value *args, u32 n);
#endif
