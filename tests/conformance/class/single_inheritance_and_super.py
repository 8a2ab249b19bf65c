class A:
    def __init__(self, x):
        self.log = ["A", x]
    def who(self):
        return "A.who"
    @classmethod
    def make(cls, *args):
        return cls(*args)
    @property
    def kind(self):
        return "kind A"

class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.log += ["B", y]
    def who(self):
        return "B.who > " + super().who()
    @classmethod
    def make(cls, *args):
        made = super().make(*args)
        made.log.append("made")
        return made
    @property
    def kind(self):
        return "B of " + super().kind

b = B.make(1, 2)
print(b.log, b.who(), b.kind)
print(super(B, b).who(), super(B, B).make.__self__ is B)
print(B.__bases__, B.__mro__ == (B, A, object), issubclass(B, A), isinstance(b, A))
