class C:
    real = 1
    def __getattr__(self, name):
        if name == "bad":
            raise AttributeError("custom text")
        return "getattr " + name

c = C()
print(c.real, c.other, getattr(c, "bad", "default"), hasattr(c, "bad"))

class D:
    def __init__(self):
        self.seen = 0
    def __getattribute__(self, name):
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        return "all " + name
    def method(self):
        return "never"

d = D()
print(d.seen, d.method, object.__getattribute__(d, "seen"))

class E:
    def __setattr__(self, name, value):
        object.__setattr__(self, name.upper(), value)
    def __delattr__(self, name):
        print("delete", name)

e = E()
e.abc = 1
del e.abc
print(e.__dict__)

class F:
    @property
    def broken(self):
        return self.nothing_here
    def __getattr__(self, name):
        return "fallback for " + name

print(F().broken)
