def key(x):
    return min([x, x], key=key)


def route():
    min([1, 2], key=key)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
