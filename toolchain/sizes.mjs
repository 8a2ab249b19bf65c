// Prints how large a file is: raw, gzip, brotli. To stderr, as all progress.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const sizes = [['raw', bytes.length], ['gzip', gzipSync(bytes, { level: 9 }).length], ['brotli', brotliCompressSync(bytes).length]];
  process.stderr.write(`${file}: ${sizes.map(([name, size]) => `${name} ${kilobytes(size)}`).join(', ')}\n`);
}
