class C:
    def __abs__(self):
        return abs(self)


def route():
    abs(C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
