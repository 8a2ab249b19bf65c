// Runs a WASI command with the current folder as its only folder, at its own path.
//   node wasi_command.mjs COMMAND.wasm ARGS...
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [command, ...args] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: ['krait', ...args],
  env: { PWD: process.cwd() },
  preopens: { '.': process.cwd(), [process.cwd()]: process.cwd() },
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(readFileSync(command), wasi.getImportObject());
process.exitCode = wasi.start(instance);
