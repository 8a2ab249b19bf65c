class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases):
        class Inner(metaclass=Meta):
            pass
        return {}


def route():
    class C(metaclass=Meta):
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
