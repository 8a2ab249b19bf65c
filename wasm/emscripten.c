/* emscripten.c: the host table of krait.wasm: four imports, by their names in host/embed.h, from module "krait".
 *
 * Nothing else is imported, so whoever links these four runs the same bytes. The exports are exports.def's, handed to
 * the linker by toolchain/flags.sh; call `_initialize` before any of them.
 */
#include "host/embed.h"

#define FROM_HOST(name) __attribute__((import_module("krait"), import_name(#name)))

FROM_HOST(host_clock) f64 import_clock(u32 which);
FROM_HOST(host_entropy) void import_entropy(u8 *at, u32 length);
FROM_HOST(host_write) void import_write(u32 stream, const u8 *at, u32 length);
FROM_HOST(host_crash) void import_crash(const u8 *at, u32 length);

f64 host_clock(u32 which) { return import_clock(which); }
void host_entropy(u8 *at, u32 length) { import_entropy(at, length); }
void host_write(u32 stream, const u8 *at, u32 length) { import_write(stream, at, length); }

void host_crash(const u8 *at, u32 length) {
    import_crash(at, length);
    __builtin_trap();
}

/* Exported functions that the engine lacks would fail here, not at the linker, which is lenient about imports. */
#define EXPORT(name) (void (*)(void))name,
void (*const emscripten_exports[])(void) = {
#include "exports.def"
};
#undef EXPORT
