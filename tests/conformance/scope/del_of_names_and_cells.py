def f():
    x = 1
    def g():
        return x
    print(g())
    del x
    try:
        g()
    except NameError as error:
        print(type(error).__name__, error)
    x = 2
    print(g())

f()
a = b = [1]
del a
try:
    a
except NameError as error:
    print(error)
del (b)
c, d, e = 1, 2, 3
del c, (d, e)
print("c" in globals(), "e" in globals())
