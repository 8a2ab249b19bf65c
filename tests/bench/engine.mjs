// Runs one benchmark program on one engine in this process, and prints a line of JSON:
//   {ms, output} or {error}; ms: from source text to the last line printed, without starting the engine.
//   node engine.mjs krait|pyodide|micropython PROGRAM
import { existsSync, readFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
let output = '';
const write = (text) => { output += text; };
const writeLine = (text) => write(`${text}\n`);

// Each starts its engine and gives a function that runs a program.
const engines = {
  async krait() {
    const loader = join(root, 'dist/index.mjs');
    if (!existsSync(loader)) throw new Error('dist/index.mjs is not there: ./build.sh');
    const { loadKrait } = await import(pathToFileURL(loader));
    const krait = await loadKrait({ stdout: write });
    return (code) => krait.runPython(code);
  },
  async pyodide() {
    const { loadPyodide } = await import('pyodide');
    const pyodide = await loadPyodide({ stdout: writeLine });
    return (code) => pyodide.runPython(code);
  },
  async micropython() {
    const { loadMicroPython } = await import('@micropython/micropython-webassembly-pyscript/micropython.mjs');
    const micropython = await loadMicroPython({ stdout: writeLine, linebuffer: true, heapsize: 256 * 1024 * 1024, pystack: 64 * 1024 });
    return (code) => micropython.runPython(code);
  },
};

const [engine, program] = process.argv.slice(2);
const source = readFileSync(program, 'utf8');
try {
  const run = await engines[engine]();
  const start = performance.now();
  run(source);
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ms, output: output.trim() }));
} catch (error) {
  const message = String(error?.message ?? error).trim().split('\n').at(-1);
  console.log(JSON.stringify({ error: message.slice(0, 200) }));
}
process.exit();
