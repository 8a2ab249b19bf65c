class A:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)
    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)

A(1, k=2)

class Other:
    def __new__(cls):
        return 42
    def __init__(self):
        print("never")

print(Other())

class Bad:
    def __init__(self):
        return 1

class NoArguments: pass
class OnlyNew:
    def __new__(cls, x):
        return super().__new__(cls, x)

for run in (Bad, lambda: NoArguments(1), lambda: OnlyNew(1), lambda: object(1), lambda: object.__new__(int),
            lambda: object.__new__(1), lambda: int.__new__(str)):
    try:
        run()
    except TypeError as error:
        print(error)

class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, value + 0.5)
print(Celsius(1), type(Celsius(1)).__name__)
