// The command line, read: what to run, with what, within which limits.
import { resolve } from 'node:path';
import { readHashSeed } from './options.mjs';
import { version } from './version.mjs';

export const VERSION_TEXT = `Krait ${version} (Python 3.14)\n`;

export const HELP_TEXT = `usage: krait [options] [-c CODE | -m MODULE | FILE | -] [ARGS]
  -c CODE, -m MODULE, -       a program from the command line, a module, standard input
  -B -E -I -P -s -S -q -u -d  accepted, as CPython's
  -X NAME[=VALUE]             accepted; slice=N, instructions=N, copy=N and usage are for tests
  -V, -h                      version, this help
  --limit-memory=SIZE         512M; suffixes K, M, G
  --limit-time=S, --limit-fuel=N, --limit-output=SIZE
  --allow-read=DIR[=AT]       the program may read DIR, at its own path or at AT
  --env=NAME[=VALUE]          pass one variable
  --hash-seed=N               str hashes that are the same each time
`;

/** The command line is wrong. */
export class UsageError extends Error {}

const UNITS = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const VALUELESS = 'BEIPsSqud';
const LATER = 'iOW';

function number(option, text, isFine) {
  const value = text === '' ? NaN : Number(text);
  if (!isFine(value)) throw new UsageError(`${option}: a number is wanted`);
  return value;
}

const amount = (option, text) => number(option, text, (x) => x > 0 && x < Infinity);
const count = (option, text) => number(option, text, (x) => Number.isSafeInteger(x) && x > 0);

function size(option, text) {
  const [, digits, unit] = /^([\d.]+)([KMG]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new UsageError(`${option}: a size is wanted, as 64M`);
  return amount(option, digits) * UNITS[unit];
}

function mount(option, text) {
  const [, folder, at] = /^(.+?)(?:=(\/.*))?$/s.exec(text) ?? [];
  if (folder === undefined) throw new UsageError(`${option}: a folder is wanted`);
  return { folder, at: at ?? resolve(folder) };
}

const notYet = (option) => {
  throw new UsageError(`${option}: not there yet`);
};

/** Options with a value, by name. */
const LONG = {
  'limit-memory': (options, text, option) => { options.limits.memory = size(option, text); },
  'limit-time': (options, text, option) => { options.limits.cpuMs = amount(option, text) * 1000; },
  'limit-fuel': (options, text, option) => { options.limits.fuel = count(option, text); },
  'limit-output': (options, text, option) => { options.limits.outputBytes = size(option, text); },
  'allow-read': (options, text, option) => { options.mounts.push(mount(option, text)); },
  'allow-write': (options, text, option) => notYet(option),
  'hash-seed': (options, text, option) => { options.determinism = { hashSeed: readHashSeed(number(option, text, Number.isFinite), option) }; },
  seed: (options, text, option) => notYet(option),
  now: (options, text, option) => notYet(option),
  snapshot: (options, text, option) => notYet(option),
  resume: (options, text, option) => notYet(option),
  env(options, text, option) {
    const [, name, value] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
    if (name === undefined) throw new UsageError(`${option}: a name is wanted`);
    const passed = value ?? process.env[name];
    if (passed !== undefined) options.env[name] = passed;
  },
};

function readLong(options, arg) {
  if (arg === '--version') return { print: VERSION_TEXT };
  if (arg === '--help') return { print: HELP_TEXT };
  const [, name, value] = /^--([a-z-]+)=(.*)$/s.exec(arg) ?? [];
  if (!Object.hasOwn(LONG, name ?? '')) throw new UsageError(`${arg}: unknown option`);
  LONG[name](options, value, `--${name}`);
  return null;
}

/** Options for tests; all others of -X are CPython's, and have no effect. */
function readX(options, text) {
  const [, name, value = ''] = /^([^=]*)(?:=(.*))?$/s.exec(text);
  if (name === 'usage') options.test.usage = true;
  if (['slice', 'instructions', 'copy'].includes(name)) options.test[name] = count(`-X ${name}`, value);
}

/**
 * One argument of short options, as -Bc. `args` are those behind it; a value may be the next of them.
 * Answers {print} or {program} if it ends the options.
 */
function readShort(options, arg, args) {
  for (let i = 1; i < arg.length; i++) {
    const letter = arg[i];
    if (VALUELESS.includes(letter)) continue;
    if (letter === 'V') return { print: VERSION_TEXT };
    if (letter === 'h' || letter === '?') return { print: HELP_TEXT };
    if (LATER.includes(letter)) notYet(`-${letter}`);
    if (!'cmX'.includes(letter)) throw new UsageError(`-${letter}: unknown option`);
    const value = arg.slice(i + 1) || args.shift();
    if (value === undefined) throw new UsageError(`-${letter}: argument expected`);
    if (letter === 'c') return { program: { kind: 'code', text: value, argv0: '-c' } };
    if (letter === 'm') return { program: { kind: 'module', text: value, argv0: '-m' } };
    if (letter === 'X') readX(options, value);
    return null;
  }
  return null;
}

function programOf(arg) {
  if (arg === undefined) return { kind: 'stdin', argv0: '' };
  return arg === '-' ? { kind: 'stdin', argv0: '-' } : { kind: 'file', text: arg, argv0: arg };
}

/**
 * @param {string[]} args process.argv without Node and this program
 * @returns {{print?: string, program?: {kind: 'code' | 'module' | 'file' | 'stdin', text?: string, argv0: string}, ...}}
 */
export function readCommandLine(args) {
  const rest = [...args];
  const options = { limits: {}, mounts: [], env: {}, determinism: undefined, test: {} };
  while (rest.length > 0 && /^-./s.test(rest[0])) {
    const arg = rest.shift();
    if (arg === '--') break;
    const end = arg.startsWith('--') ? readLong(options, arg) : readShort(options, arg, rest);
    if (end?.print !== undefined) return end;
    if (end) return { ...options, program: end.program, args: rest };
  }
  const program = programOf(rest.shift());
  return { ...options, program, args: rest };
}
