// The C tests of the floors without Python: native under the sanitizers, and as wasm; each of their lines is a test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));
const wasiRunner = `${root}tests/tools/wasi_command.mjs`;

const names = readdirSync(`${root}tests/unit`).filter((name) => name.endsWith('_test.c')).map((name) => name.slice(0, -2));
const programs = names.flatMap((name) => [
  { name: `${name}, native`, command: [`${root}build/native/unit/${name}`] },
  { name: `${name}, wasm`, command: [process.execPath, '--no-warnings', wasiRunner, `${root}build/unit-wasi/unit/${name}.wasm`] },
]);
programs.push({ name: 'stack_test, a fresh chunk at every push', command: [`${root}build/stress/unit/stack_test`] });

/** "ok 1 - name" and "not ok 2 - name", with the "# …" lines before them as the reason. */
function readTap(output) {
  const results = [];
  let reasons = [];
  for (const line of output.split('\n')) {
    const match = /^(not )?ok \d+ - (.*)$/.exec(line);
    if (match) {
      results.push({ name: match[2], ok: !match[1], reasons });
      reasons = [];
    } else if (line.startsWith('# ')) {
      reasons.push(line.slice(2));
    }
  }
  return { results, planned: Number(/^1\.\.(\d+)$/m.exec(output)?.[1] ?? NaN), reasons };
}

for (const { name, command } of programs) {
  test(name, async (t) => {
    assert.ok(existsSync(command.at(-1)), `${command.at(-1)} is not built: ./build.sh unit`);
    const run = spawnSync(command[0], command.slice(1), { encoding: 'utf8', timeout: 300_000, maxBuffer: 1 << 26 });
    const { results, planned, reasons } = readTap(run.stdout);
    for (const result of results) {
      await t.test(result.name, () => assert.ok(result.ok, result.reasons.slice(0, 20).join('\n')));
    }
    assert.equal(results.length, planned, `it ended early (${run.signal ?? run.status}): ${reasons.join('\n')}\n${run.stderr.slice(0, 8000)}`);
    assert.ok(planned > 0, 'it has no tests');
    if (results.every((result) => result.ok)) assert.equal(run.status, 0, run.stderr.slice(0, 8000));
  });
}
