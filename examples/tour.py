"""A tour of Python on Krait: run it with `./build.sh run examples/tour.py`."""

import math
import sys
from itertools import accumulate, count, islice


def heading(text):
    print(f"\n{text}\n{'-' * len(text)}")


heading("Numbers")
print(f"2 ** 100 = {2 ** 100:,}")
print(f"0.1 + 0.2 = {0.1 + 0.2}, rounded {0.1 + 0.2:.2f}")
print(f"7 // -2 = {7 // -2}, 7 % -2 = {7 % -2}, divmod(17, 5) = {divmod(17, 5)}")
print(f"255 is {255:b} in binary, {255:#x} in hex; int('ff', 16) = {int('ff', 16)}")
print(f"math.comb(10, 3) = {math.comb(10, 3)}, math.pi = {math.pi:.5f}")

heading("Text")
name = "Krait"
print(f"{name!r} has {len(name)} letters; reversed: {name[::-1]}; centred: [{name:^11}]")
print(" ".join(word.capitalize() for word in "the quick brown fox".split()))
print("naïve café — 蛇 🐍".upper(), ascii("蛇"), len("🐍"))

heading("Containers")
squares = {n: n * n for n in range(1, 6)}
print(squares, sorted(squares.values(), reverse=True), sum(squares.values()))
first, *middle, last = [1, 2, 3, 4, 5]
print(first, middle, last)
inventory = {"apples": 3, "pears": 0} | {"plums": 7}
print({fruit for fruit, number in inventory.items() if number > 3}, max(inventory, key=inventory.get))

heading("Functions")


def greet(greeting, /, *names, mark="!"):
    return [f"{greeting}, {name}{mark}" for name in names]


def counter(start=0):
    total = start

    def add(n=1):
        nonlocal total
        total += n
        return total

    return add


print(greet("Hello", "Ada", "Grace", mark="?"))
up = counter(10)
print(up(), up(5), up())

heading("Generators")


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print(list(islice(fibonacci(), 12)))
print(list(accumulate([1, 2, 3, 4], lambda a, b: a * b)), next(n for n in count(2) if n * n > 200))

heading("Classes")


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"

    @property
    def unit(self):
        return Vector(self.x / abs(self), self.y / abs(self))


v = Vector(3, 4) + Vector(0, 0)
print(v, abs(v), v.unit)

heading("Errors")


def average(numbers):
    try:
        return sum(numbers) / len(numbers)
    except ZeroDivisionError as error:
        raise ValueError("no numbers to average") from error
    finally:
        print(f"(averaged {len(numbers)} numbers)")


print(average([1, 2, 6]))
try:
    average([])
except ValueError as error:
    print(f"{type(error).__name__}: {error} (because of: {error.__cause__})")

heading("Depth")


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


sys.setrecursionlimit(200_000)
print(f"{depth(20_000):,} calls deep and back again")
