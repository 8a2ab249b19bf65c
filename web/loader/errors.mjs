// The errors that this package throws, one class per cause. `name` is the class name, `code` is for programs.

/** What all errors of this package but ConversionError have in common. */
export class KraitError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/** The interpreter could not be started. Codes: fetch, compile, csp, no-wasm, no-room. */
export class LoadError extends KraitError {}

/** Something was used after its dispose(). Code: disposed. */
export class DisposedError extends KraitError {
  constructor(what) {
    super('disposed', `this ${what} has been disposed`);
  }
}

/** A wasm trap: our bug. Its instance answers nothing else any more. Code: crash. */
export class CrashError extends KraitError {
  constructor(message, options) {
    super('crash', message, options);
  }
}

/** A value that has no copy on the other side. Code: conversion. */
export class ConversionError extends TypeError {
  constructor(message, options) {
    super(message, options);
    this.code = 'conversion';
  }
}

/** An exception left the program; `message` is the traceback that CPython prints. Code: python. */
export class PythonError extends KraitError {
  constructor({ type, text, traceback, frames, exitCode }, code = 'python', options = undefined) {
    super(code, traceback, options);
    this.type = type;
    this.text = text;
    this.traceback = traceback;
    this.frames = frames;
    if (exitCode !== undefined) this.exitCode = exitCode;
  }
}

/** A limit was reached; Python could not catch it. Code: limit. */
export class LimitError extends PythonError {
  constructor(report, { limit, used, max }) {
    super(report, 'limit');
    this.limit = limit;
    this.used = used;
    this.max = max;
  }
}

/** runPython() met a wait, which only the asynchronous calls can do. Code: suspend. */
export class WouldSuspendError extends PythonError {
  constructor(report, wait) {
    super(report, 'suspend');
    this.wait = wait;
  }
}

// On the prototype, so that it is no property of each error, and stays when a bundler shortens the class's own name.
const named = { KraitError, LoadError, DisposedError, CrashError, ConversionError, PythonError, LimitError, WouldSuspendError };
for (const [name, { prototype }] of Object.entries(named)) {
  Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true });
}
