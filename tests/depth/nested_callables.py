# modes: native web slice: too many objects for modes that copy or collect all the time
# 100,000 nested bound methods, properties and tuples of types: CPython answers or raises RecursionError, or dies.
MethodType = type((lambda: 0).__get__(1))


def attempt(name, run):
    try:
        result = run()
    except RecursionError:
        result = "RecursionError"
    print(name, "lives", result is not None)


method = lambda *args: len(args)
for _ in range(100_000):
    method = MethodType(method, 0)
attempt("MethodType", lambda: method())


prop = property(lambda self: 5)
for _ in range(100_000):
    prop = property(prop.__get__)
C = type("C", (), {"x": prop})
attempt("property", lambda: C().x)
kinds = (int,)
for _ in range(100_000):
    kinds = (str, kinds)
attempt("isinstance", lambda: isinstance(1, kinds))
attempt("issubclass", lambda: issubclass(int, kinds))


def handler():
    try:
        raise ValueError
    except (KeyError, LookupError, ValueError):
        return "handled"


attempt("except", lambda: handler())
del method, prop, C, kinds
print("goes on")
