from _spy import *
class F(Spy):
    def __format__(self, spec):
        log("format", self, spec)
        return f"<{self.name}:{spec}>"
    def __str__(self):
        log("str", self)
        return "s" + self.name
    def __repr__(self):
        return "r" + self.name
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        log("getattr", self, name)
        return F(f"{self.name}.{name}")
    def __getitem__(self, key):
        log("getitem", self, key)
        return F(f"{self.name}[{key}]")
f, g = F("f"), F("g")
print(f"{f} {g:>10} {f!s:4} {g!r:4} {f:{g}}")
print("{0} {1:x} {0.attr} {1[key]:y} {0!s}".format(f, g))
print(format(f), format(g, "spec"), "%s|%r" % (f, g), "{a:{b}}".format(a=f, b=g))
class NoStr:
    def __format__(self, spec):
        return 5
attempt(lambda: f"{NoStr()}")
attempt(lambda: f"{object():x}")
attempt(lambda: f"{f.name:{5}}")
def v(x):
    print("eval", x)
    return x
print(f"{v(1)}{v('a')!r}{v(2.5):{v(6)}.{v(2)}f}{v('end')=}")
