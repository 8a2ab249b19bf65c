"""Patterns to programs: lists of tuples; jumps are relative, so that parts can be repeated and joined."""

(LITERAL, ONE, REPEAT, CHOICE, JUMP, SAVE, MATCH, AT, MARK, CHECK, BACK, IGNORE_BACK, LOOK, ATOMIC, ONLY_IF) = range(15)
I, M, S, U, X, A = 2, 8, 16, 32, 64, 256
_letters = {"a": A, "i": I, "L": 4, "m": M, "s": S, "u": U, "x": X}
_most = 4294967295


class PatternError(Exception):
    """What is wrong with a pattern: msg, pattern, pos, lineno, colno."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos, self.lineno, self.colno = msg, pattern, pos, None, None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno, self.colno = pattern.count(newline, 0, pos) + 1, pos - pattern.rfind(newline, 0, pos)
            msg += f" at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class RegexFlag(int):
    """Flags of a pattern."""

    __module__ = "re"
    _named = {256: "ASCII", 2: "IGNORECASE", 4: "LOCALE", 32: "UNICODE", 8: "MULTILINE", 16: "DOTALL", 64: "VERBOSE"}

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return RegexFlag(~int(self) & 382)

    def __repr__(self):
        return "|".join("re." + name for bit, name in sorted(self._named.items()) if self & bit) or "re.NOFLAG"

    @property
    def name(self):
        return "|".join(name for bit, name in sorted(self._named.items()) if self & bit) or None

    @property
    def value(self):
        return int(self)

    __str__ = __repr__


# ---- sets of characters: dicts that find out what they do not know yet ----

class Chars(dict):
    def __init__(self, test):
        self.test = test

    def __missing__(self, c):
        self[c] = answer = self.test(c)
        return answer


def _is_word(c):
    return c.isalnum() or c == "_"


def _ascii(test):
    return lambda c: c < "\x80" and test(c)


_classes = {"d": str.isdecimal, "w": _is_word, "s": str.isspace}
_ascii_space = " \t\n\r\f\v".__contains__
_shared = {}


def _class(letter, flags):
    """The test of \\d, \\W and so on."""
    key = letter, flags & A
    if key not in _shared:
        low = letter.lower()
        test = _classes[low] if not flags & A else _ascii_space if low == "s" else _ascii(_classes[low])
        _shared[key] = test if letter == low else lambda c: not test(c)
    return _shared[key]


def _any(flags):
    key = ".", flags & S
    if key not in _shared:
        _shared[key] = Chars(lambda c: True) if flags & S else Chars("\n".__ne__)
    return _shared[key]


def _folded(test):
    return lambda c: test(c) or test(c.lower()) or test(c.upper())


def _one(c, flags):
    if not flags & I or c.lower() == c.upper():
        return LITERAL, c, 1
    return ONE, Chars({c, c.lower(), c.upper()}.__contains__)


# ---- places ----

def _is_boundary(test):
    def at(s, pos, n):
        return n > 0 and (pos > 0 and test(s[pos - 1])) != (pos < n and test(s[pos]))
    return at


def _place(what, flags):
    if what == "^":
        return (lambda s, pos, n: pos == 0 or s[pos - 1] == "\n") if flags & M else (lambda s, pos, n: pos == 0)
    if what == "$":
        if flags & M:
            return lambda s, pos, n: pos == n or s[pos] == "\n"
        return lambda s, pos, n: pos == n or pos == n - 1 and s[pos] == "\n"
    if what == "A":
        return lambda s, pos, n: pos == 0
    if what in "Zz":
        return lambda s, pos, n: pos == n
    at = _is_boundary(_class("w", flags))
    return at if what == "b" else lambda s, pos, n: not at(s, pos, n)


_escapes = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


class Parser:
    def __init__(self, pattern, flags):
        self.given, self.p = pattern, pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        self.at, self.groups, self.names, self.open, self.marks, self.flags = 0, 0, {}, set(), 0, flags
        self.widths = {}

    def error(self, msg, pos=None):
        return PatternError(msg, self.given, self.at if pos is None else pos)

    def take(self, text):
        if self.p.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def until(self, end, what):
        stop = self.p.find(end, self.at)
        if stop < 0:
            text = self.p[self.at:]
            raise self.error("missing " + what if not text else f"missing {end}, unterminated name")
        text, start = self.p[self.at:stop], self.at
        if not text:
            raise self.error("missing " + what)
        self.at = stop + 1
        return text, start

    # A part is (code, least width, greatest width).

    def choices(self, flags, nested):
        parts = [self.sequence(flags, nested)]
        while self.take("|"):
            parts.append(self.sequence(flags, nested))
        code = parts[-1][0]
        for part in parts[-2::-1]:
            code = [(CHOICE, 1, len(part[0]) + 2), *part[0], (JUMP, len(code) + 1), *code]
        return code, min(p[1] for p in parts), max(p[2] for p in parts)

    def sequence(self, flags, nested):
        code, low, high = [], 0, 0
        while self.at < len(self.p) and self.p[self.at] not in "|)":
            start = self.at
            if flags & X:
                c = self.p[self.at]
                if c in " \t\n\r\f\v":
                    self.at += 1
                    continue
                if c == "#":
                    end = self.p.find("\n", self.at)
                    self.at = len(self.p) if end < 0 else end + 1
                    continue
            part = self.atom(flags)
            if part is None:
                continue
            if isinstance(part, int):  # flags for what follows: (?i) at the beginning
                flags = part
                continue
            part = self.repeated(part, start, flags)
            if code and len(part[0]) == 1 and part[0][0][0] == code[-1][0] == LITERAL:
                text = code[-1][1] + part[0][0][1]
                code[-1] = LITERAL, text, len(text)
            else:
                code = code + part[0]
            low, high = min(low + part[1], _most), min(high + part[2], _most)
        return code, low, high

    def repeated(self, part, start, flags):
        while flags & X and self.at < len(self.p) and self.p[self.at] in " \t\n\r\f\v":
            self.at += 1
        here = self.at
        bounds = self.quantifier()
        if bounds is None:
            return part
        low, high = bounds
        code = part[0]
        if not code or code[0][0] == AT and len(code) == 1:
            raise self.error("nothing to repeat", here)
        how = 1 if self.take("?") else 2 if self.take("+") else 0
        if self.at < len(self.p) and (self.p[self.at] in "*+?" or self.quantifier(True)):
            raise self.error("multiple repeat")
        width = part[1] * low, min(_most, part[2] * (_most if high is None else high))
        if len(code) == 1 and code[0][0] in (ONE, LITERAL) and part[2] == 1:
            chars = code[0][1] if code[0][0] == ONE else Chars(code[0][1].__eq__)
            return [(REPEAT, chars, low, high, how)], *width
        made = code * low
        if high is None:
            mark, self.marks = self.marks, self.marks + 1
            body = [(MARK, ("mark", mark)), *code, (CHECK, ("mark", mark), -len(code) - 2)]
            choice = (CHOICE, 1, len(body) + 1) if how != 1 else (CHOICE, len(body) + 1, 1)
            made = made + [choice, *body]
        else:
            rest = []
            for _ in range(high - low):
                choice = (CHOICE, 1, len(code) + len(rest) + 1) if how != 1 else (CHOICE, len(code) + len(rest) + 1, 1)
                rest = [choice, *code, *rest]
            made = made + rest
        return [(ATOMIC, made + [(MATCH,)])] if how == 2 else made, *width

    def quantifier(self, only_ask=False):
        p, at = self.p, self.at
        c = p[at:at + 1]
        if c and c in "*+?":
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[c]
        if c != "{":
            return None
        end = p.find("}", at)
        low, comma, high = p[at + 1:end].partition(",")
        if end < 0 or not low and not comma or (low + high).strip("0123456789") or not low and not high:
            return None
        if only_ask:
            return True
        self.at = end + 1
        least = int(low) if low else 0
        most = (int(high) if high else None) if comma else least
        if most is not None and most < least:
            raise self.error("min repeat greater than max repeat", at + 1)
        return least, most

    def atom(self, flags):
        c, start = self.p[self.at], self.at
        self.at += 1
        if c == "\\":
            return self.escape(flags, start)
        if c == "[":
            return [(ONE, self.set(flags, start))], 1, 1
        if c == "(":
            return self.group(flags, start)
        if c == ".":
            return [(ONE, _any(flags))], 1, 1
        if c in "^$":
            return [(AT, _place(c, flags))], 0, 0
        if c in "*+?":
            raise self.error("nothing to repeat", start)
        if c == "{":
            self.at = start
            if self.quantifier(True):
                raise self.error("nothing to repeat", start)
            self.at = start + 1
        return [_one(c, flags)], 1, 1

    def hexadecimal(self, letter, start):
        count = {"x": 2, "u": 4, "U": 8}[letter]
        digits = ""
        while len(digits) < count and (c := self.p[self.at:self.at + 1]) and c in "0123456789abcdefABCDEF":
            digits += c
            self.at += 1
        if len(digits) < count:
            raise self.error(f"incomplete escape \\{letter}{digits}", start)
        return chr(int(digits, 16))

    def plain_escape(self, c, start):
        """The character of an escape that stands for one, or None."""
        if c in "xuU" and (c == "x" or isinstance(self.given, str)):
            return self.hexadecimal(c, start)
        if c == "0":
            while self.at < start + 4 and self.p[self.at:self.at + 1] and self.p[self.at] in "01234567":
                self.at += 1
            return chr(int(self.p[start + 1:self.at], 8))
        if not c.isalnum() or not c.isascii():
            return c

    def escape(self, flags, start):
        if self.at == len(self.p):
            raise self.error("bad escape (end of pattern)", start)
        c = self.p[self.at]
        self.at += 1
        if c in "dDwWsS":
            return [(ONE, Chars(_class(c, flags)))], 1, 1
        if c in "AZzbB":
            return [(AT, _place(c, flags))], 0, 0
        if c in "123456789":
            while self.at < start + 3 and self.p[self.at:self.at + 1].isdigit():
                self.at += 1
            return self.back(int(self.p[start + 1:self.at]), flags, start + 1)
        made = _escapes.get(c) or self.plain_escape(c, start)
        if made is None:
            raise self.error(f"bad escape \\{c}", start)
        return [_one(made, flags)], 1, 1

    def back(self, group, flags, pos):
        if group > self.groups:
            raise self.error(f"invalid group reference {group}", pos)
        if group in self.open:
            raise self.error("cannot refer to an open group", pos)
        return [(IGNORE_BACK if flags & I else BACK, group)], *self.widths.get(group, (0, _most))

    def set(self, flags, start):
        p = self.p
        negated, single, ranges, tests, first = self.take("^"), set(), [], [], self.at
        while True:
            if self.at >= len(p):
                raise self.error("unterminated character set", start)
            if p[self.at] == "]" and self.at != first:
                self.at += 1
                break
            here = self.at
            low = self.member(flags)
            if p[self.at:self.at + 1] == "-" and p[self.at + 1:self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.member(flags)
                if not isinstance(low, str) or not isinstance(high, str) or high < low:
                    raise self.error(f"bad character range {p[here:self.at]}", here)
                ranges.append((low, high))
            elif isinstance(low, str):
                single.add(low)
            else:
                tests.append(low)

        def test(c):
            return c in single or any(a <= c <= b for a, b in ranges) or any(t(c) for t in tests)
        if flags & I:
            test = _folded(test)
        return Chars((lambda c: not test(c)) if negated else test)

    def member(self, flags):
        c, start = self.p[self.at], self.at
        self.at += 1
        if c != "\\":
            return c
        if self.at >= len(self.p):
            raise self.error("bad escape (end of pattern)", start)
        c = self.p[self.at]
        self.at += 1
        if c in "dDwWsS":
            return _class(c, flags)
        if c in "1234567":
            while self.at < start + 4 and self.p[self.at:self.at + 1] and self.p[self.at] in "01234567":
                self.at += 1
            return chr(int(self.p[start + 1:self.at], 8))
        made = _escapes.get(c) or self.plain_escape(c, start)
        if made is None:
            raise self.error(f"bad escape \\{c}", start)
        return made

    def close(self, start):
        if not self.take(")"):
            raise self.error("missing ), unterminated subpattern", start)

    def name(self, end):
        name, start = self.until(end, "group name")
        if not name.isidentifier():
            raise self.error(f"bad character in group name {name!r}", start)
        return name, start

    def group(self, flags, start):
        if not self.take("?"):
            return self.capture(None, flags, start)
        if self.take("P"):
            if self.take("<"):
                name, at = self.name(">")
                if name in self.names:
                    raise self.error(f"redefinition of group name {name!r} as group {self.groups + 1}; was group {self.names[name]}", at)
                return self.capture(name, flags, start)
            if self.take("="):
                name, at = self.name(")")
                if name not in self.names:
                    raise self.error(f"unknown group name {name!r}", at)
                return self.back(self.names[name], flags, at)
            raise self.error(f"unknown extension ?P{self.p[self.at:self.at + 1]}" if self.at < len(self.p) else "unexpected end of pattern", start + 1 if self.at < len(self.p) else None)
        if self.take(":"):
            part = self.choices(flags, True)
            self.close(start)
            return part[0] if len(part[0]) != 1 else part[0], part[1], part[2]
        if self.take("#"):
            end = self.p.find(")", self.at)
            if end < 0:
                raise self.error("missing ), unterminated comment", start)
            self.at = end + 1
            return None
        if self.take(">"):
            code, low, high = self.choices(flags, True)
            self.close(start)
            return [(ATOMIC, code + [(MATCH,)])], low, high
        if self.p.startswith("<", self.at) and self.p[self.at + 1:self.at + 2] not in ("=", "!"):
            raise self.error(f"unknown extension ?{self.p[self.at:self.at + 2]}", start + 1)
        for word, behind, negated in (("=", False, False), ("!", False, True), ("<=", True, False), ("<!", True, True)):
            if self.take(word):
                code, low, high = self.choices(flags, True)
                self.close(start)
                if behind and low != high:
                    raise PatternError("look-behind requires fixed-width pattern")
                return [(LOOK, code + [(MATCH,)], low if behind else 0, negated)], 0, 0
        if self.take("("):
            return self.conditional(flags, start)
        return self.inline_flags(flags, start)

    def capture(self, name, flags, start):
        self.groups += 1
        group = self.groups
        if name:
            self.names[name] = group
        self.open.add(group)
        code, low, high = self.choices(flags, True)
        self.close(start)
        self.open.discard(group)
        self.widths[group] = low, high
        return [(SAVE, 2 * group), *code, (SAVE, 2 * group + 1, ("last",))], low, high

    def conditional(self, flags, start):
        name, at = self.until(")", "group name")
        if name.isdigit():
            group = int(name)
        elif name in self.names:
            group = self.names[name]
        else:
            raise self.error(f"unknown group name {name!r}", at)
        yes = self.sequence(flags, True)
        no = self.sequence(flags, True) if self.take("|") else ([], 0, 0)
        self.close(start)
        return [(ONLY_IF, group, len(yes[0]) + 2), *yes[0], (JUMP, len(no[0]) + 1), *no[0]], min(yes[1], no[1]), max(yes[2], no[2])

    def inline_flags(self, flags, start):
        on = off = 0
        turning_off = False
        while self.at < len(self.p):
            c = self.p[self.at]
            if c in _letters:
                if turning_off:
                    off |= _letters[c]
                else:
                    on |= _letters[c]
            elif c == "-" and not turning_off:
                turning_off = True
            elif c == ":":
                self.at += 1
                part = self.choices((flags | on) & ~off, True)
                self.close(start)
                return part
            elif c == ")" and not turning_off and on:
                self.at += 1
                if start:
                    raise self.error("global flags not at the start of the expression", start)
                self.flags |= on
                return flags | on
            else:
                shown = self.p[start + 1:self.at + 1]
                raise self.error("unknown flag" if on or off else f"unknown extension {shown}", self.at if on or off else start + 1)
            self.at += 1
        raise self.error("missing -, : or )" if on or off else "unexpected end of pattern")


def _settled(code, last, marks):
    """Names of slots to numbers."""
    made = []
    for op in code:
        if op[0] in (LOOK, ATOMIC):
            op = op[0], _settled(op[1], last, marks), *op[2:]
        elif op[0] == SAVE and len(op) > 2:
            op = SAVE, op[1], last
        elif op[0] in (MARK, CHECK):
            op = op[0], marks + op[1][1], *op[2:]
        made.append(op)
    return made


def parse(pattern, flags):
    """(flags, code, groups, their names, slots)"""
    text = isinstance(pattern, str)
    if text and not flags & A:
        flags |= U
    elif not text:
        flags |= A
    parser = Parser(pattern, flags)
    code, low, high = parser.choices(flags, False)
    if parser.at < len(parser.p):
        raise parser.error("unbalanced parenthesis")
    last = 2 * parser.groups + 2
    shown = parser.flags if text else parser.flags & ~A
    return shown, _settled(code + [(MATCH,)], last, last + 1), parser.groups, parser.names, last + 1 + parser.marks


def parse_template(template, pattern):
    """A replacement as a list of texts and group numbers."""
    p = template if isinstance(template, str) else template.decode("latin-1")
    parts, at = [], 0
    add = parts.append if isinstance(template, str) else lambda part: parts.append(part if isinstance(part, int) else part.encode("latin-1"))
    while True:
        slash = p.find("\\", at)
        if slash < 0:
            add(p[at:])
            return parts
        add(p[at:slash])
        c, at = p[slash + 1:slash + 2], slash + 2
        if c == "g":
            if p[at:at + 1] != "<":
                raise PatternError("missing <", template, at)
            end = p.find(">", at)
            if end < 0:
                raise PatternError("missing >, unterminated name" if p[at + 1:] else "missing group name", template, at + 1)
            name = p[at + 1:end]
            if not name:
                raise PatternError("missing group name", template, at + 1)
            if name.isdecimal():
                add(_checked(int(name), pattern, template, at + 1))
            elif not name.isidentifier():
                raise PatternError(f"bad character in group name {name!r}", template, at + 1)
            elif name not in pattern.groupindex:
                raise IndexError(f"unknown group name {name!r}")
            else:
                add(pattern.groupindex[name])
            at = end + 1
        elif c == "0" or c.isdigit() and p[at:at + 1].isdigit() and c in "0123" and p[at:at + 2].strip("01234567") == "" and len(p[at:at + 2]) == 2:
            while at < slash + 4 and p[at:at + 1] and p[at] in "01234567":
                at += 1
            add(chr(int(p[slash + 1:at], 8)))
        elif c.isdigit():
            if p[at:at + 1].isdigit():
                at += 1
            add(_checked(int(p[slash + 1:at]), pattern, template, slash + 1))
        elif c in _escapes and c:
            add(_escapes[c])
        elif not c:
            raise PatternError("bad escape (end of pattern)", template, slash)
        elif c.isalpha() and c.isascii():
            raise PatternError(f"bad escape \\{c}", template, slash)
        else:
            add("\\" + c)


def _checked(group, pattern, template, pos):
    if group > pattern.groups:
        raise PatternError(f"invalid group reference {group}", template, pos)
    return group
