def leaks():
    yield 1
    raise StopIteration("inside")

g = leaks()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__cause__ is error.__context__)

def by_next():
    yield next(iter([]))

try:
    list(by_next())
except RuntimeError as error:
    print(error)
try:
    [next(iter(())) for _ in range(2)]
except StopIteration:
    print("a list comprehension lets it out")
try:
    list(next(iter(())) for _ in range(2))
except RuntimeError as error:
    print(error)
