from _spy import *
for make in (list, tuple, set, frozenset, bytes, sum, any, all, max, min, sorted, enumerate, iter, "".join, dict.fromkeys):
    name = getattr(make, "__name__")
    print("--", name)
    items = ["a", "b"] if name == "join" else [1, 0, 2]
    for source in Sized("sized", items), Source("source", items):
        if make in (enumerate, iter):
            attempt(lambda: [type(made := make(source)).__name__, next(made)])
        else:
            attempt(lambda: make(source))
items = []
items.extend(Sized("sized", [1, 2]))
items.extend(Source("source", [3]))
items[1:2] = Sized("sized", [8, 9])
print(items)
class BadHint(Source):
    def __length_hint__(self):
        return -1
class NoHint(Source):
    def __length_hint__(self):
        log("no hint", self)
        return NotImplemented
class Sizes(Source):
    def __len__(self):
        log("len", self)
        return 2
attempt(lambda: list(BadHint("b", [1])))
attempt(lambda: list(NoHint("n", [1])))
attempt(lambda: list(Sizes("l", [1, 2])))
attempt(lambda: tuple(Sizes("l", [1, 2])))
