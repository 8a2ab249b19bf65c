"""fsum, sumprod, prod, hypot and dist: rounded once, or by protocol where the items are not plain numbers."""
import math

state = 99


def real():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    sign = -1 if state >> 63 else 1
    return sign * (state >> 11) / 2**52 * 2.0 ** ((state >> 20) % 121 - 60)


for size in (0, 1, 2, 3, 10, 100):
    for _ in range(4):
        xs, ys = [real() for _ in range(size)], [real() for _ in range(size)]
        print(size, math.fsum(xs), math.fsum(xs + [-x for x in xs]), math.sumprod(xs, ys), math.prod(xs), math.hypot(*xs), math.dist(xs, ys))
print(math.fsum([1e308, -1e308, 1e-300]), math.fsum([2.0**53, 1, 2.0**-60]), math.fsum([]), math.fsum([True, 2, 0.5]), math.fsum([1e16, 1, 1e-16]))
print(math.fsum([math.inf, 1]), math.fsum([math.nan, math.inf]), math.fsum(iter([0.1] * 10)))
print(math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([10**20, 1], [10**20, 1]), math.sumprod([1.5, 2], [2, True]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([1, 0.5, 2**70], [1, 0.5, 2**70]))
print(math.sumprod([], []), math.sumprod([math.inf, 1], [1, -math.inf]), math.sumprod([1e308, 1.0], [10, 1]), math.sumprod(["a"], [0]) if 0 else "")
print(math.prod([]), math.prod([2, 3.5]), math.prod([[1]], start=2), math.prod("", start="s"), math.prod([2**40] * 5), math.prod(range(1, 30)), math.prod([0.0, math.inf]))
print(math.hypot(), math.hypot(-3), math.hypot(1e308, 1e308), math.hypot(5e-324, 5e-324), math.hypot(math.nan, math.inf), math.hypot(math.nan, 1), math.hypot(*range(50)))
print(math.dist((), ()), math.dist([1, 2], (4, 6)), math.dist(iter([1.0]), iter([2])), math.dist((math.inf, 1), (2, 3)))


class Loud:
    def __init__(self, name):
        self.name = name

    def __float__(self):
        print("float of", self.name)
        return float(len(self.name))

    def __mul__(self, other):
        print(self.name, "*", other)
        return Loud(self.name + "*")

    def __rmul__(self, other):
        print(other, "*", self.name)
        return Loud("*" + self.name)

    def __radd__(self, other):
        print(other, "+", self.name)
        return Loud("+" + self.name)

    def __add__(self, other):
        print(self.name, "+", other)
        return Loud(self.name + "+")

    def __repr__(self):
        return f"Loud({self.name!r})"


class Steps:
    def __init__(self, name, *items):
        self.name, self.items = name, list(items)

    def __iter__(self):
        print("iter of", self.name)
        return self

    def __next__(self):
        print("next of", self.name)
        if not self.items:
            raise StopIteration
        item = self.items.pop(0)
        if isinstance(item, Exception):
            raise item
        return item


print(math.fsum(Steps("s", 1, Loud("ab"), 2.5)))
print(math.prod(Steps("s", 2, Loud("a"), 3), start=5))
print(math.sumprod(Steps("p", 1, 2.0, Loud("a"), 4), Steps("q", 1, 2.0, 3, 4)))
print(math.hypot(Loud("abc"), Loud("abcd")), math.dist(Steps("p", Loud("a"), 2), [Loud("abcd"), 6]))
for text in """fsum(5)|fsum(['a'])|fsum([1e308, 1e308])|fsum([math.inf, -math.inf])|fsum([10**400])|fsum(Steps('s', 1, KeyError('k')))|sumprod([1], [1, 2])
sumprod([1, 2], [1])|sumprod(5, [])|sumprod([], 5)|sumprod([None], [1])|sumprod(['a'], [2])|sumprod(Steps('p', 1, KeyError('k')), Steps('q', 1))|prod(5)|prod([1], 2)|prod([1, 'a', 'b'])
hypot('a')|hypot(10**400)|dist([1], [1, 2])|dist(5, [1])|dist([1], 5)|dist(['a'], [1])|prod(Steps('s', KeyError('k')))""".replace("\n", "|").split("|"):
    try:
        print(text, eval("math." + text))
    except Exception as error:
        print(text, type(error).__name__, error)
