class C:
    count = 0
    @classmethod
    def up(cls):
        cls.count += 1
        return cls.__name__, cls.count
    @staticmethod
    def plain(x):
        return x + 1
    square = staticmethod(lambda x: x * x)

class D(C): pass
print(C.up(), C().up(), D.up(), C.count, D.count)
print(C.plain(1), C().plain(2), D.square(3))
print(type(C.__dict__["up"]).__name__, type(C.__dict__["plain"]).__name__, C.up.__self__ is C, D.up.__self__ is D)
print(C.__dict__["plain"].__func__(5), C.__dict__["plain"](6), C.__dict__["up"].__func__.__name__)
print(C.__dict__["up"].__wrapped__ is C.up.__func__)
try:
    classmethod(1).__get__(C)()
except TypeError as error:
    print(error)
