"""operator, heapq and bisect."""
import operator
import heapq
import bisect
from operator import attrgetter, itemgetter, methodcaller

names = "lt le eq ne ge gt add sub mul truediv floordiv mod pow and_ or_ xor lshift rshift is_ is_not".split()
for name in names:
    print(name, getattr(operator, name)(7, 2), end="; ")
print()
print(operator.neg(3), operator.pos(-3), operator.inv(5), operator.invert(5), operator.abs(-4), operator.not_([]), operator.truth([1]), operator.index(True), operator.is_none(None), operator.is_not_none(None))
print(operator.contains([1, 2], 2), operator.countOf([1, 2, 1.0], 1), operator.indexOf("abc", "c"), operator.getitem({"a": 1}, "a"), operator.concat([1], [2]), operator.length_hint([1, 2]), operator.length_hint(iter([1, 2, 3])), operator.length_hint(5, 9), operator.call(max, 1, 2, key=lambda x: -x))
d = {"a": 1}
operator.setitem(d, "b", 2)
operator.delitem(d, "a")
l = [1]
print(d, operator.iadd(l, [2]) is l, l, operator.isub(5, 3), operator.imul(2, 4), operator.ior({1}, {2}), operator.iconcat([1], [2]), operator.ipow(2, 5))


class P:
    def __init__(self, **kw):
        self.__dict__.update(kw)


p = P(x=1, y=P(z=[5, 6]))
print(attrgetter("x")(p), attrgetter("y.z")(p), attrgetter("x", "y.z")(p), itemgetter(1)([1, 2]), itemgetter("a", "b")({"a": 1, "b": 2}), itemgetter(slice(1, 3))("abcd"), methodcaller("upper")("a"), methodcaller("split", ",", maxsplit=1)("a,b,c"))
print(attrgetter("a", "b.c"), itemgetter(1, "x"), methodcaller("f", 1, k=2), sorted([(2, "b"), (1, "c")], key=itemgetter(1)))
for f in (lambda: operator.add(1, "a"), lambda: operator.indexOf([1], 2), lambda: operator.concat(1, 2), lambda: attrgetter(5), lambda: methodcaller(5), lambda: itemgetter(1)(5), lambda: attrgetter("nothing")(p), lambda: operator.index(1.5), lambda: operator.length_hint(1, "a")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)

state = 7


def number():
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return state % 1000


heap = []
for _ in range(200):
    heapq.heappush(heap, number())
assert all(heap[i] <= heap[2 * i + j] for i in range(100) for j in (1, 2) if 2 * i + j < 200)
print(heap[:10], [heapq.heappop(heap) for _ in range(10)], heapq.heapreplace(heap, 5), heapq.heappushpop(heap, 1), heapq.heappushpop(heap, 999), heap[:5])
numbers = [number() for _ in range(50)]
copy = numbers[:]
heapq.heapify(copy)
print(copy, heapq.nlargest(3, numbers), heapq.nsmallest(3, numbers), heapq.nlargest(2, ["a", "ccc", "bb"], key=len), heapq.nsmallest(1, []), heapq.nlargest(99, [2, 1]))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3])), list(heapq.merge("ca", "db", reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
top = [3, 1, 2]
heapq.heapify_max(top)
print(top, heapq.heappop_max(top), top)
tasks = []
for priority, name in [(3, "low"), (1, "high"), (2, "mid")]:
    heapq.heappush(tasks, (priority, name))
print([heapq.heappop(tasks)[1] for _ in range(3)])
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush([1], "a")):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
a = [1, 2, 2, 3, 5]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 4), bisect.bisect(a, 0), bisect.bisect_left(a, 9), bisect.bisect(a, 2, 3), bisect.bisect_left(a, 2, 0, 1), bisect.bisect([1, 4, 9], 2, key=lambda x: x ** 0.5))
bisect.insort(a, 4)
bisect.insort_left(a, 2)
bisect.insort(a, -3, key=abs)
print(a)
try:
    bisect.bisect(a, 1, -1)
except ValueError as error:
    print(error)
