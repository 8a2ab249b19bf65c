# What is thrown into a generator that has not begun has a line, but no place in it for carets to be under.
import sys
import traceback


def generator():
    yield 1


def outer(source):
    yield from source


async def coroutine():
    pass


for fresh in (generator(), (i for i in ()), outer([1]), coroutine()):
    try:
        fresh.throw(ValueError(1))
    except ValueError:
        traceback.print_exc(file=sys.stdout)
