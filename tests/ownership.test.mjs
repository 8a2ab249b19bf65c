// Ownership is in the types: with -DCHECK_OWNERSHIP a Value, a Ref and an Outcome are three structs, and a pass without
// code over the tree rejects every mix-up (`./build.sh check`). Here: that it passes, and that it would not.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the tree keeps owned and borrowed apart', () => {
  const run = spawnSync('make', ['-s', '-k', '-j', '2', '-f', 'toolchain/Makefile', 'check'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr.slice(0, 20000));
});

const command = execFileSync(`${root}toolchain/flags.sh`, ['check', 'x'], { cwd: root, encoding: 'utf8' }).trim().split(' ');

function compile(body) {
  const source = `#include "object/object.h"\nValue planted(Value owned, Ref borrowed, Outcome asked);\nValue planted(Value owned, Ref borrowed, Outcome asked) {\n${body}\n}\n`;
  return spawnSync(command[0], [...command.slice(1), '-Wno-unused', '-x', 'c', '-'], { cwd: root, encoding: 'utf8', input: source });
}

test('what is right passes', () => {
  const run = compile('(void)borrowed, (void)asked; return owned;');
  assert.equal(run.status, 0, run.stderr);
});

const mixUps = {
  'a borrowed value returned as an owned one': 'return borrowed;',
  'an owned value passed where one is borrowed': 'return is_none(owned) ? owned : owned;',
  'an owned value held as a borrowed one': 'Ref held = owned; return owned;',
  'an Outcome taken for a value': 'return asked;',
  'values compared as numbers': 'return owned == owned ? owned : owned;',
  'a value shifted': 'return owned << 1;',
  'a warning': 'int number = "text"; return owned;',
};
for (const [name, body] of Object.entries(mixUps)) {
  test(`${name} is rejected`, () => {
    const run = compile(body);
    assert.notEqual(run.status, 0);
    assert.match(run.stderr, /error:/);
  });
}
