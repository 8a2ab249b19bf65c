# A class that derives from Sequence or Mapping, or is registered with them, matches their patterns (PEP 634).
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, deque
from collections.abc import Mapping, MutableSequence, Sequence


class Pair(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return (1, 2)[i]


class Plain:
    def __len__(self): return 2
    def __getitem__(self, i): return (1, 2)[i]


class Derived(Plain): pass
class Registered(Plain): pass
class BelowRegistered(Registered): pass


class One(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter("a")
    def __getitem__(self, key): return {"a": 1}[key]


class Mixin: pass
class Second(Mixin, Pair): pass
class Both(One, Pair): pass


def kind(subject):
    match subject:
        case [a, b]: return f"sequence {a} {b}"
        case {"a": x}: return f"mapping {x}"
        case _: return "neither"


MutableSequence.register(Registered)
for subject in (deque([1, 2]), UserList([1, 2]), UserDict(a=1), ChainMap({"a": 1}), OrderedDict(a=1), Counter("a"), Pair(), Plain(),
                Derived(), Registered(), BelowRegistered(), One(), Second(), Both(), UserString("ab"), "ab", b"ab", {"a": 1}.keys(), range(2)):
    print(type(subject).__name__, kind(subject))
Sequence.register(Plain)
print(kind(Plain()), kind(Derived()), Sequence.__flags__ >> 5 & 3, Mapping.__flags__ >> 5 & 3, str.__flags__ >> 5 & 3)
match deque(["go", "north", "fast"]):
    case ["go", where, *rest]: print(where, rest)
