from _spy import *
class Meta(type):
    def __instancecheck__(cls, instance):
        log("instancecheck " + cls.__name__, instance)
        return Truth(cls.__name__, cls.__name__ == "B")
    def __subclasscheck__(cls, sub):
        print("subclasscheck", cls.__name__, sub.__name__)
        return cls.__name__ == "B"
class Truth(Spy):
    def __init__(self, name, value):
        self.name, self.value = name, value
    def __bool__(self):
        log("bool", self)
        return self.value
class A(metaclass=Meta): pass
class B(metaclass=Meta): pass
a = A()
print(isinstance(5, A), isinstance(5, (A, B, int)), isinstance(5, (str, (A, int), B)), isinstance(a, A))
print(issubclass(int, A), issubclass(int, (A, B)), issubclass(A, A), isinstance(5, A | B))
class Liar(Spy):
    @property
    def __class__(self):
        log("class", self)
        return str
print(isinstance(Liar("l"), str), isinstance(Liar("m"), int))
try:
    raise ValueError
except (KeyError, ValueError):
    print("except does not ask")
