import sys
print(sys.exc_info(), sys.exception())
def report():
    kind, value, tb = sys.exc_info()
    return kind.__name__, value.args, tb.tb_lineno, sys.exception() is value

try:
    raise KeyError("a")
except KeyError:
    print(report())
    try:
        raise ValueError("b")
    except ValueError:
        print(report())
    print(report())
print(sys.exc_info())
