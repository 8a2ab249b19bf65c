class C:
    def __contains__(self, x):
        return x in self


def route():
    1 in C()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
