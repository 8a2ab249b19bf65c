// A collection is sliced, and whoever comes between its slices finds the heap in order.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { loadKrait } from '../../dist/index.mjs';

const garbage = `
import gc
from _weakref import ref
class Node:
    def __init__(self): self.me = self
living = [Node() for _ in range(20000)]
watched = ref(Node())
for _ in range(20000): Node()
gc.disable()
for _ in range(20000): Node()
`;

function slices(run, between = () => {}) {
  let count = 0;
  while (run.step({ fuel: 50 }).state === 'slice') {
    count++;
    between(count);
  }
  return count;
}

async function interpreter() {
  const krait = await loadKrait({ stdout: () => {} });
  krait.runPython(garbage);
  return krait;
}

test('a collection over many objects takes many slices', async () => {
  const krait = await interpreter();
  const run = krait.start('found = gc.collect()');
  const count = slices(run);
  assert.ok(count > 20, `${count} slices`);
  assert.ok(krait.runPython('found') >= 20000);
  assert.equal(krait.runPython('len(living), watched()')[0], 20000);
  krait.dispose();
});

test('other runs between the slices', async () => {
  const krait = await interpreter();
  const run = krait.start('found = gc.collect()');
  let made = 0;
  slices(run, (count) => {
    if (count % 7) return;
    made += krait.runPython('living.pop(); living.append(Node()); Node(); len([Node() for _ in range(10)])');
  });
  assert.ok(made > 0);
  assert.ok(krait.runPython('found') >= 20000);
  assert.equal(krait.runPython('all(node.me is node for node in living) and len(living)'), 20000);
  krait.dispose();
});

test('an end in the middle', async () => {
  const krait = await interpreter();
  const run = krait.start('gc.collect()');
  for (let i = 0; i < 5; i++) assert.equal(run.step({ fuel: 50 }).state, 'slice');
  run.dispose();
  assert.equal(krait.runPython('all(node.me is node for node in living) and len(living)'), 20000);
  const second = krait.start('gc.collect()');
  for (let i = 0; i < 5; i++) assert.equal(second.step({ fuel: 50 }).state, 'slice');
  krait.dispose();
});
