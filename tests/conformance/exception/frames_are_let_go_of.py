class Loud:
    def __init__(self, name): self.name = name
    def __del__(self): print("end of", self.name)
def locals_from_the_last():
    a, b, c = Loud("a"), Loud("b"), Loud("c")
locals_from_the_last()
def parameters(p, *rest, key, **names):
    x = Loud("x")
parameters(Loud("p"), Loud("rest"), key=Loud("key"), other=Loud("other"))
def fails():
    kept = Loud("kept by the traceback")
    raise ValueError
try:
    fails()
except ValueError as error:
    print("caught")
print("after")
def cycle():
    held = Loud("in a cycle")
    try:
        1 / 0
    except ZeroDivisionError as error:
        self_reference = error
cycle()
import gc
print("collecting")
gc.collect()
