def key(x):
    return sorted([x, x], key=key)


def route():
    [1, 2].sort(key=key)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
