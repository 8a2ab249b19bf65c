# No function of the program is ever reached.
class C:
    pass


C.__call__ = C()


def route():
    C()()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
