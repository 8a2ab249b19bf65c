def inner():
    received = yield 1
    print("inner received", received)
    try:
        yield 2
    except ValueError as error:
        print("inner caught", error)
    return "inner result"

def outer():
    result = yield from inner()
    print("result", result)
    yield from [3, 4]
    yield from "ab"
    return "outer result"

g = outer()
print(next(g), g.send("sent"), g.throw(ValueError("thrown")), next(g), list(g))
def middle():
    return (yield from outer())
g = middle()
while True:
    try:
        print(next(g))
    except StopIteration as stop:
        print(stop.value)
        break
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)
