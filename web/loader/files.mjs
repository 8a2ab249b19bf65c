// The interpreter's questions for files, answered in Node from chosen folders only. Nothing is written.
//
// A path is looked up in the mount it lies in, its symlinks are resolved, and what lies outside the mount's own folder
// then does not exist. A program cannot make links, so nothing changes between the check and the reading but by others'
// hands; what is opened is the resolved path, and never a device, a pipe or a socket.
import { resolve } from 'node:path';
import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, realpathSync, statSync } from './node_fs.mjs';
import { Float } from './wire.mjs';

const isInside = (path, folder) => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** The call's result; null if the system refuses, for whatever reason. */
function attempt(call) {
  try {
    return call();
  } catch {
    return null;
  }
}

export class Files {
  #mounts = [];

  /** Shows `folder` (or a single file) at the absolute path `at`. Throws if it is not there. */
  mount(folder, at = resolve(folder)) {
    this.#mounts.push({ at: resolve(at), real: realpathSync(folder) });
    this.#mounts.sort((a, b) => b.at.length - a.at.length); // the innermost comes first
  }

  /** The real path; null if it is none that may be seen. */
  #find(path) {
    if (path.includes('\0')) return null;
    const wanted = resolve(path);
    const mount = this.#mounts.find(({ at }) => isInside(wanted, at));
    if (!mount) return null;
    const real = attempt(() => realpathSync(mount.real + wanted.slice(mount.at === '/' ? 0 : mount.at.length)));
    return real !== null && isInside(real, mount.real) ? real : null;
  }

  #look(path, look) {
    const real = this.#find(path);
    return real === null ? null : attempt(() => look(real));
  }

  /** [kind, size, time of change in ms] */
  stat(path) {
    return this.#look(path, (real) => {
      const info = statSync(real);
      if (info.isDirectory()) return ['dir', info.size, new Float(info.mtimeMs)];
      return info.isFile() ? ['file', info.size, new Float(info.mtimeMs)] : null;
    });
  }

  read(path) {
    return this.#look(path, (real) => {
      const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      try {
        return fstatSync(file).isFile() ? readFileSync(file) : null;
      } finally {
        closeSync(file);
      }
    });
  }

  list(path) {
    return this.#look(path, (real) => readdirSync(real));
  }
}
