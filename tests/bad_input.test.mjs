// Bad input: sources that nest too deep, are cut off or hold bytes that are no text, and requests that no memory fulfils.
// Each gets the exception that CPython gives, or MemoryError, and the same interpreter then runs print(1).
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PythonError, loadKrait } from '../dist/index.mjs';
import { environment, modes } from './tools/engines.mjs';

const nest = (open, close, n = 10_000, core = '1') => open.repeat(n) + core + close.repeat(n);
const steps = (head, n) => Array.from({ length: n }, (_, i) => `${' '.repeat(i)}${head}\n`).join('') + `${' '.repeat(n)}pass\n`;

// What runs, and what is printed last.
const runs = [
  ['100,000 terms', `x = 1\nprint(x${' and x'.repeat(100_000)})`, '1'],
  ['a list of 100,000', `print(len([${'1,'.repeat(100_000)}]))`, '100000'],
  ['100,000 arguments', `print(max(${'1,'.repeat(100_000)}2))`, '2'],
  ['300,000 statements', `${'a = 1\n'.repeat(300_000)}print(a)`, '1'],
  ['a line of 1 MB', `print(len("${'a'.repeat(1_000_000)}"))`, '1000000'],
  ['a name of 1 MB', `${'a'.repeat(1_000_000)} = 1\nprint(2)`, '2'],
  ['a comment of 1 MB', `#${'x'.repeat(1_000_000)}\nprint(3)`, '3'],
  ['100,000 continued lines', `x = \\\n${'1 + \\\n'.repeat(1000)}1\nprint(x)`, '1001'],
  ['20,000 decorators', `def d(f): return f\n${'@d\n'.repeat(20_000)}def f(): pass\nprint(4)`, '4'],
  ['20,000 parameters', `def f(${Array.from({ length: 20_000 }, (_, i) => `a${i}`)}): return a19999\nprint(f(*range(20_000)))`, '19999'],
  ['70,000 names', `${Array.from({ length: 70_000 }, (_, i) => `a${i} = ${i}\n`).join('')}print(a69999)`, '69999'],
  ['70,000 constants', `x = [${Array.from({ length: 70_000 }, (_, i) => `"s${i}"`)}]\nprint(x[-1])`, 's69999'],
  ['a body too long for short jumps', `x = 2\nwhile x:\n    x -= 1\n${'    x = x + 0\n'.repeat(100_000)}print(x)`, '0'],
];

// What raises: the type, or the start of what a traceback ends with.
const fails = [
  ['parentheses', `x = ${nest('(', ')')}`, 'SyntaxError: too many nested parentheses'],
  ['brackets', `x = ${nest('[', ']')}`, 'SyntaxError: too many nested parentheses'],
  ['braces', `x = ${nest('{1:', '}')}`, 'SyntaxError: too many nested parentheses'],
  ['calls', `x = ${nest('f(', ')')}`, 'SyntaxError: too many nested parentheses'],
  ['targets', `${nest('(', ',)', 10_000, 'a')} = 1`, 'SyntaxError: too many nested parentheses'],
  ['patterns', `match 1:\n case ${nest('[', ']', 10_000, 'a')}: pass`, 'SyntaxError: too many nested parentheses'],
  ['mixed and never closed', '([{'.repeat(70), 'SyntaxError: too many nested parentheses'],
  ['100 functions', steps('def f():', 101), 'IndentationError: too many levels of indentation'],
  ['22 loops', steps('while 1:', 22), 'SyntaxError: too many statically nested blocks'],
  ['100 ifs', steps('if 1:', 101), 'IndentationError: too many levels of indentation'],
  ['a NUL in the source', 'x = 1\n\0y = 2\n', 'SyntaxError: source code string cannot contain null bytes'],
  ['a NUL in a string', 'x = "a\0b"', 'SyntaxError: source code string cannot contain null bytes'],
  ['an int of 1 MB', `x = ${'1'.repeat(1_000_000)}`, 'SyntaxError: Exceeds the limit (4300 digits)'],
  ['return outside', 'return', "SyntaxError: 'return' outside function"],
  ['an escape cut off', 'x = "\\x1"', "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes"],
  ['list * 10**12', '[0] * 10**12', 'MemoryError'],
  ['tuple * 10**10', '(1,) * 10**10', 'MemoryError'],
  ['str * 2**40', '"x" * 2**40', 'MemoryError'],
  ['str * 10**19', '"x" * 10**19', "OverflowError: cannot fit 'int' into an index-sized integer"],
  ['bytes(10**12)', 'bytes(10**12)', 'MemoryError'],
  ['10 ** 10 ** 10', '10 ** 10 ** 10', 'MemoryError'],
  ['1 << 10**12', '1 << 10**12', 'MemoryError'],
  ['7 ** 10**9', 'pow(7, 10**9)', 'MemoryError'],
  ['len(range(10**30))', 'len(range(10**30))', 'OverflowError: Python int too large to convert to C ssize_t'],
  ['list(range(10**10))', 'list(range(10**10))', 'MemoryError'],
  ['[*range(10**10)]', '[*range(10**10)]', 'MemoryError'],
  ['f(*range(10**10))', 'print(*range(10**10))', 'MemoryError'],
  ['sorted(range(10**10))', 'sorted(range(10**10))', 'MemoryError'],
  ['a width of 10**12', "f'{1:1000000000000}'", 'MemoryError'],
  ['a width of 10**9', "'%1000000000d' % 1", 'MemoryError'],
  ['ljust', '"x".ljust(10**12)', 'MemoryError'],
  ['replace', '("a" * 10**6).replace("a", "b" * 10**7)', 'MemoryError'],
  ['replace of nothing', '("a" * 10**5).replace("", "b" * 10**6)', 'MemoryError'],
  ['join', '"".join(["x" * 10**6] * 10**6)', 'MemoryError'],
  ['int of 5,000 digits', "int('1' * 5000)", 'ValueError: Exceeds the limit (4300 digits) for integer string conversion'],
  ['str of 5,000 digits', 'str(10**5000)', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion'],
  ['factorial(10**10)', 'import math; math.factorial(10**10)', 'MemoryError'],
  ['comb(10**10, 10**9)', 'import math; math.comb(10**10, 10**9)', 'MemoryError'],
  ['perm(10**10, 10**9)', 'import math; math.perm(10**10, 10**9)', 'MemoryError'],
  ['a list that grows', 'l = []\nwhile True: l.append(l)', 'MemoryError'],
  ['a dict that grows', 'd = {}\nwhile True: d[len(d)] = d', 'MemoryError'],
  ['a set that grows', 'set(range(10**10))', 'MemoryError'],
  ['a str that grows', 's = "a"\nwhile True: s += s', 'MemoryError'],
  ['an int that grows', 'i = 2\nwhile True: i <<= i.bit_length()', 'MemoryError'],
  ['classes without end', 'l = []\nwhile True: l.append(type("X", (), {}))', 'MemoryError'],
  ['a recursion', 'def f(): return f()\nf()', 'RecursionError: maximum recursion depth exceeded'],
  ['a recursion with the limit raised', 'import sys\nsys.setrecursionlimit(10**9)\ndef f(): return f()\nf()', 'MemoryError'],
  ['digits limit too low', 'import sys; sys.set_int_max_str_digits(5)', 'ValueError: maxdigits must be >= 640 or 0 for unlimited'],
];

// No depth of these is an error in itself; CPython's own limit is its C stack. Nothing may die.
const survives = ['lambda: ', '-', '~', 'not ', '1 ** ', '1 if 1 else ', 'await '].map((head) => `x = ${head.repeat(10_000)}1`).concat([
  `x = ${"f'{".repeat(10_000)}1${"}'".repeat(10_000)}`, `x = f'{1:${'{1:'.repeat(10_000)}${'}'.repeat(10_000)}}'`, `x = a${'.b'.repeat(100_000)}`,
  `x = 1\ny = x${' + x'.repeat(100_000)}`, `f${'()'.repeat(10_000)}`, `${steps('class A:', 98)}`, `import ${'a.'.repeat(100_000)}b`,
  `if 0: pass\n${'elif 0: pass\n'.repeat(20_000)}`, `[1 ${'for a in (1,) '.repeat(30)}]`, `x = ${nest('(yield ', ')', 10_000, 'a')}`,
]);

const memory = 64 * 1024 * 1024; // little, so that what grows without end is soon at its end

test('web: what is only large runs', async (t) => {
  let printed = '';
  const krait = await loadKrait({ stdout: (text) => { printed += text; } });
  for (const [name, source, expected] of runs) {
    await t.test(name, () => {
      printed = '';
      krait.runPython(source);
      assert.equal(printed, `${expected}\n`);
    });
  }
  krait.dispose();
});

test('web: each bad program gets its exception, and the interpreter goes on', async (t) => {
  let printed = '';
  const krait = await loadKrait({ limits: { memory }, stdout: (text) => { printed += text; } });
  const goesOn = () => {
    printed = '';
    krait.runPython('for name in [n for n in globals() if n[0] != "_"]: del globals()[name]\nprint(1)');
    assert.equal(printed, '1\n');
  };
  for (const [name, source, expected] of fails) {
    await t.test(name, () => {
      assert.throws(() => krait.runPython(source), (error) => {
        assert.ok(error instanceof PythonError, `${error}`);
        const told = error.text ? `${error.type}: ${error.text}` : error.type;
        assert.ok(told.startsWith(expected), `expected ${expected}, found ${told.slice(0, 300)}`);
        return true;
      });
      goesOn();
    });
  }
  for (const source of survives) {
    await t.test(`${source.slice(0, 20)}...`, () => {
      try { krait.runPython(source); } catch (error) { assert.ok(error instanceof PythonError, `${error}`); }
      goesOn();
    });
  }
  krait.dispose();
});

test('web: an answer for which there is no memory is a MemoryError', async () => {
  const krait = await loadKrait({ limits: { memory } });
  const unfolds = 'x = []\nfor _ in range(90): x = [x, x]\nx';
  const isMemoryError = (error) => error instanceof PythonError && error.type === 'MemoryError';
  assert.throws(() => krait.runPython(unfolds), isMemoryError);
  assert.throws(() => krait.runPython('raise type("E" * 10**6, (Exception,), {})("x" * (20 * 10**6))'), (error) => error instanceof PythonError);
  assert.throws(() => krait.runPython('input("x" * (40 * 10**6))'), PythonError);
  assert.equal(krait.runPython('x = 0; 6 * 7'), 42);
  krait.dispose();
});

test('native: the same under sanitizers', { skip: !existsSync(modes.native[0]) && 'no native build' }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'krait-bad-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'bad.py');
  const run = (source, limits = [`--limit-memory=${memory}`]) => {
    writeFileSync(file, source);
    return spawnSync(modes.native[0], [...limits, file], { env: environment, encoding: 'utf8', timeout: 300_000 });
  };
  for (const [name, source, expected] of runs) {
    await t.test(name, () => assert.equal(run(source, []).stdout, `${expected}\n`));
  }
  for (const [name, source, expected] of fails.filter(([n]) => !n.startsWith('a NUL'))) { // of files the text is another
    await t.test(name, () => {
      const { status, stderr } = run(source);
      assert.equal(status, 1, stderr.slice(-2000));
      assert.ok(stderr.trimEnd().split('\n').at(-1).startsWith(expected), stderr.slice(-2000));
    });
  }
  for (const source of survives) {
    await t.test(`${source.slice(0, 20)}...`, () => {
      const { status, stderr } = run(source);
      assert.ok(status === 0 || status === 1, stderr.slice(-2000));
    });
  }
  for (const [name, bytes, expected] of [
    ['no UTF-8', [0x78, 0x3d, 0x22, 0xff, 0x22], "SyntaxError: Non-UTF-8 code starting with '\\xff'"],
    ['a BOM and half a character', [0xef, 0xbb, 0xbf, 0x22, 0xe2, 0x82], 'SyntaxError'],
    ['a NUL', [0x78, 0, 0x79], 'SyntaxError: source code'],
    ['nothing', [], ''],
  ]) {
    await t.test(name, () => {
      const { stderr } = run(Buffer.from(bytes));
      assert.ok((stderr.trimEnd().split('\n').at(-1) ?? '').startsWith(expected), stderr.slice(-2000));
    });
  }
});

// Every place where a program that uses all the syntax can end.
const whole = `# -*- coding: utf-8 -*-
"""doc"""
from __future__ import annotations
import os.path as p, sys
type A[T: int = str, *Ts, **P] = dict[T, Ts]
@d(1)
async def f[T](a, /, b: int = 1, *c, d=2, **e) -> None:
    async with x as y, z: await y
    async for i in j: yield i
    return
class B[T](C, metaclass=M):
    x: int = 1; global g
    def m(self): nonlocal_ = lambda *a, k=1, **b: (yield)
try:
    raise E from None
except* (A, B) as e:
    pass
else: pass
finally: del a[1:2, ::3], b.c, (d, [e])
match v:
    case {"k": [1, *_], **rest} | C(1, x=-2j) if rest: pass
    case "a" "b" | None | a.b as z: ...
while not 1 if 2 else 3: break
else: continue
for a, *b in *c, d: assert a, f"{b!r:>{w}.{p}} {{x}} {'nested' + f'{1 + 1}'}" + rf'\\d{c=}' + t"{d}"
x = y = [i async for i in z if i if j]; x @= {**a, 1: 2} or {*b, 3}; x <<= ~1 ** -2 // 3 % 4 & 5 | 6 ^ 7
print((a := 1), *b, **c, sep='\\N{BULLET}\\x41', end=b'\\xff' rb"\\\\")
if a < b <= c != d is not e not in f is g: x = """multi
line""" '''
more'''
elif 0x_ff + 0b1 + 0o7 + 1_0.5e-3j: pass
`;

test('web: a program cut off anywhere is an error or runs', async () => {
  const krait = await loadKrait({ limits: { memory }, stdout: () => {}, stderr: () => {} });
  for (let end = 0; end <= whole.length; end++) {
    try {
      krait.runPython(`compile(${JSON.stringify(whole.slice(0, end))}, 'cut', 'exec');`);
    } catch (error) {
      assert.ok(error instanceof PythonError && ['SyntaxError', 'IndentationError'].includes(error.type), `${end}: ${error}`);
    }
  }
  assert.equal(krait.runPython('1'), 1);
  krait.dispose();
});
