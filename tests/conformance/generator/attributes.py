def inner():
    yield 1

def f(x):
    y = x + 1
    yield from inner()
    yield y

g = f(1)
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code.co_name, g.gi_frame is None)
print(g.gi_frame.f_locals)
next(g)
print(g.gi_suspended, g.gi_yieldfrom.__name__, g.gi_frame.f_locals, g.gi_frame.f_lineno)
next(g)
print(g.gi_yieldfrom, g.gi_frame.f_lineno)
print(list(g), g.gi_frame, g.gi_suspended)
g.__name__ = "renamed"
print(g.__name__, g.__qualname__, repr(g).split(" at ")[0])
def self_aware():
    yield me.gi_running
me = self_aware()
print(next(me))
