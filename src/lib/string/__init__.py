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
    """str.format() as a method that subclasses may change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
