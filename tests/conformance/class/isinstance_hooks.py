class Meta(type):
    def __instancecheck__(cls, instance):
        return instance == "magic"
    def __subclasscheck__(cls, sub):
        return sub is int

class Fake(metaclass=Meta): pass
print(isinstance("magic", Fake), isinstance(5, Fake), issubclass(int, Fake), issubclass(str, Fake))
print(isinstance(Fake(), Fake), isinstance(1, (str, (float, int))), issubclass(bool, (str, int)))

class Proxy:
    @property
    def __class__(self):
        return int

print(isinstance(Proxy(), int), type(Proxy()).__name__)
for run in (lambda: isinstance(1, "int"), lambda: isinstance(1, (int, "x")), lambda: isinstance("", (int, "x")),
            lambda: issubclass(1, int), lambda: issubclass(int, 1)):
    try:
        print(run())
    except TypeError as error:
        print(error)
print(isinstance(1, int | str), isinstance("", int | None), issubclass(bool, int | str))
