#!/usr/bin/env node
// The command: runs a Python program as CPython's does, with no authority but what the command line says.
//
//   krait [options] [-c CODE | -m MODULE | FILE | -] [ARGS]
//
// Exit codes: the program's own; 1 an exception, 2 a wrong command line, 124 a limit, 130 Ctrl-C, 70 a crash of ours.
import { dirname, join, resolve } from 'node:path';
import { HELP_TEXT, UsageError, readCommandLine } from './cli_options.mjs';
import { sleep } from './drive.mjs';
import { CrashError, LimitError, LoadError, PythonError } from './errors.mjs';
import { MANUAL } from './execution.mjs';
import { Files } from './files.mjs';
import { FOLDER, FilesWithLibrary } from './library.mjs';
import { Instance } from './instance.mjs';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, statSync } from './node_fs.mjs';
import { readLimits } from './options.mjs';
import { now } from './platform.mjs';
import { nextTurn } from './schedule.mjs';
import { isBrokenPipe, isTerminal, openInput, readAll, sinks, writeAll } from './terminal.mjs';
import { encodeText } from './text.mjs';

const EXIT = { failed: 1, usage: 2, crashed: 70, brokenPipe: 120, limit: 124, interrupted: 130 };

/** Ctrl-C is heard in the pauses between slices of so many milliseconds. */
const SLICE_MS = 20;

/** The command ends here, with a line on standard error. */
class Exit extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/* -- what to run ------------------------------------------------------------------ */

const REASONS = {
  ENOENT: [2, 'No such file or directory'], EACCES: [13, 'Permission denied'], ENOTDIR: [20, 'Not a directory'],
  ENAMETOOLONG: [36, 'File name too long'], ELOOP: [40, 'Too many levels of symbolic links'],
};

function openFile(path) {
  try {
    if (statSync(path).isDirectory()) return true;
    closeSync(openSync(path));
    return false;
  } catch ({ code, message }) {
    const [number, text] = REASONS[code] ?? [5, message];
    throw new Exit(EXIT.usage, `can't open file '${path}': [Errno ${number}] ${text}`);
  }
}

/** The path of the script, which can be opened: for a folder, of its __main__.py. */
function findScript(name) {
  const path = resolve(name);
  if (!openFile(path)) return path;
  const inside = join(path, '__main__.py');
  if (!existsSync(inside)) throw new Exit(EXIT.failed, `can't find '__main__' module in '${name}'`);
  return inside;
}

/** The request for krait_eval(), what `import` searches first, and what may be read by default. */
function readProgram({ kind, text }, files) {
  const request = { mode: 'main' };
  switch (kind) {
    case 'code': return { request: { ...request, source: text, filename: '<string>' }, path: [''] };
    case 'stdin': return { request: { ...request, source: readAll(), filename: '<stdin>' }, path: [''] };
    case 'module': files.mount(process.cwd()); return { request: { ...request, module: text }, path: [process.cwd()] };
    default: return readFile(findScript(text), request, files);
  }
}

/** A script that is a link brings the folder that it leads to, as in CPython. */
function readFile(script, request, files) {
  const folder = dirname(realpathSync(script));
  files.mount(folder);
  files.mount(dirname(script));
  files.mount(script);
  return { request: { ...request, path: script }, path: [folder] };
}

function mountAll(mounts, files) {
  for (const { folder, at } of mounts) {
    try {
      files.mount(folder, at);
    } catch {
      throw new Exit(EXIT.usage, `--allow-read: there is no ${folder}`);
    }
  }
}

/* -- the interpreter -------------------------------------------------------------- */

/** Of this process, which is the program's alone. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function compile() {
  const path = new URL('./krait.wasm', import.meta.url);
  return new WebAssembly.Module(readFileSync(path));
}

const unlimited = { fuel: Infinity, cpuMs: Infinity, outputBytes: Infinity };

function createInstance(options, path, files) {
  const { args, env, program, determinism } = options;
  const limits = readLimits({ ...unlimited, ...options.limits });
  const settings = { limits, args: [program.argv0, ...args], env, determinism, path: [...path, FOLDER] };
  const all = new FilesWithLibrary(files);
  return new Instance(compile(), settings, { sinks, source: openInput(), files: all, processorTime });
}

/* -- the run ---------------------------------------------------------------------- */

/** Ctrl-C can reach us only in a pause, so before the first one nothing listens, and it ends us at once. */
function hearInterrupts(execution) {
  const interrupt = () => execution.interrupt();
  process.on('SIGINT', interrupt);
  return () => process.off('SIGINT', interrupt);
}

async function drive(execution, { slice = Infinity, instructions = Infinity, copy }) {
  const budget = { fuel: slice, ms: SLICE_MS, instructions: copy ?? instructions };
  let isHearing = false;
  let paused = now();
  for (;;) {
    const result = execution.advance(budget);
    if (execution.hasEnded) return result;
    if (copy) execution.instance.engine.moveToFreshInstance();
    if (result.state === 'slice' && now() - paused < SLICE_MS) continue;
    if (!isHearing) hearInterrupts(execution);
    isHearing = true;
    if (result.state === 'sleep') await sleep(execution, result.ms);
    else if (result.state === 'input') await execution.answered();
    else await nextTurn();
    paused = now();
  }
}

function showUsage(instance) {
  const { memory, memoryPeak, wasmMemory, fuel, cpuMs, depth, cStackPeak } = instance.engine.usage();
  const line = `usage: memory=${memory} memory_peak=${memoryPeak} wasm_memory=${wasmMemory} fuel=${fuel} cpu_ms=${Math.floor(cpuMs)} depth=${depth} c_stack_peak=${cStackPeak}\n`;
  say(line);
}

/** On standard error, if anybody still reads it. */
function say(text) {
  try {
    writeAll(2, encodeText(text));
  } catch (error) {
    if (!isBrokenPipe(error)) throw error;
  }
}

/** Shows why the program ended, as CPython does; the exit code. */
function report({ state, error }) {
  if (state === 'done') return 0;
  if (isBrokenPipe(error)) return EXIT.brokenPipe;
  if (!(error instanceof PythonError)) throw error;
  say(error.traceback);
  if (error instanceof LimitError) return EXIT.limit;
  if (error.type === 'KeyboardInterrupt') return EXIT.interrupted;
  return (error.exitCode ?? EXIT.failed) & 0xff;
}

async function run(options) {
  const { program, mounts, test } = options;
  if (program.kind === 'stdin' && program.argv0 === '' && await isTerminal()) {
    throw new Exit(EXIT.usage, 'the interactive prompt is not there yet; name a program');
  }
  const files = new Files();
  const { request, path } = readProgram(program, files);
  mountAll(mounts, files);
  const instance = createInstance(options, path, files);
  const execution = instance.open(request, { way: MANUAL });
  const code = report(await drive(execution, test));
  if (test.usage) showUsage(instance);
  return code; // the process ends: nothing needs to be freed
}

function failure(error) {
  if (error instanceof Exit) return { code: error.code, text: error.message };
  if (error instanceof UsageError || error instanceof RangeError) return { code: EXIT.usage, text: `${error.message}\n${HELP_TEXT.trimEnd()}` };
  if (error instanceof LoadError) return { code: EXIT.failed, text: error.message };
  if (error instanceof PythonError) return { code: EXIT.failed, text: error.traceback.trimEnd() };
  return { code: EXIT.crashed, text: error instanceof CrashError ? error.message : error.stack };
}

async function main() {
  try {
    const options = readCommandLine(process.argv.slice(2));
    if (options.print === undefined) return await run(options);
    writeAll(1, encodeText(options.print));
    return 0;
  } catch (error) {
    const { code, text } = failure(error);
    say(`krait: ${text}\n`);
    return code;
  }
}

process.exit(await main());
