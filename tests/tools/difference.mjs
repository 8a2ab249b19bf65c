// The difference of two texts, as `diff -u` shows it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// '' if there is none; at most `limit` lines.
export function difference(firstName, first, secondName, second, limit = 200) {
  if (first === second) return '';
  const folder = mkdtempSync(join(tmpdir(), 'difference-'));
  try {
    writeFileSync(join(folder, firstName), first);
    writeFileSync(join(folder, secondName), second);
    const { stdout } = spawnSync('diff', ['-u', firstName, secondName], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
    const lines = stdout.split('\n').map((line) => (/^(---|\+\+\+) /.test(line) ? line.split('\t')[0] : line));
    const shown = lines.length > limit ? [...lines.slice(0, limit), `... ${lines.length - limit} lines more`] : lines;
    return shown.join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function showDifference(title, ...rest) {
  console.log(`${title}\n${difference(...rest)}`);
}
