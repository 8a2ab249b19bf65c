class Meta(type):
    def __call__(cls):
        return cls()


class C(metaclass=Meta):
    pass


def route():
    C()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
