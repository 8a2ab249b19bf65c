// Node's file system for the command. By an import of 'node:fs' Node would load its streams as well, which takes longer
// than to start Krait.
import { createRequire } from 'node:module';

export const {
  closeSync, constants, existsSync, fstatSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync, writeSync,
} = createRequire(import.meta.url)('node:fs');
