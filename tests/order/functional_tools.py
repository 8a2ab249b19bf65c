from _spy import *
from _functools import reduce, partial, cmp_to_key
def f(a, b):
    log("f", a, b)
    return Spy(f"({a.name if isinstance(a, Spy) else a}{b.name if isinstance(b, Spy) else b})")
print(reduce(f, Source("s", ["a", "b", "c"])), reduce(f, Source("s", []), "start"), reduce(f, [1]))
attempt(lambda: reduce(f, Source("s", [])))
p = partial(f, Spy("fixed"))
print(p(Spy("free")), partial(p, 1)())
def compare(a, b):
    log("compare", a, b)
    return (a.value > b.value) - (a.value < b.value)
items = [Spy(n, v) for n, v in zip("abcd", [3, 1, 2, 1])]
print(sorted(items, key=cmp_to_key(compare)))
k = cmp_to_key(compare)
print(k(items[0]) < k(items[1]), k(items[0]) == k(items[0]), max(items, key=k))
