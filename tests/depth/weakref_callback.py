# A callback that drops one more.
import sys

seen = []
sys.unraisablehook = seen.append  # a builtin: it needs no frame of its own at the bottom
from _weakref import ref


class C:
    pass


def callback(_):
    c = C()
    r = ref(c, callback)
    del c


def route():
    callback(None)


for _ in range(3):
    seen.clear()
    try:
        route()
    except RecursionError:
        print("out of the first call")
    print("caught", len(seen) > 0, {info.exc_type.__name__ for info in seen})
print("goes on", sum(i * i for i in range(10)))
