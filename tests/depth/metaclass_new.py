class Meta(type):
    def __new__(meta, name, bases, namespace):
        return Meta(name, bases, namespace)


def route():
    class C(metaclass=Meta):
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
