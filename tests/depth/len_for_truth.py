class C:
    def __len__(self):
        return 1 if self else 0


def route():
    if C():
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
