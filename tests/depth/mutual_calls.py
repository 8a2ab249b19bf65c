def f(n):
    return g(n + 1)


def g(n):
    return f(n + 1)


def route():
    f(0)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
