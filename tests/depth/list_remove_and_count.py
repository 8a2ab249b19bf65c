class C:
    def __eq__(self, other):
        return [C()].count(other)


def route():
    [C()].remove(1)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
