from _spy import *
class Peek(Ordered):
    def __lt__(self, other):
        print("during", len(items))
        return super().__lt__(other)
items = [Peek("a", 2), Peek("b", 1), Peek("c", 3)]
items.sort()
print(items)
class Push(Ordered):
    def __lt__(self, other):
        items.append("pushed")
        return super().__lt__(other)
items = [Push("a", 2), Push("b", 1)]
attempt(lambda: items.sort())
print(items)
class Fails(Ordered):
    def __lt__(self, other):
        log("lt", self, other)
        if self.name == "c":
            raise ValueError("cannot compare c")
        return self.value < other.value
items = [Fails(n, v) for n, v in zip("abcd", [4, 3, 2, 1])]
attempt(lambda: items.sort())
print(sorted(map(show, items)))
