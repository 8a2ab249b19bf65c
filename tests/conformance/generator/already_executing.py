def f():
    yield next(g)

g = f()
try:
    next(g)
except ValueError as error:
    print(error)
print(list(g))
def closes_itself():
    try:
        h.close()
    except ValueError as error:
        yield str(error)
h = closes_itself()
print(next(h))
