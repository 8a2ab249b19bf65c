class Log:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return self.name

for op in "iadd isub imul itruediv ifloordiv imod ipow imatmul iand ior ixor ilshift irshift".split():
    setattr(Log, f"__{op}__", (lambda op: lambda self, other: Log(f"({self} {op} {other})"))(op))
x = Log("x")
x += 1; x -= 2; x *= 3; x /= 4; x //= 5; x %= 6; x **= 7; x @= 8; x &= 9; x |= 10; x ^= 11; x <<= 12; x >>= 13
print(x)
items = [1]
alias = items
items += (2, 3)
items *= 2
print(alias, items is alias)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
s = alias2 = {1}
s |= {2}
s -= {1}
print(alias2, s is alias2)
n = m = 5
n += 1
print(n, m)
