"""_functools.reduce and cmp_to_key: what is asked, in which order, and what is refused."""
from _functools import cmp_to_key, reduce


class Steps:
    def __init__(self, *items):
        self.items = list(items)

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        if not self.items:
            print("end")
            raise StopIteration
        item = self.items.pop(0)
        print("next", item)
        if isinstance(item, Exception):
            raise item
        return item


class NoIter:
    def __iter__(self):
        raise LookupError("no iterator")


def add(a, b):
    print("add", a, b)
    return a + b


print(reduce(add, Steps(1, 2, 3)), reduce(add, Steps(), 5), reduce(add, Steps(1), initial=5), reduce(add, [7]), reduce(max, range(10)), reduce(lambda a, b: a * b, range(1, 20)))
for make in (lambda: reduce(add, Steps()), lambda: reduce(add, 5), lambda: reduce(add, NoIter()), lambda: reduce(add, Steps(1, KeyError("k"))), lambda: reduce(add, [1, "a"]), lambda: reduce(5, [1, 2]), lambda: reduce(5, [1]),
             lambda: reduce(lambda a, b: next(iter([])), [1, 2])):
    try:
        print(make())
    except BaseException as error:
        print(type(error).__name__, error)


def compare(a, b):
    print("cmp", a, b)
    return (a > b) - (a < b)


print(sorted([3, 1, 2, 5, 4], key=cmp_to_key(compare)), max("bca", key=cmp_to_key(compare)))
K = cmp_to_key(compare)
a, b = K(1), K(obj=2)
print(a < b, a <= b, a == b, a != b, a > b, a >= b, a.obj, type(a).__name__, callable(a))
a.obj = 9
print(a < b)
for make in (lambda: a < 1, lambda: hash(a), lambda: a == 1, lambda: K < K, lambda: cmp_to_key(lambda a, b: "x")(1) < cmp_to_key(None)(2), lambda: cmp_to_key(lambda a, b: 1 / 0)(1) < K(1), lambda: K(1)(2).obj, lambda: cmp_to_key(mycmp=5).obj):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
