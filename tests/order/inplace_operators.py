from _spy import *
class Full(Spy):
    def __iadd__(self, other):
        log("iadd", self, other)
        return self
    def __imul__(self, other):
        log("imul", self, other)
        return NotImplemented
    def __mul__(self, other):
        log("mul", self, other)
        return Full("product")
    def __isub__(self, other):
        log("isub", self, other)
        return NotImplemented
    def __ior__(self, other):
        log("ior", self, other)
        return "replaced"
class Right(Spy):
    def __rsub__(self, other):
        log("rsub", self, other)
        return "rsub result"
    def __radd__(self, other):
        log("radd", self, other)
        return "radd result"
x = Full("x")
x += 1
x *= 2
print(x)
x -= Right("r")
print(x)
x = Full("x")
x |= 5
print(x)
x = [1]
x += Source("s", [2, 3])
print(x)
def add(y):
    y += Right("r")
    return y
attempt(lambda: add(5))
attempt(lambda: add((1,)))
attempt(lambda: add([1]))
attempt(lambda: add("s"))
