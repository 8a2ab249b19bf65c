from _spy import *
a, b, c = Ordered("a", 1), Ordered("b", 2), Ordered("c", 1)
print(min(a, b, c), max(a, b, c), min([b, a, c]), max([b, a, b]))
def key(x):
    log("key", x)
    return Ordered("k" + x.name, x.value)
print(min(b, a, c, key=key), max([a, b], key=key))
print(min(Source("s", [b, a])), max(Source("s", []), default="none"))
print(max(a, 5), min(5, a))
print(min([a], key=key))
