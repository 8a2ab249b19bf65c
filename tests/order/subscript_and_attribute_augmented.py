from _spy import *
class Box(Spy):
    def __getitem__(self, key):
        log("getitem", self, key)
        return Value("v", 1)
    def __setitem__(self, key, value):
        log("setitem", self, key, value)
    def __getattr__(self, name):
        log("getattr", self, name)
        return Value("a", 1)
    def __setattr__(self, name, value):
        if name not in ("name", "value"):
            log("setattr", self, name, value)
        else:
            super().__setattr__(name, value)
class Value(Spy):
    def __iadd__(self, other):
        log("iadd", self, other)
        return Value("sum")
    def __add__(self, other):
        log("add", self, other)
        return Value("new")
def box():
    print("box")
    return Box("box")
def key():
    print("key")
    return Key("k", 1)
def right():
    print("right")
    return 1
box()[key()] += right()
box().attr += right()
box()[key()] = right()
box().attr = right()
box()[right()], box().x = right(), 2
a = box()[key()] = right()
box()[right():right(), key()] += 1
del box().name
