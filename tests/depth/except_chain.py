# Every level handles an exception; the chain of contexts is as long as the stack.
def f():
    try:
        raise ValueError
    except ValueError:
        f()


def route():
    f()


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
