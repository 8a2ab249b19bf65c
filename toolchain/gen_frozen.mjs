// gen_frozen.mjs: modules of our own that are written in Python, as bytes for src/modules/frozen.c and as library.json.
//
//   node toolchain/gen_frozen.mjs build/gen      writes frozen_data.h and library.json there
//
// src/lib/NAME.py is module NAME, src/lib/NAME/__init__.py the package NAME, src/lib/_slow/NAME.py the slow path NAME,
// which no program can import. Each is packed by itself (DEFLATE) and unpacked when it is imported. Where the loader
// has the library (KRAIT_LIBRARY_APART: what pages load), only what the engine itself asks for is frozen, and the rest
// is library.json: an object from the file's path to its text.
//
// Comments that fill a line become empty lines. A line `#: line N` is followed by as many empty lines as it takes for
// the next to be line N: tracebacks through runpy show the lines that CPython's shows.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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
/** What the engine cannot do without: slow paths, and what runs a module as a program. */
const isCore = (module) => module.name.startsWith('_slow.') || module.name === 'runpy';
const found = [...modules(library, '')].sort((a, b) => isCore(b) - isCore(a));
const rows = [], arrays = [], texts = {};
for (const [i, module] of found.entries()) {
  const text = sourceOf(module.path);
  const source = Buffer.from(text, 'utf8');
  if (!isCore(module)) texts[relative(library, module.path)] = text;
  const packed = deflateRawSync(source, { level: 9, memLevel: 9 });
  arrays.push(`static const u8 packed_${i}[] = {${[...packed].join(',').replace(/(.{1,110}),/g, '$1,\n')}};`);
  rows.push(`    {"${module.name}", ${module.package}, ${source.length}, sizeof packed_${i}, packed_${i}},`);
}
const core = found.filter(isCore).length;
const apart = (lines) => [...lines.slice(0, core), '#ifndef KRAIT_LIBRARY_APART', ...lines.slice(core), '#endif'].join('\n');
writeFileSync(join(folder, 'library.json'), JSON.stringify(texts));
writeFileSync(join(folder, 'frozen_data.h'), `/* Made by toolchain/gen_frozen.mjs from src/lib. Not committed. */
${apart(arrays)}
static const Frozen frozen[] = {
${apart(rows)}
    {NULL, false, 0, 0, NULL}
};
`);
