from _spy import *
class Clears(Spy):
    def __eq__(self, other):
        log("eq", self, other)
        items.clear()
        return False
    __hash__ = None
class Grows(Clears):
    def __eq__(self, other):
        log("eq", self, other)
        if len(items) < 6:
            items.append(len(items))
        return False
for name in ("index", "count", "remove", "__contains__"):
    items = [1, 2, 3]
    attempt(lambda: getattr(items, name)(Clears("clears")))
    items = [1, 2, 3]
    attempt(lambda: getattr(items, name)(Grows("grows")))
    print(items)
items = [Clears("a"), 2]
print(items == [1, 2], items)
items = [Grows("g"), 2]
attempt(lambda: items < [1, 2, 3])
print(items)
