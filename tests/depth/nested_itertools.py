# modes: native web slice: too many objects for modes that copy or collect all the time
# Iterators of itertools nested 100,000 deep: CPython dies of some; here each answers or raises RecursionError, and all
# are freed.
from itertools import *

DEEP = 100_000


def attempt(name, wrap, first):
    nested = iter(first)
    for _ in range(DEEP):
        nested = wrap(nested)
    try:
        result = next(nested, "end")
    except RecursionError:
        result = "RecursionError"
    del nested
    print(name, "lives", type(result).__name__ in ("int", "str", "tuple"))


attempt("chain", lambda it: chain(it), [1])
attempt("chain.from_iterable", lambda it: chain.from_iterable([it]), [1])
attempt("islice", lambda it: islice(it, 5), [1])
attempt("cycle", cycle, [1])
attempt("compress", lambda it: compress(it, repeat(1)), [1])
attempt("filterfalse", lambda it: filterfalse(None, it), [0])
attempt("zip_longest", zip_longest, [])
attempt("accumulate", accumulate, [1])
attempt("pairwise", pairwise, [])
attempt("batched", lambda it: batched(it, 2), [])
attempt("starmap", lambda it: starmap(min, it), [])
attempt("takewhile", lambda it: takewhile(lambda x: True, it), [1])
attempt("dropwhile", lambda it: dropwhile(lambda x: False, it), [1])
attempt("filterfalse with a function", lambda it: filterfalse(lambda x: False, it), [1])
attempt("groupby", groupby, [])
attempt("tee", lambda it: tee(it, 1)[0], [1])
slow, fast = tee(range(DEEP))
print(sum(fast), next(slow))
del slow
print("goes on")
