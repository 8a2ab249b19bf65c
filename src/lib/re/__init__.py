"""Regular expressions. A pattern becomes a program (re._parser), which _run() executes with a stack of what else may be tried."""

from re._parser import (AT, BACK, CHECK, CHOICE, IGNORE_BACK, JUMP, LITERAL, LOOK, MARK, MATCH, ONE, ONLY_IF, REPEAT, SAVE, ATOMIC,
                        PatternError, RegexFlag, parse, parse_template)

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error", "Pattern",
           "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
           "RegexFlag", "PatternError"]

error = PatternError
NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
A = ASCII = RegexFlag(256)


def _run(code, s, pos, caps, stuck=-1, whole=False):
    """Where a match that begins at pos ends, or -1. caps: two positions for each group, then the last group, then marks of loops.

    stuck: a position where the match must not end. On the stack is what to try next: (pc, pos), or with a negative first:
    -1 what caps held, -2 a greedy repetition that can give back, -3 a lazy one that can take more, -4 all that caps held."""
    stack = []
    push, n, pc = stack.append, len(s), 0
    while True:
        op = code[pc]
        kind = op[0]
        if kind == LITERAL:
            if s.startswith(op[1], pos):
                pos += op[2]
                pc += 1
                continue
        elif kind == ONE:
            if pos < n and op[1][s[pos]]:
                pos += 1
                pc += 1
                continue
        elif kind == REPEAT:
            chars, low, high, how = op[1], op[2], op[3], op[4]
            last = n if high is None or high > n - pos else pos + high
            end = pos
            if how == 1:  # lazy
                stop = pos + low
                while end < stop and end < last and chars[s[end]]:
                    end += 1
                if end == stop:
                    push((-3, pc + 1, end, last, chars))
                    pos = end
                    pc += 1
                    continue
            else:
                while end < last and chars[s[end]]:
                    end += 1
                if end - pos >= low:
                    if how == 0 and end - pos > low:
                        push((-2, pc + 1, pos + low, end))
                    pos = end
                    pc += 1
                    continue
        elif kind == CHOICE:
            push((pc + op[2], pos))
            pc += op[1]
            continue
        elif kind == JUMP:
            pc += op[1]
            continue
        elif kind == SAVE:
            i = op[1]
            push((-1, i, caps[i]))
            caps[i] = pos
            if i & 1:
                push((-1, op[2], caps[op[2]]))
                caps[op[2]] = i >> 1
            pc += 1
            continue
        elif kind == MATCH:
            if pos != stuck and (not whole or pos == n):
                return pos
        elif kind == AT:
            if op[1](s, pos, n):
                pc += 1
                continue
        elif kind == MARK:
            i = op[1]
            push((-1, i, caps[i]))
            caps[i] = pos
            pc += 1
            continue
        elif kind == CHECK:  # a turn of a loop that took nothing is the last
            pc += 1 if caps[op[1]] == pos else op[2]
            continue
        elif kind == BACK or kind == IGNORE_BACK:
            i = op[1] * 2
            if caps[i] is not None and caps[i + 1] is not None:
                text = s[caps[i]:caps[i + 1]]
                here = s[pos:pos + len(text)]
                if here == text or kind == IGNORE_BACK and here.lower() == text.lower():
                    pos += len(text)
                    pc += 1
                    continue
        elif kind == LOOK:  # code, characters back, whether it must not be there
            held, start = caps[:], pos - op[2]
            found = start >= 0 and _run(op[1], s, start, caps) >= 0
            if found and not op[3]:
                push((-4, held))
            else:
                caps[:] = held
            if found != op[3]:
                pc += 1
                continue
        elif kind == ATOMIC:
            held = caps[:]
            end = _run(op[1], s, pos, caps)
            if end >= 0:
                push((-4, held))
                pos = end
                pc += 1
                continue
            caps[:] = held
        elif kind == ONLY_IF:
            pc += 1 if caps[op[1] * 2 + 1] is not None else op[2]
            continue
        while stack:
            top = stack.pop()
            kind = top[0]
            if kind >= 0:
                pc, pos = top
                break
            if kind == -1:
                caps[top[1]] = top[2]
            elif kind == -2:
                pc, low, pos = top[1], top[2], top[3] - 1
                op = code[pc]
                if op[0] == LITERAL:
                    pos = s.rfind(op[1], low, pos + op[2])
                    if pos < 0:
                        continue
                if pos > low:
                    push((-2, pc, low, pos))
                break
            elif kind == -3:
                pc, pos, last, chars = top[1:]
                if pos < last and chars[s[pos]]:
                    pos += 1
                    push((-3, pc, pos, last, chars))
                    break
            else:
                caps[:] = top[1]
        else:
            return -1


class Match:
    """Where and how a pattern has matched."""

    def __init__(self, re, string, pos, endpos, caps):
        self.re, self.string, self.pos, self.endpos, self._caps = re, string, pos, endpos, caps

    def _index(self, group):
        if isinstance(group, str):
            group = self.re.groupindex.get(group, -1)
        try:
            group = group.__index__()
        except AttributeError:
            group = -1
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return group

    def _text(self, i, default=None):
        start, end = self._caps[2 * i], self._caps[2 * i + 1]
        return default if end is None else self.string[start:end]

    def group(self, *groups):
        if len(groups) < 2:
            return self._text(self._index(groups[0]) if groups else 0)
        return tuple([self._text(self._index(g)) for g in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def span(self, group=0):
        i = self._index(group)
        return (-1, -1) if self._caps[2 * i + 1] is None else (self._caps[2 * i], self._caps[2 * i + 1])

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def regs(self):
        return tuple(map(self.span, range(self.re.groups + 1)))

    @property
    def lastindex(self):
        return self._caps[2 * self.re.groups + 2]

    @property
    def lastgroup(self):
        return next((name for name, i in self.re.groupindex.items() if i == self.lastindex), None)

    def expand(self, template):
        return _filled(parse_template(template, self.re), self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


def _filled(parts, match):
    return match.string[:0].join([match._text(part, match.string[:0]) if isinstance(part, int) else part for part in parts])


class Pattern:
    """A compiled regular expression."""

    def __init__(self, pattern, flags, code, groups, groupindex, slots):
        self.pattern, self.flags, self.groups, self.groupindex = pattern, int(flags), groups, groupindex
        self._code, self._slots = code, slots

    def _whole(self, string, endpos):
        """The text to look at: up to endpos, and as str."""
        if isinstance(string, str) != isinstance(self.pattern, str):
            if not isinstance(string, (str, bytes)):
                raise TypeError(f"expected string or bytes-like object, got {type(string).__name__!r}")
            kinds = ("string", "bytes-like") if isinstance(self.pattern, str) else ("bytes", "string-like")
            raise TypeError(f"cannot use a {kinds[0]} pattern on a {kinds[1]} object")
        if endpos is not None and endpos < len(string):
            string = string[:max(endpos, 0)]
        return string if isinstance(string, str) else string.decode("latin-1")

    def _at(self, string, text, pos, start, stuck=-1, whole=False):
        caps = [None] * self._slots
        end = _run(self._code, text, start, caps, stuck, whole)
        if end < 0:
            return None
        caps[0], caps[1] = start, end
        return Match(self, string, pos, len(text), caps)

    def _find(self, string, text, pos, start, stuck=-1):
        op = self._code[0]
        while start <= len(text):
            if op[0] == LITERAL:
                start = text.find(op[1], start)
                if start < 0:
                    return None
            found = self._at(string, text, pos, start, stuck)
            if found:
                return found
            start += 1

    def match(self, string, pos=0, endpos=None):
        text, pos = self._whole(string, endpos), max(pos, 0)
        return self._at(string, text, pos, pos) if pos <= len(text) else None

    def fullmatch(self, string, pos=0, endpos=None):
        text, pos = self._whole(string, endpos), max(pos, 0)
        return self._at(string, text, pos, pos, -1, True) if pos <= len(text) else None

    def search(self, string, pos=0, endpos=None):
        return self._find(string, self._whole(string, endpos), pos, max(pos, 0))

    def finditer(self, string, pos=0, endpos=None):
        return self._each(string, self._whole(string, endpos), max(pos, 0))

    def _each(self, string, text, pos):
        at, stuck = pos, -1
        while found := self._find(string, text, pos, at, stuck):
            yield found
            start, at = found.span()
            stuck = at if start == at else -1

    def findall(self, string, pos=0, endpos=None):
        empty = string[:0]
        if self.groups > 1:
            return [m.groups(empty) for m in self.finditer(string, pos, endpos)]
        return [m._text(self.groups, empty) for m in self.finditer(string, pos, endpos)]

    def split(self, string, maxsplit=0):
        parts, at = [], 0
        for m in self.finditer(string):
            if maxsplit and len(parts) >= maxsplit * (1 + self.groups):
                break
            parts.append(string[at:m.start()])
            parts.extend(m.groups())
            at = m.end()
        parts.append(string[at:])
        return parts

    def subn(self, repl, string, count=0):
        if not callable(repl):
            template = parse_template(repl, self)
            fill = lambda m: _filled(template, m)
        else:
            fill = repl
        parts, at, done = [], 0, 0
        for m in self.finditer(string):
            if count and done >= count:
                break
            if at < m.start():
                parts.append(string[at:m.start()])
            parts.append(fill(m))
            at, done = m.end(), done + 1
        parts.append(string[at:])
        return string[:0].join(part for part in parts if part is not None), done

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        return (self.pattern, self.flags) == (other.pattern, other.flags) if isinstance(other, Pattern) else NotImplemented

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __repr__(self):
        flags = RegexFlag(self.flags & ~32 if isinstance(self.pattern, str) else self.flags)
        shown = repr(self.pattern)[:200]
        return f"re.compile({shown}, {flags!r})" if flags else f"re.compile({shown})"


_known = {}


def compile(pattern, flags=0):
    """The pattern, to be used many times."""
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    key = type(pattern), pattern, int(flags)
    made = _known.get(key)
    if made is None:
        if not isinstance(pattern, (str, bytes)):
            raise TypeError("first argument must be string or compiled pattern")
        if len(_known) > 500:
            _known.clear()
        made = _known[key] = Pattern(pattern, *parse(pattern, int(flags)))
    return made


def match(pattern, string, flags=0):
    """A match at the beginning of the string, or None."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with its matches replaced."""
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The string with its matches replaced, and how many."""
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The parts of the string between matches."""
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """The texts of all matches, or of their groups."""
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """All matches, one after the other."""
    return compile(pattern, flags).finditer(string)


def purge():
    _known.clear()


_special = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The text as a pattern that matches it."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin-1").translate(_special).encode("latin-1")
