def attempt(run):
    try:
        run()
    except TypeError as error:
        print(error)

for value in (1, "text", None, [1, 2], (), 1.5, {}, b""):
    attempt(lambda: value(0))

class C:
    pass

attempt(lambda: C()())
class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs

print(Callable()(1, a=2))
C.__call__ = lambda self, x: ("called", x)
print(C()(5))
c = C()
del C.__call__
c.__call__ = lambda: 1
attempt(lambda: c())
