class A: pass
class Outer:
    class Inner: pass
    def method(self): pass

def f(): pass
print(A, Outer.Inner, repr(A()).split(" at ")[0], repr(f).split(" at ")[0])
print(repr(Outer().method).split(" at ")[0], Outer.method.__qualname__)
print(type, object, int, len, [].append.__name__, print, str.join, dict.fromkeys.__qualname__)
print(repr(iter([])).split(" at ")[0], repr(x for x in []).split(" at ")[0], repr({}.keys()), type({}.keys()))
print(property, super, NotImplemented, Ellipsis, None, type(None), type(...), type(NotImplemented))
class WithStr:
    def __str__(self): return "str"
print(str(WithStr()), repr(WithStr())[:19], [WithStr()] != [], f"{WithStr()} {WithStr()!s}")
