import gc
gc.disable()
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name, [k for k in ("next", "loop", "me") if hasattr(self, k)])
def cycle(*names):
    nodes = [D(n) for n in names]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b
cycle("self")
print("dropped")
gc.collect()
cycle("x", "y")
gc.collect()
print("--")
a = D("holder")
a.loop = [a, D("hanging off")]
del a
gc.collect()
kept = []
class Saves(D):
    def __del__(self):
        print("saved", self.name)
        kept.append(self)
s = Saves("s")
s.me = s
del s
gc.collect()
print(len(kept), kept[0].me is kept[0])
kept.clear()
gc.collect()
print("gone quietly")
def gen():
    try:
        yield
    finally:
        print("generator in a cycle ends")
class Holder: pass
h = Holder()
h.g = gen()
next(h.g)
h.me = h
del h
print(gc.collect() > 0)
