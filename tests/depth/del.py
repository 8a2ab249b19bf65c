# A finalizer that drops one more: the error at the bottom goes to the hook.
import sys

seen = []
sys.unraisablehook = seen.append  # a builtin: it needs no frame of its own at the bottom


class C:
    def __del__(self):
        C()


def route():
    C()


for _ in range(3):
    seen.clear()
    route()
    print("caught", len(seen) > 0, {info.exc_type.__name__ for info in seen})
print("goes on", sum(i * i for i in range(10)))
