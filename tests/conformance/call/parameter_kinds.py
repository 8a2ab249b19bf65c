def f(a, b, /, c, d=4, *args, e, g=7, **kwargs):
    return a, b, c, d, args, e, g, kwargs

print(f(1, 2, 3, e=5))
print(f(1, 2, c=3, e=5))
print(f(1, 2, 3, 4, 5, 6, e=7, g=8, h=9, a=10, b=11))
print(f(*"ab", *"cde", **{"e": 1}, **{"z": 2}))

def only_keywords(*, x, y=2):
    return x, y

print(only_keywords(x=1), only_keywords(y=1, x=2))

def only_positional(x, y=2, /):
    return x, y

print(only_positional(1), only_positional(1, 3))

def everything(*args, **kwargs):
    return args, kwargs

print(everything(), everything(1, a=2), everything(*[], **{}))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
