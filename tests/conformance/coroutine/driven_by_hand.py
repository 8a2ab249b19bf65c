class Wait:
    def __init__(self, what):
        self.what = what
    def __await__(self):
        answer = yield self.what
        return answer

async def inner(x):
    got = await Wait(("wait", x))
    return got * 2

async def main():
    a = await inner(1)
    b = await inner(a)
    return a, b

c = main()
print(type(c).__name__, c.__name__)
print(c.send(None), c.send(5))
try:
    c.send(7)
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
