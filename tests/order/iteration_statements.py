from _spy import *
for x in Source("s", [1, 2]):
    print("body", x)
else:
    print("else")
for x in Source("s", [1, 2]):
    break
class Steps2(Steps):
    def __next__(self):
        if len(self.items) == 1:
            raise KeyError("failed")
        return super().__next__()
class Broken(Spy):
    def __iter__(self):
        log("iter", self)
        return Steps2("b", self.value)
def loop():
    for x in Broken("b", [1, 2]):
        print("body", x)
attempt(loop)
def gen():
    try:
        yield from Source("inner", [1, 2])
    finally:
        print("generator ends")
for x in gen():
    if x == 2:
        break
print("after")
class Old:
    def __getitem__(self, i):
        print("getitem", i)
        if i == 2:
            raise IndexError
        return i
for x in Old():
    print(x)
print([x for x in Source("c", [1])], {x for x in Source("d", [2])})
class R:
    def __len__(self):
        print("len")
        return 2
    def __getitem__(self, i):
        print("getitem", i)
        return i
print(list(reversed(R())))
