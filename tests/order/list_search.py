from _spy import *
a, b, c = Ordered("a", 1), Ordered("b", 2), Ordered("c", 2)
items = [a, b, c]
print("in", Ordered("x", 2) in items, Ordered("y", 9) in items, b in items)
print("index", items.index(Ordered("x", 2)), items.index(Ordered("x", 2), 2), items.index(c))
attempt(lambda: items.index(Ordered("z", 7)))
print("count", items.count(Ordered("x", 2)), items.count(b))
print("remove", items.remove(Ordered("x", 2)), items)
attempt(lambda: items.remove(Ordered("z", 7)))
t = (a, b, c)
print("tuple", Ordered("x", 2) in t, t.index(c), t.count(Ordered("x", 1)), 2 in t, t.index(2))
print("range", Ordered("x", 2) in range(4), range(3).count(Ordered("y", 1)))
attempt(lambda: range(3).index(Ordered("q", 8)))
print("iterator", Ordered("x", 2) in Source("s", [1, 2, 3]), Ordered("w", 2) in (n for n in (1, 2)))
