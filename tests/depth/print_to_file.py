class File:
    def write(self, text):
        print(text, file=self)


def route():
    print(1, file=File())


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
