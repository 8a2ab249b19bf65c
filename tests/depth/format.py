class C:
    def __format__(self, spec):
        return format(self, spec)


def route():
    format(C(), "x")


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
