from _spy import *
a, b, c, a2 = Key("a", 1), Key("b", 2), Key("c", 3), Key("a2", 1)
s = {a, b, a2}
print(sorted(map(show, s)))
s.add(c)
s.add(Key("b2", 2))
print("in", Key("c2", 3) in s, Key("d", 4) in s)
s.discard(Key("e", 5))
s.discard(Key("a3", 1))
attempt(lambda: s.remove(Key("f", 6)))
print(sorted(map(show, s)))
print(len(set(Source("src", [a, b, a2]))), len(frozenset([a, a2])))
print(len({x for x in [a, a2, b]}))
collide = {SameHash(n) for n in "xyz"}
print(SameHash("z") in collide, len(collide))
