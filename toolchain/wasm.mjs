// wasm.mjs: what the tools that work on linked modules share: sections, numbers, names.

export const CUSTOM = 0, IMPORT = 2, MEMORY = 5, GLOBAL = 6, CODE = 10, DATA = 11, DATA_COUNT = 12;
export const END = 0x0b, I32_CONST = 0x41, I64_CONST = 0x42, F64_CONST = 0x44, GLOBAL_GET = 0x23;
export const I64 = 0x7e, F64 = 0x7c;

export class Reader {
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at; }
  byte() { return this.bytes[this.at++]; }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return { value, signed: shift + 7 < 32 && byte & 64 ? value | (-1 << (shift + 7)) : value };
    }
  }
  unsigned() { return this.number().value >>> 0; }
  address() { return this.number().signed >>> 0; }
  take(length) { return this.bytes.subarray(this.at, (this.at += length)); }
  get done() { return this.at >= this.bytes.length; }
}

/** LEB128. */
export function unsigned(n) {
  const bytes = [];
  do {
    bytes.push((n & 127) | (n > 127 ? 128 : 0));
    n >>>= 7;
  } while (n);
  return Buffer.from(bytes);
}

export function signed(n) {
  for (const bytes = []; ; n >>= 7) {
    const last = n >> 6 === 0 || n >> 6 === -1;
    bytes.push((n & 127) | (last ? 0 : 128));
    if (last) return Buffer.from(bytes);
  }
}

export function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8), sections = [];
  while (!reader.done) sections.push({ id: reader.byte(), body: reader.take(reader.unsigned()) });
  return sections;
}

export function joinSections(sections) {
  const out = [Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])];
  for (const { id, body } of sections) out.push(Buffer.from([id]), unsigned(body.length), body);
  return Buffer.concat(out);
}
