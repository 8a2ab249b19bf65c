class C:
    def __iter__(self):
        items = []
        items.extend(self)
        return items


def route():
    [].extend(C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
