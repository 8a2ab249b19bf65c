// The engines that run test programs: the oracle, and Krait in its builds and modes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, testsFolder } from './programs.mjs';

const native = join(root, 'build/native/krait');
const stress = join(root, 'build/stress/krait');
const web = [process.execPath, join(root, 'dist/cli.mjs')];
const wasi = [
  process.execPath,
  '--no-warnings=ExperimentalWarning',
  join(testsFolder, 'tools/wasi_command.mjs'),
  join(root, 'dist/wasi/krait.wasm'),
];

// A mode is a build and a way to run it; output must be the same in all of them.
export const modes = {
  native: [native], //                                 straight, under ASan and UBSan
  instructions: [native, '-X', 'instructions=1'], //   left and entered again at every instruction
  slice: [native, '-X', 'slice=1'], //                 left and entered again at every unit of fuel
  stress: [stress, '--limit-memory=2G'], //           a chunk at every call, a collection at every allocation
  web, //                                              straight, in wasm
  copy: [...web, '-X', 'copy=100'], //                 memory copied into a fresh instance every 100 instructions
  wasi, //                                             the WASI command under node:wasi
};

export function modeIsBuilt(mode) {
  const file = modes[mode].findLast((part) => part.startsWith(root) && !part.endsWith('wasi_command.mjs'));
  return existsSync(file);
}

// One seed of hashes, no colours, and a report of a sanitizer is an exit code that no program has.
export const environment = {
  PYTHONHASHSEED: '0',
  PYTHON_COLORS: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
  PYTHONUTF8: '1',
  ASAN_OPTIONS: 'exitcode=99:detect_leaks=1:allocator_may_return_null=1',
  UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1:exitcode=99',
};

let oraclePath;
export function oracle() {
  oraclePath ??= execFileSync(join(testsFolder, 'tools/oracle.sh'), { encoding: 'utf8' }).trim();
  return [oraclePath];
}
