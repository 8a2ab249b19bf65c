from _spy import *
a, b, c = Key("a", 1), Key("b", 2), Key("c", 3)
d = {a: 1, b: 2}
print("and", sorted(map(show, d.keys() & {a, c})))
print("or", sorted(map(show, d.keys() | [c])))
print("sub", sorted(map(show, d.keys() - [b])))
print("xor", sorted(map(show, d.keys() ^ {c, a})))
print("in", c in d.keys(), Key("a2", 1) in d.keys(), (a, 1) in d.items(), (a, Ordered("one", 1)) in d.items())
print("in values", Ordered("two", 2) in d.values(), Ordered("x", 9) in d.values())
print("disjoint", d.keys().isdisjoint([c]), d.keys().isdisjoint(Source("s", [c, b, a])))
