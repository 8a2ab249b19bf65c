from _spy import *
class Meddler(SameHash):
    __hash__ = SameHash.__hash__
    def __eq__(self, other):
        log("eq", self, other)
        if self.name == "m" and not done:
            done.append(1)
            d[SameHash("new")] = "new"
        return self.value == plain(other)
done = []
d = {SameHash("a"): 1, SameHash("b"): 2}
print(d.get(Meddler("m", "b")))
print(d)
class Cleaner(SameHash):
    __hash__ = SameHash.__hash__
    def __eq__(self, other):
        log("eq", self, other)
        d.clear()
        return False
d = {SameHash("a"): 1}
print(d.get(Cleaner("c")), d)
d = {SameHash("a"): 1}
d[Cleaner("c")] = 2
print(d)
def change():
    for k in d:
        d[1] = 1
attempt(change)
def change_values():
    for k in list(d.items()):
        d.popitem()
    return len(d)
attempt(change_values)
