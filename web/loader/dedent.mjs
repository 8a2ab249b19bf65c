// Code that an embedder has indented with its own: the whitespace that all lines share is taken away.

const indentOf = (line) => /^[ \t]*/.exec(line)[0];
const isBlank = (line) => line.trim() === '';

function shared(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

export function dedent(code) {
  if (!/^(?:[ \t]*\r?\n)*[ \t]/.test(code)) return code; // the usual case: the first line with anything has no indent
  const lines = code.split('\n');
  const margin = lines.filter((line) => !isBlank(line)).map(indentOf).reduce((a, b) => shared(a, b), lines.find((line) => !isBlank(line)) ?? '');
  if (margin === '') return code;
  return lines.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line.trimStart())).join('\n');
}
