def f(**kwargs):
    pass


class C:
    def keys(self):
        f(**self)

    def __getitem__(self, key):
        return 1


def route():
    f(**C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
