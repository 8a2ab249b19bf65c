import sys

def gen():
    try:
        raise KeyError("inner")
    except KeyError:
        yield sys.exception()
        yield sys.exception()
    yield sys.exception()

g = gen()
try:
    raise ValueError("outer")
except ValueError:
    print(repr(next(g)), repr(sys.exception()))
print(repr(next(g)), sys.exception())
try:
    raise IndexError("third")
except IndexError:
    print(repr(next(g)))
def chained():
    try:
        yield
    except TypeError:
        raise OSError("from generator")
g = chained()
next(g)
try:
    try:
        raise LookupError("active outside")
    except LookupError:
        g.throw(TypeError("thrown in"))
except OSError as error:
    print(repr(error.__context__), repr(error.__context__.__context__))
