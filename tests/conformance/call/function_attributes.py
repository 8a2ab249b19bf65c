def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    "The docstring."
    local = a
    return local

print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__)
code = f.__code__
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_name)
print(code.co_firstlineno, code.co_nlocals, code.co_flags & 12)
f.note = 1
f.__name__ = "renamed"
print(f.note, f.__dict__, f.__name__)
try:
    f.__name__ = 5
except TypeError as error:
    print(error)
try:
    f.missing
except AttributeError as error:
    print(error)

def outer():
    def inner():
        pass
    class C:
        def method(self):
            pass
    return inner, C

inner, C = outer()
print(inner.__qualname__, C.__qualname__, C.method.__qualname__, (lambda: 0).__name__)
