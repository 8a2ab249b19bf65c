from _spy import *
def f(*args, **kwargs):
    log("called", *args)
    print(sorted(kwargs.items()))
f(*Source("a", [1, 2]), 3, *Sized("b", [4]))
f(**Mapping("m", {"x": 1, "y": 2}))
f(*Source("a", [1]), k=2, **Mapping("m", {"x": 1}), **{"z": 3})
attempt(lambda: f(**Mapping("m", {"x": 1}), **Mapping("n", {"x": 2})))
attempt(lambda: f(**Mapping("m", {1: 1})))
attempt(lambda: f(*5))
attempt(lambda: f(x=1, **Mapping("m", {"x": 1})))
class Callable(Spy):
    def __call__(self, *args):
        log("call", self, *args)
        return self
Callable("c")(1)(2)
class Meta(type):
    def __call__(cls, *args):
        print("meta call", args)
        return super().__call__(*args)
class K(metaclass=Meta):
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls)
    def __init__(self, *args):
        print("init", args)
K(*Source("k", [1, 2]))
def v(x):
    print("eval", x)
    return x
f(v(1), *v([2]), k=v(3), *v([4]), **v({"l": 5}), m=v(6))
