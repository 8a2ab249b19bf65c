from _spy import *
a, b, a2 = Key("a", 1), Key("b", 2), Key("a2", 1)
d = {a: 1}
e = {a2: 2, b: 3}
print("update")
d.update(e)
print(d)
print("or", {a: 1} | e)
d = {a: 1}
d |= e
print(d)
print("mapping")
d.update(Mapping("m", {"x": 1, "y": 2}))
print("pairs")
d.update(Source("pairs", [Source("p", ["z", 3]), ("w", 4)]))
print("keywords")
d.update(k=5)
d |= [("q", 6)]
print(d)
print("dict()", dict(Mapping("m", {"x": 1})), dict(Source("pairs", [("a", 1)]), b=2))
print({**Mapping("m", {"x": 1}), "y": 2})
attempt(lambda: dict(Source("pairs", [("a", 1, 2)])))
attempt(lambda: dict([1]))
