from _spy import *
class D(Spy):
    def __init__(self, name, *held):
        self.name, self.held = name, held
    def __del__(self):
        print("del", self.name)
def scope():
    a, b = D("a"), D("b")
    c = D("c", a, b)
    print("leaving")
scope()
print("--")
x = D("outer", D("inner 1", D("innermost")), D("inner 2"))
x = None
print("--")
items = [D("l1"), [D("l2"), (D("l3"), D("l4"))], {"k": D("l5")}, {1: D("v")}]
del items
print("--")
items = [D("i1"), D("i2"), D("i3")]
items[1] = None
items.pop(0)
items.clear()
print("--")
d = {1: D("d1"), 2: D("d2")}
d[1] = 5
d.pop(2)
D("temporary")
print("--")
f = lambda keep=D("default"): None
del f
class C:
    attribute = D("on instance class")
o = C()
o.z, o.a = D("z"), D("a")
del o
def gen():
    held = D("in generator")
    yield 1
g = gen()
next(g)
del g
print("end")
