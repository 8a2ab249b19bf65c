# A module that imports itself anew while it is imported.
def route():
    import _imports_itself


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
