from _weakref import ref
class Thing: pass
class Named(ref):
    def __new__(cls, thing, callback=None, name=None): return super().__new__(cls, thing, callback)
    def __init__(self, thing, callback=None, name=None):
        super().__init__(thing, callback)
        self.name = name
t = Thing()
a = Named(t, lambda r: print("gone:", r.name), name="a")
b = Named(t, name="b")
print(a.name, b.name, a == b, a is b, a == ref(t), len({a, b, ref(t)}))
table = {a: 1}
print(table[b])
del t
print(table[a])
