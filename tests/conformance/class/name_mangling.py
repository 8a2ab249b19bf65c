class A:
    __private = 1
    def __secret(self):
        return "A secret"
    def call(self):
        return self.__secret(), self.__private
    def __dunder__(self):
        return "kept"

class _B(A):
    def __secret(self):
        return "B secret"
    def mine(self, __x=2):
        __y = __x
        return self.__secret(), __y, sorted(locals())[:1]

print(A().call(), _B().call(), _B().mine())
print(sorted(name for name in vars(A) if "secret" in name or "private" in name), A().__dunder__())
try:
    A().__secret()
except AttributeError as error:
    print(error)
class ___: 
    __x = 1
print(hasattr(___, "__x"))
