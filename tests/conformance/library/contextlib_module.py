"""contextlib: contextmanager, closing, suppress, nullcontext, redirect_stdout, ExitStack."""
import sys
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


@contextmanager
def managed(name, swallow=False):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
        if not swallow:
            raise
    finally:
        print("leave", name)


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, "| context:", repr(error.__context__))


with managed("a") as a:
    print(a)
with managed("b", True):
    raise ValueError("swallowed")


def raises():
    with managed("c"):
        raise ValueError("passed on")


def other():
    with managed("d"):
        raise KeyError("other")


def stops():
    with managed("e"):
        raise StopIteration("stop")


attempt(raises)
attempt(other)
attempt(stops)


@contextmanager
def no_yield():
    if 0:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except KeyError:
        raise RuntimeError("replaced")


def enter_no_yield():
    with no_yield():
        pass


def enter_two():
    with two_yields():
        pass


def throw_two():
    with two_yields():
        raise KeyError(1)


def enter_replaces():
    with replaces():
        raise KeyError("k")


for f in (enter_no_yield, enter_two, enter_replaces, throw_two):
    attempt(f)


@managed("decorated")
def work(x):
    """Works."""
    return x + 1


print(work(1), work(2), work.__name__, work.__doc__)


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as t:
    print(type(t).__name__)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with suppress():
    print("nothing raised")


def not_suppressed():
    with suppress(KeyError):
        raise IndexError("through")


attempt(not_suppressed)
with nullcontext(5) as n:
    print(n)


class Sink:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


sink = Sink()
with redirect_stdout(sink) as target:
    print("into the sink")
print(repr(sink.text), target is sink)

with ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(managed(name))
    stack.callback(print, "callback", sep="-")

    @stack.callback
    def last():
        print("last registered")

    stack.push(lambda *details: print("push", details))
    print("body")


class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("in", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("out", self.name, kind and kind.__name__, value)
        if self.fail:
            raise self.fail
        return self.swallow


with ExitStack() as stack:
    stack.enter_context(Manager("outer"))
    stack.enter_context(Manager("swallows", True))
    stack.enter_context(Manager("inner"))
    raise KeyError("k")


def failing():
    with ExitStack() as stack:
        stack.enter_context(Manager("first"))
        stack.enter_context(Manager("second", fail=TypeError("from second")))
        raise KeyError("body")


attempt(failing)
stack = ExitStack()
stack.enter_context(Manager("moved"))
kept = stack.pop_all()
stack.close()
print("not yet")
kept.close()
attempt(lambda: ExitStack().enter_context(5))


class Decorator(ContextDecorator):
    def __enter__(self):
        print("start")

    def __exit__(self, *_):
        print("stop")


@Decorator()
def task():
    print("task")


task()
print(isinstance(Manager("m"), AbstractContextManager), isinstance(5, AbstractContextManager))
