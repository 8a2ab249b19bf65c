def chain(cls):
    return " < ".join(c.__name__ for c in cls.__mro__[:-1])

for cls in (ZeroDivisionError, KeyError, IndexError, FileNotFoundError, UnicodeDecodeError, ModuleNotFoundError,
            UnboundLocalError, NotImplementedError, RecursionError, StopIteration, StopAsyncIteration, GeneratorExit,
            KeyboardInterrupt, SystemExit, IndentationError, TabError, DeprecationWarning, BrokenPipeError,
            FloatingPointError, OverflowError, AssertionError, BufferError, EOFError, MemoryError, TimeoutError):
    print(chain(cls))
print(IOError is OSError, EnvironmentError is OSError)
print(issubclass(BaseExceptionGroup, BaseException), issubclass(ExceptionGroup, Exception))
