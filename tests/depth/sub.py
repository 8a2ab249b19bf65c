class C:
    def __sub__(self, other):
        return self - other


def route():
    C() - 1


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
