// The command: ways to name a program, arguments, streams and exit codes, as CPython's.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cli = new URL('../../dist/cli.mjs', import.meta.url).pathname;

function krait(args, { input = '', cwd } = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], { input, cwd, encoding: 'utf8' });
  return { stdout, stderr, code: status };
}

test('a program from the command line, from a file, from standard input, as a module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'krait-'));
  try {
    writeFileSync(join(folder, 'script.py'), 'import sys, helper\nprint(sys.argv[1:], helper.x, __name__)\n');
    writeFileSync(join(folder, 'helper.py'), 'x = 42\n');
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package', '__init__.py'), '');
    writeFileSync(join(folder, 'package', '__main__.py'), 'print("main of", __package__)\n');
    assert.deepEqual(krait(['-c', 'import sys; print(sys.argv)', 'a', '-b']), { stdout: "['-c', 'a', '-b']\n", stderr: '', code: 0 });
    assert.deepEqual(krait([join(folder, 'script.py'), 'x', '--y']), { stdout: "['x', '--y'] 42 __main__\n", stderr: '', code: 0 });
    assert.deepEqual(krait(['-'], { input: 'print(1)\n' }), { stdout: '1\n', stderr: '', code: 0 });
    assert.deepEqual(krait(['-m', 'helper'], { cwd: folder }), { stdout: '', stderr: '', code: 0 });
    assert.deepEqual(krait(['-m', 'package'], { cwd: folder }), { stdout: 'main of package\n', stderr: '', code: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const exits = [
  ['pass', 0, ''], ['import sys; sys.exit()', 0, ''], ['import sys; sys.exit(7)', 7, ''], ['raise SystemExit("bye")', 1, 'bye\n'],
  ['import sys; sys.exit(-1)', 255, ''], ['raise KeyboardInterrupt', 130, /KeyboardInterrupt\n$/], ['1/0', 1, /ZeroDivisionError: division by zero\n$/],
  ['if', 1, /SyntaxError: invalid syntax\n$/],
];
for (const [code, exit, said] of exits) {
  test(`exit code of ${code}`, () => {
    const result = krait(['-c', code]);
    assert.equal(result.code, exit);
    if (said instanceof RegExp) assert.match(result.stderr, said);
    else assert.equal(result.stderr, said);
  });
}

test('input() reads lines, prompts go to standard output', () => {
  assert.deepEqual(krait(['-c', 'print(input("? ")); print(input())'], { input: 'one\ntwo' }), { stdout: '? one\ntwo\n', stderr: '', code: 0 });
  assert.match(krait(['-c', 'input()']).stderr, /EOFError: EOF when reading a line\n$/);
});

test('limits end a run with 124', () => {
  const result = krait(['--limit-fuel=100000', '-c', 'while True: pass']);
  assert.equal(result.code, 124);
  assert.match(result.stderr, /LimitError/);
});

test('wrong usage is 2, and a missing file is said', () => {
  assert.equal(krait(['--nonsense']).code, 2);
  const missing = krait(['no_such_file.py']);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /can't open file .*no_such_file\.py.*No such file or directory/);
  assert.match(krait(['-V']).stdout, /^Krait .*Python 3\.14/);
});
