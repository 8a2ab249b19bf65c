class C:
    def __iadd__(self, other):
        self += other
        return self


def route():
    c = C()
    c += 1


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
