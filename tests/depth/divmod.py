class C:
    def __divmod__(self, other):
        return divmod(self, other)


def route():
    divmod(C(), 1)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
