def resilient():
    while True:
        try:
            yield "ready"
        except ValueError as error:
            yield f"caught {error}"

g = resilient()
print(next(g), g.throw(ValueError("one")), next(g), g.throw(ValueError("two")))
try:
    g.throw(KeyError("out"))
except KeyError as error:
    print("left", error)
print(list(g))
fresh = resilient()
try:
    fresh.throw(IndexError("at start"))
except IndexError as error:
    print(error, next(fresh, "finished"))
for bad in (1, int, "text"):
    try:
        resilient().throw(bad)
    except TypeError as error:
        print(error)
def returns_on_throw():
    try:
        yield 1
    except RuntimeError:
        return "by throw"
g = returns_on_throw()
next(g)
try:
    g.throw(RuntimeError)
except StopIteration as stop:
    print(stop.value)
