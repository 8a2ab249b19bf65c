class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name
    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, "unset")
    def __set__(self, instance, value):
        setattr(instance, self.name, value)

class C:
    a = Field()
    b = Field()

c = C()
c.a = 1
print(c.a, c.b, c.__dict__)
C.late = Field()

class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("no such name")

try:
    class D:
        x = Bad()
except ValueError as error:
    print(error, error.__notes__)
