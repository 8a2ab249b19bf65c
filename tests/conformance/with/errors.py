class NoEnter: pass
class NoExit:
    def __enter__(self): pass
class EnterFails:
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): print("not called")
class ExitFails:
    def __enter__(self): pass
    def __exit__(self, *a): raise KeyError("exit")
class Outer:
    def __enter__(self): print("outer enter")
    def __exit__(self, *a): print("outer exit", a[0].__name__ if a[0] else None)

def attempt(make):
    try:
        with Outer(), make():
            raise IndexError("body")
    except Exception as error:
        print(type(error).__name__, error, "| context", repr(error.__context__))

attempt(NoEnter)
attempt(NoExit)
attempt(EnterFails)
attempt(ExitFails)
try:
    with ExitFails():
        pass
except KeyError as error:
    print(error, error.__context__)
try:
    with [] as x:
        pass
except TypeError as error:
    print(error)
try:
    with Outer() as (a, b):
        pass
except TypeError as error:
    print(error)
