def gen():
    try:
        yield
    finally:
        g = gen()
        next(g)
        g.close()


def route():
    g = gen()
    next(g)
    g.close()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
