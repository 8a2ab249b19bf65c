# Which of two operands is asked by * and + when a builtin sequence is one of them, and what is said when none can.
class Refuses:
    def __radd__(self, other): print("radd", type(other).__name__); return NotImplemented
    def __rmul__(self, other): print("rmul", type(other).__name__); return NotImplemented
    def __mul__(self, other): print("mul", type(other).__name__); return NotImplemented
    def __imul__(self, other): print("imul", type(other).__name__); return NotImplemented
class Words(str): pass
class Row(list): pass
class Sized:
    def __len__(self): return 1
n, words, row, sized = Refuses(), Words("w"), Row([3]), Sized()
values = ["'s'", "b'b'", "[1]", "(2,)", "{}", "{3}", "{}.keys()", "range(2)", "None", "1.5", "n", "words", "row", "sized", "frozenset()"]
for a in values:
    for b in values:
        for op in ("*", "+", "*=", "+="):
            try: exec(f"v = {a}\nv {op} {b}" if op[1:] else f"{a} {op} {b}")
            except TypeError as e: print(a, op, b, "!!", e)
print(b"abcabc".find(b"c", type("I", (), {"__index__": lambda s: print("start") or 3})()))
class I:
    def __init__(self, n): self.n = n
    def __index__(self): print("index", self.n); return self.n
for name in ("find", "rfind", "count", "index", "rindex"): print(name, getattr(b"abcabc", name)(I(98), I(1), I(6)))
