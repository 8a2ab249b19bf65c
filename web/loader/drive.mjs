// Drives a run to its end without blocking its host: slices with pauses between them, sleeps by timer, input as it comes.
import { now } from './platform.mjs';
import { nextTurn } from './schedule.mjs';

/** A slice ends after this much fuel even if the clock stands still, as it does in some engines while code runs. */
export const SLICE_FUEL = 400_000;

/** The longest that a timer can wait at a time. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The wait is over when it is answered, or after `ms`. */
export async function sleep(execution, ms) {
  const until = now() + ms;
  while (execution.state === 'sleep') {
    const left = until - now();
    if (left <= 0) return execution.answer();
    let timer;
    const rung = new Promise((resolve) => { timer = setTimeout(resolve, Math.min(left, LONGEST_TIMER)); });
    await Promise.race([rung, execution.answered()]);
    clearTimeout(timer);
    if (execution.isEnding) return undefined;
  }
  return undefined;
}

async function waitFor(execution, result) {
  if (result.state === 'sleep') await sleep(execution, result.ms);
  else if (execution.isWaiting) await execution.answered();
}

/**
 * @param {{sliceMs: number, signal?: AbortSignal}} options
 * @returns {Promise<any>} the run's value; rejects with its error, or with signal.reason
 */
export async function drive(execution, { sliceMs, signal }) {
  const { turns } = execution.instance;
  const stop = () => execution.endWith(signal.reason);
  signal?.addEventListener('abort', stop, { once: true });
  let turn;
  try {
    for (;;) {
      turn ??= turns.take();
      await (turn.hasBegun ? turn.ready : Promise.race([turn.ready, execution.ending()]));
      const result = execution.advance({ fuel: SLICE_FUEL, ms: sliceMs });
      if (result.state === 'done') return result.value;
      if (result.state === 'error') throw result.error;
      if (result.state === 'slice') await nextTurn();
      else {
        turn.give();
        turn = undefined;
        await waitFor(execution, result);
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    turn?.give();
    execution.close();
  }
}
