from _spy import *
class Contains(Spy):
    def __contains__(self, x):
        log("contains", self, x)
        return Truth("answer", x)
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return bool(self.value)
c = Contains("c")
print(1 in c, "" in c, 0 not in c)
class NoContains(Spy):
    __contains__ = None
attempt(lambda: 1 in NoContains("n"))
print(2 in Source("s", [1, 2, 3]), 5 in Source("s", [1]))
class Fallback(Spy):
    def __getitem__(self, i):
        log("getitem", self, i)
        if i > 2:
            raise IndexError
        return i * 2
print(4 in Fallback("f"), 5 in Fallback("f"))
attempt(lambda: 1 in Spy("plain"))
attempt(lambda: 1 in "text")
attempt(lambda: 1 in 5)
x = Ordered("x", 1)
print(x in [x], x in [1], 1 in [x], x in {1: 2}.values())
