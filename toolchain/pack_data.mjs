// pack_data.mjs: packs the data of a linked module; src/host/packed.c unpacks it at start.
//
//   node toolchain/pack_data.mjs FROM.wasm TO.wasm
//
// All active data segments become rows of one DEFLATE stream, save those that hardly get smaller (frozen modules, which
// are packed already): these stay. Rows that are close to each other are joined, for each costs eight bytes.

import { readFileSync, writeFileSync } from 'node:fs';
import { constants, deflateRawSync } from 'node:zlib';
import { CUSTOM, DATA, DATA_COUNT, END, I32_CONST, MEMORY, Reader, joinSections, sectionsOf, signed, unsigned } from './wasm.mjs';

const MARK = Buffer.from([0x69, 0x74, 0x61, 0x4b, 0x61, 0x70, 0x5a, 0x9d]);
const PAGE = 65536, GAP = 8;

function segmentsOf(body) {
  const reader = new Reader(body);
  return Array.from({ length: reader.unsigned() }, () => {
    if (reader.unsigned() !== 0 || reader.byte() !== I32_CONST) throw new Error('a data segment of another kind');
    const at = reader.address();
    if (reader.byte() !== END) throw new Error('a data segment at no constant address');
    return { at, bytes: reader.take(reader.unsigned()) };
  });
}

const pack = (bytes) => deflateRawSync(bytes, { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY });
const hardlySmaller = (bytes) => bytes.length > 1024 && pack(bytes).length > bytes.length * 0.97;

function joined(segments) {
  const rows = [];
  for (const { at, bytes } of segments.toSorted((a, b) => a.at - b.at)) {
    const last = rows.at(-1), gap = last ? at - last.at - last.bytes.length : Infinity;
    if (gap < 0) throw new Error('data segments overlap');
    if (gap <= GAP && !hardlySmaller(bytes) && !last.kept) last.bytes = Buffer.concat([last.bytes, Buffer.alloc(gap), bytes]);
    else rows.push({ at, bytes, kept: hardlySmaller(bytes) });
  }
  return rows;
}

const words = (...numbers) => { const bytes = Buffer.alloc(numbers.length * 4); numbers.forEach((n, i) => bytes.writeUInt32LE(n, i * 4)); return bytes; };
const segment = ({ at, bytes }) => Buffer.concat([Buffer.from([0, I32_CONST]), signed(at | 0), Buffer.from([END]), unsigned(bytes.length), bytes]);

function packed(body, memory) {
  const rows = joined(segmentsOf(body));
  const kept = rows.filter((row) => row.kept), moved = rows.filter((row) => !row.kept);
  const found = moved.map(({ at, bytes }) => ({ at, offset: bytes.indexOf(MARK) })).filter(({ offset }) => offset >= 0);
  if (found.length !== 1) throw new Error(`the place of 'packed' was found ${found.length} times`);
  const inflated = Buffer.concat([words(moved.length, ...moved.flatMap(({ at, bytes }) => [at, bytes.length])), ...moved.map(({ bytes }) => bytes)]);
  const stream = pack(inflated);
  const inflatedAt = (memory - inflated.length) & ~7, streamAt = inflatedAt - stream.length;
  const imageEnd = Math.max(...rows.map(({ at, bytes }) => at + bytes.length));
  if (streamAt < imageEnd + 4 * PAGE) throw new Error('the initial memory is too small to unpack in');
  const place = { at: found[0].at + found[0].offset + MARK.length, bytes: words(streamAt, stream.length, inflatedAt, inflated.length) };
  const segments = [...kept, { at: streamAt, bytes: stream }, place];
  return Buffer.concat([unsigned(segments.length), ...segments.map(segment)]);
}

const [, , from, to] = process.argv;
const wasm = readFileSync(from), sections = sectionsOf(wasm);
const memory = new Reader(sections.find(({ id }) => id === MEMORY).body);
memory.unsigned(), memory.unsigned();
const pages = memory.unsigned();
const kept = sections.filter(({ id }) => id !== CUSTOM && id !== DATA_COUNT); /* no passive segments: nothing asks for their number */
writeFileSync(to, joinSections(kept.map(({ id, body }) => ({ id, body: id === DATA ? packed(body, pages * PAGE) : body }))));
