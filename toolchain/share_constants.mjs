// share_constants.mjs: long constants of a linked module become immutable globals.
//
//   node toolchain/share_constants.mjs FROM.wasm TO.wasm HOT.o...
//
// The tags of Values are in the highest bits: `i64.const` of an error or of None has 9 bytes, `global.get` 2. The engine
// loads a global where it would have had a constant, so functions whose names are defined in the objects HOT keep theirs.
// FROM has its functions' names; TO has none.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { CODE, CUSTOM, END, F64, F64_CONST, GLOBAL, GLOBAL_GET, I64, I64_CONST, IMPORT, Reader, joinSections, sectionsOf, unsigned } from './wasm.mjs';

const MOST = 100; /* so that a global's number has one byte */

/** Names of functions by their numbers. */
function namesOf(sections) {
  for (const { id, body } of sections) {
    const reader = new Reader(body), names = new Map();
    if (id !== CUSTOM || reader.take(reader.unsigned()).toString() !== 'name') continue;
    while (!reader.done) {
      const kind = reader.byte(), end = reader.unsigned() + reader.at;
      for (let count = kind === 1 ? reader.unsigned() : 0; count; count--) names.set(reader.unsigned(), reader.take(reader.unsigned()).toString());
      reader.at = end;
    }
    return names;
  }
  throw new Error('the module has no names');
}

function countImports(body) {
  const reader = new Reader(body), counts = [0, 0, 0, 0];
  for (let n = reader.unsigned(); n; n--) {
    reader.take(reader.unsigned()), reader.take(reader.unsigned());
    const kind = reader.byte();
    counts[kind]++;
    if (kind === 0) reader.unsigned();
    else if (kind === 3) reader.take(2);
    else throw new Error('an import of another kind than functions and globals');
  }
  return { functions: counts[0], globals: counts[3] };
}

/** Moves past what follows an opcode. */
function skipImmediates(reader, opcode) {
  const numbers = (n) => { for (; n; n--) reader.number(); };
  if (opcode >= 0x28 && opcode <= 0x3e) numbers(2);
  else if (opcode >= 0x20 && opcode <= 0x26) numbers(1);
  else switch (opcode) {
    case 0x02: case 0x03: case 0x04: case 0x0c: case 0x0d: case 0x10: case 0x3f: case 0x40: case 0x41: case I64_CONST: return numbers(1);
    case 0x0e: case 0x1c: return numbers(reader.unsigned() + (opcode === 0x0e ? 1 : 0));
    case 0x11: return numbers(2);
    case 0x43: return void reader.take(4);
    case F64_CONST: return void reader.take(8);
    case 0xfc: {
      const more = reader.unsigned();
      return numbers(more < 8 ? 0 : more === 9 || more === 11 || more === 13 || more >= 15 ? 1 : 2);
    }
    default:
      if (opcode > 0xc4 || (opcode > 0x1c && opcode < 0x20) || (opcode > 0x11 && opcode < 0x1a)) throw new Error(`opcode ${opcode} is not known`);
  }
}

/** Calls `constant(bytes)` for each long constant of a body, whose answer stands there instead. */
function rewrite(body, constant) {
  const reader = new Reader(body), out = [];
  for (let groups = reader.unsigned(); groups; groups--) reader.unsigned(), reader.byte();
  let copied = 0;
  while (!reader.done) {
    const start = reader.at, opcode = reader.byte();
    skipImmediates(reader, opcode);
    if ((opcode !== I64_CONST && opcode !== F64_CONST) || reader.at - start < 4) continue;
    const bytes = body.subarray(start, reader.at), other = constant(bytes);
    if (other === bytes) continue;
    out.push(body.subarray(copied, start), other);
    copied = reader.at;
  }
  return Buffer.concat([...out, body.subarray(copied)]);
}

function functionsOf(body) {
  const reader = new Reader(body);
  return Array.from({ length: reader.unsigned() }, () => reader.take(reader.unsigned()));
}

const [, , from, to, ...objects] = process.argv;
const defined = execFileSync('llvm-nm-19', ['--defined-only', '--format=just-symbols', '--no-sort', ...objects], { encoding: 'utf8', maxBuffer: 1 << 26 });
const hot = new Set(defined.split('\n').map((name) => name.trim()).filter((name) => name && !name.endsWith(':')));
const sections = sectionsOf(readFileSync(from));
const bodyOf = (wanted) => sections.find(({ id }) => id === wanted)?.body ?? Buffer.from([0]);
const names = namesOf(sections), imported = countImports(bodyOf(IMPORT));
// Names that came twice have a number behind a dot: one of the two may be hot, so both are taken to be.
const isHot = (i) => hot.has((names.get(i + imported.functions) ?? '').replace(/\.\d+$/, ''));
const bodies = functionsOf(bodyOf(CODE)), cold = bodies.map((body, i) => ({ body, i })).filter(({ i }) => !isHot(i));
if (cold.length === bodies.length) throw new Error('no hot function was found');

const uses = new Map(); /* constant in hex: how often */
for (const { body } of cold) rewrite(body, (bytes) => (uses.set(bytes.toString('hex'), (uses.get(bytes.toString('hex')) ?? 0) + 1), bytes));
const saved = ([hex, count]) => (hex.length / 2 - 2) * count - (hex.length / 2 + 3);
const chosen = [...uses].filter((use) => saved(use) > 0).sort((a, b) => saved(b) - saved(a)).slice(0, MOST).map(([hex]) => hex);

const globals = new Reader(bodyOf(GLOBAL)), own = globals.unsigned();
if (imported.globals + own + chosen.length > 128) throw new Error('too many globals');
const places = new Map(chosen.map((hex, i) => [hex, Buffer.concat([Buffer.from([GLOBAL_GET]), unsigned(imported.globals + own + i)])]));
const rows = chosen.map((hex) => {
  const constant = Buffer.from(hex, 'hex');
  return Buffer.concat([Buffer.from([constant[0] === I64_CONST ? I64 : F64, 0]), constant, Buffer.from([END])]);
});
for (const { body, i } of cold) bodies[i] = rewrite(body, (bytes) => places.get(bytes.toString('hex')) ?? bytes);

const made = new Map([
  [GLOBAL, Buffer.concat([unsigned(own + rows.length), bodyOf(GLOBAL).subarray(globals.at), ...rows])],
  [CODE, Buffer.concat([unsigned(bodies.length), ...bodies.flatMap((body) => [unsigned(body.length), body])])],
]);
if (!sections.some(({ id }) => id === GLOBAL)) throw new Error('the module has no section of globals');
writeFileSync(to, joinSections(sections.filter(({ id }) => id !== CUSTOM).map(({ id, body }) => ({ id, body: made.get(id) ?? body }))));
