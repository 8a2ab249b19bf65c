import builtins

real = builtins.__import__


def hook(*args):
    import math


def route():
    builtins.__import__ = hook
    try:
        import math
    finally:
        builtins.__import__ = real


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
