# The contexts of what callbacks of an ExitStack raise one after the other.
from contextlib import ExitStack, contextmanager
def fail(error):
    def f(): raise error
    return f
def chain(e):
    while e is not None:
        print(repr(e), end=" <- ")
        e = e.__context__
    print()
def run(body, *errors):
    try:
        with ExitStack() as stack:
            for e in errors: stack.callback(fail(e))
            if body: raise body
    except Exception as e: chain(e)
run(None, ValueError(1), KeyError(2))
run(OSError(0), ValueError(1), KeyError(2), IndexError(3))
run(None, ValueError(1))
try: raise LookupError("outer")
except LookupError:
    run(None, ValueError(1), KeyError(2))
    run(OSError(0), ValueError(1), KeyError(2))
