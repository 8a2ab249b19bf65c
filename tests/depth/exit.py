class C:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        with C():
            pass


def route():
    with C():
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
