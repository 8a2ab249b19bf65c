from _spy import *
class E(Exception):
    def __init__(self, *args):
        print("E.init", args)
        super().__init__(*args)
    def __str__(self):
        print("E.str")
        return "text of E"
    def __repr__(self):
        print("E.repr")
        return "repr of E"
def classes(name, *kinds):
    print("asked", name)
    return kinds
try:
    raise E
except classes("first", KeyError):
    pass
except classes("second", ValueError, E) as error:
    print(error)
    print([error])
try:
    try:
        raise E(1)
    finally:
        print("finally")
except E as error:
    print("caught")
def cause():
    print("cause evaluated")
    return E("cause")
try:
    raise E("main") from cause()
except E as error:
    print(error.__cause__.args)
class Meta(type):
    def __subclasscheck__(cls, other):
        print("never asked")
        return True
    def __instancecheck__(cls, other):
        print("never asked")
        return True
class Odd(Exception, metaclass=Meta): pass
try:
    try:
        raise KeyError("k")
    except Odd:
        print("wrong")
except KeyError:
    print("right")
