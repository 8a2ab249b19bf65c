# pow(x, y, z): the reflected method is asked too, as for `**`; the modulus never is.
class A:
    def __pow__(self, other, modulus=None):
        print("A pow", type(other).__name__, modulus if isinstance(modulus, int) else type(modulus).__name__)
        return NotImplemented
    def __rpow__(self, other, modulus=None):
        print("A rpow", type(other).__name__, type(modulus).__name__)
        return 5
class B(A):
    def __rpow__(self, other, modulus=None):
        print("B rpow", type(other).__name__, type(modulus).__name__)
        return NotImplemented
class Two:
    def __pow__(self, other):
        return 1
for x, y, z in ((A(), B(), 3), (2, A(), 3), (A(), 2, 3), (A(), A(), 3), (2, 3, A()), (Two(), 1, 2), (2, B(), A()), (B(), A(), 1),
                (2, -1, 7), (2.0, 3, 4), (A(), 2, None), (2, A(), None), (True, 3, 5), ("a", 2, 3), (2, 3, 0)):
    try:
        print(pow(x, y, z))
    except Exception as error:
        print(type(error).__name__, error)
