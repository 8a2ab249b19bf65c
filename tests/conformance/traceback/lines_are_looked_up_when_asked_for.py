# An entry made with the line -1 has that of its instruction.
import types
def f():
    g()
def g():
    raise ValueError
try:
    f()
except ValueError as e:
    t = e.__traceback__
    while t:
        print(t.tb_lineno, t.tb_lasti > -1); last = t; t = t.tb_next
    for n in (-1, 0, 7, 10**6):
        x = types.TracebackType(None, last.tb_frame, last.tb_lasti, n)
        print(x.tb_lineno)
