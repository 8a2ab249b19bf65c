// Prints how large a file is: raw, gzip, brotli. To stderr, as all progress.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// Native programs with all their debugging information are packed faster: nobody ships them.
const LARGE = 4 << 20;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const [level, quality] = bytes.length > LARGE ? [6, 4] : [9, 11];
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  const sizes = [['raw', bytes.length], ['gzip', gzipSync(bytes, { level }).length], ['brotli', brotli.length]];
  process.stderr.write(`${file}: ${sizes.map(([name, size]) => `${name} ${kilobytes(size)}`).join(', ')}\n`);
}
