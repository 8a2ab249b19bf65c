class C:
    def __int__(self): return 3
    def __float__(self): return 2.5
    def __str__(self): return "str C"
    def __repr__(self): return "repr C"
    def __index__(self): return 7
    def __bytes__(self): return b"bytes C"
    def __bool__(self): return False
    def __format__(self, spec): return f"format({spec})"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 9
    def __floor__(self): return 1
    def __ceil__(self): return 2
    def __hash__(self): return 11
    def __reversed__(self): return iter("cba")
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1

c = C()
print(int(c), float(c), str(c), repr(c), bytes(c), bool(c), format(c, "x"), f"{c:>3}", round(c), round(c, 2))
print(hex(c), bin(c), [0] * 10 == [0] * c + [0] * 3, "abcdefgh"[c], list(reversed(c)), dir(c), range(c))
import math
print(math.floor(c), math.ceil(c), math.trunc(c))
