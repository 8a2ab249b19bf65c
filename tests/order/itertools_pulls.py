from _spy import *
from itertools import *
def s(name, n=3):
    return Source(name, range(n))
print(list(chain(s("a", 1), s("b", 2))))
print(list(chain.from_iterable(Source("o", [s("x", 1), s("y", 1)]))))
print(list(islice(s("i", 5), 1, 4, 2)))
print(list(takewhile(lambda x: x < 1, s("t"))), list(dropwhile(lambda x: x < 1, s("d"))))
print(list(zip_longest(s("p", 1), s("q", 2), fillvalue="-")))
print(list(accumulate(s("acc"), lambda a, b: (log("add", a, b), a + b)[1])))
print([(k, list(g)) for k, g in groupby(Source("g", [1, 1, 2]), lambda x: (log("key", x), Ordered(f"k{x}", x))[1])])
a, b = tee(s("tee", 2))
print(next(a), next(b), next(a), list(b))
print(list(pairwise(s("pw"))), list(starmap(pow, Source("sm", [(2, 3)]))), list(compress(s("c"), s("sel"))))
print(list(product(s("p1", 2), s("p2", 1))), list(permutations(s("perm", 2))), list(combinations(s("comb"), 2)))
print(list(batched(s("batch"), 2)), list(filterfalse(None, s("ff", 2))), list(islice(cycle(s("cy", 2)), 5)))
print(list(islice(repeat(Spy("r"), 2), 5)), list(islice(count(5, 2), 2)))
