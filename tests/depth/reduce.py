from _functools import reduce


def f(a, b):
    return reduce(f, [a, b])


def route():
    reduce(f, [1, 2])


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
