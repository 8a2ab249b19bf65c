class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h
    def __eq__(self, other):
        return isinstance(other, Key) and self.name == other.name
    def __hash__(self):
        return self.h
    def __repr__(self):
        return self.name

d = {Key("a", 1): 1, Key("b", 1): 2, Key("a", 1): 3}
print(d, d[Key("b", 1)], Key("a", 2) in d)
s = {Key("x", 5), Key("x", 5), Key("y", 5)}
print(len(s), Key("y", 5) in s)

class BadHash:
    def __hash__(self):
        return "text"
class NoHash:
    __hash__ = None
class BigHash:
    def __hash__(self):
        return 2 ** 61
for x in (BadHash(), NoHash(), [], {}, set()):
    try:
        hash(x)
    except TypeError as error:
        print(error)
print(hash(BigHash()), hash(-1), hash(2 ** 61 - 1), hash(1.0) == hash(1) == hash(True))
try:
    {[]: 1}
except TypeError as error:
    print(error)
try:
    {1, {}}
except TypeError as error:
    print(error)
