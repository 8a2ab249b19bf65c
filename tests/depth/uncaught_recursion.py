# The traceback folds the repeated lines.
def f(n):
    if n == 0:
        return 0
    return f(n + 1)


print("before")
f(1)
