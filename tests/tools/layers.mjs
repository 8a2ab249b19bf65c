// The rules of the house (ARCHITECTURE section 6 and section 4), as tables, and what reads a tree against them.
// Each check takes the tree's root and answers a list of sentences, one for each violation.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/* -- tables --------------------------------------------------------------- */

const LOW = ['base', 'mem'];
const OBJECT = [...LOW, 'object'];
const BYTECODE = [...OBJECT, 'bytecode'];
const FRAME = [...BYTECODE, 'frame'];
const TYPES = [...FRAME, 'types'];

/** Folder -> the folders whose headers it may include and whose names it may use, beside its own. */
export const FLOORS = {
  base: [],
  mem: ['base'],
  syntax: LOW,
  regex: LOW,
  object: LOW,
  bytecode: OBJECT,
  frame: BYTECODE,
  types: FRAME,
  compile: [...TYPES, 'syntax'],
  vm: TYPES,
  modules: ['base'], // and modules/native.h; see MODULES
  host: [...TYPES, 'regex', 'syntax', 'compile', 'vm', 'modules'],
};

/** Files that may reach further than their folder. native.h is the modules' door to the types. */
const FURTHER = {
  'modules/native.h': TYPES,
  'modules/re.c': ['regex'],
  'modules/builtins_scope.c': ['compile'],
  'modules/import.c': ['compile'],
  'modules/frozen.c': ['compile'],
};
/** What a module may include of its own shelf: the door, its own header and the list of all. The builtins are several
 * files behind one header; import and sys, which are about modules, see how modules are made. */
const FAMILY = {
  'modules/builtins.h': /^modules\/(builtins\w*|build_class|import)\.c$/,
  'modules/modules.h': /^modules\/(builtins_scope|import|sys)\.c$/,
  'modules/streams.h': /^modules\/(builtins_print|sys)\.c$/,
  'modules/frozen.h': /^modules\/import\.c$/,
  'modules/import.h': /^modules\/(frozen|import)\.c$/,
  'modules/math.h': /^modules\/math(_\w+)?\.c$/,
  'modules/time.h': /^modules\/time(_\w+)?\.c$/,
  'modules/itertools.h': /^modules\/itertools(_\w+)?\.c$/,
  'modules/functools.h': /^modules\/functools(_\w+)?\.c$/,
};
const SHELF = (file) => [
  'modules/native.h', 'modules/modules.def', file.replace(/\.c$/, '.h'),
  ...Object.keys(FAMILY).filter((header) => FAMILY[header].test(file)),
];
/** By name, a module uses what native.h shows it. */
const MODULE_NAMES = TYPES;

/** Generated headers and the one file that may include each. */
const GENERATED = { 'unicode_data.h': 'base/unicode.c', 'frozen_data.h': 'modules/frozen.c' };

/** The libc of the engine: memory, mathematics, no allocation, no text, no locale, no jumps. */
const LIBC = ['stdbool.h', 'stddef.h', 'stdint.h', 'stdarg.h', 'string.h', 'math.h', 'float.h', 'limits.h'];
const LIBC_FURTHER = { 'mem/pages.c': ['sys/mman.h'] };
const LIBC_NAMES_REFUSED =
  /^(malloc|calloc|realloc|free|reallocarray|strdup|strndup|.*printf|.*scanf|puts|putchar|f?putc|f?puts|fopen|fwrite|fread|fflush|strto(d|f|ld|l|ll|ul|ull)|ato[fil]|_?setjmp|__sigsetjmp|longjmp|siglongjmp|setlocale|localeconv|strcoll|isalpha|isdigit|toupper|tolower|qsort|bsearch|exit|_exit|abort|rand|srand|time|gettimeofday|clock|clock_gettime|getenv|open|read|write|close)$/;

/** Only these may ask what platform they are built for. */
const PLATFORM_FILES = ['base/base.h', 'mem/pages.c'];
const PLATFORM_WORDS = /\b(KRAIT_WASM|__wasm\w*|__EMSCRIPTEN\w*|__wasi\w*|__linux\w*|__i386\w*|__x86_64\w*|_WIN32|__APPLE__|__clang\w*|__SANITIZE\w*|__has_feature)\b/;

/** What wasm/ may include of ours. */
const FRONTIER = ['host/embed.h', 'exports.def'];

/** Functions with few callers: name -> the files that may call it (a file that ends in / stands for a folder). */
export const CALLERS = {
  eval: ['host/embed.c'],
  eval_traced: ['host/embed.c'],
  native_drive: ['vm/'],
};

/** Where an Outcome may be looked into: the loop, the driver, and the machinery of frames. */
const OUTCOME_READERS = ['object/value.h', 'frame/', 'vm/', 'host/embed.c'];
/** Where a function that is no Outcome may call one that is: the loop, and the driver of native frames. */
const OUTCOME_CALLERS = ['vm/', 'host/embed.c', 'frame/native_frame.c'];
/** No C function answers a question that Python may have to answer: try_… and op_… do. */
const QUESTION = /^(object|value|ref)_(eq|equal|equals|hash|lt|le|gt|ge|less|compare|bool|truth|is_true|len|length|repr|str|next|iter|getattr|setattr|contains|index|call)$/;

/* -- reading the tree ------------------------------------------------------ */

function listFiles(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map(String).filter((name) => pattern.test(name)).sort();
}

const sourcesOf = (root) => listFiles(join(root, 'src'), /\.(c|h|def)$/);
const floorOf = (file) => file.split('/')[0];
const matches = (file, places) => places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
const mayReach = (file, floor) =>
  floor === floorOf(file) || (FLOORS[floorOf(file)] ?? []).includes(floor) || (FURTHER[file] ?? []).includes(floor);

/** C without comments; strings and characters keep their quotes and lose their insides. Lines stay where they are. */
export function stripC(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (part) => {
    if (part[0] === '"' || part[0] === "'") return part[0] + part[0];
    return ' ' + part.replace(/[^\n]/g, '');
  });
}

const withoutDirectives = (text) => text.replace(/^[ \t]*#(?:\\\n|[^\n])*/gm, (part) => part.replace(/[^\n]/g, ''));

/** Function definitions of C without comments: [{name, returns, parameters, body}], by braces at the outermost level. */
export function functionsOf(stripped) {
  const text = withoutDirectives(stripped);
  const found = [];
  let depth = 0;
  let start = 0; // of what stands before the next outermost brace
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && depth++ === 0) open = at;
    else if (text[at] === '}' && --depth === 0) {
      const head = /^\s*([\w\s*]*?)\b(\w+)\s*\(([\s\S]*)\)\s*$/.exec(text.slice(start, open));
      if (head && head[1].trim() && !head[1].includes('typedef')) {
        found.push({ name: head[2], returns: head[1].trim(), parameters: head[3], body: text.slice(open, at + 1) });
      }
      start = at + 1;
    } else if (text[at] === ';' && depth === 0) start = at + 1;
  }
  return found;
}

/* -- includes ---------------------------------------------------------------- */

function judgeInclude(root, file, target, system) {
  if (system) {
    return [...LIBC, ...(LIBC_FURTHER[file] ?? [])].includes(target) ? null : `src/${file} includes <${target}>: not of the engine's libc`;
  }
  if (!target.includes('/')) {
    return GENERATED[target] === file ? null : `src/${file} includes "${target}": write it with its folder`;
  }
  const floor = floorOf(target);
  if (!(floor in FLOORS)) return `src/${file} includes "${target}": no such floor`;
  if (floorOf(file) === 'modules' && floor === 'modules' && !SHELF(file).includes(target)) {
    return `src/${file} includes "${target}": modules stand side by side`;
  }
  return mayReach(file, floor) ? null : `src/${file} includes "${target}": ${floorOf(file)} may not see ${floor}`;
}

export function checkIncludes(root) {
  const problems = [];
  for (const file of sourcesOf(root)) {
    if (!(floorOf(file) in FLOORS)) problems.push(`src/${file}: ${floorOf(file)} is no floor`);
    const text = readFileSync(join(root, 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, bracket, target] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)) {
      const problem = judgeInclude(root, file, target, bracket === '<');
      if (problem) problems.push(problem);
    }
  }
  for (const file of listFiles(join(root, 'wasm'), /\.(c|h)$/)) {
    const text = readFileSync(join(root, 'wasm', file), 'utf8');
    for (const [, target] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"]+)"/gm)) {
      if (!FRONTIER.includes(target)) problems.push(`wasm/${file} includes "${target}": the frontier is ${FRONTIER.join(' and ')}`);
    }
  }
  return problems;
}

export function checkPlatform(root) {
  const problems = [];
  for (const file of sourcesOf(root)) {
    if (PLATFORM_FILES.includes(file)) continue;
    const text = stripC(readFileSync(join(root, 'src', file), 'utf8'));
    for (const [line] of text.matchAll(/^[ \t]*#[ \t]*(?:if|ifdef|ifndef|elif)\b[^\n]*/gm)) {
      if (PLATFORM_WORDS.test(line)) problems.push(`src/${file} asks for its platform: ${line.trim()}`);
    }
  }
  return problems;
}

/* -- names of object files ---------------------------------------------------- */

/** [{file, defines, uses}] of the objects of a build whose sources are still there. */
export function readObjects(root, build) {
  const folder = join(root, 'build', build, 'src');
  const files = listFiles(folder, /\.o$/).map((name) => name.replace(/\.o$/, '.c')).filter((name) => existsSync(join(root, 'src', name)));
  return files.map((file) => {
    const run = spawnSync('nm', ['-P', join(folder, file.replace(/\.c$/, '.o'))], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (run.status !== 0) throw new Error(run.stderr || String(run.error));
    const defines = [];
    const uses = [];
    for (const line of run.stdout.split('\n')) {
      const [name, kind] = line.split(' ');
      if (kind === 'U' || kind === 'w' || kind === 'v') uses.push(name);
      else if (kind && kind === kind.toUpperCase()) defines.push(name);
    }
    return { file, defines, uses };
  });
}

function mayUse(file, floor) {
  return mayReach(file, floor) || (floorOf(file) === 'modules' && MODULE_NAMES.includes(floor));
}

export function checkNames(objects) {
  const owner = new Map();
  for (const { file, defines } of objects) for (const name of defines) owner.set(name, file);
  const problems = [];
  for (const { file, uses } of objects) {
    for (const name of uses) {
      const from = owner.get(name);
      if (from && !mayUse(file, floorOf(from))) problems.push(`src/${file} uses ${name} of src/${from}: ${floorOf(file)} reaches up by name`);
      if (!from && LIBC_NAMES_REFUSED.test(name)) problems.push(`src/${file} uses ${name} of libc`);
      if (name in CALLERS && from !== file && !matches(file, CALLERS[name])) {
        problems.push(`src/${file} uses ${name}: only ${CALLERS[name].join(' and ')} may`);
      }
    }
  }
  return problems;
}

/* -- the protocol ---------------------------------------------------------------- */

export function checkCallers(root) {
  const problems = [];
  for (const file of sourcesOf(root).filter((name) => /\.[ch]$/.test(name))) {
    const functions = functionsOf(stripC(readFileSync(join(root, 'src', file), 'utf8')));
    for (const [name, places] of Object.entries(CALLERS)) {
      const call = new RegExp(`(?<![\\w.>])${name}\\s*\\(`);
      for (const fn of functions) {
        if (call.test(fn.body) && !matches(file, places)) problems.push(`src/${file}: ${fn.name} calls ${name}, which only ${places.join(' and ')} may`);
      }
    }
  }
  return problems;
}

/** The names declared or defined as `Outcome name(`, whether in a header or a source. */
function outcomeNames(texts) {
  const names = new Map(); // name -> the files where it is so; a static is only meant in its own
  for (const [file, text] of texts) {
    for (const [, before, name] of text.matchAll(/^([^\n(){};#]*?\b)?Outcome\s+(\w+)\s*\(/gm)) {
      const scope = /\bstatic\b/.test(before ?? '') && file.endsWith('.c') ? file : '*';
      names.set(name, new Set([...(names.get(name) ?? []), scope]));
    }
  }
  names.delete('outcome');
  return names;
}

const callsIn = (body) => new Set([...body.matchAll(/(?<![\w.>])(\w+)\s*\(/g)].map(([, name]) => name));

function judgeFunction(file, fn, outcomes) {
  const problems = [];
  const isOutcome = /\bOutcome\b/.test(fn.returns) || /\bOutcome\s*\*/.test(fn.parameters); // returned, or handed out
  const asksAboutValues = /\b(Ref|Value|Object|Instance)\b/.test(fn.parameters);
  const calls = callsIn(fn.body);
  if (QUESTION.test(fn.name) && asksAboutValues && !isOutcome) problems.push(`src/${file}: ${fn.name} answers a question that Python may have to answer`);
  if (!isOutcome && !matches(file, OUTCOME_CALLERS)) {
    for (const name of calls) {
      const scopes = outcomes.get(name);
      if (scopes && (scopes.has('*') || scopes.has(file))) problems.push(`src/${file}: ${fn.name} calls ${name}, so it must be an Outcome too`);
    }
  }
  if (!matches(file, OUTCOME_READERS)) {
    for (const name of calls) if (/^outcome_(is_\w+|value)$/.test(name)) problems.push(`src/${file}: ${fn.name} looks into an Outcome (${name})`);
    const held = [...`${fn.parameters};${fn.body}`.matchAll(/\bOutcome\s+\*?(\w+)/g)].map(([, name]) => name);
    if (held.some((name) => new RegExp(`\\b${name}\\s*(\\.|->)\\s*bits\\b`).test(fn.body)) || /\)\s*\.\s*bits\b/.test(fn.body)) problems.push(`src/${file}: ${fn.name} looks at bits`);
  }
  return problems;
}

export function checkOutcomes(root) {
  const texts = sourcesOf(root).filter((name) => /\.[ch]$/.test(name)).map((file) => [file, stripC(readFileSync(join(root, 'src', file), 'utf8'))]);
  const outcomes = outcomeNames(texts);
  return texts.flatMap(([file, text]) => functionsOf(text).flatMap((fn) => judgeFunction(file, fn, outcomes)));
}
