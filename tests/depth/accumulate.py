from itertools import accumulate


def f(a, b):
    return list(accumulate([a, b], f))


def route():
    f(1, 2)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
