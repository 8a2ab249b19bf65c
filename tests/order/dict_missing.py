from _spy import *
class D(dict):
    def __missing__(self, key):
        log("missing", key)
        return "made"
    def __getitem__(self, key):
        log("getitem", key)
        return super().__getitem__(key)
d = D({Key("a", 1): "A"})
print(d[Key("a2", 1)], d[Key("b", 2)], d.get(Key("c", 3)), Key("d", 4) in d, len(d))
print("%(x)s" % D(x=1), "{0[y]}".format(D(y=2)))
class Fails(dict):
    def __missing__(self, key):
        raise ValueError("missing " + show(key))
attempt(lambda: Fails()["k"])
