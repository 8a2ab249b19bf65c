class Data:
    def __get__(self, instance, owner):
        return "data", instance is None, owner.__name__
    def __set__(self, instance, value):
        print("set", value)
    def __delete__(self, instance):
        print("delete")

class Plain:
    def __get__(self, instance, owner=None):
        return "plain", instance is None

class C:
    data = Data()
    plain = Plain()

c = C()
print(c.data, C.data, c.plain, C.plain)
c.data = 1
del c.data
c.__dict__["data"] = "in dict"
print(c.data)
c.plain = "own"
print(c.plain)
del c.plain
print(c.plain)

class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["s"] = value * 2

C.s = SetOnly()
print(type(c.s).__name__)
c.s = 5
print(c.s)
try:
    del c.s
except AttributeError as error:
    print(error)
