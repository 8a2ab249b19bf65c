class C:
    def __str__(self):
        print(self)
        return ""


def route():
    print(C())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
