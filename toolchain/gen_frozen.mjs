// gen_frozen.mjs: modules of our own that are written in Python, as bytes for src/modules/frozen.c.
//
//   node toolchain/gen_frozen.mjs build/gen      writes frozen_data.h there
//
// src/lib/NAME.py is module NAME, src/lib/NAME/__init__.py the package NAME, src/lib/_slow/NAME.py the slow path NAME,
// which no program can import. Each is packed by itself (DEFLATE) and unpacked when it is imported. Comments that fill a line become empty lines. A line `#: line N` is followed by as many
// empty lines as it takes for the next to be line N: tracebacks through runpy show the lines that CPython's shows.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const library = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'lib');

function* modules(folder, prefix) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* modules(path, `${prefix}${entry.name}.`);
    else if (entry.name === '__init__.py') yield { name: prefix.slice(0, -1), path, package: true };
    else if (entry.name.endsWith('.py')) yield { name: prefix + entry.name.slice(0, -3), path, package: false };
  }
}

function sourceOf(path) {
  const lines = [];
  let quoted = false;
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const at = /^#: line (\d+)$/.exec(line);
    if (at) {
      if (lines.length >= at[1]) throw new Error(`${path}: line ${at[1]} is past already`);
      while (lines.length < at[1] - 1) lines.push('');
      continue;
    }
    lines.push(!quoted && /^\s*#/.test(line) ? '' : line);
    if ((line.split('"""').length - 1) % 2) quoted = !quoted;
  }
  return lines.join('\n') + '\n';
}

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const found = [...modules(library, '')];
const rows = [], arrays = [];
for (const [i, module] of found.entries()) {
  const source = Buffer.from(sourceOf(module.path), 'utf8');
  const packed = deflateRawSync(source, { level: 9, memLevel: 9 });
  arrays.push(`static const u8 packed_${i}[] = {${[...packed].join(',').replace(/(.{1,110}),/g, '$1,\n')}};`);
  rows.push(`    {"${module.name}", ${module.package}, ${source.length}, sizeof packed_${i}, packed_${i}},`);
}
writeFileSync(join(folder, 'frozen_data.h'), `/* Made by toolchain/gen_frozen.mjs from src/lib. Not committed. */
${arrays.join('\n')}
static const Frozen frozen[] = {
${rows.join('\n')}
    {NULL, false, 0, 0, NULL}
};
`);
