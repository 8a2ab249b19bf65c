def gen():
    try:
        yield
    except ValueError:
        g = gen()
        next(g)
        g.throw(ValueError)


def route():
    g = gen()
    next(g)
    g.throw(ValueError)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
