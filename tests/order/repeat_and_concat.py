from _spy import *
class R(Spy):
    def __rmul__(self, other):
        log("rmul", self, other)
        return "rmul"
    def __radd__(self, other):
        log("radd", self, other)
        return "radd"
    def __index__(self):
        log("index", self)
        return 2
class I(Spy):
    def __index__(self):
        log("index", self)
        return 2
for seq in ([1], (1,), "s", b"b"):
    attempt(lambda: seq * R("r"))
    attempt(lambda: R("r") * seq)
    attempt(lambda: seq * I("i"))
    attempt(lambda: I("i") * seq)
    attempt(lambda: seq + R("r"))
    attempt(lambda: seq + I("i"))
    attempt(lambda: seq * 1.5)
    attempt(lambda: seq + 5)
class Both(list):
    def __add__(self, other):
        print("Both.add")
        return "both"
    def __mul__(self, n):
        print("Both.mul", n)
        return "mul"
    __rmul__ = __mul__
    def __radd__(self, other):
        print("Both.radd")
        return "radd"
print([1] + Both([2]), Both([1]) + [2], Both([1]) * 2, 2 * Both([1]))
x = [1]
x *= I("i")
print(x)
