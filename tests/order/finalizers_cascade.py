# What a finalizer drops goes before the older siblings of the one finalized.
class D:
    def __init__(self, name, *children):
        self.name, self.children = name, children
    def __del__(self):
        print("del", self.name)
        self.children = None
        print("end of del", self.name)
D("root", D("a", D("a1"), D("a2", D("a21"))), D("b"))
print("--")
class E(D):
    def __del__(self):
        global holder
        print("E.del", self.name)
        holder = None
        print("E.end", self.name)
holder = D("held by a global")
E("e", D("child of e"))
chain = None
for i in range(5):
    chain = D(i, chain)
chain = None
nested = []
for i in range(3):
    nested = [D(f"n{i}"), nested, D(f"m{i}")]
del nested
