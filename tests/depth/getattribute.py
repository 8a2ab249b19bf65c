class C:
    def __getattribute__(self, name):
        return self.another


def route():
    C().anything


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
