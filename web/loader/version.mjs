// What this is; toolchain/pack_loader.mjs fills it in.

/** The npm version. */
export const version = KRAIT_VERSION;
/** The first 16 hex digits of krait.wasm's SHA-256. */
export const build = KRAIT_BUILD;
