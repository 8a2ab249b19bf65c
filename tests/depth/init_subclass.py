class Base:
    def __init_subclass__(cls):
        class Another(Base):
            pass


def route():
    class C(Base):
        pass


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
