// Text as UTF-8 whose lone surrogates are kept, each as the three bytes that it would have: Python strings have them,
// JavaScript's have them, and the platform's coders would put U+FFFD in their place.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const LONES = new RegExp(LONE, 'g');
const isWellFormed = String.prototype.isWellFormed ?? function isWellFormed() { return !LONE.test(this); };

export function encodeText(text) {
  return isWellFormed.call(text) ? encoder.encode(text) : encodeLone(text);
}

function encodeLone(text) {
  const parts = [];
  let at = 0;
  for (const { 0: lone, index } of text.matchAll(LONES)) {
    const unit = lone.charCodeAt(0);
    parts.push(encoder.encode(text.slice(at, index)));
    parts.push([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
    at = index + 1;
  }
  parts.push(encoder.encode(text.slice(at)));
  return join(parts);
}

function join(parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const SHORT = 24; // up to here, adding letters is faster than asking the platform

function decodeAscii(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] > 0x7f) return null;
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}

export function decodeText(bytes) {
  if (bytes.length <= SHORT) {
    const text = decodeAscii(bytes);
    if (text !== null) return text;
  }
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeLone(bytes);
  }
}

/** Cut at each surrogate (ED A0..BF xx); between them it is plain UTF-8, or broken and then shown as such. */
function decodeLone(bytes) {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] !== 0xed || bytes[i + 1] < 0xa0 || bytes[i + 1] > 0xbf || (bytes[i + 2] & 0xc0) !== 0x80) continue;
    text += lenient.decode(bytes.subarray(from, i));
    text += String.fromCharCode(0xd000 | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f));
    i += 2;
    from = i + 1;
  }
  return text + lenient.decode(bytes.subarray(from));
}
