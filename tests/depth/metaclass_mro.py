class Meta(type):
    def mro(cls):
        return Meta("Inner", (), {}).__mro__


def route():
    class C(metaclass=Meta):
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
