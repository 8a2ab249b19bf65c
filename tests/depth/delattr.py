class C:
    def __delattr__(self, name):
        del self.x


def route():
    del C().x


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
