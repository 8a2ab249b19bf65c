# A JSON printer and reader of our own: nesting, escapes, indentation, errors with positions.
class JSONError(ValueError):
    def __init__(self, message, text, at):
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        super().__init__(f"{message}: line {line} column {column} (char {at})")


ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
UNESCAPES = {v[1]: k for k, v in ESCAPES.items()} | {"/": "/"}


def quote(text):
    parts = []
    for c in text:
        if c in ESCAPES:
            parts.append(ESCAPES[c])
        elif " " <= c <= "~":
            parts.append(c)
        elif ord(c) < 0x10000:
            parts.append(f"\\u{ord(c):04x}")
        else:
            n = ord(c) - 0x10000
            parts.append(f"\\u{0xD800 + (n >> 10):04x}\\u{0xDC00 + (n & 0x3FF):04x}")
    return '"' + "".join(parts) + '"'


def dump(value, indent=None, level=0, active=()):
    if id(value) in active:
        raise ValueError("circular reference")
    pad = "" if indent is None else "\n" + " " * indent * (level + 1)
    end = "" if indent is None else "\n" + " " * indent * level
    comma = ", " if indent is None else ","

    def inner(v):
        return dump(v, indent, level + 1, (*active, id(value)))

    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"no JSON for {value}")
        return repr(value)
    if isinstance(value, (list, tuple)):
        return "[" + comma.join(pad + inner(v) for v in value) + end + "]" if value else "[]"
    if isinstance(value, dict):
        items = (f"{pad}{quote(str(k))}: {inner(v)}" for k, v in value.items())
        return "{" + comma.join(items) + end + "}" if value else "{}"
    raise TypeError(f"no JSON for {type(value).__name__}")


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def error(self, message):
        return JSONError(message, self.text, self.at)

    def peek(self):
        while self.text[self.at:self.at + 1] in (" ", "\n", "\t", "\r") and self.at < len(self.text):
            self.at += 1
        return self.text[self.at:self.at + 1]

    def expect(self, c):
        if self.peek() != c:
            raise self.error(f"expected {c!r}")
        self.at += 1

    def read(self):
        value = self.value()
        if self.peek():
            raise self.error("extra data")
        return value

    def value(self):
        c = self.peek()
        if c == "{":
            return dict(self.items("}", self.pair))
        if c == "[":
            return list(self.items("]", self.value))
        if c == '"':
            return self.string()
        for word, value in (("null", None), ("true", True), ("false", False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        number = self.text[start:self.at]
        try:
            return float(number) if set(number) & set(".eE") else int(number)
        except ValueError:
            self.at = start
            raise self.error("expected a value") from None

    def items(self, end, read):
        self.at += 1
        if self.peek() == end:
            self.at += 1
            return
        while True:
            yield read()
            if self.peek() == end:
                self.at += 1
                return
            self.expect(",")

    def pair(self):
        self.peek()
        key = self.string()
        self.expect(":")
        return key, self.value()

    def string(self):
        self.expect('"')
        out = []
        while True:
            c = self.text[self.at:self.at + 1]
            if c == "" or c == "\n":
                raise self.error("string without end")
            self.at += 1
            if c == '"':
                text = "".join(out)
                return text.encode("utf-16", "surrogatepass").decode("utf-16") if any("\ud800" <= c < "\ue000" for c in text) else text
            if c == "\\":
                c = self.text[self.at]
                self.at += 1
                if c == "u":
                    c = chr(int(self.text[self.at:self.at + 4], 16))
                    self.at += 4
                elif c in UNESCAPES:
                    c = UNESCAPES[c]
                else:
                    raise self.error(f"bad escape {c!r}")
            out.append(c)


data = {"name": "Krait \"v1\"", "tags": ["a\\b", "tab\t", "é 蛇"], "none": None, "flags": (True, False), "empty": [[], {}],
        "numbers": [0, -1, 1.5, 1e100, 10 ** 20, -0.0], "nested": {"deep": {"deeper": [1, [2, [3]]]}}, 5: "int key"}
text = dump(data)
print(text)
print(dump(data, indent=2))
again = Reader(text).read()
print(again["nested"] == data["nested"], again["tags"] == data["tags"], again["numbers"], again["5"], dump(again) == text)
for bad in ('[1, 2', '{"a" 1}', '["x', '[1,]', 'nul', '{"a": 1} x', '"\\q"', '\n\n  @', '[--1]', ''):
    try:
        print(Reader(bad).read())
    except JSONError as error:
        print(type(error).__name__, error)
loop = []
loop.append({"self": loop})
for wrong in (loop, {1, 2}, float("nan"), [1, object]):
    try:
        dump(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
