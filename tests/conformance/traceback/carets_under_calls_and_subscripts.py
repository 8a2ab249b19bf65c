table = {"row": {"cell": None}}
def cell(name):
    return table["row"][name]["inner"]
def outer(f, *args):
    result = [f(*args), 2]
    return result
def run():
    value = outer(cell,
        "cell")
    return value
print((run)())
