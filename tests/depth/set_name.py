class Field:
    def __set_name__(self, owner, name):
        class Another:
            field = Field()


def route():
    class C:
        field = Field()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
