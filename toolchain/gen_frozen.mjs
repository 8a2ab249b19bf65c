// gen_frozen.mjs: modules of our own that are written in Python, as bytes for src/modules/frozen.c.
//
//   node toolchain/gen_frozen.mjs build/gen      writes frozen_data.h there
//
// src/lib/NAME.py is module NAME, src/lib/NAME/__init__.py the package NAME, src/lib/_slow/NAME.py the slow path NAME,
// which no program can import. Comments that fill a line become empty lines. A line `#: line N` is followed by as many
// empty lines as it takes for the next to be line N: tracebacks through runpy show the lines that CPython's shows.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

// One string literal a line of source; what is not printable ASCII as octal bytes.
const literal = (text) => text.split('\n').slice(0, -1)
  .map((line) => `    "${[...Buffer.from(line, 'utf8')].map((byte) => (byte < 32 || byte > 126
    ? `\\${byte.toString(8).padStart(3, '0')}` : (byte === 34 || byte === 92 ? '\\' : '') + String.fromCharCode(byte))).join('')}\\n"`)
  .join('\n');

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const found = [...modules(library, '')];
const rows = found.map((module) => {
  const source = sourceOf(module.path);
  return `{"${module.name}", ${module.package}, ${Buffer.byteLength(source)},\n${literal(source)}},`;
});
writeFileSync(join(folder, 'frozen_data.h'),
  `/* Made by toolchain/gen_frozen.mjs from src/lib. Not committed. */\n${rows.join('\n')}\n`);
