// The WASI command under wasmtime, from a preopened directory, and krait.wasm itself driven from wasmtime's Python embedding.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const environment = { ...process.env, PYTHONPATH: join(root, '.toolchain/python') };

function python(script, ...args) {
  const { stdout, stderr, status } = spawnSync('python3', [join(root, 'tests/wasi', script), ...args], { encoding: 'utf8', env: environment });
  return { stdout, stderr, code: status };
}

test('the command runs a script and its imports from a preopened directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'krait-'));
  try {
    writeFileSync(join(folder, 'script.py'), 'import sys, helper\nprint(sys.argv[1:], helper.x)\nprint("to stderr", file=sys.stderr)\nsys.exit(3)\n');
    writeFileSync(join(folder, 'helper.py'), 'x = 42\n');
    const result = python('run_command.py', join(root, 'dist/wasi/krait.wasm'), folder, '/work/script.py', 'a', 'b');
    assert.deepEqual(result, { stdout: "['a', 'b'] 42\n", stderr: 'to stderr\n', code: 3 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the command sees nothing but what was opened for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'krait-'));
  try {
    const result = python('run_command.py', join(root, 'dist/wasi/krait.wasm'), folder, '/etc/passwd');
    assert.notEqual(result.code, 0);
    assert.doesNotMatch(result.stdout + result.stderr, /root:/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const wasm of ['krait.wasm', 'wasi/krait-reactor.wasm']) {
  test(`${wasm} steps a program from an embedding in Python`, () => {
    const result = python('embedding.py', join(root, 'dist', wasm), 'print("from the inside")\nsum(range(100000))');
    assert.deepEqual(result, { stdout: 'from the inside\ndone 4999950000 after several slices\n', stderr: '', code: 0 });
  });
}
