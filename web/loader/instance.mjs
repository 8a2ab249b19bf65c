// What an interpreter is behind its public face: an instance of the wasm module, its streams, and the runs that are open.
// The command line uses it directly, with files and raw streams that the public face does not have.
import { LoadError, PythonError } from './errors.mjs';
import { Execution } from './execution.mjs';
import { Engine } from './exports.mjs';
import { Host } from './host.mjs';
import { LEAST_MEMORY, asCount } from './options.mjs';
import { Turns } from './turns.mjs';
import { Float, encode } from './wire.mjs';

/** What krait_create() answers, if not 0. */
const BAD_OPTIONS = 1, NO_MEMORY = 2;

export class Instance {
  #engine;
  #host;
  #sinks;
  #queue = [];
  #executions = new Set();
  #depth = 0;
  #used = { cpuMs: 0, outputBytes: 0 };
  /** Answers input(); undefined: the default, which depends on how a run is started. */
  source;
  /** Answers the interpreter's questions for files: {stat, read, list}; undefined: there are none. */
  files;
  limits;
  /** Who steps, among the runs of runPythonAsync(). */
  turns = new Turns();

  /**
   * @param {WebAssembly.Module} module
   * @param {{limits: object, args: string[], env: object, determinism?: object, path?: string[], executable?: string}} settings
   * @param {{sinks: object, source?: object, files?: object, processorTime?: () => number}} outside
   */
  constructor(module, settings, { sinks, source, files, processorTime }) {
    this.limits = settings.limits;
    this.#sinks = sinks;
    this.source = source;
    this.files = files;
    this.#host = new Host(processorTime);
    this.#engine = new Engine(module, this.#host);
    this.#create(settings);
  }

  #create({ limits, args, env, determinism, path, executable }) {
    const options = {
      argv: args,
      env,
      memory: new Float(limits.memory),
      recursion: asCount(limits.recursion),
      intDigits: limits.intDigits === Infinity ? 0 : asCount(limits.intDigits),
      filesystem: this.files !== undefined,
    };
    if (path) options.path = path;
    if (executable !== undefined) options.executable = executable;
    Object.assign(options, determinism);
    const refused = limits.memory < LEAST_MEMORY ? NO_MEMORY : this.#engine.create(encode(options));
    if (refused === BAD_OPTIONS) throw new LoadError('compile', 'krait.wasm and the loader are not of the same version');
    if (refused) throw new LoadError('no-room', `limits.memory: ${limits.memory} bytes are too few to start with`);
  }

  get engine() {
    return this.#engine;
  }

  get isAlive() {
    return this.#engine.isAlive;
  }

  /** Throws CrashError or DisposedError if the interpreter can answer no more. */
  check() {
    this.#engine.check();
  }

  /** Opens a run. `request` is krait_eval()'s; nothing of it runs before the first advance(). */
  open(request, { limits = this.limits, way }) {
    const id = this.#engine.eval(encode(request));
    if (id === 0) throw new PythonError({ type: 'MemoryError', text: '', traceback: 'MemoryError\n', frames: [] });
    const execution = new Execution(this, id, { limits, way, isMain: request.mode === 'main' });
    this.#executions.add(execution);
    return execution;
  }

  /** Lets a run of its own go: its resources in the interpreter are free again. */
  release(execution, id) {
    if (this.#executions.delete(execution) && this.isAlive) this.#engine.close(id);
  }

  /** A run steps, perhaps inside a callback of another one that steps. */
  enter() {
    if (this.#depth < this.limits.nesting) {
      this.#depth++;
      return;
    }
    const text = 'maximum nesting of host calls exceeded';
    throw new PythonError({ type: 'RecursionError', text, traceback: `RecursionError: ${text}\n`, frames: [] });
  }

  leave() {
    this.#depth--;
  }

  /** KeyboardInterrupt in whichever run goes on next; if all wait, the oldest waits no longer. */
  interrupt() {
    this.check();
    const open = [...this.#executions];
    const waiting = open.every((execution) => execution.isWaiting) ? open[0] : undefined;
    if (waiting) waiting.interrupt();
    else this.#engine.interrupt(0);
  }

  /* -- output --------------------------------------------------------------------- */

  get output() {
    return this.#host.output;
  }

  /** Says something in the program's name: a prompt. */
  write(execution, stream, bytes) {
    this.#queue.push({ execution, stream, bytes });
  }

  /** What `execution` has written since it was last asked waits for deliver(). */
  collect(execution) {
    if (this.output.isEmpty) return;
    for (const { stream, bytes } of this.output.take()) this.write(execution, stream, bytes);
  }

  /**
   * Hands the output to the embedder, oldest first: a callback may run Python itself, whose output comes after what was
   * written before. A callback that throws ends the run whose output it got.
   */
  deliver() {
    while (this.#queue.length > 0) {
      const { execution, stream, bytes } = this.#queue.shift();
      try {
        this.#sinks[stream]?.write(bytes);
      } catch (error) {
        execution.endWith(error);
      }
    }
  }

  flush() {
    for (const sink of Object.values(this.#sinks)) sink.flush();
  }

  /* -- figures -------------------------------------------------------------------- */

  account({ cpuMs, outputBytes }) {
    this.#used.cpuMs += cpuMs;
    this.#used.outputBytes += outputBytes;
  }

  usage() {
    const { memory, memoryPeak, wasmMemory, fuel, depth } = this.#engine.usage();
    return { memory, memoryPeak, wasmMemory, fuel, depth, ...this.#used };
  }

  /** Frees everything. Open runs throw DisposedError from now on, those that wait at once. */
  dispose() {
    this.#engine.dispose();
    this.#queue = [];
    for (const execution of this.#executions) execution.wake();
    this.#executions.clear();
  }
}
