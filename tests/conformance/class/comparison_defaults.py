class A:
    pass

class OnlyEq:
    def __eq__(self, other):
        print("eq")
        return True

class OnlyLt:
    def __lt__(self, other):
        return "lt"

a, b = A(), A()
print(a == a, a == b, a != b, a is a, hash(a) == hash(a))
print(OnlyEq() != 5, 5 == OnlyEq(), OnlyEq.__hash__)
print(OnlyLt() < 1, OnlyLt() > OnlyLt(), 5 > OnlyLt())
for run in (lambda: a < b, lambda: a >= 1, lambda: OnlyLt() <= 1, lambda: hash(OnlyEq()), lambda: 1 < "a", lambda: None < None):
    try:
        run()
    except TypeError as error:
        print(error)
