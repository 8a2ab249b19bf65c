from _spy import *
class U(Spy):
    pass
for name in "neg pos abs invert int float complex index trunc floor ceil bool".split():
    if name == "complex":
        continue
    def method(self, name=name):
        log(name, self)
        return {"int": 1, "float": 1.5, "index": 2, "bool": False}.get(name, name + " result")
    setattr(U, f"__{name}__", method)
def rounding(self, *digits):
    log("round", self, *digits)
    return "rounded"
U.__round__ = rounding
def power(self, *rest):
    log("pow", self, *rest)
    return "power"
U.__pow__ = power
u = U("u")
import math
print(-u, +u, abs(u), ~u, int(u), float(u), bool(u), not u)
print(round(u), round(u, 2), round(u, None), math.trunc(u), math.floor(u), math.ceil(u))
print(pow(u, 2), pow(u, 2, 3), u ** 4)
print(math.sqrt(U("s")), hex(u), oct(u), bin(u), chr(u) == "\x02", math.factorial(u), math.gcd(u, 4))
print(divmod(7, 2), range(u), "ab" * u, [0] * u, (1, 2, 3)[u], "abc"[u:])
print(int("11", u), round(2.567, u), 5 if u else 6)
