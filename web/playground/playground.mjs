// The page: a program is run in slices on the main thread, so that it can be stopped at any time and the page stays alive.
import { PythonError, loadKrait } from '../index.mjs';

const part = (id) => document.getElementById(id);
const [program, run, stop, state, output, asking, line] = ['program', 'run', 'stop', 'state', 'output', 'asking', 'line'].map(part);

function show(text, kind) {
  const span = document.createElement('span');
  if (kind) span.className = kind;
  span.textContent = text;
  output.append(span);
}

/** Answered by the form; an ended run takes its question back. */
function ask(prompt) {
  show(prompt);
  asking.hidden = false;
  line.value = '';
  line.focus();
  return new Promise((resolve) => {
    asking.onsubmit = (event) => {
      event.preventDefault();
      asking.hidden = true;
      show(`${line.value}\n`);
      resolve(line.value);
    };
  });
}

const krait = await loadKrait({ stdin: ask, stdout: (text) => show(text), stderr: (text) => show(text, 'error') });
state.textContent = 'ready';
let controller;

run.onclick = async () => {
  output.replaceChildren();
  controller = new AbortController();
  run.disabled = true;
  stop.disabled = false;
  state.textContent = 'running';
  try {
    const value = await krait.runPythonAsync(program.value, { signal: controller.signal, filename: 'program.py' });
    if (value !== undefined) show(`${typeof value === 'string' ? value : JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}\n`);
    state.textContent = 'done';
  } catch (error) {
    if (error === controller.signal.reason) state.textContent = 'stopped';
    else {
      show(error instanceof PythonError ? error.traceback : `${error}\n`, 'error');
      state.textContent = 'failed';
    }
  }
  asking.hidden = true;
  run.disabled = false;
  stop.disabled = true;
};
stop.onclick = () => controller?.abort();
