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

// -- broken files -------------------------------------------------------------------------

/** Numbers below n, the same on every run. */
function generator(state) {
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const bits = ['(', ')', '[', ']', '{', '}', ':', ',', '\n', '\n  ', '\t', ' ', '\\', "'", '"""', 'f"', "f'{", '}', '#', '!', '=', '*',
  '**', ':=', 'lambda ', ' if ', ' else ', 'async ', 'await ', 'def ', 'class ', 'match ', 'case ', 'for x in ', 'print ',
  '0x', '1_', '\0', '\r', '\f', '\x80', '\xff', '\xef\xbb\xbf', '# coding: latin-1\n', '\\N{', '\\x'].map((bit) => Buffer.from(bit, 'latin1'));

/** The file with a few bytes changed, or words left out, doubled, exchanged or put in. */
function broken(file, below) {
  const words = file.toString('latin1').match(/\w+|\s+|[^\w\s]/g) ?? [];
  const pieces = words.map((word) => Buffer.from(word, 'latin1'));
  if (!pieces.length) return bits[below(bits.length)];
  for (let changes = 1 + below(4); changes--; ) {
    const at = below(pieces.length);
    switch (below(6)) {
      case 0: pieces.splice(at, 1 + below(3)); break;
      case 1: pieces.splice(at, 0, pieces[below(pieces.length)] ?? Buffer.alloc(0)); break;
      case 2: pieces.splice(at, 0, bits[below(bits.length)]); break;
      case 3: pieces[at] = bits[below(bits.length)]; break;
      case 4: pieces[at] = Buffer.from([below(256)]); break;
      default: pieces.length = at + 1;
    }
    if (!pieces.length) return Buffer.alloc(0);
  }
  return Buffer.concat(pieces);
}

const modes = ['exec', 'exec', 'exec', 'eval', 'single'];

/** Parses all in turn; fails if the server dies of one or a sanitizer has something to say. */
function parseAll(sources, below) {
  for (let at = 0; at < sources.length; at += 4000) {
    const batch = sources.slice(at, at + 4000);
    const kinds = dump(batch.map((source) => ({ source, what: 'kind', mode: modes[below(modes.length)] })));
    assert.ok(kinds.every((kind) => kind.length === 1));
  }
}

const libraryFiles = () => readZip(readFileSync(zip)).filter(({ name }) => name.endsWith('.py')).map(({ content }) => content);
const rounds = process.env.KRAIT_TEST_ALL ? 20 : 1;

test('every beginning of small files of the library is parsed or refused', () => {
  const small = libraryFiles().filter((file) => file.length > 100 && file.length < 1200).slice(0, 12 * rounds);
  parseAll(small.flatMap((file) => [...file.keys()].map((end) => file.subarray(0, end))), generator(1));
});

test('broken files of the library are parsed or refused', () => {
  const below = generator(Number(process.env.KRAIT_FUZZ_SEED ?? 2));
  const files = libraryFiles().filter((file) => file.length < 8000);
  parseAll(Array.from({ length: 3000 * rounds }, () => broken(files[below(files.length)], below)), below);
});
