class Spy:
    def __str__(self):
        print("str")
        return "S"
    def __repr__(self):
        print("repr")
        return "Ré"
    def __index__(self):
        print("index")
        return 65
    def __int__(self):
        print("int")
        return 66
    def __float__(self):
        print("float")
        return 2.5

print("%s %r %a %d %x %f %c" % ((Spy(),) * 7))
class Map:
    def __getitem__(self, key):
        print("key", repr(key))
        return Spy()
print("%(one)s %(two (three))d %%" % Map())
print("%5d|%-5d|%05d|%+d|% d|%x|%#o|%.3d|%8.3f|%-8.2e|%g|%5s|%-5s|%.1s|%c|%c" % (1, 2, 3, 4, 5, 255, 8, 7, 3.14159, 12345.678, 1e-5, "a", "b", "cd", 65, "é"))
print("%*d|%-*d|%.*f" % (5, 1, 4, 2, 2, 3.14159), "%s" % (1,), "%s" % [1], "%s" % {"a": 1}, "%(a)s" % {"a": 1})
print("%d" % 3.99, "%d" % 10**30, "%x" % -255, "%i %u" % (1, 2), "%s" % None, "%r" % "x", "%5.1f%%" % 99.55)
class Boom:
    def __str__(self):
        raise RuntimeError("boom")
    def __int__(self):
        raise TypeError("own text")
for text, values in [("%d", "x"), ("%d", None), ("%x", 1.5), ("%f", "x"), ("%c", "ab"), ("%c", -1), ("%s %s", 1), ("%s", (1, 2)), ("%(a)s", 1), ("%(a)s", {}),
                     ("%q", 1), ("%", 1), ("%(a", {}), ("%*d", ("x", 1)), ("abc", 1), ("abc", {}), ("%s", Boom()), ("%d", Boom()), ("%99999999999999999999d", 1)]:
    try:
        print(text % values)
    except Exception as error:
        print(text, type(error).__name__, error)

class Right:
    def __rmod__(self, other):
        return "rmod", other
print("%s" % Right() if False else "a" % (), "%s|" % "x")
class Sub(str):
    def __rmod__(self, other):
        return "sub rmod"
print("%s" % Sub("x"))
