class Meta(type):
    def __len__(cls):
        return 3
    def __iter__(cls):
        return iter(cls.items)
    def __getitem__(cls, key):
        return cls.items[key]
    def __contains__(cls, item):
        return item in cls.items
    def __repr__(cls):
        return f"<{cls.__name__}>"
    def __eq__(cls, other):
        return isinstance(other, Meta)
    def __hash__(cls):
        return 7
    def __add__(cls, other):
        return cls.__name__ + other.__name__
    def __bool__(cls):
        return False
    def __getattr__(cls, name):
        return "got " + name

class A(metaclass=Meta):
    items = "xyz"
class B(A): pass
print(len(A), list(A), A[1], "x" in A, A, A == B, hash(B), A + B, bool(A), A.anything)
try:
    len(A())
except TypeError as error:
    print(error)
