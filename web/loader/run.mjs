// The public face of a run that the embedder steps by itself.
import { readAmount, readKnown } from './options.mjs';
import { SLICE_FUEL } from './drive.mjs';

function readBudget(budget) {
  const { fuel, ms, instructions } = readKnown(budget, 'budget');
  const read = (value, name) => (value === undefined ? undefined : readAmount(value, `budget.${name}`));
  const result = { fuel: read(fuel, 'fuel'), ms: read(ms, 'ms'), instructions: read(instructions, 'instructions') };
  if (result.fuel === undefined && result.instructions === undefined) result.fuel = SLICE_FUEL;
  if (result.instructions !== undefined) result.instructions = Math.max(1, Math.floor(result.instructions));
  return result;
}

export class Run {
  #krait;
  #execution;

  constructor(krait, execution) {
    this.#krait = krait;
    this.#execution = execution;
  }

  step(budget) {
    return this.#execution.advance(readBudget(budget));
  }

  resume(value) {
    this.#execution.answer(value);
  }

  fail(error) {
    if (!(error instanceof Error)) throw new TypeError('fail() needs an Error');
    this.#execution.fail(error);
  }

  interrupt() {
    this.#execution.interrupt();
  }

  stop() {
    this.#execution.stop();
  }

  usage() {
    return { ...this.#krait.usage(), ...this.#execution.used };
  }

  get krait() {
    return this.#krait;
  }

  get state() {
    return this.#execution.state;
  }

  dispose() {
    this.#execution.close();
  }
}

if (Symbol.dispose) Run.prototype[Symbol.dispose] = Run.prototype.dispose;
