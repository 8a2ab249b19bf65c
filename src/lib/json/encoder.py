"""Values to JSON text."""

_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_table = {i: f"\\u{i:04x}" for i in range(32)} | {ord(c): text for c, text in _escapes.items()}


def encode_basestring(s):
    """A string in quotes, with what must be escaped."""
    return '"' + str.translate(s, _table) + '"'


def encode_basestring_ascii(s):
    """A string in quotes, in ASCII alone."""
    s = str.translate(s, _table)
    if not s.isascii():
        s = "".join([c if c < "\x80" else f"\\u{n:04x}" if (n := ord(c)) < 0x10000 else
                     f"\\u{0xd7c0 + (n >> 10):04x}\\u{0xdc00 | n & 0x3ff:04x}" for c in s])
    return '"' + s + '"'


class JSONEncoder:
    """Makes text of dicts, lists, tuples, strings, numbers, True, False and None; default() may make these of other values."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular, self.allow_nan = skipkeys, ensure_ascii, check_circular, allow_nan
        self.sort_keys, self.indent = sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to encode in place of a value that has no form in JSON."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of a value."""
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        """The text of a value, in pieces."""
        pieces = []
        quote = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        self._add(o, pieces.append, quote, indent, "\n", {} if self.check_circular else None)
        return iter(pieces)

    def _float(self, o):
        if o == o and o not in (_inf, -_inf):
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True or key is False or key is None:
            return _words[key]
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _add(self, o, add, quote, indent, newline, open_):
        if isinstance(o, str):
            return add(quote(o))
        if o is None or o is True or o is False:
            return add(_words[o])
        if isinstance(o, int):
            return add(int.__repr__(o))
        if isinstance(o, float):
            return add(self._float(o))
        if open_ is not None:
            if id(o) in open_:
                raise ValueError("Circular reference detected")
            open_[id(o)] = o
        inner = newline if indent is None else newline + indent
        if isinstance(o, (list, tuple)):
            self._add_list(o, add, quote, indent, newline, inner, open_)
        elif isinstance(o, dict):
            self._add_dict(o, add, quote, indent, newline, inner, open_)
        else:
            made = self.default(o)
            try:
                self._add(made, add, quote, indent, newline, open_)
            except Exception as e:
                e.add_note(f"when serializing {type(o).__name__} object")
                raise
        if open_ is not None:
            del open_[id(o)]

    def _add_list(self, o, add, quote, indent, newline, inner, open_):
        if not o:
            return add("[]")
        separator = self.item_separator if indent is None else self.item_separator + inner
        add("[" if indent is None else "[" + inner)
        for i, item in enumerate(o):
            if i:
                add(separator)
            try:
                self._add(item, add, quote, indent, inner, open_)
            except Exception as e:
                e.add_note(f"when serializing {type(o).__name__} item {i}")
                raise
        add("]" if indent is None else newline + "]")

    def _add_dict(self, o, add, quote, indent, newline, inner, open_):
        if not o:
            return add("{}")
        separator = self.item_separator if indent is None else self.item_separator + inner
        add("{")
        begin = "" if indent is None else inner
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            text = self._key(key)
            if text is None:
                continue
            add(begin + quote(text) + self.key_separator)
            begin = separator
            try:
                self._add(value, add, quote, indent, inner, open_)
            except Exception as e:
                e.add_note(f"when serializing {type(o).__name__} item {key!r}")
                raise
        add("}" if indent is None else newline + "}")


_words = {None: "null", True: "true", False: "false"}
_inf = float("inf")
