class Recorder(dict):
    def __init__(self):
        self.order = []
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            self.order.append(key)
        super().__setitem__(key, value)

class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kwargs):
        print("prepare", name, kwargs)
        return Recorder()
    def __new__(meta, name, bases, namespace, **kwargs):
        cls = super().__new__(meta, name, bases, dict(namespace))
        cls.order = namespace.order
        return cls
    def __init__(cls, *args, **kwargs):
        pass

class C(metaclass=Meta, option=True):
    b = 1
    a = 2
    b = 3
    def method(self): pass

print(C.order, C.b)
class Other(type): pass
class D(metaclass=Other): pass
try:
    class E(C, D): pass
except TypeError as error:
    print(error)
class Joint(Meta, Other): pass
class F(C, D, metaclass=Joint): pass
print(type(F).__name__)
class G(metaclass=lambda name, bases, ns: (name, bases, sorted(k for k in ns if k[0] != "_"))):
    x = 1
print(G)
