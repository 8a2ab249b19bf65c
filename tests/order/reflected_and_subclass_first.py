from _spy import *
class A(Spy):
    pass
class B(A):
    pass
class Other(Spy):
    pass
names = "add sub mul truediv floordiv mod divmod pow lshift rshift and xor or matmul".split()
def define(cls, prefix, answer):
    for name in names:
        def method(self, other, *rest, name=name):
            log(f"{cls.__name__}.{prefix}{name}", self, other, *rest)
            return answer
        setattr(cls, f"__{prefix}{name}__", method)
define(A, "", NotImplemented)
define(A, "r", NotImplemented)
define(B, "r", "B reflected")
define(Other, "r", "Other reflected")
a, a2, b, o = A("a"), A("a2"), B("b"), Other("o")
for f in (lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / y, lambda x, y: x // y, lambda x, y: x % y,
          divmod, lambda x, y: x ** y, lambda x, y: x << y, lambda x, y: x >> y, lambda x, y: x & y, lambda x, y: x ^ y,
          lambda x, y: x | y, lambda x, y: x @ y, pow):
    for x, y in ((a, a2), (a, b), (b, a), (a, o), (o, a), (1, b), ("s", o), ([], b)):
        attempt(lambda: f(x, y))
