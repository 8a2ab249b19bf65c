class C:
    def __iter__(self):
        items = []
        items[:] = self
        return items


def route():
    items = []
    items[:] = C()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
