from _spy import *
class A(Spy):
    def __lt__(self, other):
        log("A.lt", self, other)
        return NotImplemented
    def __gt__(self, other):
        log("A.gt", self, other)
        return "gt"
    def __eq__(self, other):
        log("A.eq", self, other)
        return NotImplemented
    def __le__(self, other):
        log("A.le", self, other)
        return NotImplemented
    def __ge__(self, other):
        log("A.ge", self, other)
        return NotImplemented
    __hash__ = None
class B(A):
    def __gt__(self, other):
        log("B.gt", self, other)
        return NotImplemented
class C(A):
    pass
a, a2, b, c = A("a"), A("a2"), B("b"), C("c")
for x, y in ((a, a2), (a, b), (b, a), (a, c), (a, 1), (1, a), (a, a), (b, b), ([a], [a2])):
    print("--", show(x), show(y))
    attempt(lambda: x < y)
    attempt(lambda: x > y)
    attempt(lambda: x == y)
    attempt(lambda: x != y)
    attempt(lambda: x <= y)
    attempt(lambda: x >= y)
