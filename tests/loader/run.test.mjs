// runPython and runPythonAsync: values, errors, streams, waits and limits, as API.md has them.
import test from 'node:test';
import assert from 'node:assert/strict';
import { ConversionError, DisposedError, LimitError, PythonError, WouldSuspendError, loadKrait } from '../../dist/index.mjs';

const values = [
  ['None', undefined], ['True', true], ['2 ** 53 - 1', 2 ** 53 - 1], ['2 ** 53', 2n ** 53n], ['-(2 ** 200)', -(2n ** 200n)],
  ['0.5', 0.5], ["float('inf')", Infinity], ['-0.0', -0], ["'a\\ud800é'", 'a\ud800é'], ["b'\\x00\\xff'", new Uint8Array([0, 255])],
  ['[1, (2, 3)]', [1, [2, 3]]], ['{1, 2}', new Set([1, 2])], ["{'a': {'b': 1}}", { a: { b: 1 } }], ["{1: 'x'}", new Map([[1, 'x']])],
  ['1; 2;', undefined], ['x = 5\nx * 2', 10],
];

test('a run answers the copy of its last expression', async () => {
  const krait = await loadKrait();
  for (const [code, expected] of values) assert.deepStrictEqual(krait.runPython(code), expected, code);
  assert.ok(Number.isNaN(krait.runPython("float('nan')")));
  krait.dispose();
});

test('globals persist between runs, and text of any length crosses', async () => {
  const krait = await loadKrait();
  const long = 'ü'.repeat(100_000);
  krait.runPython(`text = '${long}'`);
  assert.equal(krait.runPython('text'), long);
  assert.equal(krait.runPython('  len(text)\n'), 100_000); // dedented
  krait.dispose();
});

test('the library is imported in every kind of run, and its source is in tracebacks', async () => {
  const krait = await loadKrait();
  assert.equal(krait.runPython("import textwrap\ntextwrap.fill('a b c', 3)"), 'a b\nc');
  assert.deepEqual(await krait.runPythonAsync("import collections.abc, heapq\nheapq.nsmallest(2, [3, 1, 2])"), [1, 2]);
  assert.equal(krait.start('from json import dumps\ndumps([])').step().value, '[]');
  assert.throws(() => krait.runPython("import json; json.loads('[')"), {
    traceback: /File "\/lib\/python3\.14\/json\/decoder\.py", line \d+, in decode\n    value, end = .*\n +~+\^+\n/,
  });
  assert.throws(() => krait.runPython('import no_such_module'), { type: 'ModuleNotFoundError' });
  krait.dispose();
});

test('what is printed arrives whole and in order', async () => {
  const seen = [];
  const krait = await loadKrait({ stdout: (text) => seen.push(`1${text}`), stderr: (text) => seen.push(`2${text}`) });
  krait.runPython("import sys\nprint('é' * 3)\nprint('oops', file=sys.stderr)\nprint('end', end='')");
  assert.equal(seen.filter((s) => s[0] === '1').map((s) => s.slice(1)).join(''), 'ééé\nend');
  assert.equal(seen.filter((s) => s[0] === '2').map((s) => s.slice(1)).join(''), 'oops\n');
  krait.dispose();
});

test('an exception is a PythonError with its text, traceback and frames, and the interpreter goes on', async () => {
  const krait = await loadKrait();
  assert.throws(() => krait.runPython('def f():\n    return {}["key"]\nf()', { filename: 'my.py' }), (error) => {
    assert.ok(error instanceof PythonError);
    assert.equal(error.type, 'KeyError');
    assert.equal(error.text, "'key'");
    assert.match(error.traceback, /^Traceback \(most recent call last\):\n  File "my\.py", line 3, in <module>\n    f\(\)\n    ~\^\^\n/);
    assert.match(error.traceback, /KeyError: 'key'\n$/);
    assert.deepEqual(error.frames.map(({ function: name, file, line }) => [name, file, line]), [['<module>', 'my.py', 3], ['f', 'my.py', 2]]);
    return true;
  });
  assert.throws(() => krait.runPython('1 +'), { type: 'SyntaxError' });
  assert.throws(() => krait.runPython('raise SystemExit(3)'), { type: 'SystemExit', exitCode: 3 });
  assert.throws(() => krait.runPython('object()'), ConversionError);
  assert.equal(krait.runPython('1 + 1'), 2);
  krait.dispose();
});

test('input comes from a string, a function or a promise', async () => {
  const fromText = await loadKrait({ stdin: 'first\nsecond\n' });
  assert.deepEqual(fromText.runPython('[input(), input()]'), ['first', 'second']);
  assert.throws(() => fromText.runPython('input()'), { type: 'EOFError' });
  const prompts = [];
  const fromCalls = await loadKrait({ stdin: (prompt) => (prompts.push(prompt), 'line') });
  assert.equal(fromCalls.runPython("input('? ')"), 'line');
  assert.deepEqual(prompts, ['? ']);
  const later = await loadKrait({ stdin: async () => 'later' });
  assert.equal(await later.runPythonAsync('input()'), 'later');
  assert.throws(() => later.runPython('input()'), WouldSuspendError);
  assert.equal(later.runPython('try:\n    input()\nexcept RuntimeError as e:\n    r = type(e).__name__\nr'), 'WouldSuspendError');
  for (const krait of [fromText, fromCalls, later]) krait.dispose();
});

test('a loop without end is stopped by limits and by signals, and the interpreter goes on', async () => {
  const krait = await loadKrait();
  assert.throws(() => krait.runPython('n = 0\nwhile True:\n    try:\n        n += 1\n    finally:\n        pass', { limits: { fuel: 100_000 } }), (error) => {
    assert.ok(error instanceof LimitError);
    assert.equal(error.limit, 'fuel');
    return true;
  });
  assert.ok(krait.runPython('n') > 1000);
  assert.throws(() => krait.runPython('while True: pass', { limits: { cpuMs: 20 } }), LimitError);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('enough')), 30);
  await assert.rejects(krait.runPythonAsync('while True: pass', { signal: controller.signal }), /enough/);
  assert.equal(krait.runPython('2 + 2'), 4);
  krait.dispose();
});

// Where what runs is a native: each is paused again and again, and so can be stopped.
const endless = [
  'sum(iter(int, 1))', 'max(itertools.repeat(1))', '5.5 in itertools.count()', '"".join(itertools.repeat(""))', 'all(itertools.repeat(1))',
  'functools.reduce(lambda a, b: a, itertools.count())', 'any(map(lambda n: 0, itertools.count()))', 'sorted(range(10**6), key=lambda n: -n)',
  'collections.deque(itertools.repeat(1), maxlen=1)', 'for _ in range(10**9): ("a" * 10**5).replace("a", "b")', 'for _ in range(10**9): sorted(numbers)',
  'for _ in range(10**9): bytes(10**6)', 'for _ in range(10**9): numbers == numbers[:]', 'for _ in range(10**9): ("a" * 10**5).split("a")',
  'for _ in range(10**9): 10**20000 // (10**9999 + 7)', 're.match("(a+)+$", "a" * 60 + "b")',
];

test('natives without end are stopped too', async (t) => {
  const krait = await loadKrait();
  krait.runPython('import collections, functools, itertools, re\nnumbers = list(range(10**5))');
  for (const program of endless) {
    await t.test(program, async () => {
      const start = performance.now();
      await assert.rejects(krait.runPythonAsync(program, { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
      const took = performance.now() - start;
      assert.ok(took < 2000, `${took} ms`);
    });
  }
  assert.equal(krait.runPython('2 + 2'), 4);
  krait.dispose();
});

test('runs in flight interleave, and timers of the host go on meanwhile', async () => {
  const krait = await loadKrait();
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const slow = krait.runPythonAsync('s = 0\nfor i in range(600_000):\n    s += i\ns');
  const sleepy = krait.runPythonAsync('import time\ntime.sleep(0.02)\n"woke"');
  assert.deepEqual(await Promise.all([slow, sleepy]), [179_999_700_000, 'woke']);
  clearInterval(timer);
  assert.ok(ticks > 0);
  krait.dispose();
});

test('memory has a bound that Python meets as MemoryError', async () => {
  const krait = await loadKrait({ limits: { memory: 16 * 1024 * 1024 } });
  assert.throws(() => krait.runPython('[0] * 10**12'), { type: 'MemoryError' });
  assert.throws(() => krait.runPython('"x" * 2**40'), { type: 'MemoryError' });
  assert.throws(() => krait.runPython('a = []\nwhile True: a.append("x" * 1000 + str(len(a)))'), { type: 'MemoryError' });
  assert.equal(krait.runPython('del a\n1 + 1'), 2);
  krait.dispose();
});

test('after dispose nothing is answered; others are unharmed', async () => {
  const [one, two] = await Promise.all([loadKrait(), loadKrait()]);
  const run = one.start('while True: pass');
  run.step();
  one.dispose();
  one.dispose();
  assert.equal(one.alive, false);
  assert.throws(() => one.runPython('1'), DisposedError);
  assert.throws(() => run.step(), DisposedError);
  assert.equal(two.runPython('1'), 1);
  two.dispose();
});

test('NaN with a payload from JavaScript is a NaN and nothing else', async () => {
  const view = new DataView(new ArrayBuffer(8));
  const payloads = [0x7ff8000000000001n, 0xfff9000012345678n, 0xffffffffffffffffn, 0x7ff0000000000001n, 0xfff8000000000000n];
  let next = 0;
  const krait = await loadKrait({ stdin: () => 'x' });
  for (const bits of payloads) {
    view.setBigUint64(0, bits);
    next = view.getFloat64(0);
    assert.ok(Number.isNaN(next));
    assert.equal(krait.runPython(`import math\nn = float('${bits & (1n << 63n) ? '-' : ''}nan')\n[n] == [n] and n != n and math.isnan(n)`), true);
  }
  krait.dispose();
});
