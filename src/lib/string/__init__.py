"""Constants of characters, and Template."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
           "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalizes each word."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """Text with $names that are filled in."""
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(text, name, where): text up to a delimiter, then a name, "" for the delimiter itself, None for neither."""
        t, delimiter = self.template, self.delimiter
        at = 0
        while True:
            start = t.find(delimiter, at)
            if start < 0:
                yield t[at:], "", None
                return
            begin = start + len(delimiter)
            braced = t[begin:begin + 1] == "{"
            end = begin = begin + braced
            while end < len(t) and (t[end] == "_" or t[end] in ascii_letters or end > begin and t[end] in digits):
                end += 1
            if t.startswith(delimiter, begin) and not braced:
                yield t[at:start], delimiter, None
                at = begin + len(delimiter)
            elif end > begin and (not braced or t[end:end + 1] == "}"):
                yield t[at:start], t[begin:end], start
                at = end + braced
            else:
                yield t[at:start], None, start
                at = start + len(delimiter)

    def _fill(self, mapping, kws, missing, wrong):
        made = []
        for text, name, where in self._pieces():
            made.append(text)
            if where is None:
                made.append(name)
            elif name is None:
                made.append(wrong(where))
            elif name in kws:
                made.append(str(kws[name]))
            else:
                made.append(missing(mapping, name, where))
        return "".join(made)

    def _refuse(self, where):
        lines = self.template[:where].splitlines(keepends=True)
        column = where - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column + 1 if lines else column}")

    def substitute(self, mapping={}, /, **kws):
        """The text; a KeyError where a name is missing."""
        return self._fill(mapping, kws, lambda m, name, where: str(m[name]), self._refuse)

    def safe_substitute(self, mapping={}, /, **kws):
        """The text; what is missing or wrong stays as it is."""
        def missing(m, name, where):
            try:
                return str(m[name])
            except KeyError:
                begin = where + len(self.delimiter)
                return self.delimiter + ("{" + name + "}" if self.template[begin] == "{" else name)
        return self._fill(mapping, kws, missing, lambda where: self.delimiter)

    def get_identifiers(self):
        """The names, each once, in their order."""
        return list(dict.fromkeys(name for _, name, where in self._pieces() if where is not None and name))

    def is_valid(self):
        """Whether substitute() would refuse the text itself."""
        return all(name is not None for _, name, _ in self._pieces())


class Formatter:
    """str.format() as methods that subclasses may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for text, name, spec, conversion in self.parse(format_string):
            parts.append(text)
            if name is None:
                continue
            first, _ = _first_name(name)
            if first == "" or isinstance(first, int):
                if auto_arg_index is False if first == "" else auto_arg_index:
                    ways = "automatic field numbering", "manual field specification"
                    raise ValueError("cannot switch from {} to {}".format(*ways if first != "" else ways[::-1]))
                if first == "":
                    name = str(auto_arg_index) + name
                    auto_arg_index += 1
                else:
                    auto_arg_index = False
            value, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            parts.append(self.format_field(value, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion not in ("s", "r", "a"):
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return {"s": str, "r": repr, "a": ascii}[conversion](value)

    def parse(self, format_string):
        """(text, name of the field, its format, its conversion) of each field; None where there is no field."""
        text, at, end = "", 0, len(format_string)
        while at < end:
            c = format_string[at]
            at += 1
            if c not in "{}":
                text += c
            elif format_string[at:at + 1] == c:
                yield text + c, None, None, None
                text, at = "", at + 1
            elif c == "}" or at == end:
                raise ValueError(f"Single '{c}' encountered in format string")
            else:
                start, depth, conversion, stop = at, 1, None, None
                while depth:
                    if at == end:
                        raise ValueError("expected '}' before end of string")
                    c = format_string[at]
                    depth += (c == "{") - (c == "}")
                    if stop is None and c in "!:" and "[" not in format_string[start:at].rpartition("]")[2]:
                        stop = at
                    at += 1
                stop = at - 1 if stop is None else stop
                spec = format_string[stop + 1:at - 1]
                if format_string[stop] == "!":
                    conversion, spec = spec[:1], spec[1:]
                    if spec and spec[0] != ":":
                        raise ValueError("expected ':' after conversion specifier")
                    spec = spec[1:]
                yield text, format_string[start:stop], spec, conversion
                text = ""
        if text:
            yield text, None, None, None

    def get_field(self, field_name, args, kwargs):
        first, rest = _first_name(field_name)
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == "[":
                key, _, rest = rest[1:].partition("]")
                value = value[int(key) if key.isdigit() else key]
            else:
                size = 1
                while size < len(rest) and rest[size] not in ".[":
                    size += 1
                value, rest = getattr(value, rest[1:size]), rest[size:]
        return value, first


def _first_name(name):
    size = 0
    while size < len(name) and name[size] not in ".[":
        size += 1
    first = name[:size]
    return int(first) if first.isdigit() else first, name[size:]
