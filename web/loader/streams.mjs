// Where a program's output goes, and where its input comes from. Only here are the embedder's stream callbacks called,
// and only while no wasm runs.
//
// A sink has write(bytes), which gets whole stretches in order, and flush(), called when a run waits or ends.

/** Text to a callback, whole characters only: what is left of one waits for its rest. */
class TextSink {
  #callback;
  #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(callback) {
    this.#callback = callback;
  }

  write(bytes) {
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text) (0, this.#callback)(text);
  }

  flush() {}
}

/** Lines to a console, which ends every text with a newline of its own. */
function lineCallback(log) {
  let line = '';
  const callback = (text) => {
    const end = text.lastIndexOf('\n');
    if (end < 0) line += text;
    else {
      const lines = line + text.slice(0, end);
      line = text.slice(end + 1);
      log(lines);
    }
  };
  return { callback, flush: () => { if (line) callback('\n'); } };
}

function defaultSink(stream) {
  const name = stream === 1 ? 'stdout' : 'stderr';
  const file = globalThis.process?.versions?.node ? process[name] : undefined;
  if (file?.write) return new TextSink((text) => { file.write(text); });
  const { callback, flush } = lineCallback(stream === 1 ? (text) => console.log(text) : (text) => console.error(text));
  return Object.assign(new TextSink(callback), { flush });
}

/** Sinks by stream number. */
export function openSinks({ stdout, stderr }) {
  return {
    1: stdout ? new TextSink(stdout) : defaultSink(1),
    2: stderr ? new TextSink(stderr) : defaultSink(2),
  };
}

/* -- input --------------------------------------------------------------------- */

/**
 * A source answers read(prompt) with a line without its newline, null at the end, or a promise of these. `echoes` says
 * whether prompts go to stdout: a callback shows them itself.
 */
export function openSource(stdin) {
  if (typeof stdin === 'function') return { echoes: false, read: (prompt) => stdin(prompt) };
  const lines = (stdin ?? '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  let next = 0;
  return { echoes: true, read: () => (next < lines.length ? lines[next++] : null) };
}
