// The house stands: down by name, up by slot; one caller of the loop; Outcomes only where Python may run.
// Each check is shown to fail on a tree into which a violation was planted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCallers, checkIncludes, checkNames, checkOutcomes, checkPlatform, functionsOf, readObjects, stripC } from './tools/layers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const none = (problems) => assert.deepEqual(problems, []);

test('every include goes down', () => none(checkIncludes(root)));
test('only base.h and pages.c ask for the platform', () => none(checkPlatform(root)));
test('every name that an object file uses is of its floor or below', () => {
  const objects = readObjects(root, 'native');
  assert.ok(objects.some(({ file }) => file === 'mem/heap.c'), 'no object files: ./build.sh unit');
  none(checkNames(objects));
});
test('the loop has one caller, and the driver of native frames its own', () => none(checkCallers(root)));
test('what may run Python is an Outcome, and only the loop looks into one', () => none(checkOutcomes(root)));

/* -- planted violations ------------------------------------------------------- */

const folder = mkdtempSync(join(tmpdir(), 'krait-layers-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let trees = 0;

/** A copy of src/ and wasm/ with files added or replaced. */
function plant(files) {
  const tree = join(folder, String(++trees));
  for (const part of ['src', 'wasm']) cpSync(join(root, part), join(tree, part), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return tree;
}

/** The check finds what was planted, and nothing that names another file. */
function finds(check, files, wanted) {
  const before = check(root);
  const problems = check(plant(files)).filter((problem) => !before.includes(problem));
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(problems[0], wanted);
}

const upward = [
  ['src/base/planted.c', 'mem/heap.h'], ['src/mem/planted.c', 'object/value.h'], ['src/syntax/planted.c', 'object/value.h'],
  ['src/object/planted.h', 'syntax/ast.h'], ['src/regex/planted.c', 'object/text.h'], ['src/object/planted.c', 'frame/op.h'],
  ['src/bytecode/planted.c', 'frame/frame.h'], ['src/frame/planted.c', 'types/native.h'], ['src/types/planted.c', 'vm/vm.h'],
  ['src/compile/planted.c', 'vm/vm.h'], ['src/vm/planted.c', 'syntax/ast.h'], ['src/vm/planted.c', 'compile/compile.h'],
  ['src/modules/planted.c', 'object/value.h'], ['src/modules/planted.c', 'modules/builtins.h'], ['src/modules/math.c', 'vm/vm.h'],
  ['src/vm/planted.c', 'host/embed.h'],
];
for (const [file, header] of upward) {
  test(`${file} that includes ${header} is found`, () => {
    const before = plant({ [file]: '' });
    const problems = checkIncludes(plant({ [file]: `#include "${header}"\n` })).filter((problem) => !checkIncludes(before).includes(problem));
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.ok(problems[0].startsWith(`${file} includes "${header}"`), problems[0]);
  });
}

test('what the table allows is allowed', () => {
  none(checkIncludes(plant({
    'src/modules/planted.c': '#include "modules/native.h"\n#include "modules/planted.h"\n#include "base/hash.h"\n#include <math.h>\n',
    'src/modules/re.c': '#include "modules/native.h"\n#include "regex/regex.h"\n',
    'src/host/planted.c': '#include "vm/vm.h"\n#include "compile/compile.h"\n#include "modules/native.h"\n',
    'src/compile/planted.c': '#include "syntax/ast.h"\n#include "types/native.h"\n',
  })).filter((problem) => problem.includes('planted') || problem.includes('modules/re.c')));
});
test('a comment that names a header is no include', () => {
  none(checkIncludes(plant({ 'src/base/planted.c': '/*\n#include "vm/vm.h"\n*/\n' })).filter((problem) => problem.includes('planted')));
});
test('libc that allocates is found', () => finds(checkIncludes, { 'src/types/planted.c': '#include <stdlib.h>\n' }, /types\/planted\.c includes <stdlib\.h>/));
test('a header without its folder is found', () => finds(checkIncludes, { 'src/types/planted.c': '#include "native.h"\n' }, /with its folder/));
test('a second frontier is found', () => finds(checkIncludes, { 'wasm/planted.c': '#include "vm/vm.h"\n' }, /the frontier is host\/embed\.h/));
test('a new floor is found', () => finds(checkIncludes, { 'src/attic/planted.c': '\n' }, /attic is no floor/));
test('a question for the platform is found', () => finds(checkPlatform, { 'src/types/planted.c': '#ifdef __wasm__\n#endif\n' }, /types\/planted\.c asks/));

test('an upward name, a libc name and a hidden caller of the loop are found in object files', () => {
  const tree = plant({
    'src/mem/planted.c': 'void vm_planted(void);\nvoid mem_planted(void) { vm_planted(); }\n',
    'src/vm/planted.c': 'void mem_planted(void);\nvoid vm_planted(void) { mem_planted(); }\n',
    'src/types/planted.c': 'void *malloc(unsigned n);\nvoid *types_planted(void) { return malloc(1); }\n',
    'src/frame/planted.c': 'unsigned eval(void);\nunsigned (*frame_planted)(void) = eval;\n',
    'src/host/embed.c': 'unsigned eval(void);\nunsigned host_planted(void) { return eval(); }\n',
    'src/modules/planted.c': 'void types_used(void);\nvoid modules_planted(void) { types_used(); }\n',
    'src/types/used.c': 'void types_used(void) {}\n',
  });
  for (const source of ['mem/planted', 'vm/planted', 'types/planted', 'frame/planted', 'host/embed', 'modules/planted', 'types/used']) {
    mkdirSync(join(tree, 'build/native/src', dirname(source)), { recursive: true });
    const run = spawnSync('gcc', ['-m32', '-w', '-c', join(tree, 'src', `${source}.c`), '-o', join(tree, 'build/native/src', `${source}.o`)], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  }
  assert.deepEqual(checkNames(readObjects(tree, 'native')), [
    'src/frame/planted.c uses eval: only host/embed.c may',
    'src/mem/planted.c uses vm_planted of src/vm/planted.c: mem reaches up by name',
    'src/types/planted.c uses malloc of libc',
  ]);
});

test('a second caller of the loop is found', () => {
  finds(checkCallers, { 'src/frame/planted.c': 'static u32 again(void) {\n    return eval();\n}\n' }, /frame\/planted\.c: again calls eval/);
});
test('a member or another function named like the loop is none', () => {
  none(checkCallers(plant({ 'src/frame/planted.c': 'void f(X *x) { x->eval(); x.eval(); builtin_eval(); } /* eval() */\n' }))
    .filter((problem) => problem.includes('planted')));
});
test('a function that calls an Outcome and is none is found', () => {
  finds(checkOutcomes, { 'src/types/planted.c': 'static bool ask(Ref a) {\n    op_truth(a);\n    return true;\n}\n' }, /ask calls op_truth, so it must be an Outcome/);
});
test('so is one that calls a static of its own file', () => {
  finds(checkOutcomes, { 'src/types/planted.c': 'static Outcome first(Ref a) { return outcome(a); }\nValue second(Ref a) { first(a); return NONE; }\n' },
    /second calls first/);
});
test('one that hands the Outcome out through a pointer is none', () => {
  none(checkOutcomes(plant({ 'src/types/planted.c': 'static bool ask(Ref a, Outcome *answer) {\n    *answer = op_truth(a);\n    return true;\n}\n' }))
    .filter((problem) => problem.includes('planted')));
});
test('a look into an Outcome is found', () => {
  finds(checkOutcomes, { 'src/types/planted.c': 'static Outcome look(Ref a) {\n    Outcome o = op_truth(a);\n    return outcome_is_error(o) ? o : outcome(NONE);\n}\n' },
    /look looks into an Outcome/);
  finds(checkOutcomes, { 'src/modules/planted.c': 'static Outcome look(Outcome o) {\n    return o.bits ? o : o;\n}\n' }, /look looks at bits/);
});
test('a C answer to a question of Python is found', () => {
  finds(checkOutcomes, { 'src/object/planted.c': 'bool object_eq(Ref a, Ref b) {\n    return same(a, b);\n}\n' }, /object_eq answers a question/);
});

test('the reader of C knows strings, comments, initialisers and prototypes', () => {
  const text = stripC('/* f() { */ int a = 1; // g() {\nstatic const T t = {f(1), "}{"};\nOutcome h(Ref r);\n'
    + '#define M(x) { x }\nINLINE MUST_CHECK Outcome k(Ref r, char c) {\n  if (c == \'{\') { return op(r); }\n  return x("}");\n}\nvoid *p(void) { }\n');
  assert.deepEqual(functionsOf(text).map(({ name, returns }) => [name, returns]), [['k', 'INLINE MUST_CHECK Outcome'], ['p', 'void *']]);
});
