def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as error:
        print(error)

def f(first, second=2): pass
def positional(a, b, /): pass
def mixed(a, /, b): pass
def none(): pass

attempt(f, 1, first=2)
attempt(f, third=3)
attempt(f, 1, secnd=3)
attempt(f, 1, x=1, y=2)
attempt(positional, 1, b=2)
attempt(positional, a=1, b=2)
attempt(mixed, a=1, b=2)
attempt(none, key=1)
attempt(f, **{"a b": 1}, first=1)
