"""JSON text to values."""

_escapes = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_words = {"null": None, "true": True, "false": False}
_constants = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_blanks = " \t\n\r"
_digits = "0123456789"


class JSONDecodeError(ValueError):
    """Where and why a text is no JSON: msg, doc, pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")
        self.msg, self.doc, self.pos = msg, doc, pos

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Makes values of text; hooks may make other objects of what it finds."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__

    def decode(self, s):
        """The value of the whole text."""
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at idx, and where it ends."""
        try:
            return self._value(s, idx)
        except StopIteration as e:
            raise JSONDecodeError("Expecting value", s, e.value) from None

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == "{":
            return self._object(s, at + 1)
        if c == "[":
            return self._array(s, at + 1)
        for word in _words:
            if c == word[0] and s.startswith(word, at):
                return _words[word], at + len(word)
        if c and (c in _digits or c == "-"):
            made = self._number(s, at)
            if made:
                return made
        for word in _constants:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise StopIteration(at)

    def _number(self, s, at):
        end = at + (s[at] == "-")
        if s[end:end + 1] == "0":
            end += 1
        else:
            first = end
            end = _digits_end(s, end)
            if end == first:
                return None
        whole = end
        if s[end:end + 1] == "." and _digits_end(s, end + 1) > end + 1:
            end = _digits_end(s, end + 1)
        if s[end:end + 1] in ("e", "E"):
            first = end + 1 + (s[end + 1:end + 2] in ("+", "-"))
            if _digits_end(s, first) > first:
                end = _digits_end(s, first)
        return (self.parse_int if end == whole else self.parse_float)(s[at:end]), end

    def _string(self, s, at):
        begin, parts = at - 1, []
        while True:
            quote, escape = s.find('"', at), s.find("\\", at)
            if quote < 0 and escape < 0:
                self._check(s, at, len(s))
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            end = quote if escape < 0 or 0 <= quote < escape else escape
            self._check(s, at, end)
            parts.append(s[at:end])
            if end == quote:
                return "".join(parts), end + 1
            c = s[end + 1:end + 2]
            if not c:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            at = end + 2
            if c != "u":
                if c not in _escapes:
                    raise JSONDecodeError("Invalid \\escape", s, end)
                parts.append(_escapes[c])
                continue
            code, at = _code_unit(s, at), at + 4
            if 0xd800 <= code < 0xdc00 and s.startswith("\\u", at):
                low = _code_unit(s, at + 2)
                if 0xdc00 <= low < 0xe000:
                    code, at = 0x10000 + (code - 0xd800 << 10 | low - 0xdc00), at + 6
            parts.append(chr(code))

    def _check(self, s, at, end):
        if self.strict and end > at and min(s[at:end]) < " ":
            raise JSONDecodeError("Invalid control character at", s, next(i for i in range(at, end) if s[i] < " "))

    def _array(self, s, at):
        values, at = [], _skip(s, at)
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == "]":
                return values, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, _skip(s, at + 1)
            if s[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, at):
        pairs, at = [], _skip(s, at)
        if s[at:at + 1] == "}":
            return self._made(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == "}":
                return self._made(pairs), at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, _skip(s, at + 1)
            if s[at:at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        return dict(pairs) if self.object_hook is None else self.object_hook(dict(pairs))


def _skip(s, at):
    while s[at:at + 1] in _blanks and at < len(s):
        at += 1
    return at


def _digits_end(s, at):
    while s[at:at + 1] in _digits and at < len(s):
        at += 1
    return at


def _code_unit(s, at):
    digits = s[at:at + 4]
    if len(digits) < 4 or not digits.isalnum() or not digits.isascii():
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)
    try:
        return int(digits, 16)
    except ValueError:
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1) from None
