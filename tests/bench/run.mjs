#!/usr/bin/env node
// Speed of Krait beside Pyodide and MicroPython, in Node: one line a program, in milliseconds, and ratios to Pyodide.
//
//   node tests/bench/run.mjs [--rounds=5] [--engines=krait,pyodide,micropython] [--json=FILE] [PROGRAM...]
//
// Every measurement is a fresh process that loads the engine and then times the program alone, from its text to its last
// line. Engines take turns within a round, so that what disturbs the machine disturbs all; the table has medians.
// A program that prints another check value than Pyodide's, or fails, has no time: what happened is said below the table.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const options = { rounds: '5', engines: 'krait,pyodide,micropython', json: '' };
const chosen = [];
for (const word of process.argv.slice(2)) {
  const [, name, value] = /^--(\w+)=(.*)$/.exec(word) ?? [];
  if (name in options) options[name] = value;
  else if (word.startsWith('-')) throw new Error(`no option ${word}`);
  else chosen.push(basename(word, '.py'));
}
const engines = options.engines.split(',');
const all = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => basename(name, '.py')).sort();
const programs = all.filter((name) => chosen.length === 0 || chosen.includes(name));
if (programs.length === 0) throw new Error(`no such program; there are: ${all.join(' ')}`);

function measure(engine, program) {
  const command = ['--no-warnings', join(folder, 'engine.mjs'), engine, join(folder, `${program}.py`)];
  const child = spawnSync(process.execPath, command, { encoding: 'utf8', timeout: 60_000 });
  try {
    return JSON.parse(child.stdout.trim().split('\n').at(-1));
  } catch {
    return { error: child.error?.code ?? child.signal ?? child.stderr.trim().split('\n').at(-1) ?? `exit ${child.status}` };
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const geomean = (numbers) => Math.exp(numbers.reduce((sum, n) => sum + Math.log(n), 0) / numbers.length);

// results: program -> engine -> {times, output, error}
const results = Object.fromEntries(programs.map((p) => [p, Object.fromEntries(engines.map((e) => [e, { times: [] }]))]));
for (let round = 0; round < Number(options.rounds); round++) {
  for (const [i, program] of programs.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1}/${options.rounds}: ${i + 1}/${programs.length} ${program.padEnd(20)}`);
    for (const engine of engines) {
      const result = results[program][engine];
      if (result.error) continue;
      const { ms, output, error } = measure(engine, program);
      if (error) result.error = error;
      else result.times.push(ms), (result.output = output);
    }
  }
}
if (process.stderr.isTTY) process.stderr.write('\r' + ' '.repeat(60) + '\r');

const notes = [];
const ratios = Object.fromEntries(engines.map((e) => [e, []]));
for (const program of programs) {
  const right = results[program].pyodide?.output;
  for (const engine of engines) {
    const result = results[program][engine];
    if (!result.error && right !== undefined && result.output !== right) result.error = `printed ${result.output}, not ${right}`;
    if (result.error) notes.push(`${program} on ${engine}: ${result.error}`);
    else result.median = median(result.times);
  }
  for (const engine of engines) {
    const base = results[program].pyodide?.median;
    const { median: time } = results[program][engine];
    if (base && time) ratios[engine].push((results[program][engine].ratio = time / base));
  }
}

const others = engines.filter((e) => e !== 'pyodide');
const cell = (text) => text.padStart(14);
const ratioText = (ratio) => (ratio === undefined ? '-' : ratio.toFixed(2));
const row = (name, cells) => name.padEnd(18) + cells.map(cell).join('');
console.log(`Milliseconds, medians of ${options.rounds}; Node ${process.version}. "/": time over Pyodide's.`);
console.log(row('', [...engines, ...others.map((e) => `${e}/`)]));
for (const program of programs) {
  const line = results[program];
  const times = engines.map((e) => (line[e].median === undefined ? 'fails' : line[e].median.toFixed(0)));
  console.log(row(program, [...times, ...others.map((e) => ratioText(line[e].ratio))]));
}
const means = others.map((e) => (ratios[e].length ? `${geomean(ratios[e]).toFixed(3)} (${ratios[e].length})` : '-'));
const worst = others.map((e) => (ratios[e].length ? Math.max(...ratios[e]).toFixed(2) : '-'));
console.log(row('geomean (of)', [...engines.map(() => ''), ...means]));
console.log(row('worst', [...engines.map(() => ''), ...worst]));
for (const note of notes) console.log(`fails: ${note}`);
if (options.json) {
  const summary = Object.fromEntries(others.map((e) => [e, { geomean: geomean(ratios[e]), worst: Math.max(...ratios[e]), of: ratios[e].length }]));
  writeFileSync(options.json, JSON.stringify({ rounds: Number(options.rounds), node: process.version, summary, results }, null, 1));
}
