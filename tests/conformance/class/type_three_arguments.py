def method(self):
    return "method of " + type(self).__name__

C = type("C", (list,), {"method": method, "attribute": 5})
c = C([1, 2])
print(c, c.method(), C.attribute, C.__bases__, C.__name__, C.__qualname__)
C.__name__ = "Renamed"
print(C, c.method())
for run in (lambda: type("x"), lambda: type("x", 1), lambda: type(1, (), {}), lambda: type("x", [], {}),
            lambda: type("x", (1,), {}), lambda: type("a\0b", (), {}), lambda: type("x", (), [])):
    try:
        print(run())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(type(type), type(object), isinstance(type, object), isinstance(object, type), type(5) is int)
