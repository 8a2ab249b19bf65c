def f(a: int, b: "text" = 2, *args: str, c: list[int] = [], **kw: dict) -> None:
    pass

print(f.__annotations__)

def late(x: NotDefinedYet): pass
try:
    late.__annotations__
except NameError as error:
    print(error)
NotDefinedYet = float
print(late.__annotations__)
x: int = 5
y: str
print(x, "y" in globals())

class C:
    field: int
    other: "C" = None

print(C.__annotations__, C.other)
