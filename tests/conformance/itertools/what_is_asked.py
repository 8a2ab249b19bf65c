"""Each iterator asks its sources, functions and items in CPython's order, and goes on as CPython's after errors."""
import sys
sys.path.insert(0, __file__.rpartition("/")[0])
from itertools import *
from _steps import Steps, Truth, drain, told

K = KeyError("k")
yes, no, bad = Truth("yes", True), Truth("no", False), Truth("bad", ValueError("no truth"))
cases = {
    "accumulate": lambda: accumulate(Steps("s", 1, 2, 3)),
    "accumulate mixed": lambda: accumulate(Steps("s", 1, 2.5, "a", 4)),
    "accumulate function": lambda: accumulate(Steps("s", 1, 2, K, 3), told(lambda a, b: a * b), initial=10),
    "accumulate of lists": lambda: accumulate([[1], [2], (3,)]),
    "batched": lambda: batched(Steps("s", 1, 2, 3, 4, 5), 2),
    "batched strict": lambda: batched(Steps("s", 1, 2, 3), 2, strict=yes),
    "batched error": lambda: batched(Steps("s", 1, K, 3, 4), 2),
    "chain": lambda: chain(Steps("a", 1), [2], Steps("b"), "cd", Steps("e", K, 3), 5, [6]),
    "chain from": lambda: chain.from_iterable(Steps("o", [1], Steps("i", 2), K, [3])),
    "combinations": lambda: combinations(Steps("s", 1, 2, 3), 2),
    "compress": lambda: compress(Steps("d", 1, 2, 3, 4, 5), Steps("s", 1, no, yes, 0, yes)),
    "compress natively": lambda: compress("abcdef", [1, 0, yes, 0, no, 1]),
    "compress short": lambda: compress(Steps("d", 1, 2, 3), Steps("s", 1)),
    "compress error": lambda: compress(Steps("d", 1, 2, 3), Steps("s", bad, yes, K, yes)),
    "cycle": lambda: islice(cycle(Steps("s", 1, 2)), 7),
    "cycle error": lambda: islice(cycle(Steps("s", 1, K, 2)), 5),
    "cycle nothing": lambda: cycle(Steps("s")),
    "dropwhile": lambda: dropwhile(told(lambda x: yes if x < 3 else no), Steps("s", 1, 2, 3, 1)),
    "dropwhile error": lambda: dropwhile(told(lambda x: 1 / (x - 2)), Steps("s", 1, 2, 3, 4)),
    "takewhile": lambda: takewhile(told(lambda x: yes if x < 3 else no), Steps("s", 1, 2, 3, 1)),
    "takewhile error": lambda: takewhile(told(lambda x: 1 / (x - 2)), Steps("s", 1, 2, K, 3, 4)),
    "filterfalse": lambda: filterfalse(told(lambda x: yes if x < 3 else no), Steps("s", 1, 2, 3, 1, 4)),
    "filterfalse None": lambda: filterfalse(None, [0, 1, "", no, yes, bad, [], None]),
    "filterfalse bool": lambda: filterfalse(bool, Steps("s", 0, 1, no)),
    "groupby": lambda: ((k, list(g)) for k, g in groupby(Steps("s", 1, 1, 2, 3, 3))),
    "groupby key": lambda: ((k, list(g)) for k, g in groupby(Steps("s", 1, 3, 2, K, 3), told(lambda x: x % 2))),
    "groupby keys only": lambda: (k for k, g in groupby(Steps("s", 1, 1, 2, 2, 3))),
    "islice": lambda: islice(Steps("s", *range(10)), 2, 8, 3),
    "islice stop": lambda: islice(Steps("s", 1, 2, 3), 2),
    "islice nothing": lambda: islice(Steps("s", 1, 2, 3), 0),
    "islice same": lambda: islice(Steps("s", 1, 2, 3, 4), 2, 2),
    "islice past": lambda: islice(Steps("s", 1, 2), 1, 10, 2),
    "islice open": lambda: islice(Steps("s", 1, 2, 3, 4, 5), 1, None, 2),
    "islice error": lambda: islice(Steps("s", 1, K, 3), 1, 3),
    "pairwise": lambda: pairwise(Steps("s", 1, 2, 3)),
    "pairwise error": lambda: pairwise(Steps("s", 1, K, 3, 4)),
    "permutations": lambda: permutations(Steps("s", 1, 2, 3), 2),
    "product": lambda: product(Steps("a", 1, 2), Steps("b", 3), repeat=2),
    "product none": lambda: product(Steps("a", 1, 2), repeat=0),
    "product empty": lambda: product([1, 2], []),
    "repeat": lambda: repeat(yes, 2),
    "starmap": lambda: starmap(told(lambda *a: sum(a)), Steps("s", (1, 2), [3, 4], Steps("i", 5, 6), 7, (8,))),
    "starmap error": lambda: starmap(told(lambda a, b: a // b), [(1, 1), (1, 0), (4, 2)]),
    "starmap stop": lambda: starmap(lambda it: next(it), [(iter([1]),), (iter([]),), (iter([2]),)]),
    "tee": lambda: zip(*tee(Steps("s", 1, 2, 3))),
    "zip_longest": lambda: zip_longest(Steps("a", 1, 2, 3), "x", Steps("b", 4), fillvalue=0),
    "zip_longest error": lambda: zip_longest(Steps("a", 1, 2), Steps("b", K, 3)),
    "zip_longest natively": lambda: zip_longest([1, 2], Steps("b", 3), [], fillvalue="-"),
}
for name, make in cases.items():
    print(f"# {name}")
    try:
        iterator = make()
    except Exception as error:
        print(type(error).__name__, error)
        continue
    print("made")
    drain(iterator)
