import sys
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
        raise ValueError("from " + self.name)
seen = []
def hook(info):
    print("unraisable", info.exc_type.__name__, info.exc_value, info.object, info.err_msg.split(" at 0x")[0])
sys.unraisablehook = hook
d = D("one")
del d
def f():
    x = D("two")
    return "result"
print(f())
try:
    y = D("three")
    1 / 0
except ZeroDivisionError as error:
    y = None
    print(error, error.__context__)
class Resurrects:
    def __del__(self):
        print("resurrected")
        seen.append(self)
r = Resurrects()
del r
print(len(seen))
seen.clear()
print("not finalized twice", len(seen))
class Makes:
    count = 0
    def __del__(self):
        Makes.count += 1
        if Makes.count < 4:
            Makes()
        print("made", Makes.count)
Makes()
print("end")
