from _spy import *
items = list("abcdef")
items[1:3] = Source("s", [1, 2, 3])
print(items)
items[::2] = Source("t", range(4))
print(items)
def bad():
    items[::2] = Source("u", [1])
attempt(bad)
def not_iterable():
    items[0:1] = 5
attempt(not_iterable)
items[:] = items
print(items)
items[2:2] = items
print(len(items))
items.extend(items)
print(len(items))
class Fails(Steps):
    def __next__(self):
        if len(self.items) == 1:
            raise KeyError("stop here")
        return super().__next__()
target = [0]
attempt(lambda: target.extend(Fails("f", [1, 2, 3])))
print(target)
def assign():
    target[0:1] = Fails("g", [1, 2, 3])
attempt(assign)
print(target)
target += Source("h", "xy")
print(target)
class Grow:
    def __iter__(self):
        for i in range(3):
            print("list is", target2)
            yield i
target2 = []
target2.extend(Grow())
print(target2)
