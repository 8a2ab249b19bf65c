class Meta(type):
    def __instancecheck__(cls, x):
        return isinstance(x, cls)


class C(metaclass=Meta):
    pass


def route():
    isinstance(1, C)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
