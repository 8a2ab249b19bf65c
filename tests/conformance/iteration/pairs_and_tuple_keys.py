# Pairs from enumerate, zip, items and lists into two targets, whoever else asks, and tuples as keys.
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n)
def g():
    for i in range(3): yield i
for i, x in enumerate(g(), 10): print(i, x)
for i, x in enumerate([A(1), A(2)]): print(i, x.n)
del x
for a, b in zip([1,2,3], g()): print(a, b)
for a, b in zip(g(), [1,2]): print(a, b)
z = zip([1,2,3], (x for x in (1,)))
for a, b in z: print(a, b)
print(list(z))
try:
    for a, b in zip([1,2], [1], strict=True): print(a, b)
except ValueError as e: print(e)
d = {1: 2, 3: 4, 5: 6}
try:
    for k, v in d.items():
        d[k + 100] = 1
except RuntimeError as e: print(e)
try:
    for k, v in d.items():
        del d[k]; d[k + 1000] = 2
except RuntimeError as e: print(e)
it = iter({1: 2}.items())
for k, v in it: print(k, v)
for k, v in it: print("no")
for a, b in [(1, 2), [3, 4], "56", (7, 8)]: print(a, b)
try:
    for a, b in [(1, 2), (1, 2, 3)]: print(a, b)
except ValueError as e: print(e)
for a, b in enumerate(range(2**47 - 2, 2**47 + 2), 2**47 - 2): print(a, b)
for a, b in enumerate("ab", 2**63 - 2): print(a, b)
for i, (k, v) in enumerate({"a": 1}.items()): print(i, k, v)
l = [(1, 2), (3, 4)]
for a, b in l:
    if len(l) < 5: l.append((a + 1, b))
    print(a, b)
(a, b), c = (1, [2]), 3
print(a, b, c)
def f():
    x, y = (A(3), 4)
    return y
print(f())
nan = float("nan")
print({(1, "a"): 1}[(1, "a")], (1, True) in {(True, 1)}, (1.0, 2) in {(1, 2)}, ((1, 2), 3) in {((1, 2), 3): 1}, (nan,) == (nan,), (1, 2) == (1, 2, 3))
class E:
    def __hash__(s): return 1
    def __eq__(s, o): print("eq"); return True
d = {(E(), 1): 5}
print(d[(E(), 1)], (E(), 2) in d)
try: {([], 1): 2}
except TypeError as e: print(e)
try: {(1, []) for _ in range(1)}
except TypeError as e: print(e)
x = (1,)
for _ in range(100): x = (x,)
y = (1,)
for _ in range(100): y = (y,)
print(hash(x) == hash(y), x == y, {x: 1}[y])
print({i % 3 for i in range(9)}, {E() for _ in range(2)}.__len__(), {i: i for i in "abc"}, {E(): i for i in range(2)}.popitem()[1])
