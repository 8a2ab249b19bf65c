/**
 * Krait: Python 3.14 in a sandbox. Units: bytes, milliseconds, fuel (one call, one backward jump, or one native step of
 * fixed size: docs/suspension.md). Every interpreter is an instance of its own; nothing of the host's JavaScript is
 * reachable from Python but what is passed here, and values cross as copies.
 */

export type WasmSource =
  | string | URL | BufferSource | Response | WebAssembly.Module | Promise<BufferSource | Response | WebAssembly.Module>;

export interface KraitOptions {
  /** Where krait.wasm is: a URL, its bytes, a response, or a compiled module. Default: beside the loader, compiled once. */
  wasm?: WasmSource;
  /** What input() reads: text, or a function of the prompt; null is the end of input. Default: the end; under start() a state. */
  stdin?: string | ((prompt: string) => string | null | undefined | Promise<string | null>);
  /** Receives whole characters, newlines included, in any portions, all of them before a run suspends or ends. Default: console.log by line; in Node process.stdout. */
  stdout?: (text: string) => void;
  /** As stdout; the order between the two is kept. If either throws, the run ends with that error. */
  stderr?: (text: string) => void;
  /** sys.argv. Default: ['']. */
  args?: string[];
  /** The environment; the host's is never read. Default: {HOME: '/home/krait'}. */
  env?: Record<string, string>;
  limits?: Partial<Limits>;
  /** The same seed, clock and inputs give the same output and take the same fuel. hashSeed and now (ms since 1970 at the start) default to 0. */
  determinism?: { seed: number | bigint; hashSeed?: number; now?: number };
}

/** All above 0; Infinity is allowed except for memory and nesting. fuel, cpuMs and outputBytes count for each run. */
export interface Limits {
  /** Bytes of wasm memory, the interpreter's own included; Python sees MemoryError. Default 512 MiB, at most 4 GiB - 64 KiB. */
  memory: number;
  /** LimitError. Default 1e12. */
  fuel: number;
  /** Time inside steps, waits excluded; LimitError. Default 60,000. */
  cpuMs: number;
  /** Initial sys.getrecursionlimit(); Python sees RecursionError. Default 1000. */
  recursion: number;
  /** Output as UTF-8; LimitError. Default 64 MiB. */
  outputBytes: number;
  /** Digits of int <-> str; Python sees ValueError. Default 4300. */
  intDigits: number;
  /** Python -> host -> Python; Python sees RecursionError. Default 20. */
  nesting: number;
}

export interface RunOptions {
  /** Shown in tracebacks, with its lines. Default '<exec>'. */
  filename?: string;
  /** Takes the margin off that all lines share. Default true. */
  dedent?: boolean;
  /** This run's own, of the limits that each run has. */
  limits?: Partial<Pick<Limits, 'fuel' | 'cpuMs' | 'outputBytes'>>;
}

export interface AsyncRunOptions extends RunOptions {
  /** Ends the run past every except and finally; the promise rejects with signal.reason. */
  signal?: AbortSignal;
  /** How long a slice holds the thread. Default 8. */
  sliceMs?: number;
}

/** Rejects with LoadError. */
export function loadKrait(options?: KraitOptions): Promise<Krait>;
/** krait.wasm compiled, to share between interpreters and workers. Rejects with LoadError. */
export function compileKrait(wasm?: WasmSource): Promise<WebAssembly.Module>;
/** The npm version. */
export const version: string;
/** The first 16 hex digits of krait.wasm's SHA-256. */
export const build: string;

/** One interpreter. Its globals persist between runs. */
export interface Krait {
  /** The value of a last expression statement that no ';' follows, as a copy; else undefined. Throws PythonError, LimitError, ConversionError; WouldSuspendError where it would have to wait. */
  runPython(code: string, options?: RunOptions): any;
  /** Likewise, in slices that leave the thread free; waits are waited for. Several may be in flight. */
  runPythonAsync(code: string, options?: AsyncRunOptions): Promise<any>;
  /** A run to be stepped; nothing of it runs before the first step. */
  start(code: string, options?: RunOptions): Run;
  /** KeyboardInterrupt in whichever run goes on next; Python may catch it. */
  interrupt(): void;
  usage(): Usage;
  /** Frees the instance, also in the middle of runs; idempotent. What is used afterwards throws DisposedError. */
  dispose(): void;
  [Symbol.dispose](): void;
  readonly alive: boolean;
}

/** A program that its embedder steps. Several may be open at once. */
export interface Run {
  /** Goes on for a budget of fuel (to the first charge point at or past it), time, or exactly so many bytecodes. Default {fuel: 400_000}. Python's errors come as a state. */
  step(budget?: { fuel?: number; ms?: number; instructions?: number }): StepResult;
  /** Answers 'input' (a string; null: the end), wakes 'sleep'. Step again afterwards. */
  resume(value?: unknown): void;
  /** Answers the wait with an exception. */
  fail(error: Error): void;
  /** KeyboardInterrupt in this run. */
  interrupt(): void;
  /** Ends it past every except and finally; the interpreter stays usable. */
  stop(): void;
  usage(): Usage;
  readonly krait: Krait;
  readonly state: StepResult['state'] | 'ready';
  /** Stops it, and releases what it holds. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** A wait that is not answered is returned again by the next step. */
export type StepResult =
  | { state: 'slice' }
  | { state: 'input'; prompt: string }
  | { state: 'sleep'; ms: number }
  | { state: 'done'; value: any }
  | { state: 'error'; error: Error };

export interface Usage {
  memory: number; memoryPeak: number; wasmMemory: number; fuel: number; cpuMs: number; depth: number; outputBytes: number;
}

/** line from 1, column from 0. Outermost first. */
export interface Frame { function: string; file: string; line: number; column: number }

export class KraitError extends Error { code: string }
/** Not started. Codes: fetch, compile, csp (the page lacks 'wasm-unsafe-eval'), no-wasm, no-room. */
export class LoadError extends KraitError {}
/** Used after dispose. Code: disposed. */
export class DisposedError extends KraitError {}
/** A wasm trap: a bug of Krait. This instance answers nothing else any more; others are unharmed. Code: crash. */
export class CrashError extends KraitError {}
/** No copy exists on the other side. */
export class ConversionError extends TypeError { code: 'conversion' }
/** An exception left the program; the interpreter stays usable. Code: python. */
export class PythonError extends KraitError {
  /** The class's name: 'ZeroDivisionError'. */
  type: string;
  /** str(e). */
  text: string;
  /** What CPython prints, newline at the end; also `message`. */
  traceback: string;
  frames: Frame[];
  /** Of SystemExit. */
  exitCode?: number;
}
/** A limit was reached; Python could not catch it. The interpreter stays usable, its globals intact. Code: limit. */
export class LimitError extends PythonError { limit: keyof Limits; used: number; max: number }
/** runPython() met a wait; in Python a RuntimeError of that name. Code: suspend. */
export class WouldSuspendError extends PythonError { wait: 'input' | 'sleep' }
