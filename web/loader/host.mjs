// The host table: the four functions that wasm imports. None runs the embedder's code and none waits: output is copied
// and delivered after wasm has returned (streams.mjs).
import { fillRandom, now } from './platform.mjs';

const MS = 1e6; // nanoseconds

/** What a program has written since the last take(): bytes, and which stream each stretch of them belongs to. */
class Output {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #segments = [];
  #room = Infinity;
  /** Bytes since begin(). */
  written = 0;
  /** More was written than there was room for: it was cut off, at a whole character. */
  isCut = false;

  /** `room` is the number of bytes allowed from here on. */
  begin(room) {
    this.#room = room;
    this.written = 0;
    this.isCut = false;
  }

  write(stream, bytes) {
    if (this.isCut) return;
    const kept = bytes.length <= this.#room - this.written ? bytes : this.#cut(bytes);
    this.written += kept.length;
    const end = this.#length + kept.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(kept, this.#length);
    const last = this.#segments.at(-1);
    if (last?.stream === stream) last.end = end;
    else this.#segments.push({ stream, start: this.#length, end });
    this.#length = end;
  }

  #cut(bytes) {
    this.isCut = true;
    let end = Math.max(0, this.#room - this.written);
    while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
    return bytes.subarray(0, end);
  }

  #grow(end) {
    const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  get isEmpty() {
    return this.#length === 0;
  }

  /** [{stream, bytes}] in the order of writing. */
  take() {
    const bytes = this.#bytes;
    const taken = this.#segments.map(({ stream, start, end }) => ({ stream, bytes: bytes.subarray(start, end) }));
    this.#bytes = new Uint8Array(1024);
    this.#segments = [];
    this.#length = 0;
    return taken;
  }
}

/** Nanoseconds since 1970, finer than Date's: the monotonic clock, set again whenever the two differ. */
class WallClock {
  #origin = Date.now() - now();

  now() {
    const date = Date.now();
    if (Math.abs(date - (this.#origin + now())) > 20) this.#origin = date - now();
    return (this.#origin + now()) * MS;
  }
}

export class Host {
  /** The instance's memory; set by whoever instantiates. */
  memory = null;
  output = new Output();
  /** What the interpreter said before it trapped. */
  lastWords = '';
  #wallClock = new WallClock();
  #processorTime;

  /** @param {() => number} processorTime ns */
  constructor(processorTime = () => now() * MS) {
    this.#processorTime = processorTime;
    this.imports = {
      krait: {
        host_clock: (which) => this.#clock(which),
        host_entropy: (at, length) => fillRandom(this.#bytes(at, length)),
        host_write: (stream, at, length) => this.output.write(stream, this.#bytes(at, length)),
        host_crash: (at, length) => {
          this.lastWords = new TextDecoder().decode(this.#bytes(at, length));
        },
      },
    };
  }

  /** Throws, and so traps, when they do not lie in memory: only a broken interpreter asks for that. */
  #bytes(at, length) {
    return new Uint8Array(this.memory.buffer, at >>> 0, length >>> 0);
  }

  #clock(which) {
    if (which === 0) return this.#wallClock.now();
    return which === 1 ? now() * MS : this.#processorTime();
  }
}
