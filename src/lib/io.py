"""Streams in memory: StringIO and BytesIO."""

import sys
from abc import ABCMeta

__all__ = ["UnsupportedOperation", "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase", "StringIO", "BytesIO", "TextIOWrapper",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE"]

SEEK_SET, SEEK_CUR, SEEK_END = range(3)
DEFAULT_BUFFER_SIZE = 131072


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase(metaclass=ABCMeta):
    """What streams have in common."""

    _closed = False
    _stop = "."

    @property
    def closed(self):
        return self._closed

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file" + self._stop)

    def close(self):
        if not self._closed:
            self.flush()
            self._closed = True

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        return False

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    """A stream whose contents are one value. What is written at the end is collected in parts until somebody looks."""

    def _start(self, initial):
        self._value, self._parts, self._in_parts, self._position = initial, [], 0, 0

    def _all(self):
        if self._parts:
            self._value += type(self)._empty.join(self._parts)
            self._parts.clear()
            self._in_parts = 0
        return self._value

    def _size(self):
        return len(self._value) + self._in_parts

    def getvalue(self):
        self._check()
        return self._all()

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def tell(self):
        self._check()
        return self._position

    def read(self, size=-1, /):
        self._check()
        value, at = self._all(), self._position
        made = value[at:] if size is None or size < 0 else value[at:at + size]
        self._position = at + len(made)
        return made

    def readline(self, size=-1, /):
        self._check()
        value, at = self._all(), self._position
        end = value.find(self._newline, at) + 1 or len(value)
        if size is not None and 0 <= size < end - at:
            end = at + size
        self._position = max(at, end)
        return value[at:end]

    def truncate(self, size=None, /):
        self._check()
        if size is None:
            size = self._position
        if size < 0:
            raise ValueError(f"{'N' if self._newline == chr(10) else 'n'}egative size value {size}")
        self._value = self._all()[:size]
        return size

    def _put(self, data):
        count, at = len(data), self._position
        if at == len(self._value) + self._in_parts:
            self._parts.append(data)
            self._in_parts += count
        elif count:
            value = self._all()
            if at > len(value):
                value += self._zero * (at - len(value))
            self._value = value[:at] + data + value[at + count:]
        self._position = at + count
        return count


class StringIO(_Memory, TextIOBase):
    """Text in memory, with the methods of a file."""

    __module__ = "_io"
    _empty, _newline, _zero = "", "\n", "\0"
    encoding = errors = None
    _stop = ""
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._translate = newline is None
        self.newlines = None
        self._start("")
        if initial_value:
            self.write(initial_value)
            self._position = 0

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self._closed:
            self._check()
        self._put(s.replace("\r\n", "\n").replace("\r", "\n") if self._translate else s)
        return len(s)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._position = pos if whence == 0 else self._position if whence == 1 else self._size()
        return self._position


class BytesIO(_Memory, BufferedIOBase):
    """Bytes in memory, with the methods of a file."""

    __module__ = "_io"
    _empty, _newline, _zero = b"", b"\n", b"\0"

    def __init__(self, initial_bytes=b""):
        self._start(bytes(initial_bytes or b""))

    def write(self, b, /):
        self._check()
        if isinstance(b, (str, int)):
            raise TypeError(f"a bytes-like object is required, not {type(b).__name__!r}")
        return self._put(bytes(b))

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._position = max(0, pos + (0, self._position, self._size())[whence])
        return self._position

    def read1(self, size=-1, /):
        return self.read(size)


TextIOWrapper = type(sys.stdout)
TextIOBase.register(TextIOWrapper)
