class Named:
    def __str__(self):
        return "str!"
    def __repr__(self):
        return "repr!"
class Sub(str):
    pass
class Wrong:
    def __str__(self):
        return 5
class Returns:
    def __str__(self):
        return Sub("sub")

print(str(Named()), str(), str(5), str(None), str(b"a"), str(object=1.5))
print(str(b"caf\xc3\xa9", "utf-8"), str(b"a\xff", errors="replace"), str(b"\xe9", encoding="latin-1"))
print(type(Sub(Named())).__name__, Sub(Named()), repr(Sub("x")), Sub("x") == "x", hash(Sub("x")) == hash("x"))
print(type(str(Returns())).__name__, type(str(Sub("a"))).__name__, type(Sub("abc")[1:]).__name__, type(Sub("a").upper()).__name__)
for make in (lambda: str(Wrong()), lambda: str("a", "utf8"), lambda: str(1, "utf8"), lambda: str(b"\xff", "utf8"), lambda: str(1, 2, 3, 4),
             lambda: str(foo=1), lambda: str(1, object=2), lambda: str.__new__(int), lambda: str.__new__(5), lambda: str.__new__(),
             lambda: Sub(1, 2, 3, 4), lambda: str(b"", 5), lambda: str(b"a", "nope"), lambda: str(b"\xff", "utf8", "nope")):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)

class Point(str):
    def __new__(cls, x, y):
        self = super().__new__(cls, f"{x},{y}")
        self.x = x
        return self
p = Point(1, 2)
print(p, p.x, p + "!", len(p), p[0], "," in p, isinstance(p, str), p.__getnewargs__())
it = iter("aé")
print(next(it), it.__length_hint__(), list(it), list(it))
