from _spy import *
class Space(dict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)
    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return Space()
    def __new__(meta, name, bases, ns, **kw):
        print("new", name)
        return super().__new__(meta, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
    def __call__(cls, *args):
        print("call", cls.__name__)
        return super().__call__(*args)
    def mro(cls):
        print("mro", cls.__name__)
        return super().mro()
class Field:
    def __init__(self, label):
        self.label = label
    def __set_name__(self, owner, name):
        print("set_name", self.label, owner.__name__, name)
def decorate(cls):
    print("decorate", cls.__name__)
    return cls
def base():
    print("base evaluated")
    return object
@decorate
class A(base(), metaclass=Meta, flag=1):
    first = Field("one")
    second = Field("two")
    x = first.label
    del x
    print("body ends")
    def __init_subclass__(cls, **kw):
        print("init_subclass", cls.__name__, kw)
    def __new__(cls):
        print("A.new")
        return super().__new__(cls)
    def __init__(self):
        print("A.init")
class B(A, option=2):
    third = Field("three")
B()
class Entries:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (A,)
class C(Entries()):
    pass
print(C.__bases__[0].__name__, len(C.__orig_bases__))
