# modes: native web slice: too many objects for modes that copy or collect all the time
# 100,000 iterators, each over the one before: every step goes through all of them.
# CPython answers with a RecursionError, or dies; here it works or is a RecursionError, and both go on.
from itertools import chain


def attempt(name, make, first, n=100_000):
    nested = iter(first)
    for _ in range(n):
        nested = make(nested)
    try:
        result = next(nested)
    except RecursionError:
        result = "RecursionError"
    print(name, "lives", type(result).__name__ in ("int", "tuple", "str"))
    del nested, result


attempt("map", lambda it: map(abs, it), [1, 2])
attempt("filter", lambda it: filter(None, it), [1, 2])
attempt("zip", lambda it: zip(it), [1, 2])
attempt("enumerate", lambda it: enumerate(it), [1, 2])
attempt("chain", lambda it: chain(it, ()), [1, 2])
attempt("generators", lambda it: (x for x in it), [1, 2])
print("goes on")
