/**
 * Krait: Python 3.14 in a sandbox.
 *
 * Units: bytes, milliseconds, fuel (one call, one backward jump, or one native step of fixed size). Every interpreter is
 * a wasm instance of its own. Nothing of the host's JavaScript is reachable from Python but what is passed here, and
 * values cross as copies:
 *
 * | Python                              | JavaScript                                                        |
 * |-------------------------------------|-------------------------------------------------------------------|
 * | None, bool                          | undefined, boolean                                                |
 * | int                                 | number within +-(2**53 - 1), else bigint                          |
 * | float                               | number                                                            |
 * | str                                 | string; lone surrogates are kept                                  |
 * | bytes                               | Uint8Array                                                        |
 * | list, tuple                         | Array                                                             |
 * | set, frozenset                      | Set                                                               |
 * | dict                                | a plain object if all keys are str, else Map                      |
 * | an exception that leaves a run      | PythonError                                                       |
 * | all else, and the key `__proto__`   | ConversionError                                                   |
 *
 * Arguments of a wrong type throw TypeError, numbers out of range RangeError. So do names that the API has and this
 * version does not do yet: what is missing here is refused, never ignored.
 */

/**
 * Where krait.wasm comes from: a URL (a string is relative to the page), its bytes, a response to a request, or a module
 * that is compiled already; where compiling is not allowed (workerd), only the last will do.
 */
export type WasmSource =
  | string | URL | BufferSource | Response | WebAssembly.Module | Promise<BufferSource | Response | WebAssembly.Module>;

/** Options of loadKrait(). Read once, before the interpreter starts. */
export interface KraitOptions {
  /** Default: krait.wasm beside this module, compiled once per URL and shared by all interpreters. */
  wasm?: WasmSource;
  /**
   * What input() and sys.stdin read: a text, line by line, or a function of the prompt that answers with a line (without
   * its newline), with null or undefined at the end, or with a promise of these. With a text, prompts go to stdout; a
   * function shows them itself. What it throws becomes a Python exception at the waiting call.
   *
   * Default: the end of input at once. Under start(): the state 'input'.
   */
  stdin?: string | ((prompt: string) => string | null | undefined | Promise<string | null | undefined>);
  /**
   * Receives output as text: whole characters, newlines included, in portions of any size, all of it before a run
   * suspends or ends. It may run Python itself. If it throws, the run ends with that error.
   *
   * Default: console.log by line; in Node process.stdout.
   */
  stdout?: (text: string) => void;
  /** As stdout, for sys.stderr; the order between the two is kept. Default: console.error by line; in Node process.stderr. */
  stderr?: (text: string) => void;
  /** sys.argv. Default: `['']`. */
  args?: string[];
  /** The program's environment. The host's is never read. Default: `{HOME: '/home/krait'}`. */
  env?: Record<string, string>;
  /** Default: see each of them. */
  limits?: Partial<Limits>;
  /** What else would differ from one interpreter to the next. Default: nothing is fixed. */
  determinism?: {
    /** Seeds the hashes of str and bytes, as PYTHONHASHSEED: 0 to 2**32 - 1. Default: 0. */
    hashSeed?: number;
  };
}

/**
 * Bounds of an interpreter; all above 0. Infinity is allowed but for `memory` and `nesting`. `fuel`, `cpuMs` and
 * `outputBytes` count for each run anew.
 */
export interface Limits {
  /** Bytes of wasm memory, the interpreter's own included. Python sees MemoryError. Default: 512 MiB; at most 4 GiB - 64 KiB. */
  memory: number;
  /** Fuel of a run; LimitError. The same program uses the same amount everywhere. Default: 1e12. */
  fuel: number;
  /** Milliseconds inside steps, waits excluded; LimitError. Where clocks stand still (workerd) set fuel. Default: 60 000. */
  cpuMs: number;
  /** The first sys.getrecursionlimit(). Python sees RecursionError. Default: 1000. */
  recursion: number;
  /** stdout and stderr together, as UTF-8 bytes; LimitError. Default: 64 MiB. */
  outputBytes: number;
  /** Digits between int and str. Python sees ValueError. Default: 4300. */
  intDigits: number;
  /** Runs inside callbacks of runs. The innermost gets a PythonError of type RecursionError. Default: 20. */
  nesting: number;
}

/** The limits that a single run may have for itself. */
export type RunLimits = Pick<Limits, 'fuel' | 'cpuMs' | 'outputBytes'>;

export interface RunOptions {
  /** Tracebacks show it, with the lines of the code. Default: '<exec>'. */
  filename?: string;
  /** Takes the indentation off that all lines share. Default: true. */
  dedent?: boolean;
  /** For this run only. Default: the interpreter's. */
  limits?: Partial<RunLimits>;
}

export interface AsyncRunOptions extends RunOptions {
  /** Ends the run past every except and finally: the promise rejects with `signal.reason`. Made for Stop buttons. */
  signal?: AbortSignal;
  /** Milliseconds until the thread is given free for a turn; a slice also ends after 400 000 fuel. Default: 8. */
  sliceMs?: number;
}

/**
 * Starts an interpreter.
 * @throws {LoadError} it could not be started
 */
export function loadKrait(options?: KraitOptions): Promise<Krait>;

/**
 * Compiles krait.wasm, for sharing between interpreters and with workers.
 * @throws {LoadError}
 */
export function compileKrait(wasm?: WasmSource): Promise<WebAssembly.Module>;

/** The npm version. */
export const version: string;

/** The first 16 hex digits of krait.wasm's SHA-256. */
export const build: string;

/** One interpreter. Its globals (`__main__`'s) persist between runs; runs may be open side by side. */
export interface Krait {
  /**
   * Runs code to its end, on this thread. Answers a copy of the value of the last statement, if that is an expression
   * without a ';' behind it; else undefined.
   * @throws {PythonError} an exception left the code
   * @throws {LimitError} a limit was reached
   * @throws {WouldSuspendError} it slept, or waited for an answer that is a promise
   * @throws {ConversionError} the value has no copy
   * @throws {CrashError} {DisposedError}
   */
  runPython(code: string, options?: RunOptions): any;
  /**
   * As runPython(), in slices: the page or process goes on meanwhile, and sleeps and promised input are awaited. Of several
   * in flight one at a time runs, first come, first served; a run that waits lets the next one go on. Rejects as
   * runPython() throws, or with the reason of `signal`.
   */
  runPythonAsync(code: string, options?: AsyncRunOptions): Promise<any>;
  /** Opens a run that the caller steps. Nothing of it runs before the first step; a SyntaxError is that step's 'error'. */
  start(code: string, options?: RunOptions): Run;
  /** KeyboardInterrupt in whichever run goes on next; if all of them wait, in the oldest. Python may catch it. */
  interrupt(): void;
  /** Figures of the interpreter since it started. */
  usage(): Usage;
  /** Frees the instance, also in mid-run; idempotent. Later uses, and runs that are open, throw DisposedError. */
  dispose(): void;
  /** dispose(), where the engine has the symbol. */
  [Symbol.dispose](): void;
  /** false after dispose() or a crash. */
  readonly alive: boolean;
}

/** A program that its owner steps. Several may be open; each is a thread of its interpreter, and they share globals. */
export interface Run {
  /**
   * Goes on until a budget is used up, the run waits, or it ends. Python's errors come as a state, not as exceptions.
   *
   * `fuel`: to the first charge point at or past it. `ms`: about as long. `instructions`: exactly so many bytecodes,
   * slowly. Default: `{fuel: 400_000}`.
   * @throws {KraitError} code 'busy': it is being stepped right now, by a caller of this callback
   * @throws {CrashError} {DisposedError}
   */
  step(budget?: { fuel?: number; ms?: number; instructions?: number }): StepResult;
  /**
   * Answers 'input' with a line (null: the end of input), or wakes a 'sleep'. The run goes on with the next step().
   * @throws {TypeError} it waits for nothing, or the answer is no text
   */
  resume(value?: string | null): void;
  /**
   * Answers the wait with an exception: a PythonError's own type, TypeError for a TypeError, ValueError for a RangeError,
   * else HostError with name and message. If Python does not catch it, it is the `cause` of the run's error.
   * @throws {TypeError} the run waits for nothing
   */
  fail(error: Error): void;
  /** KeyboardInterrupt in this run, also while it waits. Python may catch it. */
  interrupt(): void;
  /** The next step() ends the run, past every except and finally. The interpreter stays usable. */
  stop(): void;
  /** Figures of the interpreter; `fuel`, `cpuMs` and `outputBytes` are this run's. */
  usage(): Usage;
  /** The interpreter that it belongs to. */
  readonly krait: Krait;
  /** What the last step() answered. */
  readonly state: StepResult['state'] | 'ready';
  /** Ends it without a step, and releases what it holds; idempotent. */
  dispose(): void;
  /** dispose(), where the engine has the symbol. */
  [Symbol.dispose](): void;
}

/** Where a run stands after a step. A wait that nobody has answered is answered again by the next step(). */
export type StepResult =
  /** The budget is used up. */
  | { state: 'slice' }
  /** input(), or a read of sys.stdin: resume() with a line, or fail(). */
  | { state: 'input'; prompt: string }
  /** time.sleep(): resume() when so many milliseconds are over, or earlier. */
  | { state: 'sleep'; ms: number }
  /** The value is the one that runPython() would return. */
  | { state: 'done'; value: any }
  /** The error is the one that runPython() would throw. */
  | { state: 'error'; error: Error };

export interface Usage {
  /** Bytes in use of `limits.memory`, now. */
  memory: number;
  /** The most that were in use at a time. */
  memoryPeak: number;
  /** Size of the wasm memory in bytes: it grows, and only dispose() gives it back. */
  wasmMemory: number;
  fuel: number;
  /** Milliseconds inside steps. */
  cpuMs: number;
  /** Frames of the run that went on last. */
  depth: number;
  /** Bytes of output. */
  outputBytes: number;
}

/** A place in a traceback: `line` from 1, `column` from 0. */
export interface Frame {
  function: string;
  file: string;
  line: number;
  column: number;
}

/** What all errors of this package but ConversionError have in common. `name` is the class's name. */
export class KraitError extends Error {
  /** For programs; see each class. */
  code: string;
}

/**
 * The interpreter was not started. `code`: 'fetch' (krait.wasm was not found), 'compile' (it is broken, or of another
 * version), 'csp' (the page's policy lacks 'wasm-unsafe-eval', or the engine compiles nothing at run time), 'no-wasm'
 * (the engine has no WebAssembly, or the bundle no krait.wasm), 'no-room' (the memory limit is too small to start with,
 * or the engine gives no further wasm memory: Chromium gives about 120 to a process).
 */
export class LoadError extends KraitError {
  code: 'fetch' | 'compile' | 'csp' | 'no-wasm' | 'no-room';
}

/** Something was used after its dispose(). */
export class DisposedError extends KraitError {
  code: 'disposed';
}

/** The engine trapped, a bug of Krait: `cause` is the trap. The instance answers nothing else any more; others are unharmed. */
export class CrashError extends KraitError {
  code: 'crash';
}

/** The value has no copy on the other side. The interpreter stays usable. */
export class ConversionError extends TypeError {
  code: 'conversion';
}

/** An exception left the program. The interpreter stays usable. `message` is the traceback. */
export class PythonError extends KraitError {
  code: 'python' | 'limit' | 'suspend';
  /** The name of the exception's class: 'ZeroDivisionError'. */
  type: string;
  /** str() of the exception. */
  text: string;
  /** What CPython prints on standard error for it, with a newline at the end; '' for SystemExit without a message. */
  traceback: string;
  /** Outermost first. */
  frames: Frame[];
  /** SystemExit's. */
  exitCode?: number;
}

/** A limit was reached; Python could not catch it. The interpreter stays usable, its globals are intact. `type` is 'LimitError'. */
export class LimitError extends PythonError {
  code: 'limit';
  limit: keyof RunLimits | 'memory';
  /** What was used of it. */
  used: number;
  max: number;
}

/** runPython() met a wait. In Python it is a RuntimeError of that name, so `with` and `finally` have run. */
export class WouldSuspendError extends PythonError {
  code: 'suspend';
  /** What it would have waited for. */
  wait: 'input' | 'sleep';
}
