from _spy import *
class P(Spy):
    @property
    def x(self):
        log("get x", self)
        return self.__dict__.get("_x", 0)
    @x.setter
    def x(self, value):
        log("set x", self, value)
        self.__dict__["_x"] = value
    @x.deleter
    def x(self):
        log("del x", self)
    @classmethod
    def build(cls, name):
        print("build", cls.__name__, name)
        return cls(name)
    @staticmethod
    def helper(*args):
        print("helper", args)
p = P.build("p")
p.x = 1
p.x += 5
print(p.x, p.x + p.x)
del p.x
p.helper(1)
class Failing(P):
    @property
    def bad(self):
        print("bad")
        raise AttributeError("inside bad")
    def __getattr__(self, name):
        print("getattr", name)
        raise AttributeError("still no " + name)
f = Failing("f")
attempt(lambda: f.bad)
print(hasattr(f, "bad"), getattr(f, "bad", "default"))
class Lazy:
    def __init__(self, make):
        self.make = make
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, instance, owner):
        print("computing", self.name)
        value = instance.__dict__[self.name] = self.make(instance)
        return value
class User:
    area = Lazy(lambda self: 42)
u = User()
print(u.area, u.area)
