class C:
    def m(self):
        return self.m()


def route():
    C().m()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
