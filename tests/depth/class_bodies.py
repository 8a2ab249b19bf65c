def make():
    class C:
        inner = make()
    return C


def route():
    make()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
