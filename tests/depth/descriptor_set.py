class D:
    def __set__(self, instance, value):
        instance.d = value


class C:
    d = D()


def route():
    C().d = 1


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
