from _spy import *
class D(Spy):
    def __del__(self):
        print("del", self.name)
def f(a, b):
    print("f")
    a = None
    print("rebound")
    return b
print("result", f(D("first"), D("second")).name)
def g(*args, **kwargs):
    return len(args) + len(kwargs)
print(g(D("x"), D("y"), k=D("z")))
D("p").name, D("q").name
a = D("old")
a = D("new")
a, b = D("t1"), D("t2")
a, b = b, a
del a
print("swapped")
for i in range(2):
    v = D(f"loop {i}")
print("loop over")
def raises():
    local = D("local of raiser")
    raise ValueError
try:
    raises()
except ValueError as error:
    print("handling")
print("handled")
[D(n) for n in "AB"]
D("chain") if D("condition") else None
print(D("l").name + D("r").name, [D("s")][0].name)
x = [D("e1"), D("e2")][1]
del x, b, v
print("end")
