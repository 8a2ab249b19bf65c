# Where a subclass of a builtin type is asked by its own methods, and where the builtin's data is taken.
class Row(list):
    def __iter__(self): print("iter", end=" "); return super().__iter__()
class Plain(list): pass
for cls in Plain, Row:
    r = cls([1, 2])
    r[1:1] = r; print(r)
    r[::2] = r[:len(r[::2])]; print(r)
    r.extend(r); print(r)
    r += r; print(len(r))
    r[:] = r; r[len(r):] = r; print(len(r))
    r[::2] = r[::2]; print(r + r == r * 2, [*cls([1]), *cls([2])], tuple(cls([1])), sorted(cls([2, 1])), ",".join(cls("a")))
class Refuses:
    def __radd__(self, other): print("radd", end=" "); return NotImplemented
    def __rmul__(self, other): print("rmul", end=" "); return NotImplemented
class Adds(list):
    def __iadd__(self, other): print("iadd", end=" "); return NotImplemented
    def __imul__(self, other): print("imul", end=" "); return NotImplemented
for text in ("v += n", "v *= n", "v + n", "v * n"):
    for v in ([1], Plain([1]), Adds([1]), (1,), "s"):
        try: exec(text, {"v": v, "n": Refuses()})
        except TypeError as e: print(text, v, e)
class Half(float):
    def __float__(self): print("float", end=" "); return 2.0
    def __int__(self): print("int", end=" "); return 4
h = Half(1.5)
print("%f %.1e %g %d" % (h, h, h, h), float(h), int(h), round(h), f"{h} {h:.2f}", h + 1, divmod(h, 1))
