class Step:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got
def drive(coroutine):
    seen, sent = [], None
    while True:
        try:
            seen.append(coroutine.send(sent))
        except StopIteration as stop:
            return seen, stop.value
        sent = "answer %d" % len(seen)
async def numbers():
    try:
        for i in range(3):
            got = yield i, await Step(i)
            if got: print("got", got)
    except ValueError as error:
        yield "caught", error.args
    finally:
        print("ended")
async def main():
    print([x async for x in numbers()])
    g = numbers()
    print(await g.__anext__(), await g.asend("sent"), await g.athrow(ValueError("thrown")))
    try:
        await g.asend(None)
    except StopAsyncIteration as stop:
        print(repr(stop))
    g = numbers()
    async for x in g:
        break
    await g.aclose()
    await g.aclose()
    print(g.ag_running, g.ag_frame)
    async def ignores():
        try:
            yield
        except GeneratorExit:
            yield
    g = ignores()
    await g.asend(None)
    try:
        await g.aclose()
    except RuntimeError as error:
        print(error)
    async def raises():
        yield 1
        raise StopIteration("inside")
    try:
        async for x in raises(): pass
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    return "done"
print(drive(main()))
g = numbers()
one, other = g.asend(None), g.asend(None)
print(one.send(None))
for use in (lambda: other.send(None), lambda: g.aclose().send(None), lambda: numbers().asend(1).send(None)):
    try:
        use()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
one.close()
