class C:
    def __reversed__(self):
        return reversed(self)


def route():
    reversed(C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
