from _spy import *
class D(Spy):
    def __dir__(self):
        log("dir", self)
        return Source("names", ["b", "a"])
print(dir(D("d")))
class R(Spy):
    def __repr__(self):
        print("repr", self.name)
        return self.name
x, y = R("x"), R("y")
print([x, (y,), {x: y}], {1: [x]}, (x,), [[y]])
print(repr(x), f"{y!r}", "%r" % x)
loop = [x]
loop.append(loop)
print(loop)
d = {"k": y}
d["self"] = d
print(d, {x}, frozenset([y]))
print(str([x]), "%s" % [y], f"{[x]}", ascii([y]))
print(range(3), slice(x, y), [x].__iter__ is None, {x: 1}.keys(), {1: y}.values(), {x: y}.items(), KeyError(x), ValueError(x, y))
class Fails(Spy):
    def __repr__(self):
        raise KeyError("no repr")
attempt(lambda: repr([x, Fails("f"), y]))
attempt(lambda: repr([x]))
