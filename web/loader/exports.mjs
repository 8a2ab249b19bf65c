// One instance of krait.wasm: the only file that touches its exports, and where its pointers stay.
//
// Every call may trap; a trap ends the instance for good, for its C stack is no longer known. Pointers are unsigned, and
// every pointer and length that comes out is checked before a byte is read. Memory may have grown after any call, so it
// is viewed anew.
import { CrashError, DisposedError, LoadError } from './errors.mjs';
import { WireError, decode } from './wire.mjs';

/** The exports, as wasm/exports.def lists them (a test compares). */
export const EXPORTS = [
  'krait_create', 'krait_alloc', 'krait_free', 'krait_eval', 'krait_run', 'krait_resume', 'krait_interrupt', 'krait_stop',
  'krait_close', 'krait_dispose', 'krait_payload', 'krait_usage',
];

/** KraitState of src/host/embed.h. */
export const SLICE = 0, INPUT = 1, SLEEP = 2, BREAKPOINT = 3, HOSTCALL = 4, DONE = 5, ERROR = 6, FILE = 7;

/** KraitUsage: five doubles and two u32. */
const USAGE_SIZE = 48;
const FUEL_AT = 24;

/** krait_alloc() had no room; nothing has crossed. */
export class NoRoom extends Error {}

export class Engine {
  #module;
  #host;
  #exports;
  #memory;
  #view;
  #crash = null;
  #isDisposed = false;

  /** `host` is the host table (host.mjs). LoadError if the module is none of ours, or the platform has no memory left. */
  constructor(module, host) {
    this.#module = module;
    this.#host = host;
    this.#instantiate();
  }

  #instantiate() {
    const { exports } = instantiate(this.#module, this.#host.imports);
    const missing = ['memory', '_initialize', ...EXPORTS].filter((name) => !(name in exports));
    if (missing.length > 0) throw new LoadError('compile', `this is no krait.wasm: it lacks the export ${missing[0]}`);
    this.#exports = exports;
    this.#memory = exports.memory;
    this.#host.memory = exports.memory;
    this.#call('_initialize');
  }

  /** Throws if the instance can answer no more. */
  check() {
    if (this.#isDisposed) throw new DisposedError('interpreter');
    if (this.#crash) throw new CrashError(this.#crash.message, { cause: this.#crash.cause });
  }

  get isAlive() {
    return !this.#isDisposed && !this.#crash;
  }

  /** Ends the instance: the interpreter has done what it must not. */
  crash(cause) {
    const said = this.#host.lastWords;
    this.#crash ??= new CrashError(`the interpreter crashed: ${said || cause?.message || cause}`, { cause });
    return this.#crash;
  }

  #call(name, ...args) {
    this.check();
    try {
      return this.#exports[name](...args);
    } catch (cause) {
      throw this.crash(cause);
    }
  }

  /** The memory as it is now. */
  #data() {
    if (this.#view?.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer);
    return this.#view;
  }

  #checked(pointer, length) {
    const at = pointer >>> 0;
    if (at === 0 || at + length > this.#data().byteLength) throw this.crash(new WireError('a pointer leads out of memory'));
    return at;
  }

  /** Hands bytes in for the length of one call. */
  #pass(bytes, call) {
    const pointer = this.#call('krait_alloc', bytes.length) >>> 0;
    if (pointer === 0) throw new NoRoom();
    const at = this.#checked(pointer, bytes.length);
    new Uint8Array(this.#data().buffer, at, bytes.length).set(bytes);
    const result = call(at) >>> 0;
    this.#call('krait_free', at, bytes.length);
    return result;
  }

  /** 0: ready; 1: bad options; 2: no memory. */
  create(options) {
    try {
      return this.#pass(options, (at) => this.#call('krait_create', at, options.length));
    } catch (error) {
      if (error instanceof NoRoom) return 2;
      throw error;
    }
  }

  /** A run's id; 0 if there is no memory for one. */
  eval(request) {
    try {
      return this.#pass(request, (at) => this.#call('krait_eval', at, request.length));
    } catch (error) {
      if (error instanceof NoRoom) return 0;
      throw error;
    }
  }

  run(id, fuel, instructions) {
    return this.#call('krait_run', id, fuel, instructions);
  }

  /** NoRoom if the answer does not fit. */
  resume(id, failed, answer) {
    if (this.#pass(answer, (at) => this.#call('krait_resume', id, failed ? 1 : 0, at, answer.length)) !== 0) throw new NoRoom();
  }

  interrupt(id) {
    this.#call('krait_interrupt', id);
  }

  stop(id) {
    this.#call('krait_stop', id);
  }

  close(id) {
    this.#call('krait_close', id);
  }

  /** Frees the instance. Idempotent, and at any state, crashed too. */
  dispose() {
    if (this.isAlive) {
      try {
        this.#call('krait_dispose');
      } catch { /* it is gone either way */ }
    }
    this.#isDisposed = true;
    this.#exports = this.#memory = this.#view = this.#host.memory = null;
  }

  /** The value of the last answer. ConversionError if it has no copy. */
  payload() {
    const header = this.#checked(this.#call('krait_payload'), 8);
    const length = this.#data().getUint32(header + 4, true);
    const at = this.#checked(this.#data().getUint32(header, true), length);
    try {
      return decode(new Uint8Array(this.#data().buffer, at, length));
    } catch (error) {
      throw error instanceof WireError ? this.crash(error) : error;
    }
  }

  #usageAt() {
    return this.#checked(this.#call('krait_usage'), USAGE_SIZE);
  }

  /** Fuel since the instance began. */
  get fuel() {
    const at = this.#usageAt();
    return this.#data().getFloat64(at + FUEL_AT, true);
  }

  usage() {
    const at = this.#usageAt();
    const data = this.#data();
    const [memory, memoryPeak, , fuel, cpuMs] = [0, 8, 16, 24, 32].map((offset) => data.getFloat64(at + offset, true));
    return { memory, memoryPeak, wasmMemory: data.byteLength, fuel, cpuMs, depth: data.getUint32(at + 40, true), cStackPeak: data.getUint32(at + 44, true) };
  }

  /**
   * Goes on in a fresh instance with the bytes of this one's memory: between two steps they are the whole state. Tests
   * do it all the time to show that nothing else is.
   */
  moveToFreshInstance() {
    this.check();
    const old = new Uint8Array(this.#memory.buffer);
    this.#instantiate();
    const missing = old.length - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(missing / 65536);
    new Uint8Array(this.#memory.buffer).set(old);
  }
}

function instantiate(module, imports) {
  try {
    return new WebAssembly.Instance(module, imports);
  } catch (cause) {
    if (cause instanceof WebAssembly.LinkError || cause instanceof TypeError) {
      throw new LoadError('compile', `this is no krait.wasm: ${cause.message}`, { cause });
    }
    throw new LoadError('no-room', `the engine gives no further wasm memory: ${cause.message}`, { cause });
  }
}
