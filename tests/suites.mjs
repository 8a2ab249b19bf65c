// Which suites of test programs run, and in which modes: each SUITE.test.mjs runs its row of this table. What is in
// known_gaps.txt must fail.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directives, findPrograms, folderOf, formatResult, nameOf, readExpected, run, testsFolder } from './tools/programs.mjs';
import { environment, modeIsBuilt, modes } from './tools/engines.mjs';
import { difference } from './tools/difference.mjs';

const suites = {
  conformance: ['native', 'instructions', 'slice', 'stress', 'copy', 'web'],
  programs: ['native', 'instructions', 'slice', 'stress', 'copy', 'web', 'wasi'],
  order: ['native', 'instructions', 'slice', 'stress', 'copy', 'web'],
  depth: ['native', 'slice', 'stress', 'web'], // some of a million calls: too long one instruction at a time
};

// KRAIT_MODES="native web" keeps only these modes; KRAIT_ONLY=TEXT keeps the programs whose path has it.
const onlyModes = process.env.KRAIT_MODES?.split(' ');
const onlyPaths = process.env.KRAIT_ONLY ?? '';

// Registers one test with a sub-test for each mode and program. node:test runs `concurrency` of them at a time.
export function suite(name) {
  const gaps = readGaps();
  const programs = findPrograms(name).filter((path) => path.includes(onlyPaths));
  for (const mode of suites[name].filter((m) => onlyModes?.includes(m) ?? true)) {
    test(`${name}, ${mode}`, { concurrency: 2 }, async (t) => {
      assert.ok(modeIsBuilt(mode), `no build for mode ${mode}: ./build.sh`);
      const inMode = programs.filter((path) => directives(path).modes?.includes(mode) ?? true);
      await Promise.all(inMode.map((path) => t.test(path, () => runProgram(path, mode, gaps))));
    });
  }
}

const expectations = new Map();

function expectedOf(path) {
  const folder = folderOf(path);
  if (!expectations.has(folder)) expectations.set(folder, readExpected(folder));
  const expected = expectations.get(folder).get(nameOf(path));
  assert.ok(expected, `nothing is expected of ${path}: tests/tools/expect.mjs ${path}`);
  return expected;
}

async function runProgram(path, mode, gaps) {
  const expected = formatResult(expectedOf(path));
  const { args, stdin } = directives(path);
  const found = formatResult(await run([...modes[mode], path, ...args], { stdin, env: environment }));
  const gap = gaps.get(`${path} ${mode}`) ?? gaps.get(`${path} *`);
  if (gap) assert.notEqual(found, expected, `passes now: take ${path} out of known_gaps.txt (${gap})`);
  else if (found !== expected) assert.fail(`${path}, ${mode}\n${difference('expected', expected, 'found', found, 60)}`);
}

// known_gaps.txt: "path mode reason", mode * for all.
function readGaps() {
  const gaps = new Map();
  for (const line of readFileSync(join(testsFolder, 'known_gaps.txt'), 'utf8').split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const [path, mode, ...reason] = line.split(/\s+/);
    if (!reason.length || !(mode === '*' || mode in modes)) throw new Error(`known_gaps.txt: "path mode reason", not: ${line}`);
    if (!findPrograms(path.split('/')[0]).includes(path)) throw new Error(`known_gaps.txt: no program ${path}`);
    gaps.set(`${path} ${mode}`, reason.join(' '));
  }
  return gaps;
}
