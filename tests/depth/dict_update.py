class C:
    def keys(self):
        return dict(self)

    def __getitem__(self, key):
        return key


def route():
    dict(C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
