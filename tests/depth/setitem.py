class C:
    def __setitem__(self, key, value):
        self[key] = value


def route():
    C()[0] = 1


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
