# modes: native web slice: too many objects for modes that copy or collect all the time
# Nested natively, no method of the program is called.
nested = []
for _ in range(100_000):
    nested = [nested]


def route():
    repr(nested)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
