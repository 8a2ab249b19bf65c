class AppError(Exception):
    "An error of this application."
    default = "something"
    def __init__(self, message=None, *, code=0):
        super().__init__(message or self.default)
        self.code = code

class NotThere(AppError):
    default = "not there"
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"

try:
    raise NotThere(code=404)
except AppError as error:
    print(error, repr(error), error.code, error.args)
class Mixed(KeyError, AttributeError): pass
for kind in (KeyError, AttributeError, LookupError):
    try:
        raise Mixed("both")
    except kind as error:
        print(kind.__name__, repr(error))
class WithSlots(Exception):
    __slots__ = ("x",)
e = WithSlots("a")
e.x = 1
e.y = 2
print(e.x, e.__dict__)
