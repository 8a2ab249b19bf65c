class D:
    def __get__(self, instance, owner):
        return owner.d


class C:
    d = D()


def route():
    C().d


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
