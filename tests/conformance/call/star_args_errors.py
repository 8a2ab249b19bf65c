def attempt(run):
    try:
        print(run())
    except TypeError as error:
        print(error)

def f(*args, **kwargs):
    return args, kwargs

attempt(lambda: f(*1))
attempt(lambda: f(**1))
attempt(lambda: f(**[("a", 1)]))
attempt(lambda: f(**{1: 2}))
attempt(lambda: f(**{"a": 1}, **{"a": 2}))
attempt(lambda: f(a=1, **{"a": 2}))
attempt(lambda: f(*None))
attempt(lambda: f(1, *object()))
attempt(lambda: print(*1))
attempt(lambda: len(*[1, 2]))

class Mapping:
    def keys(self):
        return ["x", "y"]
    def __getitem__(self, key):
        return key * 2

attempt(lambda: f(**Mapping()))
