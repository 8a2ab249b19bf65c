// Krait: Python 3.14 in a sandbox. The API is described in index.d.ts; this file starts interpreters.
import { compileKrait } from './compile.mjs';
import { Instance } from './instance.mjs';
import { Krait } from './interpreter.mjs';
import { FOLDER, FilesWithLibrary, fetchLibrary } from './library.mjs';
import { readOptions } from './options.mjs';
import { openSinks, openSource } from './streams.mjs';

export { compileKrait };
export { version, build } from './version.mjs';
export { KraitError, LoadError, DisposedError, CrashError, ConversionError, PythonError, LimitError, WouldSuspendError } from './errors.mjs';

export async function loadKrait(options) {
  const settings = readOptions(options);
  const [module] = await Promise.all([compileKrait(settings.wasm), fetchLibrary()]);
  const sinks = openSinks(settings);
  const source = settings.stdin === undefined ? undefined : openSource(settings.stdin);
  return new Krait(new Instance(module, { ...settings, path: [FOLDER] }, { sinks, source, files: new FilesWithLibrary() }));
}
