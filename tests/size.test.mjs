// How large what a page loads is. docs/size.md says what weighs what. 700 KB is what
// Krait promises.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const KB = 1024, LIMIT = 700 * KB;
const file = fileURLToPath(new URL('../dist/krait.wasm', import.meta.url));

test('krait.wasm is under its limit', () => {
  const { size } = statSync(file);
  assert.ok(size < LIMIT, `dist/krait.wasm has ${(size / KB).toFixed(1)} KB, more than ${LIMIT / KB} (docs/size.md)`);
});

test('krait.wasm is valid, and has no names of functions left in it', () => {
  const bytes = readFileSync(file);
  assert.ok(WebAssembly.validate(bytes));
  const names = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), 'name');
  assert.equal(names.length, 0);
});
