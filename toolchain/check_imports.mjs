// Fails when a wasm module imports anything but functions of one module: the linker lets a misspelt function pass as an
// import. `check_imports.mjs FILE MODULE [NAME…]`: NAMEs, if given, are all that may be imported.
import { readFileSync } from 'node:fs';

const [file, from, ...names] = process.argv.slice(2);
const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(file)));
const strangers = imports.filter(({ module, name }) => module !== from || (names.length > 0 && !names.includes(name)));
for (const { module, name } of strangers) process.stderr.write(`${file} imports ${module}.${name}: no such function is defined, nor in the host table\n`);
process.exit(strangers.length > 0 ? 1 : 0);
