from _functools import cmp_to_key


def compare(a, b):
    return max([a, b], key=cmp_to_key(compare))


def route():
    sorted([1, 2], key=cmp_to_key(compare))


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
