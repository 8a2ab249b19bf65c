import sys
def g(a):
    b = a + 1
    yield sys._getframe() is g1.gi_frame
    c = 3
    yield
g1 = g(1)
frame = g1.gi_frame
print(frame.f_lineno, frame.f_locals, frame.f_back, frame.f_code is g.__code__)
print(next(g1), frame.f_lineno, frame.f_locals)
next(g1)
print(frame.f_lineno, frame.f_locals)
for x in g1: pass
print(g1.gi_frame, frame.f_locals, frame.f_back)
print(g1.gi_running, g1.gi_suspended, g1.gi_yieldfrom)
g2 = g(1)
next(g2) if False else None
for attribute in "gi_running", "gi_code", "gi_frame":
    try:
        setattr(g2, attribute, 1)
    except AttributeError as error:
        print(error)
try:
    next(g2)
except NameError as error:
    print(error)
def holder():
    local = [1]
    raise KeyError
try:
    holder()
except KeyError as error:
    inner = error.__traceback__.tb_next
    print(inner.tb_frame.f_locals, inner.tb_lineno - inner.tb_frame.f_code.co_firstlineno, inner.tb_next)
    inner.tb_frame.clear()
    print(inner.tb_frame.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)
