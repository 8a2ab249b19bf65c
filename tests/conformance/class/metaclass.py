class Meta(type):
    def __new__(meta, name, bases, namespace, **kwargs):
        print("new", name, kwargs)
        namespace["added"] = name.lower()
        return super().__new__(meta, name, bases, namespace)
    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, sorted(kwargs))
        super().__init__(name, bases, namespace)
    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)
    @property
    def shout(cls):
        return cls.__name__.upper()

class A(metaclass=Meta, flag=1):
    def __init__(self, x):
        self.x = x

class B(A): pass
print(B(5).x, B.added, B.shout, type(B) is Meta)
try:
    B(1).shout
except AttributeError as error:
    print(error)
C = Meta("C", (A,), {"y": 2})
print(C.y, C.added)
