def f():
    try:
        result = [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        pass
    try:
        x
    except NameError as error:
        print(error)

def g():
    x = "before"
    try:
        [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        print(x)

def h():
    def inner():
        return x
    x = "cell"
    [x for x in range(3)]
    return inner()

f()
g()
print(h())
def k():
    [z for z in range(3)]
    return "z" in locals()
print(k())
