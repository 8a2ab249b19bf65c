# Work right where the error was caught, with little room left.
def f(n):
    try:
        return f(n + 1)
    except RecursionError:
        return len(sorted([3, 1, 2])), str(12), [i for i in range(3)]


print(f(0))


def g(n):
    try:
        g(n + 1)
    finally:
        log.append(n)


log = []
try:
    g(0)
except RecursionError:
    print(len(log) > 900, log == list(range(len(log)))[::-1])
