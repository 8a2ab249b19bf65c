"""weakref: collections that let go, methods, finalizers."""
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def shout(self):
        return self.name.upper()


a, b, c = Thing("a"), Thing("b"), Thing("c")
by_name = weakref.WeakValueDictionary(a=a, b=b)
by_name["c"] = c
print(len(by_name), sorted(by_name), by_name["a"], by_name.get("x", 0), "b" in by_name, list(by_name.items()))
del b
gc.collect()
print(len(by_name), list(by_name.values()), by_name.pop("a"), by_name.setdefault("a", a), "b" in by_name)
try:
    by_name["b"]
except KeyError as error:
    print("KeyError", error)
try:
    by_name["n"] = 5
except TypeError as error:
    print(error)
print(by_name.copy().popitem(), dict(by_name | {"z": c}), isinstance(by_name, weakref.WeakValueDictionary))

notes = weakref.WeakKeyDictionary()
d = Thing("d")
notes[a], notes[d] = "first", "fourth"
print(len(notes), notes[a], notes.get(c), sorted(notes.values()), 5 in notes, d in notes)
del d
gc.collect()
print(len(notes), list(notes.items()), notes.pop(a), notes.pop(a, "gone"), dict(notes))
try:
    notes[5] = 1
except TypeError as error:
    print(error)

e = Thing("e")
group = weakref.WeakSet([a, c, e])
print(len(group), a in group, 3 in group, sorted(t.name for t in group))
other = weakref.WeakSet([a])
print(sorted(t.name for t in group - other), sorted(t.name for t in group & other), other <= group, other < group, group == other, group.isdisjoint([e]))
del e
gc.collect()
print(len(group), sorted(t.name for t in group | [a]))
group.discard(a)
try:
    group.remove(a)
except KeyError:
    print("no a")
print(group.pop(), len(group))
try:
    group.pop()
except KeyError as error:
    print(error)

method = weakref.WeakMethod(a.shout, lambda wr: print("method gone"))
print(method()(), method == weakref.WeakMethod(a.shout), method() == a.shout)
try:
    weakref.WeakMethod(len)
except TypeError as error:
    print(str(error)[:40])

f = Thing("f")
ender = weakref.finalize(f, print, "f has gone", sep="!")
print(ender.alive, ender.peek()[1:], ender.atexit)
del f
gc.collect()
print(ender.alive, ender.peek(), ender())
g = Thing("g")
ender = weakref.finalize(g, lambda: "result")
print(ender(), ender(), ender.alive)
ender = weakref.finalize(g, print, "never")
print(ender.detach()[0], ender.detach())
del by_name, notes, a
gc.collect()
print(method())
print(weakref.getweakrefcount(g), weakref.getweakrefs(g), weakref.ref(g)() is g, weakref.proxy(g).name, type(weakref.proxy(g)) in weakref.ProxyTypes)
