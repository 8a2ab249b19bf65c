#!/usr/bin/env node
// version.mjs of dist/: the npm version, and which krait.wasm it stands beside.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const build = createHash('sha256').update(readFileSync('dist/krait.wasm')).digest('hex').slice(0, 16);
const text = readFileSync('web/loader/version.mjs', 'utf8');
process.stdout.write(text.replace(/version = '[^']*'/, `version = '${version}'`).replace(/build = '[^']*'/, `build = '${build}'`));
