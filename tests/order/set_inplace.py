from _spy import *
def make(prefix, *values):
    return {Key(f"{prefix}{v}", v) for v in values}
def names(s):
    return sorted(map(show, s))
for name in "update intersection_update difference_update symmetric_difference_update".split():
    s = make("l", 1, 2)
    other = make("r", 2, 3)
    print("--", name)
    getattr(s, name)(other)
    print(names(s))
    s = make("l", 1, 2)
    print("-- from an iterable")
    getattr(s, name)(Source("src", [Key("x2", 2), Key("x7", 7)]))
    print(names(s))
s = make("l", 1, 2)
s |= make("r", 1)
s &= make("q", 1, 2)
s -= make("p", 2)
s ^= make("o", 1, 5)
print(names(s))
