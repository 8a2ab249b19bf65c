# types.coroutine: the generators that a function makes can be awaited.
import types


@types.coroutine
def ask(what, more=1):
    """Asks the loop."""
    try:
        return (yield what, more)
    finally:
        print("asked", what)


@types.coroutine
def no_generator(value):
    return plain(value)


async def plain(value):
    return value


async def main():
    got = [await ask("a"), await ask("b", more=2), await no_generator(7)]
    try:
        await ask("c")
    except KeyError as error:
        got.append(repr(error))
    return got


run = main()
print(run.send(None), run.send("A"), run.send("B"))
try:
    run.throw(KeyError("C"))
except StopIteration as stop:
    print(stop.value)
made = ask(1)
print(next(made), ask.__name__, ask.__doc__, made.__name__, hasattr(made, "send"))
made.close()
print(list(iter(ask(2))))
try:
    types.coroutine(5)
except TypeError as error:
    print(error)
