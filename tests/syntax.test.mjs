// What the parser makes of source texts, beside CPython's: trees of the standard library, errors, warnings. The expected
// side was made by tests/tools/syntax_expected.py; ours is tests/unit/syntax_test.c, which serves dumps.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { readZip } from './tools/zip.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const server = `${root}build/native/unit/syntax_test`;
const zip = `${root}node_modules/pyodide/python_stdlib.zip`;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const readLines = (name) => readFileSync(`${root}tests/syntax/${name}`, 'utf8').replace(/\n$/, '').split('\n');

/** The dumps of programs {source: Buffer, mode, type, what}, as Buffers in their order. */
function dump(programs) {
  assert.ok(existsSync(server), `${server} is not built: ./build.sh unit`);
  const input = Buffer.concat(programs.flatMap(({ source, mode = 'exec', type = 'bytes', what = 'tree' }) => [
    Buffer.from(`${mode} ${type} ${what} ${source.length}\n`), source,
  ]));
  const run = spawnSync(server, ['--serve'], { input, maxBuffer: 1 << 29, timeout: 120_000 });
  const dumps = [];
  for (let at = 0; at < run.stdout.length; ) {
    const newline = run.stdout.indexOf(10, at);
    const end = newline + 1 + Number(run.stdout.toString('latin1', at, newline));
    dumps.push(run.stdout.subarray(newline + 1, end));
    at = end;
  }
  assert.equal(dumps.length, programs.length, `it ended early (${run.signal ?? run.status}): ${run.stderr.toString().slice(0, 4000)}`);
  return dumps;
}

test('every file of the standard library has the tree that CPython gives it', () => {
  const [pinned, ...expected] = readLines('library.txt').map((line) => line.split(' '));
  const bytes = readFileSync(zip);
  assert.equal(sha256(bytes), pinned[0], `${zip} is another than that of library.txt: tests/tools/syntax_expected.py`);
  const files = readZip(bytes).filter(({ name }) => name.endsWith('.py')).sort((a, b) => (a.name < b.name ? -1 : 1));
  assert.deepEqual(files.map(({ name }) => name), expected.map(([, name]) => name));
  assert.ok(files.length > 500);
  const dumps = dump(files.map(({ content }) => ({ source: content })));
  const wrong = files.flatMap(({ name }, i) => (sha256(dumps[i]) === expected[i][0] ? [] : [name]));
  assert.deepEqual(wrong, [], 'these differ');
  assert.deepEqual(files.filter((_, i) => !dumps[i].subarray(0, 7).equals(Buffer.from('Module('))).map(({ name }) => name), []);
});

/** The programs of one of the files, each with what CPython says of it. */
function readPrograms(name, what) {
  const lines = readLines(name);
  return lines.flatMap((line, i) => {
    if (line.startsWith('#') || line.startsWith(' ')) return [];
    const gap = /^# known difference: (.*)/.exec(lines[i - 1])?.[1];
    const [, mode = 'exec', bytes, literal] = /^(?:(eval|single):)?(b?)(".*")$/s.exec(line);
    const expected = JSON.parse(lines[i + 1]);
    const source = bytes ? Buffer.from(JSON.parse(literal), 'latin1') : encode(JSON.parse(literal));
    return [{ line, mode, type: bytes ? 'bytes' : 'text', what, source, expected, gap }];
  });
}

// As UTF-8; a lone surrogate, which Buffer would replace, as its three bytes.
function encode(text) {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat([...text].map((c) => {
    const code = c.codePointAt(0);
    return code >> 11 === 27 ? Buffer.from([0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]) : Buffer.from(c);
  }));
}

function compareAll(programs) {
  const differences = dump(programs).flatMap((said, i) => {
    const ours = said.toString('utf8').replace(/^(Module|Expression|Interactive)\(.*\)(?=$|\nwarning )/s, 'ok');
    const { line, expected, gap } = programs[i];
    if (gap && ours === expected) return [`${line}\n  is as expected: no difference any more`];
    return gap || ours === expected ? [] : [`${line}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(ours)}`];
  });
  assert.deepEqual(differences.slice(0, 20), [], `${differences.length} of ${programs.length} differ`);
}

test('wrong programs get the error that CPython gives, at the same place', () => {
  const programs = readPrograms('wrong_programs.txt', 'tree');
  assert.ok(programs.length > 1000);
  compareAll(programs);
});

test('programs are warned about as by CPython', () => compareAll(readPrograms('warnings.txt', 'warnings')));
