"""A generator that is resumed where no call fits any more ends: neither its handlers nor its finally run."""

from functools import partial


def numbers():
    try:
        yield 1
        yield 2
    except BaseException as error:
        print("in", type(error).__name__)
        raise
    finally:
        print("finally")


def at_the_limit(function):
    try:
        return at_the_limit(function)
    except RecursionError:
        try:
            return function()
        except RecursionError:
            return "no room"


async def wait():
    return await wait()


for started in False, True:
    for name, ask in (
        ("next", lambda g: partial(next, g)),
        ("__next__", lambda g: g.__next__),
        ("throw", lambda g: partial(g.throw, ValueError("x"))),
        ("close", lambda g: g.close),
        ("list", lambda g: partial(list, g)),
        ("max", lambda g: partial(max, g)),
    ):
        g = numbers()
        frame = g.gi_frame
        if started:
            next(g)
        print(name, started, at_the_limit(ask(g)), g.gi_frame, list(g))
        print(sorted(frame.f_locals))

try:
    wait().send(None)
except RecursionError as error:
    print(error)
