from _spy import *
a, b = Key("a", 1), Key("b", 2)
d = {a: "A", b: "B"}
print("setdefault", d.setdefault(Key("a2", 1), "x"), d.setdefault(Key("c", 3), "C"))
print("get", d.get(Key("b2", 2)), d.get(Key("d", 4)))
print("pop", d.pop(Key("b3", 2)), d.pop(Key("e", 5), "default"))
attempt(lambda: d.pop(Key("f", 6)))
print("in", Key("a3", 1) in d, Key("g", 7) in d, Key("h", 8) not in d)
print("popitem", d.popitem())
print("clear", d.clear(), d)
print("fromkeys", dict.fromkeys([a, b, Key("a4", 1)], 0))
print("fromkeys of source", dict.fromkeys(Source("s", [a, b])))
attempt(lambda: d.get([]))
