// What this is. toolchain/pack_loader.mjs writes the real ones into dist/, where they belong to krait.wasm beside it.

/** The npm version. */
export const version = '0.0.0';
/** The first 16 hex digits of krait.wasm's SHA-256. */
export const build = '';
