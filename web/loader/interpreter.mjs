// The public face of an interpreter.
import { dedent } from './dedent.mjs';
import { drive } from './drive.mjs';
import { ASYNC, MANUAL, SYNC } from './execution.mjs';
import { readAmount, readKnown, readRunLimits, readString } from './options.mjs';
import { Run } from './run.mjs';

export class Krait {
  #instance;

  constructor(instance) {
    this.#instance = instance;
  }

  #open(way, code, options) {
    this.#instance.check();
    readString(code, 'code');
    const { filename = '<exec>', dedent: dedents = true, limits } = readKnown(options, 'options of a run');
    const request = { source: dedents ? dedent(code) : code, filename: readString(filename, 'filename') };
    return this.#instance.open(request, { way, limits: readRunLimits(limits, this.#instance.limits) });
  }

  runPython(code, options) {
    const execution = this.#open(SYNC, code, options);
    try {
      const result = execution.advance();
      if (result.state === 'error') throw result.error;
      return result.value;
    } finally {
      execution.close();
    }
  }

  async runPythonAsync(code, options) {
    const { sliceMs = 8, signal } = readKnown(options, 'options of a run');
    readAmount(sliceMs, 'sliceMs');
    if (signal !== undefined && typeof signal?.addEventListener !== 'function') throw new TypeError('signal must be an AbortSignal');
    if (signal?.aborted) throw signal.reason;
    return drive(this.#open(ASYNC, code, options), { sliceMs, signal });
  }

  start(code, options) {
    return new Run(this, this.#open(MANUAL, code, options));
  }

  interrupt() {
    this.#instance.interrupt();
  }

  usage() {
    return this.#instance.usage();
  }

  dispose() {
    this.#instance.dispose();
  }

  get alive() {
    return this.#instance.isAlive;
  }
}

if (Symbol.dispose) Krait.prototype[Symbol.dispose] = Krait.prototype.dispose;
