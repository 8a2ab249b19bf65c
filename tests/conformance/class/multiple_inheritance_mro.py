class Base:
    def go(self):
        return ["Base"]

class Left(Base):
    def go(self):
        return ["Left"] + super().go()

class Right(Base):
    def go(self):
        return ["Right"] + super().go()

class Both(Left, Right):
    def go(self):
        return ["Both"] + super().go()

print(Both().go(), [c.__name__ for c in Both.__mro__])
print([c.__name__ for c in Both.mro()])
class Mixin:
    def go(self):
        return ["Mixin"] + super().go()
class Final(Mixin, Both):
    pass
print(Final().go())
