class C:
    @property
    def x(self):
        return 1

    @x.setter
    def x(self, value):
        self.x = value


def route():
    C().x = 1


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
