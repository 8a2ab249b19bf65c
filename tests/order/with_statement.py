from _spy import *
class M(Spy):
    def __enter__(self):
        log("enter", self)
        return self
    def __exit__(self, kind, value, tb):
        log("exit", self, kind and kind.__name__)
        return Truth("answer of " + self.name, self.value)
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return self.value == "swallow"
def make(name, value=None):
    print("make", name)
    return M(name, value)
with make("a") as x, make("b") as y:
    print("body")
with make("c", "swallow") as x, make("d"):
    raise ValueError
def fails():
    with make("e"), make("f"):
        raise KeyError("left")
attempt(fails)
def leaves():
    for i in range(2):
        with make("g"):
            if i == 0:
                continue
            return "returned"
attempt(leaves)
class Meta(type):
    def __getattribute__(cls, name):
        print("lookup", name)
        return super().__getattribute__(name)
class Looked(metaclass=Meta):
    def __enter__(self): print("enter")
    def __exit__(self, *a): print("exit")
    def __getattribute__(self, name):
        print("instance lookup", name)
        return super().__getattribute__(name)
with Looked():
    print("body")
