def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
u = int | str
print(u, type(u), u.__args__, int | None, None | int, list[int] | None, u | float | u)
print(u == str | int, u != int | float, hash(u) == hash(str | int), (int | int) is int)
print(isinstance(1, u), isinstance(1.0, u), isinstance(None, int | None), issubclass(bool, u), isinstance(1, int | list[int]))
attempt(lambda: isinstance([], str | list[int]))
attempt(lambda: issubclass(1, u))
attempt(lambda: int | 3)
attempt(lambda: "x" | int)
attempt(lambda: u())
attempt(lambda: u[int])
def sub():
    class A(int | str): pass
attempt(sub)
class Meta(type):
    def __or__(cls, other): return "meta or"
class M(metaclass=Meta): pass
print(M | int, int | M if False else "-")
