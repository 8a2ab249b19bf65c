class A:
    def f(self): return 1
class B(A): pass
b = B()
print(b.f())
A.f = lambda self: 2
print(b.f())
B.f = lambda self: 3
print(b.f())
del B.f
print(b.f())
b.f = lambda: 4
print(b.f())
del b.f
A.__len__ = lambda self: 5
print(len(b))
del A.__len__
try:
    len(b)
except TypeError as error:
    print(error)
for step in range(3):
    A.value = step
    print(b.value, end=" ")
print()
A.__add__ = lambda self, o: "add"
print(b + 1)
A.__getattr__ = lambda self, name: name + "?"
print(b.hello)
