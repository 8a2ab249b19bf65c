# Ints about 48, 63 and 64 bits, slices with plain bounds, and min and max of plain values: what goes a short way.
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
V = [0, 1, -1, 2, 7, -7, 255, 2**31, -2**31, 2**32 - 1, 2**46, 2**47 - 1, -2**47, 2**47, 2**48, 2**62, 2**63 - 1, -2**63, 2**63, 2**64 - 1, -2**64 + 1, 2**64, -2**64, 2**65 + 3, -2**80, 3**60]
import operator
total = 0
for name in ["add", "sub", "mul", "and_", "or_", "xor", "floordiv", "mod", "truediv"]:
    f = getattr(operator, name)
    out = []
    for a in V:
        for b in V:
            if b == 0 and name in ("floordiv", "mod", "truediv"): continue
            r = f(a, b)
            out.append(r)
            assert name == "truediv" or hash(r) == hash(int(str(r))), (name, a, b)
    print(name, hash(tuple(out)), out[100:106], out[-5:])
out = [[], [], [], [], [], [], [], [], []]
for a in V:
    for b in V:
        out[0].append(a + b); out[1].append(a - b); out[2].append(a * b); out[3].append(a & b); out[4].append(a | b); out[5].append(a ^ b)
        if b: out[6].append(a // b); out[7].append(a % b); out[8].append(a / b)
for o in out: print(hash(tuple(o)), o[100:103], o[-3:])
shifts = []
for a in V:
    for n in (0, 1, 5, 15, 16, 17, 31, 32, 33, 47, 48, 62, 63, 64, 65, 100):
        shifts.append(a << n); shifts.append(a >> n)
print(hash(tuple(shifts)), shifts[200:204])
show(lambda: 1 << -1); show(lambda: 2**70 >> -1); show(lambda: 2**70 // 0); show(lambda: 2**70 % 0); show(lambda: 5 ** -1); show(lambda: 2 ** 100); show(lambda: (-2) ** 63)
show(lambda: 2.0 ** 0.5); show(lambda: 0.0 ** -1.0); show(lambda: 10.0 ** 400.0); show(lambda: 2 ** 0.5); show(lambda: True + 2**63); show(lambda: 2**64 @ 3)
x = 2**63; x += 1; x *= 3; x &= 2**64 - 1; x ^= 5; x >>= 3; x <<= 2; x |= 1; x -= 2**60; x //= 3; x %= 2**61; x **= 2
print(x)
class I(int):
    def __add__(s, o): return "I"
    __radd__ = __add__
print(2**63 + I(1), I(1) + 2**63, 2**70 & I(3), 2**63 * 1.5, 2**63 + True)
l = list(range(10)); t = tuple(l); s = "0123456789"; u = "zażółć gęślą"
for seq in (l, t, s, u, b"0123456789"):
    print(seq[2:5], seq[:3], seq[7:], seq[-3:], seq[:-3], seq[5:2], seq[100:], seq[-100:2], seq[:], seq[3:4], seq[2**70:], seq[:2**70], seq[True:], seq[-2**70:1])
print(l[:] is l, t[:] is t, s[:] is s, s[3:4] is "3")
show(lambda: l["a":]); show(lambda: s[1.0:]); show(lambda: 5[1:2])
class X:
    def __index__(s): print("index"); return 2
    def __getitem__(s, k): return k
print(l[X():], X()[1:2], X()[None:])
print(min(3, 1, 2), max(3, 1, 2), min([2, 1, 1.0]), max("b", "c", "a"), min(1.5, 0.5), max([True, 1]), max(1, True), min(2, 2**70), max(2**70, 2), min((5,)), max(1, 1.0), max(1.0, 1))
show(lambda: min()); show(lambda: min([])); show(lambda: max(1, "a")); show(lambda: min(5)); show(lambda: max([], default=4)); show(lambda: min(1, 2, default=3)); show(lambda: max(["a", 1]))
nan = float("nan")
print(min(nan, 1.0), min(1.0, nan), max(nan, 1.0), max([1.0, nan, 2.0]), min([2, 1], key=lambda x: -x), max((1, 2), (1, 3)), min({3, 1, 2}), max({"a": 1, "b": 2}), max(x for x in (1, 5, 2)))
print(max(-0.0, 0.0), min(0.0, -0.0), max("é", "z"))
