class Plugin:
    registry = []
    def __init_subclass__(cls, /, label=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, label))

class A(Plugin, label="first"): pass
class B(A): pass
class C(Plugin, label=None): pass
print(Plugin.registry)
try:
    class D(Plugin, other=1): pass
except TypeError as error:
    print(error)
try:
    class E(x=1): pass
except TypeError as error:
    print(error)
class F:
    def __init_subclass__(cls):
        print("implicit classmethod", cls.__name__)
class G(F): pass
try:
    class H(F, x=1): pass
except TypeError as error:
    print(error)
