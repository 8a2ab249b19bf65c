import sys
class Bad:
    def __del__(self): raise ValueError("from the end")
Bad()
def generator():
    try:
        yield
    finally:
        raise KeyError("closing")
g = generator()
next(g)
del g
def ignores():
    try:
        yield
    except GeneratorExit:
        yield
g = ignores()
next(g)
del g
sys.unraisablehook = lambda info: print("hook:", info.exc_type.__name__, info.exc_value, info.object, info.err_msg[:30])
Bad()
def failing(info): raise OSError("hook fails")
sys.unraisablehook = failing
Bad()
print("on", flush=True)
