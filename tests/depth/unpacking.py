class C:
    def __iter__(self):
        a, *b = self
        return b


def route():
    a, b = C()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
