def f():
    error = "before"
    try:
        1 / 0
    except ZeroDivisionError as error:
        print("in:", error)
    try:
        error
    except UnboundLocalError as gone:
        print(gone)

f()
try:
    raise KeyError("k")
except KeyError as problem:
    pass
print("problem" in globals())
try:
    raise ValueError
except ValueError as problem:
    del problem
print("ended well")
