class C:
    def __lt__(self, other):
        return sorted([self, other]) == []


def route():
    sorted([C(), C()])


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
