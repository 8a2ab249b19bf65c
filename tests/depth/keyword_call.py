def f(*args, **kwargs):
    return f(*args, **kwargs)


def route():
    f(1, 2, k=3)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
