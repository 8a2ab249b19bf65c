// The modules of the standard library that are written in Python: library.json beside this file, from a path below FOLDER
// to a text. To the interpreter they are files in the last folder of sys.path. Node reads them when the first is asked
// for; elsewhere they come with krait.wasm, and what cannot be fetched is not there.
import { fs } from './platform.mjs';
import { encodeText } from './text.mjs';

/** Where the interpreter sees them. */
export const FOLDER = '/lib/python3.14';

let texts; // or a promise of them

const address = () => new URL('./library.json', import.meta.url);

async function fetchTexts() {
  try {
    const response = await fetch(address());
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

/** Before the first interpreter starts where files cannot be read at once. */
export async function fetchLibrary() {
  if (!fs) texts = await (texts ??= fetchTexts());
}

function read(path) {
  texts ??= JSON.parse(fs.readFileSync(address(), 'utf8'));
  return Object.hasOwn(texts, path) ? encodeText(texts[path]) : null;
}

/** Files, with the library among them. */
export class FilesWithLibrary {
  #files;

  /** @param {{stat: Function, read: Function, list: Function}} [files] */
  constructor(files) {
    this.#files = files;
  }

  stat(path) {
    return this.#files?.stat(path) ?? null;
  }

  read(path) {
    return path.startsWith(`${FOLDER}/`) ? read(path.slice(FOLDER.length + 1)) : this.#files?.read(path) ?? null;
  }

  list(path) {
    return this.#files?.list(path) ?? null;
  }
}
