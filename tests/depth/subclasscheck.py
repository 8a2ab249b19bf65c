class Meta(type):
    def __subclasscheck__(cls, x):
        return issubclass(x, (str, cls))


class C(metaclass=Meta):
    pass


def route():
    issubclass(int, C)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
