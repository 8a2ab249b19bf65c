// start() and step(): each state of a run, by hand.
import test from 'node:test';
import assert from 'node:assert/strict';
import { loadKrait } from '../../dist/index.mjs';

test('slices end by fuel, and instructions are exact', async () => {
  const krait = await loadKrait();
  const run = krait.start('n = 0\nwhile n < 1000:\n    n += 1\nn');
  assert.equal(run.state, 'ready');
  let slices = 0;
  while (run.step({ fuel: 10 }).state === 'slice') slices++;
  assert.ok(slices >= 99 && slices <= 101, `${slices} slices`);
  assert.deepEqual(run.step(), { state: 'done', value: 1000 });
  const exact = krait.start('a = 1\nb = 2\na + b');
  let steps = 0;
  while (exact.step({ instructions: 1 }).state === 'slice') steps++;
  assert.ok(steps > 5 && steps < 30, `${steps} instructions`);
  krait.dispose();
});

test('input and sleep are states, answered by resume and fail', async () => {
  const krait = await loadKrait({ stdout: () => {} });
  const run = krait.start("import time\nname = input('who? ')\ntime.sleep(0.25)\ntry:\n    input()\nexcept ValueError as e:\n    got = str(e)\n[name, got]");
  assert.deepEqual(run.step(), { state: 'input', prompt: 'who? ' });
  assert.deepEqual(run.step(), { state: 'input', prompt: 'who? ' }); // unanswered: the same again
  run.resume('Ada');
  assert.deepEqual(run.step(), { state: 'sleep', ms: 250 });
  run.resume();
  assert.equal(run.step().state, 'input');
  run.fail(new RangeError('not now'));
  assert.deepEqual(run.step(), { state: 'done', value: ['Ada', 'not now'] });
  krait.dispose();
});

test('interrupt can be caught, stop cannot', async () => {
  const krait = await loadKrait();
  const caught = krait.start('try:\n    while True: pass\nexcept KeyboardInterrupt:\n    r = "caught"\nr');
  caught.step({ fuel: 100 });
  caught.interrupt();
  assert.deepEqual(caught.step(), { state: 'done', value: 'caught' });
  const stopped = krait.start('left = []\ntry:\n    while True: pass\nfinally:\n    left.append(1)');
  stopped.step({ fuel: 100 });
  stopped.stop();
  assert.equal(stopped.step().state, 'error');
  assert.deepEqual(krait.runPython('left'), []);
  krait.dispose();
});

test('a syntax error is the first step\'s error, and several runs are open at once', async () => {
  const krait = await loadKrait();
  const broken = krait.start('if');
  const result = broken.step();
  assert.equal(result.state, 'error');
  assert.equal(result.error.type, 'SyntaxError');
  const runs = [1, 2, 3].map((n) => krait.start(`s${n} = 0\nfor i in range(100):\n    s${n} += ${n}\ns${n}`));
  const results = [];
  while (results.length < 3) {
    for (const run of runs) {
      if (run.state === 'done') continue;
      const { state, value } = run.step({ fuel: 7 });
      if (state === 'done') results.push(value);
    }
  }
  assert.deepEqual(results.sort((a, b) => a - b), [100, 200, 300]);
  krait.dispose();
});
