log = []
def f(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        f(n - 1)
    finally:
        log.append(n)

try:
    f(3)
except ValueError:
    print(log)

def raising_finally():
    try:
        raise ValueError("try")
    finally:
        raise KeyError("finally")

try:
    raising_finally()
except KeyError as error:
    print(error, repr(error.__context__))
def else_raises():
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise ValueError("from else")
    finally:
        print("finally after else")
try:
    else_raises()
except ValueError as error:
    print(error)
