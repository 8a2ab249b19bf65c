class Temperature:
    def __init__(self, c):
        self._c = c
    @property
    def celsius(self):
        "in degrees"
        return self._c
    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._c = value
    @celsius.deleter
    def celsius(self):
        print("deleted")
    @property
    def fahrenheit(self):
        return self._c * 9 / 5 + 32
    write_only = property(None, lambda self, v: print("wrote", v))

t = Temperature(100)
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__)
t.celsius = 0
print(t.fahrenheit)
del t.celsius
t.write_only = 5
for run in (lambda: setattr(t, "fahrenheit", 1), lambda: delattr(t, "fahrenheit"), lambda: t.write_only,
            lambda: setattr(t, "celsius", -300)):
    try:
        run()
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
p = Temperature.celsius
print(type(p).__name__, p.fget.__name__, p.fset.__name__, p.fget(t), p.__name__)
