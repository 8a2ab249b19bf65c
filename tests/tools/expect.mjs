#!/usr/bin/env node
// Makes the expected.txt of folders of test programs by running them on the oracle.
//
//   tests/tools/expect.mjs [--check] [PATH...]    PATH: below tests/, a folder or a program; default: all suites
//
// --check writes nothing, shows what would change, and exits with 1 if anything would. Programs that are in a folder's
// by_hand.txt are left alone.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  directives, findPrograms, folderOf, formatResult, fromTests, nameOf, readSections, run, testsFolder, writeExpected,
} from './programs.mjs';
import { environment, oracle } from './engines.mjs';
import { showDifference } from './difference.mjs';

const check = process.argv.includes('--check');
const given = process.argv.slice(2).filter((word) => word !== '--check');
const paths = given.length
  ? given.map((path) => fromTests(existsSync(path) ? resolve(path) : join(testsFolder, path)))
  : ['conformance', 'order', 'depth', 'programs'];

async function expectationOf(path) {
  const { args, stdin } = directives(path);
  const result = await run([...oracle(), path, ...args], { stdin, env: environment });
  if (typeof result.code !== 'number') console.error(`${path}: ended with ${result.code} on the oracle`);
  return result;
}

// Runs a folder's programs, a few at a time. All of its sections are kept in order; those of programs that are gone go.
async function makeFolder(folder, programs) {
  const old = readSections(folder, 'expected.txt');
  const byHand = readSections(folder, 'by_hand.txt');
  const made = new Map();
  const queue = programs.filter((path) => !byHand.has(nameOf(path)));
  const worker = async () => {
    for (let path; (path = queue.shift()); ) made.set(nameOf(path), await expectationOf(path));
  };
  await Promise.all([worker(), worker()]);
  const names = findPrograms(folder).map(nameOf).filter((name) => !byHand.has(name));
  const sections = new Map(names.flatMap((name) => {
    const section = made.get(name) ?? old.get(name);
    return section ? [[name, section]] : [];
  }));
  const changed = names.filter((name) => made.has(name) && !same(old.get(name), made.get(name)));
  const gone = [...old.keys()].filter((name) => !sections.has(name));
  for (const name of check ? changed : []) {
    showDifference(`${folder}/${name}`, 'expected', format(old.get(name)), 'oracle', format(made.get(name)));
  }
  if (!check && changed.length + gone.length > 0) writeExpected(folder, sections);
  return changed.length + gone.length;
}

const format = (result) => (result ? formatResult(result) : '');
const same = (a, b) => a !== undefined && format(a) === format(b);

const folders = Map.groupBy
  ? Map.groupBy(paths.flatMap(findPrograms), folderOf)
  : paths.flatMap(findPrograms).reduce((map, path) => {
      const folder = folderOf(path);
      return map.set(folder, [...(map.get(folder) ?? []), path]);
    }, new Map());
let changes = 0;
for (const [folder, programs] of folders) {
  const changed = await makeFolder(folder, programs);
  changes += changed;
  if (changed) console.error(`${folder}: ${changed} of ${programs.length} ${check ? 'differ' : 'changed'}`);
}
process.exitCode = check && changes ? 1 : 0;
