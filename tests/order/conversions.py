from _spy import *
class C(Spy):
    pass
def define(name, answer):
    def method(self, *args):
        log(name, self, *args)
        return answer
    setattr(C, f"__{name}__", method)
for name, answer in (("int", 7), ("float", 2.5), ("str", "text"), ("bytes", b"bytes"), ("bool", True), ("index", 3), ("hash", 5), ("len", 2)):
    define(name, answer)
c = C("c")
print(int(c), float(c), str(c), bytes(c), bool(c), hash(c), len(c), not c)
class OnlyIndex(Spy):
    def __index__(self):
        log("index", self)
        return 3
i = OnlyIndex("i")
print(int(i), float(i), bytes(i), round(1.23456, i), "x" * i, range(i), int("12", i), bool(i))
class OnlyLen(Spy):
    def __len__(self):
        log("len", self)
        return self.value
print(bool(OnlyLen("zero", 0)), bool(OnlyLen("l", 2)), [x for x in [OnlyLen("one", 1)] if x])
class Iter(Source):
    def __getitem__(self, k):
        log("getitem", self, k)
print(bytes(Source("s", [65, 66])), list(map(int, [i, "5", 2.9])), tuple(Iter("it", [1])))
class SubInt(int):
    def __int__(self):
        print("SubInt.__int__")
        return 9
    def __index__(self):
        print("SubInt.__index__")
        return 8
    def __str__(self):
        print("SubInt.__str__")
        return "sub"
s = SubInt(5)
print(int(s), [0, 1, 2, 3, 4, 5][s], str(s), f"{s}", "%d" % s, s + 1, float(s), hex(s))
