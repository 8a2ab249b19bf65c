class A:
    def __radd__(self, other):
        return f"A.radd {other}"
    def __rsub__(self, other):
        return NotImplemented
    def __rpow__(self, other):
        return f"A.rpow {other}"
    def __rdivmod__(self, other):
        return "A.rdivmod"

class Base:
    def __add__(self, other):
        return "Base.add"
    def __lt__(self, other):
        return "Base.lt"

class Derived(Base):
    def __radd__(self, other):
        return "Derived.radd"
    def __gt__(self, other):
        return "Derived.gt"

print(1 + A(), "s" + A(), [1] + A(), 2 ** A(), divmod(5, A()))
print(Base() + Derived(), Base() < Derived(), Derived() + Base())
for run in (lambda: 1 - A(), lambda: A() + 1, lambda: A() - A()):
    try:
        run()
    except TypeError as error:
        print(error)
print((5).__add__("x"), int.__add__(2, 3), (1.5).__add__(2))
