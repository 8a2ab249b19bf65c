// Standard input, output and error of the command: bytes straight to and from the descriptors.
import { fstatSync, readSync, writeSync } from './node_fs.mjs';

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** A descriptor that another program has made non-blocking is asked again after a moment. */
function blocking(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN' && error.code !== 'EINTR') throw error;
      Atomics.wait(sleeper, 0, 0, 2);
    }
  }
}

/** Whoever read our output has gone. */
export const isBrokenPipe = (error) => error?.code === 'EPIPE';

/** All of the bytes, before it returns. */
export function writeAll(descriptor, bytes) {
  for (let at = 0; at < bytes.length;) at += blocking(() => writeSync(descriptor, bytes, at));
}

export const sinks = {
  1: { write: (bytes) => writeAll(1, bytes), flush() {} },
  2: { write: (bytes) => writeAll(2, bytes), flush() {} },
};

/** Everything up to the end of standard input. */
export function readAll() {
  const parts = [];
  for (;;) {
    const part = Buffer.allocUnsafe(65536);
    const length = blocking(() => readSync(0, part));
    if (length === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, length));
  }
}

const NEWLINE = 10;
const withoutReturn = (line) => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** Lines of a pipe or a file, read when they are asked for. */
class PipeLines {
  #rest = Buffer.alloc(0);
  #isAtEnd = false;

  read() {
    for (;;) {
      const end = this.#rest.indexOf(NEWLINE);
      if (end >= 0) return this.#take(end, end + 1);
      if (this.#isAtEnd) return this.#rest.length > 0 ? this.#take(this.#rest.length, this.#rest.length) : null;
      const part = Buffer.allocUnsafe(65536);
      const length = blocking(() => readSync(0, part));
      this.#isAtEnd = length === 0;
      this.#rest = Buffer.concat([this.#rest, part.subarray(0, length)]);
    }
  }

  #take(end, next) {
    const line = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(next);
    return withoutReturn(line);
  }
}

/** Lines of a terminal, as promises: while somebody types, Ctrl-C must be heard. */
class TerminalLines {
  #text = '';
  #isAtEnd = false;
  #wake = () => {};
  #isOpen = false;

  async read() {
    this.#open();
    process.stdin.resume();
    while (!this.#text.includes('\n') && !this.#isAtEnd) await new Promise((resolve) => { this.#wake = resolve; });
    process.stdin.pause();
    return this.#take();
  }

  #open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (text) => {
      this.#text += text;
      this.#wake();
    });
    process.stdin.on('end', () => {
      this.#isAtEnd = true;
      this.#wake();
    });
  }

  #take() {
    const end = this.#text.indexOf('\n');
    const line = end < 0 ? this.#text : this.#text.slice(0, end);
    if (end < 0 && line === '') return null;
    this.#text = end < 0 ? '' : this.#text.slice(end + 1);
    return withoutReturn(line);
  }
}

function isDevice() {
  try {
    return fstatSync(0).isCharacterDevice();
  } catch {
    return false; // closed
  }
}

/** Whether somebody types. Node's tty is loaded only for a device: it costs as much as starting Krait. */
export async function isTerminal() {
  return isDevice() && (await import('node:tty')).isatty(0);
}

/** Standard input by lines. What kind it is shows when it is first read. */
class Input {
  echoes = true;
  #lines = isDevice() ? null : new PipeLines();

  read() {
    return this.#lines ? this.#lines.read() : this.#readDevice();
  }

  async #readDevice() {
    this.#lines = (await isTerminal()) ? new TerminalLines() : new PipeLines();
    return this.#lines.read();
  }
}

export const openInput = () => new Input();
