// Packs the loader, one file for pages and one for the command: `node pack_loader.mjs index`, `cli`. Each carries the
// version of the package and the hash of the wasm beside it.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [name] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const hash = createHash('sha256').update(readFileSync('dist/krait.wasm')).digest('hex').slice(0, 16);

await build({
  entryPoints: [`web/loader/${name}.mjs`],
  outfile: `dist/${name}.mjs`,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  external: ['node:*'],
  define: { KRAIT_VERSION: JSON.stringify(version), KRAIT_BUILD: JSON.stringify(hash) },
  logLevel: 'warning',
});
