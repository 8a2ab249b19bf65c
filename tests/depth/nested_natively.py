# modes: native web slice: too many objects for modes that copy or collect all the time
# Equality, order and hash of what is nested deep without any method of the program: CPython answers or raises
# RecursionError by the size of its C stack; either is right, and the program goes on.
def attempt(name, run):
    try:
        result = run()
    except RecursionError:
        result = "RecursionError"
    print(name, "lives", type(result) in (bool, int, str))


def nest(wrap, n=100_000):
    nested = wrap(1)
    for _ in range(n):
        nested = wrap(nested)
    return nested


for name, wrap in (("lists", lambda x: [x]), ("tuples", lambda x: (x,)), ("dicts", lambda x: {1: x})):
    a, b = nest(wrap), nest(wrap)
    attempt(f"== of {name}", lambda: a == b)
    attempt(f"!= of {name}", lambda: a != b)
    attempt(f"in {name}", lambda: b in [a])
    if name != "dicts":
        attempt(f"< of {name}", lambda: a < b)
attempt("hash of tuples", lambda: hash(nest(lambda x: (x,))))
attempt("dict key", lambda: {nest(lambda x: (x,)): 1} and 1)
attempt("shallow equality", lambda: nest(lambda x: [x], 100) == nest(lambda x: [x], 100))
print(nest(lambda x: (x,), 100) == nest(lambda x: (x,), 100))
