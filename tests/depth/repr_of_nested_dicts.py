# modes: native web slice: too many objects for modes that copy or collect all the time
nested = {}
for _ in range(100_000):
    nested = {1: nested}


def route():
    str(nested)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
