from _spy import *
class H(Spy):
    cls_attr = "class"
    def __getattribute__(self, name):
        if not name.startswith("_") and name not in ("name", "value"):
            print("getattribute", name)
        return super().__getattribute__(name)
    def __getattr__(self, name):
        print("getattr", name)
        if name == "none":
            raise AttributeError(name)
        return name + " made"
    def __setattr__(self, name, value):
        if name not in ("name", "value"):
            print("setattr", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)
h = H("h")
h.x = 1
print(h.x, h.y, h.cls_attr, getattr(h, "z"), getattr(h, "none", "default"), hasattr(h, "none"), hasattr(h, "x"))
del h.x
attempt(lambda: delattr(h, "x"))
setattr(h, "w", 2)
h.x += "!" if isinstance(h.x, str) else 1
print(h.x)
attempt(lambda: h.method())
class D:
    def __get__(self, instance, owner):
        print("get", instance is None)
        return "d"
    def __set__(self, instance, value):
        print("set", value)
    def __delete__(self, instance):
        print("delete")
H.d = D()
print(h.d, H.d)
h.d = 5
del h.d
