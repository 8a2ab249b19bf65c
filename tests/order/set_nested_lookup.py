from _spy import *
inner = frozenset([Key("a", 1)])
s = {inner, (Key("b", 2), Key("c", 3))}
print({Key("a2", 1)} in s)
print((Key("b2", 2), Key("c2", 3)) in s)
print((Key("b3", 2), Key("d", 4)) in s)
s.discard({Key("a3", 1)})
print(len(s))
