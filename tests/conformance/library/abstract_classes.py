"""abc and collections.abc: what may be made, what counts as what, and what the mixins give."""
import abc
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import *
import collections.abc


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2

    name = "square"


class Half(Shape):
    def area(self):
        return 1


attempt(lambda: Shape())
attempt(lambda: Half())
attempt(lambda: Square(3).describe())
print(sorted(Shape.__abstractmethods__), Square.__abstractmethods__, isinstance(Square(1), Shape), issubclass(Square, Shape), type(Shape), Half.__mro__[1:])


class Duck:
    pass


@Shape.register
class Registered:
    pass


print(isinstance(Registered(), Shape), isinstance(Duck(), Shape), issubclass(Registered, Shape), Registered.__mro__)


class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return True if hasattr(C, "quack") else NotImplemented


class Quacks:
    quack = 1


print(issubclass(Quacks, Hooked), isinstance(Duck(), Hooked), isinstance(Quacks(), Hooked))
attempt(lambda: issubclass(5, Hooked))
attempt(lambda: Shape.register(5))
kinds = [Hashable, Iterable, Iterator, Reversible, Sized, Container, Collection, Callable, Set, MutableSet, Mapping, MutableMapping, Sequence, MutableSequence, Generator, KeysView, Awaitable]


def generator():
    yield 1


for thing in (1, "a", b"a", [], (), {}, set(), frozenset(), range(1), iter([]), generator(), {}.keys(), {}.items(), {}.values(), len, int, Duck(), None, {}.__class__.__dict__, zip(), reversed([])):
    print(type(thing).__name__, [kind.__name__ for kind in kinds if isinstance(thing, kind)])


class Row(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


r = Row(1, 2, 3, 2)
print(list(r), 2 in r, r.index(3), r.count(2), list(reversed(r)), isinstance(r, Collection), isinstance(r, Reversible))
attempt(lambda: r.index(9))


class Bag(MutableSequence):
    def __init__(self):
        self.items = []

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, v):
        self.items[i] = v

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, v):
        self.items.insert(i, v)


b = Bag()
b.append(1)
b.extend([2, 3])
b += [4]
b.reverse()
b.remove(3)
print(list(b), b.pop(), len(b), b.index(2))
b.clear()
print(len(b))


class Table(MutableMapping):
    def __init__(self, *args, **kw):
        self.d = {}
        self.update(*args, **kw)

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


t = Table({"a": 1}, b=2)
print(dict(t), "a" in t, t.get("z"), list(t.keys()), list(t.items()), list(t.values()), t.pop("a"), t.setdefault("c", 3), t == {"b": 2, "c": 3}, t.keys() & {"b"}, ("b", 2) in t.items(), 3 in t.values(), t.popitem())
attempt(lambda: t.pop("none"))
attempt(lambda: reversed(t))
attempt(lambda: Mapping())


class Small(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)

    def __repr__(self):
        return f"Small({self.items})"


s, o = Small([1, 2, 3]), Small([2, 3, 4])
print(s & o, s | o, s - o, s ^ o, s <= o, Small([2]) < s, s == Small([3, 2, 1]), s.isdisjoint([9]), s & {1}, {1, 9} - s, s != o, s >= {1})
s |= [9]
s -= [1]
s &= {2, 9}
s ^= [2, 5]
print(s, s.pop(), len(s))
attempt(lambda: s.remove("none"))
print(issubclass(dict, MutableMapping), issubclass(list, Sequence), issubclass(str, Sequence), issubclass(int, Hashable), isinstance([], Hashable), collections.abc.Mapping is Mapping)
