import sys
Module = type(sys)
m = Module("made", "its text")
print(m, m.__name__, m.__doc__, m.__package__, m.__loader__, m.__spec__, sorted(m.__dict__))
m.x = 1
print(m.x, m.__dict__["x"], "x" in dir(m))
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
attempt(lambda: m.missing)
attempt(lambda: delattr(m, "missing"))
attempt(lambda: setattr(m, "__dict__", {}))
attempt(lambda: Module())
attempt(lambda: Module(1))
attempt(lambda: Module("a", b=1))
m.__getattr__ = lambda name: "asked for " + name
m.__dir__ = lambda: ["b", "a"]
attempt(lambda: m.missing)
attempt(lambda: dir(m))
attempt(lambda: hasattr(m, "more"))
m.__file__ = "/a/file.py"
print(m)
del m.__getattr__, m.__name__
attempt(lambda: m.missing)
print(m)
class Sub(Module):
    def __getattr__(self, name): return "from the class: " + name
print(Sub("s").anything)
print(m.__annotations__, m.__annotate__)
m.__annotate__ = lambda form: {"a": int}
print(m.__annotations__)
print(sys)
