"""_functools._lru_cache_wrapper: hits, misses, order of eviction, keys, and what the function does to its own cache."""
import _functools

wrapper = _functools._lru_cache_wrapper


def info(*numbers):
    return numbers


def cached(limit=128, typed=False):
    return lambda function: wrapper(function, limit, typed, info)


for limit in (None, 3, 1, 0, -5):
    calls = []

    @cached(limit)
    def f(*args, **kwargs):
        calls.append((args, tuple(kwargs.items())))
        return len(calls)

    results = [f(n) for n in (1, 2, 1, 3, 4, 1, 2, 2, 5, 3, 1)] + [f(1, a=2), f(1, a=2), f(a=1, b=2), f(b=2, a=1), f(), f(), f(1.0), f(True), f("1"), f((1,)), f(1, 2), f((1, 2))]
    print(limit, results, f.cache_info())
    f.cache_clear()
    print(f.cache_info(), f(1), f.cache_info())


@cached(None, True)
def typed(x, y=0):
    print("called", x, y)
    return x


print(typed(1), typed(1.0), typed(True), typed(1, y=1), typed(1, y=1.0), typed(1), typed.cache_info())


@cached(None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(200), fib.cache_info())


@cached(2)
def clears(n):
    if n == 3:
        clears.cache_clear()
    return n


print([clears(n) for n in (1, 2, 3, 3, 1, 2)], clears.cache_info())


@cached(2)
def reenters(n):
    if n > 0:
        reenters(n - 1)
        reenters(n - 1)
    return n


print(reenters(5), reenters.cache_info())


@cached(2)
def fails(n):
    raise KeyError(n)


for _ in range(2):
    try:
        fails(1)
    except KeyError as error:
        print("KeyError", error)
print(fails.cache_info())


class Key:
    def __init__(self, name, group):
        self.name, self.group = name, group

    def __hash__(self):
        print("hash", self.name)
        return self.group

    def __eq__(self, other):
        print(self.name, "==", other.name)
        return self.group == other.group and self.name[0] == other.name[0]

    def __repr__(self):
        return self.name


@cached(2)
def keyed(key):
    print("called", key)
    return key.name


for key in (Key("a1", 1), Key("a2", 1), Key("b1", 1), Key("c1", 2), Key("a3", 1), Key("b2", 1)):
    print(keyed(key))
print(keyed.cache_info())
for make in (lambda: keyed([]), lambda: wrapper(5, 1, False, info), lambda: wrapper(info, "a", False, info), lambda: wrapper(info, 1.5, False, info)):
    try:
        print(make())
    except TypeError as error:
        print(error)


class C:
    @cached()
    def method(self, x):
        return self, x


c = C()
print(c.method(1)[1], c.method(1)[0] is c, C.method.cache_info(), C.method is C.__dict__["method"], type(C.method).__name__)
fib.attribute = 1
print(fib.attribute, fib.__dict__, fib.__copy__() is fib, fib.__deepcopy__({}) is fib, callable(fib))


class Confusing:
    """Its equality calls the cached function with an equal key."""
    depth = 0

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if Confusing.depth < 3:
            Confusing.depth += 1
            confused(Confusing())
        return True


@cached(2)
def confused(x):
    return Confusing.depth


print([confused(Confusing()) for _ in range(6)], confused(1), confused(2), confused(3), confused.cache_info()[2:])
