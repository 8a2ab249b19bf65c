"""_functools.partial: binding, placeholders, nesting, attributes, subclasses, pickling's methods."""
from _functools import Placeholder as P, partial


def f(*args, **kwargs):
    return args, kwargs


print(partial(f)(), partial(f, 1)(2), partial(f, 1, a=2)(3, b=4), partial(f, a=1)(a=2), partial(f, a=1, b=2)(b=3, c=4), partial(f, *range(5))(*range(3)), partial(int, base=2)("101"), partial(print, "a", sep="-")("b"))
print(partial(f, P, 2)(1), partial(f, P, 2)(1, 3), partial(f, 0, P, 2, P, 4)(1, 3, 5), partial(partial(f, P, 2), 1).args, partial(partial(f, P, 2, P, 4), 1).args == (), partial(partial(f, P, 2, P, 4), P, 3).args[1:], partial(partial(f, 1, k=1), 2, k=2, j=3).keywords)
for make in (lambda: partial(), lambda: partial(5), lambda: partial(f, P), lambda: partial(f, 1, P), lambda: partial(f, a=P), lambda: partial(f, P, 2)(), lambda: partial(f, P, 2, P, 3)(1), lambda: partial(f).nothing, lambda: partial(f, 1)(**{"a": 1}),
             lambda: partial(partial(f, P, 2, P, 4), 1).args[2] is P, lambda: type(P)(1), lambda: type(P)() is P, lambda: P.__reduce__()):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
p = partial(f, 1, [2], k="v")
p.extra = 5
print(p.func is f, p.args, p.keywords, p.__dict__, p.extra, partial(p, 3).func is p, partial(p, 3)(), p.__class__, p.__reduce__()[0], p.__reduce__()[2][1:])
for name in ("func", "args", "keywords", "nothing"):
    for do in (lambda: setattr(p, name, 1), lambda: delattr(p, name)):
        try:
            do()
            print(name, "done")
        except Exception as error:
            print(type(error).__name__, error)
print(repr(partial(max, 1, "a", k=[2])), repr(partial(max)), repr(P))


class Sub(partial):
    def __call__(self, *args):
        return "sub", super().__call__(*args)


print(repr(Sub(max, 1)), Sub(f, 1)(2), Sub(Sub(f, 1), 2).args, isinstance(Sub(f), partial), partial(Sub(f, 1), 2).func is f)
loop = partial(f)
loop.__setstate__((f, (loop,), {"me": loop}, {}))
print(repr(loop).count("..."), loop.keywords["me"] is loop)
loop.__setstate__((f, (), {}, {}))
for state in ((1, 2, 3, 4), 5, (f, (), {}), (f, (), None, None), (f, [1], {}, {}), (f, (1, P), {}, {}), (f, (P, 1), {"a": 2}, {"x": 3})):
    try:
        loop.__setstate__(state)
        print(loop.args, loop.keywords, loop.__dict__)
    except Exception as error:
        print(type(error).__name__, error)
print(loop(7))


class C:
    method = partial(f, 1)
    half = partial(max, P, 5)


c = C()
print(c.method(2)[0][0], c.method(2)[0][1] is c, C.method(2), partial.__get__(C.method, c, C)(3)[0][2])
print(partial[int], partial(f, 1) == partial(f, 1), hash(p) == hash(p), partial(partial(partial(f, 1), 2), 3).args)


def deep(n):
    return n if not n else partial(deep, n - 1)() + 1


print(deep(200))
