class C:
    x = 1
    def __init__(self):
        self.y = 2

c = C()
print(vars(c), vars(c) is c.__dict__, "x" in vars(C))
vars(c)["added"] = 3
print(c.added)
c.__dict__ = {"new": 4}
print(c.new, hasattr(c, "y"))
try:
    c.__dict__ = 5
except TypeError as error:
    print(error)
try:
    C.__dict__["z"] = 1
except TypeError as error:
    print(error)
try:
    vars(1)
except TypeError as error:
    print(error)
keys = list(c.__dict__)
c.b = 1
c.a = 2
print(keys, list(c.__dict__))
c.__dict__.clear()
print(vars(c))
