class A:
    def __add__(self, other):
        return NotImplemented


class B:
    def __radd__(self, other):
        return other + self


def route():
    A() + B()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
