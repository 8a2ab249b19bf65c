// Runs a program by a WASI command that has the work tree as its only folder, at its own path.
//   node wasi_command.mjs COMMAND.wasm [PROGRAM.py ARGS...]
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WASI } from 'node:wasi';
import { root } from './programs.mjs';

const [command, ...args] = process.argv.slice(2);
if (args.length > 0) args[0] = resolve(args[0]); // a relative path would be beneath the folder that it is relative to
const wasi = new WASI({
  version: 'preview1',
  args: ['krait', ...args],
  env: { PWD: process.cwd() },
  preopens: { [resolve(root)]: resolve(root) },
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(readFileSync(command), wasi.getImportObject());
process.exitCode = wasi.start(instance);
