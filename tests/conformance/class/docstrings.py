def f():
    """Line one.

        Indented line.
    Last line.
    """

class C:
    'class doc'
    def method(self):
        "method doc"
    x = 1
    "not a docstring"

def none():
    1
    "late"

def formatted():
    f"not a docstring {1}"

print(repr(f.__doc__))
print(C.__doc__, C.method.__doc__, none.__doc__, formatted.__doc__, C().__doc__)
C.__doc__ = "changed"
print(C.__doc__)
class D(C): pass
print(D.__doc__)
