class P:
    __slots__ = ("x", "y")
    def __init__(self, x):
        self.x = x

p = P(1)
print(p.x, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__)
for run in (lambda: p.y, lambda: setattr(p, "z", 1), lambda: delattr(p, "y")):
    try:
        run()
    except AttributeError as error:
        print(error)
p.y = 2
del p.x
print(hasattr(p, "x"), p.y)

class Q(P):
    __slots__ = ["z"]
class R(P): pass
q, r = Q(1), R(2)
q.z = 3
r.anything = 4
print(q.x, q.z, r.__dict__, r.x)

def bad(slots, **extra):
    try:
        type("T", (), {"__slots__": slots, **extra})
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

bad(("x",), x=1)
bad((1,))
bad(("a b",))
bad(("__dict__", "__dict__"))
class Private:
    __slots__ = ("__hidden",)
    def __init__(self):
        self.__hidden = 1
print(Private()._Private__hidden)
