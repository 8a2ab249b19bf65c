# modes: native web slice: too many objects for modes that copy or collect all the time
# partial objects nested 50,000 deep (an attribute on each keeps them from being joined): CPython dies of the call.
from _functools import partial

nested = lambda x: x
for _ in range(50_000):
    nested = partial(nested)
    nested.mark = 1
for name, attempt in (("call", lambda: nested(1)), ("repr", lambda: repr(nested))):
    try:
        result = attempt()
    except RecursionError:
        result = "RecursionError"
    print(name, "lives", type(result).__name__ in ("int", "str"))
del nested
print("goes on")
