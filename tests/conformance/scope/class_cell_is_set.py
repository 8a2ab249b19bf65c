class C:
    def me(self):
        return __class__
    def make(self):
        return [__class__ for _ in range(1)][0]
    get = lambda self: __class__.__name__

print(C().me() is C, C().make() is C, C().get())

class Child(C):
    pass

print(Child().me().__name__)
def outside():
    return __class__
try:
    outside()
except NameError as error:
    print(error)
