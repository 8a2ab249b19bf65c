// The embedder's options: their defaults, and TypeError or RangeError for what they must not be. Read once, before the
// interpreter starts.

/** Limits by name: their default, range, and whether each run has its own. Units: API.md. */
const LIMITS = {
  memory: { initial: 512 * 1024 * 1024, most: 2 ** 32 - 65536, isFinite: true },
  fuel: { initial: 1e12, perRun: true },
  cpuMs: { initial: 60_000, perRun: true },
  recursion: { initial: 1000 },
  outputBytes: { initial: 64 * 1024 * 1024, perRun: true },
  intDigits: { initial: 4300 },
  nesting: { initial: 20, isFinite: true },
};

/** Numbers that cross as a 32-bit int; "unlimited" is as good as the largest. */
const LARGEST = 2 ** 31 - 1;

/** The interpreter does not start with less. */
export const LEAST_MEMORY = 1024 * 1024;

/** What the API has a name for, and this version does not do: better refused than forgotten. */
const LATER = {
  options: ['stdlib', 'hostModules', 'mounts', 'snapshot', 'snapshotKey', 'jsObjects'],
  'options of a run': ['globals', 'locals', 'result'],
  budget: ['until'],
  limits: ['hostCalls', 'hostBytes', 'fsBytes'],
  determinism: ['seed', 'now'],
};

const kindOf = (value) => (value === null ? 'null' : typeof value);

function expectType(value, type, name) {
  if (typeof value !== type) throw new TypeError(`${name} must be a ${type}, not ${kindOf(value)}`);
  return value;
}

export function readObject(value, name) {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object, not ${kindOf(value)}`);
  return value;
}

/** As readObject(), for those of which a part is still missing. */
export function readKnown(value, name) {
  const object = readObject(value, name);
  const later = LATER[name].find((key) => object[key] !== undefined);
  if (later !== undefined) throw new TypeError(`${name}: '${later}' is not there yet`);
  return object;
}

export const readString = (value, name) => expectType(value, 'string', name);

export function readFunction(value, name) {
  return value === undefined ? undefined : expectType(value, 'function', name);
}

/** A number above 0; Infinity is one. */
export function readAmount(value, name) {
  expectType(value, 'number', name);
  if (!(value > 0)) throw new RangeError(`${name} must be above 0, not ${value}`);
  return value;
}

function readLimit(name, value) {
  const { most = Infinity, isFinite = false } = LIMITS[name];
  readAmount(value, `limits.${name}`);
  if (value > most || (isFinite && value === Infinity)) throw new RangeError(`limits.${name} must be finite and at most ${most}, not ${value}`);
  return value;
}

/** All limits, those of `given` over those of `base`. */
export function readLimits(given, base = defaultLimits) {
  const limits = { ...base };
  for (const [name, value] of Object.entries(readKnown(given, 'limits'))) {
    if (value === undefined || !Object.hasOwn(LIMITS, name)) continue;
    limits[name] = readLimit(name, value);
  }
  return limits;
}

/** The limits of one run: only the per-run ones can be its own. */
export function readRunLimits(given, base) {
  for (const name of Object.keys(readKnown(given, 'limits'))) {
    if (LIMITS[name] && !LIMITS[name].perRun) throw new TypeError(`limits.${name} is not a limit of a single run`);
  }
  return readLimits(given, base);
}

const defaultLimits = Object.fromEntries(Object.entries(LIMITS).map(([name, { initial }]) => [name, initial]));

function readArgs(args) {
  if (args === undefined) return [''];
  if (!Array.isArray(args)) throw new TypeError('args must be an array');
  return Array.from(args, (arg, i) => readString(arg, `args[${i}]`));
}

function readEnv(env) {
  if (env === undefined) return { HOME: '/home/krait' };
  return Object.fromEntries(Object.entries(readObject(env, 'env')).map(([name, value]) => {
    if (name === '' || name === '__proto__' || /[=\0]/.test(name)) throw new TypeError(`env: ${JSON.stringify(name)} is no name`);
    return [name, readString(value, `env.${name}`)];
  }));
}

function readDeterminism(determinism) {
  if (determinism === undefined) return undefined;
  const { hashSeed = 0 } = readKnown(determinism, 'determinism');
  return { hashSeed: readHashSeed(hashSeed, 'determinism.hashSeed') };
}

/** 0 switches the drawing of lots off, as PYTHONHASHSEED does. */
export function readHashSeed(value, name) {
  const isInRange = Number.isInteger(expectType(value, 'number', name)) && value >= 0 && value < 2 ** 32;
  if (!isInRange) throw new RangeError(`${name} must be a whole number below 2**32, not ${value}`);
  return value;
}

function readStdin(stdin) {
  if (stdin === undefined || typeof stdin === 'string' || typeof stdin === 'function') return stdin;
  throw new TypeError(`stdin must be a string or a function, not ${kindOf(stdin)}`);
}

/** Options of loadKrait(), checked and complete. */
export function readOptions(options) {
  const { wasm, stdin, stdout, stderr, args, env, limits, determinism } = readKnown(options, 'options');
  return {
    wasm,
    stdin: readStdin(stdin),
    stdout: readFunction(stdout, 'stdout'),
    stderr: readFunction(stderr, 'stderr'),
    args: readArgs(args),
    env: readEnv(env),
    limits: readLimits(limits, defaultLimits),
    determinism: readDeterminism(determinism),
  };
}

export const asCount = (limit) => Math.min(Math.floor(limit), LARGEST);
