class C:
    def __gt__(self, other):
        return max(self, other)


def route():
    max(C(), C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
