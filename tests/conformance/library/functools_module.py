"""functools: wraps, lru_cache, cached_property, total_ordering, partialmethod, singledispatch."""
import functools
from functools import cache, cached_property, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, wraps


def trace(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return wrapper


@trace
def add(a: int, b: int = 2) -> int:
    """Adds."""
    return a + b


print(add(1), add.__name__, add.__doc__, add.__wrapped__(3, 4), add.__module__, add.__qualname__)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3, 1], 5), partial(int, base=2)("110"))


@lru_cache(maxsize=2)
def square(x):
    print("square", x)
    return x * x


print(square(2), square(2), square(3), square(4), square(2), square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info().hits, square.__wrapped__(5), square.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@lru_cache
def plain(x, *, y=1):
    return x, y


print(plain(1), plain(1, y=1), plain(1), plain.cache_info())
try:
    lru_cache("x")
except TypeError as error:
    print(error)
try:
    plain([])
except TypeError as error:
    print(error)


class Circle:
    def __init__(self, r):
        self.r = r

    @cached_property
    def area(self):
        """The area."""
        print("computed")
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, c.__dict__, Circle.area.__doc__, type(Circle.area).__name__)
del c.area
print(c.area)


class Slotted:
    __slots__ = ("x",)

    @cached_property
    def y(self):
        return 1


try:
    Slotted().y
except TypeError as error:
    print(error)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Version) else NotImplemented


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), a >= Version(1), Version.__ge__.__name__, sorted([b, a])[0].n)
try:
    a >= 5
except TypeError as error:
    print(error)
try:
    total_ordering(type("Nothing", (), {}))
except ValueError as error:
    print(error)


class Cell:
    def __init__(self):
        self.alive = False

    def set(self, state, extra=None):
        self.alive = state
        return extra

    on = partialmethod(set, True)
    off = partialmethod(set, False, extra="x")


cell = Cell()
print(cell.on(), cell.alive, cell.off(), cell.alive, cell.on("y"))


@singledispatch
def show(x):
    return f"object {x!r}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
def show_list(x):
    return "list of " + ", ".join(map(show, x))


@show.register(float)
@show.register(complex) if 0 else show.register(str)
def _(x):
    return f"float or str {x}"


@show.register
def _(x: dict | set):
    return f"dict or set {len(x)}"


class Sub(list):
    pass


print(show(1), show(True), show([1, "a", None]), show(2.5), show({}), show({1}), show(Sub([1])), show(None), show.dispatch(bool) is show.dispatch(int), list(show.registry)[:2], show.__name__)
try:
    show()
except TypeError as error:
    print(error)
try:
    show.register(5)
except TypeError as error:
    print(str(error)[:45])


class Formatter:
    @singledispatchmethod
    def format(self, arg):
        return "object"

    @format.register
    def _(self, arg: int):
        return f"int {arg}"

    @format.register
    def _(self, arg: str):
        return f"str {arg}"


print(Formatter().format(3), Formatter().format("s"), Formatter().format(None))
print(sorted(["b", "A", "c"], key=functools.cmp_to_key(lambda x, y: (x.lower() > y.lower()) - (x.lower() < y.lower()))))
