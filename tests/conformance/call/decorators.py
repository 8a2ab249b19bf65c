def shout(f):
    print("decorating", f.__name__)
    def wrapped(*args, **kwargs):
        return f(*args, **kwargs).upper()
    return wrapped

def times(n):
    print("times", n)
    def decorator(f):
        print("decorator", n)
        return lambda *args: f(*args) * n
    return decorator

@times(2)
@shout
@times(3)
def greet(name):
    return "hi " + name + ";"

print(greet("ann"))

@lambda cls: cls()
class single:
    value = 5

print(single.value)
decorators = [shout]

@decorators[0]
def f():
    return "f"

print(f())

class Memo:
    def __init__(self, f):
        self.f, self.seen = f, {}
    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.f(n)
        return self.seen[n]

@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(50), len(fib.seen))
