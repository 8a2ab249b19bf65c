class C:
    def __eq__(self, other):
        return [C()].index(other)


def route():
    [C()].index(1)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
