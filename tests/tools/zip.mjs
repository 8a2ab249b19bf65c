// The files of a zip archive, without any library: what the standard library comes in.
import { inflateRawSync } from 'node:zlib';

/** [{name, content}] of all files in the archive's central directory. Stored and deflated ones, below 4 GB. */
export function readZip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('no zip archive');
  const count = bytes.readUInt16LE(end + 10);
  const files = [];
  for (let i = 0, at = bytes.readUInt32LE(end + 16); i < count; i++) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(start, start + size);
    if (!name.endsWith('/')) files.push({ name, content: method === 8 ? inflateRawSync(packed) : packed });
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
