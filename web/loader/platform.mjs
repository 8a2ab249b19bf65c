// The monotonic clock and entropy. In Node both come from what is there at its start anyway: its `performance` and
// `crypto` take longer to load than Krait does to start.

const process = globalThis.process?.versions?.node ? globalThis.process : undefined;

/** Node's file system, if it can be had at once. */
export const fs = process?.getBuiltinModule?.('node:fs');

/** Milliseconds since some moment. */
export const now = process ? () => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
} : () => performance.now();

function fillFromDevice(bytes) {
  const file = fs.openSync('/dev/urandom');
  try {
    for (let at = 0; at < bytes.length;) at += fs.readSync(file, bytes.subarray(at));
  } finally {
    fs.closeSync(file);
  }
}

const ENTROPY_PART = 65536; // bytes at a time, by the rule of the Web Crypto API

/** Random bytes, unpredictable. */
export function fillRandom(bytes) {
  if (fs?.existsSync('/dev/urandom')) return fillFromDevice(bytes);
  for (let at = 0; at < bytes.length; at += ENTROPY_PART) crypto.getRandomValues(bytes.subarray(at, at + ENTROPY_PART));
}
