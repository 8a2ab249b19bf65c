from _spy import *
a, b = Key("a", 1), Key("b", 2)
print(hash((a, b)) == hash((1, 2)))
print(hash((a, (b, a))) == hash((1, (2, 1))))
print(hash(frozenset([a, b])) == hash(frozenset([1, 2])))
d = {(a, b): "pair"}
print(d[(1, 2)], d.get((Key("a2", 1), Key("b2", 2))), ((1, 3) in d))
s = slice(a, b)
print(hash(s) == hash(slice(1, 2)))
attempt(lambda: hash((a, [], b)))
attempt(lambda: {(a, {}): 1})
print(hash(range(3)) == hash(range(0, 3, 1)))
class Method(Spy):
    def __hash__(self):
        log("hash", self)
        return 4
    def __eq__(self, other):
        log("eq", self, other)
        return True
    def m(self):
        pass
m = Method("m")
print({m.m: 1}[m.m], m.m == Method("n").m, hash(m.m) == hash(m.m))
