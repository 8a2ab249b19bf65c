"""count, cycle and repeat: numbers of every kind, reprs, lengths."""
from itertools import count, cycle, islice, repeat


class Number:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __add__(self, other):
        print("add", self.n, other)
        return Number(self.n + 1)

    def __repr__(self):
        return f"Number({self.n})"


def first(iterator, n=5):
    return list(islice(iterator, n))


print(first(count()), first(count(5)), first(count(-2, 3)), first(count(0.5)), first(count(1, 0.25)), first(count(2**47 - 2)), first(count(2**63 - 3)), first(count(10**30, 10**29)), first(count(5, 0)), first(count(True)), first(count(True, 2)), first(count(3, -1)))
print(first(count(Number(3)), 3), first(count(1, Number(5)), 1))
for c in (count(), count(3), count(3, 2), count(3, 1.0), count(2.5), count(2**63 - 1), count(2**64), count(-1, True), count(Number(3)), count(1, step=-1)):
    print(repr(c), next(c) is not None, repr(c))
print(repr(repeat(1)), repr(repeat("a", 3)), repr(repeat(None, -5)), repr(repeat([1], times=2)), first(repeat(7)), list(repeat(7, 3)), list(repeat(7, 0)), list(repeat(object=2, times=2)))
r = repeat(1, 4)
next(r)
print(r.__length_hint__(), repr(r), list(r), repr(r), list(r), list(map(pow, range(4), repeat(2))))
inner = []
inner.append(repeat(inner))
print(repr(inner)[:12], first(cycle("abc"), 8), first(cycle([1]), 3), list(cycle([])), first(cycle(iter(range(2))), 5))
for text in """count("a")|count(None)|count(1, "a")|count(1, 2, 3)|count(foo=1)|count(1, start=2)|repeat()|repeat(1, 2, 3)|repeat(1, "a")|repeat(1, None)|repeat(1, 2**70)|repeat(times=1)|repeat(1, foo=2)|cycle()|cycle(1)|cycle([], [])|cycle(a=1)|repeat(1).__length_hint__()""".split("|"):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)
