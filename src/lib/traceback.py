"""Tracebacks as text: of exceptions, and of where the program is."""

import sys
from _traceback import entries as _entries, text as _text

__all__ = ["FrameSummary", "StackSummary", "TracebackException", "extract_stack", "extract_tb", "format_exc", "format_exception",
           "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc", "print_exception", "print_last",
           "print_list", "print_stack", "print_tb", "walk_stack", "walk_tb"]

_missing = object()


class FrameSummary:
    """One entry: where, in which function, and the line there."""

    __slots__ = ("filename", "lineno", "name", "line", "_text")

    def __init__(self, filename, lineno, name, line=None, text=None):
        self.filename, self.lineno, self.name, self._text = filename, lineno, name, text
        self.line = line if line is not None or text is None else (text.split("\n")[1:] or [""])[0].strip()

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return tuple(self)[i]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other) if isinstance(other, (FrameSummary, tuple)) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """Entries of a traceback, the oldest first."""

    def format(self):
        return [entry._text or f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n' + (f"    {entry.line}\n" if entry.line else "")
                for entry in self]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def _limited(found, limit):
    return found if limit is None else found[:limit] if limit >= 0 else found[limit:]


def _single(tb, carets):
    alone = type(tb)(None, tb.tb_frame, tb.tb_lasti, tb.tb_lineno)
    code = tb.tb_frame.f_code
    return FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, None, _entries(alone, carets))


def extract_tb(tb, limit=None):
    found = []
    while tb is not None:
        found.append(_single(tb, True))
        tb = tb.tb_next
    return StackSummary(_limited(found, limit))


def extract_stack(f=None, limit=None):
    frames = [frame for frame, _ in walk_stack(f or sys._getframe(1))]
    frames = frames[:abs(limit)] if limit is not None else frames
    return StackSummary(_single(_traceback_type()(None, frame, frame.f_lasti, frame.f_lineno), False) for frame in reversed(frames))


def _traceback_type():
    try:
        raise ValueError
    except ValueError as e:
        return type(e.__traceback__)


def format_list(extracted_list):
    return StackSummary(e if isinstance(e, FrameSummary) else FrameSummary(*e) for e in extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe(1), limit).format()


def _given(exc, value):
    if value is _missing:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


def _bare(exc):
    """The text of an exception without its traceback and its causes."""
    kept = exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__
    try:
        exc.__traceback__ = exc.__cause__ = exc.__context__ = None
        return _text(exc)
    finally:
        exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__ = kept


def format_exception_only(exc, /, value=_missing, *, show_group=False):
    exc = _given(exc, value)
    return ["NoneType: None\n"] if exc is None else _bare(exc).splitlines(True)


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    exc = _given(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    if chain and limit is None:
        return _text(exc).splitlines(True)
    head = ["Traceback (most recent call last):\n"] if exc.__traceback__ else []
    return head + format_tb(exc.__traceback__, limit) + format_exception_only(exc)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def _print(lines, file):
    print("".join(lines), end="", file=sys.stderr if file is None else file)


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def print_exc(limit=None, file=None, chain=True):
    _print(format_exception(sys.exception(), limit=limit, chain=chain), file)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def print_stack(f=None, limit=None, file=None):
    _print(format_stack(f or sys._getframe(1), limit), file)


class TracebackException:
    """What is to be said of an exception, kept as text."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type, self.exc_type_str, self._str = exc_type, exc_type.__qualname__, str(exc_value)
        self.stack = extract_tb(exc_traceback, limit)
        self._lines, self._only = format_exception(exc_value, limit=limit), format_exception_only(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format(self, *, chain=True):
        yield from self._lines

    def format_exception_only(self, *, show_group=False):
        yield from self._only

    def print(self, *, file=None, chain=True):
        _print(self._lines, file)

    def __str__(self):
        return self._str
