from _spy import *
def values(prefix, *numbers):
    return [Ordered(f"{prefix}{n}", n) for n in numbers]
print(values("a", 1, 2) == values("b", 1, 2))
print(values("a", 1, 2) == values("b", 1, 3))
print(values("a", 1, 2) != values("b", 9, 2))
print(values("a", 1) == values("b", 1, 2), values("a", 1) != values("b", 1, 2))
print(tuple(values("a", 1, 2)) == tuple(values("b", 1, 3)))
x = Ordered("x", 5)
print([x] == [x], (x, 1) == (x, 2), [x, x] != [x, x])
print([[Ordered("p", 1)], (Ordered("q", 2),)] == [[Ordered("r", 1)], (Ordered("s", 2),)])
print([1, x] == [1, 5], [5] == [x], (1.0, x) == (1, 5))
class NotBool(Spy):
    def __eq__(self, other):
        log("eq", self, other)
        return Truth("t", self.value == plain(other))
    __hash__ = None
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return self.value
print([NotBool("n", 1)] == [NotBool("m", 1)], [NotBool("n", 1)] == [NotBool("m", 2)], NotBool("u", 3) in [NotBool("v", 3)])
