class M:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        print("enter", self.name)
    def __exit__(self, kind, *rest):
        print("exit", self.name, kind and kind.__name__)
    def __del__(self):
        print("del", self.name)
def gen(name):
    with M(name):
        local = M(name + " local")
        try:
            yield 1
            yield 2
        finally:
            print("finally", name)
g = gen("a")
next(g)
g.close()
print("--")
g = gen("b")
next(g)
g = None
print("--")
for x in gen("c"):
    break
print("--")
def outer():
    yield from gen("d")
o = outer()
next(o)
del o
print("--")
list(gen("e"))
a, b = gen("f")
print("--")
g = gen("g")
next(g)
try:
    g.throw(KeyError("thrown"))
except KeyError:
    print("out")
g = gen("never started")
del g
def both():
    for pair in zip(gen("z1"), gen("z2")):
        return pair
print(both())
print("end")
