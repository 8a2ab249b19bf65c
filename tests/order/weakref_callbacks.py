from _weakref import ref, getweakrefcount
class T:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def callback(label):
    def call(r):
        print("callback", label, r() is None)
    return call
t = T("t")
r1, r2, r3 = ref(t, callback(1)), ref(t, callback(2)), ref(t, callback(3))
print(getweakrefcount(t), r1() is t)
del r2
t = None
print(r1() is None)
t = T("again")
r = ref(t)
print(ref(t) is r, ref(t, callback(4)) is r)
holder = [ref(t, callback("held"))]
items = [t, T("other")]
o = ref(items[1], callback("other"))
del t
items.clear()
def bad(r):
    raise ValueError("in callback")
import sys
sys.unraisablehook = lambda info: print("unraisable", info.exc_value)
t = T("bad")
b = ref(t, bad)
del t
import gc
class Node: pass
a = Node()
a.me = a
w = ref(a, callback("cycle"))
del a
print("collecting")
gc.collect()
print(w())
