def fail(kind):
    raise kind("inside")
caught = []
for kind in ValueError, TypeError:
    try:
        fail(kind)
    except Exception as error:
        caught.append(error)
caught[1].add_note("noted")
try:
    1 / 0
except ZeroDivisionError:
    raise ExceptionGroup("outer\nmessage", [caught[0], ExceptionGroup("inner", [caught[1], OSError(2, "none")])])
