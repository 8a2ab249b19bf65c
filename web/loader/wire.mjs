// The wire format of src/host/embed.h: values as bytes, to the interpreter and back. Always copies.
//
// encode() reads an embedder's value: own enumerable properties only, all of it before a byte crosses, so getters and
// proxy traps run while no wasm does. decode() reads bytes that hold what an untrusted program made: it builds plain
// data without assigning keys, and what does not fit the format is a WireError, which means a broken interpreter.
import { ConversionError, PythonError } from './errors.mjs';
import { decodeText, encodeText } from './text.mjs';

/** Containers in containers. */
export const MAX_DEPTH = 100;

/** Bytes of one value, unless the caller says otherwise: limits.hostBytes' default. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The bytes are not what embed.h says. */
export class WireError extends Error {}

/** A number that crosses as a float even if it is whole. */
export class Float {
  constructor(value) {
    this.value = value;
  }
}

/** What has no copy: shown as its type, until the run is closed. */
export class Handle {
  constructor(id, type) {
    this.id = id;
    this.type = type;
  }
}

/* -- JavaScript to Python ------------------------------------------------------ */

const MIN_I64 = -(2n ** 63n);
const MAX_I64 = 2n ** 63n - 1n;
const code = (tag) => tag.charCodeAt(0);

/** Bytes that grow, up to `most`. */
class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #most;
  length = 0;

  constructor(most) {
    this.#most = most;
  }

  /** Refuses at once what has at least `count` bytes and no room. */
  expect(count) {
    if (this.length + count > this.#most) throw new ConversionError(`more than ${this.#most} bytes to copy`);
  }

  /** Where the next `count` bytes go. */
  reserve(count) {
    this.expect(count);
    const at = this.length;
    const end = at + count;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(end, this.#bytes.length * 2), this.#most));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.length = end;
    return at;
  }

  tag(tag) {
    const at = this.reserve(1); // first: it may move the bytes
    this.#bytes[at] = code(tag);
  }

  count(tag, n) {
    this.tag(tag);
    const at = this.reserve(4);
    this.#view.setUint32(at, n, true);
  }

  bytes(tag, bytes) {
    this.count(tag, bytes.length);
    const at = this.reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  float(x) {
    this.tag('f');
    const at = this.reserve(8);
    this.#view.setFloat64(at, x, true);
  }

  int64(n) {
    this.tag('i');
    const at = this.reserve(8);
    this.#view.setBigInt64(at, n, true);
  }

  /** The number of items, which are counted while they are written. */
  patch(at, n) {
    this.#view.setUint32(at, n, true);
  }

  take() {
    return this.#bytes.subarray(0, this.length);
  }
}

/** Two's complement, little-endian, with room for the sign. */
function bytesOfBigInt(n) {
  const magnitude = n < 0n ? -n : n;
  const length = (magnitude.toString(16).length >> 1) + 1;
  const hex = BigInt.asUintN(length * 8, n).toString(16).padStart(length * 2, '0');
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = Number.parseInt(hex.substr(i * 2, 2), 16);
  return bytes;
}

function encodeBigInt(out, n) {
  if (n >= MIN_I64 && n <= MAX_I64) out.int64(n);
  else out.bytes('I', bytesOfBigInt(n));
}

function encodeNumber(out, x) {
  if (Number.isSafeInteger(x) && !Object.is(x, -0)) out.int64(BigInt(x));
  else out.float(x);
}

const getterOf = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
const mapSize = getterOf(Map.prototype, 'size');
const setSize = getterOf(Set.prototype, 'size');
const bufferLength = getterOf(ArrayBuffer.prototype, 'byteLength');
const typed = Object.getPrototypeOf(Uint8Array.prototype);
const parts = ['buffer', 'byteOffset', 'byteLength'];
const typedParts = parts.map((name) => getterOf(typed, name));
const dataViewParts = parts.map((name) => getterOf(DataView.prototype, name));

/** Whether the getter, which belongs to one kind of object only, accepts this one: no subclass or proxy can pretend. */
function isKind(getter, value) {
  try {
    getter.call(value);
    return true;
  } catch {
    return false;
  }
}

/** The bytes behind a buffer or a view; null for all else. */
function bytesOf(value) {
  if (isKind(bufferLength, value)) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) return null;
  const getters = isKind(typedParts[0], value) ? typedParts : dataViewParts;
  return new Uint8Array(...getters.map((getter) => getter.call(value)));
}

function describe(value) {
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (value instanceof Error) return 'an error';
  if (isProxy?.(value)) return 'a proxy';
  const { constructor } = value;
  return typeof constructor === 'function' && constructor.name ? `an instance of ${constructor.name}` : 'an object';
}

/** Node's own test for proxies; no page has one. */
const isProxy = globalThis.process?.getBuiltinModule?.('node:util')?.types.isProxy;

/** In a page only the structured clone can tell, and it reads everything once more. */
function refuseHiddenProxies(value) {
  if (isProxy || typeof structuredClone !== 'function') return;
  try {
    structuredClone(value);
  } catch (cause) {
    throw new ConversionError('a proxy has no copy in Python', { cause });
  }
}

class Encoder {
  #out;
  #open = new Set();

  constructor(out) {
    this.#out = out;
  }

  value(value) {
    const out = this.#out;
    switch (typeof value) {
      case 'undefined': return out.tag('N');
      case 'boolean': return out.tag(value ? 'T' : 'F');
      case 'number': return encodeNumber(out, value);
      case 'bigint': return encodeBigInt(out, value);
      case 'string': return out.bytes('s', encodeText(value));
      case 'object': return value === null ? out.tag('N') : this.#object(value);
      default: throw new ConversionError(`${describe(value)} has no copy in Python`);
    }
  }

  #object(value) {
    if (value instanceof Float) return this.#out.float(value.value);
    if (isProxy?.(value)) throw new ConversionError('a proxy has no copy in Python');
    const bytes = bytesOf(value);
    if (bytes) return this.#out.bytes('b', bytes);
    if (this.#open.has(value)) throw new ConversionError('a value that contains itself has no copy in Python');
    if (this.#open.size >= MAX_DEPTH) throw new ConversionError(`more than ${MAX_DEPTH} containers inside each other`);
    this.#open.add(value);
    this.#container(value);
    this.#open.delete(value);
  }

  #container(value) {
    if (Array.isArray(value)) return this.#array(value);
    if (isKind(mapSize, value)) return this.#items('m', (add) => Map.prototype.forEach.call(value, (item, key) => add(key, item)));
    if (isKind(setSize, value)) return this.#items('S', (add) => Set.prototype.forEach.call(value, (item) => add(item)));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new ConversionError(`${describe(value)} has no copy in Python`);
    return this.#items('o', (add) => {
      for (const key of Object.keys(value)) {
        if (key === '__proto__') throw new ConversionError("the key '__proto__' does not cross");
        add(key, value[key]);
      }
    });
  }

  #array(array) {
    const { length } = array;
    this.#out.expect(length);
    this.#out.count('l', length);
    for (let i = 0; i < length; i++) this.value(array[i]);
  }

  /** A container whose items are counted while they are written: a getter may change it meanwhile. */
  #items(tag, each) {
    this.#out.count(tag, 0);
    const at = this.#out.length - 4;
    let count = 0;
    each((...values) => {
      for (const value of values) this.value(value);
      count++;
    });
    this.#out.patch(at, count);
  }
}

/** The bytes of a value; ConversionError if it has none, is deeper than MAX_DEPTH or larger than `most` bytes. */
export function encode(value, most = MAX_BYTES) {
  const out = new Writer(most);
  try {
    new Encoder(out).value(value);
    if (typeof value === 'object' && value !== null && !(value instanceof Float)) refuseHiddenProxies(value);
  } catch (cause) {
    // What a getter or a trap threw, a detached buffer, a stack that the embedder had nearly used up.
    throw cause instanceof ConversionError ? cause : new ConversionError('reading the value failed', { cause });
  }
  return out.take();
}

/* -- Python to JavaScript ------------------------------------------------------ */

function bigIntOfBytes(bytes) {
  let hex = '';
  for (let i = bytes.length - 1; i >= 0; i--) hex += bytes[i].toString(16).padStart(2, '0');
  return hex ? BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`)) : 0n;
}

const numberOf = (n) => (n >= Number.MIN_SAFE_INTEGER && n <= Number.MAX_SAFE_INTEGER ? Number(n) : n);

class Decoder {
  #bytes;
  #view;
  #at = 0;
  #depth = 0;

  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd() {
    return this.#at === this.#bytes.length;
  }

  #take(count) {
    const at = this.#at;
    if (count > this.#bytes.length - at) throw new WireError('the answer is cut short');
    this.#at = at + count;
    return at;
  }

  #tag() {
    return String.fromCharCode(this.#bytes[this.#take(1)]);
  }

  /** A number of items of at least `size` bytes each: more than there can be is not believed. */
  #count(size) {
    const n = this.#view.getUint32(this.#take(4), true);
    if (n * size > this.#bytes.length - this.#at) throw new WireError('the answer is cut short');
    return n;
  }

  #run() {
    const length = this.#count(1);
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  value() {
    const tag = this.#tag();
    switch (tag) {
      case 'N': return undefined;
      case 'T': return true;
      case 'F': return false;
      case 'i': return numberOf(this.#view.getBigInt64(this.#take(8), true));
      case 'I': return numberOf(bigIntOfBytes(this.#run()));
      case 'f': return this.#view.getFloat64(this.#take(8), true);
      case 's': return decodeText(this.#run());
      case 'b': return this.#run().slice();
      case 'h': return this.#handle();
      case 'l': case 'S': case 'o': case 'm': case 'e': return this.#nested(tag);
      default: throw new WireError(`the answer holds the unknown tag ${JSON.stringify(tag)}`);
    }
  }

  #nested(tag) {
    if (this.#depth >= MAX_DEPTH) throw new ConversionError(`more than ${MAX_DEPTH} containers inside each other`);
    this.#depth++;
    const value = this.#container(tag);
    this.#depth--;
    return value;
  }

  #container(tag) {
    if (tag === 'l') return this.#items(1, () => this.value());
    if (tag === 'S') return new Set(this.#items(1, () => this.value()));
    if (tag === 'm') return new Map(this.#items(2, () => [this.value(), this.value()]));
    if (tag === 'o') return Object.fromEntries(this.#items(6, () => [this.#key(), this.value()]));
    return this.#exception();
  }

  #items(size, read) {
    const count = this.#count(size);
    const items = [];
    for (let i = 0; i < count; i++) items.push(read());
    return items;
  }

  #text() {
    if (this.#tag() !== 's') throw new WireError('the answer lacks a text');
    return decodeText(this.#run());
  }

  #key() {
    const key = this.#text();
    if (key === '__proto__') throw new ConversionError("the key '__proto__' does not cross");
    return key;
  }

  #handle() {
    const id = this.#view.getUint32(this.#take(4), true);
    const handle = new Handle(id, this.#text());
    if (this.#depth > 0) throw new ConversionError(`a value of type '${handle.type}' inside a container has no copy in JavaScript`);
    return handle;
  }

  #exception() {
    const type = this.#text();
    const text = this.#text();
    const traceback = this.#text();
    if (this.#tag() !== 'l') throw new WireError('the answer lacks the frames');
    const frames = this.#items(1, () => this.#frame());
    const exitCode = this.value();
    const depth = this.#depth;
    this.#depth = 0; // the exception's own handle is no value inside a container
    if (this.#tag() !== 'h') throw new WireError("the answer lacks the exception's handle");
    this.#handle();
    this.#depth = depth;
    return new PythonError({ type, text, traceback, frames, exitCode });
  }

  #frame() {
    if (this.#tag() !== 'l' || this.#count(1) !== 4) throw new WireError('the answer holds a broken frame');
    return { function: this.#text(), file: this.#text(), line: this.value(), column: this.value() };
  }
}

/** The one value that `bytes` are. ConversionError if JavaScript has no copy of it; WireError if it is none. */
export function decode(bytes) {
  const input = new Decoder(bytes);
  const value = input.value();
  if (!input.isAtEnd) throw new WireError('the answer is too long');
  return value;
}
