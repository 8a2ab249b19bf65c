class A:
    def who(self): return "A"
class B:
    def who(self): return "B"
class S:
    __slots__ = ("x",)

a = A()
a.__class__ = B
print(a.who(), type(a).__name__)
for target in (int, S, 5):
    try:
        a.__class__ = target
    except TypeError as error:
        print(error)
try:
    (5).__class__ = bool
except TypeError as error:
    print(error)
class C(A): pass
C.__bases__ = (B,)
print(C().who(), C.__mro__[1].__name__)
print(A.__subclasses__(), [c.__name__ for c in B.__subclasses__()])
