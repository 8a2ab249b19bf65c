from _spy import *
def make(prefix, *values):
    return {Key(f"{prefix}{v}", v) for v in values}
a, b, c = make("a", 1, 2), make("b", 1, 2), make("c", 1, 2, 3)
print("--")
print(a == b, a != b)
print("--")
print(a <= c, a < c, c >= a, c > a, a < b)
print("--")
print(a.issubset([Key("x", 1), Key("y", 2)]), a.issuperset(Source("s", [Key("z", 2)])), a.isdisjoint([Key("w", 9), Key("v", 1)]))
print("--")
print(frozenset(a) == b, hash(frozenset(a)) == hash(frozenset(b)))
print({frozenset(a): 1}[frozenset(b)])
