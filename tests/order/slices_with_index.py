from _spy import *
class I(Spy):
    def __index__(self):
        log("index", self)
        return self.value
one, three, two = I("one", 1), I("three", 3), I("two", 2)
items = list("abcdefg")
print(items[one:three], items[::two], items[one], "abcdefg"[three:one:I("minus", -1)], (1, 2, 3, 4)[one:three], b"abcd"[one:])
items[one:three] = Source("s", ["X"])
print(items)
items[one] = "Y"
del items[two:I("five", 5):two]
print(items)
print(range(10)[one:I("eight", 8):three], range(one, I("six", 6), two))
items.insert(one, "Z")
print(items.pop(two), items, items * two, [1, 2, 1].index(1, one, three))
print("abcabc".find("c", three), "abc".center(I("seven", 7)), slice(one, three).indices(I("nine", 9)))
class Seq:
    def __getitem__(self, key):
        return key
    def __setitem__(self, key, value):
        print("set", key, value)
    def __delitem__(self, key):
        print("del", key)
s = Seq()
print(s[one], s[one:two], s[:], s[1:2, ::3, ...])
s[one:two] = 5
del s[two:]
