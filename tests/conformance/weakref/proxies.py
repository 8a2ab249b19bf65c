from _weakref import proxy, ProxyType, CallableProxyType
class Number:
    def __init__(self, n): self.n = n
    def __add__(self, other): return f"{self.n} + {other.n if isinstance(other, Number) else other}"
    def __radd__(self, other): return f"{other} + {self.n}"
    def __len__(self): return self.n
    def __getitem__(self, i): return i * self.n
    def __iter__(self): return iter(range(self.n))
    def __eq__(self, other): return self.n == other
    def __contains__(self, x): return x == self.n
    def __str__(self): return "number"
    def __index__(self): return self.n
n = Number(3)
p = proxy(n)
print(p is proxy(n), type(p) is ProxyType, p.__class__, p + 1, 1 + p, p + p, len(p), p[2], list(p), p == 3, 3 in p, str(p), "abcd"[p], bool(p))
p.extra = 5
print(n.extra, hasattr(p, "nothing"))
del p.extra
print(hasattr(n, "extra"))
try:
    hash(p)
except TypeError as error:
    print(error)
def function(*args, **names): return args, names
f = proxy(function, lambda r: print("function gone"))
print(f(1, x=2), type(f) is CallableProxyType, f.__name__)
del function, n
for use in (lambda: p.n, lambda: p + 1, lambda: str(p), lambda: bool(p), lambda: f(), lambda: proxy(1)):
    try:
        use()
    except (ReferenceError, TypeError) as error:
        print(type(error).__name__, error)
