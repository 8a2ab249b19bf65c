#!/usr/bin/env node
// Runs a file or a snippet on the oracle and on Krait, and shows where stdout, stderr or the exit code differ.
//
//   tests/tools/compare.mjs [--mode=MODE]... [--show] FILE [ARGS] | -c CODE [ARGS]
//
// MODE: native (default), instructions, slice, stress, web, copy, wasi, or `all` (engines.mjs says what they are).
// --show prints the oracle's side too. Standard input goes to both, if it is not a terminal. Exit code 1: they differ.
import { existsSync, fstatSync, readFileSync } from 'node:fs';
import { formatResult, run } from './programs.mjs';
import { environment, modeIsBuilt, modes, oracle } from './engines.mjs';
import { difference } from './difference.mjs';

function parseArguments(words) {
  const options = { modes: [], show: false };
  while (words[0]?.startsWith('--')) {
    const [, name, value] = /^--(\w+)(?:=(.*))?$/.exec(words.shift()) ?? [];
    if (name === 'show') options.show = true;
    else if (name === 'mode' && value === 'all') options.modes.push(...Object.keys(modes).filter(modeIsBuilt));
    else if (name === 'mode' && modes[value]) options.modes.push(value);
    else fail(`no such option or mode; modes are: ${Object.keys(modes).join(' ')} all`);
  }
  if (words.length === 0) fail('compare what? FILE or -c CODE');
  if (words[0] !== '-c' && !existsSync(words[0])) fail(`no file ${words[0]}`);
  if (options.modes.length === 0) options.modes.push('native');
  return { ...options, program: words };
}

function fail(message) {
  console.error(`compare: ${message}`);
  process.exit(2);
}

// A pipe or a file; a terminal, or what a runner without input gives, is no input.
function readInput() {
  const kind = fstatSync(0);
  return kind.isFIFO() || kind.isFile() ? readFileSync(0) : '';
}

const { modes: chosen, show, program } = parseArguments(process.argv.slice(2));
const settings = { stdin: readInput(), cwd: process.cwd(), env: environment };
const expected = formatResult(await run([...oracle(), ...program], settings));
if (show) console.log(expected);
let differ = false;
for (const mode of chosen) {
  if (!modeIsBuilt(mode)) fail(`mode ${mode} is not built: ./build.sh`);
  const text = difference('oracle', expected, mode, formatResult(await run([...modes[mode], ...program], settings)));
  console.log(text || `${mode}: the same`);
  differ ||= text !== '';
}
process.exitCode = differ ? 1 : 0;
