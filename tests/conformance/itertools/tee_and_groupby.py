"""tee shares what its source gives; a group of groupby is only as long as it is the current one."""
import gc
import _weakref as weakref
from itertools import count, groupby, islice, tee


def numbers(n):
    for i in range(n):
        print("give", i)
        yield i


a, b = tee(numbers(4))
print(next(a), next(a), next(b), list(a), list(b), list(a))
a, b, c = tee(range(200), 3)
print(sum(islice(a, 150)), sum(islice(b, 60)), sum(c), sum(a), sum(b))
d = a.__copy__()
a, b = tee(iter("abcdef"))
next(a)
c = a.__copy__()
d, e = tee(a)
print(list(b), list(c), list(d), list(e), list(a), type(a).__name__, type(a)("xy").__next__(), type(b)(b) is b)


class Reenters:
    def __iter__(self):
        return self

    def __next__(self):
        return next(second)


first, second = tee(Reenters())
try:
    next(first)
except RuntimeError as error:
    print(error)


class Thing:
    pass


def things(n):
    for _ in range(n):
        yield Thing()


a, b = tee(things(3))
r = weakref.ref(next(a)) if hasattr(weakref, "ref") else None
print(r() is not None)
next(b)
print(r() is None, weakref.ref(a)() is a)
cycle = []
cycle.extend(tee(iter([cycle])))
next(cycle[0])
r = weakref.ref(cycle[0])
del cycle
gc.collect()
print(r() is None)

groups = groupby([1, 1, 2, 2, 2, 3])
key, one = next(groups)
print(key, next(one))
key, two = next(groups)
print(key, list(one), list(two), list(two))
print([(k, list(g)) for k, g in groups], list(groups))
saved = [(k, g) for k, g in groupby("aabbb")]
print([(k, list(g)) for k, g in saved])
print([(k, "".join(g)) for k, g in groupby("aAbBc", key=str.lower)], [(k, len(list(g))) for k, g in groupby(range(10), lambda x: x // 4)])
nan = float("nan")
print(len(list(groupby([nan, nan, float("nan")]))), [k for k, _ in groupby([1, 1.0, True, 2])])


class Never:
    def __eq__(self, other):
        raise ValueError("no equality")


groups = groupby([Never(), Never(), 1])
key, group = next(groups)
print(next(group) is key)
try:
    next(group)
except ValueError as error:
    print(error)
try:
    print(next(groups))
except ValueError as error:
    print(error)
