from _spy import *
a, b, c = [1, 2, 3], [4, 5], [6, 7, 8, 9]
print(list(zip(Source("a", a), Source("b", b), Source("c", c))))
attempt(lambda: list(zip(Source("a", [1]), Source("b", [1, 2]), strict=True)))
attempt(lambda: list(zip(Source("a", [1, 2]), Source("b", [1]), strict=True)))
attempt(lambda: list(zip(Source("a", [1]), Source("b", [1]), strict=True)))
def f(*args):
    log("f", *args)
    return args
print(list(map(f, Source("a", a), Source("b", b))))
print(list(filter(None, Source("s", [0, 1, ""]))))
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return bool(self.value)
print(list(filter(lambda x: Truth("t" + str(x), x - 1), Source("s", [1, 2]))))
print(list(filter(None, [Truth("yes", 1), Truth("no", 0)])), list(filter(bool, [Truth("y", 1)])))
it = map(f, Source("a", [1, 2]))
print(next(it), "paused", next(it), next(it, "over"))
print(list(enumerate(Source("s", ["x", "y"]), 5)), list(zip()), list(zip(Source("z", []))))
