// The test programs: where they are, how one is run, what is expected of it.
//
// A program is tests/SUITE/AREA/BEHAVIOUR.py or tests/SUITE/NAME.py. Names with a leading underscore, and folders inside
// an area, are modules that programs import. Programs run in tests/ under their path from there, so that tracebacks show
// the same path everywhere: CPython makes the script's path absolute, and the folder is cut off again below.
//
// A program's first comment lines may say:
//   # args: one two        the program's arguments
//   # modes: native web    the only modes it runs in, with the reason after a colon (see engines.mjs)
// NAME.in beside it is its standard input.
//
// What is expected of a folder's programs is in its expected.txt, made by expect.mjs from the oracle; what CPython cannot
// do itself is in by_hand.txt, same form, with the reason as a comment. A section begins with [name]; in it
//   |line   of standard output
//   !line   of standard error
//   \       after a line that has no newline at its end
//   =code   the exit code, if it is not 0
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync, readdirSync, existsSync, statSync } from 'node:fs';
import { join, dirname, basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const testsFolder = join(dirname(fileURLToPath(import.meta.url)), '..');
export const root = join(testsFolder, '..');

// Programs below a path of tests/, as paths from tests/, sorted.
export function findPrograms(path) {
  const full = join(testsFolder, path);
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return depthOf(path) < 1 ? findPrograms(inner) : [];
      return entry.name.endsWith('.py') && !entry.name.startsWith('_') ? [inner] : [];
    });
}

const depthOf = (path) => path.split('/').length - 1;

// What the first comment lines ask for.
export function directives(path) {
  const result = { args: [], modes: null, stdin: '' };
  for (const line of readFileSync(join(testsFolder, path), 'latin1').split('\n')) {
    if (!line.startsWith('#')) break;
    const [, key, text] = /^# (args|modes): (.*)$/.exec(line) ?? [];
    if (key === 'args') result.args = text.split(' ');
    if (key === 'modes') result.modes = text.split(':')[0].trim().split(/\s+/);
  }
  const input = join(testsFolder, path.replace(/\.py$/, '.in'));
  if (existsSync(input)) result.stdin = readFileSync(input, 'utf8');
  return result;
}

// Runs a command; {out, err, code}. A program that runs longer than `timeout` ms is killed and has the code 'timeout'.
export function run(command, { stdin = '', cwd = testsFolder, env = {}, timeout = 120_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), { cwd, env: { ...process.env, ...env } });
    const out = [];
    const err = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeout);
    child.stdout.on('data', (bytes) => out.push(bytes));
    child.stderr.on('data', (bytes) => err.push(bytes));
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(stdin);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({
        out: stablePaths(Buffer.concat(out).toString()),
        err: stablePaths(Buffer.concat(err).toString()),
        code: late ? 'timeout' : (code ?? signal),
      });
    });
  });
}

// What differs between machines and runs: the folder of the tests, and addresses in the repr of objects.
function stablePaths(text) {
  return text.replaceAll(testsFolder + '/', '').replace(/ at 0x[0-9a-f]+/g, ' at 0xADDRESS');
}

// --- expected.txt ---

// Everything expected of a folder's programs: Map of name to {out, err, code}; by hand before by oracle.
export function readExpected(folder) {
  return new Map([...readSections(folder, 'expected.txt'), ...readSections(folder, 'by_hand.txt')]);
}

export function readSections(folder, file) {
  const path = join(testsFolder, folder, file);
  const sections = new Map();
  if (!existsSync(path)) return sections;
  let section;
  let last;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const text = line.slice(1);
    if (line.startsWith('[')) sections.set(line.slice(1, -1), (section = { out: '', err: '', code: 0 }));
    else if (line.startsWith('|')) section[(last = 'out')] += text + '\n';
    else if (line.startsWith('!')) section[(last = 'err')] += text + '\n';
    else if (line === '\\') section[last] = section[last].slice(0, -1);
    else if (line.startsWith('=')) section.code = Number(text);
    else if (line !== '' && !line.startsWith('#')) throw new Error(`${path}: a line of no kind: ${line}`);
  }
  return sections;
}

export function formatSections(sections) {
  const head = '# What CPython 3.14 prints for the programs of this folder: made by tests/tools/expect.mjs.\n';
  return head + [...sections].map(([name, result]) => `\n[${name}]\n${formatResult(result)}`).join('');
}

export function formatResult({ out, err, code }) {
  return marked('|', out) + marked('!', err) + (code === 0 ? '' : `=${code}\n`);
}

function marked(mark, text) {
  if (text === '') return '';
  const whole = text.endsWith('\n');
  const lines = (whole ? text.slice(0, -1) : text).split('\n');
  return lines.map((line) => `${mark}${line}\n`).join('') + (whole ? '' : '\\\n');
}

export function writeExpected(folder, sections) {
  writeFileSync(join(testsFolder, folder, 'expected.txt'), formatSections(sections));
}

export const nameOf = (path) => basename(path, '.py');
export const folderOf = (path) => dirname(path);
export const fromTests = (path) => relative(testsFolder, path);
