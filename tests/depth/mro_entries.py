class Entries:
    def __mro_entries__(self, bases):
        class C(self):
            pass
        return (C,)


def route():
    class C(Entries()):
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
