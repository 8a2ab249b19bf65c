// One run, as a state machine: it is advanced, waits, is answered, and ends. Nothing here waits itself.
//
// wasm is left and entered again every PORTION of fuel: engines replace a running loop by its optimised form only when
// it is entered anew, and limits, output and stops are looked at in between. Output is delivered after each portion.
import { ConversionError, DisposedError, KraitError, LimitError, PythonError, WouldSuspendError } from './errors.mjs';
import { DONE, ERROR, FILE, INPUT, NoRoom, SLEEP, SLICE } from './exports.mjs';
import { now } from './platform.mjs';
import { encodeText } from './text.mjs';
import { Handle, encode } from './wire.mjs';

/** Fuel between two returns from wasm. */
const PORTION = 20_000;

/** Bytecodes between two returns from wasm. */
const INSTRUCTIONS = 20_000;

/** More fuel than this is never asked for at once. */
const MOST_FUEL = 2 ** 31 - 1;

/** Who may wait for an answer: 'sync' nobody, 'async' the driver, 'manual' whoever steps. */
export const SYNC = 'sync', ASYNC = 'async', MANUAL = 'manual';

const isText = (value) => typeof value === 'string';

/** What comes with a state, for those where it matters. A DONE may bring anything. */
const isExpected = {
  [INPUT]: isText,
  [SLEEP]: (value) => typeof value === 'number',
  [FILE]: (value) => Array.isArray(value) && value.length >= 2 && value.every(isText),
  [ERROR]: (value) => value instanceof PythonError,
};

const FILE_OPERATIONS = ['stat', 'read', 'list'];

/** The Python exception that an Error of the embedder becomes. */
function exceptionFor(error) {
  if (error instanceof PythonError) return { type: error.type, text: error.text };
  if (error instanceof TypeError) return { type: 'TypeError', text: error.message };
  if (error instanceof RangeError) return { type: 'ValueError', text: error.message };
  return { type: 'HostError', text: `${error?.name ?? 'Error'}: ${error?.message ?? error}` };
}

/** A traceback whose last line says something else: the interpreter knows only that the run was stopped. */
function withLastLine(traceback, line) {
  const lines = traceback.replace(/\n$/, '').split('\n');
  const isTraceback = lines[0].startsWith('Traceback');
  return `${isTraceback ? `${lines.slice(0, -1).join('\n')}\n` : ''}${line}\n`;
}

export class Execution {
  #instance;
  #id;
  #way;
  #limits;
  #used = { fuel: 0, cpuMs: 0, outputBytes: 0 };
  #state = 'ready';
  #result = null; //       of the wait or the end that the run is in
  #isAdvancing = false;
  #isClosed = false;
  #ending = null; //       why the run is being ended from outside: {limit} or {error} or {}
  #suspended = null; //    the wait that a synchronous run was not allowed
  #thrownIn = null; //     the embedder's error that is on its way as a Python exception
  #isInterrupted = false;
  #wakers = [];

  /** A main program's exceptions are told of by the interpreter itself, so that they come without a traceback. */
  #isMain;

  constructor(instance, id, { limits, way, isMain }) {
    this.#instance = instance;
    this.#id = id;
    this.#limits = limits;
    this.#way = way;
    this.#isMain = isMain;
  }

  get instance() {
    return this.#instance;
  }

  get state() {
    return this.#state;
  }

  get isWaiting() {
    return this.#state === 'input' || this.#state === 'sleep';
  }

  /** Nothing waits for an answer any more. */
  get isEnding() {
    return this.#ending !== null || this.#isClosed || !this.#instance.isAlive;
  }

  get hasEnded() {
    return this.#state === 'done' || this.#state === 'error';
  }

  get used() {
    return this.#used;
  }

  #check() {
    if (this.#isClosed) throw new DisposedError('run');
    this.#instance.check();
  }

  /* -- going on ------------------------------------------------------------------ */

  /**
   * Goes on until a budget is used up, the run waits, or it ends.
   * @param {{fuel?: number, ms?: number, instructions?: number}} budget Infinity: no end
   */
  advance({ fuel = Infinity, ms = Infinity, instructions = Infinity } = {}) {
    this.#check();
    if (this.#isAdvancing) throw new KraitError('busy', 'this run is being stepped');
    if (this.hasEnded || (this.isWaiting && !this.#ending)) return this.#result;
    this.#instance.enter();
    this.#isAdvancing = true;
    try {
      return this.#go({ fuel, until: now() + ms, instructions });
    } finally {
      this.#isAdvancing = false;
      this.#instance.leave();
    }
  }

  #go(budget) {
    for (;;) {
      this.#endAtLimit();
      const state = this.#portion(budget);
      const result = this.#take(state);
      this.#instance.deliver();
      this.#check(); // a callback may have disposed of everything
      if (result) {
        this.#instance.flush();
        return this.#finish(result);
      }
      if (state === INPUT && this.#answerInput()) return this.#result;
      if (state === SLICE && !this.#ending && this.#isUsedUp(budget)) return this.#enterState({ state: 'slice' });
    }
  }

  #isUsedUp({ fuel, until, instructions }) {
    return fuel <= 0 || instructions <= 0 || now() >= until;
  }

  /** Runs up to a portion, and says what it took. */
  #portion(budget) {
    const { engine, output } = this.#instance;
    const stepwise = budget.instructions !== Infinity;
    const fuel = Math.max(1, Math.min(stepwise ? MOST_FUEL : PORTION, budget.fuel, this.#limits.fuel - this.#used.fuel));
    const instructions = stepwise ? Math.max(1, Math.min(INSTRUCTIONS, budget.instructions)) : 0;
    const room = this.#ending ? 0 : this.#limits.outputBytes - this.#used.outputBytes;
    output.begin(room);
    this.#handOverInterrupt();
    const fuelBefore = engine.fuel;
    const began = now();
    const state = engine.run(this.#id, fuel, instructions);
    const used = engine.fuel - fuelBefore;
    this.#account({ fuel: used, cpuMs: now() - began, outputBytes: output.written });
    budget.fuel -= used;
    budget.instructions -= instructions;
    if (stepwise && used >= fuel && state === SLICE) budget.fuel = 0;
    return state;
  }

  /** Only when this run is about to go on, so that no other run of the interpreter gets it. */
  #handOverInterrupt() {
    if (!this.#isInterrupted || this.#ending) return;
    this.#isInterrupted = false;
    this.#instance.engine.interrupt(this.#id);
  }

  #account(used) {
    for (const [name, amount] of Object.entries(used)) this.#used[name] += amount;
    this.#instance.account(used);
  }

  /** Reads the answer before any other call replaces it. A result if the run waits or has ended. */
  #take(state) {
    const { engine, output } = this.#instance;
    const payload = state === SLICE ? undefined : this.#payload(state);
    this.#instance.collect(this);
    if (output.isCut && !this.#ending) this.#endWith({ limit: 'outputBytes' });
    switch (state) {
      case SLICE: return null;
      case INPUT: this.#prompt = payload; return null;
      case SLEEP: return this.#sleep(payload);
      case FILE: this.#answerFile(payload); return null;
      case DONE: return this.#done(payload);
      case ERROR: return { state: 'error', error: payload };
      default: throw engine.crash(new Error(`the interpreter answers the unknown state ${state}`));
    }
  }

  /** The answer's value, of the kind that the state promises: else the interpreter is broken. */
  #payload(state) {
    const { engine } = this.#instance;
    try {
      const value = engine.payload();
      if (!(isExpected[state]?.(value) ?? true)) throw engine.crash(new Error(`the interpreter's answer does not fit the state ${state}`));
      return value;
    } catch (error) {
      if (error instanceof ConversionError) return error;
      throw error;
    }
  }

  #done(value) {
    if (value instanceof ConversionError) return { state: 'error', error: value };
    if (value instanceof Handle) {
      return { state: 'error', error: new ConversionError(`the result, of type '${value.type}', has no copy in JavaScript`) };
    }
    return { state: 'done', value };
  }

  /* -- waits --------------------------------------------------------------------- */

  #prompt = '';

  /** Asks the source of input. True: the run waits; false: it has its answer. */
  #answerInput() {
    const prompt = this.#prompt;
    const { source } = this.#instance;
    if (!source && this.#way === MANUAL) return this.#wait({ state: 'input', prompt });
    if ((!source || source.echoes) && prompt) this.#instance.write(this, 1, encodeText(prompt));
    this.#instance.deliver();
    this.#instance.flush();
    if (!this.#instance.isAlive) return false; // a callback has disposed of it: the next portion says so
    let answer = null;
    try {
      answer = source ? source.read(prompt) : null;
    } catch (error) {
      this.#answerWith(error);
      return false;
    }
    if (typeof answer?.then === 'function') return this.#awaitInput(prompt, answer);
    this.#answerLine(answer);
    return false;
  }

  /** The source has answered with a promise: only who waits can use it. */
  #awaitInput(prompt, promise) {
    if (this.#way === SYNC) {
      promise.then(undefined, () => {}); // nobody will ever look at it
      this.#refuseToWait('input', 'runPython() cannot wait for input; use runPythonAsync()');
      return false;
    }
    this.#wait({ state: 'input', prompt });
    const wait = this.#result;
    const settle = (answer) => {
      if (this.#result === wait && !this.#isClosed && this.#instance.isAlive) answer();
    };
    promise.then((line) => settle(() => this.#answerLine(line)), (error) => settle(() => this.#answerWith(error)));
    return true;
  }

  #answerLine(line) {
    if (line === null || line === undefined || typeof line === 'string') this.#resume(false, line ?? null);
    else this.#answerWith(new TypeError(`stdin must answer with a string or null, not a ${typeof line}`));
  }

  #sleep(ms) {
    if (!(ms > 0)) {
      this.#resume(false, undefined);
      return null;
    }
    if (this.#way !== SYNC) return { state: 'sleep', ms };
    this.#refuseToWait('sleep', 'runPython() cannot sleep; use runPythonAsync()');
    return null;
  }

  #refuseToWait(wait, text) {
    this.#suspended = wait;
    this.#resume(true, ['WouldSuspendError', text]);
  }

  #answerFile([operation, path]) {
    const { files } = this.#instance;
    this.#resume(false, files && FILE_OPERATIONS.includes(operation) ? files[operation](path) : null);
  }

  #answerWith(error) {
    const { type, text } = exceptionFor(error);
    this.#thrownIn = { type, text, error };
    this.#resume(true, [type, text]);
  }

  /** The run goes on with an answer; one that has no room becomes a MemoryError. */
  #resume(failed, answer) {
    const { engine } = this.#instance;
    try {
      engine.resume(this.#id, failed, encode(answer));
    } catch (error) {
      if (!(error instanceof NoRoom) && !(error instanceof ConversionError)) throw error;
      this.#resumeWithoutRoom();
    }
    if (this.isWaiting) this.#enterState({ state: 'slice' });
    this.wake();
  }

  #resumeWithoutRoom() {
    try {
      this.#instance.engine.resume(this.#id, true, encode(['MemoryError', '']));
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      this.#endWith({ limit: 'memory' });
    }
  }

  #wait(result) {
    this.#enterState(result);
    return true;
  }

  #enterState(result) {
    this.#state = result.state;
    this.#result = result;
    return result;
  }

  /** Fulfilled when the wait is over: answered, interrupted, or the run ended from outside. */
  answered() {
    return new Promise((resolve) => { this.#wakers.push(resolve); });
  }

  /** Fulfilled when the run is to end from outside. */
  async ending() {
    while (!this.isEnding) await this.answered();
  }

  wake() {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const waker of wakers) waker();
  }

  /* -- from outside -------------------------------------------------------------- */

  /** Answers the wait: a line or null for input; nothing for a sleep. */
  answer(value) {
    this.#check();
    if (!this.isWaiting) throw new TypeError('this run waits for no answer');
    if (this.#state === 'sleep') return this.#resume(false, undefined);
    if (value !== null && value !== undefined && typeof value !== 'string') {
      throw new TypeError(`input is answered with a string or null, not a ${typeof value}`);
    }
    return this.#resume(false, value ?? null);
  }

  /** Answers the wait with an exception. */
  fail(error) {
    this.#check();
    if (!this.isWaiting) throw new TypeError('this run waits for no answer');
    this.#answerWith(error);
  }

  /** KeyboardInterrupt: where the run waits, else at its next charge point. */
  interrupt() {
    this.#check();
    if (this.hasEnded) return;
    if (this.isWaiting) this.#resume(true, ['KeyboardInterrupt', '']);
    else this.#isInterrupted = true;
  }

  /** The next advance() ends the run past every except and finally. */
  stop() {
    this.#check();
    this.#endWith({});
  }

  /** As stop(), and the run's error is this one. */
  endWith(error) {
    this.#endWith({ error, isGiven: true });
  }

  #endWith(ending) {
    if (this.hasEnded || this.#ending || this.#isClosed) return;
    this.#ending = ending;
    if (this.#instance.isAlive) this.#instance.engine.stop(this.#id);
    this.wake();
  }

  /** Gives the run's resources back, at any state. */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#instance.release(this, this.#id);
    this.wake();
  }

  /* -- ends ---------------------------------------------------------------------- */

  #endAtLimit() {
    const { fuel, cpuMs } = this.#limits;
    if (this.#used.fuel >= fuel) this.#endWith({ limit: 'fuel' });
    else if (this.#used.cpuMs >= cpuMs) this.#endWith({ limit: 'cpuMs' });
  }

  #finish(result) {
    if (result.state !== 'done' && result.state !== 'error') return this.#enterState(result);
    const error = this.#finalError(result);
    this.#enterState(error === undefined ? result : { state: 'error', error: error.value });
    this.#instance.release(this, this.#id);
    this.wake();
    return this.#result;
  }

  /** The error as this API says it; undefined: there is none. */
  #finalError({ state, error }) {
    const ending = this.#ending;
    if (ending?.isGiven) return { value: ending.error };
    if (ending?.limit) return { value: this.#limitError(ending.limit, error) };
    if (state === 'done') return undefined;
    if (!(error instanceof PythonError)) return { value: error };
    if (!this.#isMain && error.type === 'TypeError' && error.traceback === '') return { value: new ConversionError(error.text) }; // not the program's: the copy's
    if (this.#suspended && error.type === 'WouldSuspendError') return { value: new WouldSuspendError(error, this.#suspended) };
    const thrown = this.#thrownIn;
    if (thrown && error.type.endsWith(thrown.type) && error.text === thrown.text) error.cause = thrown.error;
    return { value: error };
  }

  #limitError(limit, error) {
    const max = this.#limits[limit];
    const used = this.#used[limit] ?? max;
    const text = `${limit}: ${Math.round(used)} of at most ${max}`;
    const traceback = withLastLine(error?.traceback ?? '', `LimitError: ${text}`);
    return new LimitError({ type: 'LimitError', text, traceback, frames: error?.frames ?? [] }, { limit, used, max });
  }
}
