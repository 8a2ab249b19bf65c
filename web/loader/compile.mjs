// From what an embedder has of krait.wasm to a compiled module. What was fetched from a URL is compiled once and shared.
import { LoadError } from './errors.mjs';

const modules = new Map(); // by URL: promises of modules

/** Why the engine refused the bytes, as a LoadError. */
function refusal(cause) {
  if (/embedder|Content.?Security.?Policy|unsafe-eval/i.test(cause.message)) {
    const advice = "pages need 'wasm-unsafe-eval' in script-src; workers of workerd need the wasm as a WebAssembly.Module";
    return new LoadError('csp', `compiling wasm is not allowed here: ${advice} (${cause.message})`, { cause });
  }
  return new LoadError('compile', `krait.wasm does not compile: ${cause.message}`, { cause });
}

async function compileBytes(bytes) {
  if (typeof WebAssembly !== 'object') throw new LoadError('no-wasm', 'this engine has no WebAssembly');
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw refusal(cause);
  }
}

/** Node's file system, without a name that a bundler for pages would follow; undefined elsewhere. */
async function fileSystem() {
  if (!globalThis.process?.versions?.node) return undefined;
  const name = 'node:fs/promises';
  return process.getBuiltinModule?.(name) ?? import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

async function readBytes(url) {
  try {
    const fs = url.protocol === 'file:' ? await fileSystem() : undefined;
    return fs ? await fs.readFile(url) : await fetch(url);
  } catch (cause) {
    throw new LoadError('fetch', `${url}: ${cause.message}`, { cause });
  }
}

async function compileResponse(response) {
  if (!response.ok) throw new LoadError('fetch', `${response.url || 'krait.wasm'}: the server answers ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  const streams = /^application\/wasm\b/i.test(type) && typeof WebAssembly === 'object' && WebAssembly.compileStreaming;
  try {
    if (streams) return await WebAssembly.compileStreaming(response);
  } catch (cause) {
    throw cause instanceof WebAssembly.CompileError ? refusal(cause) : new LoadError('fetch', cause.message, { cause });
  }
  return compileBytes(await bodyOf(response));
}

async function bodyOf(response) {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw new LoadError('fetch', `${response.url || 'krait.wasm'}: ${cause.message}`, { cause });
  }
}

function compileUrl(url) {
  const known = modules.get(url.href);
  if (known) return known;
  const module = readBytes(url).then(compileAny);
  modules.set(url.href, module);
  module.catch(() => modules.delete(url.href)); // the next one may have more luck
  return module;
}

const isResponse = (source) => typeof Response === 'function' && source instanceof Response;

async function compileAny(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return compileBytes(source);
  if (isResponse(source)) return compileResponse(source); // last: asking Node for its Response loads its whole fetch
  throw new TypeError('wasm must be a URL, bytes, a Response or a WebAssembly.Module');
}

function parseUrl(text) {
  try {
    return new URL(text, globalThis.document?.baseURI ?? globalThis.location?.href);
  } catch (cause) {
    throw new LoadError('fetch', `wasm: ${JSON.stringify(text)} is no URL`, { cause });
  }
}

/** krait.wasm beside this file, in a form that bundlers recognise. */
function defaultUrl() {
  try {
    return new URL('./krait.wasm', import.meta.url);
  } catch (cause) {
    throw new LoadError('no-wasm', 'this bundle does not say where krait.wasm is: pass options.wasm', { cause });
  }
}

/**
 * Compiles krait.wasm, for sharing between interpreters and with workers.
 * @param {string | URL | BufferSource | Response | WebAssembly.Module | Promise<BufferSource | Response | WebAssembly.Module>} [wasm]
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileKrait(wasm) {
  if (typeof WebAssembly !== 'object') throw new LoadError('no-wasm', 'this engine has no WebAssembly');
  if (wasm === undefined) return compileUrl(defaultUrl());
  if (typeof wasm === 'string') return compileUrl(parseUrl(wasm));
  if (wasm instanceof URL) return compileUrl(wasm);
  return compileAny(await settled(wasm));
}

async function settled(source) {
  try {
    return await source;
  } catch (cause) {
    throw new LoadError('fetch', `krait.wasm: ${cause?.message ?? cause}`, { cause });
  }
}
