from _spy import *
a, b, c = SameHash("a"), SameHash("b"), SameHash("c")
d = {}
d[a] = 1
d[b] = 2
d[c] = 3
print(d)
print("lookup", d[c], d.get(b), d.get(SameHash("x"), "none"))
print("identity", d[a])
other = SameHash("a2", "a")
d[other] = 10
print(d, a in d, other in d)
del d[other]
print(d)
attempt(lambda: d[SameHash("zz")])
