// The page in headless Chromium: it runs a program, answers input(), and stops a loop without end on its own thread.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url).pathname;
const types = { '.html': 'text/html', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
const chrome = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const file = path.startsWith('/playground/') ? join(root, 'web', path === '/playground/' ? '/playground/index.html' : path) : join(root, 'dist', path);
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

test('the page', { timeout: 120_000 }, async (t) => {
  assert.ok(chrome, 'Chromium is installed by toolchain/install.sh');
  const server = await serve();
  const browser = await chromium.launch({ executablePath: chrome, args: ['--no-sandbox'] });
  t.after(async () => {
    await browser.close();
    server.close();
  });
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`http://127.0.0.1:${server.address().port}/playground/`);
  const state = (text) => page.waitForFunction((wanted) => document.getElementById('state').textContent === wanted, text);
  const runProgram = async (code) => {
    await page.fill('#program', code);
    await page.click('#run');
  };
  const output = () => page.textContent('#output');
  await state('ready');

  await t.test('runs a program', async () => {
    await runProgram('print(sum(range(10)))\n"é" * 2');
    await state('done');
    assert.equal(await output(), '45\néé\n');
  });
  await t.test('imports from the library', async () => {
    await runProgram('import json, dataclasses\nprint(json.dumps({"a": [1, None]}), dataclasses.__file__)');
    await state('done');
    assert.equal(await output(), '{"a": [1, null]} /lib/python3.14/dataclasses.py\n');
  });
  await t.test('answers input()', async () => {
    await runProgram('name = input("Name? ")\nprint("Hello", name)');
    await page.waitForSelector('#asking:not([hidden])');
    await page.fill('#line', 'Ada');
    await page.press('#line', 'Enter');
    await state('done');
    assert.equal(await output(), 'Name? Ada\nHello Ada\n');
  });
  await t.test('stops while True: pass, and stays alive meanwhile', async () => {
    await runProgram('while True: pass');
    await state('running');
    const frames = await page.evaluate(() => new Promise((resolve) => {
      let count = 0;
      const from = performance.now();
      const next = () => (performance.now() - from > 500 ? resolve(count) : (count++, requestAnimationFrame(next)));
      requestAnimationFrame(next);
    }));
    assert.ok(frames >= 5, `${frames} frames in half a second`);
    await page.click('#stop');
    await state('stopped');
    await runProgram('print("again")');
    await state('done');
    assert.equal(await output(), 'again\n');
  });
  await t.test('shows tracebacks', async () => {
    await runProgram('1 / 0');
    await state('failed');
    assert.match(await output(), /File "program\.py", line 1, in <module>[^]*ZeroDivisionError: division by zero\n$/);
  });
  assert.deepEqual(problems, []);
});
