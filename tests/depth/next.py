class C:
    def __iter__(self):
        return self

    def __next__(self):
        return next(self)


def route():
    for _ in C():
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
